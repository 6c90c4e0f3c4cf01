//! Ideas that belong together and stay on their own.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::readable;
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::{By, Undone},
    entities::{
        activity as log,
        idea_links::{ActiveModel, Column, Entity},
    },
    scope,
};

/// The most links of an idea.
pub const LINKS_MAX: u64 = 20;
/// How far back the last word about a link is looked for, in entries of the log.
const LOOKED_AT: u64 = 100;

/// What became of the wish to link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// So it is; the place in the log of the entry at the first of both.
    Done(i64),
    /// One of both is not there, both are the same, or there is no link to take away.
    NotFound,
    /// One of both has too many links already.
    Full,
}

/// Links an idea within the limits with one that is public or within them as well, or gives their
/// link other words.
///
/// # Errors
/// The database could not write it.
pub async fn link(
    db: &Db,
    id: i64,
    other: i64,
    note: Option<&str>,
    limits: &Scope,
    by: By,
) -> StoreResult<Linked> {
    if id == other {
        return Ok(Linked::NotFound);
    }
    let write = db.write().await?;
    write.take_ideas(&[id, other]).await?;
    if !(scope::sees(write.conn(), limits, id).await?
        && readable(write.conn(), &[other], limits).await?.contains(&other))
    {
        write.rollback().await?;
        return Ok(Linked::NotFound);
    }
    let (a, b) = pair(id, other);
    let before = Entity::find_by_id((a, b)).one(write.conn()).await?;
    if before.is_none() && is_full(&write, [id, other]).await? {
        write.rollback().await?;
        return Ok(Linked::Full);
    }
    let words = before.as_ref().map(|link| link.note.clone().unwrap_or_default());
    let row = ActiveModel {
        a: Set(a),
        b: Set(b),
        note: Set(note.map(str::to_owned)),
        staff_id: Set(Some(by.staff)),
        created_at: Set(before.as_ref().map_or(by.now.0, |link| link.created_at)),
    };
    match before {
        Some(_) => Entity::update(row).exec(write.conn()).await.map(|_| ())?,
        None => Entity::insert(row).exec_without_returning(write.conn()).await.map(|_| ())?,
    }
    // Other words: the ones before, empty where there were none.
    let details = Details { note: note.map(str::to_owned), from: words, ..Details::default() };
    let kind = ActivityKind::IdeaLinked;
    let seq = note_both(&write, kind, (id, other), &details, (None, None), by).await?;
    write.commit().await?;
    Ok(Linked::Done(seq))
}

/// Takes a link away.
///
/// # Errors
/// The database could not write it.
pub async fn unlink(db: &Db, id: i64, other: i64, limits: &Scope, by: By) -> StoreResult<Linked> {
    let write = db.write().await?;
    write.take_ideas(&[id, other]).await?;
    if !scope::sees(write.conn(), limits, id).await? {
        write.rollback().await?;
        return Ok(Linked::NotFound);
    }
    let Some(link) = Entity::find_by_id(pair(id, other)).one(write.conn()).await? else {
        write.rollback().await?;
        return Ok(Linked::NotFound);
    };
    Entity::delete_by_id((link.a, link.b)).exec(write.conn()).await?;
    let details = Details { note: link.note, ..Details::default() };
    let kind = ActivityKind::IdeaUnlinked;
    let seq = note_both(&write, kind, (id, other), &details, (None, None), by).await?;
    write.commit().await?;
    Ok(Linked::Done(seq))
}

/// A link has no direction: the smaller number stands first.
fn pair(one: i64, other: i64) -> (i64, i64) {
    if one < other { (one, other) } else { (other, one) }
}

/// Tells the log of both, the first one last. `undoes` are the entries that this takes back, in
/// the log of each.
async fn note_both(
    write: &Write,
    kind: ActivityKind,
    (id, other): (i64, i64),
    details: &Details,
    undoes: (Option<i64>, Option<i64>),
    by: By,
) -> StoreResult<i64> {
    let entry = |idea, other, undoes| {
        let details = Details { other: Some(other), undoes, ..details.clone() };
        Entry { staff: Some(by.staff), details, ..Entry::idea(kind, idea, by.now) }
    };
    activity::append(write, entry(other, id, undoes.1)).await?;
    activity::append(write, entry(id, other, undoes.0)).await
}

/// Whether one of both has as many links as there may be.
async fn is_full(write: &Write, ids: [i64; 2]) -> StoreResult<bool> {
    for id in ids {
        let links = Entity::find().filter(Column::A.eq(id).or(Column::B.eq(id)));
        if links.count(write.conn()).await? >= LINKS_MAX {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The last entry about the link between two ideas, in the log of the first.
async fn last(write: &Write, id: i64, other: i64) -> StoreResult<Option<i64>> {
    let kinds = [ActivityKind::IdeaLinked, ActivityKind::IdeaUnlinked];
    let entries = log::Entity::find()
        .filter(log::Column::IdeaId.eq(id))
        .filter(log::Column::Kind.is_in(kinds.map(ActivityKind::as_str)))
        .order_by_desc(log::Column::Seq)
        .limit(LOOKED_AT)
        .all(write.conn())
        .await?;
    let found = entries.into_iter().find(|entry| Details::of(entry).other == Some(other));
    Ok(found.map(|entry| entry.seq))
}

/// Takes back what this entry of the log did to a link, if it is the last word about it: made it,
/// gave it other words, or took it away.
///
/// # Errors
/// The database could not write it.
pub async fn undo_link(db: &Db, limits: &Scope, entry: &log::Model, by: By) -> StoreResult<Undone> {
    let details = Details::of(entry);
    let (Some(id), Some(other)) = (entry.idea_id, details.other) else {
        return Ok(Undone::NotFound);
    };
    let write = db.write().await?;
    write.take_ideas(&[id, other]).await?;
    if !scope::sees(write.conn(), limits, id).await? {
        write.rollback().await?;
        return Ok(Undone::NotFound);
    }
    let mirrored = last(&write, other, id).await?;
    let key = pair(id, other);
    let present = Entity::find_by_id(key).one(write.conn()).await?;
    let made = entry.kind == ActivityKind::IdeaLinked.as_str();
    let is_last = last(&write, id, other).await? == Some(entry.seq);
    let no_room = !made && is_full(&write, [id, other]).await?;
    if !is_last || present.is_some() != made || no_room {
        write.rollback().await?;
        return Ok(Undone::TooLate);
    }
    let words = |words: &String| (!words.is_empty()).then(|| words.clone());
    let note = if made { details.from.as_ref().and_then(words) } else { details.note.clone() };
    let kind = match present {
        Some(link) if details.from.is_some() => {
            let row = ActiveModel { note: Set(note.clone()), ..ActiveModel::from(link) };
            Entity::update(row).exec(write.conn()).await?;
            ActivityKind::IdeaLinked
        }
        Some(_) => {
            Entity::delete_by_id(key).exec(write.conn()).await?;
            ActivityKind::IdeaUnlinked
        }
        None => {
            let row = ActiveModel {
                a: Set(key.0),
                b: Set(key.1),
                note: Set(note.clone()),
                staff_id: Set(Some(by.staff)),
                created_at: Set(by.now.0),
            };
            Entity::insert(row).exec_without_returning(write.conn()).await?;
            ActivityKind::IdeaLinked
        }
    };
    let details = Details { note, ..Details::default() };
    note_both(&write, kind, (id, other), &details, (Some(entry.seq), mirrored), by).await?;
    write.commit().await?;
    Ok(Undone::Done)
}
