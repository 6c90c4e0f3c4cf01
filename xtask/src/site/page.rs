//! The page's module and its parts, each under a name that follows its contents.

use anyhow::{Result, bail};

use super::Assets;
use super::folder::Folder;
use crate::wasm::{NAME, Page, pack};

/// Writes the parts first, so that the module that names them can be named last.
pub(crate) fn write(page: &Page, folder: &Folder, assets: &mut Assets) -> Result<()> {
    let mut js = page.js.clone();
    assets.parts.clear();
    for part in &page.parts {
        let address = folder.hashed(&part.file(), &pack(page, part)?)?;
        js = renamed(&js, &format!("./{}", part.file()), &address)?;
        assets.parts.insert(part.name.clone(), address);
    }
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
