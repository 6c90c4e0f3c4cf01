//! The attendee list, whole or in pages, and what people said of an event.

use std::collections::HashMap;

use app::{
    api::{Attendee, Erasure, EventNumbers, Feedback, StaffRegistration},
    domain::{Date, RegistrationState, Timestamp},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};

use super::{answers, state};
use crate::store::{
    Db, StoreResult,
    cards::{CHUNK, number},
    entities::{
        attendees as people, erasures, feedback,
        registrations::{Column, Entity, Model},
    },
};

/// The most records of erasures that are shown.
const ERASURES: u64 = 100;

/// At most `limit` registrations of an event after a place in the order of the list, and whether
/// there are more: those with seats, then the line, then those that are over, each in the order of
/// arrival. A fixed number of statements.
///
/// # Errors
/// The database cannot be read.
pub async fn attendees(
    db: &Db,
    event: i64,
    after: Option<(i64, i64)>,
    limit: u64,
) -> StoreResult<(Vec<StaffRegistration>, Option<(i64, i64)>)> {
    const RANK: &str = "CASE state WHEN 'confirmed' THEN 0 WHEN 'offered' THEN 1
        WHEN 'waitlisted' THEN 2 ELSE 3 END";
    let (rank, line) = after.unwrap_or((-1, -1));
    let sql = format!(
        "SELECT * FROM registrations WHERE event_id = $1 AND ({RANK} > $2 OR
         ({RANK} = $2 AND line > $3)) ORDER BY {RANK}, line LIMIT $4"
    );
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let values = [event.into(), rank.into(), line.into(), most.into()];
    let backend = db.read().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut rows = Model::find_by_statement(statement).all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let place = |row: &Model| {
        let rank = match row.state.as_str() {
            "confirmed" => 0,
            "offered" => 1,
            "waitlisted" => 2,
            _ => 3,
        };
        (rank, row.line)
    };
    let next = rows.last().map(place).filter(|_| more);
    let waiting = rows.iter().find(|row| row.state == "waitlisted");
    // Places go on from what stood before this page.
    let before = match waiting {
        Some(row) => super::mine::position(db.read(), row).await?.unwrap_or(1) - 1,
        None => 0,
    };
    Ok((shown(db.read(), rows, before).await?, next))
}

/// One registration as staff see it.
///
/// # Errors
/// The database cannot be read.
pub async fn one(db: &Db, id: i64) -> StoreResult<Option<StaffRegistration>> {
    let Some(row) = Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let before = super::mine::position(db.read(), &row).await?.unwrap_or(1) - 1;
    Ok(shown(db.read(), vec![row], before).await?.into_iter().next())
}

async fn shown(
    conn: &impl ConnectionTrait,
    rows: Vec<Model>,
    before: u32,
) -> StoreResult<Vec<StaffRegistration>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut answers = answers::of(conn, &ids).await?;
    let mut people = people_of(conn, &ids).await?;
    let mut position = before;
    rows.into_iter()
        .map(|row| {
            let status = state(&row)?;
            if status == RegistrationState::Waitlisted {
                position += 1;
            }
            Ok(StaffRegistration {
                id: row.id,
                status,
                position: (status == RegistrationState::Waitlisted).then_some(position),
                offered_until: row.offered_until.map(Timestamp),
                confirm_by: row.confirm_by.map(Timestamp).filter(|_| status.is_open()),
                code: row.code,
                source: row.source,
                created_at: Timestamp(row.created_at),
                people: people.remove(&row.id).unwrap_or_default(),
                answers: answers.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn people_of(
    conn: &impl ConnectionTrait,
    ids: &[i64],
) -> StoreResult<HashMap<i64, Vec<Attendee>>> {
    let mut all: HashMap<i64, Vec<Attendee>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = people::Entity::find()
            .filter(people::Column::RegistrationId.is_in(ids.iter().copied()))
            .order_by_asc(people::Column::RegistrationId)
            .order_by_asc(people::Column::Position);
        for row in rows.all(conn).await? {
            let person = Attendee { id: row.id, arrived_at: row.arrived_at.map(Timestamp) };
            all.entry(row.registration_id).or_default().push(person);
        }
    }
    Ok(all)
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    confirmed: i64,
    offered: i64,
    waiting: i64,
    cancelled: i64,
}

#[derive(Debug, FromQueryResult)]
struct Said {
    many: i64,
    stars: i64,
    sum: i64,
}

/// How an event stands, in numbers, with three statements.
///
/// # Errors
/// The database cannot be read.
pub async fn numbers(db: &Db, event: i64) -> StoreResult<EventNumbers> {
    const PEOPLE: &str = "SELECT
        CAST(COALESCE(SUM(CASE WHEN state = 'confirmed' THEN people ELSE 0 END), 0) AS BIGINT)
            AS confirmed,
        CAST(COALESCE(SUM(CASE WHEN state = 'offered' THEN people ELSE 0 END), 0) AS BIGINT)
            AS offered,
        CAST(COALESCE(SUM(CASE WHEN state = 'waitlisted' THEN people ELSE 0 END), 0) AS BIGINT)
            AS waiting,
        CAST(COALESCE(SUM(CASE WHEN state = 'cancelled' THEN people ELSE 0 END), 0) AS BIGINT)
            AS cancelled
        FROM registrations WHERE event_id = $1";
    const ARRIVED: &str = "SELECT COUNT(*) AS many, CAST(0 AS BIGINT) AS stars,
        CAST(0 AS BIGINT) AS sum FROM attendees AS a
        JOIN registrations AS r ON r.id = a.registration_id
        WHERE r.event_id = $1 AND a.arrived_at IS NOT NULL";
    const SAID: &str = "SELECT COUNT(*) AS many, COUNT(stars) AS stars,
        CAST(COALESCE(SUM(stars), 0) AS BIGINT) AS sum FROM feedback WHERE event_id = $1";
    let backend = db.read().get_database_backend();
    let of = |sql: &str| Statement::from_sql_and_values(backend, sql, [event.into()]);
    let people = Counted::find_by_statement(of(PEOPLE)).one(db.read()).await?;
    let arrived = Said::find_by_statement(of(ARRIVED)).one(db.read()).await?;
    let said = Said::find_by_statement(of(SAID)).one(db.read()).await?;
    let mut numbers = EventNumbers::default();
    if let Some(people) = people {
        numbers.confirmed = number(people.confirmed);
        numbers.offered = number(people.offered);
        numbers.waiting = number(people.waiting);
        numbers.cancelled = number(people.cancelled);
    }
    numbers.arrived = arrived.map_or(0, |arrived| number(arrived.many));
    if let Some(said) = said {
        numbers.feedback = number(said.many);
        numbers.stars_tenths =
            (said.stars > 0).then(|| number((said.sum * 10 + said.stars / 2) / said.stars));
    }
    Ok(numbers)
}

/// What was erased of an event, the latest first.
///
/// # Errors
/// The database cannot be read.
pub async fn erased(db: &Db, event: i64) -> StoreResult<Vec<Erasure>> {
    let rows = erasures::Entity::find()
        .filter(erasures::Column::EventId.eq(event))
        .order_by_desc(erasures::Column::Id)
        .limit(ERASURES)
        .all(db.read())
        .await?;
    let shown = |row: erasures::Model| Erasure {
        field: row.field,
        at: Timestamp(row.at),
        answers: number(row.answers),
        why: row.why,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// At most `limit` words of feedback before a number, the latest first, and where to go on.
///
/// # Errors
/// The database cannot be read.
pub async fn feedback_page(
    db: &Db,
    event: i64,
    before: Option<i64>,
    limit: u64,
) -> StoreResult<(Vec<Feedback>, Option<i64>)> {
    let mut query = feedback::Entity::find().filter(feedback::Column::EventId.eq(event));
    if let Some(before) = before {
        query = query.filter(feedback::Column::Id.lt(before));
    }
    let query = query.order_by_desc(feedback::Column::Id).limit(limit + 1);
    let mut rows = query.all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().map(|row| row.id).filter(|_| more);
    let shown = |row: feedback::Model| Feedback {
        id: row.id,
        stars: row.stars.map(number),
        good: row.good,
        missing: row.missing,
        on: Date::from_iso(&row.day).unwrap_or_default(),
    };
    Ok((rows.into_iter().map(shown).collect(), next))
}

/// How many registrations wait for an event, by their numbers in order: for tests and benchmarks.
///
/// # Errors
/// The database cannot be read.
pub async fn waiting(db: &Db, event: i64) -> StoreResult<Vec<i64>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::EventId.eq(event))
        .filter(Column::State.eq("waitlisted"))
        .order_by_asc(Column::Line)
        .into_tuple()
        .all(db.read())
        .await?)
}
