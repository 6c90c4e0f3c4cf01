//! A server with sample content, and somebody who may do everything there.

use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::json;

use crate::command;
use crate::http::Client;
use crate::trial::Server;

const EMAIL: &str = "sweep@example.org";
const PASSWORD: &str = "sweep-only-Correct-Horse-42";

/// Sample content and an admin: what [`Server::start`] is given.
pub(super) fn fill(mut demo: Command) -> Result<()> {
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
pub(super) fn sign_in(server: &Server<'_>) -> Result<String> {
    let mut client = Client::connect(server.addr)?;
    let sent = json!({ "email": EMAIL, "password": PASSWORD });
    let answer = client.post("/api/staff/session", &[], &sent)?.expect(200)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.context("no cookie for a session")?.to_owned())
}
