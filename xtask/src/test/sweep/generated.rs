//! Requests made from the description of the API, by Schemathesis.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Checks;
use crate::project::Project;
use crate::say;
use crate::test::python;
use crate::trial::Server;

const VERSION: &str = "4.32.5";
/// Requests for an endpoint in a phase, at the most; a run is to take a minute or two.
const EXAMPLES: &str = "40";
/// The same requests every time.
const SEED: &str = "20260101";
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance";
/// A stream does not end, which is not what this is for.
const STREAM: &str = "/live$";
/// Signing out would end the session that asks.
const STREAM_OR_SESSION: &str = "/live$|/session";

/// Makes Schemathesis ready.
pub(super) fn install(project: &Project) -> Result<PathBuf> {
    Ok(python::install(project, "schemathesis", VERSION)?.join("schemathesis"))
}

/// Sweeps the API twice: as anybody, and as somebody who is signed in.
pub(super) fn sweep_all(
    project: &Project,
    program: &Path,
    server: &Server<'_>,
    database: &str,
    session: &str,
    checks: &mut Checks,
) {
    let anybody = sweep(project, program, server, &["--exclude-path-regex", STREAM]);
    checks.note(&format!("{database}: generated requests of anybody"), anybody);
    let cookie = format!("Cookie: {session}");
    let words = ["--header", &cookie, "--include-path-regex", "^/api/staff"];
    let words = [&words[..], &["--exclude-path-regex", STREAM_OR_SESSION]].concat();
    let staff = sweep(project, program, server, &words);
    checks.note(&format!("{database}: generated requests of staff"), staff);
}

fn sweep(project: &Project, program: &Path, server: &Server<'_>, words: &[&str]) -> Result<()> {
    let mut command = Command::new(program);
    command
        .arg("run")
        .arg(format!("http://{}/api/openapi.json", server.addr))
        .args(["--checks", CHECKS, "--max-examples", EXAMPLES, "--seed", SEED])
        .args(["--phases", "examples,coverage,fuzzing", "--workers", "1"])
        .args(["--request-timeout", "20", "--continue-on-failure", "--no-color"])
        .args(["--generation-database", "none", "--suppress-health-check", "all"])
        .args(["--warnings", "off"])
        .current_dir(project.target())
        .args(words);
    let output = command.output().context("cannot start Schemathesis")?;
    if output.status.success() {
        return Ok(());
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    say::line(printed.trim_end());
    say::line(String::from_utf8_lossy(&output.stderr).trim_end());
    bail!("Schemathesis found something ({})", output.status)
}
