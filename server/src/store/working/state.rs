//! How far a department has come, and handing an idea on to another.

use app::{
    api::ActivityKind,
    domain::{AssignDraft, Date, HandOnDraft, Scope, WorkState},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{Worked, assign::put, find, is_current, may_act_for, take, touch};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::idea_departments::{Column, Entity},
};

/// Says how far a department has come: open, working or done.
///
/// # Errors
/// The database could not write it.
pub async fn set_state(
    db: &Db,
    idea: i64,
    department: &str,
    change: (WorkState, Option<String>),
    scope: &Scope,
    by: By,
) -> StoreResult<Worked> {
    let write = db.write().await?;
    let (state, word) = change;
    let row = match take(&write, idea, scope).await? {
        Ok(row) => row,
        Err(refused) => {
            write.rollback().await?;
            return Ok(refused);
        }
    };
    let before = find(&write, idea, department).await?;
    let handed_on = WorkState::HandedOn.as_str();
    let refused = match &before {
        _ if !may_act_for(scope, department) => Some(Worked::NotYours),
        None => Some(Worked::NotAssigned),
        Some(before) if before.state == handed_on => Some(Worked::NotAssigned),
        Some(before) if before.state == state.as_str() => Some(Worked::NoChange),
        Some(_) => None,
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    put_state(&write, idea, department, state, by).await?;
    touch(&write, idea, by.now).await?;
    let details = Details {
        department: Some(department.to_owned()),
        from: before.map(|row| row.state),
        to: Some(state.as_str().to_owned()),
        note: word,
        shown_before: row.is_public,
        shown_after: row.is_public,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaWorked, idea, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    Ok(Worked::Done(seq))
}

/// Hands an idea on from one department to another, with a word. The first one's row stays, and
/// says so. Without a day, the one that was set holds on.
///
/// # Errors
/// The database could not write it.
pub async fn hand_on(
    db: &Db,
    idea: i64,
    department: &str,
    draft: &HandOnDraft,
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
    let before = find(&write, idea, department).await?;
    let waits = |state: &str| WorkState::from_key(state).is_some_and(WorkState::waits);
    let refused = match &before {
        _ if !may_act_for(scope, department) => Some(Worked::NotYours),
        Some(before) if waits(&before.state) => None,
        _ => Some(Worked::NotAssigned),
    };
    let refused = match refused {
        None if draft.to == department => Some(Worked::NoChange),
        None if !is_current(&write, &draft.to).await? => Some(Worked::NoDepartment),
        refused => refused,
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    let receiver = find(&write, idea, &draft.to).await?;
    // A day that is set holds on: what was promised to the public does not move by itself.
    let kept = receiver.as_ref().filter(|row| waits(&row.state)).or(before.as_ref());
    let kept = kept.and_then(|row| row.due_on.as_deref()).and_then(Date::from_iso);
    let gets = AssignDraft {
        department: draft.to.clone(),
        due_on: draft.due_on.or(kept),
        word: None,
        review: false,
    };
    put(&write, idea, &gets, receiver.as_ref(), by).await?;
    put_state(&write, idea, department, WorkState::HandedOn, by).await?;
    touch(&write, idea, by.now).await?;
    let details = Details {
        department: Some(department.to_owned()),
        from: Some(department.to_owned()),
        to: Some(draft.to.clone()),
        due: gets.due_on.map(|day| day.to_string()),
        note: Some(draft.word.clone()),
        shown_before: row.is_public,
        shown_after: row.is_public,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaHandedOn, idea, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    Ok(Worked::Done(seq))
}

async fn put_state(
    write: &Write,
    idea: i64,
    department: &str,
    state: WorkState,
    by: By,
) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::ChangedAt, Expr::value(by.now.0))
        .filter(Column::IdeaId.eq(idea).and(Column::Department.eq(department)))
        .exec(write.conn())
        .await?;
    Ok(())
}
