//! A mail server for one visit: it notes when it got which mail, and takes its time.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long it thinks about each mail: long enough to be killed in.
const THINKING: Duration = Duration::from_millis(40);

/// A mail that came in whole.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    /// To whom.
    pub(super) to: String,
    /// Its `Message-ID`.
    pub(super) id: String,
    /// When it had come in.
    pub(super) came: Instant,
    /// When it was said to be taken, where anybody was there to hear it.
    pub(super) taken: Option<Instant>,
}

/// The server, until the program ends.
#[derive(Clone)]
pub(super) struct Smtp {
    pub(super) addr: SocketAddr,
    arrivals: Arc<Mutex<Vec<Arrival>>>,
    deaf: Arc<AtomicBool>,
}

impl Smtp {
    pub(super) fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let addr = listener.local_addr()?;
        let smtp = Self { addr, arrivals: Arc::default(), deaf: Arc::default() };
        let shared = smtp.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                std::thread::spawn(move || shared.talk(stream));
            }
        });
        Ok(smtp)
    }

    /// Whether it lets callers wait instead of greeting them.
    pub(super) fn deaf(&self, deaf: bool) {
        self.deaf.store(deaf, Ordering::SeqCst);
    }

    pub(super) fn arrivals(&self) -> Vec<Arrival> {
        self.arrivals.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Speaks SMTP until the other end is gone.
    fn talk(&self, stream: TcpStream) -> Result<()> {
        while self.deaf.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut writer = stream;
        writer.write_all(b"220 ready\r\n")?;
        let (mut to, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let command = line.trim_end().to_ascii_uppercase();
            if command == "DATA" {
                writer.write_all(b"354 go on\r\n")?;
                let id = data(&mut reader)?;
                let arrival = Arrival { to: to.clone(), id, came: Instant::now(), taken: None };
                let n = {
                    let mut all = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
                    all.push(arrival);
                    all.len() - 1
                };
                std::thread::sleep(THINKING);
                // From here on the other end may know it.
                let mut all = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(arrival) = all.get_mut(n) {
                    arrival.taken = Some(Instant::now());
                }
                drop(all);
                writer.write_all(b"250 taken\r\n")?;
                continue;
            }
            if command.starts_with("RCPT TO:") {
                let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
                to = inside.context("RCPT without an address")?.0.to_owned();
            }
            let answer = if command.starts_with("EHLO") { "250 8BITMIME" } else { "250 fine" };
            writer.write_all(format!("{answer}\r\n").as_bytes())?;
        }
    }
}

/// Reads a message, and gives its `Message-ID`.
fn data(reader: &mut impl BufRead) -> Result<String> {
    let mut id = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            anyhow::bail!("cut off");
        }
        if line == ".\r\n" {
            return id.context("a mail without a Message-ID");
        }
        if let Some(found) = line.strip_prefix("Message-ID:") {
            id = Some(found.trim().to_owned());
        }
    }
}
