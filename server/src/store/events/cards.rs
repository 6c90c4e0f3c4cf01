//! From rows to cards of the programme.

use std::collections::HashMap;

use app::{
    api::{EventCard, EventSeats, PhotoRef},
    domain::{EventAccess, EventKind, EventState, SeatCount, Timestamp, Window, excerpt},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use crate::store::{
    Db, StoreError, StoreResult,
    cards::{CHUNK, number, photo},
    entities::{event_topics, events, photos},
};

/// Longest excerpt on a card, in characters.
const EXCERPT: usize = 180;

/// The columns that a card is made of: one date of an event, with the event itself.
#[derive(Clone, Debug, FromQueryResult)]
#[allow(missing_docs, reason = "columns of the tables")]
pub(super) struct CardRow {
    pub date_id: i64,
    pub date: i64,
    pub dates: i64,
    pub date_starts: i64,
    pub date_ends: i64,
    pub id: i64,
    pub kind: String,
    pub state: String,
    pub title: String,
    pub beginning: String,
    pub lab: Option<String>,
    pub place: Option<String>,
    pub online: bool,
    pub access: String,
    pub has_results: bool,
    pub starts_at: i64,
    pub ends_at: i64,
    pub signs_up: bool,
    pub waitlist: bool,
    pub opens_at: Option<i64>,
    pub closes_at: Option<i64>,
    pub capacity: Option<i64>,
    pub taken: i64,
    pub waiting: i64,
}

/// What a query has to select for a [`CardRow`]: `d` is the date, `e` the event.
pub(super) const COLUMNS: &str = "d.id AS date_id, d.position AS date,
    (SELECT COUNT(*) FROM event_dates AS o WHERE o.event_id = e.id) AS dates,
    d.starts_at AS date_starts, d.ends_at AS date_ends, e.id AS id, e.kind AS kind,
    e.state AS state, e.title AS title, substr(e.text, 1, 400) AS beginning, e.lab AS lab,
    e.place AS place, e.online_url IS NOT NULL AS online, e.access AS access,
    e.results IS NOT NULL AS has_results, e.starts_at AS starts_at, e.ends_at AS ends_at,
    e.signs_up AS signs_up, e.waitlist AS waitlist, e.opens_at AS opens_at,
    e.closes_at AS closes_at, e.capacity AS capacity, e.taken AS taken, e.waiting AS waiting";

/// How full an event is.
pub(in crate::store) fn seats(event: &events::Model) -> SeatCount {
    count(event.capacity, event.taken, event.waiting)
}

fn count(capacity: Option<i64>, taken: i64, waiting: i64) -> SeatCount {
    SeatCount { capacity: capacity.map(number), taken: number(taken), waiting: number(waiting) }
}

/// When one may sign up for an event.
pub(in crate::store) fn window(event: &events::Model) -> Window {
    Window {
        signs_up: event.signs_up,
        cancelled: event.state == EventState::Cancelled.as_str(),
        opens: event.opens_at.map(Timestamp),
        closes: event.closes_at.map(Timestamp),
        starts: Timestamp(event.starts_at),
        ends: Timestamp(event.ends_at),
        waitlist: event.waitlist,
    }
}

pub(super) fn kind(key: &str) -> StoreResult<EventKind> {
    EventKind::from_key(key).ok_or_else(|| StoreError::corrupt("events.kind"))
}

pub(super) fn state(key: &str) -> StoreResult<EventState> {
    EventState::from_key(key).ok_or_else(|| StoreError::corrupt("events.state"))
}

pub(super) fn access(keys: &str) -> Vec<EventAccess> {
    keys.split(',').filter_map(EventAccess::from_key).collect()
}

impl CardRow {
    fn card(
        self,
        topics: Vec<String>,
        photo: Option<PhotoRef>,
        now: Timestamp,
    ) -> StoreResult<EventCard> {
        let state = state(&self.state)?;
        let seats = count(self.capacity, self.taken, self.waiting);
        let window = Window {
            signs_up: self.signs_up,
            cancelled: state == EventState::Cancelled,
            opens: self.opens_at.map(Timestamp),
            closes: self.closes_at.map(Timestamp),
            starts: Timestamp(self.starts_at),
            ends: Timestamp(self.ends_at),
            waitlist: self.waitlist,
        };
        Ok(EventCard {
            id: self.id,
            kind: kind(&self.kind)?,
            state,
            title: self.title,
            excerpt: excerpt(&self.beginning, EXCERPT),
            lab: self.lab,
            place: self.place,
            online: self.online,
            starts_at: Timestamp(self.date_starts),
            ends_at: Timestamp(self.date_ends),
            date: number(self.date),
            dates: number(self.dates),
            topics,
            access: access(&self.access),
            seats,
            sign_up: window.at(now, seats),
            photo,
            has_results: self.has_results,
        })
    }
}

/// Cards in the order of their rows, with two more statements.
pub(super) async fn from_rows(
    db: &Db,
    rows: Vec<CardRow>,
    now: Timestamp,
) -> StoreResult<Vec<EventCard>> {
    let mut ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let topics = topics_of(db, &ids).await?;
    let covers = covers_of(db, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let topics = topics.get(&row.id).cloned().unwrap_or_default();
            let cover = covers.get(&row.id).cloned();
            row.card(topics, cover, now)
        })
        .collect()
}

/// The topics of these events.
pub(super) async fn topics_of(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Vec<String>>> {
    let mut topics: HashMap<i64, Vec<String>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = event_topics::Entity::find()
            .filter(event_topics::Column::EventId.is_in(ids.iter().copied()))
            .order_by_asc(event_topics::Column::Topic);
        for row in rows.all(db.read()).await? {
            topics.entry(row.event_id).or_default().push(row.topic);
        }
    }
    Ok(topics)
}

/// The pictures of these events.
async fn covers_of(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, PhotoRef>> {
    let mut covers = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = photos::Entity::find()
            .filter(photos::Column::EventId.is_in(ids.iter().copied()))
            .filter(photos::Column::EventRole.eq("cover"))
            .order_by_asc(photos::Column::Id);
        for row in rows.all(db.read()).await? {
            if let Some(event) = row.event_id {
                covers.insert(event, photo(row));
            }
        }
    }
    Ok(covers)
}

/// How an event stands, for the live stream.
#[derive(Clone, Debug)]
pub struct State {
    /// What everybody may know of it.
    pub seats: EventSeats,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// Slug of its lab.
    pub lab: Option<String>,
}

/// How these events stand, by number.
///
/// # Errors
/// The database cannot be read.
pub async fn states(db: &Db, ids: &[i64], now: Timestamp) -> StoreResult<HashMap<i64, State>> {
    let mut states = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let rows: Vec<StateRow> = events::Entity::find()
            .select_only()
            .columns([
                events::Column::Id,
                events::Column::State,
                events::Column::Lab,
                events::Column::StartsAt,
                events::Column::EndsAt,
                events::Column::SignsUp,
                events::Column::Waitlist,
                events::Column::OpensAt,
                events::Column::ClosesAt,
                events::Column::Capacity,
                events::Column::Taken,
                events::Column::Waiting,
            ])
            .filter(events::Column::Id.is_in(ids.iter().copied()))
            .into_model::<StateRow>()
            .all(db.read())
            .await?;
        for row in rows {
            states.insert(row.id, row.state(now)?);
        }
    }
    Ok(states)
}

#[derive(Debug, FromQueryResult)]
struct StateRow {
    id: i64,
    state: String,
    lab: Option<String>,
    starts_at: i64,
    ends_at: i64,
    signs_up: bool,
    waitlist: bool,
    opens_at: Option<i64>,
    closes_at: Option<i64>,
    capacity: Option<i64>,
    taken: i64,
    waiting: i64,
}

impl StateRow {
    fn state(self, now: Timestamp) -> StoreResult<State> {
        let state = state(&self.state)?;
        let seats = count(self.capacity, self.taken, self.waiting);
        let window = Window {
            signs_up: self.signs_up,
            cancelled: state == EventState::Cancelled,
            opens: self.opens_at.map(Timestamp),
            closes: self.closes_at.map(Timestamp),
            starts: Timestamp(self.starts_at),
            ends: Timestamp(self.ends_at),
            waitlist: self.waitlist,
        };
        let sign_up = window.at(now, seats);
        Ok(State {
            seats: EventSeats { id: self.id, state, seats, sign_up },
            is_public: state != EventState::Draft,
            lab: self.lab,
        })
    }
}
