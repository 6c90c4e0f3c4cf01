//! Browsers that take part, known by the hash of a random cookie.

use app::domain::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use super::entities::participants::{ActiveModel, Column, Entity};
use super::{Db, StoreResult, Write};

/// Being here is noted at most once in this time, in milliseconds: a day.
const SEEN_EVERY: i64 = 86_400_000;

/// Somebody who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// A browser that has taken part before.
    Known(i64),
    /// One that has not: it becomes a participant with what it does, and not before.
    New {
        /// Hash of the token that the browser will hold.
        token_hash: String,
    },
}

/// The participant with this token.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, token_hash: &str) -> StoreResult<Option<i64>> {
    let query = Entity::find().select_only().column(Column::Id);
    Ok(query.filter(Column::TokenHash.eq(token_hash)).into_tuple().one(db.read()).await?)
}

/// The participant's number, made now for a new one.
///
/// # Errors
/// The database could not write it.
pub async fn resolve(write: &Write, person: &Person, now: Timestamp) -> StoreResult<i64> {
    match person {
        Person::Known(id) => {
            Entity::update_many()
                .col_expr(Column::SeenAt, Expr::value(now.0))
                .filter(Column::Id.eq(*id).and(Column::SeenAt.lt(now.0 - SEEN_EVERY)))
                .exec(write.conn())
                .await?;
            Ok(*id)
        }
        Person::New { token_hash } => {
            let row = ActiveModel {
                token_hash: Set(token_hash.clone()),
                created_at: Set(now.0),
                seen_at: Set(now.0),
                ..ActiveModel::default()
            };
            // The same browser twice at once holds two tokens; the same token twice is a
            // transaction that was tried again.
            let again =
                OnConflict::column(Column::TokenHash).update_column(Column::SeenAt).to_owned();
            Ok(Entity::insert(row).on_conflict(again).exec(write.conn()).await?.last_insert_id)
        }
    }
}
