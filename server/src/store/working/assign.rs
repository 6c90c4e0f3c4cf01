//! Giving an idea to a department.

use app::{
    api::ActivityKind,
    domain::{AssignDraft, IdeaStatus, Scope, WorkState},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{Worked, find, is_current, take, touch};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    cards,
    decisions::By,
    entities::{
        idea_departments::{ActiveModel, Column, Entity, Model},
        ideas,
    },
};

/// Gives an idea to a department, or gives the department that has it another day. With `review`,
/// an idea in discussion moves to review in the same transaction.
///
/// # Errors
/// The database could not write it.
pub async fn assign(
    db: &Db,
    idea: i64,
    draft: &AssignDraft,
    scope: &Scope,
    by: By,
) -> StoreResult<Worked> {
    let write = db.write().await?;
    let row = match take(&write, idea, scope).await? {
        Ok(row) => row,
        Err(refused) => {
            write.rollback().await?;
            return Ok(refused);
        }
    };
    if !is_current(&write, &draft.department).await? {
        write.rollback().await?;
        return Ok(Worked::NoDepartment);
    }
    let before = find(&write, idea, &draft.department).await?;
    put(&write, idea, draft, before.as_ref(), by).await?;
    let moved = review(&write, &row, draft, by).await?;
    if moved.is_none() {
        touch(&write, idea, by.now).await?;
    }
    let details = Details {
        department: Some(draft.department.clone()),
        due: draft.due_on.map(|day| day.to_string()),
        note: draft.word.clone(),
        due_before: before.as_ref().and_then(|row| row.due_on.clone()),
        since_before: before.as_ref().map(|row| row.since),
        from: before.map(|row| row.state),
        along: moved.into_iter().collect(),
        to: Some(WorkState::Open.as_str().to_owned()),
        shown_before: row.is_public,
        shown_after: row.is_public,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaAssigned, idea, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    Ok(Worked::Done(seq))
}

/// The row of the department, which begins anew where it does not have the idea.
pub(super) async fn put(
    write: &Write,
    idea: i64,
    draft: &AssignDraft,
    before: Option<&Model>,
    by: By,
) -> StoreResult<()> {
    let has_it =
        before.is_some_and(|row| WorkState::from_key(&row.state).is_some_and(WorkState::waits));
    let row = ActiveModel {
        idea_id: Set(idea),
        department: Set(draft.department.clone()),
        state: Set(WorkState::Open.as_str().to_owned()),
        due_on: Set(draft.due_on.map(|day| day.to_string())),
        since: Set(by.now.0),
        changed_at: Set(by.now.0),
    };
    let changed: &[Column] = match has_it {
        true => &[Column::DueOn, Column::ChangedAt],
        false => &[Column::State, Column::DueOn, Column::Since, Column::ChangedAt],
    };
    let again = OnConflict::columns([Column::IdeaId, Column::Department])
        .update_columns(changed.iter().copied())
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(write.conn()).await?;
    Ok(())
}

/// Moves an idea in discussion to review, where that is wished; the place of that in the log.
async fn review(
    write: &Write,
    row: &ideas::Model,
    draft: &AssignDraft,
    by: By,
) -> StoreResult<Option<i64>> {
    let (from, to) = (cards::status(&row.status)?, IdeaStatus::InReview);
    if !draft.review || from != IdeaStatus::Published {
        return Ok(None);
    }
    let which = ideas::Column::Id.eq(row.id);
    ideas::Entity::update_many()
        .col_expr(ideas::Column::Status, Expr::value(to.as_str()))
        .filter(which.clone())
        .exec(write.conn())
        .await?;
    touch(write, row.id, by.now).await?;
    let details = Details {
        from: Some(from.as_str().to_owned()),
        to: Some(to.as_str().to_owned()),
        shown_before: row.is_public,
        shown_after: row.is_public,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaStatus, row.id, by.now);
    let seq = activity::append(write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    ideas::Entity::update_many()
        .col_expr(ideas::Column::DecisionSeq, Expr::value(seq))
        .filter(which)
        .exec(write.conn())
        .await?;
    Ok(Some(seq))
}
