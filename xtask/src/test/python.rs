//! Programs in Python, each in a folder of its own below `target/`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::command::{apt_install, run, succeeds, which};
use crate::project::Project;
use crate::say;

/// Makes a package ready, in exactly this version; gives the folder of its programs.
pub(super) fn install(project: &Project, package: &str, version: &str) -> Result<PathBuf> {
    let folder = project.at(&format!("target/venv-{package}"));
    let programs = folder.join("bin");
    let stamp = folder.join("version");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == version) {
        return Ok(programs);
    }
    let has_venv = || succeeds(Command::new("python3").args(["-c", "import venv, ensurepip"]));
    if which("python3").is_none() || !has_venv() {
        say::step("Installing Python's venv", || apt_install(&["python3", "python3-venv"]))?;
    }
    say::step(&format!("Installing {package} {version}"), || {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        run(Command::new(programs.join("pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .arg(format!("{package}=={version}")))
    })?;
    std::fs::write(stamp, version)?;
    Ok(programs)
}
