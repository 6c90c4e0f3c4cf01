//! The board as a whole page, against the same bytes as a file from the same server.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::load::{Load, same};
use super::{Bench, Database, Figure, Server, participant};
use crate::command;
use crate::http::Client;

const IDEAS: &str = "10000";
/// Connections at a time.
const CLIENTS: usize = 16;
/// Page and file take turns this often, so that whatever else the machine does hits both.
const TURNS: u32 = 5;
const TURN: Duration = Duration::from_secs(1);
/// A page is to reach this share of the file's figure.
const SHARE: f64 = 0.2;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let server = bench.server(database, |mut program| {
            command::run(program.args(["measure", "fill", "--ideas", IDEAS]))
        })?;
        figures.extend(one(database.name(), &server)?);
    }
    Ok(figures)
}

fn one(name: &str, server: &Server<'_>) -> Result<Vec<Figure>> {
    let mut client = Client::connect(server.addr)?;
    let page = client.get("/ideas")?.expect(200)?;
    std::fs::write(server.site.join("pkg/board.bench.html"), &page.body)?;
    let file = client.get("/pkg/board.bench.html")?.expect(200)?;
    ensure!(file.body == page.body, "the file is not served as it is");
    let cookie = format!("participant={}", participant(&mut client)?);

    #[allow(clippy::cast_precision_loss)] // a page is far smaller than 2^53 bytes
    let kilobytes = page.body.len() as f64 / 1000.0;
    let size = Some(page.body.len());
    let asked = |path: &str, headers: &[(&str, &str)]| {
        Client::request(server.addr, "GET", path, headers, b"")
    };
    let zipped = &[("Accept-Encoding", "gzip, deflate, br")];
    // Both are compressed on their way: a page as a browser asks for it.
    let sides = [
        (asked("/ideas", &[]), size),
        (asked("/pkg/board.bench.html", &[]), size),
        (asked("/ideas", zipped), None),
        (asked("/pkg/board.bench.html", zipped), None),
        (asked("/ideas", &[("Cookie", &cookie)]), None),
    ];
    let mut loads: [Load; 5] = Default::default();
    for turn in 0..=TURNS {
        for ((request, size), load) in sides.iter().zip(&mut loads) {
            let measured = same(server.addr, request, *size, CLIENTS, TURN)?;
            // The first turn warms both up.
            if turn > 0 {
                load.append(measured);
            }
        }
    }
    let [page, file, zipped_page, zipped_file, fresh] = loads;
    let p99 = |load: &Load| load.times.quantile(0.99);
    let info = |what: &str, n: f64, unit| Figure::info(&format!("{name}: {what}"), n, unit);
    let share = |what: &str, n: f64| Figure::at_least(&format!("{name}: {what}"), n, SHARE, "×");
    Ok(vec![
        info("size of /ideas", kilobytes, "kB"),
        info("/ideas", page.rate(), "/s"),
        info("the same bytes as a file", file.rate(), "/s"),
        share("/ideas : file, requests", page.rate() / file.rate()),
        info("/ideas, p99", p99(&page), "ms"),
        info("the same bytes as a file, p99", p99(&file), "ms"),
        share("file : /ideas, p99", p99(&file) / p99(&page)),
        info("/ideas, compressed", zipped_page.rate(), "/s"),
        info("the same bytes as a file, compressed", zipped_file.rate(), "/s"),
        share("/ideas : file, compressed", zipped_page.rate() / zipped_file.rate()),
        info("/ideas for somebody who takes part (never kept)", fresh.rate(), "/s"),
        info("/ideas for somebody who takes part, p99", p99(&fresh), "ms"),
    ])
}
