//! A server on a fresh database, to measure and to try things on.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::postgres::Postgres;
use crate::project::Project;
use crate::server::{Running, free_addr};
use crate::site::Mode;

/// Where the server keeps its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    /// Both: most things are tried on each in turn.
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As it stands before a figure.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// How a server is to be.
#[derive(Clone, Copy)]
pub(crate) struct Trial<'p> {
    /// Where the program and its site are built.
    pub(crate) project: &'p Project,
    /// Where its database may be made.
    pub(crate) postgres: &'p Postgres,
    /// Which program.
    pub(crate) mode: Mode,
    /// Which database.
    pub(crate) database: Database,
}

/// A running server, without limits on how often somebody may post; dropped, it stops, and
/// its data goes.
pub(crate) struct Server<'p> {
    trial: Trial<'p>,
    running: Option<Running>,
    database: Option<String>,
    settings: Vec<(&'static str, String)>,
    /// Where it listens.
    pub(crate) addr: SocketAddr,
    /// Its process, for measuring memory.
    pub(crate) pid: u32,
    /// Its data folder.
    pub(crate) data: PathBuf,
    /// Its site folder, its own: what is written there is served.
    pub(crate) site: PathBuf,
    /// How to reach its database from outside, where it is PostgreSQL.
    pub(crate) database_url: Option<String>,
}

impl<'p> Server<'p> {
    /// Starts one. Before, `fill` gets a command of the program with its environment set, to
    /// add words to and run: `|program| command::run(program.arg("demo"))`.
    pub(crate) fn start(
        trial: Trial<'p>,
        mut fill: impl FnMut(Command) -> Result<()>,
    ) -> Result<Self> {
        let addr = free_addr()?;
        // The port makes the names unique among servers that run at the same time.
        let name = format!("stadtlabor_trial_{}", addr.port());
        let data = trial.project.target().join(&name);
        let site = data.join("site");
        copy(&trial.project.site(trial.mode), &site)?;
        let database_url = match trial.database {
            Database::Sqlite => None,
            Database::Postgres => Some(trial.postgres.fresh_database(&name)?),
        };
        let mut server = Self {
            trial,
            running: None,
            database: database_url.is_some().then_some(name),
            settings: Vec::new(),
            addr,
            pid: 0,
            data,
            site,
            database_url,
        };
        fill(server.program())?;
        server.serve()?;
        Ok(server)
    }

    /// A command of the program, on this server's data.
    pub(crate) fn program(&self) -> Command {
        let mut program = Command::new(self.trial.project.program(self.trial.mode));
        program
            .env("STADTLABOR_SITE", &self.site)
            .env("STADTLABOR_DATA", &self.data)
            .env("STADTLABOR_RATE_LIMITS", "off")
            .env("RUST_LOG", "warn")
            .env_remove("DATABASE_URL")
            .env_remove("STADTLABOR_SMTP_URL")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null());
        if let Some(url) = &self.database_url {
            program.env("DATABASE_URL", url);
        }
        program
    }

    /// Sets a variable for the next start.
    pub(crate) fn set(&mut self, variable: &'static str, value: String) {
        self.settings.push((variable, value));
    }

    /// Serves, for the first time or again.
    pub(crate) fn serve(&mut self) -> Result<()> {
        let running = Running::start(&mut self.program(), self.addr)?;
        self.pid = running.pid();
        self.running = Some(running);
        Ok(())
    }

    /// Starts a second one on the same data, which listens elsewhere.
    pub(crate) fn beside(&self) -> Result<(Running, SocketAddr)> {
        let addr = free_addr()?;
        Ok((Running::start(&mut self.program(), addr)?, addr))
    }

    /// Kills it in whatever it does.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.running.take().map_or(Ok(()), Running::kill)
    }

    /// The running program; none after [`Server::kill`].
    pub(crate) fn running(&mut self) -> Option<&mut Running> {
        self.running.as_mut()
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // First the server, then what it has open; what cannot be removed is in `target/`.
        self.running = None;
        let _ = std::fs::remove_dir_all(&self.data);
        if let Some(name) = &self.database {
            let _ = self.trial.postgres.drop_database(name);
        }
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    if !from.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
