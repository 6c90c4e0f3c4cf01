//! Comments: published, declined.

use app::api::ActivityKind;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, Statement, sea_query::Expr,
};

use super::{By, Decided, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::comments::{Column, Entity, Model},
};

pub(super) const SUBMITTED: &str = "submitted";
pub(super) const PUBLISHED: &str = "published";
pub(super) const DECLINED: &str = "declined";

/// Publishes a comment that waits, or declines it for a reason.
///
/// # Errors
/// The database could not write it.
pub async fn decide(
    db: &Db,
    id: i64,
    publish: bool,
    reason: Option<&str>,
    by: By,
) -> StoreResult<Decided> {
    let write = db.write().await?;
    let to = if publish { PUBLISHED } else { DECLINED };
    let Some(comment) = Entity::find_by_id(id).one(write.conn()).await? else {
        write.rollback().await?;
        return Ok(Decided::NotFound);
    };
    write.take_idea(comment.idea_id).await?;
    if !put(&write, id, SUBMITTED, to, reason).await? {
        let now = Entity::find_by_id(id).one(write.conn()).await?;
        let late = too_late(&write, now.and_then(|comment| comment.decision_seq)).await?;
        write.rollback().await?;
        return Ok(late);
    }
    count(&write, comment.idea_id, publish.then_some(by.now.0)).await?;
    let seq = note(&write, &comment, SUBMITTED, to, reason, Vec::new(), by).await?;
    remember(&write, id, seq).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Moves a comment from one status to another, if it has the former.
pub(super) async fn put(
    write: &Write,
    id: i64,
    from: &str,
    to: &str,
    reason: Option<&str>,
) -> StoreResult<bool> {
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(to))
        .col_expr(Column::Reason, Expr::value(reason.map(str::to_owned)))
        .filter(Column::Id.eq(id).and(Column::Status.eq(from)))
        .exec(write.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Counts the public comments of an idea anew: replies to a comment that is not public are not
/// shown either. `active_at` is given where something new is to be seen.
pub(super) async fn count(write: &Write, idea: i64, active_at: Option<i64>) -> StoreResult<()> {
    const SQL: &str = "UPDATE ideas SET active_at = COALESCE($2, active_at), comments =
        (SELECT COUNT(*) FROM comments AS c WHERE c.idea_id = $1 AND c.status = 'published'
            AND (c.reply_to IS NULL OR EXISTS (SELECT 1 FROM comments AS p
                WHERE p.id = c.reply_to AND p.status = 'published')))
        WHERE id = $1";
    let backend = write.conn().get_database_backend();
    let values = [idea.into(), active_at.into()];
    write.conn().execute_raw(Statement::from_sql_and_values(backend, SQL, values)).await?;
    Ok(())
}

/// Writes a decision on a comment into the log.
pub(super) async fn note(
    write: &Write,
    comment: &Model,
    from: &str,
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
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        note: reason.map(str::to_owned),
        along,
        shown_before: from == PUBLISHED,
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
