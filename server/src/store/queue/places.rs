//! The order of what waits, and how much it is.

use app::{api::WaitingKind, domain::Scope};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, IntoColumnRef, Query},
};

use super::{Filter, Place, rank};
use crate::store::{
    Db, StoreResult,
    entities::{comments, companions, edits, ideas, reports},
    scope,
};

// The partial indexes want their conditions as literals.
const WAITS: &str = "waits_since IS NOT NULL";
const OPEN: &str = "status = 'open'";

/// Conditions on ideas, under their own name: what is seen, and what is asked for.
fn wanted(scope: &Scope, filter: &Filter) -> Condition {
    let mut wanted = Condition::all();
    if !scope.is_everything() {
        wanted = wanted.add(scope::ideas(scope));
    }
    if let Some(lab) = &filter.lab {
        wanted = wanted.add(ideas::Column::Lab.eq(lab));
    }
    if let Some(topic) = &filter.topic {
        wanted = wanted.add(ideas::Column::Topic.eq(topic));
    }
    wanted
}

/// The same for what belongs to an idea, whose number stands in `idea`. Looked up idea by idea,
/// in the order of what waits.
fn belonging(scope: &Scope, filter: &Filter, idea: impl IntoColumnRef) -> Condition {
    let wanted = wanted(scope, filter);
    if wanted.is_empty() {
        return wanted;
    }
    let idea_row = Query::select()
        .expr(Expr::val(1))
        .from(ideas::Entity)
        .and_where(Expr::col((ideas::Entity, ideas::Column::Id)).eq(Expr::col(idea)))
        .cond_where(wanted)
        .take();
    Condition::all().add(Expr::exists(idea_row))
}

/// Behind the place: later, or in the same moment and further back in the order.
fn after(place: Option<Place>, rank: i64, since: Expr, id: Expr) -> Condition {
    let Some(place) = place else { return Condition::all() };
    let first = match rank.cmp(&place.rank) {
        std::cmp::Ordering::Less => return Condition::all().add(since.gt(place.since)),
        std::cmp::Ordering::Equal => place.id,
        std::cmp::Ordering::Greater => 0,
    };
    let behind = Condition::any().add(since.clone().gt(place.since)).add(id.gt(first));
    // The first says where in the index to begin.
    Condition::all().add(since.gte(place.since)).add(behind)
}

macro_rules! query {
    (ideas, $waits:expr, $scope:expr, $filter:expr) => {
        ideas::Entity::find().filter(Expr::cust($waits)).filter(wanted($scope, $filter))
    };
    ($table:ident, $waits:expr, $scope:expr, $filter:expr) => {
        $table::Entity::find().filter(Expr::cust($waits)).filter(belonging(
            $scope,
            $filter,
            ($table::Entity, $table::Column::IdeaId),
        ))
    };
}

macro_rules! places {
    ($table:ident, $since:ident, $waits:expr, $db:expr, $scope:expr, $filter:expr, $after:expr, $rank:expr, $limit:expr) => {{
        use $table::Column;
        query!($table, $waits, $scope, $filter)
            .select_only()
            .columns([Column::$since, Column::Id])
            .filter(after(
                $after,
                $rank,
                Expr::col(($table::Entity, Column::$since)),
                Expr::col(($table::Entity, Column::Id)),
            ))
            .order_by_asc(Column::$since)
            .order_by_asc(Column::Id)
            .limit($limit)
            .into_tuple::<(i64, i64)>()
            .all($db.read())
            .await?
    }};
}

/// The first things of a kind behind a place.
pub(super) async fn behind(
    db: &Db,
    kind: WaitingKind,
    scope: &Scope,
    filter: &Filter,
    place: Option<Place>,
    limit: usize,
) -> StoreResult<Vec<Place>> {
    let (rank, limit) = (rank(kind), limit as u64);
    macro_rules! of {
        ($table:ident, $since:ident, $waits:expr) => {
            places!($table, $since, $waits, db, scope, filter, place, rank, limit)
        };
    }
    let rows = match kind {
        WaitingKind::Idea => of!(ideas, WaitsSince, WAITS),
        WaitingKind::Comment => of!(comments, WaitsSince, WAITS),
        WaitingKind::Report => of!(reports, CreatedAt, OPEN),
        WaitingKind::Edit => of!(edits, WaitsSince, WAITS),
        WaitingKind::Companion => of!(companions, WaitsSince, WAITS),
    };
    Ok(rows.into_iter().map(|(since, id)| Place { since, rank, id }).collect())
}

/// How much of a kind waits.
pub(super) async fn count(
    db: &Db,
    kind: WaitingKind,
    scope: &Scope,
    filter: &Filter,
) -> StoreResult<u64> {
    macro_rules! of {
        ($table:ident, $waits:expr) => {
            query!($table, $waits, scope, filter)
                .select_only()
                .column_as($table::Column::Id.count(), "n")
                .into_tuple::<i64>()
                .one(db.read())
                .await?
        };
    }
    let n = match kind {
        WaitingKind::Idea => of!(ideas, WAITS),
        WaitingKind::Comment => of!(comments, WAITS),
        WaitingKind::Report => of!(reports, OPEN),
        WaitingKind::Edit => of!(edits, WAITS),
        WaitingKind::Companion => of!(companions, WAITS),
    };
    Ok(n.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
}
