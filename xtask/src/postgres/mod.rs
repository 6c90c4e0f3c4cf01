//! A PostgreSQL to talk to: the one that is there, or one of its own.

mod client;
mod cluster;

use anyhow::Result;

use crate::project::Project;
use crate::say;
use client::Client;
use cluster::Cluster;

/// Where tests find a server on which they may create databases; `private` asks for one of
/// their own even where another would do.
pub(crate) const VARIABLE: &str = "STADTLABOR_TEST_POSTGRES";

/// A server that databases may be created on; one started for this is stopped when dropped.
pub(crate) struct Postgres {
    /// `postgres://user@host:port/postgres`
    pub(crate) url: String,
    _cluster: Option<Cluster>,
}

impl Postgres {
    /// The one that the environment names, one on this machine, or a private one.
    pub(crate) fn find(project: &Project) -> Result<Self> {
        match std::env::var(VARIABLE).as_deref() {
            Ok("private") => return Self::private(project),
            Ok(url) => {
                say::line(&format!("  PostgreSQL: as {VARIABLE} says"));
                return Ok(Self { url: url.to_owned(), _cluster: None });
            }
            Err(_) => {}
        }
        let own = std::env::var("USER").unwrap_or_default();
        for user in [own.as_str(), "postgres", "root"] {
            let address = "127.0.0.1:5432";
            if !user.is_empty() && Client::connect(address, user).is_ok_and(Client::may_create) {
                say::line(&format!("  PostgreSQL: the one on {address}, as {user}"));
                let url = format!("postgres://{user}@{address}/postgres");
                return Ok(Self { url, _cluster: None });
            }
        }
        Self::private(project)
    }

    fn private(project: &Project) -> Result<Self> {
        let cluster = Cluster::start(project)?;
        Ok(Self { url: cluster.url(), _cluster: Some(cluster) })
    }

    /// A new, empty database and its address. The name is one word of small letters.
    pub(crate) fn fresh_database(&self, name: &str) -> Result<String> {
        self.drop_database(name)?;
        self.execute(&format!("create database {name}"))?;
        let (server, _) = self.url.rsplit_once('/').unwrap_or((&self.url, ""));
        Ok(format!("{server}/{name}"))
    }

    /// Removes a database, and whoever is still connected to it.
    pub(crate) fn drop_database(&self, name: &str) -> Result<()> {
        self.execute(&format!("drop database if exists {name} with (force)"))
    }

    fn execute(&self, sql: &str) -> Result<()> {
        let (address, user) = client::parts(&self.url)?;
        Client::connect(&address, &user)?.query(sql).map(|_| ())
    }
}
