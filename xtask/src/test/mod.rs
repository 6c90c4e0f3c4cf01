//! `cargo xtask test`: everything a change has to pass, in order of how soon it can fail.

mod browser;
mod calendar;
mod counts;
mod crash;
mod python;
mod rust;
mod staff;
mod sweep;
mod tree;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::project::Project;
use crate::say;
pub(crate) use browser::chromium;
use counts::Counts;

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only this stage (may be given several times)
    #[arg(long, value_name = "STAGE", value_parser = STAGES.map(|stage| stage.name))]
    only: Vec<String>,
}

struct Stage {
    name: &'static str,
    what: &'static str,
    run: fn(&Project) -> Result<Counts>,
}

const STAGES: [Stage; 9] = [
    Stage { name: "fmt", what: "Format", run: rust::format },
    Stage { name: "clippy", what: "Lints, native and WebAssembly", run: rust::lints },
    Stage { name: "doc", what: "Documentation", run: rust::documentation },
    Stage { name: "tree", what: "What the page is made of", run: tree::run },
    Stage { name: "tests", what: "Unit and HTTP tests, SQLite and PostgreSQL", run: rust::tests },
    Stage { name: "crash", what: "Killed while many post, and asked to end", run: crash::run },
    Stage {
        name: "sweep",
        what: "Hostile input, from the description and by hand",
        run: sweep::run,
    },
    Stage {
        name: "calendar",
        what: "Calendar files, feeds, mails and data for search engines, read by others",
        run: calendar::run,
    },
    Stage {
        name: "browser",
        what: "The page as it is deployed: within its budget, and in browsers",
        run: browser::run,
    },
];

/// Runs the stages, all of them even if one fails, and sums up.
pub(crate) fn run(project: &Project, args: &Args) -> Result<()> {
    let chosen = |stage: &&Stage| match args.only.is_empty() {
        true => true,
        false => args.only.iter().any(|only| only == stage.name),
    };
    let start = Instant::now();
    let results: Vec<Outcome> = STAGES.iter().filter(chosen).map(|s| s.outcome(project)).collect();
    let total = results.iter().fold(Counts::default(), |sum, result| sum.and(result.counts));
    say::line("");
    for result in &results {
        say::line(&result.row());
    }
    say::line(&format!("in {}", say::duration(start.elapsed())));
    say::line(&total.to_string());
    if results.iter().any(|result| !result.good) {
        bail!("not everything passed");
    }
    Ok(())
}

struct Outcome {
    name: &'static str,
    good: bool,
    counts: Counts,
    took: Duration,
}

impl Stage {
    fn outcome(&self, project: &Project) -> Outcome {
        say::line(&format!("\n── {}: {}", self.name, self.what));
        let start = Instant::now();
        let counts = (self.run)(project).unwrap_or_else(|error| {
            say::line(&format!("error: {error:#}"));
            // A stage that fails without counting counts as one failed test.
            Counts { passed: 0, failed: 1 }
        });
        let took = start.elapsed();
        let outcome = Outcome { name: self.name, good: counts.failed == 0, counts, took };
        say::line(&format!("── {}", outcome.row()));
        outcome
    }
}

impl Outcome {
    fn row(&self) -> String {
        let word = if self.good { "ok" } else { "FAILED" };
        let counts = match self.counts {
            Counts { passed: 0, failed: 0 } => String::new(),
            counts => counts.to_string(),
        };
        let took = say::duration(self.took);
        format!("{:<8} {word:<6} {took:>12}  {counts}", self.name).trim_end().to_owned()
    }
}
