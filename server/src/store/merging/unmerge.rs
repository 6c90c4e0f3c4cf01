//! Taking a merge apart, at any time: the idea stands for itself again, as before.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{Merged, counts, leader, merge};
use crate::store::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    decisions::{By, Decided, Undone, count_comments, remember_idea},
    entities::{
        activity as log,
        ideas::{Column, Entity, Model},
        questions,
    },
    scope,
};

/// How often it is looked again who leads, should that change between looking and holding.
const TRIES: usize = 8;

/// Takes the merge of an idea apart, whatever happened since, where the idea or the one that
/// leads it is within the limits. [`Decided::Gone`] where it is not merged.
///
/// # Errors
/// The database could not write it.
pub async fn unmerge(db: &Db, id: i64, limits: &Scope, by: By) -> StoreResult<Decided> {
    if !scope::sees(db.read(), limits, id).await? {
        let leader = leader(db.read(), id).await?.unwrap_or(id);
        if !scope::sees(db.read(), limits, leader).await? {
            return Ok(Decided::NotFound);
        }
    }
    let (write, idea, leader) = match hold(db, id).await? {
        Held::Both(held) => *held,
        Held::NoIdea => return Ok(Decided::NotFound),
        Held::NotMerged => return Ok(Decided::Gone),
    };
    let merge = merge_of(&write, id).await?;
    let seq = part(&write, &idea, leader, merge.as_ref(), None, by).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Takes the merge at this place in the log back, as long as it is the last decision on the
/// idea. What happened elsewhere in the group since does not matter.
///
/// # Errors
/// The database could not write it.
pub async fn undo(db: &Db, limits: &Scope, merge: &log::Model, by: By) -> StoreResult<Undone> {
    let Some(id) = merge.idea_id else { return Ok(Undone::NotFound) };
    // The entry at the leader is no decision of its own.
    if Details::of(merge).to.is_none() {
        return Ok(Undone::NotFound);
    }
    let (write, idea, leader) = match hold(db, id).await? {
        Held::Both(held) => *held,
        Held::NoIdea => return Ok(Undone::NotFound),
        Held::NotMerged => return Ok(Undone::TooLate),
    };
    if !scope::sees(write.conn(), limits, id).await? {
        write.rollback().await?;
        return Ok(Undone::NotFound);
    }
    if idea.decision_seq != Some(merge.seq) {
        write.rollback().await?;
        return Ok(Undone::TooLate);
    }
    part(&write, &idea, leader, Some(merge), Some(merge.seq), by).await?;
    write.commit().await?;
    Ok(Undone::Done)
}

enum Held {
    NoIdea,
    NotMerged,
    /// The idea and the one that leads it.
    Both(Box<(Write, Model, i64)>),
}

/// Holds a merged idea and the one that leads it.
async fn hold(db: &Db, id: i64) -> StoreResult<Held> {
    for _ in 0..TRIES {
        let write = db.write().await?;
        let Some(first) = leader(write.conn(), id).await? else {
            write.rollback().await?;
            return Ok(Held::NoIdea);
        };
        write.take_ideas(&[id, first]).await?;
        let idea = Entity::find_by_id(id).one(write.conn()).await?;
        let Some(idea) = idea.filter(|idea| idea.merged_into.is_some()) else {
            write.rollback().await?;
            return Ok(Held::NotMerged);
        };
        if leader(write.conn(), id).await? == Some(first) {
            return Ok(Held::Both(Box::new((write, idea, first))));
        }
        write.rollback().await?;
    }
    Err(StoreError::corrupt("a group whose leader changes all the time"))
}

/// The entry of the log by which the idea was merged; none in a database that was filled without
/// a log.
async fn merge_of(write: &Write, id: i64) -> StoreResult<Option<log::Model>> {
    use log::Column::{IdeaId, Kind, Seq};
    let kinds = [ActivityKind::IdeaMerged, ActivityKind::IdeaStatus].map(ActivityKind::as_str);
    let entries = log::Entity::find()
        .filter(IdeaId.eq(id).and(Kind.is_in(kinds)))
        .order_by_desc(Seq)
        .all(write.conn())
        .await?;
    let merged = Some(IdeaStatus::Merged.as_str());
    // One that was hidden while it was merged has an entry that leads from merged to merged.
    Ok(entries.into_iter().find(|entry| {
        let details = Details::of(entry);
        details.to.as_deref() == merged && details.from.as_deref() != merged
    }))
}

/// Parts an idea from its group; both are held.
async fn part(
    write: &Write,
    idea: &Model,
    leader: i64,
    merge: Option<&log::Model>,
    undoes: Option<i64>,
    by: By,
) -> StoreResult<i64> {
    let details = merge.map(Details::of).unwrap_or_default();
    let (mut next, mut shown) = match details.from.as_deref() {
        Some(before) => (status(before)?, details.shown_before),
        None => (IdeaStatus::Published, true),
    };
    if !idea.is_public {
        // Hidden while it was merged: it is not seen again by standing for itself.
        (next, shown) = (IdeaStatus::Declined, false);
    }
    let companions = counts::Companions::of(write, leader).await?;
    let waits = match details.waited.filter(|_| idea.is_public) {
        // Merged before it was noted since when it had waited; while its author is asked something,
        // it is the author's turn.
        None if next == IdeaStatus::Submitted && !asked(write, idea.id).await? => {
            Some(idea.created_at)
        }
        waited => waited,
    };
    put(write, idea, next, shown, waits, by.now).await?;
    counts::comments_home(write, idea.id, leader).await?;
    for id in [idea.id, leader] {
        count_comments(write, id, Some(by.now.0)).await?;
        counts::supports(write, id).await?;
    }
    companions.parted(write, leader, idea.id).await?;
    let own = Details {
        from: Some(IdeaStatus::Merged.as_str().to_owned()),
        to: Some(next.as_str().to_owned()),
        other: Some(leader),
        undoes,
        shown_before: idea.is_public,
        shown_after: shown,
        ..Details::default()
    };
    let seq = note(write, idea, leader, details.along.first().copied(), own, by).await?;
    // What was taken back leaves nothing to take back.
    if undoes.is_none() {
        remember_idea(write, idea.id, seq).await?;
    }
    Ok(seq)
}

async fn put(
    write: &Write,
    idea: &Model,
    next: IdeaStatus,
    shown: bool,
    waits: Option<i64>,
    now: Timestamp,
) -> StoreResult<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(next.as_str()))
        .col_expr(Column::MergedInto, Expr::value(None::<i64>))
        .col_expr(Column::IsPublic, Expr::value(shown))
        .col_expr(Column::WaitsSince, Expr::value(waits))
        .col_expr(Column::ActiveAt, Expr::value(now.0))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>));
    if waits.is_some() || next == IdeaStatus::Submitted {
        update = update.col_expr(Column::DecidedAt, Expr::value(None::<i64>));
    }
    update.filter(Column::Id.eq(idea.id)).exec(write.conn()).await?;
    Ok(())
}

async fn asked(write: &Write, id: i64) -> StoreResult<bool> {
    use questions::Column::{AnsweredAt, IdeaId, WithdrawnAt};
    let open = IdeaId.eq(id).and(AnsweredAt.is_null()).and(WithdrawnAt.is_null());
    Ok(questions::Entity::find().filter(open).one(write.conn()).await?.is_some())
}

/// Tells the log of all that are concerned: the idea that it was merged into, the one that led
/// in the end, and itself last.
async fn note(
    write: &Write,
    idea: &Model,
    leader: i64,
    merge_at_leader: Option<i64>,
    own: Details,
    by: By,
) -> StoreResult<i64> {
    let entry = |idea, details| {
        let entry = Entry::idea(ActivityKind::IdeaUnmerged, idea, by.now);
        Entry { staff: Some(by.staff), details, ..entry }
    };
    let other = |undoes| Details {
        other: Some(idea.id),
        undoes,
        shown_before: true,
        shown_after: true,
        ..Details::default()
    };
    let undoes = own.undoes.and(merge_at_leader);
    if let Some(into) = idea.merged_into.filter(|into| *into != leader) {
        activity::append(write, entry(into, other(undoes))).await?;
        activity::append(write, entry(leader, other(None))).await?;
    } else {
        activity::append(write, entry(leader, other(undoes))).await?;
    }
    activity::append(write, entry(idea.id, own)).await
}

/// Merges an idea again whose merge was taken apart by the decision at this place in the log, as
/// long as it is the last one on the idea.
///
/// # Errors
/// The database could not write it.
pub async fn again(db: &Db, limits: &Scope, parted: &log::Model, by: By) -> StoreResult<Undone> {
    let details = Details::of(parted);
    // The entry at the one that led is no decision of its own, and neither is a taking back.
    let (Some(id), Some(into), Some(_), None) =
        (parted.idea_id, details.other, &details.to, details.undoes)
    else {
        return Ok(Undone::NotFound);
    };
    let idea = Entity::find_by_id(id).one(db.read()).await?;
    let Some(idea) = idea.filter(|idea| idea.decision_seq == Some(parted.seq)) else {
        return Ok(Undone::TooLate);
    };
    // Nothing is decided meanwhile that was not seen.
    let seen = Timestamp(idea.active_at).to_string();
    Ok(match merge(db, id, into, &seen, limits, by).await? {
        Merged::Decided(Decided::Done(_)) => Undone::Done,
        Merged::Decided(Decided::NotFound) => Undone::NotFound,
        _ => Undone::TooLate,
    })
}
