//! All sign up at the same moment. Some leave again at once, with a seat or from the line.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{PEOPLE, READERS};
use crate::bench::Server;
use crate::bench::load::{Load, Times, at_once, together};
use crate::http::Client;

/// Who leave again: the first who get a seat, and the first who have to wait.
const LEAVE_SEATS: usize = 5;
const LEAVE_LINE: usize = 45;
pub(super) const LEAVERS: usize = LEAVE_SEATS + LEAVE_LINE;
/// Every so many people one comes with a companion.
const GROUPS: usize = 10;
/// From one look to the next.
const PAUSE: Duration = Duration::from_millis(200);

/// What somebody was answered who signed up.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) token: String,
    pub(super) people: u64,
    /// Whether there was a seat at once.
    pub(super) confirmed: bool,
    /// Whether they left again.
    pub(super) left: bool,
}

/// How many of those who leave have done so.
#[derive(Default)]
struct Left {
    seats: AtomicUsize,
    line: AtomicUsize,
}

impl Left {
    /// Whether one more leaves.
    fn takes(&self, confirmed: bool) -> bool {
        let (left, all) = match confirmed {
            true => (&self.seats, LEAVE_SEATS),
            false => (&self.line, LEAVE_LINE),
        };
        left.fetch_add(1, Ordering::Relaxed) < all
    }
}

/// How long the 201s took, how long others read meanwhile, and what everybody was answered.
pub(super) fn run(
    server: &Server<'_>,
    event: i64,
    turn: usize,
) -> Result<(Load, Times, Vec<Place>)> {
    let (left, over) = (Left::default(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| at_once(READERS, |_| look(server, event, &over)));
        let signed = together(server.addr, PEOPLE, |n, mut client| {
            sign_up(&mut client, event, (turn, n), &left)
        });
        over.store(true, Ordering::Relaxed);
        let looked = looking.join().map_err(|_| anyhow::anyhow!("a reader failed"))?;
        let (answers, took) = signed?;
        let (mut times, mut places) = (Times::default(), Vec::with_capacity(PEOPLE));
        for (time, place) in answers {
            times.add(time);
            places.push(place);
        }
        let mut reads = Times::default();
        for some in looked? {
            reads.append(some);
        }
        Ok((Load::new(times, took), reads, places))
    })
}

/// Reads the event until the rush is over.
fn look(server: &Server<'_>, event: i64, over: &AtomicBool) -> Result<Times> {
    let (mut client, mut times) = (Client::connect_small(server.addr)?, Times::default());
    while !over.load(Ordering::Relaxed) {
        let sent = Instant::now();
        client.get(&format!("/api/events/{event}"))?.expect(200)?;
        times.add(sent.elapsed());
        std::thread::sleep(PAUSE);
    }
    Ok(times)
}

/// What one of them sends: for one person, or for two.
fn form(turn: usize, n: usize) -> (u64, Value) {
    let mut form = json!({
        "first_name": format!("Alex {n}"),
        "last_name": "Beispiel",
        "email": format!("person-{turn}-{n}@example.org"),
    });
    if !n.is_multiple_of(GROUPS) {
        return (1, form);
    }
    form["people"] = json!("2");
    form["first_name_2"] = json!(format!("Kim {n}"));
    form["last_name_2"] = json!("Beispiel");
    (2, form)
}

fn sign_up(
    client: &mut Client,
    event: i64,
    (turn, n): (usize, usize),
    left: &Left,
) -> Result<(Duration, Place)> {
    let (people, form) = form(turn, n);
    let key = format!("rush-{turn}-{n}");
    let path = format!("/api/events/{event}/registrations");
    let begun = Instant::now();
    let answer = client.post(&path, &[("Idempotency-Key", &key)], &form)?.expect(201)?;
    let time = begun.elapsed();
    let made = answer.json()?;
    let token = made["manage_url"].as_str().and_then(|url| url.strip_prefix("/my/"));
    let token = token.context("no private page")?.to_owned();
    let confirmed = match made["status"].as_str() {
        Some("confirmed") => true,
        Some("waitlisted") => false,
        _ => bail!("neither seat nor place in line: {made}"),
    };
    let position = made["position"].as_u64();
    ensure!(position.is_none() == confirmed, "a seat, or else a place in line: {made}");
    let leaves = left.takes(confirmed);
    if leaves {
        client.send("DELETE", &format!("/api/registrations/{token}"), &[], b"")?.expect(200)?;
    }
    Ok((time, Place { token, people, confirmed, left: leaves }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_leave_as_shall() {
        let left = Left::default();
        let leave = |confirmed| (0..PEOPLE).filter(|_| left.takes(confirmed)).count();
        assert_eq!((leave(true), leave(false)), (LEAVE_SEATS, LEAVE_LINE));
    }

    #[test]
    fn one_in_ten_comes_with_a_companion() {
        let groups = (0..PEOPLE).filter(|n| form(0, *n).0 == 2).count();
        assert_eq!(groups, PEOPLE / GROUPS);
        // The API takes text for every answer.
        let texts =
            |form: &Value| form.as_object().is_some_and(|form| form.values().all(Value::is_string));
        assert!((0..GROUPS).all(|n| texts(&form(0, n).1)));
    }
}
