//! A mail server that speaks SMTP (RFC 5321), keeps what it takes, and can be in a bad mood.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use server::mail::Mailer;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::{World, message::Message};

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Takes everything.
    Good,
    /// Answers every recipient with this.
    Refusing(&'static str),
    /// Reads a message and then says nothing any more.
    Stalling,
    /// Takes everything, but needs a while for each message.
    Slow(Duration),
}

/// It runs until it is dropped.
pub(crate) struct Smtp {
    addr: SocketAddr,
    inner: Arc<Mutex<Inner>>,
    task: JoinHandle<()>,
}

struct Inner {
    mood: Mood,
    taken: Vec<Message>,
}

impl Smtp {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let inner = Arc::new(Mutex::new(Inner { mood: Mood::Good, taken: Vec::new() }));
        let shared = inner.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = shared.clone();
                tokio::spawn(async move {
                    // Whoever hangs up is gone.
                    let _ = talk(stream, &shared).await;
                });
            }
        });
        Self { addr, inner, task }
    }

    pub(crate) fn mood(&self, mood: Mood) {
        self.inner.lock().unwrap().mood = mood;
    }

    /// Everything that it took.
    pub(crate) fn taken(&self) -> Vec<Message> {
        self.inner.lock().unwrap().taken.clone()
    }

    /// What it took since the last time this was asked.
    pub(crate) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut self.inner.lock().unwrap().taken)
    }

    /// A worker of an instance of its own that sends here.
    pub(crate) async fn mailer(&self, world: &World, lease: u64) -> Mailer {
        let url = format!("smtp://{}", self.addr);
        let other = world.restarted(|config| {
            config.smtp_url = Some(url);
            config.mail_lease = lease;
        });
        Mailer::new(&other.await.state).unwrap()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(stream: TcpStream, inner: &Mutex<Inner>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(b"220 mail.test ESMTP\r\n").await?;
    let (mut from, mut to) = (String::new(), Vec::new());
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let mood = inner.lock().unwrap().mood;
        let command = line.trim_end().to_ascii_uppercase();
        let path = || line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
        let answer = if command.starts_with("EHLO") {
            "250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8".to_owned()
        } else if command.starts_with("MAIL FROM:") {
            from = path().unwrap().0.to_owned();
            to.clear();
            "250 2.1.0 fine".to_owned()
        } else if command.starts_with("RCPT TO:") {
            match mood {
                Mood::Refusing(answer) => answer.to_owned(),
                _ => {
                    to.push(path().unwrap().0.to_owned());
                    "250 2.1.5 fine".to_owned()
                }
            }
        } else if command == "DATA" {
            stream.get_mut().write_all(b"354 go on\r\n").await?;
            let text = data(&mut stream).await?;
            match mood {
                Mood::Stalling => std::future::pending::<()>().await,
                Mood::Slow(time) => tokio::time::sleep(time).await,
                _ => {}
            }
            let message = Message::new(std::mem::take(&mut from), std::mem::take(&mut to), text);
            inner.lock().unwrap().taken.push(message);
            "250 2.0.0 taken".to_owned()
        } else if command == "QUIT" {
            stream.get_mut().write_all(b"221 bye\r\n").await?;
            return Ok(());
        } else if command == "RSET" || command == "NOOP" {
            "250 fine".to_owned()
        } else {
            "502 what?".to_owned()
        };
        stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

/// The lines up to the one with a dot alone.
async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        assert!(line.ends_with("\r\n"), "a bare line end: {line:?}");
        if line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
