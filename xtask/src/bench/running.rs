//! A release server to measure.

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
    /// Both: most benchmarks run on each in turn.
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As it stands before a figure.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A running release server; dropped, it stops, and its data goes.
pub(crate) struct Server<'b> {
    running: Option<Running>,
    postgres: &'b Postgres,
    database: Option<String>,
    /// Where it listens.
    pub(crate) addr: SocketAddr,
    /// Its process, for measuring memory.
    pub(crate) pid: u32,
    /// Its data folder.
    pub(crate) data: PathBuf,
    /// How to reach its database from outside, where it is PostgreSQL.
    pub(crate) database_url: Option<String>,
}

impl<'b> Server<'b> {
    pub(super) fn start(
        project: &Project,
        postgres: &'b Postgres,
        database: Database,
        fill: &mut dyn FnMut(Command) -> Result<()>,
    ) -> Result<Self> {
        let addr = free_addr()?;
        // The port makes the names unique among servers that run at the same time.
        let name = format!("stadtlabor_bench_{}", addr.port());
        let data = project.target().join(&name);
        std::fs::create_dir_all(&data)?;
        let database_url = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(postgres.fresh_database(&name)?),
        };
        let mut server = Self {
            running: None,
            postgres,
            database: database_url.is_some().then_some(name),
            addr,
            pid: 0,
            data,
            database_url,
        };
        let program = || {
            let mut program = Command::new(project.program(Mode::Release));
            program
                .env("STADTLABOR_SITE", project.site(Mode::Release))
                .env("STADTLABOR_DATA", &server.data)
                .env("RUST_LOG", "warn")
                .env_remove("DATABASE_URL")
                .stdout(Stdio::null());
            if let Some(url) = &server.database_url {
                program.env("DATABASE_URL", url);
            }
            program
        };
        fill(program())?;
        let running = Running::start(&mut program(), addr)?;
        server.pid = running.pid();
        server.running = Some(running);
        Ok(server)
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // First the server, then what it has open; what cannot be removed is in `target/`.
        self.running = None;
        let _ = std::fs::remove_dir_all(&self.data);
        if let Some(name) = &self.database {
            let _ = self.postgres.drop_database(name);
        }
    }
}
