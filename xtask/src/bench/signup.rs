//! A rush for few seats: 2,000 people, each with a connection of their own, sign up at the same
//! moment, some leave, some look; then the line drains.

mod line;
mod rush;

use std::process::Stdio;

use anyhow::{Context, Result};

use super::load::{Load, Times, allow};
use super::{Bench, Database, Figure, Server};
use crate::command;

/// Who sign up. Some bring somebody along.
const PEOPLE: usize = 2000;
const SEATS: u64 = 20;
/// Who only look meanwhile.
const READERS: usize = 100;
/// Rushes and bare inserts take turns this often; the inserts for so many seconds.
const TURNS: usize = 3;
const SECONDS: u64 = 3;
/// Who insert at the same time. The program has no more than 16 connections to the database anyway.
const WRITERS: usize = 200;
/// The least share of the bare inserts that sign-ups have to reach.
const SHARE: f64 = 0.3;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    allow(u64::try_from(PEOPLE + READERS)?)?;
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", "100"]))
        })?;
        let (mut rush, mut inserted) = (Load::default(), 0.0);
        let (mut reads, mut drained) = (Times::default(), Load::default());
        for turn in 0..TURNS {
            let event = event(&server)?;
            let (signed, read, places) = rush::run(&server, event, turn)?;
            rush.append(signed);
            reads.append(read);
            let stand = line::check(&server, event, &places)?;
            if turn == 0 {
                drained = line::drain(&server, event, stand)?;
            }
            inserted += inserts(&server)?;
        }
        #[allow(clippy::cast_precision_loss)] // three
        let inserted = inserted / TURNS as f64;
        let name = database.name();
        let what = |what: &str| format!("{name}: {what}");
        figures.extend([
            Figure::info(&what("sign-ups acknowledged"), rush.rate(), "/s"),
            Figure::info(&what("sign-ups inserted bare"), inserted, "/s"),
            Figure::at_least(&what("acknowledged : inserted"), rush.rate() / inserted, SHARE, "×"),
            Figure::info(&what("time to the 201, p50"), rush.times.quantile(0.5), "ms"),
            Figure::info(&what("time to the 201, p99"), rush.times.quantile(0.99), "ms"),
            Figure::info(&what("reading meanwhile, p99"), reads.quantile(0.99), "ms"),
            Figure::info(&what("leaving and accepting, afterwards"), drained.rate(), "/s"),
        ]);
    }
    Ok(figures)
}

fn event(server: &Server<'_>) -> Result<i64> {
    let seats = SEATS.to_string();
    let mut program = server.program();
    program.args(["measure", "events", "--events", "1", "--seats", &seats]);
    let printed = command::output(program.stdout(Stdio::piped()))?;
    printed.trim().parse().with_context(|| format!("“{printed}” is no number"))
}

/// What the database takes of the same rows, a second. A group writes a few more than these.
fn inserts(server: &Server<'_>) -> Result<f64> {
    let (writers, seconds) = (WRITERS.to_string(), SECONDS.to_string());
    let mut program = server.program();
    program.args(["measure", "signups", "--writers", &writers, "--seconds", &seconds]);
    let printed = command::output(program.stdout(Stdio::piped()))?;
    printed.trim().parse().with_context(|| format!("“{printed}” is no rate"))
}
