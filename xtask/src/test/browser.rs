//! Playwright against the real program.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::counts::{Checks, Counts};
use crate::command::{apt_install, which};
use crate::project::Project;
use crate::site::{self, Mode};
use crate::{node, say, server, size};

/// Builds what the tests look at, and runs them.
pub(super) fn run(project: &Project) -> Result<Counts> {
    // Before anything slow: without node there is nothing to wait for.
    let folder = node::packages(project)?;
    let chromium = chromium()?;
    site::build(project, Mode::Dev)?;
    server::build(Mode::Dev)?;
    playwright(&folder, |command| command.env("CHROMIUM_PATH", chromium))
}

/// Looks at what citizens download, which is split and optimised as no other build is: what it
/// weighs, and that all of it comes alive.
pub(super) fn deployed(project: &Project) -> Result<Counts> {
    let folder = node::packages(project)?;
    let chromium = chromium()?;
    let mut checks = Checks::default();
    checks.note("within its budget", size::run(project));
    server::build(Mode::Dev)?;
    let counts = playwright(&folder, |command| {
        command
            .args(["--project=phone", "--grep=@deployed"])
            .env("STADTLABOR_SITE", project.site(Mode::Release))
            .env("CHROMIUM_PATH", chromium)
    })?;
    Ok(checks.counts().and(counts))
}

/// Runs Playwright and counts what it reports.
fn playwright(folder: &Path, prepare: impl FnOnce(&mut Command) -> &mut Command) -> Result<Counts> {
    let report = folder.join("test-results/report.json");
    if report.exists() {
        std::fs::remove_file(&report)?;
    }
    let mut command = Command::new(folder.join("node_modules/.bin/playwright"));
    command.arg("test").current_dir(folder);
    // Whether they passed stands in the report, and why not has been printed.
    let status = prepare(&mut command).status().context("cannot start Playwright")?;
    let text = std::fs::read_to_string(&report)
        .with_context(|| format!("Playwright wrote no report ({status})"))?;
    let counts = Counts::of_report(&text)?;
    anyhow::ensure!(status.success() || counts.failed > 0, "Playwright failed ({status})");
    Ok(counts)
}

/// Where Chromium is, installing it where it is missing.
pub(crate) fn chromium() -> Result<PathBuf> {
    let known = || ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|n| which(n));
    if let Some(path) = std::env::var_os("CHROMIUM_PATH") {
        return Ok(path.into());
    }
    if let Some(path) = known() {
        return Ok(path);
    }
    say::step("Installing Chromium", || apt_install(&["chromium"]))?;
    known().context("please install Chromium")
}
