//! The programme as everybody reads it: dates in order of time.

use app::{
    api::EventCard,
    domain::{Date, EventKind, Timestamp},
};
use sea_orm::{FromQueryResult, Statement, Value};

use super::cards::{COLUMNS, CardRow, from_rows};
use crate::store::{Db, StoreResult};

/// The longest that a date can last, in milliseconds: it ends on the next day at the latest.
pub(super) const LONGEST: i64 = 2 * 86_400_000;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Slug of a lab.
    pub lab: Option<String>,
    /// Slug of a topic.
    pub topic: Option<String>,
    /// What kind of event.
    pub kind: Option<EventKind>,
    /// Only where there are seats.
    pub free: bool,
    /// What is over, the latest first.
    pub past: bool,
    /// From the beginning of this day on.
    pub from: Option<Date>,
    /// Up to the end of this day.
    pub to: Option<Date>,
}

/// A place in the programme: the moment at which a date begins, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The moment, in milliseconds.
    pub at: i64,
    /// The number.
    pub id: i64,
}

/// A piece of the programme.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its cards.
    pub items: Vec<EventCard>,
    /// Where to go on.
    pub next: Option<Place>,
}

/// The dates of a topic.
const AT_TOPIC: &str = "event_date_topics AS t JOIN event_dates AS d ON d.id = t.date_id";
/// The same for PostgreSQL, which else reads all dates there are for a topic that is rare.
const ONE_BY_ONE: &str = "event_date_topics AS t CROSS JOIN LATERAL
    (SELECT * FROM event_dates AS x WHERE x.id = t.date_id OFFSET 0) AS d";

/// At most `limit` dates of public events after a place. Three statements, however many.
///
/// # Errors
/// The database cannot be read.
pub async fn list(
    db: &Db,
    wanted: &Wanted,
    after: Option<Place>,
    limit: u64,
    now: Timestamp,
) -> StoreResult<Listed> {
    let mut query = Query { values: Vec::new(), conditions: vec!["d.is_public".to_owned()] };
    // A topic has its dates in their order: they are gone through there.
    let (dates, starts, number) = match &wanted.topic {
        Some(topic) => {
            query.add("t.topic = ?", [topic.clone().into()]);
            (if db.is_postgres() { ONE_BY_ONE } else { AT_TOPIC }, "t.starts_at", "t.date_id")
        }
        None => ("event_dates AS d", "d.starts_at", "d.id"),
    };
    if let Some(lab) = &wanted.lab {
        query.add("d.lab = ?", [lab.clone().into()]);
    }
    if let Some(kind) = wanted.kind {
        query.add("d.kind = ?", [kind.as_str().into()]);
    }
    if wanted.free {
        query.add(
            "e.state = 'published' AND (NOT e.signs_up OR ((e.capacity IS NULL
             OR e.taken < e.capacity) AND COALESCE(e.opens_at, 0) <= ?
             AND COALESCE(e.closes_at, e.starts_at) > ? AND e.starts_at > ?))",
            [now.0.into(), now.0.into(), now.0.into()],
        );
    }
    // A view of days shows what was on them; a list goes on from now.
    match (wanted.past, wanted.from) {
        (true, _) => {
            let over = format!("d.ends_at <= ? AND {starts} < ?");
            query.add(&over, [now.0.into(), now.0.into()]);
        }
        (false, Some(from)) => query.add(&format!("{starts} >= ?"), [from.begins().0.into()]),
        (false, None) => {
            let to_come = format!("d.ends_at > ? AND {starts} > ?");
            query.add(&to_come, [now.0.into(), (now.0 - LONGEST).into()]);
        }
    }
    if let Some(to) = wanted.to {
        query.add(&format!("{starts} < ?"), [to.plus_days(1).begins().0.into()]);
    }
    let (compare, order) = if wanted.past { ("<", "DESC") } else { (">", "ASC") };
    if let Some(Place { at, id }) = after {
        let beyond = format!("({starts}, {number}) {compare} (?, ?)");
        query.add(&beyond, [at.into(), id.into()]);
    }
    let Query { mut values, conditions } = query;
    values.push(i64::try_from(limit + 1).unwrap_or(i64::MAX).into());
    let sql = format!(
        "SELECT {COLUMNS} FROM {dates} JOIN events AS e ON e.id = d.event_id
         WHERE {} ORDER BY {starts} {order}, {number} {order} LIMIT ${}",
        conditions.join(" AND "),
        values.len()
    );
    let backend = db.read().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut rows = CardRow::find_by_statement(statement).all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().map(|row| Place { at: row.date_starts, id: row.date_id });
    Ok(Listed { next: last.filter(|_| more), items: from_rows(db, rows, now).await? })
}

/// Conditions of a query, with their values in order.
struct Query {
    values: Vec<Value>,
    conditions: Vec<String>,
}

impl Query {
    /// Adds a condition in which `?` stands for each of the values.
    fn add<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        let mut sql = String::with_capacity(condition.len() + 8);
        let mut given = values.into_iter();
        for c in condition.chars() {
            match (c, given.len()) {
                ('?', 1..) => {
                    self.values.extend(given.next());
                    sql.push_str(&format!("${}", self.values.len()));
                }
                _ => sql.push(c),
            }
        }
        self.conditions.push(sql);
    }
}
