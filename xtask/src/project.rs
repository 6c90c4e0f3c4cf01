//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::site::Mode;

/// The project's folders.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    /// The workspace's root: every command runs from here, wherever it was called.
    pub(crate) root: PathBuf,
}

impl Project {
    /// The workspace that this xtask belongs to.
    pub(crate) fn find() -> Result<Self> {
        // Cargo sets it for `cargo run`; the compiled-in path serves a direct call.
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().context("xtask does not stand in a workspace")?;
        std::env::set_current_dir(root)?;
        Ok(Self { root: root.to_path_buf() })
    }

    /// A path below the root.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Where native builds go.
    pub(crate) fn target(&self) -> PathBuf {
        self.at("target")
    }

    /// Where wasm builds go: apart, so that the two do not evict or wait for each other.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.at("target/wasm")
    }

    /// The folder of built assets.
    pub(crate) fn site(&self, mode: Mode) -> PathBuf {
        match mode {
            Mode::Dev => self.at("target/site"),
            Mode::Release => self.at("target/release/site"),
        }
    }

    /// The server's program.
    pub(crate) fn program(&self, mode: Mode) -> PathBuf {
        match mode {
            Mode::Dev => self.at("target/debug/stadtlabor"),
            Mode::Release => self.at("target/release/stadtlabor"),
        }
    }

    /// A path as a person would write it, standing in the root.
    pub(crate) fn short(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
