//! The same request twice is the same request once.

use app::domain::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

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
    let row = ActiveModel {
        key_hash: Set(key.key_hash.clone()),
        body_hash: Set(key.body_hash.clone()),
        subject_id: Set(subject),
        created_at: Set(now.0),
    };
    let taken = Entity::insert(row)
        .on_conflict(OnConflict::column(Column::KeyHash).do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?;
    Ok(taken > 0)
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
