//! What the author of an idea and staff say to each other: questions and answers, edits that are
//! proposed and what became of them.

use app::{
    api::{ActivityKind, MyIdea, Question, Wording},
    domain::{HoldReason, HoldRules, IdeaStatus, Timestamp, WordingDraft},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{Column, Entity, Model, Refused, my_idea};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    decisions::answer,
    entities::{edits, questions},
    queue::load::question,
};

const SUBMITTED: &str = "submitted";
const DECLINED: &str = "declined";
const WITHDRAWN: &str = "withdrawn";

/// The part of an author's idea that comes from the dialogue.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) question: Option<Question>,
    pub(super) may_propose: bool,
    pub(super) proposed: Option<Wording>,
    pub(super) proposal_declined: Option<String>,
    pub(super) original: Option<Wording>,
    pub(super) hidden: Option<String>,
}

/// What was said about an idea so far.
pub(super) async fn said(db: &Db, model: &Model) -> StoreResult<Said> {
    let asked = questions::Entity::find()
        .filter(questions::Column::IdeaId.eq(model.id))
        .filter(questions::Column::WithdrawnAt.is_null())
        .order_by_desc(questions::Column::Id)
        .one(db.read())
        .await?;
    let proposal = edits::Entity::find()
        .filter(edits::Column::IdeaId.eq(model.id))
        .filter(edits::Column::Status.is_in([SUBMITTED, DECLINED, "accepted"]))
        .filter(edits::Column::CommentId.is_null())
        .order_by_desc(edits::Column::Id)
        .one(db.read())
        .await?;
    let (proposed, proposal_declined) = match proposal {
        Some(row) if row.status == SUBMITTED => {
            (Some(Wording { title: row.title, text: row.text }), None)
        }
        Some(row) if row.status == DECLINED => (None, Some(row.reason.unwrap_or_default())),
        _ => (None, None),
    };
    let original = model.original_title.clone().zip(model.original_text.clone());
    Ok(Said {
        question: asked.map(question),
        may_propose: may_propose(model)?,
        proposed,
        proposal_declined,
        original: original.map(|(title, text)| Wording { title, text }),
        hidden: model.hidden_at.and_then(|_| model.hidden_reason.clone()),
    })
}

/// Whether an edit may be proposed: what is public, open and stands for itself.
fn may_propose(model: &Model) -> StoreResult<bool> {
    Ok(model.is_public && status(&model.status)?.is_open())
}

/// Holds the idea with this token.
async fn hold(db: &Db, token_hash: &str) -> StoreResult<Option<(Write, Model)>> {
    let id: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::TokenHash.eq(token_hash))
        .into_tuple()
        .one(db.read())
        .await?;
    let Some(id) = id else { return Ok(None) };
    let write = db.write().await?;
    write.take_idea(id).await?;
    let idea = Entity::find_by_id(id).one(write.conn()).await?;
    Ok(idea.map(|idea| (write, idea)))
}

/// Tells the log what an author did, and gives the idea as it is then.
async fn finish(
    db: &Db,
    write: Write,
    idea: &Model,
    kind: ActivityKind,
    details: Details,
    now: Timestamp,
) -> StoreResult<Result<MyIdea, Refused>> {
    let entry = Entry::idea(kind, idea.id, now);
    let entry = Entry { participant: idea.participant_id, details, ..entry };
    activity::append(&write, entry).await?;
    write.commit().await?;
    let idea = Entity::find_by_id(idea.id).one(db.read()).await?;
    match idea {
        Some(idea) => Ok(Ok(my_idea(db, idea).await?)),
        None => Ok(Err(Refused::NotFound)),
    }
}

/// Answers what staff asked: the idea waits for them again, since it was sent in.
///
/// # Errors
/// The database could not write it.
pub async fn reply(
    db: &Db,
    token_hash: &str,
    text: &str,
    now: Timestamp,
) -> StoreResult<Result<MyIdea, Refused>> {
    let Some((write, idea)) = hold(db, token_hash).await? else {
        return Ok(Err(Refused::NotFound));
    };
    if idea.status != IdeaStatus::Submitted.as_str() {
        write.rollback().await?;
        return Ok(Err(Refused::Decided));
    }
    let Some(question) = answer(&write, &idea, text, now).await? else {
        write.rollback().await?;
        return Ok(Err(Refused::NotAsked));
    };
    let details = Details { item: Some(question), ..Details::default() };
    finish(db, write, &idea, ActivityKind::IdeaReplied, details, now).await
}

/// Proposes another wording of a public idea, in place of one that still waits.
///
/// # Errors
/// The database could not write it.
pub async fn propose(
    db: &Db,
    token_hash: &str,
    wording: &WordingDraft,
    rules: &HoldRules,
    now: Timestamp,
) -> StoreResult<Result<MyIdea, Refused>> {
    let Some((write, idea)) = hold(db, token_hash).await? else {
        return Ok(Err(Refused::NotFound));
    };
    if !may_propose(&idea)? {
        write.rollback().await?;
        return Ok(Err(Refused::Closed));
    }
    let held = HoldReason::to_list(&rules.holds(&[&wording.title, &wording.text], 0));
    let open = edits::Column::IdeaId.eq(idea.id).and(edits::Column::Status.eq(SUBMITTED));
    let waiting = edits::Entity::find().filter(open).one(write.conn()).await?;
    let id = match waiting {
        Some(row) => {
            edits::Entity::update_many()
                .col_expr(edits::Column::Title, Expr::value(wording.title.clone()))
                .col_expr(edits::Column::Text, Expr::value(wording.text.clone()))
                .col_expr(edits::Column::Held, Expr::value(held))
                .col_expr(edits::Column::CreatedAt, Expr::value(now.0))
                .filter(edits::Column::Id.eq(row.id))
                .exec(write.conn())
                .await?;
            row.id
        }
        None => {
            let row = edits::ActiveModel {
                idea_id: Set(idea.id),
                title: Set(wording.title.clone()),
                text: Set(wording.text.clone()),
                status: Set(SUBMITTED.to_owned()),
                held: Set(held),
                created_at: Set(now.0),
                waits_since: Set(Some(now.0)),
                ..edits::ActiveModel::default()
            };
            edits::Entity::insert(row).exec(write.conn()).await?.last_insert_id
        }
    };
    let details = Details { item: Some(id), ..Details::default() };
    finish(db, write, &idea, ActivityKind::EditSubmitted, details, now).await
}

/// Takes the proposed edit back that still waits; nothing happens where none does.
///
/// # Errors
/// The database could not write it.
pub async fn withdraw_edit(
    db: &Db,
    token_hash: &str,
    now: Timestamp,
) -> StoreResult<Result<MyIdea, Refused>> {
    let Some((write, idea)) = hold(db, token_hash).await? else {
        return Ok(Err(Refused::NotFound));
    };
    let open = edits::Column::IdeaId.eq(idea.id).and(edits::Column::Status.eq(SUBMITTED));
    let Some(row) = edits::Entity::find().filter(open).one(write.conn()).await? else {
        write.rollback().await?;
        return Ok(Ok(my_idea(db, idea).await?));
    };
    edits::Entity::update_many()
        .col_expr(edits::Column::Status, Expr::value(WITHDRAWN))
        .col_expr(edits::Column::WaitsSince, Expr::value(None::<i64>))
        .filter(edits::Column::Id.eq(row.id))
        .exec(write.conn())
        .await?;
    let details =
        Details { item: Some(row.id), to: Some(WITHDRAWN.to_owned()), ..Details::default() };
    finish(db, write, &idea, ActivityKind::EditSubmitted, details, now).await
}

/// The author edited an idea that waits: what staff asked counts as answered, and how they had
/// edited it is gone.
pub(super) async fn edited(write: &Write, idea: &Model, now: Timestamp) -> StoreResult<()> {
    answer(write, idea, "", now).await?;
    if idea.original_text.is_some() {
        Entity::update_many()
            .col_expr(Column::OriginalTitle, Expr::value(None::<String>))
            .col_expr(Column::OriginalText, Expr::value(None::<String>))
            .filter(Column::Id.eq(idea.id))
            .exec(write.conn())
            .await?;
    }
    Ok(())
}

/// The author took an idea back: nothing of its text stays.
pub(super) async fn forget(write: &Write, idea: i64) -> StoreResult<()> {
    edits::Entity::delete_many().filter(edits::Column::IdeaId.eq(idea)).exec(write.conn()).await?;
    questions::Entity::delete_many()
        .filter(questions::Column::IdeaId.eq(idea))
        .exec(write.conn())
        .await?;
    Ok(())
}
