//! `cargo xtask bench [NAME]`: figures beside their limits, measured in the same run.
//!
//! A benchmark is a function over a [`Bench`] that returns its [`Figure`]s; it joins the
//! others with a line in [`BENCHES`].

mod figure;
mod lighthouse;
mod lists;
mod live;
pub(crate) mod load;
mod moderation;
mod pages;
mod posts;
mod programme;
mod queue;
mod signup;
mod start;

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::http::Client;
use crate::postgres::Postgres;
use crate::project::Project;
use crate::site::{self, Mode};
use crate::trial::{Database, Server, Trial};
use crate::{say, server};
use figure::Figure;

type Measure = fn(&Bench<'_>) -> Result<Vec<Figure>>;

/// Name, what it measures, and how.
const BENCHES: [(&str, &str, Measure); 10] = [
    ("start", "from nothing to the first answer", start::measure),
    ("pages", "the board as a page, against a file of the same bytes", pages::measure),
    ("lists", "a page of the board, among 1,000 and among 100,000 ideas", lists::measure),
    ("live", "2,000 open streams and 100 changes", live::measure),
    ("posts", "ideas sent in at once, against bare inserts", posts::measure),
    ("signup", "2,000 sign up for 20 seats at once, against bare inserts", signup::measure),
    ("programme", "the programme among 50 and among 5,000 events", programme::measure),
    ("queue", "the queue of the staff, with 100 and with 10,000 that wait", queue::measure),
    (
        "moderation",
        "80 citizens post, 3 moderators decide as fast as they can",
        moderation::measure,
    ),
    ("lighthouse", "what Lighthouse says of a phone's first visit", lighthouse::measure),
];

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which one; all when left out
    name: Option<String>,
    /// The development build, for trying a benchmark out: its figures say nothing
    #[arg(long, hide = true)]
    dev: bool,
}

/// What every benchmark needs.
struct Bench<'p> {
    project: &'p Project,
    postgres: Postgres,
    mode: Mode,
}

impl Bench<'_> {
    /// A server on a fresh database and data folder; dropped, both go. Before it starts,
    /// `fill` gets a command of the program with its environment set, to add words to and run:
    /// `|program| command::run(program.arg("demo"))`.
    fn server(
        &self,
        database: Database,
        fill: impl FnMut(Command) -> Result<()>,
    ) -> Result<Server<'_>> {
        let Self { project, postgres, mode } = self;
        Server::start(Trial { project, postgres, mode: *mode, database }, fill)
    }
}

/// Runs all benchmarks, or the named one.
pub(crate) fn run(project: &Project, args: &Args) -> Result<()> {
    let named = |name: &str| args.name.as_deref().is_none_or(|chosen| chosen == name);
    let chosen: Vec<_> = BENCHES.iter().filter(|(name, ..)| named(name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = BENCHES.iter().map(|(name, ..)| *name).collect();
        bail!("no such benchmark; there are: {}", names.join(", "));
    }
    let mode = if args.dev { Mode::Dev } else { Mode::Release };
    site::ensure(project, mode)?;
    server::build(mode)?;
    let bench = Bench { project, postgres: Postgres::find(project)?, mode };
    let mut bad = Vec::new();
    for (name, what, measure) in chosen {
        match say::step(&format!("{name}: {what}"), || measure(&bench)) {
            Ok(figures) => {
                for figure in &figures {
                    say::line(&figure.to_string());
                }
                let missed = figures.iter().filter(|figure| !figure.holds()).count();
                if missed > 0 {
                    bad.push(format!("{name}: {missed} beyond their limit"));
                }
            }
            // The others may still say something.
            Err(error) => {
                say::line(&format!("error: {error:#}"));
                bad.push(format!("{name}: failed"));
            }
        }
    }
    if !bad.is_empty() {
        bail!("{}", bad.join("; "));
    }
    Ok(())
}

/// Takes part, by supporting an idea that can be supported, and gives what the cookie `participant` holds.
fn participant(client: &mut Client) -> Result<String> {
    let page = client.get("/api/ideas?status=published&limit=1")?.expect(200)?.json()?;
    let id = page["items"][0]["id"].as_i64().context("an empty board")?;
    let answer = client.send("PUT", &format!("/api/ideas/{id}/support"), &[], b"")?.expect(200)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.strip_prefix("participant="));
    let token = cookie.and_then(|cookie| cookie.split(';').next());
    Ok(token.context("no cookie for somebody who takes part")?.to_owned())
}

/// The password of all that a benchmark signs in.
const PASSWORD: &str = "fünf Bänke am Markt";

/// Makes the account of a moderator with a command of the program.
fn add_moderator(mut program: Command, name: &str) -> Result<()> {
    let email = format!("{name}@example.org");
    program.args(["staff", "add", "--email", &email, "--name", name, "--role", "moderator"]);
    crate::command::run(program.env("STADTLABOR_STAFF_PASSWORD", PASSWORD))
}

/// Signs a moderator in; gives the header `Cookie` of the session.
fn sign_in(client: &mut Client, name: &str) -> Result<String> {
    let sent = serde_json::json!({ "email": format!("{name}@example.org"), "password": PASSWORD });
    let answer = client.post("/api/staff/session", &[], &sent)?.expect(200)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.context("no cookie for a session")?.to_owned())
}

/// Memory that a process occupies, in MiB.
fn resident(pid: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(kilobytes.context("no VmRSS")?.parse::<f64>()? / 1024.0)
}
