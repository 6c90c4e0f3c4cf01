//! The programme among 50 and among 5,000 events, and an event for which many signed up.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::load::same;
use super::{Bench, Database, Figure, Server};
use crate::command;
use crate::http::Client;

/// Few and many.
const EVENTS: [u64; 2] = [50, 5000];
const SIGNED_UP: [usize; 2] = [50, 500];
/// What more may cost, at most.
const LIMIT: f64 = 1.5;
const CLIENTS: usize = 4;
const TIME: Duration = Duration::from_secs(3);

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let mut servers = Vec::new();
        for many in EVENTS {
            let server = bench.server(database, |mut program| {
                command::run(program.args(["measure", "fill", "--ideas", "100"]))
            })?;
            events(&server, many)?;
            let event = events(&server, 1)?;
            // Of the few events few people take part in one, of the many many.
            let people = if many == EVENTS[0] { SIGNED_UP[0] } else { SIGNED_UP[1] };
            sign_up(&server, event, people)?;
            servers.push((server, event));
        }
        for (what, path) in [
            ("/api/events", "/api/events".to_owned()),
            ("/api/events by topic", "/api/events?topic=klima&free=1".to_owned()),
            ("/programme", "/programme".to_owned()),
            ("/events/{id}", "/events/{id}".to_owned()),
            ("/api/events/{id}", "/api/events/{id}".to_owned()),
        ] {
            let mut costs = Vec::new();
            for (server, event) in &servers {
                let path = path.replace("{id}", &event.to_string());
                // A cookie: pages that are kept for whoever has none would say nothing.
                let cookie = [("Cookie", "participant=00000000000000000000000000000000")];
                let request = Client::request(server.addr, "GET", &path, &cookie, b"");
                same(server.addr, &request, None, CLIENTS, TIME / 3)?;
                let load = same(server.addr, &request, None, CLIENTS, TIME)?;
                costs.push(1000.0 / load.rate());
            }
            let (few, many) = (costs.first(), costs.last());
            let (few, many) = (few.context("no cost")?, many.context("no cost")?);
            let name = format!("{}: {what}", database.name());
            figures.push(Figure::info(&format!("{name}, few"), *few, "ms"));
            figures.push(Figure::at_most(&format!("{name}, many : few"), many / few, LIMIT, "×"));
        }
    }
    Ok(figures)
}

fn events(server: &Server<'_>, many: u64) -> Result<i64> {
    let mut program = server.program();
    program.args(["measure", "events", "--events", &many.to_string(), "--seats", "1000"]);
    let printed = command::output(program.stdout(Stdio::piped()))?;
    printed.trim().parse().with_context(|| format!("“{printed}” is no number"))
}

fn sign_up(server: &Server<'_>, event: i64, people: usize) -> Result<()> {
    let mut client = Client::connect(server.addr)?;
    for n in 0..people {
        let sent = json!({
            "first_name": "Alex",
            "last_name": "Beispiel",
            "email": format!("person-{n}@example.org"),
        });
        client.post(&format!("/api/events/{event}/registrations"), &[], &sent)?.expect(201)?;
    }
    Ok(())
}
