//! One evening: eighty citizens post, three moderators decide.
//!
//! Each moderator listens to the staff's stream and keeps a queue of their own, as the page
//! does, and decides on what stands in it as fast as the server answers. Every seventh
//! contribution is left alone, so that the queues are not empty at the end: then all three must
//! hold what the database holds. Nobody claims anything here, so that decisions do meet.

mod citizens;
mod desk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::load::{Times, at_once};
use super::{Bench, Database, Figure, Server, add_moderator, sign_in};
use crate::command;
use crate::http::Client;
use desk::{Desk, Outcome};

const CITIZENS: usize = 80;
/// Contributions of each, one of them a comment.
const EACH: usize = 5;
/// In which all of them are sent, evenly.
const MINUTE: Duration = Duration::from_secs(60);
const MODERATORS: [&str; 3] = ["mo", "kim", "lou"];
/// The most that a decision may take, in milliseconds, 99 times out of a hundred.
const LIMIT_MS: f64 = 50.0;
/// How long the queues may still differ after the last contribution.
const PATIENCE: Duration = Duration::from_secs(20);

/// Names one thing of the queue: the segment of its kind, and its number.
type Key = (String, i64);

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let mut server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", "1000"]))
        })?;
        for name in MODERATORS {
            add_moderator(server.program(), name)?;
        }
        // What was written from outside is read anew.
        server.kill()?;
        server.serve()?;
        figures.extend(evening(database.name(), &server)?);
    }
    Ok(figures)
}

fn evening(name: &str, server: &Server<'_>) -> Result<Vec<Figure>> {
    let addr = server.addr;
    let mut client = Client::connect(addr)?;
    let cookies = MODERATORS
        .iter()
        .map(|name| sign_in(&mut client, name))
        .collect::<Result<Vec<String>>>()?;
    let before = queue(&mut client, &cookies[0])?;
    // Comments go under ideas of labs that moderate.
    let ideas = citizens::commentable(&mut client, CITIZENS)?;
    let posted_all = AtomicBool::new(false);
    let start = Instant::now();
    let (posted, desks) = std::thread::scope(|scope| {
        let (cookies, posted_all) = (&cookies, &posted_all);
        let desks = scope.spawn(move || {
            at_once(MODERATORS.len(), |n| Desk::open(addr, &cookies[n], n)?.work(posted_all))
        });
        let posted = at_once(CITIZENS, |n| citizens::post(addr, n, ideas[n], start));
        std::thread::sleep(Duration::from_secs(2));
        posted_all.store(true, Ordering::Release);
        let desks = desks.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a moderator failed")));
        (posted, desks)
    });
    let (posted, desks) = (posted?, desks?);
    let took = start.elapsed();
    let waits = queue(&mut client, &cookies[0])?;

    let posted: BTreeSet<Key> = posted.into_iter().flatten().collect();
    let mut times = Times::default();
    let mut decided: BTreeMap<Key, usize> = BTreeMap::new();
    let (mut late, mut failed) = (0, 0);
    for desk in &desks {
        for (key, outcome, time) in &desk.decisions {
            times.add(*time);
            match outcome {
                Outcome::Holds => *decided.entry(key.clone()).or_default() += 1,
                Outcome::Late => late += 1,
                Outcome::Failed => failed += 1,
            }
        }
    }
    let twice = decided.values().filter(|n| **n > 1).count();
    let known = |key: &&Key| decided.contains_key(*key) || waits.contains(*key);
    let lost = posted.union(&before).filter(|key| !known(key)).count();
    let both = decided.keys().filter(|key| waits.contains(*key)).count();
    let differ: usize =
        desks.iter().map(|desk| desk.queue.symmetric_difference(&waits).count()).sum();

    #[allow(clippy::cast_precision_loss)] // hundreds
    let count = |n: usize| n as f64;
    let what = |what: &str| format!("{name}: {what}");
    let none = |of: &str, n| Figure::at_most(&what(of), count(n), 0.0, "");
    Ok(vec![
        Figure::at_least(&what("contributions"), count(posted.len()), 400.0, ""),
        Figure::info(&what("in"), took.as_secs_f64(), "s"),
        Figure::info(&what("decisions that hold"), count(decided.len()), ""),
        Figure::info(&what("decisions that came second"), count(late), ""),
        Figure::info(&what("a decision, p50"), times.quantile(0.5), "ms"),
        Figure::at_most(&what("a decision, p99"), times.quantile(0.99), LIMIT_MS, "ms"),
        Figure::info(&what("a decision, longest"), times.quantile(1.0), "ms"),
        Figure::at_least(&what("left waiting"), count(waits.len()), 1.0, ""),
        none("differences of the three queues from the database", differ),
        none("decisions that got lost", both + failed),
        none("contributions that got lost", lost),
        none("things decided twice", twice),
    ])
}

/// All that waits, as the database says.
fn queue(client: &mut Client, cookie: &str) -> Result<BTreeSet<Key>> {
    let (mut all, mut after) = (BTreeSet::new(), String::new());
    loop {
        let path = format!("/api/staff/queue?after={after}");
        let page = client.send("GET", &path, &[("Cookie", cookie)], b"")?.expect(200)?.json()?;
        all.extend(page["items"].as_array().context("no items")?.iter().filter_map(key));
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
        ensure!(all.len() < 100_000, "the queue has no end");
    }
    Ok(all)
}

fn key(item: &Value) -> Option<Key> {
    Some((format!("{}s", item["kind"].as_str()?), item["id"].as_i64()?))
}
