//! What is said of an event, kept in memory while nothing of it changes: when seats are given away
//! everybody looks at the same page again and again, and only the number of free seats is another.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::{api::Event, domain::Timestamp};
use sea_orm::{FromQueryResult, Statement};

use super::cards;
use crate::store::{Db, StoreResult, entities::events};

/// What is kept is read again when it is older than this: what depends on the time, and what
/// another instance has changed.
const FRESH: Duration = Duration::from_secs(5);
/// The most events that are kept.
const MANY: usize = 200;

/// How far the database was when something was read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Generations {
    contents: u64,
    settings: u64,
}

impl Generations {
    /// As it is now: to be asked before what is kept is read.
    pub(super) fn of(db: &Db) -> Self {
        Self { contents: db.contents_generation(), settings: db.settings_generation() }
    }
}

/// An event as it was read.
#[derive(Debug)]
pub(super) struct Kept {
    generations: Generations,
    read: Instant,
    row: events::Model,
    /// With the seats of then.
    pub(super) event: Event,
}

/// Events that were read not long ago.
#[derive(Debug, Default)]
pub struct KeptEvents(Mutex<HashMap<i64, Arc<Kept>>>);

impl KeptEvents {
    /// The event with this number, if it is kept and nothing has changed since.
    pub(super) fn get(&self, db: &Db, id: i64) -> Option<Arc<Kept>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()?;
        let good = kept.generations == Generations::of(db) && kept.read.elapsed() < FRESH;
        good.then_some(kept)
    }

    /// Keeps an event that everybody may see. Not one of a series: it tells how full the others are.
    pub(super) fn put(&self, generations: Generations, row: events::Model, event: &Event) {
        if !event.series.is_empty() {
            return;
        }
        let kept = Kept { generations, read: Instant::now(), row, event: event.clone() };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY {
            all.clear();
        }
        all.insert(event.card.id, Arc::new(kept));
    }
}

/// What is another with every registration.
#[derive(Debug, FromQueryResult)]
struct Seats {
    taken: i64,
    waiting: i64,
    seq: i64,
}

impl Kept {
    /// The event with the seats of now.
    pub(super) async fn now(&self, db: &Db, now: Timestamp) -> StoreResult<Option<Event>> {
        const SQL: &str =
            "SELECT taken, waiting, COALESCE((SELECT MAX(seq) FROM activity), 0) AS seq
            FROM events WHERE id = $1";
        let id = self.event.card.id;
        let backend = db.read().get_database_backend();
        let statement = Statement::from_sql_and_values(backend, SQL, [id.into()]);
        let found = Seats::find_by_statement(statement).one(db.read()).await?;
        let Some(Seats { taken, waiting, seq }) = found else { return Ok(None) };
        let row = events::Model { taken, waiting, ..self.row.clone() };
        let mut event = Event { seq, ..self.event.clone() };
        event.card.seats = cards::seats(&row);
        event.card.sign_up = cards::window(&row).at(now, event.card.seats);
        Ok(Some(event))
    }
}
