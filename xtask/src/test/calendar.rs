//! What others read of the programme, read by others: calendar files, feeds and what mails bring for
//! calendars by Python's `icalendar`, the mails themselves by its `email`, the data for search
//! engines by a list of what they ask for.

mod made;
mod mails;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::counts::{Checks, Counts};
use super::{python, staff};
use crate::http::Client;
use crate::postgres::Postgres;
use crate::project::Project;
use crate::server;
use crate::site::Mode;
use crate::trial::{Database, Server, Trial};
use mails::Guests;

const VERSION: &str = "7.3.2";
const CHECK: &str = "xtask/src/test/calendar/check.py";
/// A lab whose programme is asked for by itself.
const LAB: &str = "soest";

pub(super) fn run(project: &Project) -> Result<Counts> {
    let programs = python::install(project, "icalendar", VERSION)?;
    server::build(Mode::Dev)?;
    let postgres = Postgres::find(project)?;
    let mut checks = Checks::default();
    for database in Database::ALL {
        let trial = Trial { project, postgres: &postgres, mode: Mode::Dev, database };
        let server = Server::start(trial, staff::fill)?;
        let session = staff::sign_in(&server)?;
        let mut client = Client::connect(server.addr)?;
        let made = made::events(&mut client, &session)?;
        let guests = Guests::sign_up(&server, &made, &session)?;
        let folder = server.data.join("calendar");
        std::fs::create_dir_all(&folder)?;
        // The last mails take their time: meanwhile there is something to do.
        let count = fetch(&mut client, &folder)?;
        let outbox = guests.fetch(&server, &folder)?;
        let name = format!("{}, {count} events", database.name());
        let mut check = Command::new(programs.join("python"));
        check.arg("-B").arg(project.at(CHECK)).arg(&folder).arg(outbox);
        judge(&mut check, &name, &mut checks)?;
    }
    Ok(checks.counts())
}

/// Everything that is to be checked, into a folder; how many events that are.
fn fetch(client: &mut Client, folder: &Path) -> Result<usize> {
    let mut ids = BTreeSet::new();
    for (name, query) in [("programme", String::new()), (LAB, format!("lab={LAB}"))] {
        let cards = cards(client, &query)?;
        ids.extend(cards.iter().filter_map(|card| card["id"].as_i64()));
        std::fs::write(folder.join(format!("{name}.json")), Value::Array(cards).to_string())?;
        for kind in ["ics", "atom"] {
            let feed = client.get(&format!("/programme.{kind}?{query}"))?.expect(200)?;
            typed(&feed, if kind == "ics" { "text/calendar" } else { "application/atom+xml" })?;
            std::fs::write(folder.join(format!("{name}.{kind}")), feed.body)?;
        }
    }
    let mut events = Vec::new();
    for id in &ids {
        events.push(client.get(&format!("/api/events/{id}"))?.expect(200)?.json()?);
        let file = client.get(&format!("/api/events/{id}/calendar.ics"))?.expect(200)?;
        typed(&file, "text/calendar")?;
        std::fs::write(folder.join(format!("event-{id}.ics")), file.body)?;
        let page = client.get(&format!("/events/{id}"))?.expect(200)?;
        std::fs::write(folder.join(format!("event-{id}.html")), page.body)?;
    }
    std::fs::write(folder.join("events.json"), Value::Array(events).to_string())?;
    Ok(ids.len())
}

/// The coming programme, all pages of it.
fn cards(client: &mut Client, query: &str) -> Result<Vec<Value>> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/events?limit=100&{query}&after={after}");
        let page = client.get(&path)?.expect(200)?.json()?;
        all.extend(page["items"].as_array().context("no items")?.iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => return Ok(all),
        }
    }
}

fn typed(answer: &crate::http::Answer, kind: &str) -> Result<()> {
    let found = answer.header("content-type").unwrap_or_default();
    ensure!(found.starts_with(kind) && found.contains("utf-8"), "{found} instead of {kind}");
    Ok(())
}

/// Runs the script; each of its lines is a check.
fn judge(check: &mut Command, name: &str, checks: &mut Checks) -> Result<()> {
    let output = check.output().context("cannot start Python")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    for line in printed.lines() {
        let (what, wrong) = line.split_once('\t').unwrap_or((line, "no line of a check"));
        let result = if wrong.is_empty() { Ok(()) } else { Err(anyhow::anyhow!("{wrong}")) };
        checks.note(&format!("{name}: {what}"), result);
    }
    if !output.status.success() || printed.is_empty() {
        bail!("the check failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
