//! Writing into the site's folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::hash::hashed;
use super::{Assets, Mode, compress};

/// A site's folder on disk.
pub(crate) struct Folder {
    root: PathBuf,
    mode: Mode,
}

impl Folder {
    /// Opens it, making it where it is missing.
    pub(crate) fn new(root: PathBuf, mode: Mode) -> Result<Self> {
        std::fs::create_dir_all(root.join("pkg"))?;
        Ok(Self { root, mode })
    }

    /// Writes a file under a name that changes with its contents and returns its address.
    pub(crate) fn hashed(&self, name: &str, contents: &[u8]) -> Result<String> {
        let name = hashed(name, contents);
        self.plain(&format!("pkg/{name}"), contents)?;
        Ok(format!("/pkg/{name}"))
    }

    /// Writes a file under its own name, with its compressed forms beside it.
    pub(crate) fn plain(&self, name: &str, contents: &[u8]) -> Result<()> {
        let path = self.root.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, contents)?;
        if self.mode == Mode::Release {
            compress::beside(&path, contents)?;
        }
        Ok(())
    }

    /// Writes `assets.json` and removes what an earlier build left in `pkg/`.
    pub(crate) fn finish(&self, assets: &Assets) -> Result<()> {
        let path = self.root.join("assets.json");
        let fresh = self.root.join("assets.json.new");
        std::fs::write(&fresh, assets.to_json())?;
        std::fs::rename(fresh, path)?;

        let named: BTreeSet<&str> = assets.all().filter_map(|a| a.strip_prefix("/pkg/")).collect();
        for entry in std::fs::read_dir(self.root.join("pkg"))? {
            let entry = entry?;
            let name = entry.file_name();
            if !named.contains(original(Path::new(&name)).as_str()) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The file that a compressed one stands beside.
fn original(name: &Path) -> String {
    let name = name.to_string_lossy();
    let name = name.strip_suffix(".br").or(name.strip_suffix(".gz")).unwrap_or(&name);
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_files_belong_to_their_original() {
        assert_eq!(original(Path::new("a.1.js.br")), "a.1.js");
        assert_eq!(original(Path::new("a.1.js")), "a.1.js");
    }

    #[test]
    fn an_earlier_build_leaves_nothing_behind() -> Result<()> {
        let root = std::env::temp_dir().join(format!("xtask-folder-{}", std::process::id()));
        let folder = Folder::new(root.clone(), Mode::Release)?;
        folder.hashed("style.css", "old ".repeat(100).as_bytes())?;
        let css = folder.hashed("style.css", "new ".repeat(100).as_bytes())?;
        let assets = Assets { css: css.clone(), ..Assets::default() };
        folder.finish(&assets)?;
        let mut left: Vec<String> = std::fs::read_dir(root.join("pkg"))?
            .flatten()
            .map(|entry| format!("/pkg/{}", entry.file_name().to_string_lossy()))
            .collect();
        left.sort();
        std::fs::remove_dir_all(&root)?;
        assert_eq!(left, [css.clone(), format!("{css}.br"), format!("{css}.gz")]);
        Ok(())
    }
}
