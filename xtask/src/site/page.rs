//! The page's module and its parts, each under a name that follows its contents.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::Assets;
use super::folder::Folder;
use crate::wasm::{Chunk, NAME, Page};

/// Writes the parts first, so that the module that names them can be named last.
pub(crate) fn write(page: Page, folder: &Folder, assets: &mut Assets) -> Result<()> {
    let mut js = page.js;
    let mut addresses = BTreeMap::new();
    for chunk in &page.chunks {
        let address = folder.hashed(&chunk.name, &chunk.wasm)?;
        js = renamed(&js, &format!("./{}", chunk.name), &address)?;
        addresses.insert(&chunk.name, address);
    }
    let along = |chunk: &Chunk| {
        let names = std::iter::once(&chunk.name).chain(&chunk.with);
        names.filter_map(|name| addresses.get(name).cloned()).collect::<Vec<_>>()
    };
    // The splitter names a part after its loader and a hash: `split_staff_page_1234.wasm`.
    let part = |chunk: &Chunk| {
        let (name, _) = chunk.name.strip_prefix("split_")?.rsplit_once('_')?;
        Some((name.to_owned(), along(chunk)))
    };
    assets.parts = page.chunks.iter().filter_map(part).collect();
    assets.chunks = addresses.into_values().collect();
    let name = format!("{NAME}_bg.wasm");
    assets.wasm = folder.hashed(&name, &page.wasm)?;
    js = renamed(&js, &name, &assets.wasm)?;
    assets.js = folder.hashed(&format!("{NAME}.js"), js.as_bytes())?;
    Ok(())
}

/// Replaces the one name of a file, in whatever quotes, by its hashed one.
fn renamed(js: &str, name: &str, address: &str) -> Result<String> {
    let hashed = address.strip_prefix("/pkg/").unwrap_or(address);
    for quote in ['"', '\''] {
        let quoted = format!("{quote}{name}{quote}");
        if js.matches(&quoted).count() == 1 {
            return Ok(js.replacen(&quoted, &format!("{quote}./{hashed}{quote}"), 1));
        }
    }
    bail!("the page's module does not name {name} exactly once");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_follow_the_names() -> Result<()> {
        for quote in ["'", "\""] {
            let js = |name: &str| format!("new URL({quote}{name}{quote}, import.meta.url)");
            let after =
                renamed(&js("frontend_bg.wasm"), "frontend_bg.wasm", "/pkg/frontend.1.wasm")?;
            assert_eq!(after, js("./frontend.1.wasm"));
            assert!(renamed(&after, "other.wasm", "/pkg/x").is_err());
        }
        Ok(())
    }
}
