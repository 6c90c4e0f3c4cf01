//! The programme for calendars and feed readers.

use app::domain::Timestamp;

use super::{
    facts::by_ids,
    list::{Wanted, list},
};
use crate::{
    calendar::Entry,
    store::{Db, StoreResult},
};

/// How far back a calendar goes, in days: what was cancelled or moved yesterday is still told.
const BACK_DAYS: i64 = 31;

/// The dates of a programme from a month ago on, at most `limit`, in order of time. What is
/// cancelled is there as such.
///
/// # Errors
/// The database cannot be read.
pub async fn entries(
    db: &Db,
    wanted: &Wanted,
    base: &str,
    limit: u64,
    now: Timestamp,
) -> StoreResult<Vec<Entry>> {
    let from = app::domain::Date::of(now).plus_days(-BACK_DAYS);
    let wanted = Wanted { from: Some(from), to: None, past: false, ..wanted.clone() };
    let listed = list(db, &wanted, None, limit, now).await?;
    let mut ids: Vec<i64> = listed.items.iter().map(|card| card.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let facts = by_ids(db, &ids).await?;
    let mut all = Vec::with_capacity(listed.items.len());
    for card in listed.items {
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
