//! Whether a participant is trusted: earned, given or taken.

use app::{
    api::ActivityKind,
    domain::{Scope, TrustRule},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{By, Decided, hold_comment, hold_idea};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::participants::{Column, Entity},
};

/// Whose trust it is about: whoever sent this in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The author of an idea.
    Idea(i64),
    /// The author of a comment.
    Comment(i64),
}

/// Sets how far the participant behind an idea or comment is trusted from here on.
/// [`Decided::Gone`] where nobody knows any more who it was.
///
/// # Errors
/// The database could not write it.
pub async fn trust(
    db: &Db,
    scope: &Scope,
    whose: Whose,
    rule: TrustRule,
    by: By,
) -> StoreResult<Decided> {
    let held = match whose {
        Whose::Idea(id) => hold_idea(db, scope, id)
            .await?
            .map(|(write, idea)| (write, idea.id, None, idea.participant_id)),
        Whose::Comment(id) => hold_comment(db, scope, id)
            .await?
            .map(|(write, comment)| (write, comment.idea_id, Some(id), comment.participant_id)),
    };
    let Some((write, idea, comment, participant)) = held else { return Ok(Decided::NotFound) };
    let row = match participant {
        Some(id) => Entity::find_by_id(id).one(write.conn()).await?,
        None => None,
    };
    let Some(row) = row else {
        write.rollback().await?;
        return Ok(Decided::Gone);
    };
    put(&write, row.id, None, rule.as_str()).await?;
    let details = Details {
        from: Some(row.trust),
        to: Some(rule.as_str().to_owned()),
        item: Some(row.id),
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::TrustChanged, idea, by.now);
    let entry = Entry { comment, staff: Some(by.staff), details, ..entry };
    let seq = activity::append(&write, entry).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Sets the rule, where it is the one that is expected.
async fn put(write: &Write, id: i64, expected: Option<&str>, rule: &str) -> StoreResult<bool> {
    let mut which = Column::Id.eq(id);
    if let Some(expected) = expected {
        which = which.and(Column::Trust.eq(expected));
    }
    let done = Entity::update_many()
        .col_expr(Column::Trust, Expr::value(rule))
        .filter(which)
        .exec(write.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes it back, as long as the rule is still the one that was set.
pub(super) async fn undo(write: &Write, details: &Details) -> StoreResult<bool> {
    let (Some(id), Some(from), Some(to)) = (details.item, &details.from, &details.to) else {
        return Ok(false);
    };
    if details.undoes.is_some() {
        return Ok(false);
    }
    put(write, id, Some(to), from).await
}
