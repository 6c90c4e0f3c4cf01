//! `cargo xtask bench [NAME]`: figures beside their limits, measured in the same run.
//!
//! A benchmark is a function over a [`Bench`] that returns its [`Figure`]s; it joins the
//! others with a line in [`BENCHES`].

mod figure;
mod running;
mod start;

use std::process::Command;

use anyhow::{Result, bail};

use crate::postgres::Postgres;
use crate::project::Project;
use crate::site::{self, Mode};
use crate::{say, server};
pub(crate) use figure::Figure;
pub(crate) use running::{Database, Server};

type Measure = fn(&Bench<'_>) -> Result<Vec<Figure>>;

/// Name, what it measures, and how.
const BENCHES: [(&str, &str, Measure); 1] =
    [("start", "from nothing to the first answer", start::measure)];

/// What every benchmark needs.
pub(crate) struct Bench<'p> {
    project: &'p Project,
    postgres: Postgres,
}

impl Bench<'_> {
    /// A release server on a fresh database and data folder; dropped, both go. Before it
    /// starts, `fill` gets a command of the program with its environment set, to add words to
    /// and run: `|program| command::run(program.arg("demo"))`.
    pub(crate) fn server(
        &self,
        database: Database,
        mut fill: impl FnMut(Command) -> Result<()>,
    ) -> Result<Server<'_>> {
        Server::start(self.project, &self.postgres, database, &mut fill)
    }
}

/// Runs all benchmarks, or the named one.
pub(crate) fn run(project: &Project, name: Option<&str>) -> Result<()> {
    let chosen: Vec<_> =
        BENCHES.iter().filter(|(n, ..)| name.is_none_or(|name| name == *n)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = BENCHES.iter().map(|(name, ..)| *name).collect();
        bail!("no such benchmark; there are: {}", names.join(", "));
    }
    site::build(project, Mode::Release)?;
    server::build(Mode::Release)?;
    let bench = Bench { project, postgres: Postgres::find(project)? };
    let mut missed = 0;
    for (name, what, measure) in chosen {
        let figures = say::step(&format!("{name}: {what}"), || measure(&bench))?;
        for figure in figures {
            missed += usize::from(!figure.holds());
            say::line(&figure.to_string());
        }
    }
    if missed > 0 {
        bail!("{missed} figures are beyond their limit");
    }
    Ok(())
}
