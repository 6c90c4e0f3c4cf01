//! Taking a decision back.

use app::{api::ActivityKind, domain::IdeaStatus};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::reports::OPEN;
use super::{By, comments};
use crate::store::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::{
        activity::{Entity as Log, Model as Logged},
        comments as comment_rows, ideas as idea_rows, reports as report_rows,
    },
};

/// What became of an undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Everything is as before the decision.
    Done,
    /// There is no such decision.
    NotFound,
    /// Something else happened since, or it was taken back before.
    TooLate,
}

/// Takes the decision at this place in the log back, if nothing else happened to its subject.
///
/// # Errors
/// The database could not write it.
pub async fn undo(db: &Db, seq: i64, by: By) -> StoreResult<Undone> {
    let write = db.write().await?;
    let entry = Log::find_by_id(seq).one(write.conn()).await?;
    let kind = entry.as_ref().and_then(|entry| ActivityKind::from_key(&entry.kind));
    let entry = entry.filter(|entry| entry.staff_id.is_some());
    let about = entry.as_ref().and_then(|entry| entry.idea_id);
    let (Some(entry), Some(kind), Some(about)) = (entry, kind, about) else {
        write.rollback().await?;
        return Ok(Undone::NotFound);
    };
    write.take_idea(about).await?;
    let details = Details::of(&entry);
    let undone = match kind {
        ActivityKind::IdeaStatus => idea(&write, &entry, &details).await?,
        ActivityKind::CommentPublished | ActivityKind::CommentDeclined => {
            comment(&write, &entry, &details).await?
        }
        ActivityKind::ReportSettled => report(&write, &entry).await?,
        _ => {
            write.rollback().await?;
            return Ok(Undone::NotFound);
        }
    };
    if !undone {
        write.rollback().await?;
        return Ok(Undone::TooLate);
    }
    let reports = reopen(&write, seq).await?;
    let reversed = |kind, report: Option<i64>| {
        let details = Details {
            from: details.to.clone(),
            to: details.from.clone(),
            undoes: Some(seq),
            shown_before: details.shown_after,
            shown_after: details.shown_before,
            ..Details::default()
        };
        let blank = Entry::idea(kind, about, by.now);
        Entry { comment: entry.comment_id, report, staff: Some(by.staff), details, ..blank }
    };
    let kind = match kind {
        ActivityKind::IdeaStatus => ActivityKind::IdeaUndone,
        ActivityKind::ReportSettled => ActivityKind::ReportUndone,
        _ => ActivityKind::CommentUndone,
    };
    activity::append(&write, reversed(kind, entry.report_id)).await?;
    for other in reports.into_iter().filter(|id| Some(*id) != entry.report_id) {
        activity::append(&write, reversed(ActivityKind::ReportUndone, Some(other))).await?;
    }
    write.commit().await?;
    Ok(Undone::Done)
}

async fn idea(write: &Write, entry: &Logged, details: &Details) -> StoreResult<bool> {
    use idea_rows::{Column, Entity};
    let from = details.from.as_deref().and_then(IdeaStatus::from_key);
    let from = from.ok_or_else(|| StoreError::corrupt("activity.details"))?;
    // It keeps the date on which it was public first: its photos were seen, and are now closed.
    let update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(from.as_str()))
        .col_expr(Column::IsPublic, Expr::value(details.shown_before))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>));
    let stands = Column::Id.eq(entry.idea_id).and(Column::DecisionSeq.eq(entry.seq));
    Ok(update.filter(stands).exec(write.conn()).await?.rows_affected == 1)
}

async fn comment(write: &Write, entry: &Logged, details: &Details) -> StoreResult<bool> {
    use comment_rows::{Column, Entity};
    let (Some(id), Some(from)) = (entry.comment_id, &details.from) else { return Ok(false) };
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(from.as_str()))
        .col_expr(Column::Reason, Expr::value(None::<String>))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id).and(Column::DecisionSeq.eq(entry.seq)))
        .exec(write.conn())
        .await?;
    if let Some(about) = entry.idea_id {
        comments::count(write, about, None).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Whether the decision stands at its report; [`reopen`] does the rest.
async fn report(write: &Write, entry: &Logged) -> StoreResult<bool> {
    use report_rows::{Column, Entity};
    let stands = Column::DecisionSeq.eq(entry.seq).and(Column::Status.ne(OPEN));
    Ok(Entity::find().filter(stands).one(write.conn()).await?.is_some())
}

/// Opens the reports again that a decision settled, and gives their numbers.
async fn reopen(write: &Write, seq: i64) -> StoreResult<Vec<i64>> {
    use report_rows::{Column, Entity};
    let settled = Entity::find().filter(Column::DecisionSeq.eq(seq)).all(write.conn()).await?;
    let ids: Vec<i64> = settled.iter().map(|report| report.id).collect();
    if !ids.is_empty() {
        Entity::update_many()
            .col_expr(Column::Status, Expr::value(OPEN))
            .col_expr(Column::DecisionSeq, Expr::value(None::<i64>))
            .filter(Column::Id.is_in(ids.iter().copied()))
            .exec(write.conn())
            .await?;
    }
    Ok(ids)
}
