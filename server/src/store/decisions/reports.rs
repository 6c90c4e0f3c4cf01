//! Reports: what they are about stays, or is hidden.

use app::{api::ActivityKind, domain::IdeaStatus};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::comments::{DECLINED, PUBLISHED};
use super::{By, Decided, comments, ideas, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    entities::{
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
pub async fn keep(db: &Db, id: i64, reason: Option<&str>, by: By) -> StoreResult<Decided> {
    let write = db.write().await?;
    let report = match settle(&write, id, KEPT).await? {
        Ok(report) => report,
        Err(late) => {
            write.rollback().await?;
            return Ok(late);
        }
    };
    let seq = note(&write, &report, KEPT, reason, by).await?;
    remember(&write, &[report.id], seq).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Settles a report by hiding what it is about, for a reason that the author reads. All open
/// reports about the same thing are settled along.
///
/// The decision is the one on the idea or comment; taking it back opens the reports again.
///
/// # Errors
/// The database could not write it.
pub async fn hide(db: &Db, id: i64, reason: &str, by: By) -> StoreResult<Decided> {
    let write = db.write().await?;
    let report = match settle(&write, id, HIDDEN).await? {
        Ok(report) => report,
        Err(late) => {
            write.rollback().await?;
            return Ok(late);
        }
    };
    let others = others(&write, &report).await?;
    let mut all: Vec<i64> = vec![report.id];
    all.extend(others.iter().map(|other| other.id));
    let hidden = match report.comment_id {
        Some(comment) => hide_comment(&write, comment, reason, all.clone(), by).await?,
        None => hide_idea(&write, report.idea_id, reason, all.clone(), by).await?,
    };
    for settled in std::iter::once(&report).chain(&others) {
        let seq = note(&write, settled, HIDDEN, Some(reason), by).await?;
        // What was hidden already needs no hiding: then the report stands for itself.
        remember(&write, &[settled.id], hidden.unwrap_or(seq)).await?;
    }
    let seq = match hidden {
        Some(seq) => seq,
        None => own(&write, report.id).await?,
    };
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Takes a report that is open.
async fn settle(write: &Write, id: i64, to: &str) -> StoreResult<Result<Model, Decided>> {
    let find = || Entity::find_by_id(id).one(write.conn());
    let Some(report) = find().await? else { return Ok(Err(Decided::NotFound)) };
    write.take_idea(report.idea_id).await?;
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(to))
        .filter(Column::Id.eq(id).and(Column::Status.eq(OPEN)))
        .exec(write.conn())
        .await?;
    if done.rows_affected == 1 {
        return Ok(Ok(report));
    }
    let decision = find().await?.and_then(|report| report.decision_seq);
    Ok(Err(too_late(write, decision).await?))
}

/// Settles the other open reports about the same thing.
async fn others(write: &Write, report: &Model) -> StoreResult<Vec<Model>> {
    let same = match report.comment_id {
        Some(comment) => Column::CommentId.eq(comment),
        None => Column::CommentId.is_null(),
    };
    let open = Condition::all()
        .add(Column::IdeaId.eq(report.idea_id))
        .add(same)
        .add(Column::Status.eq(OPEN));
    let others = Entity::find().filter(open).all(write.conn()).await?;
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(HIDDEN))
        .filter(Column::Id.is_in(others.iter().map(|other| other.id)))
        .exec(write.conn())
        .await?;
    Ok(others)
}

/// Hides an idea; none where nobody sees it anyway.
async fn hide_idea(
    write: &Write,
    id: i64,
    reason: &str,
    along: Vec<i64>,
    by: By,
) -> StoreResult<Option<i64>> {
    let idea = idea_rows::Entity::find_by_id(id).one(write.conn()).await?;
    let Some(idea) = idea.filter(|idea| idea.is_public) else { return Ok(None) };
    let next = match status(&idea.status)? {
        // A merged idea names the one that leads, and keeps doing so.
        IdeaStatus::Merged => IdeaStatus::Merged,
        _ => IdeaStatus::Declined,
    };
    ideas::put(write, &idea, next, false, by).await?;
    let details = Details {
        from: Some(idea.status.clone()),
        to: Some(next.as_str().to_owned()),
        note: Some(reason.to_owned()),
        along,
        shown_before: true,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaStatus, id, by.now);
    let seq = activity::append(write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    ideas::remember(write, id, seq).await?;
    Ok(Some(seq))
}

/// Hides a comment; none where nobody sees it anyway.
async fn hide_comment(
    write: &Write,
    id: i64,
    reason: &str,
    along: Vec<i64>,
    by: By,
) -> StoreResult<Option<i64>> {
    if !comments::put(write, id, PUBLISHED, DECLINED, Some(reason)).await? {
        return Ok(None);
    }
    let comment = comment_rows::Entity::find_by_id(id).one(write.conn()).await?;
    let Some(comment) = comment else { return Ok(None) };
    comments::count(write, comment.idea_id, None).await?;
    let seq = comments::note(write, &comment, PUBLISHED, DECLINED, Some(reason), along, by).await?;
    comments::remember(write, id, seq).await?;
    Ok(Some(seq))
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

/// The decision that stands at a report.
async fn own(write: &Write, id: i64) -> StoreResult<i64> {
    let report = Entity::find_by_id(id).one(write.conn()).await?;
    Ok(report.and_then(|report| report.decision_seq).unwrap_or_default())
}
