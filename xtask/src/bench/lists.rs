//! What a page of the board costs with few ideas and with many.
//!
//! Two servers answer the same question in turn, so that whatever else the machine does hits
//! both; a participant asks, so that no page is one that was kept.

mod cases;

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Result, bail};

use super::load::Times;
use super::{Bench, Database, Figure, Server, participant};
use crate::command;
use crate::http::Client;
use cases::{Case, Words};

const FEW: &str = "1000";
const MANY: &str = "100000";
/// How much more a page may cost with a hundred times the ideas.
const LIMIT: f64 = 1.5;
/// Cards on a page.
const PAGE: u64 = 24;
/// Requests to each server for a figure, and before it.
const ROUNDS: u32 = 40;
const WARM: u32 = 4;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = |ideas: &str| {
            bench.server(database, |mut program| {
                command::run(program.args(["measure", "fill", "--ideas", ideas]))
            })
        };
        let (few, many) = (server(FEW)?, server(MANY)?);
        let words = Words::choose(&mut Client::connect(few.addr)?)?;
        let mut few = Asker::new(&few, &words)?;
        let mut many = Asker::new(&many, &words)?;
        for n in 0..few.cases.len() {
            // Both show as many cards: a fuller page costs more on any board.
            let cards = few.cases[n].found.min(PAGE);
            let limit = if cards == 0 { String::new() } else { format!("&limit={cards}") };
            let api = ("/api/ideas", limit.as_str());
            let whole = (cards == PAGE || cards == 0).then_some(("/ideas", ""));
            for asked in std::iter::once(api).chain(whole) {
                figures.push(compare(database.name(), n, asked, &mut few, &mut many)?);
            }
        }
    }
    Ok(figures)
}

/// Somebody who takes part, with a connection to one of the servers.
struct Asker {
    client: Client,
    addr: SocketAddr,
    cookie: String,
    cases: Vec<Case>,
}

impl Asker {
    fn new(server: &Server<'_>, words: &Words) -> Result<Self> {
        let mut client = Client::connect(server.addr)?;
        let cookie = format!("participant={}", participant(&mut client)?);
        let cases = cases::all(&mut client, words)?;
        Ok(Self { client, addr: server.addr, cookie, cases })
    }

    fn ask(&mut self, case: usize, asked: (&str, &str), times: &mut Times) -> Result<()> {
        let (path, limit) = asked;
        let path = format!("{path}?{}{limit}", self.cases[case].query);
        let cookie = [("Cookie", self.cookie.as_str())];
        let request = Client::request(self.addr, "GET", &path, &cookie, b"");
        let sent = Instant::now();
        let (status, _) = self.client.exchange(&request)?;
        times.add(sent.elapsed());
        if status != 200 {
            bail!("{status} for {}", self.cases[case].query);
        }
        Ok(())
    }
}

fn compare(
    database: &str,
    case: usize,
    asked: (&str, &str),
    few: &mut Asker,
    many: &mut Asker,
) -> Result<Figure> {
    let (mut few_ms, mut many_ms) = (f64::NAN, f64::NAN);
    // What seems to miss its limit is looked at again, longer: that counts.
    for rounds in [ROUNDS, 4 * ROUNDS] {
        let (mut few_times, mut many_times) = (Times::default(), Times::default());
        for _ in 0..WARM {
            few.ask(case, asked, &mut Times::default())?;
            many.ask(case, asked, &mut Times::default())?;
        }
        for _ in 0..rounds {
            few.ask(case, asked, &mut few_times)?;
            many.ask(case, asked, &mut many_times)?;
        }
        (few_ms, many_ms) = (few_times.quantile(0.5), many_times.quantile(0.5));
        if many_ms / few_ms <= LIMIT {
            break;
        }
    }
    let name = &few.cases[case].name;
    let what = format!("{database}: {}, {name}: {few_ms:.2} → {many_ms:.2} ms", asked.0);
    Ok(Figure::at_most(&what, many_ms / few_ms, LIMIT, "×"))
}
