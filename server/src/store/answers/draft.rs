//! Drafting an answer, throwing a draft away, approving it.

use app::{
    api::{ActivityKind, NO_DRAFT},
    domain::{AnswerDraft, Scope, Timestamp},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::Answered;
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::answers::{ActiveModel, Column, Entity, Model},
    scope,
    working::{holds, may_act_for},
};

/// Saves the draft of a department's answer. Whatever was approved before is not any more. `seen`
/// is when the draft was saved that its writer has read, [`NO_DRAFT`], or empty to ask nothing.
///
/// # Errors
/// The database could not write it.
pub async fn draft(
    db: &Db,
    idea: i64,
    department: &str,
    (draft, seen): (&AnswerDraft, &str),
    scope: &Scope,
    by: By,
) -> StoreResult<Answered> {
    let write = db.write().await?;
    write.take_idea(idea).await?;
    if !scope::sees(write.conn(), scope, idea).await? {
        write.rollback().await?;
        return Ok(Answered::NotFound);
    }
    if !may_act_for(scope, department) {
        write.rollback().await?;
        return Ok(Answered::NotYours);
    }
    let present = find(&write, idea, department).await?;
    let answered = present.as_ref().is_some_and(|answer| answer.text.is_some());
    if !answered && !holds(&write, idea, department).await? {
        write.rollback().await?;
        return Ok(Answered::NotAssigned);
    }
    let saved = present.as_ref().and_then(|answer| answer.draft_at).map(Timestamp);
    let saved = saved.map_or_else(|| NO_DRAFT.to_owned(), |at| at.to_string());
    if !seen.is_empty() && seen != saved {
        write.rollback().await?;
        return Ok(Answered::Changed);
    }
    let row = ActiveModel {
        idea_id: Set(idea),
        department: Set(department.to_owned()),
        draft: Set(Some(draft.text.clone())),
        draft_by: Set(Some(by.staff)),
        draft_at: Set(Some(by.now.0)),
        ready_at: Set(draft.ready.then_some(by.now.0)),
        approved_by: Set(None),
        approved_at: Set(None),
        ..ActiveModel::default()
    };
    let again = OnConflict::columns([Column::IdeaId, Column::Department])
        .update_columns([
            Column::Draft,
            Column::DraftBy,
            Column::DraftAt,
            Column::ReadyAt,
            Column::ApprovedBy,
            Column::ApprovedAt,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(write.conn()).await?;
    let to = if draft.ready { "ready" } else { "draft" };
    let seq = note(&write, ActivityKind::AnswerDrafted, idea, department, to, by).await?;
    write.commit().await?;
    Ok(Answered::Done(seq))
}

/// Throws a draft away; what is public stays.
///
/// # Errors
/// The database could not write it.
pub async fn discard(
    db: &Db,
    idea: i64,
    department: &str,
    scope: &Scope,
    by: By,
) -> StoreResult<Answered> {
    let write = db.write().await?;
    write.take_idea(idea).await?;
    let seen = scope::sees(write.conn(), scope, idea).await?;
    let present = find(&write, idea, department).await?.filter(|answer| answer.draft.is_some());
    let Some(answer) = present.filter(|_| seen) else {
        write.rollback().await?;
        return Ok(Answered::NotFound);
    };
    if !may_act_for(scope, department) {
        write.rollback().await?;
        return Ok(Answered::NotYours);
    }
    match answer.text {
        None => {
            Entity::delete_by_id(answer.id).exec(write.conn()).await?;
        }
        Some(_) => {
            let empty = ActiveModel {
                draft: Set(None),
                draft_by: Set(None),
                draft_at: Set(None),
                ready_at: Set(None),
                approved_by: Set(None),
                approved_at: Set(None),
                ..ActiveModel::default()
            };
            let which = Column::Id.eq(answer.id);
            Entity::update_many().set(empty).filter(which).exec(write.conn()).await?;
        }
    }
    let kind = ActivityKind::AnswerDrafted;
    let seq = note(&write, kind, idea, department, "discarded", by).await?;
    write.commit().await?;
    Ok(Answered::Done(seq))
}

/// Approves a draft as it was read: `seen` is when it was last changed then, or empty. Whoever
/// wrote it does not.
///
/// # Errors
/// The database could not write it.
pub async fn approve(
    db: &Db,
    idea: i64,
    department: &str,
    seen: &str,
    scope: &Scope,
    by: By,
) -> StoreResult<Answered> {
    let write = db.write().await?;
    write.take_idea(idea).await?;
    let within = scope::sees(write.conn(), scope, idea).await?;
    let present = find(&write, idea, department).await?.filter(|_| within);
    let refused = match present.as_ref().and_then(|answer| answer.draft_at.zip(Some(answer))) {
        None => Some(Answered::NotFound),
        Some(_) if !may_act_for(scope, department) => Some(Answered::NotYours),
        Some((at, _)) if !seen.is_empty() && seen != Timestamp(at).to_string() => {
            Some(Answered::Changed)
        }
        Some((_, answer)) if answer.draft_by == Some(by.staff) => Some(Answered::OwnDraft),
        Some((_, answer)) if answer.ready_at.is_none() || answer.approved_at.is_some() => {
            Some(Answered::NotReady)
        }
        Some(_) => None,
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    Entity::update_many()
        .col_expr(Column::ApprovedBy, Expr::value(by.staff))
        .col_expr(Column::ApprovedAt, Expr::value(by.now.0))
        .filter(Column::IdeaId.eq(idea).and(Column::Department.eq(department)))
        .exec(write.conn())
        .await?;
    let seq = note(&write, ActivityKind::AnswerApproved, idea, department, "approved", by).await?;
    write.commit().await?;
    Ok(Answered::Done(seq))
}

async fn find(write: &Write, idea: i64, department: &str) -> StoreResult<Option<Model>> {
    let which = Column::IdeaId.eq(idea).and(Column::Department.eq(department));
    Ok(Entity::find().filter(which).one(write.conn()).await?)
}

async fn note(
    write: &Write,
    kind: ActivityKind,
    idea: i64,
    department: &str,
    to: &str,
    by: By,
) -> StoreResult<i64> {
    let details = Details {
        department: Some(department.to_owned()),
        to: Some(to.to_owned()),
        ..Details::default()
    };
    let entry = Entry::idea(kind, idea, by.now);
    activity::append(write, Entry { staff: Some(by.staff), details, ..entry }).await
}
