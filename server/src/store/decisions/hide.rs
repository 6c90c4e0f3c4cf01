//! What is public is hidden, and leaves a trace: that it was, and why.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Scope},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::comments::{DECLINED, PUBLISHED, count, note, remember};
use super::{By, Decided, hold_comment, hold_idea, ideas, reports, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    entities::{comments as comment_rows, ideas as idea_rows},
};

/// Hides a public idea for a reason that everybody reads. Open reports about it are settled.
///
/// # Errors
/// The database could not write it.
pub async fn hide_idea(
    db: &Db,
    scope: &Scope,
    id: i64,
    reason: &str,
    by: By,
) -> StoreResult<Decided> {
    let Some((write, held)) = hold_idea(db, scope, id).await? else {
        return Ok(Decided::NotFound);
    };
    if !held.is_public {
        let late = too_late(&write, held.decision_seq).await?;
        write.rollback().await?;
        return Ok(late);
    }
    let open = reports::settle_open(&write, id, None).await?;
    let along = open.iter().map(|report| report.id).collect();
    let seq = idea(&write, &held, reason, along, by).await?;
    reports::note_hidden(&write, &open, reason, Some(seq), by).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Hides a public comment for a reason that everybody reads. Open reports about it are settled.
///
/// # Errors
/// The database could not write it.
pub async fn hide_comment(
    db: &Db,
    scope: &Scope,
    id: i64,
    reason: &str,
    by: By,
) -> StoreResult<Decided> {
    let Some((write, held)) = hold_comment(db, scope, id).await? else {
        return Ok(Decided::NotFound);
    };
    if held.status != PUBLISHED {
        let late = too_late(&write, held.decision_seq).await?;
        write.rollback().await?;
        return Ok(late);
    }
    let open = reports::settle_open(&write, held.idea_id, Some(id)).await?;
    let along = open.iter().map(|report| report.id).collect();
    let seq = comment(&write, &held, reason, along, by).await?;
    reports::note_hidden(&write, &open, reason, Some(seq), by).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Hides an idea that is held and public; `along` are the reports that go with it.
pub(super) async fn idea(
    write: &Write,
    idea: &idea_rows::Model,
    reason: &str,
    along: Vec<i64>,
    by: By,
) -> StoreResult<i64> {
    use idea_rows::{Column, Entity};
    let next = match status(&idea.status)? {
        // A merged idea names the one that leads, and keeps doing so.
        IdeaStatus::Merged => IdeaStatus::Merged,
        _ => IdeaStatus::Declined,
    };
    ideas::put(write, idea, next, false, by).await?;
    Entity::update_many()
        .col_expr(Column::HiddenAt, Expr::value(by.now.0))
        .col_expr(Column::HiddenReason, Expr::value(reason))
        .filter(Column::Id.eq(idea.id))
        .exec(write.conn())
        .await?;
    let details = Details {
        from: Some(idea.status.clone()),
        to: Some(next.as_str().to_owned()),
        note: Some(reason.to_owned()),
        along,
        waited: idea.waits_since,
        shown_before: true,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaStatus, idea.id, by.now);
    let seq = activity::append(write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    ideas::remember(write, idea.id, seq).await?;
    Ok(seq)
}

/// Hides a comment that is held and public; `along` are the reports that go with it.
pub(super) async fn comment(
    write: &Write,
    comment: &comment_rows::Model,
    reason: &str,
    along: Vec<i64>,
    by: By,
) -> StoreResult<i64> {
    use comment_rows::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(DECLINED))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::HiddenAt, Expr::value(by.now.0))
        .col_expr(Column::WaitsSince, Expr::value(None::<i64>))
        .col_expr(Column::DecidedAt, Expr::value(comment.decided_at.unwrap_or(by.now.0)))
        .filter(Column::Id.eq(comment.id))
        .exec(write.conn())
        .await?;
    count(write, comment.idea_id, None).await?;
    let seq = note(write, comment, DECLINED, Some(reason), along, by).await?;
    remember(write, comment.id, seq).await?;
    Ok(seq)
}
