//! The page's module and its parts, each under a name that follows its contents.

use anyhow::{Result, bail};

use super::Assets;
use super::folder::Folder;
use crate::wasm::{NAME, Page};

/// Writes the parts first, so that the module that names them can be named last.
pub(crate) fn write(page: Page, folder: &Folder, assets: &mut Assets) -> Result<()> {
    let mut js = page.js;
    assets.chunks.clear();
    for (name, wasm) in &page.chunks {
        let address = folder.hashed(name, wasm)?;
        js = renamed(&js, &format!("\"./{name}\""), &address, '"')?;
        assets.chunks.push(address);
    }
    let name = format!("{NAME}_bg.wasm");
    assets.wasm = folder.hashed(&name, &page.wasm)?;
    js = renamed(&js, &format!("'{name}'"), &assets.wasm, '\'')?;
    assets.js = folder.hashed(&format!("{NAME}.js"), js.as_bytes())?;
    Ok(())
}

/// Replaces the one quoted name of a file by its hashed one.
fn renamed(js: &str, quoted: &str, address: &str, quote: char) -> Result<String> {
    if js.matches(quoted).count() != 1 {
        bail!("the page's module does not name {quoted} exactly once");
    }
    let name = address.strip_prefix("/pkg/").unwrap_or(address);
    Ok(js.replacen(quoted, &format!("{quote}./{name}{quote}"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_follow_the_names() -> Result<()> {
        let js = "new URL('frontend_bg.wasm', import.meta.url)";
        let after = renamed(js, "'frontend_bg.wasm'", "/pkg/frontend.1_bg.wasm", '\'')?;
        assert_eq!(after, "new URL('./frontend.1_bg.wasm', import.meta.url)");
        assert!(renamed(js, "'other.wasm'", "/pkg/x", '\'').is_err());
        Ok(())
    }
}
