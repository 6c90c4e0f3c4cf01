//! What came of an event: a text, photos and files; and the picture of its card.

use app::{
    api::ActivityKind,
    domain::{FileKind, Scope, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::{sees, take};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::{event_files, events, photos as photo_rows},
    photos::UNCLAIMED,
};
use crate::token;

/// The most photos of the results, and the most files.
pub const PHOTOS_MAX: usize = 24;
/// The most files of an event.
pub const FILES_MAX: usize = 20;

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed<T> {
    /// It is as wanted.
    Done(T),
    /// It is not there, or not within the limits.
    NotFound,
    /// A photo is no longer there.
    PhotoGone,
    /// There are as many as there can be.
    Full,
}

/// A file of an event, with where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Name of the file in the data folder.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Whether everybody may have it.
    pub is_public: bool,
    /// Slug of the event's lab.
    pub lab: Option<String>,
}

async fn begin(db: &Db, id: i64, scope: &Scope) -> StoreResult<Option<(Write, events::Model)>> {
    let write = db.write().await?;
    match take(&write, id).await?.filter(|event| sees(scope, event.lab.as_deref())) {
        Some(event) => Ok(Some((write, event))),
        None => {
            write.rollback().await?;
            Ok(None)
        }
    }
}

async fn finish(write: Write, event: &events::Model, by: By) -> StoreResult<()> {
    let details = Details { subject: Some(event.title.clone()), ..Details::default() };
    let entry = Entry::event(ActivityKind::EventResults, event.id, by.now);
    activity::append(&write, Entry { details, staff: Some(by.staff), ..entry }).await?;
    write.commit().await
}

/// Writes the text about the results, takes photos with these claims in, and takes those with
/// these keys away; gives the keys whose files are to go.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    id: i64,
    (text, claims, remove): (Option<String>, &[String], &[String]),
    (scope, by): (&Scope, By),
) -> StoreResult<Changed<Vec<String>>> {
    use photo_rows::{Column, Entity};
    let Some((write, event)) = begin(db, id, scope).await? else { return Ok(Changed::NotFound) };
    let shown =
        || Entity::find().filter(Column::EventId.eq(id)).filter(Column::EventRole.eq("result"));
    let mut gone = Vec::new();
    for row in shown().filter(Column::Key.is_in(remove)).all(write.conn()).await? {
        Entity::delete_by_id(row.id).exec(write.conn()).await?;
        gone.push(row.key);
    }
    let there = shown().all(write.conn()).await?;
    if there.len() + claims.len() > PHOTOS_MAX {
        write.rollback().await?;
        return Ok(Changed::Full);
    }
    let next = there.iter().map(|row| row.position + 1).max().unwrap_or(0);
    for (position, claim) in (next..).zip(claims) {
        if !claim_photo(&write, id, claim, ("result", position), by.now).await? {
            write.rollback().await?;
            return Ok(Changed::PhotoGone);
        }
    }
    events::Entity::update_many()
        .col_expr(events::Column::Results, Expr::value(text))
        .col_expr(events::Column::ChangedAt, Expr::value(by.now.0))
        .filter(events::Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    finish(write, &event, by).await?;
    Ok(Changed::Done(gone))
}

/// Gives an event the picture with this claim, or takes its picture away where there is none;
/// gives the keys whose files are to go.
///
/// # Errors
/// The database could not write it.
pub async fn set_cover(
    db: &Db,
    id: i64,
    claim: Option<&str>,
    (scope, by): (&Scope, By),
) -> StoreResult<Changed<Vec<String>>> {
    use photo_rows::{Column, Entity};
    let Some((write, event)) = begin(db, id, scope).await? else { return Ok(Changed::NotFound) };
    let covers =
        Entity::find().filter(Column::EventId.eq(id)).filter(Column::EventRole.eq("cover"));
    let mut gone = Vec::new();
    for row in covers.all(write.conn()).await? {
        Entity::delete_by_id(row.id).exec(write.conn()).await?;
        gone.push(row.key);
    }
    if let Some(claim) = claim
        && !claim_photo(&write, id, claim, ("cover", 0), by.now).await?
    {
        write.rollback().await?;
        return Ok(Changed::PhotoGone);
    }
    finish(write, &event, by).await?;
    Ok(Changed::Done(gone))
}

/// Gives the photo of a claim to an event; false where the claim is gone. Each is good once.
pub(super) async fn claim_photo(
    write: &Write,
    event: i64,
    claim: &str,
    (role, position): (&str, i64),
    now: Timestamp,
) -> StoreResult<bool> {
    use photo_rows::{Column, Entity};
    let waiting = Column::ClaimHash
        .eq(token::hash(claim))
        .and(Column::IdeaId.is_null())
        .and(Column::EventId.is_null())
        .and(Column::CreatedAt.gt(now.0.saturating_sub(UNCLAIMED)));
    let done = Entity::update_many()
        .col_expr(Column::EventId, Expr::value(event))
        .col_expr(Column::EventRole, Expr::value(role))
        .col_expr(Column::Position, Expr::value(position))
        .filter(waiting)
        .exec(write.conn())
        .await?;
    Ok(done.rows_affected > 0)
}

/// Notes a file whose bytes are written.
///
/// # Errors
/// The database could not write it.
pub async fn add_file(
    db: &Db,
    id: i64,
    (kind, file, size): (FileKind, &File, i64),
    (scope, by): (&Scope, By),
) -> StoreResult<Changed<i64>> {
    use event_files::{ActiveModel, Column, Entity};
    let Some((write, event)) = begin(db, id, scope).await? else { return Ok(Changed::NotFound) };
    let there = Entity::find().filter(Column::EventId.eq(id)).all(write.conn()).await?;
    if there.len() >= FILES_MAX {
        write.rollback().await?;
        return Ok(Changed::Full);
    }
    let row = ActiveModel {
        event_id: Set(id),
        kind: Set(kind.as_str().to_owned()),
        key: Set(file.key.clone()),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.clone()),
        size: Set(size),
        created_at: Set(by.now.0),
        ..ActiveModel::default()
    };
    let made = Entity::insert(row).exec(write.conn()).await?.last_insert_id;
    finish(write, &event, by).await?;
    Ok(Changed::Done(made))
}

/// Takes a file away; gives the key of what is to be removed.
///
/// # Errors
/// The database could not write it.
pub async fn remove_file(
    db: &Db,
    (id, file): (i64, i64),
    (scope, by): (&Scope, By),
) -> StoreResult<Changed<String>> {
    use event_files::{Column, Entity};
    let Some((write, event)) = begin(db, id, scope).await? else { return Ok(Changed::NotFound) };
    let found = Entity::find_by_id(file).filter(Column::EventId.eq(id)).one(write.conn()).await?;
    let Some(found) = found else {
        write.rollback().await?;
        return Ok(Changed::NotFound);
    };
    Entity::delete_by_id(file).exec(write.conn()).await?;
    finish(write, &event, by).await?;
    Ok(Changed::Done(found.key))
}

/// The file with this key.
///
/// # Errors
/// The database cannot be read.
pub async fn file(db: &Db, key: &str) -> StoreResult<Option<File>> {
    use event_files::{Column, Entity};
    let Some(row) = Entity::find().filter(Column::Key.eq(key)).one(db.read()).await? else {
        return Ok(None);
    };
    let event = events::Entity::find_by_id(row.event_id).one(db.read()).await?;
    Ok(event.map(|event| File {
        key: row.key,
        name: row.name,
        media_type: row.media_type,
        is_public: event.state != "draft",
        lab: event.lab,
    }))
}
