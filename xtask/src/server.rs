//! The program: built, started, stopped.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, run};
use crate::say;
use crate::site::Mode;

/// Compiles the program.
pub(crate) fn build(mode: Mode) -> Result<()> {
    let what = match mode {
        Mode::Dev => "Compiling the program (dev)",
        Mode::Release => "Compiling the program (release)",
    };
    say::step(what, || {
        let mut cargo = cargo();
        cargo.args(["build", "--package", "stadtlabor"]);
        if mode == Mode::Release {
            cargo.arg("--release");
        }
        run(&mut cargo)
    })
}

/// A program that runs, and is stopped when nobody needs it any more.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts `stadtlabor serve` and waits until it answers that it is ready.
    pub(crate) fn start(program: &mut Command, addr: SocketAddr) -> Result<Self> {
        let child = program
            .arg("serve")
            .env("STADTLABOR_ADDR", addr.to_string())
            .spawn()
            .context("cannot start the program")?;
        let mut running = Self { child };
        let start = Instant::now();
        while !is_ready(addr) {
            if let Some(status) = running.ended()? {
                bail!("the program stopped while starting ({status})");
            }
            if start.elapsed() > Duration::from_secs(30) {
                bail!("the program does not answer on http://{addr}/readyz");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(running)
    }

    /// The process, for whoever measures its memory.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Kills it in whatever it does.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to finish what it is doing.
    pub(crate) fn ask_to_end(&self) {
        // The shell's own `kill`: a bare machine need not have the program of that name.
        let _ = Command::new("sh").args(["-c", &format!("kill -TERM {}", self.pid())]).status();
    }

    /// Asks it to finish what it is doing; after ten seconds it no longer asks.
    pub(crate) fn stop(&mut self) -> Result<()> {
        if self.ended()?.is_some() {
            return Ok(());
        }
        self.ask_to_end();
        let start = Instant::now();
        while self.ended()?.is_none() {
            if start.elapsed() > Duration::from_secs(10) {
                say::line("  the program did not stop within 10 s; killing it");
                self.child.kill()?;
                self.child.wait()?;
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Nobody is left to tell.
        let _ = self.stop();
    }
}

/// An address on this machine where nothing listens yet.
pub(crate) fn free_addr() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

fn is_ready(addr: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&addr, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
