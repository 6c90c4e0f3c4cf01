//! Ideas: published, declined, looked at, moved on.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Scope, StatusMove, Timestamp},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Func},
};

use super::{By, Decided, hide, hold_idea, shown_after, too_late};
use crate::store::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    entities::{
        activity::Model as Logged,
        ideas::{Column, Entity, Model},
    },
    merging,
};

/// What became of a change of status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// See there.
    Decided(Decided),
    /// From where the idea is, no way leads there.
    NoWay,
}

/// Decides on an idea that waits, as it was read (its `active_at` then, or empty): whoever comes
/// second hears who was first, and nothing is decided that was edited meanwhile.
///
/// A submitted one is published or declined. One that is public already stays so by `publish`:
/// it was looked at; otherwise it is hidden for the reason.
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
    let Some((write, idea)) = hold_idea(db, scope, id).await? else {
        return Ok(Decided::NotFound);
    };
    let from = status(&idea.status)?;
    let submitted = from == IdeaStatus::Submitted;
    let late = match (submitted, idea.waits_since) {
        // What is public is edited by staff alone, and talked about all the time.
        (true, _) if !seen.is_empty() && seen != Timestamp(idea.active_at).to_string() => {
            Some(Decided::Changed)
        }
        (true, _) | (false, Some(_)) => None,
        (false, None) => Some(too_late(&write, idea.decision_seq).await?),
    };
    if let Some(late) = late {
        write.rollback().await?;
        return Ok(late);
    }
    let seq = match (submitted, publish) {
        (true, true) => change(&write, &idea, IdeaStatus::Published, true, reason, by).await?,
        (true, false) => change(&write, &idea, IdeaStatus::Declined, false, reason, by).await?,
        (false, true) => change(&write, &idea, from, idea.is_public, reason, by).await?,
        (false, false) => {
            let reason = reason.unwrap_or_default();
            hide::idea(&write, &idea, reason, Vec::new(), by).await?
        }
    };
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Moves an idea to another status.
///
/// # Errors
/// The database could not write it.
pub async fn change_status(
    db: &Db,
    scope: &Scope,
    id: i64,
    asked: &StatusMove,
    by: By,
) -> StoreResult<Moved> {
    let Some((write, idea)) = hold_idea(db, scope, id).await? else {
        return Ok(Moved::Decided(Decided::NotFound));
    };
    let from = status(&idea.status)?;
    // Merging names the idea that leads, which a mere status cannot.
    if !from.can_become(asked.next) || asked.next == IdeaStatus::Merged {
        write.rollback().await?;
        return Ok(Moved::NoWay);
    }
    let shown = shown_after(from, asked.next, idea.is_public);
    let seq = change(&write, &idea, asked.next, shown, asked.note.as_deref(), by).await?;
    write.commit().await?;
    Ok(Moved::Decided(Decided::Done(seq)))
}

/// Gives an idea a status and a visibility, and tells the log.
async fn change(
    write: &Write,
    idea: &Model,
    next: IdeaStatus,
    shown: bool,
    note: Option<&str>,
    by: By,
) -> StoreResult<i64> {
    put(write, idea, next, shown, by).await?;
    let details = Details {
        from: Some(idea.status.clone()),
        to: Some(next.as_str().to_owned()),
        note: note.map(str::to_owned),
        waited: idea.waits_since,
        shown_before: idea.is_public,
        shown_after: shown,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaStatus, idea.id, by.now);
    let seq = activity::append(write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    remember(write, idea.id, seq).await?;
    Ok(seq)
}

/// Gives an idea that was taken and read by this transaction a status and a visibility. It waits
/// no more.
pub(super) async fn put(
    write: &Write,
    idea: &Model,
    next: IdeaStatus,
    shown: bool,
    by: By,
) -> StoreResult<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(next.as_str()))
        .col_expr(Column::IsPublic, Expr::value(shown))
        .col_expr(Column::WaitsSince, Expr::value(None::<i64>));
    if next.as_str() != idea.status || shown != idea.is_public {
        // That somebody looked is nothing new to be seen.
        update = update.col_expr(Column::ActiveAt, Expr::value(by.now.0));
    }
    if idea.decided_at.is_none() {
        update = update.col_expr(Column::DecidedAt, Expr::value(by.now.0));
    }
    if shown {
        let first = Func::coalesce([Expr::col(Column::PublishedAt), Expr::value(by.now.0)]);
        update = update
            .col_expr(Column::PublishedAt, first.into())
            .col_expr(Column::HiddenAt, Expr::value(None::<i64>))
            .col_expr(Column::HiddenReason, Expr::value(None::<String>));
    }
    update.filter(Column::Id.eq(idea.id)).exec(write.conn()).await?;
    Ok(())
}

/// Notes the decision that an idea is in the state of.
pub(in crate::store) async fn remember(write: &Write, id: i64, seq: i64) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DecisionSeq, Expr::value(seq))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Takes a change of status back, as long as it stands at its idea.
pub(super) async fn undo(write: &Write, entry: &Logged, details: &Details) -> StoreResult<bool> {
    let Some(id) = entry.idea_id else { return Ok(false) };
    let from = details.from.as_deref().and_then(IdeaStatus::from_key);
    let from = from.ok_or_else(|| StoreError::corrupt("activity.details"))?;
    let Some(idea) = Entity::find_by_id(id).one(write.conn()).await? else { return Ok(false) };
    if idea.decision_seq != Some(entry.seq) {
        return Ok(false);
    }
    // What leads others is not hidden by taking back that it was published.
    if !details.shown_before && merging::has_members(write.conn(), id).await? {
        return Ok(false);
    }
    let submitted = from == IdeaStatus::Submitted;
    let waits = match details.waited {
        // The author's turn, or decided before it was noted since when it had waited.
        None if submitted && !super::questions::is_open(write, id).await? => Some(idea.created_at),
        waited => waited,
    };
    // It keeps the date on which it was public first: its photos were seen, and are now closed.
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(from.as_str()))
        .col_expr(Column::IsPublic, Expr::value(details.shown_before))
        .col_expr(Column::WaitsSince, Expr::value(waits))
        .col_expr(Column::HiddenAt, Expr::value(None::<i64>))
        .col_expr(Column::HiddenReason, Expr::value(None::<String>))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>));
    if submitted || waits.is_some() {
        update = update.col_expr(Column::DecidedAt, Expr::value(None::<i64>));
    }
    update.filter(Column::Id.eq(id)).exec(write.conn()).await?;
    Ok(true)
}
