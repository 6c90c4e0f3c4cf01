//! What happened to an idea, for staff: all of it, from the activity log.

use std::collections::{HashMap, HashSet};

use app::{
    api::{ActivityKind, HistoryEntry},
    domain::{Date, Timestamp, excerpt},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::activity::Details;
use super::entities::{
    activity::{Column, Entity},
    comments, staff,
};
use super::{Db, StoreResult};

/// The most entries that are shown.
const MANY: u64 = 200;
/// How much of a comment is shown, in characters.
const BEGINNING: usize = 80;

/// The newest entries about an idea, newest first, 200 at the most. Supports are left out: they
/// are counted, not told. With the beginnings of `comments`, where they are wanted.
///
/// # Errors
/// The database cannot be read.
pub async fn of_idea(db: &Db, idea: i64, comments: bool) -> StoreResult<Vec<HistoryEntry>> {
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
    let beginnings =
        beginnings(db, entries.iter().filter(|_| comments).filter_map(|e| e.comment_id)).await?;
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
            comment: entry.comment_id,
            excerpt: entry.comment_id.and_then(|id| beginnings.get(&id).cloned()),
            item: details.item.or(entry.report_id),
            undone: undone.contains(&entry.seq),
            takes_back: details.undoes.is_some(),
        })
    });
    Ok(told.collect())
}

/// How these comments begin.
async fn beginnings(db: &Db, ids: impl Iterator<Item = i64>) -> StoreResult<HashMap<i64, String>> {
    let ids: HashSet<i64> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String)> = comments::Entity::find()
        .select_only()
        .columns([comments::Column::Id, comments::Column::Text])
        .filter(comments::Column::Id.is_in(ids))
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, text)| (id, excerpt(&text, BEGINNING))).collect())
}
