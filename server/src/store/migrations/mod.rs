//! The schema, step by step. Append-only: a step that has landed never changes.

mod m0001_board;
mod m0002_participants;
mod m0003_people;
mod m0004_moderation;
mod m0005_merging;
mod m0006_working_up;
mod m0007_mail;
mod m0008_records;
mod m0009_withdrawn_answers;
mod m0010_programme;
mod m0011_topics_of_dates;

use std::path::Path;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use super::{StoreError, StoreResult, db::connect};

/// All steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_board::Migration),
            Box::new(m0002_participants::Migration),
            Box::new(m0003_people::Migration),
            Box::new(m0004_moderation::Migration),
            Box::new(m0005_merging::Migration),
            Box::new(m0006_working_up::Migration),
            Box::new(m0007_mail::Migration),
            Box::new(m0008_records::Migration),
            Box::new(m0009_withdrawn_answers::Migration),
            Box::new(m0010_programme::Migration),
            Box::new(m0011_topics_of_dates::Migration),
        ]
    }
}

/// Runs statements, each ended by a semicolon at the end of its line. `$ID` stands for a number
/// that grows.
async fn execute(db: &impl ConnectionTrait, statements: &str) -> Result<(), DbErr> {
    let id = match db.get_database_backend() {
        DbBackend::Postgres => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        _ => "INTEGER PRIMARY KEY AUTOINCREMENT",
    };
    for statement in statements.split(";\n").filter(|s| !s.trim().is_empty()) {
        db.execute_unprepared(&statement.replace("$ID", id)).await?;
    }
    Ok(())
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
        // One connection: another would not know yet that a table is gone.
        let conn = connect(url, 1).await?;
        Migrator::up(&conn, None).await?;
        conn.execute_unprepared("PRAGMA optimize").await?;
        conn.close().await?;
    } else {
        // One connection: the lock belongs to it, and goes with it.
        let conn = connect(url, 1).await?;
        conn.execute_unprepared("SELECT pg_advisory_lock(7020116297104)").await?;
        let done = Migrator::up(&conn, None).await;
        conn.close().await?;
        done?;
    }
    Ok(())
}
