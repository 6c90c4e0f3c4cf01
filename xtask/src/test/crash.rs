//! The server is killed while many post; whatever it acknowledged is there, and nothing twice.
//! Asked to end, it finishes what it is doing. Killed while it sends mail, it loses none.

mod mail;
mod signup;
mod smtp;

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::counts::{Checks, Counts};
use crate::bench::load::at_once;
use crate::http::Client;
use crate::postgres::Postgres;
use crate::project::Project;
use crate::site::Mode;
use crate::trial::{Database, Server, Trial};
use crate::{command, server};

const CLIENTS: usize = 50;
/// The server is killed after this many answers.
const ENOUGH: usize = 400;
const PATIENCE: Duration = Duration::from_secs(60);
/// A lab that publishes at once, so that what is there can be counted on the board.
const LAB: &str = "menden";
/// The contract of SIGTERM.
const ENDED_WITHIN: Duration = Duration::from_secs(10);

pub(super) fn run(project: &Project) -> Result<Counts> {
    server::build(Mode::Dev)?;
    let postgres = Postgres::find(project)?;
    let mut checks = Checks::default();
    for database in Database::ALL {
        let trial = Trial { project, postgres: &postgres, mode: Mode::Dev, database };
        let start = || {
            Server::start(trial, |mut program| {
                command::run(program.args(["measure", "fill", "--ideas", "10"]))
            })
        };
        let name = database.name();
        let killed = start().and_then(|server| kill(server, &mut checks, name));
        checks.note(&format!("{name}: killed while {CLIENTS} clients post"), killed);
        let signed = start().and_then(|server| signup::run(server, name));
        checks.note(&format!("{name}: killed during a rush for seats"), signed);
        let mailed = start().and_then(|server| mail::run(server, name));
        checks.note(&format!("{name}: killed while it sends mail"), mailed);
        if database == Database::Postgres {
            let shared = start().and_then(|server| mail::two(server, name));
            checks.note(&format!("{name}: two instances send mail"), shared);
        }
        let ended = start().and_then(end);
        checks.note(&format!("{name}: SIGTERM lets requests and streams end"), ended);
    }
    Ok(checks.counts())
}

/// One idea that a client tried to send in.
struct Tried {
    key: String,
    title: String,
    /// Its number, where it was acknowledged.
    id: Option<i64>,
}

fn kill(mut server: Server<'_>, checks: &mut Checks, name: &str) -> Result<()> {
    let (addr, answers) = (server.addr, AtomicUsize::new(0));
    let tried: Vec<Tried> = std::thread::scope(|scope| {
        let posting = scope.spawn(|| at_once(CLIENTS, |client| Ok(post(addr, client, &answers))));
        let start = Instant::now();
        while answers.load(Ordering::Relaxed) < ENOUGH && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(1));
        }
        // The clients go on until it is gone.
        server.kill()?;
        let tried = posting.join().map_err(|_| anyhow::anyhow!("a client failed"))??;
        anyhow::Ok(tried.into_iter().flatten().collect())
    })?;
    ensure!(answers.load(Ordering::Relaxed) >= ENOUGH, "too few answers within a minute");
    let cut = tried.iter().filter(|idea| idea.id.is_none()).count();
    server.serve()?;

    let kept = listed(addr)?;
    let lost: Vec<&str> = tried
        .iter()
        .filter(|idea| idea.id.is_some_and(|id| kept.get(&idea.title) != Some(&vec![id])))
        .map(|idea| idea.title.as_str())
        .collect();
    let all_kept = if lost.is_empty() { Ok(()) } else { Err(anyhow::anyhow!("lost: {lost:?}")) };
    let answered = tried.len() - cut;
    checks.note(&format!("{name}: {answered} ideas answered with 201 are there"), all_kept);

    // Every client tries everything again, and twice at once.
    let again: Vec<_> = at_once(2 * CLIENTS, |client| retry(addr, &tried, client % CLIENTS))?
        .into_iter()
        .flatten()
        .collect();
    let listed = listed(addr)?;
    for (n, id) in again {
        let idea = &tried[n];
        ensure!(idea.id.is_none_or(|first| first == id), "“{}” got a second number", idea.title);
        let found = listed.get(&idea.title).map(Vec::as_slice).unwrap_or_default();
        ensure!(found == [id], "“{}” is there as {found:?}, not as {id}", idea.title);
    }
    let ours = listed.keys().filter(|title| title.starts_with("Versuch ")).count();
    ensure!(ours == tried.len(), "{ours} ideas of {} that were tried", tried.len());
    crate::say::line(&format!("  {name}: {answered} acknowledged, {cut} cut off, all there once"));
    Ok(())
}

fn idea(title: &str) -> Value {
    json!({
        "title": title,
        "text": "Am Bach fehlt eine Bank im Schatten. Wir helfen beim Aufstellen.",
        "topic": "klima",
        "lab": LAB,
    })
}

/// Sends in one idea after the other until the server is gone.
fn post(addr: SocketAddr, client: usize, answers: &AtomicUsize) -> Vec<Tried> {
    let mut tried = Vec::new();
    let Ok(mut connection) = Client::connect(addr) else { return tried };
    loop {
        let title = format!("Versuch {client}-{}", tried.len());
        let key = format!("crash-{client}-{}", tried.len());
        let id = send(&mut connection, &key, &title).ok();
        tried.push(Tried { key, title, id });
        if id.is_none() {
            return tried;
        }
        answers.fetch_add(1, Ordering::Relaxed);
    }
}

fn send(connection: &mut Client, key: &str, title: &str) -> Result<i64> {
    let answer = connection.post("/api/ideas", &[("Idempotency-Key", key)], &idea(title))?;
    answer.expect(201)?.json()?["id"].as_i64().context("a 201 without a number")
}

/// Sends a client's share of the ideas again; gives place and number of each.
fn retry(addr: SocketAddr, tried: &[Tried], client: usize) -> Result<Vec<(usize, i64)>> {
    let mut connection = Client::connect(addr)?;
    let share = tried.iter().enumerate().filter(|(n, _)| n % CLIENTS == client);
    share.map(|(n, idea)| Ok((n, send(&mut connection, &idea.key, &idea.title)?))).collect()
}

/// The numbers of all ideas of the lab, by title.
fn listed(addr: SocketAddr) -> Result<HashMap<String, Vec<i64>>> {
    let (mut client, mut found, mut after) =
        (Client::connect(addr)?, HashMap::<String, Vec<i64>>::new(), String::new());
    loop {
        let path = format!("/api/ideas?lab={LAB}&limit=60&after={after}");
        let page = client.get(&path)?.expect(200)?.json()?;
        for card in page["items"].as_array().context("no items")? {
            let (title, id) = (card["title"].as_str(), card["id"].as_i64());
            let title = title.context("no title")?.to_owned();
            found.entry(title).or_default().push(id.context("no number")?);
        }
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => return Ok(found),
        }
    }
}

/// With a request half sent and a live stream open.
fn end(mut server: Server<'_>) -> Result<()> {
    let addr = server.addr;
    let connect = |request: &[u8]| -> Result<TcpStream> {
        let mut stream = TcpStream::connect(addr)?;
        stream.set_read_timeout(Some(ENDED_WITHIN))?;
        stream.write_all(request)?;
        Ok(stream)
    };
    let mut live = connect(&Client::request(addr, "GET", "/api/live", &[], b""))?;
    let mut buffer = [0; 4096];
    let n = live.read(&mut buffer)?;
    ensure!(buffer[..n].starts_with(b"HTTP/1.1 200 "), "/api/live does not open");

    let body = idea("Versuch am Ende").to_string();
    let json = [("Content-Type", "application/json")];
    let request = Client::request(addr, "POST", "/api/ideas", &json, body.as_bytes());
    let (first, second) = request.split_at(request.len() - 20);
    let mut post = connect(first)?;
    // Long enough for the server to be at it.
    std::thread::sleep(Duration::from_millis(300));

    let start = Instant::now();
    server.running().context("it does not run")?.ask_to_end();
    std::thread::sleep(Duration::from_millis(300));
    post.write_all(second)?;
    let n = post.read(&mut buffer)?;
    let answer = String::from_utf8_lossy(&buffer[..n]).into_owned();
    ensure!(answer.starts_with("HTTP/1.1 201 "), "a request under way was answered {answer:?}");

    let mut rest = Vec::new();
    live.read_to_end(&mut rest).context("the live stream does not end")?;
    let rest = String::from_utf8_lossy(&rest);
    let last = rest.strip_suffix("\r\n0\r\n\r\n");
    let last = last.with_context(|| format!("the live stream is cut off: {rest:?}"))?.trim_end();
    let hint = last.lines().next_back().is_some_and(|line| line.starts_with("retry:"));
    ensure!(hint, "the live stream ends without a hint when to come back: {rest:?}");

    let running = server.running().context("it does not run")?;
    loop {
        if let Some(status) = running.ended()? {
            ensure!(status.success(), "it ended with {status}");
            return Ok(());
        }
        if start.elapsed() > ENDED_WITHIN {
            bail!("it did not end within {} s", ENDED_WITHIN.as_secs());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
