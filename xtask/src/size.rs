//! `cargo xtask size`: what a first visit costs.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::say;
use crate::site::{self, Assets, Mode};

/// More than this and the build fails.
const LIMIT: u64 = 250_000;
/// What is aimed for.
const GOAL: u64 = 200_000;
/// What staff wait for once.
const STAFF_LIMIT: u64 = 150_000;
/// The part of the site that they go to.
const STAFF: &str = "staff_page";

/// Prints every asset with its size on the wire and fails over budget.
pub(crate) fn run(project: &Project) -> Result<()> {
    let site = project.site(Mode::Release);
    site::ensure(project, Mode::Release)?;
    let assets = Assets::read(&site)?;
    let mut visit = vec![&assets.js, &assets.wasm, &assets.css];
    visit.extend(&assets.fonts);
    let icon = ["/favicon.svg", "/favicon.ico"].map(String::from);
    visit.extend(icon.iter().find(|icon| site.join(&icon[1..]).exists()));

    say::line("A first visit to /ideas transfers (brotli):");
    let total = table(&site, visit.into_iter().filter(|address| !address.is_empty()))?;
    say::line(&row("total", total));
    say::line(&format!("{:>12}  goal, {} limit", say::kilobytes(GOAL), say::kilobytes(LIMIT)));
    say::line("\nWhoever goes on from there transfers, on top of it:");
    let mut staff = 0;
    for (part, address) in &assets.parts {
        let style = match part.as_str() {
            STAFF => Some(&assets.staff_css),
            "account_page" | "admin_page" | "events_page" => Some(&assets.events_css),
            _ => None,
        };
        let files = std::iter::once(address).chain(style);
        let bytes = files.map(|file| transferred(&site.join(&file[1..]))).sum::<Result<_>>()?;
        say::line(&row(part, bytes));
        if part == STAFF {
            staff = bytes;
        }
    }
    say::line(&format!("{:>12}  limit for {STAFF}", say::kilobytes(STAFF_LIMIT)));

    if total > LIMIT {
        bail!("a first visit is {} over budget", say::kilobytes(total - LIMIT));
    }
    if staff > STAFF_LIMIT {
        bail!("the staff pages are {} over budget", say::kilobytes(staff - STAFF_LIMIT));
    }
    if total > GOAL {
        say::line(&format!("\nWithin budget, {} over the goal.", say::kilobytes(total - GOAL)));
    }
    Ok(())
}

fn table<'a>(site: &Path, addresses: impl Iterator<Item = &'a String>) -> Result<u64> {
    let mut total = 0;
    for address in addresses {
        let bytes = transferred(&site.join(&address[1..]))?;
        say::line(&row(address, bytes));
        total += bytes;
    }
    Ok(total)
}

fn row(what: &str, bytes: u64) -> String {
    format!("{:>12}  {what}", say::kilobytes(bytes))
}

/// The compressed form where there is one: it is what the server sends.
fn transferred(path: &Path) -> Result<u64> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let compressed = path.with_extension(format!("{ending}.br"));
    let path = if compressed.exists() { compressed } else { path.to_path_buf() };
    let data = std::fs::metadata(&path).with_context(|| format!("no {}", path.display()))?;
    Ok(data.len())
}
