//! Playwright against the real program.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::counts::{Checks, Counts};
use crate::command::{apt_install, which};
use crate::project::Project;
use crate::site::Mode;
use crate::{node, say, server, size};

/// Builds the page as citizens download it, which is split and optimised as no other build is:
/// what it weighs, and what it does. It starts several times as fast as a development build, too.
pub(super) fn run(project: &Project) -> Result<Counts> {
    // Before anything slow: without node there is nothing to wait for.
    let folder = node::packages(project)?;
    let chromium = chromium()?;
    let mut checks = Checks::default();
    checks.note("within its budget", size::run(project));
    server::build(Mode::Dev)?;
    let counts = playwright(&folder, |command| {
        command.env("STADTLABOR_SITE", project.site(Mode::Release)).env("CHROMIUM_PATH", chromium)
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
