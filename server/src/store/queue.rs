//! What waits for a decision: submitted ideas, submitted comments, open reports.

use std::collections::{HashMap, HashSet};

use app::{
    api::{Report, Waiting, WaitingKind},
    domain::{ReportReason, Timestamp},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement, sea_query::Expr,
};

use super::comments::comment;
use super::entities::{comments, ideas, reports};
use super::{Db, StoreError, StoreResult, details};

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

const KINDS: [WaitingKind; 3] = [WaitingKind::Idea, WaitingKind::Comment, WaitingKind::Report];

// The partial indexes want their statuses as literals.
const IDEA_WAITS: &str = "status = 'submitted'";
const COMMENT_WAITS: &str = "status = 'submitted'";
const REPORT_WAITS: &str = "status = 'open'";

/// How much waits in all.
///
/// # Errors
/// The database cannot be read.
pub async fn total(db: &Db) -> StoreResult<u64> {
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM ideas WHERE {IDEA_WAITS})
            + (SELECT COUNT(*) FROM comments WHERE {COMMENT_WAITS})
            + (SELECT COUNT(*) FROM reports WHERE {REPORT_WAITS}) AS total"
    );
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    let row = db.read().query_one_raw(statement).await?;
    let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "total"))?;
    Ok(u64::try_from(total).unwrap_or(0))
}

/// At most `limit` things behind a place, longest waiting first, and where the next ones begin.
/// The number of statements does not depend on how many there are.
///
/// # Errors
/// The database cannot be read.
pub async fn page(
    db: &Db,
    after: Option<Place>,
    limit: usize,
) -> StoreResult<(Vec<Waiting>, Option<Place>)> {
    let mut places = Vec::new();
    for kind in KINDS {
        places.extend(of_kind(db, kind, after, limit + 1).await?);
    }
    places.sort_unstable();
    let next = places.get(limit.saturating_sub(1)).filter(|_| places.len() > limit).copied();
    places.truncate(limit);
    Ok((load(db, &places).await?, next))
}

/// One thing, as long as it waits.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, kind: WaitingKind, id: i64) -> StoreResult<Option<Waiting>> {
    let place = Place { since: 0, rank: rank(kind), id };
    let found = load(db, &[place]).await?;
    Ok(found.into_iter().next())
}

async fn of_kind(
    db: &Db,
    kind: WaitingKind,
    after: Option<Place>,
    limit: usize,
) -> StoreResult<Vec<Place>> {
    let rank = rank(kind);
    let limit = limit as u64;
    // Behind the place: later, or in the same moment and further back in the order.
    let behind = |since: Expr, id: Expr| {
        use sea_orm::ExprTrait;
        let Some(place) = after else { return Condition::all() };
        let first = match rank.cmp(&place.rank) {
            std::cmp::Ordering::Less => return Condition::all().add(since.gt(place.since)),
            std::cmp::Ordering::Equal => place.id,
            std::cmp::Ordering::Greater => 0,
        };
        Condition::any()
            .add(since.clone().gt(place.since))
            .add(since.eq(place.since).and(id.gt(first)))
    };
    macro_rules! places {
        ($table:ident, $waits:expr) => {{
            use $table::{Column, Entity};
            Entity::find()
                .select_only()
                .columns([Column::CreatedAt, Column::Id])
                .filter(Expr::cust($waits))
                .filter(behind(Expr::col(Column::CreatedAt), Expr::col(Column::Id)))
                .order_by_asc(Column::CreatedAt)
                .order_by_asc(Column::Id)
                .limit(limit)
                .into_tuple::<(i64, i64)>()
                .all(db.read())
                .await?
        }};
    }
    let rows = match kind {
        WaitingKind::Idea => places!(ideas, IDEA_WAITS),
        WaitingKind::Comment => places!(comments, COMMENT_WAITS),
        WaitingKind::Report => places!(reports, REPORT_WAITS),
        WaitingKind::Edit | WaitingKind::Companion => Vec::new(),
    };
    Ok(rows.into_iter().map(|(since, id)| Place { since, rank, id }).collect())
}

/// The things at these places that still wait, in their order.
async fn load(db: &Db, places: &[Place]) -> StoreResult<Vec<Waiting>> {
    let of = |kind| {
        let rank = rank(kind);
        places.iter().filter(move |place| place.rank == rank).map(|place| place.id)
    };
    let mut open_reports: HashMap<i64, reports::Model> = HashMap::new();
    if of(WaitingKind::Report).next().is_some() {
        let rows = reports::Entity::find()
            .filter(reports::Column::Id.is_in(of(WaitingKind::Report)))
            .filter(Expr::cust(REPORT_WAITS));
        open_reports = rows.all(db.read()).await?.into_iter().map(|row| (row.id, row)).collect();
    }
    let mut comment_ids: HashSet<i64> = of(WaitingKind::Comment).collect();
    comment_ids.extend(open_reports.values().filter_map(|report| report.comment_id));
    let mut all_comments: HashMap<i64, comments::Model> = HashMap::new();
    if !comment_ids.is_empty() {
        let rows = comments::Entity::find().filter(comments::Column::Id.is_in(comment_ids));
        all_comments = rows.all(db.read()).await?.into_iter().map(|row| (row.id, row)).collect();
    }
    let mut idea_ids: HashSet<i64> = of(WaitingKind::Idea).collect();
    idea_ids.extend(all_comments.values().map(|comment| comment.idea_id));
    idea_ids.extend(open_reports.values().map(|report| report.idea_id));
    let idea_ids: Vec<i64> = idea_ids.into_iter().collect();
    let all_ideas = details::by_ids(db, &idea_ids).await?;
    let mut waiting = Vec::with_capacity(places.len());
    for place in places {
        let one = match place.rank {
            1 => all_ideas.get(&place.id).filter(|idea| is_submitted(idea)).map(|idea| Waiting {
                kind: WaitingKind::Idea,
                id: place.id,
                since: idea.card.created_at,
                idea: idea.clone(),
                comment: None,
                report: None,
                held: Vec::new(),
                unseen: false,
                original: None,
                edit: None,
                offer: None,
                question: None,
                trust: None,
            }),
            2 => all_comments.get(&place.id).filter(|row| row.status == "submitted").and_then(
                |row| {
                    Some(Waiting {
                        kind: WaitingKind::Comment,
                        id: place.id,
                        since: Timestamp(row.created_at),
                        idea: all_ideas.get(&row.idea_id)?.clone(),
                        comment: Some(comment(row.clone())),
                        report: None,
                        held: Vec::new(),
                        unseen: false,
                        original: None,
                        edit: None,
                        offer: None,
                        question: None,
                        trust: None,
                    })
                },
            ),
            _ => match open_reports.get(&place.id) {
                Some(row) => all_ideas
                    .get(&row.idea_id)
                    .map(|idea| {
                        let of = row.comment_id.and_then(|id| all_comments.get(&id));
                        reported(row, idea.clone(), of)
                    })
                    .transpose()?,
                None => None,
            },
        };
        waiting.extend(one);
    }
    Ok(waiting)
}

fn is_submitted(idea: &app::api::Idea) -> bool {
    idea.card.status == app::domain::IdeaStatus::Submitted
}

fn reported(
    row: &reports::Model,
    idea: app::api::Idea,
    of: Option<&comments::Model>,
) -> StoreResult<Waiting> {
    let reason = ReportReason::from_key(&row.reason);
    let reason = reason.ok_or_else(|| StoreError::corrupt("reports.reason"))?;
    Ok(Waiting {
        kind: WaitingKind::Report,
        id: row.id,
        since: Timestamp(row.created_at),
        idea,
        comment: of.map(|row| comment(row.clone())),
        report: Some(Report { reason, text: row.text.clone() }),
        held: Vec::new(),
        unseen: false,
        original: None,
        edit: None,
        offer: None,
        question: None,
        trust: None,
    })
}
