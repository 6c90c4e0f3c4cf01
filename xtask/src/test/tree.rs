//! What the page must not be made of: each of these would cost more than a page of its own.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::counts::Counts;
use crate::command::{cargo, output};
use crate::project::Project;
use crate::wasm::TARGET;

const FORBIDDEN: [&str; 5] = ["sea-orm", "tokio", "regex", "chrono", "axum"];

/// Leptos itself names these; the linker drops what nobody calls, and `cargo xtask size`
/// would notice if it did not.
const TOLERATED: [(&str, &str); 1] = [("leptos_config", "regex")];

/// Walks the frontend's dependencies for the browser.
pub(super) fn run(_: &Project) -> Result<Counts> {
    let tree = output(cargo().args([
        "tree",
        "--package",
        "frontend",
        "--target",
        TARGET,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "depth",
        "--format",
        " {p}",
    ]))?;
    let found = forbidden(&tree);
    if !found.is_empty() {
        bail!("the page depends on what it must not: {}", found.join(", "));
    }
    Ok(Counts::default())
}

/// `who → what` for every forbidden dependency in a tree whose lines begin with their depth.
fn forbidden(tree: &str) -> Vec<String> {
    let mut path: Vec<&str> = Vec::new();
    let mut found = BTreeSet::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(name)) = (words.next(), words.next()) else { continue };
        let Ok(depth) = depth.parse::<usize>() else { continue };
        path.truncate(depth);
        let parent = path.last().copied().unwrap_or_default();
        path.push(name);
        if FORBIDDEN.contains(&name) && !TOLERATED.contains(&(parent, name)) {
            found.insert(format!("{parent} → {name}"));
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_crate_is_named_with_who_brings_it() {
        let tree = "0 frontend v0.1.0\n1 app v0.1.0\n2 chrono v0.4.0\n1 leptos v0.8.0\n";
        assert_eq!(forbidden(tree), ["app → chrono"]);
    }

    #[test]
    fn only_leptos_own_use_is_tolerated() {
        let tree = "0 frontend v0\n1 leptos_config v0\n2 regex v1\n1 app v0\n2 regex v1 (*)\n";
        assert_eq!(forbidden(tree), ["app → regex"]);
    }
}
