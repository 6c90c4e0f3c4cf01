//! The statements behind the numbers.

use std::collections::BTreeMap;

use app::{
    api::DayCount,
    domain::{Date, Timestamp, WorkState},
};
use sea_orm::{
    ConnectionTrait, EntityTrait, Order, QueryOrder, QueryResult, QuerySelect, Statement,
    StatementBuilder,
    sea_query::{
        Alias, CaseStatement, Expr, ExprTrait, JoinType, Query, SelectStatement, UnionType,
    },
};

use super::Picked;
use crate::store::entities::{answers, departments, idea_departments, ideas};
use crate::store::{Db, StoreResult, places};

/// The most cases that a median is taken of; with more, the newest.
pub const CASES: u64 = 20_000;
const HOUR: i64 = 3_600_000;

/// What is summed up apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The topic and the lab.
    Place,
    /// Each department that has the idea; one that several have counts for each.
    Department,
}

/// A topic and a lab, or a department and nothing.
pub(super) type Group = (String, Option<String>);

fn group(row: &QueryResult) -> StoreResult<Group> {
    Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))
}

async fn run(db: &Db, query: &SelectStatement) -> StoreResult<Vec<QueryResult>> {
    let statement: Statement = StatementBuilder::build(query, &db.read().get_database_backend());
    Ok(db.read().query_all_raw(statement).await?)
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

/// Rows of this table with their ideas, as far as they were picked.
fn with_ideas(table: &'static str, picked: &Picked) -> SelectStatement {
    let mut query = Query::select();
    query.from(Alias::new(table)).cond_where(picked.ideas());
    if table != "ideas" {
        let same = Expr::col((Alias::new(table), Alias::new("idea_id")))
            .equals((ideas::Entity, ideas::Column::Id));
        query.join(JoinType::InnerJoin, ideas::Entity, same);
    }
    query
}

/// The same, with the [`Group`] of each row as the first two columns.
fn by_group(table: &'static str, picked: &Picked, by: By) -> SelectStatement {
    use idea_departments::{Column, Entity};
    let mut query = with_ideas(table, picked);
    match by {
        By::Place => query
            .column((ideas::Entity, ideas::Column::Topic))
            .column((ideas::Entity, ideas::Column::Lab)),
        By::Department => {
            let same =
                Expr::col((Entity, Column::IdeaId)).equals((ideas::Entity, ideas::Column::Id));
            query
                .join(JoinType::InnerJoin, Entity, same)
                .and_where(Expr::col((Entity, Column::State)).ne(WorkState::HandedOn.as_str()))
                .column((Entity, Column::Department))
                .expr(Expr::cust("CAST(NULL AS TEXT)"))
        }
    };
    query
}

/// Sums up by the [`Group`].
fn summed(query: &mut SelectStatement, by: By) -> &mut SelectStatement {
    use idea_departments::{Column, Entity};
    match by {
        By::Place => query
            .group_by_col((ideas::Entity, ideas::Column::Topic))
            .group_by_col((ideas::Entity, ideas::Column::Lab)),
        By::Department => query.group_by_col((Entity, Column::Department)),
    }
}

/// What came in, day by day. The database counts by the hour, which all days of the lab's zone
/// begin with: a day of summer time begins at another hour than one of winter time.
pub(super) async fn intake(
    db: &Db,
    picked: &Picked,
    first: Date,
    last: Date,
) -> StoreResult<Vec<DayCount>> {
    let mut days = BTreeMap::new();
    for n in 0..=(last.0 - first.0) {
        let day = first.plus_days(n);
        days.insert(day, DayCount { day, ideas: 0, comments: 0, reports: 0 });
    }
    for (kind, table) in ["ideas", "comments", "reports"].into_iter().enumerate() {
        let created = Expr::col((Alias::new(table), Alias::new("created_at")));
        let mut query = with_ideas(table, picked);
        query
            .expr_as(created.clone().div(HOUR), Alias::new("hour"))
            .expr_as(Expr::cust("COUNT(*)"), Alias::new("count"))
            .and_where(created.gte(first.begins().0))
            .add_group_by([Expr::cust("1")]);
        for row in run(db, &query).await? {
            let (hour, count): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            if let Some(day) = days.get_mut(&Date::of(Timestamp(hour * HOUR))) {
                let sums = [&mut day.ideas, &mut day.comments, &mut day.reports];
                if let Some(sum) = sums.into_iter().nth(kind) {
                    *sum += small(count);
                }
            }
        }
    }
    Ok(days.into_values().collect())
}

/// How many ideas came in.
pub(super) async fn came_in(
    db: &Db,
    picked: &Picked,
    by: By,
    since: i64,
) -> StoreResult<Vec<(Group, u32)>> {
    let mut query = by_group("ideas", picked, by);
    query
        .expr(Expr::cust("COUNT(*)"))
        .and_where(Expr::col((ideas::Entity, ideas::Column::CreatedAt)).gte(since));
    let rows = run(db, summed(&mut query, by)).await?;
    rows.iter().map(|row| Ok((group(row)?, small(row.try_get_by_index(2)?)))).collect()
}

/// What waits: table, since when, and its condition, in the words of the partial indexes.
const WAITING: [(&str, &str, &str); 5] = [
    ("ideas", "waits_since", "ideas.waits_since IS NOT NULL"),
    ("comments", "waits_since", "comments.waits_since IS NOT NULL"),
    ("reports", "created_at", "reports.status = 'open'"),
    ("edits", "waits_since", "edits.waits_since IS NOT NULL"),
    ("companions", "waits_since", "companions.waits_since IS NOT NULL"),
];

/// What waits: its kind as a place in [`WAITING`], how much, and since when the oldest.
pub(super) async fn waiting(
    db: &Db,
    picked: &Picked,
    by: By,
) -> StoreResult<Vec<(Group, i64, u32, Option<i64>)>> {
    let mut queries = WAITING.into_iter().zip(0_i64..).map(|((table, since, waits), kind)| {
        let mut query = by_group(table, picked, by);
        query
            .expr(Expr::cust(format!("CAST({kind} AS BIGINT)")))
            .expr(Expr::cust("COUNT(*)"))
            .expr(Expr::col((Alias::new(table), Alias::new(since))).min())
            .and_where(Expr::cust(waits));
        summed(&mut query, by).take()
    });
    let mut query = queries.next().unwrap_or_default();
    query.unions(queries.map(|other| (UnionType::All, other)));
    let waiting = |row: &QueryResult| {
        let (kind, count) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
        Ok((group(row)?, kind, small(count), row.try_get_by_index(4)?))
    };
    run(db, &query).await?.iter().map(waiting).collect()
}

/// How long the first decision took, of the newest decisions.
pub(super) async fn decisions(
    db: &Db,
    picked: &Picked,
    by: By,
    since: i64,
) -> StoreResult<Vec<(Group, i64)>> {
    use ideas::Column;
    let decided = Expr::col((ideas::Entity, Column::DecidedAt));
    let mut query = by_group("ideas", picked, by);
    query
        .expr(decided.clone().sub(Expr::col((ideas::Entity, Column::CreatedAt))))
        .and_where(decided.clone().gte(since))
        .order_by_expr(decided, Order::Desc)
        .limit(CASES);
    let rows = run(db, &query).await?;
    rows.iter().map(|row| Ok((group(row)?, row.try_get_by_index(2)?))).collect()
}

/// Topic and lab, department, and how long an answer took, of the newest answers.
pub(super) async fn given_answers(
    db: &Db,
    picked: &Picked,
    since: i64,
) -> StoreResult<Vec<(Group, String, i64)>> {
    use answers::Column;
    let published = Expr::col((answers::Entity, Column::PublishedAt));
    let took = published.clone().sub(Expr::col((ideas::Entity, ideas::Column::CreatedAt)));
    let mut query = by_group("answers", picked, By::Place);
    query
        .column((answers::Entity, Column::Department))
        .expr(took)
        .and_where(published.clone().gte(since))
        .and_where(Expr::col((answers::Entity, Column::WithdrawnAt)).is_null())
        .order_by_expr(published, Order::Desc)
        .limit(CASES);
    let rows = run(db, &query).await?;
    let answer =
        |row: &QueryResult| Ok((group(row)?, row.try_get_by_index(2)?, row.try_get_by_index(3)?));
    rows.iter().map(answer).collect()
}

/// The departments, and how much each has in each state: all of it, and what is past its day.
pub(super) struct Departments {
    /// By name.
    pub(super) rows: Vec<departments::Model>,
    /// By slug and state.
    pub(super) counts: BTreeMap<(String, String), (u32, u32)>,
}

/// What each department has to do.
pub(super) async fn worked_on(db: &Db, picked: &Picked, today: Date) -> StoreResult<Departments> {
    use idea_departments::{Column, Entity};
    // Days are written so that they sort as text.
    let late = Expr::col((Entity, Column::DueOn)).lt(today.to_string());
    let late = CaseStatement::new().case(late, 1_i64).finally(0_i64);
    let mut query = with_ideas("idea_departments", picked);
    query
        .column((Entity, Column::Department))
        .column((Entity, Column::State))
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("count"))
        .expr_as(Expr::expr(late).sum(), Alias::new("late"))
        .and_where(Expr::col((Entity, Column::State)).ne(WorkState::HandedOn.as_str()))
        .group_by_col((Entity, Column::Department))
        .group_by_col((Entity, Column::State));
    let mut counts = BTreeMap::new();
    for row in run(db, &query).await? {
        let key = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let count: i64 = row.try_get_by_index(2)?;
        // PostgreSQL adds whole numbers up to a decimal.
        let late: i64 = match db.is_postgres() {
            true => row.try_get_by_index::<sea_orm::prelude::Decimal>(3)?.try_into().unwrap_or(0),
            false => row.try_get_by_index(3)?,
        };
        counts.insert(key, (small(count), small(late)));
    }
    let rows = departments::Entity::find()
        .order_by_asc(departments::Column::NameDe)
        .limit(places::MANY)
        .all(db.read())
        .await?;
    Ok(Departments { rows, counts })
}
