//! Many open streams, and changes that each of them must hear of, once and in order.

mod streams;

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::load::{Times, allow};
use super::{Bench, Database, Figure, Server, resident};
use crate::command;
use crate::http::Client;
use streams::{Heard, Streams};

const STREAMS: u32 = 2000;
const CHANGES: usize = 100;
/// From one change to the next.
const PACE: Duration = Duration::from_millis(50);
/// From the answer to whoever changed something, to everybody else.
const LIMIT_MS: f64 = 1000.0;
/// How long the last of all may still be under way.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    allow(u64::from(STREAMS))?;
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", "1000"]))
        })?;
        figures.extend(one(database.name(), &server)?);
    }
    Ok(figures)
}

fn one(name: &str, server: &Server<'_>) -> Result<Vec<Figure>> {
    let mut client = Client::connect(server.addr)?;
    // Before measuring, everything has been done once.
    client.get("/ideas")?.expect(200)?;
    let before = resident(server.pid)?;
    let opening = Instant::now();
    let streams = Streams::open(server.addr, STREAMS)?;
    let opened = opening.elapsed().as_secs_f64() * 1000.0;
    std::thread::sleep(Duration::from_secs(1));
    let open = resident(server.pid)?;
    let changes = change(server.addr)?;
    let heard = streams.until(CHANGES, PATIENCE)?;
    let after = resident(server.pid)?;
    let seen = Seen::of(&changes, &heard);

    let limit =
        |what: &str, n: f64, limit| Figure::at_most(&format!("{name}: {what}"), n, limit, "ms");
    #[allow(clippy::cast_precision_loss)] // 200,000
    let count = |n: usize| n as f64;
    let none = |what: &str, n| Figure::at_most(&format!("{name}: {what}"), count(n), 0.0, "");
    let info = |what: &str, n: f64, unit| Figure::info(&format!("{name}: {what}"), n, unit);
    let kib = |mib: f64| (mib - before).max(0.0) * 1024.0 / f64::from(STREAMS);
    Ok(vec![
        info("streams opened", f64::from(STREAMS), ""),
        info("opening them", opened, "ms"),
        info("deliveries", count(seen.times.count()), ""),
        none("changes that did not arrive somewhere", seen.missing),
        none("changes that arrived twice somewhere", seen.doubled),
        none("changes that overtook another", seen.disordered),
        info("from 2xx to delivery, p50", seen.times.quantile(0.5), "ms"),
        limit("from 2xx to delivery, p99", seen.times.quantile(0.99), LIMIT_MS),
        info("from 2xx to delivery, longest", seen.times.quantile(1.0), "ms"),
        info("memory for a stream, idle", kib(open), "KiB"),
        info("memory for a stream, after all changes", kib(after), "KiB"),
    ])
}

/// A change, named by the idea that it is about: each is about another one.
struct Change {
    idea: i64,
    /// When the 2xx was there.
    at: Instant,
}

/// New ideas in a lab that publishes at once, and supports, in turn.
fn change(addr: SocketAddr) -> Result<Vec<Change>> {
    let (send, receive) = mpsc::channel();
    // The reading thread would otherwise take turns with this one.
    let thread = std::thread::spawn(move || -> Result<()> {
        let mut client = Client::connect(addr)?;
        let limit = CHANGES / 2;
        let page = client.get(&format!("/api/ideas?status=published&limit={limit}"))?;
        let page = page.expect(200)?.json()?;
        let known = page["items"].as_array().context("no items")?;
        for (n, card) in (0..).zip(known) {
            let id = card["id"].as_i64().context("no id")?;
            client.send("PUT", &format!("/api/ideas/{id}/support"), &[], b"")?.expect(200)?;
            send.send(Change { idea: id, at: Instant::now() })?;
            std::thread::sleep(PACE);
            let idea = json!({
                "title": format!("Eine Bank am Bach, Nummer {n}"),
                "text": "Am Bach fehlt eine Bank im Schatten. Wir helfen beim Aufstellen.",
                "topic": "klima",
                "lab": "menden",
            });
            let made = client.post("/api/ideas", &[], &idea)?.expect(201)?.json()?;
            ensure!(made["status"] == "published", "the idea waits for a moderator: {made}");
            let id = made["id"].as_i64().context("no id")?;
            send.send(Change { idea: id, at: Instant::now() })?;
            std::thread::sleep(PACE);
        }
        Ok(())
    });
    let done = thread.join().map_err(|_| anyhow::anyhow!("the changing thread failed"))?;
    done?;
    let changes: Vec<Change> = receive.try_iter().collect();
    if changes.len() != CHANGES {
        bail!("{} changes instead of {CHANGES}", changes.len());
    }
    Ok(changes)
}

/// What all streams together heard.
#[derive(Default)]
struct Seen {
    times: Times,
    missing: usize,
    doubled: usize,
    disordered: usize,
}

impl Seen {
    fn of(changes: &[Change], heard: &[Vec<Heard>]) -> Self {
        let about: HashMap<i64, usize> = changes.iter().map(|c| c.idea).zip(0..).collect();
        // The events that are about the changes: what one stream hears, all must hear.
        let mut events: HashMap<i64, usize> = HashMap::new();
        for event in heard.iter().flatten() {
            if let Some(change) = about.get(&event.idea) {
                events.insert(event.seq, *change);
            }
        }
        let told: HashSet<usize> = events.values().copied().collect();
        let everywhere = (changes.len() - told.len()) * heard.len();
        let mut seen = Self { missing: everywhere, ..Self::default() };
        for stream in heard {
            let (mut once, mut last) = (HashSet::new(), i64::MIN);
            for event in stream {
                seen.disordered += usize::from(event.seq < last);
                last = last.max(event.seq);
                let Some(change) = events.get(&event.seq) else { continue };
                seen.doubled += usize::from(!once.insert(event.seq));
                // Somebody else may hear of it before who made it has the answer.
                seen.times.add(event.at.saturating_duration_since(changes[*change].at));
            }
            seen.missing += events.len() - once.len();
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_doubled_or_late_is_counted() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let changes = [Change { idea: 7, at: at(0) }, Change { idea: 8, at: at(10) }];
        let event = |seq, idea, ms| Heard { seq, idea, at: at(ms) };
        let heard = [
            vec![event(1, 7, 5), event(2, 8, 15)],
            vec![event(2, 8, 15), event(1, 7, 20)],
            vec![event(1, 7, 5), event(1, 7, 5)],
            vec![event(2, 8, 12)],
        ];
        let seen = Seen::of(&changes, &heard);
        assert_eq!((seen.missing, seen.doubled, seen.disordered), (2, 1, 1));
        assert!((seen.times.quantile(1.0) - 20.0).abs() < 1e-9);
        // A change that nobody hears of is missing in every stream.
        let changes = [Change { idea: 7, at: at(0) }, Change { idea: 9, at: at(10) }];
        assert_eq!(Seen::of(&changes, &heard).missing, 4 + 1);
    }
}
