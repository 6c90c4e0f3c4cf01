//! The programme for calendars and feed readers.

use app::domain::{Date, Timestamp};

use super::{
    facts::by_ids,
    list::{Wanted, list},
};
use crate::{
    calendar::Entry,
    store::{Db, StoreResult},
};

/// How far back a calendar goes, in days: what was cancelled or moved yesterday is still told.
pub const BACK_DAYS: i64 = 31;

/// The dates of a programme from so many days ago on, at most `limit` before today and as many from
/// today on, in order of time. What is cancelled is there as such.
///
/// # Errors
/// The database cannot be read.
pub async fn entries(
    db: &Db,
    wanted: &Wanted,
    base: &str,
    (back, limit): (i64, u64),
    now: Timestamp,
) -> StoreResult<Vec<Entry>> {
    let today = Date::of(now);
    let coming = Wanted { from: Some(today), to: None, past: false, ..wanted.clone() };
    let coming = list(db, &coming, None, limit, now).await?;
    let mut cards = Vec::new();
    if back > 0 {
        let (from, to) = (Some(today.plus_days(-back)), Some(today.plus_days(-1)));
        let before = Wanted { from, to, past: false, ..wanted.clone() };
        cards = list(db, &before, None, limit, now).await?.items;
    }
    cards.extend(coming.items);
    let mut ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let facts = by_ids(db, &ids).await?;
    let mut all = Vec::with_capacity(cards.len());
    for card in cards {
        let Some(facts) = facts.get(&card.id) else { continue };
        let dates = facts.entries(base, false);
        all.extend(dates.into_iter().find(|entry| entry.date == card.date));
    }
    Ok(all)
}

/// All dates of one event; none where there is no such event.
///
/// # Errors
/// The database cannot be read.
pub async fn entries_of(
    db: &Db,
    event: i64,
    base: &str,
    seated: bool,
) -> StoreResult<Option<Vec<Entry>>> {
    let facts = by_ids(db, &[event]).await?.remove(&event);
    Ok(facts.map(|facts| facts.entries(base, seated)))
}
