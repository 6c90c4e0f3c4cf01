//! People who want to help make an idea real. Names and contacts are for staff only.

use app::{
    api::{ActivityKind, CompanionCount},
    domain::{CompanionDraft, Timestamp},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Statement,
    sea_query::{Expr, Func, OnConflict},
};

use super::entities::{
    companions::{ActiveModel, Column, Entity},
    ideas,
};
use super::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Details, Entry},
    cards,
    ideas::{Shut, is_open, why_shut},
    merging::{self, MEMBERS},
    participants::{self, Person},
};

/// How long an offer is kept after it was last made, in milliseconds: 365 days.
pub const COMPANION_KEPT: i64 = 365 * 86_400_000;

/// Takes an offer to help. A second one of the same participant replaces the first.
///
/// # Errors
/// The database could not write it.
pub async fn join(
    db: &Db,
    idea: i64,
    draft: &CompanionDraft,
    person: &Person,
    now: Timestamp,
) -> StoreResult<Result<CompanionCount, Shut>> {
    let write = db.write().await?;
    // First: meanwhile nothing is merged into it, and it into nothing.
    write.take_idea(idea).await?;
    let participant = participants::resolve(&write, person, now).await?;
    let row = ActiveModel {
        idea_id: Set(idea),
        participant_id: Set(participant),
        name: Set(draft.name.clone()),
        contact: Set(draft.contact.clone()),
        note: Set(draft.note.clone()),
        created_at: Set(now.0),
        erase_at: Set(now.0 + COMPANION_KEPT),
        waits_since: Set(Some(now.0)),
        ..ActiveModel::default()
    };
    let inserted = Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::IdeaId, Column::ParticipantId]).do_nothing().to_owned(),
        )
        .exec_without_returning(write.conn())
        .await
        .map_err(StoreError);
    let new = match inserted {
        Ok(rows) => rows > 0,
        Err(error) if error.is_foreign_key_violation() => return Ok(Err(Shut::NotFound)),
        Err(error) => return Err(error),
    };
    if !new {
        Entity::update_many()
            .col_expr(Column::Name, Expr::value(draft.name.clone()))
            .col_expr(Column::Contact, Expr::value(draft.contact.clone()))
            .col_expr(Column::Note, Expr::value(draft.note.clone()))
            .col_expr(Column::EraseAt, Expr::value(now.0 + COMPANION_KEPT))
            // Made anew, it is looked at anew.
            .col_expr(Column::Status, Expr::value("open"))
            .col_expr(Column::DecisionSeq, Expr::value(None::<i64>))
            .col_expr(
                Column::WaitsSince,
                Func::coalesce([Expr::col(Column::WaitsSince), Expr::value(now.0)]).into(),
            )
            .filter(Column::IdeaId.eq(idea).and(Column::ParticipantId.eq(participant)))
            .exec(write.conn())
            .await?;
    }
    let counts = new && !elsewhere(&write, idea, participant).await?;
    let counted = ideas::Entity::update_many()
        .col_expr(
            ideas::Column::Companions,
            Expr::col(ideas::Column::Companions).add(Expr::value(i64::from(counts))),
        )
        .col_expr(ideas::Column::ActiveAt, Expr::value(now.0))
        .filter(ideas::Column::Id.eq(idea))
        .filter(is_open())
        .exec_with_returning(write.conn())
        .await?;
    let Some(model) = counted.into_iter().next() else {
        write.rollback().await?;
        return Ok(Err(why_shut(db, idea).await?));
    };
    let item: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::IdeaId.eq(idea).and(Column::ParticipantId.eq(participant)))
        .into_tuple()
        .one(write.conn())
        .await?;
    let details = Details { item, ..Details::default() };
    let entry = Entry::idea(ActivityKind::IdeaCompanion, idea, now);
    let entry = Entry { participant: Some(participant), details, ..entry };
    activity::append(&write, entry).await?;
    write.commit().await?;
    Ok(Ok(CompanionCount { companions: cards::number(model.companions) }))
}

/// Whether a participant has offered to help with something that is merged into an idea.
async fn elsewhere(write: &Write, idea: i64, participant: i64) -> StoreResult<bool> {
    if !merging::has_members(write.conn(), idea).await? {
        return Ok(false);
    }
    let sql = format!(
        "{MEMBERS} SELECT id FROM companions WHERE participant_id = $2 AND idea_id <> $1
         AND idea_id IN (SELECT id FROM members) LIMIT 1"
    );
    let values = [idea.into(), participant.into()];
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(write.conn().query_one_raw(statement).await?.is_some())
}
