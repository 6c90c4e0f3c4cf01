//! The dates of a topic in their order, so that a topic opens as fast as the whole programme.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_topics_of_dates"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLE).await
    }
}

/// Made anew of `event_dates` and `event_topics` whenever these are; drafts have their rows, too.
const TABLE: &str = r"
CREATE TABLE event_date_topics (
    topic TEXT NOT NULL REFERENCES topics (slug),
    starts_at BIGINT NOT NULL,
    date_id BIGINT NOT NULL REFERENCES event_dates (id) ON DELETE CASCADE,
    PRIMARY KEY (topic, starts_at, date_id)
);
CREATE INDEX event_date_topics_date ON event_date_topics (date_id);
INSERT INTO event_date_topics (topic, starts_at, date_id)
    SELECT t.topic, d.starts_at, d.id
    FROM event_topics AS t JOIN event_dates AS d ON d.event_id = t.event_id;
";
