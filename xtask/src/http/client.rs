//! One connection, one request at a time.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Chunks;

/// No answer may take longer: whoever waits is told.
const PATIENCE: Duration = Duration::from_secs(20);

const EVENTS: &str = "text/event-stream";

/// Room for a head, and for as much of a body as is read at a time.
const BUFFER: usize = 256 * 1024;
/// The same for one of thousands, which would otherwise fill the memory.
const SMALL: usize = 16 * 1024;

/// What came back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// Its three digits.
    pub(crate) status: u16,
    /// Status line and headers.
    pub(crate) head: String,
    /// The body, out of its chunks.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The first header of this name, which is written in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body).with_context(|| format!("no JSON in {}", self.head))
    }

    /// The answer itself, if it has this status.
    pub(crate) fn expect(self, status: u16) -> Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        bail!("{} instead of {status}: {}", self.status, String::from_utf8_lossy(&self.body));
    }
}

/// A connection that stays open.
#[derive(Debug)]
pub(crate) struct Client {
    stream: TcpStream,
    addr: SocketAddr,
    buffer: Vec<u8>,
    answer: Answer,
}

impl Client {
    /// Connects.
    pub(crate) fn connect(addr: SocketAddr) -> Result<Self> {
        Self::with(addr, BUFFER)
    }

    /// Connects as one of thousands, for short answers.
    pub(crate) fn connect_small(addr: SocketAddr) -> Result<Self> {
        Self::with(addr, SMALL)
    }

    fn with(addr: SocketAddr, buffer: usize) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&addr, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { stream, addr, buffer: vec![0; buffer], answer: Answer::default() })
    }

    /// A request as it goes over the wire.
    pub(crate) fn request(
        addr: SocketAddr,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Vec<u8> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {addr}\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() || !matches!(method, "GET" | "HEAD") {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        let mut request = request.into_bytes();
        request.extend_from_slice(body);
        request
    }

    /// Asks for something.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, &[], b"")
    }

    /// Posts JSON.
    pub(crate) fn post(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Result<Answer> {
        let headers: Vec<_> =
            [("Content-Type", "application/json")].iter().chain(headers).copied().collect();
        self.send("POST", path, &headers, body.to_string().as_bytes())
    }

    /// Sends any request.
    pub(crate) fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer> {
        let request = Self::request(self.addr, method, path, headers, body);
        self.stream.write_all(&request)?;
        self.read(method != "HEAD")?;
        Ok(std::mem::take(&mut self.answer))
    }

    /// Sends a ready request and keeps the answer only until the next one: without copies, for
    /// measuring. Gives the status and the size of the body.
    pub(crate) fn exchange(&mut self, request: &[u8]) -> Result<(u16, usize)> {
        self.stream.write_all(request)?;
        self.read(true)?;
        Ok((self.answer.status, self.answer.body.len()))
    }

    fn read(&mut self, has_body: bool) -> Result<()> {
        let answer = &mut self.answer;
        answer.body.clear();
        let mut filled = 0;
        let head = loop {
            let n = self.stream.read(&mut self.buffer[filled..])?;
            if n == 0 {
                bail!("the connection ended {}", if filled == 0 { "unanswered" } else { "early" });
            }
            filled += n;
            if let Some(end) = self.buffer[..filled].windows(4).position(|w| w == b"\r\n\r\n") {
                break end + 4;
            }
        };
        answer.head = String::from_utf8_lossy(&self.buffer[..head]).into_owned();
        let status = answer.head.split(' ').nth(1).and_then(|word| word.parse().ok());
        answer.status = status.context("no status")?;
        // A stream has no end to wait for.
        let stream = answer.header("content-type").is_some_and(|kind| kind == EVENTS);
        if !has_body || stream || matches!(answer.status, 100..200 | 204 | 304) {
            return Ok(());
        }
        let chunked = answer.header("transfer-encoding").is_some();
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        if !chunked && length.is_none() {
            answer.body.extend_from_slice(&self.buffer[head..filled]);
            self.stream.read_to_end(&mut answer.body)?;
            return Ok(());
        }
        let (mut chunks, length) = (Chunks::default(), length.unwrap_or(0));
        let mut bytes = head..filled;
        loop {
            let bytes_now = &self.buffer[std::mem::take(&mut bytes)];
            if chunked {
                chunks.push(bytes_now, &mut answer.body)?;
            } else {
                answer.body.extend_from_slice(bytes_now);
            }
            let done = if chunked { chunks.ended() } else { answer.body.len() >= length };
            if done {
                return Ok(());
            }
            let n = self.stream.read(&mut self.buffer)?;
            if n == 0 {
                bail!("the connection ended within an answer");
            }
            bytes = 0..n;
        }
    }
}

/// Sends bytes that need not be HTTP and reads the answer, if there is one: a server may also
/// just hang up. `unfinished` says that the request may lack its end: what is not answered
/// within a second then hears that nothing more will come.
pub(crate) fn raw(addr: SocketAddr, bytes: &[u8], unfinished: bool) -> Result<Option<Answer>> {
    let mut client = Client::connect(addr)?;
    // It may answer and hang up before it has read all.
    let _ = client.stream.write_all(bytes);
    if unfinished {
        client.stream.set_read_timeout(Some(Duration::from_secs(1)))?;
        if client.stream.peek(&mut [0]).is_err_and(|error| is_timeout(&error)) {
            client.stream.shutdown(std::net::Shutdown::Write)?;
        }
        client.stream.set_read_timeout(Some(PATIENCE))?;
    }
    match client.read(!bytes.starts_with(b"HEAD ")) {
        Ok(()) => Ok(Some(client.answer)),
        Err(error) if error.downcast_ref().is_some_and(is_timeout) => {
            bail!("no answer within {} s", PATIENCE.as_secs())
        }
        Err(_) => Ok(None),
    }
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}
