//! What is begun and not yet done: the second step of a sign-in, a challenge for a passkey, an
//! app that is being set up. Each under a hashed secret, for minutes.

use app::domain::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::entities::sign_in_steps::{ActiveModel, Column, Entity};
use super::{Db, StoreResult};

/// How long something begun waits for its end, in milliseconds: 10 minutes.
pub const LASTS: i64 = 600_000;

/// Something that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// By whom, where that is known.
    pub staff: Option<i64>,
    /// What it needs to go on.
    pub state: String,
}

/// Begins something; what was begun under the same secret is over.
///
/// # Errors
/// The database could not write it.
pub async fn begin(db: &Db, token_hash: &str, step: Step, now: Timestamp) -> StoreResult<()> {
    let row = ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        staff_id: Set(step.staff),
        state: Set(step.state),
        created_at: Set(now.0),
        expires_at: Set(now.plus_ms(LASTS).0),
    };
    let write = db.write().await?;
    // What nobody ended goes as others begin.
    Entity::delete_many().filter(Column::ExpiresAt.lte(now.0)).exec(write.conn()).await?;
    let anew = [Column::StaffId, Column::State, Column::CreatedAt, Column::ExpiresAt];
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::TokenHash).update_columns(anew).to_owned())
        .exec_without_returning(write.conn())
        .await?;
    write.commit().await
}

/// What was begun under this secret and still waits.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Option<Step>> {
    let row =
        Entity::find_by_id(token_hash).filter(Column::ExpiresAt.gt(now.0)).one(db.read()).await?;
    Ok(row.map(|row| Step { staff: row.staff_id, state: row.state }))
}

/// The same, and it is over: of several who take it, one gets it.
///
/// # Errors
/// The database could not write it.
pub async fn take(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Option<Step>> {
    let found = find(db, token_hash, now).await?;
    let write = db.write().await?;
    let gone = Entity::delete_by_id(token_hash).exec(write.conn()).await?;
    write.commit().await?;
    Ok(found.filter(|_| gone.rows_affected == 1))
}
