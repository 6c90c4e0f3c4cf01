//! Random sequences of all that people, staff and time do to an event, over the real router:
//! never one seat too many, nobody waits while a fitting seat is free, the order is kept.
//!
//! A run is made from a seed, so that it comes again. More and longer runs than usual:
//! `STADTLABOR_PROPERTY=FIRST-LAST:STEPS cargo test … --test it -- whatever`.

use std::collections::BTreeMap;

use app::{api::RegistrationCreated, domain::Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use server::store::registrations;

use crate::harness::{Citizen, Kind, World, group, in_hours, new_event, token_of};

/// One step. Numbers stand for the n-th registration that was made, counted round and round.
#[derive(Clone, Copy, Debug)]
enum Step {
    SignUp {
        people: u32,
    },
    Leave {
        who: usize,
    },
    Accept {
        who: usize,
    },
    Decline {
        who: usize,
    },
    Resize {
        who: usize,
        people: u32,
    },
    Erase {
        who: usize,
    },
    Capacity {
        seats: u32,
    },
    Uncounted,
    Move {
        days: i64,
    },
    CancelEvent,
    RestoreEvent,
    /// Somebody opens the mail and says that the address is theirs.
    Confirm {
        who: usize,
    },
    /// Addresses that nobody confirmed lose their seats.
    Unconfirmed,
    /// All offers run out.
    Expire,
    Phone {
        people: u32,
    },
    StaffCancel {
        who: usize,
    },
    StaffRestore {
        who: usize,
    },
    Seat {
        who: usize,
    },
}

fn step(rng: &mut StdRng) -> Step {
    let who = rng.random_range(0..64);
    let people = rng.random_range(1..=4);
    match rng.random_range(0..100) {
        0..27 => Step::SignUp { people },
        27..34 => Step::Confirm { who },
        34..45 => Step::Leave { who },
        45..55 => Step::Accept { who },
        55..60 => Step::Decline { who },
        60..68 => Step::Resize { who, people },
        68..71 => Step::Erase { who },
        71..78 => Step::Capacity { seats: rng.random_range(1..12) },
        78 => Step::Uncounted,
        79..82 => Step::Move { days: rng.random_range(3..30) },
        82..84 => Step::CancelEvent,
        84..88 => Step::RestoreEvent,
        88..90 => Step::Expire,
        90 => Step::Unconfirmed,
        91..94 => Step::Phone { people },
        94..96 => Step::StaffCancel { who },
        96..98 => Step::StaffRestore { who },
        _ => Step::Seat { who },
    }
}

/// A registration as the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    state: String,
    people: i64,
    line: i64,
    /// Until when the address must be confirmed.
    confirm_by: Option<i64>,
    /// How long the offer holds.
    offered_until: Option<i64>,
}

struct Run {
    world: World,
    staff: Citizen,
    person: Citizen,
    event: i64,
    /// Numbers and tokens; none of those that staff made.
    made: Vec<(i64, Option<String>)>,
    /// Who gave which address last.
    addresses: BTreeMap<i64, String>,
    before: BTreeMap<i64, Row>,
}

impl Run {
    async fn new(world: World, must_confirm: bool) -> Self {
        let mut staff = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 9, 5);
        if must_confirm {
            form.must_confirm = true;
            form.fields[2].mode = "required".into();
        }
        let event = staff.add_event(&form).await;
        let person = world.citizen();
        let (made, addresses, before) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { world, staff, person, event, made, addresses, before }
    }

    fn one(&self, who: usize) -> Option<(i64, Option<String>)> {
        (!self.made.is_empty()).then(|| self.made[who % self.made.len()].clone())
    }

    /// Takes a step; whatever is refused must be refused properly.
    async fn take(&mut self, step: Step, n: usize) -> Result<(), String> {
        let event = self.event;
        let status = match step {
            Step::SignUp { people } => {
                let answer = self.person.register(event, &group(&format!("P{n}"), people)).await;
                if answer.status == 201 {
                    let made: RegistrationCreated = answer.json();
                    self.remember(Some(token_of(&made))).await;
                    let id = self.made.last().map_or(0, |(id, _)| *id);
                    self.addresses.insert(id, format!("p{n}@example.org"));
                }
                answer.status
            }
            Step::Phone { people } => {
                let sent = json!({ "last_name": "Anruf", "people": people.to_string() });
                let path = format!("/api/staff/events/{event}/attendees");
                let answer = self.staff.post(&path, &sent).await;
                if answer.status == 201 {
                    self.remember(None).await;
                }
                answer.status
            }
            Step::Leave { who } => match self.one(who) {
                Some((_, Some(token))) => self.person.leave(&token).await.status,
                _ => 200,
            },
            Step::Accept { who } => self.own(who, "accept").await,
            Step::Decline { who } => self.own(who, "decline").await,
            Step::Erase { who } => self.own(who, "erase").await,
            Step::Resize { who, people } => match self.one(who) {
                Some((id, Some(token))) => {
                    let sent = group(&format!("R{n}"), people);
                    let path = format!("/api/registrations/{token}");
                    let status = self.person.json("PUT", &path, &sent).await.status;
                    if status == 200 {
                        self.addresses.insert(id, format!("r{n}@example.org"));
                    }
                    status
                }
                _ => 200,
            },
            Step::Capacity { seats } => {
                self.staff
                    .change_event(event, |form| form.capacity = seats.to_string())
                    .await
                    .status
            }
            Step::Uncounted => {
                self.staff.change_event(event, |form| form.capacity = String::new()).await.status
            }
            Step::Move { days } => {
                let dates = new_event("x", days, 1).dates;
                self.staff.change_event(event, |form| form.dates = dates).await.status
            }
            Step::CancelEvent => self.staff.event_step(event, "cancel").await.status,
            Step::RestoreEvent => self.staff.event_step(event, "restore").await.status,
            Step::Confirm { who } => self.confirm(who).await,
            // Beyond every offer, and before the event as far as its line is concerned.
            Step::Expire => self.lapse(in_hours(25)).await?,
            // Beyond half an hour, and before any offer runs out.
            Step::Unconfirmed => self.lapse(in_hours(1)).await?,
            Step::StaffCancel { who } => self.desk(who, "cancel").await,
            Step::StaffRestore { who } => self.desk(who, "restore").await,
            Step::Seat { who } => self.desk(who, "seat").await,
        };
        if !matches!(status, 200 | 201 | 409 | 422) {
            return Err(format!("answered {status}"));
        }
        self.check(step).await
    }

    async fn lapse(&mut self, now: Timestamp) -> Result<u16, String> {
        let done = registrations::lapse(&self.world.state.db, now).await;
        done.map(|_| 200).map_err(|error| error.to_string())
    }

    /// Opens the link that was mailed to the address that was given last.
    async fn confirm(&mut self, who: usize) -> u16 {
        let Some((id, Some(token))) = self.one(who) else { return 200 };
        let Some(address) = self.addresses.get(&id) else { return 200 };
        let code = server::token::confirmation(&self.world.state.secret, &token, address);
        let path = format!("/api/registrations/{token}/confirm?code={code}");
        self.person.ask("POST", &path, None).await.status
    }

    async fn own(&mut self, who: usize, what: &str) -> u16 {
        match self.one(who) {
            Some((_, Some(token))) => self.person.registration_step(&token, what).await.status,
            _ => 200,
        }
    }

    async fn desk(&mut self, who: usize, what: &str) -> u16 {
        let Some((id, _)) = self.one(who) else { return 200 };
        self.staff.ask("POST", &format!("/api/staff/registrations/{id}/{what}"), None).await.status
    }

    async fn remember(&mut self, token: Option<String>) {
        let id = self.world.number("SELECT MAX(id) FROM registrations").await;
        self.made.push((id, token));
    }

    async fn rows(&self) -> BTreeMap<i64, Row> {
        let db = self.world.state.db.read();
        let sql = "SELECT id, state, people, line, confirm_by, offered_until
            FROM registrations ORDER BY line";
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let rows = db.query_all_raw(statement).await.unwrap();
        let row = |row: &sea_orm::QueryResult| {
            let state = row.try_get("", "state").unwrap();
            let people = row.try_get("", "people").unwrap();
            let line = row.try_get("", "line").unwrap();
            let confirm_by = row.try_get("", "confirm_by").unwrap();
            let offered_until = row.try_get("", "offered_until").unwrap();
            let one = Row { state, people, line, confirm_by, offered_until };
            (row.try_get("", "id").unwrap(), one)
        };
        rows.iter().map(row).collect()
    }

    /// What must hold after every step.
    async fn check(&mut self, step: Step) -> Result<(), String> {
        let rows = self.rows().await;
        let event = self.staff.event(self.event).await;
        let seats = event.card.seats;
        let people = |state: &str| -> i64 {
            rows.values().filter(|row| row.state == state).map(|row| row.people).sum()
        };
        let taken = people("confirmed") + people("offered");
        if i64::from(seats.taken) != taken {
            return Err(format!("{} are counted, {taken} have seats", seats.taken));
        }
        if seats.capacity.is_some_and(|capacity| seats.taken > capacity) {
            return Err(format!("one too many: {seats:?}"));
        }
        let line: Vec<(&i64, &Row)> =
            rows.iter().filter(|(_, row)| row.state == "waitlisted").collect();
        if seats.waiting as usize != line.len() {
            return Err(format!(
                "{} are counted in line, {} stand there",
                seats.waiting,
                line.len()
            ));
        }
        let open = event.card.state == app::domain::EventState::Published;
        let free = seats.free().map_or(i64::MAX, i64::from);
        if let Some((id, row)) = line.iter().find(|(_, row)| open && row.people <= free) {
            return Err(format!("{id} waits for {} seats, {free} are free", row.people));
        }
        // Whoever moved up did not pass anybody who would have fitted as well.
        for (id, row) in rows.iter().filter(|(_, row)| row.state == "offered") {
            let waited = self.before.get(id).is_some_and(|before| before.state == "waitlisted");
            let passed = line.iter().find(|(other, earlier)| {
                let was = self.before.get(other).is_some_and(|b| b.state == "waitlisted");
                was && earlier.line < row.line && earlier.people <= row.people
            });
            // What one gives up in the same step makes room for a smaller group than it was.
            let resized = matches!(step, Step::Resize { .. });
            if let Some((other, _)) = passed.filter(|_| waited && !resized) {
                return Err(format!("{id} was asked before {other}"));
            }
        }
        if open {
            self.ran_out(step, &rows)?;
        }
        self.places(&line).await?;
        self.before = rows;
        Ok(())
    }

    /// Time takes what was offered or not confirmed, and nothing else.
    fn ran_out(&self, step: Step, rows: &BTreeMap<i64, Row>) -> Result<(), String> {
        let now = match step {
            Step::Expire => in_hours(25),
            Step::Unconfirmed => in_hours(1),
            _ => return Ok(()),
        };
        for (id, before) in &self.before {
            let unconfirmed = before.confirm_by.is_some_and(|by| by <= now.0);
            let expired = before.offered_until.is_some_and(|until| until <= now.0);
            let after = rows.get(id).map_or("gone", |row| row.state.as_str());
            let right = match before.state.as_str() {
                "cancelled" => after == "cancelled",
                _ if unconfirmed || expired => after == "cancelled",
                "waitlisted" => matches!(after, "waitlisted" | "offered"),
                state => after == state,
            };
            if !right {
                return Err(format!("{before:?} of {id} became {after}"));
            }
        }
        Ok(())
    }

    /// The places in line are 1 to n, in the order of arrival.
    async fn places(&mut self, line: &[(&i64, &Row)]) -> Result<(), String> {
        let mut line = line.to_vec();
        line.sort_by_key(|(_, row)| row.line);
        for (place, (id, _)) in (1..).zip(line) {
            let token = self.made.iter().find(|(made, _)| made == id).and_then(|(_, t)| t.clone());
            let Some(token) = token else { continue };
            let position = self.person.registration(&token).await.position;
            if position != Some(place) {
                return Err(format!("{id} is told {position:?}, stands at {place}"));
            }
        }
        Ok(())
    }
}

async fn whatever(kind: Kind) {
    let asked = std::env::var("STADTLABOR_PROPERTY").ok();
    let (seeds, count) = match asked.as_deref().and_then(|asked| asked.split_once(':')) {
        Some((seeds, steps)) => {
            let (first, last) = seeds.split_once('-').unwrap_or((seeds, seeds));
            (first.parse().unwrap()..=last.parse().unwrap(), steps.parse().unwrap())
        }
        None => (1..=3, 70),
    };
    for seed in seeds {
        World::tell(kind, |world| async move {
            let mut rng = StdRng::seed_from_u64(seed);
            let mut run = Run::new(world, seed % 2 == 0).await;
            let mut taken = Vec::new();
            for n in 0..count {
                let step = step(&mut rng);
                taken.push(step);
                if let Err(why) = run.take(step, n).await {
                    panic!(
                        "{kind:?}, seed {seed}, step {n}: {why}\n{taken:?}\n{:?}",
                        run.rows().await
                    );
                }
            }
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_on_sqlite() {
    whatever(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_on_postgres() {
    whatever(Kind::Postgres).await;
}
