//! Questions to the authors of ideas that wait. As long as one is open, it is the author's turn.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Scope, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::Expr,
};

use super::{By, Decided, before, hold_idea, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::{
        activity as log, ideas,
        questions::{ActiveModel, Column, Entity},
    },
};

/// How long an author has to answer until the idea waits for the team again, in milliseconds:
/// seven days. An answer is taken after that, too.
const PATIENCE: i64 = 7 * 86_400_000;
/// The most ideas that return in one transaction; the next time the rest.
const AT_ONCE: u64 = 200;

/// Asks the author of an idea that waits. The idea waits no more until the author has answered.
///
/// # Errors
/// The database could not write it.
pub async fn ask(db: &Db, scope: &Scope, id: i64, text: &str, by: By) -> StoreResult<Decided> {
    let Some((write, idea)) = hold_idea(db, scope, id).await? else {
        return Ok(Decided::NotFound);
    };
    if idea.status != IdeaStatus::Submitted.as_str() {
        let late = too_late(&write, idea.decision_seq).await?;
        write.rollback().await?;
        return Ok(late);
    }
    let asked = Entity::find().filter(open(id)).one(write.conn()).await?;
    if let Some(asked) = asked {
        let late = match asked.staff_id {
            Some(who) => before(&write, who).await?,
            None => Decided::Gone,
        };
        write.rollback().await?;
        return Ok(late);
    }
    let row = ActiveModel {
        idea_id: Set(id),
        staff_id: Set(Some(by.staff)),
        text: Set(text.to_owned()),
        asked_at: Set(by.now.0),
        ..ActiveModel::default()
    };
    let question = Entity::insert(row).exec(write.conn()).await?.last_insert_id;
    turn(&write, id, None).await?;
    let details = Details { item: Some(question), waited: idea.waits_since, ..Details::default() };
    let entry = Entry::idea(ActivityKind::IdeaAsked, id, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// The entry of the log by which the open question of an idea was asked, if one is open.
///
/// # Errors
/// The database cannot be read.
pub async fn asked(db: &Db, id: i64) -> StoreResult<Option<i64>> {
    if Entity::find().filter(open(id)).count(db.read()).await? == 0 {
        return Ok(None);
    }
    let asked = log::Entity::find()
        .select_only()
        .column(log::Column::Seq)
        .filter(log::Column::IdeaId.eq(id))
        .filter(log::Column::Kind.eq(ActivityKind::IdeaAsked.as_str()))
        .order_by_desc(log::Column::Seq)
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(asked)
}

/// Which question of an idea is open.
fn open(idea: i64) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(Column::IdeaId.eq(idea))
        .add(Expr::cust("answered_at IS NULL AND withdrawn_at IS NULL"))
}

/// Whether it is the author's turn.
pub(super) async fn is_open(write: &Write, idea: i64) -> StoreResult<bool> {
    Ok(Entity::find().filter(open(idea)).count(write.conn()).await? > 0)
}

/// Whose turn it is: the team's since then, or the author's.
async fn turn(write: &Write, idea: i64, waits: Option<i64>) -> StoreResult<()> {
    ideas::Entity::update_many()
        .col_expr(ideas::Column::WaitsSince, Expr::value(waits))
        .filter(ideas::Column::Id.eq(idea))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Answers the open question of an idea that is held; none where none is open. It waits again,
/// since it was sent in.
pub(in crate::store) async fn answer(
    write: &Write,
    idea: &ideas::Model,
    text: &str,
    now: Timestamp,
) -> StoreResult<Option<i64>> {
    let question = Entity::find().filter(open(idea.id)).one(write.conn()).await?;
    let Some(question) = question else { return Ok(None) };
    Entity::update_many()
        .col_expr(Column::Answer, Expr::value(text))
        .col_expr(Column::AnsweredAt, Expr::value(now.0))
        .filter(Column::Id.eq(question.id))
        .exec(write.conn())
        .await?;
    turn(write, idea.id, Some(idea.created_at)).await?;
    Ok(Some(question.id))
}

/// Lets ideas wait for the team again whose authors were asked seven days ago and have not
/// answered: nothing is forgotten because somebody never came back. Gives how many.
///
/// # Errors
/// The database could not write it.
pub async fn overdue(db: &Db, now: Timestamp) -> StoreResult<u64> {
    let unanswered = Entity::find()
        .select_only()
        .column(Column::IdeaId)
        .filter(Expr::cust("answered_at IS NULL AND withdrawn_at IS NULL"))
        .filter(Column::AskedAt.lte(now.0 - PATIENCE))
        .into_query();
    let waits = || {
        sea_orm::Condition::all()
            .add(ideas::Column::Id.in_subquery(unanswered.clone()))
            .add(ideas::Column::Status.eq(IdeaStatus::Submitted.as_str()))
            .add(ideas::Column::WaitsSince.is_null())
    };
    let write = db.write().await?;
    let due: Vec<i64> = ideas::Entity::find()
        .select_only()
        .column(ideas::Column::Id)
        .filter(waits())
        .order_by_asc(ideas::Column::Id)
        .limit(AT_ONCE)
        .into_tuple()
        .all(write.conn())
        .await?;
    write.take_ideas(&due).await?;
    // Some may have been decided on before they were taken.
    let mut returned = Vec::new();
    for id in due {
        let done = ideas::Entity::update_many()
            .col_expr(ideas::Column::WaitsSince, Expr::col(ideas::Column::CreatedAt))
            .filter(waits().add(ideas::Column::Id.eq(id)))
            .exec(write.conn())
            .await?;
        if done.rows_affected > 0 {
            returned.push(id);
        }
    }
    // So that every queue that is open shows it.
    for id in &returned {
        activity::append(&write, Entry::idea(ActivityKind::IdeaReturned, *id, now)).await?;
    }
    write.commit().await?;
    Ok(returned.len() as u64)
}

/// Takes a question back that is still open: the idea waits again.
pub(super) async fn undo(
    write: &Write,
    about: i64,
    details: &Details,
    now: Timestamp,
) -> StoreResult<bool> {
    let Some(id) = details.item else { return Ok(false) };
    let done = Entity::update_many()
        .col_expr(Column::WithdrawnAt, Expr::value(now.0))
        .filter(Column::Id.eq(id).and(Expr::cust("answered_at IS NULL AND withdrawn_at IS NULL")))
        .exec(write.conn())
        .await?;
    let idea = ideas::Entity::find_by_id(about).one(write.conn()).await?;
    let idea = idea.filter(|idea| idea.status == IdeaStatus::Submitted.as_str());
    let (Some(idea), 1) = (idea, done.rows_affected) else { return Ok(false) };
    turn(write, about, Some(details.waited.unwrap_or(idea.created_at))).await?;
    Ok(true)
}
