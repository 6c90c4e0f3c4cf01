//! What waits for staff: ideas, comments, reports, proposed edits, offers to help.
//!
//! `waits_since` says that it is the team's turn, and since when; reports wait while they are
//! open. Each kind has an index of its own on what waits, so that a long queue opens as fast as
//! a short one.

pub(in crate::store) mod load;
mod places;

use app::{
    api::{Evening, QueueCounts, Waiting, WaitingKind},
    domain::{HoldRules, Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::labs;
use super::{Db, StoreResult};

/// The most labs whose *Abendmodus* is told.
const EVENINGS: u64 = 200;

/// A place in the queue: behind this thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Since when it waits, in milliseconds.
    pub since: i64,
    /// Its kind; see [`rank`].
    pub rank: i64,
    /// Its number among its kind.
    pub id: i64,
}

/// The order of kinds among things that wait since the same moment.
pub fn rank(kind: WaitingKind) -> i64 {
    match kind {
        WaitingKind::Idea => 1,
        WaitingKind::Comment => 2,
        WaitingKind::Report => 3,
        WaitingKind::Edit => 4,
        WaitingKind::Companion => 5,
    }
}

/// What the queue is narrowed to, besides what somebody may see at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Slug of a lab.
    pub lab: Option<String>,
    /// Slug of a topic.
    pub topic: Option<String>,
    /// A kind.
    pub kind: Option<WaitingKind>,
}

/// How much waits of each kind, whatever kind the filter names.
///
/// # Errors
/// The database cannot be read.
pub async fn counts(db: &Db, scope: &Scope, filter: &Filter) -> StoreResult<QueueCounts> {
    Ok(QueueCounts {
        ideas: places::count(db, WaitingKind::Idea, scope, filter).await?,
        comments: places::count(db, WaitingKind::Comment, scope, filter).await?,
        reports: places::count(db, WaitingKind::Report, scope, filter).await?,
        edits: places::count(db, WaitingKind::Edit, scope, filter).await?,
        companions: places::count(db, WaitingKind::Companion, scope, filter).await?,
    })
}

/// At most `limit` things behind a place, longest waiting first, and where the next ones begin.
/// The number of statements does not depend on how many there are.
///
/// # Errors
/// The database cannot be read.
pub async fn page(
    db: &Db,
    rules: &HoldRules,
    scope: &Scope,
    filter: &Filter,
    after: Option<Place>,
    limit: usize,
) -> StoreResult<(Vec<Waiting>, Option<Place>)> {
    let mut places = Vec::new();
    for kind in WaitingKind::ALL {
        if filter.kind.is_none_or(|only| only == kind) {
            places.extend(places::behind(db, kind, scope, filter, after, limit + 1).await?);
        }
    }
    places.sort_unstable();
    let next = places.get(limit.saturating_sub(1)).filter(|_| places.len() > limit).copied();
    places.truncate(limit);
    Ok((load::waiting(db, rules, &places).await?, next))
}

/// One thing, as long as it waits and somebody with these limits sees it.
///
/// # Errors
/// The database cannot be read.
pub async fn find(
    db: &Db,
    rules: &HoldRules,
    scope: &Scope,
    kind: WaitingKind,
    id: i64,
) -> StoreResult<Option<Waiting>> {
    let found = load::waiting(db, rules, &[Place { since: 0, rank: rank(kind), id }]).await?;
    let Some(found) = found.into_iter().next() else { return Ok(None) };
    let seen = super::scope::sees(db.read(), scope, found.idea.card.id).await?;
    Ok(seen.then_some(found))
}

/// The labs within these limits whose *Abendmodus* is on.
///
/// # Errors
/// The database cannot be read.
pub async fn evenings(db: &Db, scope: &Scope, now: Timestamp) -> StoreResult<Vec<Evening>> {
    use labs::Column::{EveningUntil, Position, Slug};
    let on: Vec<(String, Option<i64>)> = labs::Entity::find()
        .select_only()
        .columns([Slug, EveningUntil])
        .filter(EveningUntil.gt(now.0))
        .order_by_asc(Position)
        .limit(EVENINGS)
        .into_tuple()
        .all(db.read())
        .await?;
    let seen = on.into_iter().filter(|(lab, _)| scope.has_lab(Some(lab)));
    Ok(seen.map(|(lab, until)| Evening { lab, until: until.map(Timestamp) }).collect())
}
