//! Events and sign-ups to measure with, and the rows of a sign-up written without anything else
//! that the server does for one.

use std::time::{Duration, Instant};

use app::{
    api::{DateForm, EventForm, FieldForm},
    domain::{Date, EventDraft},
};
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{
    clock,
    store::{Db, StoreError, StoreResult, Write, events},
    token,
};

/// Adds so many public events, four a day from tomorrow on, each with so many seats; gives the
/// number of the first.
///
/// # Errors
/// The database cannot be written.
pub async fn add_events(db: &Db, many: u64, seats: u32) -> StoreResult<i64> {
    let now = clock::now();
    let mut first = None;
    for n in 0..many {
        let day = Date::of(now).plus_days(1 + i64::try_from(n / 4).unwrap_or(0));
        let from = 9 + 3 * (n % 4);
        let field = |key: &str, mode: &str| FieldForm {
            key: key.to_owned(),
            mode: mode.to_owned(),
            purpose: "Damit wir uns vorbereiten können.".to_owned(),
            keep_days: "30".to_owned(),
            ..FieldForm::default()
        };
        let form = EventForm {
            kind: "workshop".to_owned(),
            title: format!("Werkstatt Nummer {n}: Löten, Sägen und Schrauben"),
            text: "Wir bauen gemeinsam etwas, das der Straße gut tut. Material ist da.".to_owned(),
            lab: "soest".to_owned(),
            dates: vec![DateForm {
                date: day.to_string(),
                from: format!("{from}:00"),
                to: format!("{}:00", from + 2),
            }],
            topics: vec!["klima".to_owned()],
            signs_up: true,
            capacity: seats.to_string(),
            waitlist: true,
            fields: vec![
                field("first_name", "required"),
                field("last_name", "required"),
                field("email", "required"),
            ],
            ..EventForm::default()
        };
        let draft = EventDraft::parse(&form)
            .map_err(|errors| StoreError::corrupt(&format!("a sample event: {errors:?}")))?;
        let id = events::add(db, &draft, true, None, now).await?;
        first.get_or_insert(id);
    }
    first.ok_or_else(|| StoreError::corrupt("no events"))
}

/// How many sign-ups a second `writers` at a time can insert, each in a transaction of its own:
/// registration, person, answers, key, mail and log, one plain statement each, over the same
/// connections as the server's, for an event without a count of its seats.
///
/// # Errors
/// The database cannot be written.
pub async fn signups(db: &Db, writers: u64, time: Duration) -> StoreResult<f64> {
    let event = add_events(db, 1, 20).await?;
    let start = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|writer| {
            let db = db.clone();
            tokio::spawn(async move { insert_until(&db, event, writer, start + time).await })
        })
        .collect();
    let mut made = 0_u32;
    for task in tasks {
        let done = task.await;
        made += done.map_err(|error| StoreError::corrupt(&error.to_string()))??;
    }
    Ok(f64::from(made) / start.elapsed().as_secs_f64())
}

async fn insert_until(db: &Db, event: i64, writer: u64, end: Instant) -> StoreResult<u32> {
    let mut made = 0;
    while Instant::now() < end {
        let write = db.write().await?;
        let line = i64::try_from(writer).unwrap_or(0) * 1_000_000 + i64::from(made);
        insert(&write, event, line).await?;
        write.commit().await?;
        made += 1;
    }
    Ok(made)
}

async fn insert(write: &Write, event: i64, line: i64) -> StoreResult<()> {
    let now = clock::now().0;
    let fresh = || Value::from(token::random());
    let hash = || Value::from(token::hash(&token::random()));
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(
        backend,
        "INSERT INTO registrations (event_id, token_hash, code, seed, state, people, line, lang,
             email_hash, source, created_at, changed_at)
         VALUES ($1, $2, $3, $4, 'waitlisted', 1, $5, 'de', $6, 'web', $7, $7)
         RETURNING id AS number",
        [event.into(), hash(), fresh(), hash(), line.into(), fresh(), now.into()],
    );
    let row = write.conn().query_one_raw(statement).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("an insert without a row"))?;
    let id: i64 = row.try_get("", "number")?;
    run(write, "INSERT INTO attendees (registration_id, position) VALUES ($1, 0)", vec![id.into()])
        .await?;
    run(
        write,
        "INSERT INTO registration_answers (registration_id, event_id, person, key, value, erase_at)
         VALUES ($1, $2, 0, 'first_name', 'Alex', $3), ($1, $2, 0, 'last_name', 'Beispiel', $3),
                ($1, $2, NULL, 'email', 'alex@example.org', $3)",
        vec![id.into(), event.into(), now.into()],
    )
    .await?;
    run(
        write,
        "INSERT INTO idempotency (key_hash, body_hash, subject_id, created_at)
         VALUES ($1, $2, $3, $4)",
        vec![hash(), hash(), id.into(), now.into()],
    )
    .await?;
    run(
        write,
        "INSERT INTO outbox (key, message_id, recipient, lang, kind, params, created_at, due_at)
         VALUES ($1, $2, 'alex@example.org', 'de', 'registration', '{}', $3, $4)",
        // Never due: nobody sends it while this is measured.
        vec![hash(), fresh(), now.into(), i64::MAX.into()],
    )
    .await?;
    run(
        write,
        "INSERT INTO activity (at, kind, event_id, registration_id, details)
         VALUES ($1, 'registration.made', $2, $3, '{}')",
        vec![now.into(), event.into(), id.into()],
    )
    .await
}

async fn run(write: &Write, sql: &str, values: Vec<Value>) -> StoreResult<()> {
    let backend = write.conn().get_database_backend();
    write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}
