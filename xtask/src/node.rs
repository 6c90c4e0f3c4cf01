//! The npm packages of `end2end/`: the browser tests, Binaryen, and Lighthouse.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{run, which};
use crate::project::Project;
use crate::say;

/// Installs `end2end/`'s packages unless they are those of its lock file.
pub(crate) fn packages(project: &Project) -> Result<PathBuf> {
    install(project.at("end2end"))
}

/// Installs the packages of the benchmark that drives a browser: apart, because they weigh as
/// much as all others together and nothing else needs them.
pub(crate) fn lighthouse(project: &Project) -> Result<PathBuf> {
    install(project.at("end2end/lighthouse"))
}

fn install(folder: PathBuf) -> Result<PathBuf> {
    if which("node").is_none() || which("npm").is_none() {
        bail!(
            "please install node 20 or newer with npm (on Debian: sudo apt-get install nodejs npm)"
        );
    }
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
