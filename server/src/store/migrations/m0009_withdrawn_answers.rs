//! Public answers can be withdrawn, and come back.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0009_withdrawn_answers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), COLUMN).await
    }
}

/// Since when nobody but staff reads an answer that was public.
const COLUMN: &str = r"
ALTER TABLE answers ADD COLUMN withdrawn_at BIGINT CHECK (withdrawn_at IS NULL OR text IS NOT NULL);
";
