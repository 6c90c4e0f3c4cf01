//! Requests made from the description of the API, by Schemathesis.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Checks;
use crate::project::Project;
use crate::say;
use crate::test::python;
use crate::trial::{Database, Server};

const VERSION: &str = "4.32.5";
/// Requests for an endpoint in a phase, at the most, on each database.
const EXAMPLES: &str = "20";
/// The same requests every time, others on the other database.
fn seed(database: Database) -> &'static str {
    match database {
        Database::Sqlite => "20260101",
        Database::Postgres => "20260102",
    }
}
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
    database: Database,
    session: &str,
    checks: &mut Checks,
) {
    let seed = seed(database);
    let words = ["--seed", seed, "--exclude-path-regex", STREAM];
    let anybody = sweep(project, program, server, &words);
    let database = database.name();
    checks.note(&format!("{database}: generated requests of anybody"), anybody);
    let cookie = format!("Cookie: {session}");
    let words = ["--seed", seed, "--header", &cookie, "--include-path-regex", "^/api/staff"];
    let words = [&words[..], &["--exclude-path-regex", STREAM_OR_SESSION]].concat();
    let staff = sweep(project, program, server, &words);
    checks.note(&format!("{database}: generated requests of staff"), staff);
}

fn sweep(project: &Project, program: &Path, server: &Server<'_>, words: &[&str]) -> Result<()> {
    let mut command = Command::new(program);
    command
        .arg("run")
        .arg(format!("http://{}/api/openapi.json", server.addr))
        .args(["--checks", CHECKS, "--max-examples", EXAMPLES])
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
