//! Ideas that belong together and stay on their own.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};

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
    if before.is_none() {
        for one in [id, other] {
            let links = Entity::find().filter(Column::A.eq(one).or(Column::B.eq(one)));
            if links.count(write.conn()).await? >= LINKS_MAX {
                write.rollback().await?;
                return Ok(Linked::Full);
            }
        }
    }
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
    let seq = note_both(&write, ActivityKind::IdeaLinked, id, other, note, by).await?;
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
    let note = link.note.as_deref();
    let seq = note_both(&write, ActivityKind::IdeaUnlinked, id, other, note, by).await?;
    write.commit().await?;
    Ok(Linked::Done(seq))
}

/// A link has no direction: the smaller number stands first.
fn pair(one: i64, other: i64) -> (i64, i64) {
    if one < other { (one, other) } else { (other, one) }
}

/// Tells the log of both, the first one last.
async fn note_both(
    write: &Write,
    kind: ActivityKind,
    id: i64,
    other: i64,
    note: Option<&str>,
    by: By,
) -> StoreResult<i64> {
    let entry = |idea, other| {
        let note = note.map(str::to_owned);
        let details = Details { other: Some(other), note, ..Details::default() };
        Entry { staff: Some(by.staff), details, ..Entry::idea(kind, idea, by.now) }
    };
    activity::append(write, entry(other, id)).await?;
    activity::append(write, entry(id, other)).await
}

/// Takes the link away that this entry of the log made.
///
/// # Errors
/// The database could not write it.
pub async fn undo_link(db: &Db, limits: &Scope, entry: &log::Model, by: By) -> StoreResult<Undone> {
    let (Some(id), Some(other)) = (entry.idea_id, Details::of(entry).other) else {
        return Ok(Undone::NotFound);
    };
    Ok(undone(unlink(db, id, other, limits, by).await?))
}

/// Links again what this entry of the log tells was linked no longer, in the same words.
///
/// # Errors
/// The database could not write it.
pub async fn relink(db: &Db, limits: &Scope, entry: &log::Model, by: By) -> StoreResult<Undone> {
    let details = Details::of(entry);
    let (Some(id), Some(other)) = (entry.idea_id, details.other) else {
        return Ok(Undone::NotFound);
    };
    if Entity::find_by_id(pair(id, other)).one(db.read()).await?.is_some() {
        return Ok(Undone::TooLate);
    }
    Ok(undone(link(db, id, other, details.note.as_deref(), limits, by).await?))
}

fn undone(outcome: Linked) -> Undone {
    match outcome {
        Linked::Done(_) => Undone::Done,
        Linked::NotFound | Linked::Full => Undone::TooLate,
    }
}
