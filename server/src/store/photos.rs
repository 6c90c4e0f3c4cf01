//! Photos of ideas and events, and those that wait for one.

use std::collections::HashSet;

use app::{api::PhotoRef, domain::Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::entities::photos::{ActiveModel, Column, Entity};
use super::entities::{events, ideas};
use super::{Db, StoreResult, Write};
use crate::token;

/// How long an uploaded photo waits for its idea, in milliseconds: a day.
pub const UNCLAIMED: i64 = 86_400_000;

/// Notes an uploaded photo whose files are written.
///
/// # Errors
/// The database could not write it.
pub async fn insert(
    db: &Db,
    photo: &PhotoRef,
    claim_hash: &str,
    now: Timestamp,
) -> StoreResult<()> {
    let row = ActiveModel {
        key: Set(photo.key.clone()),
        claim_hash: Set(claim_hash.to_owned()),
        width: Set(photo.width.into()),
        height: Set(photo.height.into()),
        created_at: Set(now.0),
        ..ActiveModel::default()
    };
    let write = db.write().await?;
    Entity::insert(row).exec_without_returning(write.conn()).await?;
    write.commit().await
}

/// A claim that names no photo waiting: never made, used before, or older than a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimGone {
    /// Which of the claims.
    pub index: usize,
}

/// Gives the photos of these claims to an idea, in this order. Each claim is good once.
///
/// # Errors
/// The database could not write it; inside, one of the claims is gone: take everything back.
pub async fn claim(
    write: &Write,
    idea: i64,
    claims: &[String],
    now: Timestamp,
) -> StoreResult<Result<(), ClaimGone>> {
    for (index, claim) in claims.iter().enumerate() {
        let position = i64::try_from(index).unwrap_or(i64::MAX);
        let waiting = Column::ClaimHash
            .eq(token::hash(claim))
            .and(Column::IdeaId.is_null())
            .and(Column::EventId.is_null())
            .and(Column::CreatedAt.gt(now.0.saturating_sub(UNCLAIMED)));
        let done = Entity::update_many()
            .col_expr(Column::IdeaId, Expr::value(idea))
            .col_expr(Column::Position, Expr::value(position))
            .filter(waiting)
            .exec(write.conn())
            .await?;
        if done.rows_affected == 0 {
            return Ok(Err(ClaimGone { index }));
        }
    }
    Ok(Ok(()))
}

/// Who may see a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody: its idea or event is public.
    Public,
    /// Whoever knows its name: it waits, and so does its idea, which was never public.
    Waiting,
    /// Staff: its idea is not, or no longer, public.
    Staff,
}

/// Who may see the photo with this key; none where there is no such photo.
///
/// # Errors
/// The database cannot be read.
pub async fn access(db: &Db, key: &str) -> StoreResult<Option<Access>> {
    type Row =
        (Option<i64>, Option<bool>, Option<String>, Option<i64>, Option<i64>, Option<String>);
    let row: Option<Row> = Entity::find()
        .select_only()
        .column(Column::IdeaId)
        .column(ideas::Column::IsPublic)
        .column(ideas::Column::Status)
        .column(ideas::Column::PublishedAt)
        .join(
            sea_orm::JoinType::LeftJoin,
            Entity::belongs_to(ideas::Entity).from(Column::IdeaId).to(ideas::Column::Id).into(),
        )
        .column(Column::EventId)
        .column(events::Column::State)
        .join(
            sea_orm::JoinType::LeftJoin,
            Entity::belongs_to(events::Entity).from(Column::EventId).to(events::Column::Id).into(),
        )
        .filter(Column::Key.eq(key))
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(row.map(|(idea, public, status, published, event, state)| {
        match (idea, public, status.as_deref()) {
            _ if event.is_some() => match state.as_deref() {
                Some("draft") | None => Access::Staff,
                Some(_) => Access::Public,
            },
            (None, ..) => Access::Waiting,
            (_, _, Some("submitted")) if published.is_none() => Access::Waiting,
            (_, Some(true), _) => Access::Public,
            _ => Access::Staff,
        }
    }))
}

/// Forgets photos that nobody claimed in time, at most `limit`, and gives their keys.
///
/// # Errors
/// The database could not write it.
pub async fn forget_unclaimed(db: &Db, now: Timestamp, limit: u64) -> StoreResult<Vec<String>> {
    let before = now.0.saturating_sub(UNCLAIMED);
    let write = db.write().await?;
    let keys: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Key)
        .filter(Column::IdeaId.is_null().and(Column::EventId.is_null()))
        .filter(Column::CreatedAt.lte(before))
        .order_by_asc(Column::CreatedAt)
        .limit(limit)
        .into_tuple()
        .all(write.conn())
        .await?;
    Entity::delete_many()
        .filter(Column::Key.is_in(keys.iter()))
        .filter(Column::IdeaId.is_null().and(Column::EventId.is_null()))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(keys)
}

/// Which of these keys belong to a photo.
///
/// # Errors
/// The database cannot be read.
pub async fn known(db: &Db, keys: &[&String]) -> StoreResult<HashSet<String>> {
    let found: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Key)
        .filter(Column::Key.is_in(keys.iter().copied()))
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(found.into_iter().collect())
}
