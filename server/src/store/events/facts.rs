//! What mails and calendars tell of an event.

use std::collections::HashMap;

use app::domain::{EventState, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::cards;
use crate::{
    calendar::Entry,
    markdown,
    store::{
        Db, StoreResult,
        cards::{CHUNK, number},
        entities::{event_dates, events, labs},
    },
};

/// How much of the text a calendar tells, in characters.
const TOLD: usize = 1500;

/// An event, as far as mails and calendars tell it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its text, as Markdown.
    pub text: String,
    /// What kind of event it is.
    pub kind: app::domain::EventKind,
    /// Whether it takes place.
    pub state: EventState,
    /// Why not.
    pub cancelled_note: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Where to take part from afar: only for whoever has a seat, where one signs up.
    pub online_url: Option<String>,
    /// Whether one signs up.
    pub signs_up: bool,
    /// Grows with every change of time and place.
    pub sequence: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Its dates, in order: beginning and end.
    pub dates: Vec<(Timestamp, Timestamp)>,
}

/// Where an event is: what was said, with the address of the lab's room where nothing was.
pub(in crate::store) fn address_of(
    place: Option<&str>,
    lab: Option<&labs::Model>,
) -> Option<String> {
    if let Some(place) = place {
        return Some(place.to_owned());
    }
    let lab = lab?;
    Some(match &lab.address {
        Some(address) => format!("{}, {address}", lab.name),
        None => format!("{}, {}", lab.name, lab.town),
    })
}

/// These events by number, with three statements.
///
/// # Errors
/// The database cannot be read.
pub async fn by_ids(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Facts>> {
    let mut all = HashMap::with_capacity(ids.len());
    let labs = labs::Entity::find().all(db.read()).await?;
    for ids in ids.chunks(CHUNK) {
        let rows = events::Entity::find().filter(events::Column::Id.is_in(ids.iter().copied()));
        for row in rows.all(db.read()).await? {
            let lab = labs.iter().find(|lab| Some(&lab.slug) == row.lab.as_ref());
            let facts = Facts {
                id: row.id,
                kind: cards::kind(&row.kind)?,
                state: cards::state(&row.state)?,
                address: address_of(row.place.as_deref(), lab),
                title: row.title,
                text: row.text,
                cancelled_note: row.cancelled_note,
                online_url: row.online_url,
                signs_up: row.signs_up,
                sequence: number(row.sequence),
                created_at: Timestamp(row.created_at),
                changed_at: Timestamp(row.changed_at),
                dates: Vec::new(),
            };
            all.insert(row.id, facts);
        }
        let dates = event_dates::Entity::find()
            .filter(event_dates::Column::EventId.is_in(ids.iter().copied()))
            .order_by_asc(event_dates::Column::EventId)
            .order_by_asc(event_dates::Column::Position);
        for date in dates.all(db.read()).await? {
            if let Some(facts) = all.get_mut(&date.event_id) {
                facts.dates.push((Timestamp(date.starts_at), Timestamp(date.ends_at)));
            }
        }
    }
    Ok(all)
}

impl Facts {
    /// Its dates as a calendar has them. `base` is the site's address; the link to take part from
    /// afar comes along where `seated`, or where nobody signs up.
    pub fn entries(&self, base: &str, seated: bool) -> Vec<Entry> {
        let dates = u32::try_from(self.dates.len()).unwrap_or(u32::MAX);
        let text = markdown::beginning(&markdown::plain(&self.text), TOLD);
        let entry = |(date, (starts, ends)): (u32, &(Timestamp, Timestamp))| Entry {
            event: self.id,
            date,
            dates,
            sequence: self.sequence,
            changed_at: self.changed_at,
            created_at: self.created_at,
            starts: *starts,
            ends: *ends,
            title: self.title.clone(),
            text: text.clone(),
            location: self.address.clone(),
            url: format!("{base}/events/{}", self.id),
            categories: vec![app::i18n::programme::kind(self.kind).de.to_owned()],
            cancelled: self.state == EventState::Cancelled,
            conference: self.online_url.clone().filter(|_| seated || !self.signs_up),
        };
        (1..).zip(&self.dates).map(entry).collect()
    }
}
