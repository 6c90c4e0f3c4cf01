//! Reports: what they are about stays, or is hidden.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::comments::PUBLISHED;
use super::{By, Decided, hide as hiding, sees, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    comments as all_comments,
    entities::{
        activity::Model as Logged,
        comments as comment_rows, ideas as idea_rows,
        reports::{Column, Entity, Model},
    },
};

pub(super) const OPEN: &str = "open";
const KEPT: &str = "kept";
const HIDDEN: &str = "hidden";

/// Settles a report: what it is about stays.
///
/// # Errors
/// The database could not write it.
pub async fn keep(
    db: &Db,
    scope: &Scope,
    id: i64,
    reason: Option<&str>,
    by: By,
) -> StoreResult<Decided> {
    let (write, report) = match settle(db, scope, id, KEPT).await? {
        Ok(settled) => settled,
        Err(late) => return Ok(late),
    };
    let seq = note(&write, &report, KEPT, reason, by).await?;
    remember(&write, &[report.id], seq).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Settles a report by hiding what it is about, for a reason that everybody reads. All open
/// reports about the same thing are settled along.
///
/// The decision is the one on the idea or comment; taking it back opens the reports again.
///
/// # Errors
/// The database could not write it.
pub async fn hide(db: &Db, scope: &Scope, id: i64, reason: &str, by: By) -> StoreResult<Decided> {
    let (write, report) = match settle(db, scope, id, HIDDEN).await? {
        Ok(settled) => settled,
        Err(late) => return Ok(late),
    };
    let mut all = vec![report];
    let (idea, comment) = all.first().map_or((0, None), |r| (r.idea_id, r.comment_id));
    all.extend(settle_open(&write, idea, comment).await?);
    let along = all.iter().map(|report| report.id).collect();
    // What is hidden already needs no hiding: then the reports stand for themselves.
    let hidden = match comment {
        Some(id) => match comment_rows::Entity::find_by_id(id).one(write.conn()).await? {
            Some(row) if row.status == PUBLISHED => {
                Some(hiding::comment(&write, &row, reason, along, by).await?)
            }
            _ => None,
        },
        None => match idea_rows::Entity::find_by_id(idea).one(write.conn()).await? {
            Some(row) if row.is_public => {
                Some(hiding::idea(&write, &row, reason, along, by).await?)
            }
            _ => None,
        },
    };
    let own = note_hidden(&write, &all, reason, hidden, by).await?;
    write.commit().await?;
    Ok(Decided::Done(hidden.or(own).unwrap_or_default()))
}

/// Takes a report that is open and within the limits, and holds the idea that it is about.
async fn settle(
    db: &Db,
    scope: &Scope,
    id: i64,
    to: &str,
) -> StoreResult<Result<(Write, Model), Decided>> {
    let Some((write, report)) = hold(db, id).await? else { return Ok(Err(Decided::NotFound)) };
    if !sees(&write, scope, report.idea_id).await? {
        write.rollback().await?;
        return Ok(Err(Decided::NotFound));
    }
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(to))
        .filter(Column::Id.eq(id).and(Column::Status.eq(OPEN)))
        .exec(write.conn())
        .await?;
    if done.rows_affected == 1 {
        return Ok(Ok((write, report)));
    }
    let late = too_late(&write, report.decision_seq).await?;
    write.rollback().await?;
    Ok(Err(late))
}

/// Begins to write about a report: holds the idea that it is about. One about a comment moves
/// along when the comment's idea is merged.
async fn hold(db: &Db, id: i64) -> StoreResult<Option<(Write, Model)>> {
    let Some(report) = Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let write = match report.comment_id {
        Some(comment) => match all_comments::hold(db, comment).await? {
            Some((write, _)) => write,
            None => return Ok(None),
        },
        None => {
            let write = db.write().await?;
            write.take_idea(report.idea_id).await?;
            write
        }
    };
    let report = Entity::find_by_id(id).one(write.conn()).await?;
    Ok(report.map(|report| (write, report)))
}

/// Settles the open reports about an idea itself, or about one of its comments; gives them.
pub(super) async fn settle_open(
    write: &Write,
    idea: i64,
    comment: Option<i64>,
) -> StoreResult<Vec<Model>> {
    let same = match comment {
        Some(comment) => Column::CommentId.eq(comment),
        None => Column::CommentId.is_null(),
    };
    let open = Condition::all().add(Column::IdeaId.eq(idea)).add(same).add(Column::Status.eq(OPEN));
    let open = Entity::find().filter(open).all(write.conn()).await?;
    if !open.is_empty() {
        Entity::update_many()
            .col_expr(Column::Status, Expr::value(HIDDEN))
            .filter(Column::Id.is_in(open.iter().map(|report| report.id)))
            .exec(write.conn())
            .await?;
    }
    Ok(open)
}

/// Tells the log of reports that a hiding settled; gives the place of the first. They belong to
/// the hiding, where there was one.
pub(super) async fn note_hidden(
    write: &Write,
    settled: &[Model],
    reason: &str,
    hiding: Option<i64>,
    by: By,
) -> StoreResult<Option<i64>> {
    let mut first = None;
    for report in settled {
        let seq = note(write, report, HIDDEN, Some(reason), by).await?;
        remember(write, &[report.id], hiding.unwrap_or(seq)).await?;
        first = first.or(Some(seq));
    }
    Ok(first)
}

async fn note(
    write: &Write,
    report: &Model,
    to: &str,
    reason: Option<&str>,
    by: By,
) -> StoreResult<i64> {
    let details = Details {
        from: Some(OPEN.to_owned()),
        to: Some(to.to_owned()),
        note: reason.map(str::to_owned),
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::ReportSettled, report.idea_id, by.now);
    let entry = Entry {
        comment: report.comment_id,
        report: Some(report.id),
        staff: Some(by.staff),
        details,
        ..entry
    };
    activity::append(write, entry).await
}

async fn remember(write: &Write, ids: &[i64], seq: i64) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DecisionSeq, Expr::value(seq))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Whether the decision stands at its report; [`reopen`] does the rest.
pub(super) async fn stands(write: &Write, entry: &Logged) -> StoreResult<bool> {
    let stands = Column::DecisionSeq.eq(entry.seq).and(Column::Status.ne(OPEN));
    Ok(Entity::find().filter(stands).one(write.conn()).await?.is_some())
}

/// Opens the reports again that a decision settled, and gives their numbers.
pub(super) async fn reopen(write: &Write, seq: i64) -> StoreResult<Vec<i64>> {
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
