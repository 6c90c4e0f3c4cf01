//! What happened to an idea, for staff: all of it, from the activity log.

use std::collections::{HashMap, HashSet};

use app::{
    api::{ActivityKind, HistoryEntry},
    domain::{Date, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::activity::Details;
use super::entities::{
    activity::{Column, Entity},
    staff,
};
use super::{Db, StoreResult};

/// The most entries that are shown.
const MANY: u64 = 200;

/// The newest entries about an idea, newest first, 200 at the most. Supports are left out: they
/// are counted, not told.
///
/// # Errors
/// The database cannot be read.
pub async fn of_idea(db: &Db, idea: i64) -> StoreResult<Vec<HistoryEntry>> {
    let entries = Entity::find()
        .filter(Column::IdeaId.eq(idea))
        .filter(Column::Kind.ne(ActivityKind::IdeaSupports.as_str()))
        .order_by_desc(Column::Seq)
        .limit(MANY)
        .all(db.read())
        .await?;
    let who: HashSet<i64> = entries.iter().filter_map(|entry| entry.staff_id).collect();
    let mut names: HashMap<i64, String> = HashMap::new();
    if !who.is_empty() {
        let rows: Vec<(i64, String)> = staff::Entity::find()
            .select_only()
            .columns([staff::Column::Id, staff::Column::Name])
            .filter(staff::Column::Id.is_in(who))
            .into_tuple()
            .all(db.read())
            .await?;
        names.extend(rows);
    }
    let details: Vec<Details> = entries.iter().map(Details::of).collect();
    let undone: HashSet<i64> = details.iter().filter_map(|details| details.undoes).collect();
    let told = entries.into_iter().zip(details).filter_map(|(entry, details)| {
        Some(HistoryEntry {
            seq: entry.seq,
            at: Timestamp(entry.at),
            // What a later version of the program wrote is left out.
            kind: ActivityKind::from_key(&entry.kind)?,
            by: entry.staff_id.map(|id| names.get(&id).cloned().unwrap_or_default()),
            from: details.from,
            to: details.to,
            note: details.note,
            department: details.department,
            due: details.due.as_deref().and_then(Date::from_iso),
            other: details.other,
            undone: undone.contains(&entry.seq),
            takes_back: details.undoes.is_some(),
        })
    });
    Ok(told.collect())
}
