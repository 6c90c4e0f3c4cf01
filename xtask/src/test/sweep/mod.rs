//! Hostile input on the whole program: generated from the description of the API, and a list of
//! what people think of. Nothing may be answered with 5xx, nothing may hang.

mod generated;
mod hostile;

use anyhow::Result;

use super::counts::{Checks, Counts};
use super::staff;
use crate::http::Client;
use crate::postgres::Postgres;
use crate::project::Project;
use crate::server;
use crate::site::Mode;
use crate::trial::{Database, Server, Trial};

pub(super) fn run(project: &Project) -> Result<Counts> {
    let schemathesis = generated::install(project)?;
    server::build(Mode::Dev)?;
    let postgres = Postgres::find(project)?;
    let mut checks = Checks::default();
    for database in Database::ALL {
        let trial = Trial { project, postgres: &postgres, mode: Mode::Dev, database };
        let server = Server::start(trial, staff::fill)?;
        let session = staff::sign_in(&server)?;
        hostile::run(&server, database.name(), &session, &mut checks)?;
        generated::sweep_all(project, &schemathesis, &server, database, &session, &mut checks);
        let alive = Client::connect(server.addr).and_then(|mut client| client.get("/readyz"));
        let alive = alive.and_then(|answer| answer.expect(200)).map(|_| ());
        checks.note(&format!("{}: ready afterwards", database.name()), alive);
    }
    Ok(checks.counts())
}
