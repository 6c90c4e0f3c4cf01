//! The npm packages of `end2end/`: the browser tests, and `wasm-opt`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{run, which};
use crate::project::Project;
use crate::say;

/// Installs `end2end/`'s packages unless they are those of its lock file.
pub(crate) fn packages(project: &Project) -> Result<PathBuf> {
    if which("node").is_none() || which("npm").is_none() {
        bail!(
            "please install node 20 or newer with npm (on Debian: sudo apt-get install nodejs npm)"
        );
    }
    let folder = project.at("end2end");
    let modules = folder.join("node_modules");
    let lock = std::fs::read(folder.join("package-lock.json"))?;
    let stamp = modules.join(".stadtlabor-lock");
    if std::fs::read(&stamp).is_ok_and(|seen| seen == lock) {
        return Ok(folder);
    }
    say::step("Installing npm packages", || {
        run(Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            // Debian's browser is used; downloading another takes minutes or fails.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(&folder))
    })?;
    std::fs::write(stamp, lock)?;
    Ok(folder)
}
