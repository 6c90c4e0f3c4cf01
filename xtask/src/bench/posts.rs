//! Ideas sent in by many at once, against the bare inserts of the same rows.

use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::json;

use super::load::{Load, Times, at_once};
use super::{Bench, Database, Figure, Server};
use crate::command;
use crate::http::Client;

/// Who send in at a time.
const CLIENTS: usize = 50;
/// Posts and bare inserts take turns this often, for so many seconds.
const TURNS: u64 = 3;
const SECONDS: u64 = 3;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", "1000"]))
        })?;
        let (mut posted, mut inserted) = (Load::default(), 0.0);
        for turn in 0..TURNS {
            posted.append(posts(&server, turn)?);
            inserted += inserts(&server)?;
        }
        #[allow(clippy::cast_precision_loss)] // three
        let inserted = inserted / TURNS as f64;
        let name = database.name();
        let what = |what: &str| format!("{name}: {what}");
        figures.extend([
            Figure::info(&what("ideas acknowledged"), posted.rate(), "/s"),
            Figure::info(&what("ideas inserted bare"), inserted, "/s"),
            Figure::info(&what("acknowledged : inserted"), posted.rate() / inserted, "×"),
            Figure::info(&what("time to the 201, p50"), posted.times.quantile(0.5), "ms"),
            Figure::info(&what("time to the 201, p99"), posted.times.quantile(0.99), "ms"),
        ]);
    }
    Ok(figures)
}

/// Every post is that of a browser that was never here before, as in a room full of phones.
fn posts(server: &Server<'_>, turn: u64) -> Result<Load> {
    let start = Instant::now();
    let end = start + Duration::from_secs(SECONDS);
    let one = |client: usize| -> Result<Times> {
        let (mut connection, mut times) = (Client::connect(server.addr)?, Times::default());
        let mut n = 0;
        while Instant::now() < end {
            n += 1;
            let key = format!("bench-{turn}-{client}-{n}");
            let idea = json!({
                "title": format!("Eine Bank am Bach, Nummer {client}.{n}"),
                "text": "Am Bach fehlt eine Bank im Schatten. Viele würden dort gern ausruhen \
                    und erzählen. Das wäre gemütlich und günstig, und wir helfen beim Aufstellen.",
                "topic": "klima",
                "lab": "soest",
            });
            let sent = Instant::now();
            connection.post("/api/ideas", &[("Idempotency-Key", &key)], &idea)?.expect(201)?;
            times.add(sent.elapsed());
        }
        Ok(times)
    };
    let mut times = Times::default();
    for some in at_once(CLIENTS, one)? {
        times.append(some);
    }
    Ok(Load::new(times, start.elapsed()))
}

fn inserts(server: &Server<'_>) -> Result<f64> {
    let (clients, seconds) = (CLIENTS.to_string(), SECONDS.to_string());
    let printed = command::output(
        server
            .program()
            .args(["measure", "inserts", "--writers", &clients, "--seconds", &seconds])
            .stdout(Stdio::piped()),
    )?;
    printed.trim().parse().with_context(|| format!("“{printed}” is no rate"))
}
