//! Many clients that each ask again as soon as they have their answer.

use std::net::SocketAddr;
use std::sync::RwLock;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail, ensure};

use crate::http::Client;

/// Of each of thousands of threads, which do little.
const STACK: usize = 256 * 1024;

/// How long requests took.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    /// In microseconds, in any order.
    micros: Vec<u32>,
}

impl Times {
    pub(super) fn add(&mut self, time: Duration) {
        self.micros.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }

    pub(super) fn append(&mut self, mut other: Self) {
        self.micros.append(&mut other.micros);
    }

    pub(super) fn count(&self) -> usize {
        self.micros.len()
    }

    /// The time, in milliseconds, that this share of requests did not exceed.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.micros.clone();
        sorted.sort_unstable();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let place = (share * sorted.len() as f64).ceil() as usize;
        let micros = sorted.get(place.saturating_sub(1)).copied();
        micros.map_or(f64::NAN, |micros| f64::from(micros) / 1000.0)
    }
}

/// What some clients saw.
#[derive(Clone, Debug, Default)]
pub(super) struct Load {
    pub(super) times: Times,
    /// For how long they asked.
    took: Duration,
}

impl Load {
    pub(super) fn new(times: Times, took: Duration) -> Self {
        Self { times, took }
    }

    /// Answers a second.
    pub(super) fn rate(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // far below 2^53
        let count = self.times.count() as f64;
        count / self.took.as_secs_f64()
    }

    pub(super) fn append(&mut self, other: Self) {
        self.times.append(other.times);
        self.took += other.took;
    }
}

/// Sends `request` from `clients` connections for this long. Every answer must be a 200 with
/// as many bytes as `size`, where one is given.
pub(super) fn same(
    addr: SocketAddr,
    request: &[u8],
    size: Option<usize>,
    clients: usize,
    time: Duration,
) -> Result<Load> {
    let start = Instant::now();
    let end = start + time;
    let one = || -> Result<Times> {
        let (mut client, mut times) = (Client::connect(addr)?, Times::default());
        loop {
            let sent = Instant::now();
            if sent >= end {
                return Ok(times);
            }
            let (status, bytes) = client.exchange(request)?;
            if status != 200 || size.is_some_and(|size| size != bytes) {
                bail!("{status} with {bytes} bytes instead of 200 with {size:?}");
            }
            times.add(sent.elapsed());
        }
    };
    let mut times = Times::default();
    for some in at_once(clients, |_| one())? {
        times.append(some);
    }
    Ok(Load::new(times, start.elapsed()))
}

/// Does `work` on as many threads, and gives what each of them gave.
pub(crate) fn at_once<T: Send>(
    threads: usize,
    work: impl Fn(usize) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..threads).map(|n| scope.spawn(move || work(n))).collect();
        let joined = threads.into_iter().map(|thread| {
            thread.join().unwrap_or_else(|_| Err(anyhow!("a client of the benchmark failed")))
        });
        joined.collect()
    })
}

/// Allows so many connections at a time: each is a file here and one in the server, which inherits
/// the limit.
pub(super) fn allow(connections: u64) -> Result<()> {
    let files = rlimit::increase_nofile_limit(connections * 2)?;
    ensure!(files >= connections + 200, "please allow more open files than {files} (ulimit -n)");
    Ok(())
}

/// Opens so many connections, and when all of them are open does `work` with each on a thread of
/// its own, all beginning at the same moment. Gives what each of them gave, and how long they took
/// together.
pub(super) fn together<T: Send>(
    addr: SocketAddr,
    connections: usize,
    work: impl Fn(usize, Client) -> Result<T> + Sync,
) -> Result<(Vec<T>, Duration)> {
    let open: Result<Vec<Client>> = (0..connections).map(|_| Client::connect_small(addr)).collect();
    let open = open?;
    // Whoever stands at a gate is let go even where a later thread cannot be made. A barrier would
    // hold them for ever.
    let gate = RwLock::new(());
    std::thread::scope(|scope| {
        let (work, gate) = (&work, &gate);
        let shut = gate.write().map_err(|_| anyhow!("a gate that does not shut"))?;
        let mut threads = Vec::with_capacity(connections);
        for (n, client) in open.into_iter().enumerate() {
            let begin = move || {
                drop(gate.read());
                work(n, client)
            };
            threads.push(std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, begin)?);
        }
        let start = Instant::now();
        drop(shut);
        let mut done = Vec::with_capacity(connections);
        for thread in threads {
            done.push(thread.join().map_err(|_| anyhow!("a client of the benchmark failed"))??);
        }
        Ok((done, start.elapsed()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_times() {
        let mut times = Times::default();
        for ms in (1..=100).rev() {
            times.add(Duration::from_millis(ms));
        }
        assert!((times.quantile(0.5) - 50.0).abs() < 1e-9);
        assert!((times.quantile(0.99) - 99.0).abs() < 1e-9);
        assert!((times.quantile(1.0) - 100.0).abs() < 1e-9);
        assert!(Times::default().quantile(0.5).is_nan());
    }

    #[test]
    fn each_has_a_connection_of_its_own() -> Result<()> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        let (done, _) = together(listener.local_addr()?, 8, |n, _| Ok(n))?;
        assert_eq!(done, (0..8).collect::<Vec<_>>());
        let failed = together(listener.local_addr()?, 8, |n, _| {
            ensure!(n != 3, "this one fails");
            Ok(n)
        });
        assert!(failed.is_err());
        Ok(())
    }
}
