//! Ideas that are the same, and ideas that belong together.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_merging"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLES).await
    }
}

const TABLES: &str = r"
CREATE INDEX ideas_merged ON ideas (merged_into) WHERE merged_into IS NOT NULL;
ALTER TABLE comments ADD COLUMN origin_id BIGINT REFERENCES ideas (id);
CREATE INDEX comments_origin ON comments (origin_id) WHERE origin_id IS NOT NULL;
CREATE TABLE idea_links (
    a BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    b BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    note TEXT,
    staff_id BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
);
CREATE INDEX idea_links_b ON idea_links (b);
";
