//! Clients of the live stream: thousands, on one thread.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::http::{Chunks, Client};

/// How many connect at a time: a server's queue of connections is bounded.
const AT_ONCE: usize = 100;

/// An event, as one client heard it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard {
    pub(super) seq: i64,
    pub(super) idea: i64,
    pub(super) at: Instant,
}

/// Open streams.
pub(super) struct Streams {
    runtime: Runtime,
    tasks: Vec<JoinHandle<Result<Vec<Heard>>>>,
    /// Events that all of them heard together.
    count: Arc<AtomicUsize>,
    stop: watch::Sender<bool>,
}

impl Streams {
    /// Opens them, and returns when every one has its 200.
    pub(super) fn open(addr: SocketAddr, streams: u32) -> Result<Self> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let (stop, stopped) = watch::channel(false);
        let count = Arc::new(AtomicUsize::new(0));
        let mut waiting: Vec<u32> = (0..streams).collect();
        let mut tasks = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let some = waiting.split_off(waiting.len().saturating_sub(AT_ONCE));
            let opening: Vec<_> = some.iter().map(|_| runtime.spawn(Stream::open(addr))).collect();
            for stream in opening {
                let stream = runtime.block_on(stream)?.context("a stream does not open")?;
                tasks.push(runtime.spawn(stream.listen(count.clone(), stopped.clone())));
            }
        }
        Ok(Self { runtime, tasks, count, stop })
    }

    /// Waits until all have heard this many events, or for no longer than that; then closes
    /// them and gives what each one heard.
    pub(super) fn until(self, events: usize, patience: Duration) -> Result<Vec<Vec<Heard>>> {
        let start = Instant::now();
        let all = events * self.tasks.len();
        while self.count.load(Ordering::Relaxed) < all && start.elapsed() < patience {
            std::thread::sleep(Duration::from_millis(20));
        }
        // What comes twice comes about now.
        std::thread::sleep(Duration::from_millis(500));
        self.stop.send_replace(true);
        let ended = self.tasks.into_iter().map(|task| self.runtime.block_on(task)?);
        ended.collect()
    }
}

struct Stream {
    connection: TcpStream,
    chunks: Chunks,
    /// What has come of the stream and is not a whole event yet.
    text: Vec<u8>,
}

impl Stream {
    async fn open(addr: SocketAddr) -> Result<Self> {
        let mut connection = TcpStream::connect(addr).await?;
        let accept = [("Accept", "text/event-stream")];
        connection.write_all(&Client::request(addr, "GET", "/api/live", &accept, b"")).await?;
        let (mut head, mut buffer) = (Vec::new(), [0; 2048]);
        loop {
            let n = connection.read(&mut buffer).await?;
            ensure!(n > 0, "the stream ended before it began");
            head.extend_from_slice(&buffer[..n]);
            if let Some(end) = head.windows(4).position(|w| w == b"\r\n\r\n") {
                let rest = head.split_off(end + 4);
                let head = String::from_utf8_lossy(&head).into_owned();
                ensure!(head.starts_with("HTTP/1.1 200 "), "{head}");
                ensure!(head.to_ascii_lowercase().contains("transfer-encoding: chunked"), "{head}");
                let mut stream = Self { connection, chunks: Chunks::default(), text: Vec::new() };
                stream.chunks.push(&rest, &mut stream.text)?;
                return Ok(stream);
            }
        }
    }

    async fn listen(
        mut self,
        count: Arc<AtomicUsize>,
        mut stopped: watch::Receiver<bool>,
    ) -> Result<Vec<Heard>> {
        let (mut heard, mut buffer) = (Vec::new(), vec![0; 4096]);
        loop {
            let before = heard.len();
            self.events(&mut heard)?;
            // What only tells a place in the log is about no idea.
            let new = heard[before..].iter().filter(|event| event.idea > 0).count();
            count.fetch_add(new, Ordering::Relaxed);
            tokio::select! {
                read = self.connection.read(&mut buffer) => match read? {
                    0 => bail!("a stream ended after {} events", heard.len()),
                    n => self.chunks.push(&buffer[..n], &mut self.text)?,
                },
                _ = stopped.wait_for(|stop| *stop) => return Ok(heard),
            }
        }
    }

    /// Takes whole events out of the text; what has no `id` is none.
    fn events(&mut self, heard: &mut Vec<Heard>) -> Result<()> {
        let at = Instant::now();
        while let Some(end) = self.text.windows(2).position(|w| w == b"\n\n") {
            let event: Vec<u8> = self.text.drain(..end + 2).collect();
            let event = std::str::from_utf8(&event)?;
            let field = |name: &str| {
                event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim_start)
            };
            let (Some(id), Some(data)) = (field("id:"), field("data:")) else { continue };
            let data: Value = serde_json::from_str(data).unwrap_or_default();
            let idea = data["idea"].as_i64().unwrap_or_default();
            heard.push(Heard { seq: id.parse().context("an id that is no number")?, idea, at });
        }
        Ok(())
    }
}
