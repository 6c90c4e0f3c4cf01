//! When each person was last scanned, so that what a device sends late is known to be late.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_last_scans"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), COLUMN).await
    }
}

/// When a person's latest scan happened, in or out; those who are there were scanned then.
const COLUMN: &str = r"
ALTER TABLE attendees ADD COLUMN scanned_at BIGINT;
UPDATE attendees SET scanned_at = arrived_at WHERE arrived_at IS NOT NULL;
";
