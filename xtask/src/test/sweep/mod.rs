//! Hostile input on the whole program: generated from the description of the API, and a list of
//! what people think of. Nothing may be answered with 5xx, nothing may hang.

mod generated;
mod hostile;

use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::json;

use super::counts::{Checks, Counts};
use crate::http::Client;
use crate::postgres::Postgres;
use crate::project::Project;
use crate::site::Mode;
use crate::trial::{Database, Server, Trial};
use crate::{command, server};

const EMAIL: &str = "sweep@example.org";
const PASSWORD: &str = "sweep-only-Correct-Horse-42";

pub(super) fn run(project: &Project) -> Result<Counts> {
    let schemathesis = generated::install(project)?;
    server::build(Mode::Dev)?;
    let postgres = Postgres::find(project)?;
    let mut checks = Checks::default();
    for database in Database::ALL {
        let trial = Trial { project, postgres: &postgres, mode: Mode::Dev, database };
        let server = Server::start(trial, fill)?;
        let session = sign_in(&server)?;
        hostile::run(&server, database.name(), &session, &mut checks)?;
        generated::sweep_all(
            project,
            &schemathesis,
            &server,
            database.name(),
            &session,
            &mut checks,
        );
        let alive = Client::connect(server.addr).and_then(|mut client| client.get("/readyz"));
        let alive = alive.and_then(|answer| answer.expect(200)).map(|_| ());
        checks.note(&format!("{}: ready afterwards", database.name()), alive);
    }
    Ok(checks.counts())
}

/// Sample content and somebody who may do everything.
fn fill(mut demo: Command) -> Result<()> {
    let mut staff = Command::new(demo.get_program());
    for (name, value) in demo.get_envs() {
        match value {
            Some(value) => staff.env(name, value),
            None => staff.env_remove(name),
        };
    }
    command::run(demo.arg("demo"))?;
    let words = ["staff", "add", "--email", EMAIL, "--name", "Sweep", "--role", "admin"];
    staff.args(words).env("STADTLABOR_STAFF_PASSWORD", PASSWORD).stdout(Stdio::null());
    command::run(&mut staff)
}

/// The cookie of a session, `staff=…`.
fn sign_in(server: &Server<'_>) -> Result<String> {
    let mut client = Client::connect(server.addr)?;
    let sent = json!({ "email": EMAIL, "password": PASSWORD });
    let answer = client.post("/api/staff/session", &[], &sent)?.expect(200)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.context("no cookie for a session")?.to_owned())
}
