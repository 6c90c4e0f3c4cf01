//! Ideas that belong together and stay on their own.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};

use super::readable;
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::idea_links::{ActiveModel, Column, Entity},
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
    let gone = Entity::delete_by_id(pair(id, other)).exec(write.conn()).await?;
    if gone.rows_affected == 0 {
        write.rollback().await?;
        return Ok(Linked::NotFound);
    }
    let seq = note_both(&write, ActivityKind::IdeaUnlinked, id, other, None, by).await?;
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
