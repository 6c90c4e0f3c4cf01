//! What cargo checks.
//!
//! The program and the build tool are separate calls everywhere: together, cargo would join
//! the features of their dependencies and compile a second set of them.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::counts::Counts;
use crate::command::{cargo, run};
use crate::postgres::{self, Postgres};
use crate::project::Project;
use crate::say;
use crate::wasm::{self, Toolchain};

/// The program with the half of `app` that it renders with. Never `--workspace`, which
/// would turn `hydrate` on as well; and without defaults, as the program depends on `app`:
/// even an empty default feature would make it a second crate to compile.
const PROGRAM: [&str; 7] =
    ["-p", "app", "-p", "stadtlabor", "--no-default-features", "--features", "app/ssr"];
const XTASK: [&str; 2] = ["-p", "xtask"];

/// `cargo fmt --check`
pub(super) fn format(_: &Project) -> Result<Counts> {
    run(cargo().args(["fmt", "--all", "--check"])).context("`cargo fmt` puts it right")?;
    Ok(Counts::default())
}

/// Clippy, without a warning, on everything that is compiled.
pub(super) fn lints(project: &Project) -> Result<Counts> {
    for packages in [&PROGRAM[..], &XTASK] {
        run(cargo().arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"]))?;
    }
    match wasm::ensure(project)? {
        own @ Toolchain::Own => {
            run(own.cargo(project, "clippy", &[]).args(["-p", "frontend", "--", "-D", "warnings"]))?
        }
        // It brings no Clippy for its own version.
        debian @ Toolchain::Debian(_) => {
            say::line("  the page is only checked: Debian's compiler for it comes without Clippy");
            run(debian.cargo(project, "check", &["-Dwarnings"]).args(["-p", "frontend"]))?;
        }
    }
    Ok(Counts::default())
}

/// `cargo doc`, without a broken link.
pub(super) fn documentation(_: &Project) -> Result<Counts> {
    for packages in [&PROGRAM[..], &XTASK] {
        run(cargo()
            .args(["doc", "--no-deps", "--document-private-items"])
            .args(packages)
            .env("RUSTDOCFLAGS", "-Dwarnings"))?;
    }
    Ok(Counts::default())
}

/// Every unit and HTTP test, with a PostgreSQL beside SQLite.
pub(super) fn tests(project: &Project) -> Result<Counts> {
    let postgres = Postgres::find(project)?;
    let mut sum = Counts::default();
    for packages in [&PROGRAM[..], &XTASK] {
        sum = sum.and(counted(
            cargo()
                .args(["test", "--no-fail-fast"])
                .args(packages)
                .env(postgres::VARIABLE, &postgres.url),
        )?);
    }
    Ok(sum)
}

/// Passes the output on while counting in it.
fn counted(command: &mut Command) -> Result<Counts> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut sum = Counts::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        sum = sum.and(Counts::of_line(&line));
        say::line(&line);
    }
    let status = child.wait()?;
    if !status.success() && sum.failed == 0 {
        anyhow::bail!("the tests did not run to their end ({status})");
    }
    Ok(sum)
}
