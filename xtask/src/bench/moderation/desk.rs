//! One moderator: a stream that is listened to, a queue of one's own, and decisions.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{Key, PATIENCE, key};
use crate::http::{Chunks, Client};

/// Every so many are left waiting.
const LEFT: i64 = 7;
/// How long nothing may come until a moderator takes it that nothing more will.
const QUIET: Duration = Duration::from_secs(3);

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It holds.
    Holds,
    /// Somebody else was first.
    Late,
    /// It came to nothing.
    Failed,
}

/// A moderator at work.
pub(super) struct Desk {
    client: Client,
    cookie: String,
    events: Receiver<Value>,
    n: usize,
    /// What waits, as far as this moderator knows.
    pub(super) queue: BTreeSet<Key>,
    /// On what, with which outcome, and how long it took.
    pub(super) decisions: Vec<(Key, Outcome, Duration)>,
}

impl Desk {
    /// Reads the queue, and listens from there on.
    pub(super) fn open(addr: SocketAddr, cookie: &str, n: usize) -> Result<Self> {
        let mut client = Client::connect(addr)?;
        let headers = [("Cookie", cookie)];
        let first = client.send("GET", "/api/staff/queue", &headers, b"")?.expect(200)?.json()?;
        let seq = first["seq"].as_i64().context("no seq")?;
        let queue = super::queue(&mut client, cookie)?;
        let events = listen(addr, cookie, seq)?;
        Ok(Self { client, cookie: cookie.to_owned(), events, n, queue, decisions: Vec::new() })
    }

    /// Decides until all was posted and nothing more comes.
    pub(super) fn work(mut self, posted_all: &AtomicBool) -> Result<Self> {
        let mut last = Instant::now();
        loop {
            while let Ok(event) = self.events.try_recv() {
                self.hear(&event)?;
                last = Instant::now();
            }
            let open: Vec<&Key> = self.queue.iter().filter(|key| key.1 % LEFT != 0).collect();
            // Each begins elsewhere, and still they meet.
            if let Some(key) = open.get(self.n % open.len().max(1)).map(|key| (*key).clone()) {
                self.decide(key)?;
                last = Instant::now();
                continue;
            }
            if posted_all.load(Ordering::Acquire) && last.elapsed() > QUIET {
                return Ok(self);
            }
            ensure!(last.elapsed() < MINUTE_AND_SOME, "nothing comes any more");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn decide(&mut self, key: Key) -> Result<()> {
        let publish = key.1 % 2 == 0;
        let action = match (key.0.as_str(), publish) {
            ("reports", true) => "keep",
            ("reports", false) => "hide",
            (_, true) => "publish",
            (_, false) => "decline",
        };
        let sent = json!({ "action": action, "reason": "Das passt hier nicht." });
        let path = format!("/api/staff/{}/{}/decision", key.0, key.1);
        let headers = [("Cookie", self.cookie.as_str())];
        let asked = Instant::now();
        let answer = self.client.post(&path, &headers, &sent)?;
        let time = asked.elapsed();
        let outcome = match answer.status {
            200 => Outcome::Holds,
            409 => Outcome::Late,
            _ => Outcome::Failed,
        };
        // As on the page: it goes at once, and what came second is gone as well.
        self.queue.remove(&key);
        self.decisions.push((key, outcome, time));
        Ok(())
    }

    /// As the page does: what came or may be back is asked for, what was decided goes.
    fn hear(&mut self, event: &Value) -> Result<()> {
        let idea = event["idea"].as_i64().map(|id| ("ideas".to_owned(), id));
        let comment = event["comment_id"].as_i64().map(|id| ("comments".to_owned(), id));
        let (about, came) = match event["kind"].as_str().unwrap_or_default() {
            "idea.submitted" => (idea, true),
            "idea.status" => (idea, false),
            "comment.submitted" => (comment, true),
            "comment.published" | "comment.declined" => (comment, false),
            _ => return Ok(()),
        };
        let Some(about) = about else { return Ok(()) };
        if !came {
            self.queue.remove(&about);
            return Ok(());
        }
        let path = format!("/api/staff/queue/{}/{}", about.0, about.1);
        let answer = self.client.send("GET", &path, &[("Cookie", self.cookie.as_str())], b"")?;
        match answer.status {
            200 => {
                ensure!(key(&answer.json()?).as_ref() == Some(&about), "another thing came");
                self.queue.insert(about);
            }
            // Decided by a colleague before it was asked for.
            404 => {}
            other => bail!("{other} for {path}"),
        }
        Ok(())
    }
}

/// The most silence that an evening has.
const MINUTE_AND_SOME: Duration = Duration::from_secs(60 + PATIENCE.as_secs());

/// Opens the staff's stream behind a place; its events arrive as long as somebody takes them.
fn listen(addr: SocketAddr, cookie: &str, seq: i64) -> Result<Receiver<Value>> {
    let mut stream = TcpStream::connect(addr)?;
    stream.set_read_timeout(Some(MINUTE_AND_SOME))?;
    let headers = [("Accept", "text/event-stream"), ("Cookie", cookie)];
    let path = format!("/api/staff/live?after={seq}");
    stream.write_all(&Client::request(addr, "GET", &path, &headers, b""))?;
    let (mut head, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
    let end = loop {
        let n = stream.read(&mut buffer)?;
        ensure!(n > 0, "the stream ended before it began");
        head.extend_from_slice(&buffer[..n]);
        if let Some(end) = head.windows(4).position(|w| w == b"\r\n\r\n") {
            break end + 4;
        }
    };
    ensure!(head.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&head));
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut chunks, mut text) = (Chunks::default(), Vec::new());
        let mut read = chunks.push(&head[end..], &mut text);
        while read.is_ok() {
            while let Some(end) = text.windows(2).position(|w| w == b"\n\n") {
                let event: Vec<u8> = text.drain(..end + 2).collect();
                let event = String::from_utf8_lossy(&event);
                if event.lines().any(|line| line.starts_with("event:")) {
                    continue;
                }
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                let Some(data) = data.and_then(|data| serde_json::from_str(data).ok()) else {
                    continue;
                };
                if send.send(data).is_err() {
                    return;
                }
            }
            read = match stream.read(&mut buffer) {
                Ok(0) | Err(_) => return,
                Ok(n) => chunks.push(&buffer[..n], &mut text),
            };
        }
    });
    Ok(receive)
}
