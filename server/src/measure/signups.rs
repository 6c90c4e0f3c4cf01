//! The rows of a sign-up, written without anything else that the server does for one.

use std::time::{Duration, Instant};

use app::domain::Timestamp;
use sea_orm::{ConnectionTrait, Statement, Value};

use super::events::{KEEP_DAYS, add_events};
use crate::{
    clock,
    store::{
        Db, StoreError, StoreResult, Write,
        outbox::{About, Letter},
        registrations::erase_at,
    },
    token,
};

/// In milliseconds.
const DAY: i64 = 86_400_000;

/// How many sign-ups of one person a second `writers` at a time can insert, each in a transaction
/// of its own: the same rows of registration, person, answers, key, mail and log, one plain
/// statement each, over the same connections as the server's, for an event without a count of its
/// seats.
///
/// # Errors
/// The database cannot be written.
pub async fn signups(db: &Db, writers: u64, time: Duration) -> StoreResult<f64> {
    let event = add_events(db, 1, 20, false).await?;
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
    let now = clock::now();
    let hash = || token::hash(&token::random());
    let (key, body) = (hash(), hash());
    let seed = vec![key.clone(), body.clone()];
    let email = format!("person-{line}@example.org");
    let id = registration(write, (event, line), &seed, now).await?;
    run(write, "INSERT INTO attendees (registration_id, position) VALUES ($1, 0)", vec![id.into()])
        .await?;
    // The event is tomorrow.
    let erase = erase_at(now.plus_ms(DAY), KEEP_DAYS).0;
    run(
        write,
        "INSERT INTO registration_answers (registration_id, event_id, person, key, value, erase_at)
         VALUES ($1, $2, 0, 'first_name', $3, $5), ($1, $2, 0, 'last_name', 'Beispiel', $5),
                ($1, $2, NULL, 'email', $4, $5)",
        vec![
            id.into(),
            event.into(),
            format!("Alex {line}").into(),
            email.clone().into(),
            erase.into(),
        ],
    )
    .await?;
    run(
        write,
        "INSERT INTO idempotency (key_hash, body_hash, subject_id, created_at)
         VALUES ($1, $2, $3, $4)",
        vec![key.into(), body.into(), id.into(), now.0.into()],
    )
    .await?;
    let letter = Letter::Registration { registration: id, event, seed, about: About::SignedUp };
    run(
        write,
        "INSERT INTO outbox (key, message_id, recipient, lang, kind, params, created_at, due_at)
         VALUES ($1, $2, $3, 'de', $4, $5, $6, $7)",
        vec![
            format!("registration:{id}:made").into(),
            token::random().into(),
            email.into(),
            letter.kind().into(),
            serde_json::to_string(&letter).unwrap_or_default().into(),
            now.0.into(),
            // Never due: nobody sends it while this is measured.
            i64::MAX.into(),
        ],
    )
    .await?;
    run(
        write,
        "INSERT INTO activity (at, kind, event_id, registration_id, details)
         VALUES ($1, 'registration.made', $2, $3, '{}')",
        vec![now.0.into(), event.into(), id.into()],
    )
    .await
}

/// The row of a registration that waits, as most do in a rush; its number.
async fn registration(
    write: &Write,
    (event, line): (i64, i64),
    seed: &[String],
    now: Timestamp,
) -> StoreResult<i64> {
    let code = token::random().get(..16).unwrap_or_default().to_uppercase();
    let statement = Statement::from_sql_and_values(
        write.conn().get_database_backend(),
        "INSERT INTO registrations (event_id, token_hash, code, seed, state, people, line, lang,
             email_hash, source, created_at, changed_at)
         VALUES ($1, $2, $3, $4, 'waitlisted', 1, $5, 'de', $6, 'web', $7, $7)
         RETURNING id AS number",
        [
            event.into(),
            token::hash(&token::random()).into(),
            code.into(),
            serde_json::to_string(seed).unwrap_or_default().into(),
            line.into(),
            token::random().into(),
            now.0.into(),
        ],
    );
    let row = write.conn().query_one_raw(statement).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("an insert without a row"))?;
    Ok(row.try_get("", "number")?)
}

async fn run(write: &Write, sql: &str, values: Vec<Value>) -> StoreResult<()> {
    let backend = write.conn().get_database_backend();
    write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}
