//! Records: what the numbers of the team are counted from, and templates that are put away.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0008_records"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLES).await
    }
}

/// Ideas from before this step were decided when somebody of the staff first gave them a status.
const TABLES: &str = r"
ALTER TABLE templates ADD COLUMN archived_at BIGINT;
CREATE INDEX ideas_created ON ideas (created_at);
CREATE INDEX comments_created ON comments (created_at);
CREATE INDEX reports_created ON reports (created_at);
CREATE INDEX activity_at ON activity (at, seq);
UPDATE ideas SET decided_at = (SELECT MIN(a.at) FROM activity AS a
    WHERE a.idea_id = ideas.id AND a.kind = 'idea.status' AND a.staff_id IS NOT NULL)
    WHERE decided_at IS NULL;
CREATE INDEX ideas_decided ON ideas (decided_at) WHERE decided_at IS NOT NULL;
";
