//! A rush for few seats: many sign up at once, some leave, some look; then the line drains.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::load::{Load, Times, at_once};
use super::{Bench, Database, Figure, Server};
use crate::command;
use crate::http::Client;

/// Who sign up, over so many connections.
const PEOPLE: usize = 2000;
const CLIENTS: usize = 200;
const SEATS: usize = 20;
/// Who leave the line again meanwhile, and who only look.
const LEAVERS: usize = 50;
const READERS: usize = 100;
/// Rushes and bare inserts take turns this often; the inserts for so many seconds.
const TURNS: usize = 3;
const SECONDS: u64 = 3;
/// The least share of the bare inserts that sign-ups have to reach.
const SHARE: f64 = 0.3;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", "100"]))
        })?;
        let (mut rush, mut inserted) = (Load::default(), 0.0);
        let (mut reads, mut drained) = (Times::default(), Load::default());
        for turn in 0..TURNS {
            let event = event(&server)?;
            let (signed, read, places) = rush_for(&server, event, turn)?;
            rush.append(signed);
            reads.append(read);
            let line = check(&server, event, &places)?;
            if turn == 0 {
                drained = drain(&server, event, line)?;
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

/// Somebody who signed up.
#[derive(Clone, Debug)]
struct Place {
    token: String,
    confirmed: bool,
    left: bool,
}

fn event(server: &Server<'_>) -> Result<i64> {
    let seats = SEATS.to_string();
    let mut program = server.program();
    program.args(["measure", "events", "--events", "1", "--seats", &seats]);
    let printed = command::output(program.stdout(Stdio::piped()))?;
    printed.trim().parse().with_context(|| format!("“{printed}” is no number"))
}

fn rush_for(server: &Server<'_>, event: i64, turn: usize) -> Result<(Load, Times, Vec<Place>)> {
    let (left, over) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let start = Instant::now();
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            at_once(READERS, |_| {
                let (mut client, mut times) = (Client::connect(server.addr)?, Times::default());
                while over.load(Ordering::Relaxed) < CLIENTS {
                    let sent = Instant::now();
                    client.get(&format!("/api/events/{event}"))?.expect(200)?;
                    times.add(sent.elapsed());
                    std::thread::sleep(Duration::from_millis(200));
                }
                Ok(times)
            })
        });
        let signed = at_once(CLIENTS, |client| {
            let done = sign_up(server, event, (turn, client), &left);
            over.fetch_add(1, Ordering::Relaxed);
            done
        });
        let took = start.elapsed();
        let looked = looking.join().map_err(|_| anyhow::anyhow!("a reader failed"))??;
        let (mut times, mut places, mut reads) = (Times::default(), Vec::new(), Times::default());
        for (some, made) in signed? {
            times.append(some);
            places.extend(made);
        }
        for some in looked {
            reads.append(some);
        }
        Ok((Load::new(times, took), reads, places))
    })
}

/// A share of the people; some of those who have to wait leave at once.
fn sign_up(
    server: &Server<'_>,
    event: i64,
    (turn, client): (usize, usize),
    left: &AtomicUsize,
) -> Result<(Times, Vec<Place>)> {
    let (mut connection, mut times) = (Client::connect(server.addr)?, Times::default());
    let mut places = Vec::new();
    for n in 0..PEOPLE / CLIENTS {
        let sent = json!({
            "first_name": format!("Alex {n}"),
            "last_name": "Beispiel",
            "email": format!("person-{turn}-{client}-{n}@example.org"),
        });
        let key = format!("rush-{turn}-{client}-{n}");
        let path = format!("/api/events/{event}/registrations");
        let begun = Instant::now();
        let answer = connection.post(&path, &[("Idempotency-Key", &key)], &sent)?.expect(201)?;
        times.add(begun.elapsed());
        let made = answer.json()?;
        let token = made["manage_url"].as_str().and_then(|url| url.strip_prefix("/my/"));
        let token = token.context("no private page")?.to_owned();
        let confirmed = match made["status"].as_str() {
            Some("confirmed") => true,
            Some("waitlisted") => {
                ensure!(made["position"].as_u64().is_some(), "no place in line: {made}");
                false
            }
            _ => anyhow::bail!("neither seat nor place in line: {made}"),
        };
        let leaves = !confirmed && left.fetch_add(1, Ordering::Relaxed) < LEAVERS;
        if leaves {
            connection
                .send("DELETE", &format!("/api/registrations/{token}"), &[], b"")?
                .expect(200)?;
        }
        places.push(Place { token, confirmed, left: leaves });
    }
    Ok((times, places))
}

fn registration(client: &mut Client, token: &str) -> Result<Value> {
    client.get(&format!("/api/registrations/{token}"))?.expect(200)?.json()
}

/// Every seat is taken once, everybody else stands in line, nobody is lost or twice there. Gives
/// those with seats and the line in its order.
fn check(server: &Server<'_>, event: i64, places: &[Place]) -> Result<(Vec<String>, Vec<String>)> {
    ensure!(places.len() == PEOPLE, "{} of {PEOPLE} got an answer", places.len());
    let different: BTreeSet<&str> = places.iter().map(|place| place.token.as_str()).collect();
    ensure!(different.len() == PEOPLE, "two have the same private page");
    let mut client = Client::connect(server.addr)?;
    let (mut seated, mut line, mut left) = (Vec::new(), Vec::new(), 0);
    for place in places {
        let mine = registration(&mut client, &place.token)?;
        match (mine["status"].as_str(), mine["position"].as_u64()) {
            (Some("confirmed"), None) if place.confirmed => seated.push(place.token.clone()),
            (Some("waitlisted"), Some(position)) if !place.left => {
                line.push((position, place.token.clone()));
            }
            (Some("cancelled"), None) if place.left => left += 1,
            found => anyhow::bail!("{place:?} stands as {found:?}"),
        }
    }
    line.sort();
    let in_order = (1..).zip(&line).all(|(place, (position, _))| place == *position);
    ensure!(in_order, "the places in line have a gap or a double");
    ensure!(seated.len() == SEATS, "{} have a seat, not {SEATS}", seated.len());
    ensure!(left == LEAVERS, "{left} left, not {LEAVERS}");
    ensure!(line.len() == PEOPLE - SEATS - LEAVERS, "{} stand in line", line.len());
    let told = client.get(&format!("/api/events/{event}"))?.expect(200)?.json()?;
    let seats = &told["card"]["seats"];
    ensure!(seats["taken"] == SEATS && seats["waiting"] == line.len(), "the event says {seats}");
    Ok((seated, line.into_iter().map(|(_, token)| token).collect()))
}

/// Whoever has a seat leaves, the next in line is asked and accepts, until nobody is left.
fn drain(
    server: &Server<'_>,
    event: i64,
    (seated, line): (Vec<String>, Vec<String>),
) -> Result<Load> {
    let mut client = Client::connect(server.addr)?;
    let (mut times, start) = (Times::default(), Instant::now());
    let mut next = line.iter();
    for token in seated.iter().chain(&line) {
        let sent = Instant::now();
        client.send("DELETE", &format!("/api/registrations/{token}"), &[], b"")?.expect(200)?;
        times.add(sent.elapsed());
        let Some(asked) = next.next() else { continue };
        let sent = Instant::now();
        let path = format!("/api/registrations/{asked}/accept");
        let mine = client.send("POST", &path, &[], b"")?.expect(200)?.json()?;
        times.add(sent.elapsed());
        ensure!(mine["status"] == "confirmed", "whoever was next got {}", mine["status"]);
    }
    let took = start.elapsed();
    let told = client.get(&format!("/api/events/{event}"))?.expect(200)?.json()?;
    let seats = &told["card"]["seats"];
    ensure!(seats["taken"] == 0 && seats["waiting"] == 0, "everybody left, and it says {seats}");
    for token in seated.iter().chain(&line) {
        let mine = registration(&mut client, token)?;
        ensure!(mine["status"] == "cancelled", "somebody who left stands as {}", mine["status"]);
    }
    Ok(Load::new(times, took))
}

fn inserts(server: &Server<'_>) -> Result<f64> {
    let (clients, seconds) = (CLIENTS.to_string(), SECONDS.to_string());
    let mut program = server.program();
    program.args(["measure", "signups", "--writers", &clients, "--seconds", &seconds]);
    let printed = command::output(program.stdout(Stdio::piped()))?;
    printed.trim().parse().with_context(|| format!("“{printed}” is no rate"))
}
