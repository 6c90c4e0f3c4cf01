//! The programme among 50 and among 5,000 events to come and as many that are over, and an event
//! for which many signed up.
//!
//! Few and many are asked for pages with the same number of cards: otherwise it would be the cards
//! that are compared. So the list of attendees is not here: with ten times the people it is ten
//! times as long.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
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
/// Of somebody who takes part: pages that are kept for whoever has none would say nothing.
const COOKIE: [(&str, &str); 1] = [("Cookie", "participant=00000000000000000000000000000000")];

/// What is asked for, among few and among many.
struct Case {
    what: &'static str,
    few: &'static str,
    many: &'static str,
}

impl Case {
    const fn of(what: &'static str, path: &'static str) -> Self {
        Self { what, few: path, many: path }
    }
}

/// Filters that fit one event in a hundred find a page of cards among many and not one among few:
/// there the filter is asked for that fits nearly all.
const CASES: [Case; 13] = [
    Case::of("/api/events", "/api/events"),
    Case::of("/api/events by topic", "/api/events?topic=klima&free=1"),
    Case {
        what: "/api/events, a rare topic",
        few: "/api/events?topic=klima",
        many: "/api/events?topic=gruen",
    },
    Case::of("/api/events, what is over", "/api/events?past=1"),
    Case::of("/programme", "/programme"),
    // The first fifty days are the same among few and among many, see `measure::add_events`.
    Case::of("/programme, a month", "/programme?view=month"),
    Case::of("/programme, a week", "/programme?view=week"),
    Case::of("/programme, what is over", "/programme?past=1"),
    Case {
        what: "/programme, a rare lab",
        few: "/programme?lab=soest",
        many: "/programme?lab=menden",
    },
    Case {
        what: "/programme, a rare kind",
        few: "/programme?kind=workshop",
        many: "/programme?kind=talk",
    },
    Case {
        what: "/programme, a rare topic",
        few: "/programme?topic=klima",
        many: "/programme?topic=gruen",
    },
    Case::of("/events/{id}", "/events/{id}"),
    Case::of("/api/events/{id}", "/api/events/{id}"),
];

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let few = Programme::new(bench, database, 0)?;
        let many = Programme::new(bench, database, 1)?;
        for case in &CASES {
            let (cost, cards) = few.cost(case.few)?;
            let (other, others) = many.cost(case.many)?;
            ensure!(cards == others, "{}: {cards} cards against {others}", case.what);
            let name = format!("{}: {}", database.name(), case.what);
            figures.push(Figure::info(&format!("{name}, few"), cost, "ms"));
            figures.push(Figure::at_most(&format!("{name}, many : few"), other / cost, LIMIT, "×"));
        }
    }
    Ok(figures)
}

/// A server with a programme.
struct Programme<'p> {
    server: Server<'p>,
    /// The event for which people signed up.
    event: i64,
}

impl<'p> Programme<'p> {
    /// With few events, of which few people take part in one, or with many of both.
    fn new(bench: &'p Bench<'_>, database: Database, n: usize) -> Result<Self> {
        let server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", "100"]))
        })?;
        events(&server, EVENTS[n], &["--past"])?;
        events(&server, EVENTS[n], &[])?;
        let event = events(&server, 1, &[])?;
        sign_up(&server, event, SIGNED_UP[n])?;
        Ok(Self { server, event })
    }

    /// What an answer costs, in milliseconds, and how many events it shows.
    fn cost(&self, path: &str) -> Result<(f64, usize)> {
        let (list, addr) = (!path.contains("{id}"), self.server.addr);
        let path = path.replace("{id}", &self.event.to_string());
        let answer = Client::connect(addr)?.send("GET", &path, &COOKIE, b"")?.expect(200)?;
        let cards = cards(&String::from_utf8_lossy(&answer.body));
        ensure!(cards > 0 || !list, "{path} shows no event");
        let request = Client::request(addr, "GET", &path, &COOKIE, b"");
        same(addr, &request, None, CLIENTS, TIME / 3)?;
        let load = same(addr, &request, None, CLIENTS, TIME)?;
        Ok((1000.0 / load.rate(), cards))
    }
}

/// How many different events a page links to, or an answer of the API holds.
fn cards(body: &str) -> usize {
    let number = |at: usize| body[at..].split(|c: char| !c.is_ascii_digit()).next();
    let of = |before: &str| -> BTreeSet<&str> {
        let ends = body.match_indices(before).map(|(at, _)| at + before.len());
        ends.filter_map(number).filter(|number| !number.is_empty()).collect()
    };
    match body.starts_with('{') {
        true => of("{\"id\":").len(),
        false => of("href=\"/events/").len(),
    }
}

/// Adds so many events; gives the number of the first.
fn events(server: &Server<'_>, many: u64, more: &[&str]) -> Result<i64> {
    let mut program = server.program();
    program.args(["measure", "events", "--events", &many.to_string(), "--seats", "1000"]);
    let printed = command::output(program.args(more).stdout(Stdio::piped()))?;
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

#[cfg(test)]
mod tests {
    use super::cards;

    #[test]
    fn every_event_is_counted_once() {
        let page = r#"<a href="/events/7">x</a><a href="/events/7">y</a><a href="/events/12">z</a>
            <a href="/events/">all</a>"#;
        assert_eq!(cards(page), 2);
        let list = r#"{"items":[{"id":7,"kind":"talk"},{"id":12,"kind":"talk"}],"next":null}"#;
        assert_eq!(cards(list), 2);
        assert_eq!(cards(r#"{"card":{"id":7},"html":"<p>"}"#), 1);
    }
}
