//! Merging an idea into another one.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Scope, Timestamp},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Func},
};

use super::{counts, group};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    decisions::{By, Decided, count_comments, remember_idea, too_late},
    entities::{
        activity as log,
        ideas::{Column, Entity, Model},
    },
    scope,
};

/// The most ideas of a group: they are all read on one page.
pub const GROUP_MAX: i64 = 100;

/// What became of the wish to merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// See there.
    Decided(Decided),
    /// Where the idea stands, it is merged into nothing.
    NoWay,
    /// What shall lead is no public idea, or the idea itself.
    NoLeader,
    /// What shall lead was merged itself meanwhile.
    LeaderMerged,
    /// There are too many in the group.
    Full,
}

/// Merges an idea within the limits into any public one, as it was read (its `active_at` then, or empty): nothing is
/// merged that was edited or decided meanwhile.
///
/// # Errors
/// The database could not write it.
pub async fn merge(
    db: &Db,
    id: i64,
    into: i64,
    seen: &str,
    limits: &Scope,
    by: By,
) -> StoreResult<Merged> {
    let write = db.write().await?;
    write.take_ideas(&[id, into]).await?;
    if !scope::sees(write.conn(), limits, id).await? {
        write.rollback().await?;
        return Ok(Merged::Decided(Decided::NotFound));
    }
    let idea = match mergeable(&write, id, into, seen).await? {
        Ok(idea) => idea,
        Err(refused) => {
            write.rollback().await?;
            return Ok(refused);
        }
    };
    bring_together(&write, id, into, by.now, Some(by.now)).await?;
    let seq = note(&write, &idea, into, by).await?;
    remember_idea(&write, id, seq).await?;
    write.commit().await?;
    Ok(Merged::Decided(Decided::Done(seq)))
}

/// The idea, where it can be merged into the other; both are held.
async fn mergeable(
    write: &Write,
    id: i64,
    into: i64,
    seen: &str,
) -> StoreResult<Result<Model, Merged>> {
    let find = |id| Entity::find_by_id(id).one(write.conn());
    let Some(idea) = find(id).await? else {
        return Ok(Err(Merged::Decided(Decided::NotFound)));
    };
    let from = status(&idea.status)?;
    if from == IdeaStatus::Merged {
        return Ok(Err(Merged::Decided(too_late(write, idea.decision_seq).await?)));
    }
    if let Some(late) = unseen(write, &idea, seen).await? {
        return Ok(Err(Merged::Decided(late)));
    }
    if !from.can_become(IdeaStatus::Merged) {
        return Ok(Err(Merged::NoWay));
    }
    let leader = find(into).await?.filter(|leader| leader.is_public && leader.id != id);
    let Some(leader) = leader else { return Ok(Err(Merged::NoLeader)) };
    if leader.merged_into.is_some() {
        return Ok(Err(Merged::LeaderMerged));
    }
    if group::size(write, id).await? + group::size(write, into).await? > GROUP_MAX {
        return Ok(Err(Merged::Full));
    }
    Ok(Ok(idea))
}

/// What happened to the idea since it was read, if somebody decided on it or it was edited. That
/// it was talked about does not count.
async fn unseen(write: &Write, idea: &Model, seen: &str) -> StoreResult<Option<Decided>> {
    if seen.is_empty() || seen == Timestamp(idea.active_at).to_string() {
        return Ok(None);
    }
    if let Some(seq) = idea.decision_seq {
        let decision = log::Entity::find_by_id(seq).one(write.conn()).await?;
        // Both are written the same way, so that their order is the order of time.
        if decision.is_some_and(|decision| Timestamp(decision.at).to_string().as_str() > seen) {
            return Ok(Some(too_late(write, Some(seq)).await?));
        }
    }
    let waits = idea.status == IdeaStatus::Submitted.as_str();
    Ok(waits.then_some(Decided::Changed))
}

/// Notes at the idea that the other one leads, and counts both anew. From here on everybody reads
/// it there. `active` is when both were last active, where that shall change.
pub(crate) async fn bring_together(
    write: &Write,
    id: i64,
    into: i64,
    now: Timestamp,
    active: Option<Timestamp>,
) -> StoreResult<()> {
    let before = counts::Companions::of(write, into).await?;
    let along = counts::Companions::of(write, id).await?;
    let first = |column| Func::coalesce([Expr::col(column), Expr::value(now.0)]);
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(IdeaStatus::Merged.as_str()))
        .col_expr(Column::MergedInto, Expr::value(into))
        .col_expr(Column::IsPublic, Expr::value(true))
        .col_expr(Column::PublishedAt, first(Column::PublishedAt).into())
        .col_expr(Column::DecidedAt, first(Column::DecidedAt).into())
        .col_expr(Column::WaitsSince, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    counts::comments_along(write, id, into).await?;
    for id in [id, into] {
        count_comments(write, id, active.map(|at| at.0)).await?;
    }
    counts::supports(write, into).await?;
    before.joined(along, write, into).await
}

/// Tells the log of both, the leader first: the decision is the entry of the idea itself.
async fn note(write: &Write, idea: &Model, into: i64, by: By) -> StoreResult<i64> {
    let entry = |idea, details| {
        let entry = Entry::idea(ActivityKind::IdeaMerged, idea, by.now);
        Entry { staff: Some(by.staff), details, ..entry }
    };
    let shown = Details { shown_before: true, shown_after: true, ..Details::default() };
    let of_leader = Details { other: Some(idea.id), ..shown.clone() };
    let at_leader = activity::append(write, entry(into, of_leader)).await?;
    let details = Details {
        from: Some(idea.status.clone()),
        to: Some(IdeaStatus::Merged.as_str().to_owned()),
        other: Some(into),
        along: vec![at_leader],
        waited: idea.waits_since,
        shown_before: idea.is_public,
        ..shown
    };
    activity::append(write, entry(idea.id, details)).await
}
