//! Supports: one for a participant and an idea, counted with the idea.

use app::{
    api::{ActivityKind, SupportState},
    domain::Timestamp,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use super::entities::{
    ideas,
    supports::{ActiveModel, Column, Entity},
};
use super::{
    Db, StoreResult,
    activity::{self, Entry},
    cards,
    ideas::{Shut, is_open, is_public, why_shut},
    participants::{self, Person},
};

/// Supports an idea, or no longer. Doing it again changes nothing.
///
/// Supporting is not what *recently active* means: it leaves the idea where it stands.
///
/// # Errors
/// The database could not write it.
pub async fn set(
    db: &Db,
    idea: i64,
    person: &Person,
    on: bool,
    now: Timestamp,
) -> StoreResult<Result<SupportState, Shut>> {
    if !on && matches!(person, Person::New { .. }) {
        return state(db, idea, false).await;
    }
    let write = db.write().await?;
    let participant = participants::resolve(&write, person, now).await?;
    let changed = if on {
        let row = ActiveModel {
            idea_id: Set(idea),
            participant_id: Set(participant),
            created_at: Set(now.0),
        };
        let inserted = Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(write.conn())
            .await
            .map_err(super::StoreError);
        match inserted {
            Ok(rows) => rows,
            Err(error) if error.is_foreign_key_violation() => return Ok(Err(Shut::NotFound)),
            Err(error) => return Err(error),
        }
    } else {
        Entity::delete_by_id((idea, participant)).exec(write.conn()).await?.rows_affected
    };
    if changed == 0 {
        write.rollback().await?;
        return state(db, idea, on).await;
    }
    let step = if on { 1 } else { -1 };
    let counted = ideas::Entity::update_many()
        .col_expr(
            ideas::Column::Supports,
            Expr::col(ideas::Column::Supports).add(Expr::value(step)),
        )
        .filter(ideas::Column::Id.eq(idea))
        .filter(is_open())
        .exec_with_returning(write.conn())
        .await?;
    let Some(model) = counted.into_iter().next() else {
        write.rollback().await?;
        return Ok(Err(why_shut(db, idea).await?));
    };
    let entry = Entry::idea(ActivityKind::IdeaSupports, idea, now);
    activity::append(&write, Entry { participant: Some(participant), ..entry }).await?;
    write.commit().await?;
    Ok(Ok(SupportState { supported: on, supports: cards::number(model.supports) }))
}

async fn state(db: &Db, idea: i64, on: bool) -> StoreResult<Result<SupportState, Shut>> {
    let supports: Option<i64> = ideas::Entity::find_by_id(idea)
        .select_only()
        .column(ideas::Column::Supports)
        .filter(is_public())
        .into_tuple()
        .one(db.read())
        .await?;
    let state = |supports| SupportState { supported: on, supports: cards::number(supports) };
    Ok(supports.map(state).ok_or(Shut::NotFound))
}

/// Which of these ideas a participant supports.
///
/// # Errors
/// The database cannot be read.
pub async fn of(db: &Db, participant: i64, ideas: &[i64]) -> StoreResult<Vec<i64>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::IdeaId)
        .filter(Column::ParticipantId.eq(participant))
        .filter(Column::IdeaId.is_in(ideas.iter().copied()))
        .order_by_asc(Column::IdeaId)
        .into_tuple()
        .all(db.read())
        .await?)
}
