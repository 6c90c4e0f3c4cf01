//! The server is killed during a rush for few seats. Whoever was answered is there, once; whoever
//! asks again with the same key gets the same place.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::bench::load::at_once;
use crate::command;
use crate::http::Client;
use crate::trial::Server;

const CLIENTS: usize = 50;
const SEATS: u64 = 20;
/// The server is killed after this many answers.
const ENOUGH: usize = 200;
const PATIENCE: Duration = Duration::from_secs(60);

/// One sign-up that was tried.
struct Tried {
    key: String,
    /// The private page, where it was acknowledged.
    page: Option<String>,
}

pub(super) fn run(mut server: Server<'_>, name: &str) -> Result<()> {
    let mut program = server.program();
    program.args(["measure", "events", "--events", "1", "--seats", &SEATS.to_string()]);
    let printed = command::output(program.stdout(Stdio::piped()))?;
    let event: i64 = printed.trim().parse().context("no number of an event")?;
    let (addr, answers) = (server.addr, AtomicUsize::new(0));
    let tried: Vec<Tried> = std::thread::scope(|scope| {
        let rush = scope.spawn(|| at_once(CLIENTS, |n| Ok(until_gone(addr, event, n, &answers))));
        let start = Instant::now();
        while answers.load(Ordering::Relaxed) < ENOUGH && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(1));
        }
        server.kill()?;
        let tried = rush.join().map_err(|_| anyhow::anyhow!("a client failed"))??;
        anyhow::Ok(tried.into_iter().flatten().collect())
    })?;
    ensure!(answers.load(Ordering::Relaxed) >= ENOUGH, "too few answers within a minute");
    server.serve()?;
    let mut client = Client::connect(addr)?;
    for one in &tried {
        let Some(page) = &one.page else { continue };
        let token = page.trim_start_matches("/my/");
        client.get(&format!("/api/registrations/{token}"))?.expect(200)?;
    }
    // Everybody asks again, with the same key.
    let mut pages = BTreeSet::new();
    for one in &tried {
        let page = sign_up(&mut client, event, &one.key)?;
        ensure!(one.page.as_ref().is_none_or(|first| *first == page), "a second place for one key");
        ensure!(pages.insert(page), "one place for two");
    }
    let told = client.get(&format!("/api/events/{event}"))?.expect(200)?.json()?;
    let (taken, waiting) = (&told["card"]["seats"]["taken"], &told["card"]["seats"]["waiting"]);
    ensure!(taken.as_u64() == Some(SEATS), "{taken} seats are taken");
    let line = waiting.as_u64().context("no line")?;
    ensure!(line + SEATS == tried.len() as u64, "{line} wait of {}", tried.len());
    let cut = tried.iter().filter(|one| one.page.is_none()).count();
    crate::say::line(&format!(
        "  {name}: {} signed up, {cut} of them cut off, all there once",
        tried.len()
    ));
    Ok(())
}

/// Signs up one after the other until the server is gone.
fn until_gone(addr: SocketAddr, event: i64, client: usize, answers: &AtomicUsize) -> Vec<Tried> {
    let mut tried = Vec::new();
    let Ok(mut connection) = Client::connect(addr) else { return tried };
    loop {
        let key = format!("rush-{client}-{}", tried.len());
        let page = sign_up(&mut connection, event, &key).ok();
        let gone = page.is_none();
        tried.push(Tried { key, page });
        if gone {
            return tried;
        }
        answers.fetch_add(1, Ordering::Relaxed);
    }
}

fn sign_up(connection: &mut Client, event: i64, key: &str) -> Result<String> {
    let sent = json!({
        "first_name": "Alex",
        "last_name": "Beispiel",
        "email": format!("{key}@example.org"),
    });
    let path = format!("/api/events/{event}/registrations");
    let answer = connection.post(&path, &[("Idempotency-Key", key)], &sent)?.expect(201)?.json()?;
    Ok(answer["manage_url"].as_str().context("a 201 without a page")?.to_owned())
}
