//! Who has a seat after the rush, who is asked, who waits; and how the line empties.

use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use super::rush::{LEAVERS, Place};
use super::{PEOPLE, SEATS};
use crate::bench::Server;
use crate::bench::load::{Load, Times};
use crate::http::Client;

/// A registration that is still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    token: String,
    people: u64,
}

/// How everybody stands who did not leave.
#[derive(Default)]
pub(super) struct Stand {
    /// With seats.
    seated: Vec<Held>,
    /// With seats that are kept until they say yes.
    offered: Vec<Held>,
    /// In line, in its order.
    line: VecDeque<Held>,
}

/// Every seat is taken or offered once, nobody who fits is left waiting, and nobody is lost or
/// twice there.
pub(super) fn check(server: &Server<'_>, event: i64, places: &[Place]) -> Result<Stand> {
    ensure!(places.len() == PEOPLE, "{} of {PEOPLE} got an answer", places.len());
    let different: BTreeSet<&str> = places.iter().map(|place| place.token.as_str()).collect();
    ensure!(different.len() == PEOPLE, "two have the same private page");
    let mut client = Client::connect(server.addr)?;
    let (mut stand, mut line, mut left) = (Stand::default(), Vec::new(), 0);
    for place in places {
        let mine = registration(&mut client, &place.token)?;
        ensure!(mine["people"] == place.people, "{place:?} is for {} now", mine["people"]);
        let held = Held { token: place.token.clone(), people: place.people };
        match (mine["status"].as_str(), mine["position"].as_u64()) {
            (Some("cancelled"), None) if place.left => left += 1,
            (Some("confirmed"), None) if place.confirmed && !place.left => stand.seated.push(held),
            // The seat of somebody who left.
            (Some("offered"), None) if !place.confirmed && !place.left => stand.offered.push(held),
            (Some("waitlisted"), Some(position)) if !place.confirmed && !place.left => {
                line.push((position, held));
            }
            found => bail!("{place:?} stands as {found:?}"),
        }
    }
    ensure!(left == LEAVERS, "{left} left, not {LEAVERS}");
    line.sort_by_key(|(position, _)| *position);
    let in_order = (1..).zip(&line).all(|(place, (position, _))| place == *position);
    ensure!(in_order, "the places in line have a gap or a double");
    stand.line = line.into_iter().map(|(_, held)| held).collect();
    // A group of two may have to let the last seat go, but among so many there is somebody alone
    // who takes it: as long as one is free, somebody waits who fits.
    let kept = people(&stand.seated) + people(&stand.offered);
    ensure!(kept == SEATS, "{kept} have a seat or are asked, not {SEATS}");
    let told = client.get(&format!("/api/events/{event}"))?.expect(200)?.json()?;
    let seats = &told["card"]["seats"];
    ensure!(seats["taken"] == kept, "{kept} have a seat or are asked, and the event says {seats}");
    ensure!(seats["waiting"] == stand.line.len(), "{} wait of {seats}", stand.line.len());
    Ok(stand)
}

/// Whoever is asked accepts. Then whoever has seats leaves, whoever is next and fits is asked and
/// accepts, until nobody is left.
pub(super) fn drain(server: &Server<'_>, event: i64, stand: Stand) -> Result<Load> {
    let Stand { seated, offered, mut line } = stand;
    let mut client = Client::connect(server.addr)?;
    let (mut times, start) = (Times::default(), Instant::now());
    for asked in &offered {
        accept(&mut client, asked, &mut times)?;
    }
    let mut seated: VecDeque<Held> = seated.into_iter().chain(offered).collect();
    let (mut free, mut gone) = (0, Vec::with_capacity(seated.len() + line.len()));
    while let Some(one) = seated.pop_front() {
        let sent = Instant::now();
        let path = format!("/api/registrations/{}", one.token);
        client.send("DELETE", &path, &[], b"")?.expect(200)?;
        times.add(sent.elapsed());
        free += one.people;
        gone.push(one);
        for asked in up(&mut line, &mut free) {
            accept(&mut client, &asked, &mut times)?;
            seated.push_back(asked);
        }
    }
    let took = start.elapsed();
    ensure!(line.is_empty(), "{} were never asked", line.len());
    let told = client.get(&format!("/api/events/{event}"))?.expect(200)?.json()?;
    let seats = &told["card"]["seats"];
    ensure!(seats["taken"] == 0 && seats["waiting"] == 0, "everybody left, and it says {seats}");
    for one in &gone {
        let mine = registration(&mut client, &one.token)?;
        ensure!(mine["status"] == "cancelled", "somebody who left stands as {}", mine["status"]);
    }
    Ok(Load::new(times, took))
}

/// Who has to be asked next, out of the line: the first who fit, groups together.
fn up(line: &mut VecDeque<Held>, free: &mut u64) -> Vec<Held> {
    let mut up = Vec::new();
    while let Some(at) = line.iter().position(|one| one.people <= *free) {
        let Some(one) = line.remove(at) else { break };
        *free -= one.people;
        up.push(one);
    }
    up
}

/// Says yes to an offer, which must be there.
fn accept(client: &mut Client, asked: &Held, times: &mut Times) -> Result<()> {
    let sent = Instant::now();
    let path = format!("/api/registrations/{}/accept", asked.token);
    let mine = client.send("POST", &path, &[], b"")?.expect(200)?.json()?;
    times.add(sent.elapsed());
    ensure!(mine["status"] == "confirmed", "whoever was next got {}", mine["status"]);
    Ok(())
}

fn registration(client: &mut Client, token: &str) -> Result<Value> {
    client.get(&format!("/api/registrations/{token}"))?.expect(200)?.json()
}

fn people(held: &[Held]) -> u64 {
    held.iter().map(|one| one.people).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_fits_first_is_asked_first() {
        let held = |people| Held { token: String::new(), people };
        let mut line: VecDeque<Held> = [2, 1, 2, 1, 1].map(held).into();
        let mut free = 1;
        assert_eq!(up(&mut line, &mut free), [held(1)]);
        assert_eq!(free, 0);
        assert!(up(&mut line, &mut free).is_empty());
        free = 3;
        assert_eq!(up(&mut line, &mut free), [held(2), held(1)]);
        assert_eq!(Vec::from(line), [held(2), held(1)]);
    }
}
