//! The rows of a new idea, written without anything else that the server does for one.

use std::time::{Duration, Instant};

use rand::{SeedableRng, rngs::StdRng};
use sea_orm::{ConnectionTrait, Statement, Value};

use super::texts::Writer;
use crate::{
    clock,
    store::{Db, StoreError, StoreResult, Write},
    token,
};

/// How many ideas a second `writers` at a time can insert, each in a transaction of its own:
/// participant, idea, key and log, one plain statement each, over the same connections as the
/// server's. Needs a filled database.
///
/// # Errors
/// The database cannot be written.
pub async fn inserts(db: &Db, writers: u64, time: Duration) -> StoreResult<f64> {
    let start = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|writer| {
            let db = db.clone();
            tokio::spawn(async move { insert_until(&db, writer, start + time).await })
        })
        .collect();
    let mut ideas = 0_u32;
    for task in tasks {
        let done = task.await;
        ideas += done.map_err(|error| StoreError::corrupt(&error.to_string()))??;
    }
    Ok(f64::from(ideas) / start.elapsed().as_secs_f64())
}

async fn insert_until(db: &Db, writer: u64, end: Instant) -> StoreResult<u32> {
    let texts = Writer::new();
    let mut rng = StdRng::seed_from_u64(writer);
    let mut ideas = 0;
    while Instant::now() < end {
        let (title, text) = (texts.title(&mut rng), texts.text(&mut rng));
        let write = db.write().await?;
        insert(&write, title, text).await?;
        write.commit().await?;
        ideas += 1;
    }
    Ok(ideas)
}

async fn insert(write: &Write, title: String, text: String) -> StoreResult<()> {
    let now = clock::now().0;
    let hash = || Value::from(token::hash(&token::random()));
    let participant = returned(
        write,
        "INSERT INTO participants (token_hash, created_at, seen_at) VALUES ($1, $2, $3)
         RETURNING id AS number",
        vec![hash(), now.into(), now.into()],
    )
    .await?;
    let idea = returned(
        write,
        "INSERT INTO ideas (lab, topic, title, text, source, status, is_public, participant_id,
             token_hash, created_at, active_at)
         VALUES ($1, $2, $3, $4, 'web', 'submitted', FALSE, $5, $6, $7, $8)
         RETURNING id AS number",
        vec![
            "soest".into(),
            "klima".into(),
            title.into(),
            text.into(),
            participant.into(),
            hash(),
            now.into(),
            now.into(),
        ],
    )
    .await?;
    let key = vec![hash(), hash(), idea.into(), now.into()];
    run(
        write,
        "INSERT INTO idempotency (key_hash, body_hash, subject_id, created_at)
         VALUES ($1, $2, $3, $4)",
        key,
    )
    .await?;
    let entry = vec![now.into(), idea.into(), participant.into()];
    run(
        write,
        "INSERT INTO activity (at, kind, idea_id, participant_id, details)
         VALUES ($1, 'idea.submitted', $2, $3, '{}')",
        entry,
    )
    .await
}

async fn run(write: &Write, sql: &str, values: Vec<Value>) -> StoreResult<()> {
    let backend = write.conn().get_database_backend();
    write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

async fn returned(write: &Write, sql: &str, values: Vec<Value>) -> StoreResult<i64> {
    let backend = write.conn().get_database_backend();
    let row = write.conn().query_one_raw(Statement::from_sql_and_values(backend, sql, values));
    let row = row.await?.ok_or_else(|| StoreError::corrupt("an insert without a row"))?;
    Ok(row.try_get("", "number")?)
}
