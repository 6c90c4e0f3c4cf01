//! Comments: published, declined, looked at.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, sea_query::Expr};

use super::{By, Decided, hide, hold_comment, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    comments::seen_text,
    entities::{
        activity::Model as Logged,
        comments::{Column, Entity, Model},
    },
};

pub(super) const SUBMITTED: &str = "submitted";
pub(super) const PUBLISHED: &str = "published";
pub(super) const DECLINED: &str = "declined";

/// Decides on a comment that waits, as it was read (`seen` then, or empty). A submitted one is
/// published or declined; one that is public already stays so by `publish`, and is hidden for the
/// reason otherwise.
///
/// # Errors
/// The database could not write it.
pub async fn decide(
    db: &Db,
    scope: &Scope,
    id: i64,
    publish: bool,
    reason: Option<&str>,
    seen: &str,
    by: By,
) -> StoreResult<Decided> {
    let Some((write, comment)) = hold_comment(db, scope, id).await? else {
        return Ok(Decided::NotFound);
    };
    let late = match comment.waits_since {
        None => Some(too_late(&write, comment.decision_seq).await?),
        Some(_) if !seen.is_empty() && seen != seen_text(&comment.text) => Some(Decided::Changed),
        Some(_) => None,
    };
    if let Some(late) = late {
        write.rollback().await?;
        return Ok(late);
    }
    let seq = match (publish, comment.status.as_str()) {
        (false, PUBLISHED) => {
            let reason = reason.unwrap_or_default();
            hide::comment(&write, &comment, reason, Vec::new(), by).await?
        }
        (publish, _) => {
            let to = if publish { PUBLISHED } else { DECLINED };
            change(&write, &comment, to, reason, by).await?
        }
    };
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Whether a comment is public and waits to be looked at: declining it is hiding it, and never
/// without a reason.
///
/// # Errors
/// The database cannot be read.
pub async fn is_unseen(db: &Db, id: i64) -> StoreResult<bool> {
    let row = Entity::find_by_id(id).one(db.read()).await?;
    Ok(row.is_some_and(|row| row.status == PUBLISHED && row.waits_since.is_some()))
}

/// Gives a comment that is held a status, and tells the log. It waits no more.
async fn change(
    write: &Write,
    comment: &Model,
    to: &str,
    reason: Option<&str>,
    by: By,
) -> StoreResult<i64> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(to))
        .col_expr(Column::Reason, Expr::value(reason.map(str::to_owned)))
        .col_expr(Column::WaitsSince, Expr::value(None::<i64>))
        .col_expr(Column::DecidedAt, Expr::value(comment.decided_at.unwrap_or(by.now.0)))
        .filter(Column::Id.eq(comment.id))
        .exec(write.conn())
        .await?;
    let new = to == PUBLISHED && comment.status != PUBLISHED;
    count(write, comment.idea_id, new.then_some(by.now.0)).await?;
    let seq = note(write, comment, to, reason, Vec::new(), by).await?;
    remember(write, comment.id, seq).await?;
    Ok(seq)
}

/// Counts the public comments of an idea anew: a reply is shown where what it replies to has a
/// place, be it hidden. `active_at` is given where something new is to be seen.
pub(in crate::store) async fn count(
    write: &Write,
    idea: i64,
    active_at: Option<i64>,
) -> StoreResult<()> {
    const SQL: &str = "UPDATE ideas SET active_at = COALESCE($2, active_at), comments =
        (SELECT COUNT(*) FROM comments AS c WHERE c.idea_id = $1 AND c.status = 'published'
            AND (c.reply_to IS NULL OR EXISTS (SELECT 1 FROM comments AS p
                WHERE p.id = c.reply_to
                    AND (p.status = 'published' OR p.hidden_at IS NOT NULL))))
        WHERE id = $1";
    let backend = write.conn().get_database_backend();
    let values = [idea.into(), active_at.into()];
    write.conn().execute_raw(Statement::from_sql_and_values(backend, SQL, values)).await?;
    Ok(())
}

/// Writes a decision on a comment, which was like this before, into the log.
pub(super) async fn note(
    write: &Write,
    comment: &Model,
    to: &str,
    reason: Option<&str>,
    along: Vec<i64>,
    by: By,
) -> StoreResult<i64> {
    let kind = match to {
        PUBLISHED => ActivityKind::CommentPublished,
        _ => ActivityKind::CommentDeclined,
    };
    let details = Details {
        from: Some(comment.status.clone()),
        to: Some(to.to_owned()),
        note: reason.map(str::to_owned),
        along,
        waited: comment.waits_since,
        shown_before: comment.status == PUBLISHED,
        shown_after: to == PUBLISHED,
        ..Details::default()
    };
    let entry = Entry::idea(kind, comment.idea_id, by.now);
    let entry = Entry { comment: Some(comment.id), staff: Some(by.staff), details, ..entry };
    activity::append(write, entry).await
}

/// Notes the decision that a comment is in the state of.
pub(super) async fn remember(write: &Write, id: i64, seq: i64) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DecisionSeq, Expr::value(seq))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Takes a decision on a comment back, as long as it stands there; its idea is held.
pub(super) async fn undo(
    write: &Write,
    about: i64,
    entry: &Logged,
    details: &Details,
) -> StoreResult<bool> {
    let (Some(id), Some(from)) = (entry.comment_id, &details.from) else { return Ok(false) };
    let Some(comment) = Entity::find_by_id(id).one(write.conn()).await? else { return Ok(false) };
    if comment.decision_seq != Some(entry.seq) {
        return Ok(false);
    }
    // Decided before it was noted since when it had waited.
    let since = (from == SUBMITTED).then_some(comment.created_at);
    let waits = details.waited.or(since);
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(from.as_str()))
        .col_expr(Column::Reason, Expr::value(None::<String>))
        .col_expr(Column::HiddenAt, Expr::value(None::<i64>))
        .col_expr(Column::WaitsSince, Expr::value(waits))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>));
    if waits.is_some() {
        update = update.col_expr(Column::DecidedAt, Expr::value(None::<i64>));
    }
    update.filter(Column::Id.eq(id)).exec(write.conn()).await?;
    count(write, about, None).await?;
    Ok(true)
}
