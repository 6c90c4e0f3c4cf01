//! Numbers for the team.
//!
//! Every query is bounded: it looks at what an index finds in the last days (a year at the
//! most), or at what waits now, and gives sums. Times are the exception: for a median every case
//! is needed, so the newest cases are read, [`CASES`] at the most, and the median is computed
//! here, the same for both databases. Twelve statements, however much there is.

use std::collections::BTreeMap;

use app::{
    api::{DayCount, DepartmentShare, Numbers, Share, Typical, WaitingNow},
    domain::{Date, Scope, Timestamp, WorkState},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    Statement, StatementBuilder,
    sea_query::{Alias, Condition, Expr, ExprTrait, JoinType, Query, SelectStatement},
};

use super::entities::{answers, departments, idea_departments, ideas};
use super::{Db, StoreResult, activity, places, scope};

/// The most cases that a median is taken of; with more, the newest.
pub const CASES: u64 = 20_000;
const HOUR: i64 = 3_600_000;

/// The numbers of the last `days` days, today included, within these limits.
///
/// # Errors
/// The database cannot be read.
pub async fn read(db: &Db, within: &Scope, days: i64, now: Timestamp) -> StoreResult<Numbers> {
    // First: what happens from here on comes through the live stream.
    let seq = activity::head(db).await?;
    let today = Date::of(now);
    let first = today.plus_days(1 - days.clamp(1, 366));
    let since = first.begins().0;
    let mut numbers = Numbers {
        days: intake(db, within, first, today).await?,
        waiting: WaitingNow::default(),
        decision: Typical::default(),
        answer: Typical::default(),
        topics: Vec::new(),
        labs: Vec::new(),
        departments: Vec::new(),
        seq,
    };
    let mut groups = Groups::default();
    for (topic, lab, count, _) in came_in(db, within, since).await? {
        groups.each(&topic, lab.as_ref(), |sums| sums.ideas += count);
    }
    for (kind, (table, column, waits)) in WAITING.into_iter().enumerate() {
        for (topic, lab, count, oldest) in waiting(db, within, table, column, waits).await? {
            groups.each(&topic, lab.as_ref(), |sums| sums.waiting += count);
            let of = &mut numbers.waiting;
            let kinds = [
                &mut of.ideas,
                &mut of.comments,
                &mut of.reports,
                &mut of.edits,
                &mut of.companions,
            ];
            if let Some(sum) = kinds.into_iter().nth(kind) {
                *sum += count;
            }
            let oldest = oldest.map(Timestamp);
            of.oldest = [of.oldest, oldest].into_iter().flatten().min();
        }
    }
    let mut all = Vec::new();
    for (topic, lab, ms) in decisions(db, within, since).await? {
        groups.each(&topic, lab.as_ref(), |sums| sums.decisions.push(ms));
        all.push(ms);
    }
    numbers.decision = median(all);
    let (mut all, mut by_department) = (Vec::new(), BTreeMap::<String, Vec<i64>>::new());
    for (topic, lab, department, ms) in given_answers(db, within, since).await? {
        groups.each(&topic, lab.as_ref(), |sums| sums.answers.push(ms));
        by_department.entry(department).or_default().push(ms);
        all.push(ms);
    }
    numbers.answer = median(all);
    numbers.departments = worked_on(db, within, today, by_department).await?;
    numbers.topics = shares(groups.topics);
    numbers.labs = shares(groups.labs);
    Ok(numbers)
}

/// What is summed up for one topic or lab.
#[derive(Debug, Default)]
struct Sums {
    ideas: u32,
    waiting: u32,
    decisions: Vec<i64>,
    answers: Vec<i64>,
}

#[derive(Debug, Default)]
struct Groups {
    topics: BTreeMap<Option<String>, Sums>,
    labs: BTreeMap<Option<String>, Sums>,
}

impl Groups {
    /// Adds to the sums of both.
    fn each(&mut self, topic: &str, lab: Option<&String>, mut add: impl FnMut(&mut Sums)) {
        add(self.topics.entry(Some(topic.to_owned())).or_default());
        add(self.labs.entry(lab.cloned()).or_default());
    }
}

fn shares(groups: BTreeMap<Option<String>, Sums>) -> Vec<Share> {
    let share = |(slug, sums): (Option<String>, Sums)| Share {
        slug,
        ideas: sums.ideas,
        waiting: sums.waiting,
        decision: median(sums.decisions),
        answer: median(sums.answers),
    };
    let mut shares: Vec<Share> = groups.into_iter().map(share).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.ideas));
    shares
}

/// The median: the middle one, or the mean of both that are in the middle.
fn median(mut cases: Vec<i64>) -> Typical {
    cases.sort_unstable();
    let middle = cases.len() / 2;
    let ms = match cases.get(middle) {
        None => None,
        Some(upper) if cases.len() % 2 == 1 => Some(*upper),
        Some(upper) => cases.get(middle - 1).map(|lower| lower + (upper - lower) / 2),
    };
    Typical { ms, cases: u32::try_from(cases.len()).unwrap_or(u32::MAX) }
}

async fn run(db: &Db, query: &SelectStatement) -> StoreResult<Vec<QueryResult>> {
    let statement: Statement = StatementBuilder::build(query, &db.read().get_database_backend());
    Ok(db.read().query_all_raw(statement).await?)
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

/// Rows of this table with their ideas, within the limits.
fn with_ideas(table: &'static str, within: &Scope) -> SelectStatement {
    let mut query = Query::select();
    query.from(Alias::new(table)).cond_where(scope::ideas(within));
    if table != "ideas" {
        let same = Expr::col((Alias::new(table), Alias::new("idea_id")))
            .equals((ideas::Entity, ideas::Column::Id));
        query.join(JoinType::InnerJoin, ideas::Entity, same);
    }
    query
}

/// What came in, day by day. The database counts by the hour, which all days of the lab's zone
/// begin with: a day of summer time begins at another hour than one of winter time.
async fn intake(db: &Db, within: &Scope, first: Date, last: Date) -> StoreResult<Vec<DayCount>> {
    let mut days = BTreeMap::new();
    for n in 0..=(last.0 - first.0) {
        let day = first.plus_days(n);
        days.insert(day, DayCount { day, ideas: 0, comments: 0, reports: 0 });
    }
    for (kind, table) in ["ideas", "comments", "reports"].into_iter().enumerate() {
        let created = Expr::col((Alias::new(table), Alias::new("created_at")));
        let mut query = with_ideas(table, within);
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

/// Topic, lab, how many, and since when the oldest.
type Group = (String, Option<String>, u32, Option<i64>);

async fn grouped(
    db: &Db,
    table: &'static str,
    within: &Scope,
    since: &'static str,
    which: Condition,
) -> StoreResult<Vec<Group>> {
    let mut query = with_ideas(table, within);
    let since = Expr::col((Alias::new(table), Alias::new(since)));
    query
        .column((ideas::Entity, ideas::Column::Topic))
        .column((ideas::Entity, ideas::Column::Lab))
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("count"))
        .expr_as(since.min(), Alias::new("oldest"))
        .cond_where(which)
        .group_by_col((ideas::Entity, ideas::Column::Topic))
        .group_by_col((ideas::Entity, ideas::Column::Lab));
    let rows = run(db, &query).await?;
    let group = |row: QueryResult| {
        let count: i64 = row.try_get_by_index(2)?;
        let (topic, lab) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok((topic, lab, small(count), row.try_get_by_index(3)?))
    };
    rows.into_iter().map(group).collect()
}

async fn came_in(db: &Db, within: &Scope, since: i64) -> StoreResult<Vec<Group>> {
    let new = Condition::all().add(Expr::col((ideas::Entity, ideas::Column::CreatedAt)).gte(since));
    grouped(db, "ideas", within, "created_at", new).await
}

/// What waits: table, since when, and its condition, in the words of the partial indexes.
const WAITING: [(&str, &str, &str); 5] = [
    ("ideas", "waits_since", "ideas.waits_since IS NOT NULL"),
    ("comments", "waits_since", "comments.waits_since IS NOT NULL"),
    ("reports", "created_at", "reports.status = 'open'"),
    ("edits", "waits_since", "edits.waits_since IS NOT NULL"),
    ("companions", "waits_since", "companions.waits_since IS NOT NULL"),
];

async fn waiting(
    db: &Db,
    within: &Scope,
    table: &'static str,
    since: &'static str,
    waits: &'static str,
) -> StoreResult<Vec<Group>> {
    grouped(db, table, within, since, Condition::all().add(Expr::cust(waits))).await
}

/// Topic, lab, and how long the first decision took, of the newest decisions.
async fn decisions(
    db: &Db,
    within: &Scope,
    since: i64,
) -> StoreResult<Vec<(String, Option<String>, i64)>> {
    use ideas::Column;
    let took = Column::DecidedAt.into_expr().sub(Expr::col((ideas::Entity, Column::CreatedAt)));
    let rows = ideas::Entity::find()
        .select_only()
        .columns([Column::Topic, Column::Lab])
        .column_as(took, "took")
        .filter(Column::DecidedAt.gte(since))
        .filter(scope::ideas(within))
        .order_by_desc(Column::DecidedAt)
        .limit(CASES)
        .into_tuple();
    Ok(rows.all(db.read()).await?)
}

/// Topic, lab, department, and how long an answer took, of the newest answers.
async fn given_answers(
    db: &Db,
    within: &Scope,
    since: i64,
) -> StoreResult<Vec<(String, Option<String>, String, i64)>> {
    use answers::Column;
    let published = Expr::col((answers::Entity, Column::PublishedAt));
    let took = published.clone().sub(Expr::col((ideas::Entity, ideas::Column::CreatedAt)));
    let mut query = with_ideas("answers", within);
    query
        .column((ideas::Entity, ideas::Column::Topic))
        .column((ideas::Entity, ideas::Column::Lab))
        .column((answers::Entity, Column::Department))
        .expr_as(took, Alias::new("took"))
        .and_where(published.clone().gte(since))
        .order_by_expr(published, sea_orm::Order::Desc)
        .limit(CASES);
    let answer = |row: QueryResult| {
        let (topic, lab) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok((topic, lab, row.try_get_by_index(2)?, row.try_get_by_index(3)?))
    };
    run(db, &query).await?.into_iter().map(answer).collect()
}

/// What each department has to do.
async fn worked_on(
    db: &Db,
    within: &Scope,
    today: Date,
    mut answers: BTreeMap<String, Vec<i64>>,
) -> StoreResult<Vec<DepartmentShare>> {
    use idea_departments::{Column, Entity};
    // Days are written so that they sort as text.
    let late = Expr::col((Entity, Column::DueOn)).lt(today.to_string());
    let late = sea_orm::sea_query::CaseStatement::new().case(late, 1_i64).finally(0_i64);
    let mut query = with_ideas("idea_departments", within);
    query
        .column((Entity, Column::Department))
        .column((Entity, Column::State))
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("count"))
        .expr_as(Expr::expr(late).sum(), Alias::new("late"))
        .and_where(Expr::col((Entity, Column::State)).ne(WorkState::HandedOn.as_str()))
        .group_by_col((Entity, Column::Department))
        .group_by_col((Entity, Column::State));
    let mut counts: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
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
    let share = |row: departments::Model| {
        let of = |state: WorkState| {
            let key = (row.slug.clone(), state.as_str().to_owned());
            counts.get(&key).copied().unwrap_or_default()
        };
        let (open, working) = (of(WorkState::Open), of(WorkState::Working));
        let share = DepartmentShare {
            open: open.0,
            working: working.0,
            done: of(WorkState::Done).0,
            overdue: open.1 + working.1,
            answer: median(answers.remove(&row.slug).unwrap_or_default()),
            slug: row.slug.clone(),
            name_de: row.name_de.clone(),
            name_en: row.name_en.clone(),
        };
        // One that was put away is told of while it still has something.
        let has = share.open + share.working + share.done + share.answer.cases > 0;
        (has || row.archived_at.is_none()).then_some(share)
    };
    Ok(rows.into_iter().filter_map(share).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        let of = |cases: &[i64]| median(cases.to_vec()).ms;
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some(7));
        assert_eq!(of(&[9, 1, 5]), Some(5));
        assert_eq!(of(&[10, 1, 4, 2]), Some(3));
        assert_eq!(of(&[i64::MAX, i64::MAX]), Some(i64::MAX));
        assert_eq!(median(vec![1, 2]).cases, 2);
    }
}
