//! `cargo xtask serve`: from a fresh clone to a page in the browser.

mod changes;
mod sign_in;
mod watch;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command::{output, run as run_command};
use crate::project::Project;
use crate::say;
use crate::server::{self, Running};
use crate::site::{self, Mode};
use changes::Changes;

/// What ends the wait.
enum Event {
    /// Somebody pressed Ctrl-C.
    Stop,
    /// Somebody saved a file.
    Changed(Changes),
}

/// Builds, fills an empty database, serves, and with `watch` does so again after every edit.
pub(crate) fn run(project: &Project, watch: bool) -> Result<()> {
    site::build(project, Mode::Dev)?;
    server::build(Mode::Dev)?;
    let serve = Serve::new(project, watch)?;
    let sign_in = serve.first_start()?;

    let (sender, events) = channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        // The other end is gone when everything has stopped anyway.
        let _ = stop.send(Event::Stop);
    })?;
    let _watcher = watch.then(|| watch::start(project, sender)).transpose()?;

    let server = serve.start()?;
    say::line(&format!("\n  Stadtlabor   http://{}", serve.addr));
    say::line(&format!("  Staff        http://{}/staff", serve.addr));
    for line in sign_in.lines() {
        say::line(&format!("               {line}"));
    }
    say::line("  Stop with Ctrl-C.\n");
    serve.wait(server, &events)
}

struct Serve<'p> {
    project: &'p Project,
    addr: SocketAddr,
    data: PathBuf,
    watch: bool,
}

impl<'p> Serve<'p> {
    fn new(project: &'p Project, watch: bool) -> Result<Self> {
        let addr = std::env::var("STADTLABOR_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".into());
        let addr = addr.parse().with_context(|| format!("STADTLABOR_ADDR: {addr}"))?;
        let data = std::env::var_os("STADTLABOR_DATA").map_or(project.at("data"), PathBuf::from);
        std::fs::create_dir_all(&data)?;
        Ok(Self { project, addr, data, watch })
    }

    fn program(&self) -> Command {
        let mut program = Command::new(self.project.program(Mode::Dev));
        program
            .env("STADTLABOR_SITE", self.project.site(Mode::Dev))
            .env("STADTLABOR_DATA", &self.data);
        if self.watch {
            // The page asks the server who it is and reloads when it is another.
            program.env("STADTLABOR_DEV", "true");
        }
        program
    }

    /// Sample content and a staff account on a first start; returns how staff sign in.
    fn first_start(&self) -> Result<String> {
        let sign_in = sign_in::SignIn::new(&self.data);
        if let Some(known) = sign_in.read() {
            return Ok(known);
        }
        let has_database = std::env::var_os("DATABASE_URL").is_some()
            || std::fs::read_dir(&self.data)?
                .flatten()
                .any(|entry| entry.file_name().to_string_lossy().starts_with("stadtlabor.sqlite"));
        if !has_database {
            say::step("Filling the database with sample content", || {
                run_command(self.program().arg("demo"))
            })?;
        }
        let password = sign_in::password()?;
        let added = say::step("Adding a staff account", || {
            // Its output names the password, which is printed last of all instead.
            output(
                self.program()
                    .args(["staff", "add", "--name", "Moderation", "--role", "admin"])
                    .args(["--email", sign_in::EMAIL])
                    .env("STADTLABOR_STAFF_PASSWORD", &password),
            )
        });
        match added {
            Ok(_) => sign_in.write(&password),
            Err(error) if has_database => {
                // An account of that name may be there already; its password is not known here.
                say::line(&format!("  {error:#}"));
                Ok("as set up earlier; `stadtlabor staff --help` lists what can be changed".into())
            }
            Err(error) => Err(error),
        }
    }

    fn start(&self) -> Result<Running> {
        Running::start(&mut self.program(), self.addr)
    }

    fn wait(&self, server: Running, events: &Receiver<Event>) -> Result<()> {
        let mut server = Some(server);
        loop {
            match events.recv_timeout(Duration::from_millis(200)) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(Event::Changed(changes)) => {
                    if let Err(error) = self.renew(changes, &mut server) {
                        say::line(&format!("  {error:#}\n  still serving what was built before"));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    let Some(ended) = server.as_mut().map(Running::ended).transpose()?.flatten()
                    else {
                        continue;
                    };
                    if !self.watch {
                        bail!("the program stopped by itself ({ended})");
                    }
                    say::line(&format!("  the program stopped ({ended}); waiting for a change"));
                    server = None;
                }
            }
        }
        if let Some(mut server) = server {
            say::step("Stopping", || server.stop())?;
        }
        Ok(())
    }

    /// Builds what changed and puts a new server in the place of the old.
    fn renew(&self, changes: Changes, server: &mut Option<Running>) -> Result<()> {
        say::step(&format!("Changed: {changes}"), || {
            // Both compilers at once: they write to folders of their own.
            std::thread::scope(|scope| {
                let page = scope.spawn(|| match (changes.page, changes.style) {
                    (true, _) => {
                        site::rebuild_page(self.project).and_then(|()| match changes.style {
                            true => site::rebuild_style(self.project),
                            false => Ok(()),
                        })
                    }
                    (false, true) => site::rebuild_style(self.project),
                    (false, false) => Ok(()),
                });
                let program = if changes.program { server::build(Mode::Dev) } else { Ok(()) };
                let page = page.join().unwrap_or_else(|_| bail!("building the page panicked"));
                program.and(page)
            })?;
            if let Some(old) = server {
                old.stop()?;
            }
            *server = None;
            *server = Some(self.start()?);
            Ok(())
        })
    }
}

/// Sends what changed until the watcher is dropped.
fn tell(sender: &Sender<Event>, changes: Changes) {
    // Nobody listens while everything stops.
    let _ = sender.send(Event::Changed(changes));
}
