//! Supports: one for a participant and an idea, counted with the idea; at one that leads others,
//! once for each participant of the whole group (see [`super::merging`]).

use app::{
    api::{ActivityKind, SupportState},
    domain::Timestamp,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Statement,
    sea_query::{Expr, OnConflict},
};

use super::entities::{
    ideas,
    supports::{ActiveModel, Entity},
};
use super::{
    Db, StoreResult, Write,
    activity::{self, Entry},
    cards,
    ideas::{Shut, is_open, is_public, why_shut},
    merging::{self, MEMBERS},
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
    // First: meanwhile nothing is merged into it, and it into nothing.
    write.take_idea(idea).await?;
    let leads = merging::has_members(write.conn(), idea).await?;
    let participant = participants::resolve(&write, person, now).await?;
    let changed = match (on, leads) {
        (true, true) if supports_group(&write, idea, participant).await? => 0,
        (true, _) => match insert(&write, idea, participant, now).await {
            Ok(rows) => rows,
            Err(error) if error.is_foreign_key_violation() => return Ok(Err(Shut::NotFound)),
            Err(error) => return Err(error),
        },
        (false, true) => delete_in_group(&write, idea, participant).await?,
        (false, false) => {
            Entity::delete_by_id((idea, participant)).exec(write.conn()).await?.rows_affected
        }
    };
    if changed == 0 {
        write.rollback().await?;
        return state(db, idea, on).await;
    }
    // One person, however many ideas of the group they said yes to.
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

async fn insert(write: &Write, idea: i64, participant: i64, now: Timestamp) -> StoreResult<u64> {
    let row = ActiveModel {
        idea_id: Set(idea),
        participant_id: Set(participant),
        created_at: Set(now.0),
    };
    Ok(Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?)
}

/// Whether a participant supports an idea or anything that is merged into it.
async fn supports_group(write: &Write, idea: i64, participant: i64) -> StoreResult<bool> {
    let sql = format!(
        "{MEMBERS} SELECT idea_id FROM supports
         WHERE participant_id = $2 AND idea_id IN (SELECT id FROM members) LIMIT 1"
    );
    let values = [idea.into(), participant.into()];
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(write.conn().query_one_raw(statement).await?.is_some())
}

/// Takes back that a participant supports an idea and all that is merged into it: who says no to
/// what leads does not mean one of its parts.
async fn delete_in_group(write: &Write, idea: i64, participant: i64) -> StoreResult<u64> {
    let sql = format!(
        "{MEMBERS} DELETE FROM supports
         WHERE participant_id = $2 AND idea_id IN (SELECT id FROM members)"
    );
    let values = [idea.into(), participant.into()];
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(write.conn().execute_raw(statement).await?.rows_affected())
}

/// Which of these ideas a participant supports, be it by what is merged into them.
///
/// # Errors
/// The database cannot be read.
pub async fn of(db: &Db, participant: i64, ideas: &[i64]) -> StoreResult<Vec<i64>> {
    merging::supported(db, participant, ideas).await
}
