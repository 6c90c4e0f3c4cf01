//! How soon a server answers, what it occupies then and after some work, and that small answers do
//! not wait.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::{Bench, Database, Figure, Server, add_moderator, resident, sign_in};
use crate::command;
use crate::http::Client;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for database in Database::ALL {
        let name = database.name();
        let mut filled = Instant::now();
        let server = bench.server(database, |mut program| {
            command::run(program.arg("demo"))?;
            filled = Instant::now();
            Ok(())
        })?;
        let ready = filled.elapsed().as_secs_f64() * 1000.0;
        figures.push(Figure::at_most(&format!("{name}: ready after"), ready, 2000.0, "ms"));
        let rate = rate(&server, Duration::from_secs(2))?;
        // Without TCP_NODELAY it is 25: every answer waits 40 ms for an acknowledgement.
        figures.push(Figure::at_least(
            &format!("{name}: /healthz, one connection"),
            rate,
            1000.0,
            "/s",
        ));
        let resident = resident(server.pid)?;
        figures.push(Figure::at_most(&format!("{name}: resident"), resident, 128.0, "MiB"));
        sign_in_often(&server)?;
        let resident = self::resident(server.pid)?;
        let what = format!("{name}: resident after {} sign-ins", THREADS * EACH);
        figures.push(Figure::at_most(&what, resident, 160.0, "MiB"));
    }
    Ok(figures)
}

/// So many people at once, and how often each.
const THREADS: usize = 8;
const EACH: usize = 8;

/// Each sign-in takes 19 MB for a moment, in whatever thread is free.
fn sign_in_often(server: &Server<'_>) -> Result<()> {
    let names: Vec<String> = (0..THREADS).map(|n| format!("mo{n}")).collect();
    for name in &names {
        add_moderator(server.program(), name)?;
    }
    let often = |name: &str| -> Result<()> {
        let mut client = Client::connect(server.addr)?;
        for _ in 0..EACH {
            sign_in(&mut client, name)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = names.iter().map(|name| scope.spawn(|| often(name))).collect();
        all.into_iter().try_for_each(|one| match one.join() {
            Ok(done) => done,
            Err(_) => bail!("a thread that signs in panicked"),
        })
    })
}

/// Requests a second over one connection that stays open.
fn rate(server: &Server<'_>, time: Duration) -> Result<f64> {
    let mut stream = TcpStream::connect(server.addr)?;
    stream.set_nodelay(true)?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", server.addr);
    let mut buffer = [0; 8192];
    let (start, mut requests) = (Instant::now(), 0_u32);
    while start.elapsed() < time {
        stream.write_all(request.as_bytes())?;
        // The answer is far smaller than a packet, so one read brings it whole.
        let read = stream.read(&mut buffer)?;
        if !buffer[..read].starts_with(b"HTTP/1.1 200") {
            bail!("/healthz did not answer 200");
        }
        requests += 1;
    }
    Ok(f64::from(requests) / start.elapsed().as_secs_f64())
}
