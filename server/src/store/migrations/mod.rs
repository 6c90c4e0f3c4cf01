//! The schema, step by step. Append-only: a step that has landed never changes.

mod m0001_board;
mod m0002_participants;

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use super::{Db, StoreError, StoreResult};

/// All steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_board::Migration), Box::new(m0002_participants::Migration)]
    }
}

/// Brings the database at `url` up to date. Two instances that start at once do it one after
/// the other: PostgreSQL by an advisory lock, SQLite by a locked file in the data folder.
///
/// # Errors
/// The database or the lock cannot be had, or a step fails.
pub async fn run(url: &str, data: &Path) -> StoreResult<()> {
    let io = |error: std::io::Error| StoreError(sea_orm::DbErr::Custom(error.to_string()));
    if url.starts_with("sqlite:") {
        let path = data.join("migrate.lock");
        let file = tokio::task::spawn_blocking(move || {
            let file = std::fs::File::create(path)?;
            file.lock().map(|()| file)
        });
        let _lock = file.await.map_err(|e| io(e.into()))?.map_err(io)?;
        let db = Db::open(url).await?;
        Migrator::up(db.read(), None).await?;
        db.read().execute_unprepared("PRAGMA optimize").await?;
        db.read().clone().close().await?;
    } else {
        // One connection: the lock belongs to it, and goes with it.
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let conn = Database::connect(options).await?;
        conn.execute_unprepared("SELECT pg_advisory_lock(7020116297104)").await?;
        let done = Migrator::up(&conn, None).await;
        conn.close().await?;
        done?;
    }
    Ok(())
}
