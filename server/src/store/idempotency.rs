//! The same request twice is the same request once.

use app::domain::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};

use super::entities::idempotency::{ActiveModel, Column, Entity};
use super::{Db, StoreError, StoreResult, Write};

/// A key that a client gave, and what it sent with it; both hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Hash of the key and the kind of request.
    pub key_hash: String,
    /// Hash of what was sent.
    pub body_hash: String,
}

/// Whom a key belongs to that was there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The same request, which made the thing with this number.
    ByThis(i64),
    /// Another request.
    ByAnother,
}

/// Takes the key for what this transaction makes. False if it was taken before; on PostgreSQL
/// this waits for the other transaction to end.
///
/// # Errors
/// The database could not write it.
pub async fn take(write: &Write, key: &Key, subject: i64, now: Timestamp) -> StoreResult<bool> {
    let taken = Entity::insert(row(key, subject, now))
        .on_conflict(OnConflict::column(Column::KeyHash).do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?;
    Ok(taken > 0)
}

/// Takes several keys, each for what was made with it and when.
///
/// # Errors
/// The database could not write it, or one of them is taken after all.
pub(super) async fn take_all(write: &Write, keys: &[(&Key, i64, Timestamp)]) -> StoreResult<()> {
    let rows: Vec<_> = keys.iter().map(|(key, subject, now)| row(key, *subject, *now)).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(write.conn()).await?;
    }
    Ok(())
}

fn row(key: &Key, subject: i64, now: Timestamp) -> ActiveModel {
    ActiveModel {
        key_hash: Set(key.key_hash.clone()),
        body_hash: Set(key.body_hash.clone()),
        subject_id: Set(subject),
        created_at: Set(now.0),
    }
}

/// Which of these hashes are of keys that are taken.
///
/// # Errors
/// The database cannot be read.
pub(super) async fn which(write: &Write, hashes: Vec<&str>) -> StoreResult<Vec<String>> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let taken = Entity::find().select_only().column(Column::KeyHash);
    Ok(taken.filter(Column::KeyHash.is_in(hashes)).into_tuple().all(write.conn()).await?)
}

/// Whether a key is taken.
///
/// # Errors
/// The database cannot be read.
pub async fn is_taken(db: &Db, key: &Key) -> StoreResult<bool> {
    Ok(Entity::find_by_id(&key.key_hash).one(db.read()).await?.is_some())
}

/// Whom a taken key belongs to.
///
/// # Errors
/// The database cannot be read, or the key is not taken at all.
pub async fn taken(db: &Db, key: &Key) -> StoreResult<Taken> {
    let found = Entity::find_by_id(&key.key_hash).one(db.read()).await?;
    let row = found.ok_or_else(|| StoreError::corrupt("a key that is taken by nobody"))?;
    let same = row.body_hash == key.body_hash;
    Ok(if same { Taken::ByThis(row.subject_id) } else { Taken::ByAnother })
}
