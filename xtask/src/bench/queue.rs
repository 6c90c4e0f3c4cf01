//! What opening the queue of the staff costs when little waits, and when much does.
//!
//! Two servers answer the same question in turn, so that whatever else the machine does hits
//! both.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use super::load::Times;
use super::{Bench, Database, Figure, Server, add_moderator, sign_in};
use crate::command;
use crate::http::Client;

const FEW: u64 = 100;
const MANY: u64 = 10_000;
/// How much more the queue may cost with a hundred times as much in it.
const LIMIT: f64 = 1.5;
/// Requests to each server for a figure, and before it.
const ROUNDS: u32 = 60;
const WARM: u32 = 6;

/// The queue as the page of the staff and as programs ask for it.
const ASKED: [&str; 4] = [
    "/staff/queue",
    "/api/staff/queue",
    "/api/staff/queue?lab=soest",
    "/api/staff/queue?kind=ideas&topic=klima",
];

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = |waiting: u64| {
            let mut server = bench.server(database, |mut program| {
                let waiting = waiting.to_string();
                program.args(["measure", "fill", "--ideas", "1000", "--waiting", &waiting]);
                command::run(&mut program)
            })?;
            add_moderator(server.program(), "mo")?;
            // What was written from outside is read anew.
            server.kill()?;
            server.serve()?;
            Ok::<_, anyhow::Error>(server)
        };
        let (few, many) = (server(FEW)?, server(MANY)?);
        let (mut few, mut many) = (Asker::new(&few, FEW)?, Asker::new(&many, MANY)?);
        for path in ASKED {
            figures.push(compare(database.name(), path, &mut few, &mut many)?);
        }
    }
    Ok(figures)
}

/// A moderator with a connection to one of the servers.
struct Asker {
    client: Client,
    addr: SocketAddr,
    cookie: String,
}

impl Asker {
    fn new(server: &Server<'_>, least: u64) -> Result<Self> {
        let mut client = Client::connect(server.addr)?;
        let cookie = sign_in(&mut client, "mo")?;
        let headers = [("Cookie", cookie.as_str())];
        let page = client.send("GET", "/api/staff/queue", &headers, b"")?.expect(200)?.json()?;
        let total = page["total"].as_u64().unwrap_or_default();
        ensure!(total >= least, "{total} wait instead of {least}");
        Ok(Self { client, addr: server.addr, cookie })
    }

    fn ask(&mut self, path: &str, times: &mut Times) -> Result<()> {
        let cookie = [("Cookie", self.cookie.as_str())];
        let request = Client::request(self.addr, "GET", path, &cookie, b"");
        let sent = Instant::now();
        let (status, _) = self.client.exchange(&request)?;
        times.add(sent.elapsed());
        if status != 200 {
            bail!("{status} for {path}");
        }
        Ok(())
    }
}

fn compare(database: &str, path: &str, few: &mut Asker, many: &mut Asker) -> Result<Figure> {
    let (mut few_ms, mut many_ms) = (f64::NAN, f64::NAN);
    // What seems to miss its limit is looked at again, longer: that counts.
    for rounds in [ROUNDS, 4 * ROUNDS] {
        let (mut few_times, mut many_times) = (Times::default(), Times::default());
        for _ in 0..WARM {
            few.ask(path, &mut Times::default())?;
            many.ask(path, &mut Times::default())?;
        }
        for _ in 0..rounds {
            few.ask(path, &mut few_times)?;
            many.ask(path, &mut many_times)?;
        }
        (few_ms, many_ms) = (few_times.quantile(0.5), many_times.quantile(0.5));
        if many_ms / few_ms <= LIMIT {
            break;
        }
    }
    let what = format!("{database}: {path}: {few_ms:.2} → {many_ms:.2} ms");
    Ok(Figure::at_most(&what, many_ms / few_ms, LIMIT, "×"))
}
