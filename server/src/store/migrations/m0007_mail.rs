//! Who hears of an idea, and the mails that are to be sent.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0007_mail"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLES).await
    }
}

const TABLES: &str = r"
CREATE TABLE followers (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('de', 'en')),
    mode TEXT NOT NULL DEFAULT 'now' CHECK (mode IN ('now', 'daily', 'off')),
    is_author BOOLEAN NOT NULL DEFAULT FALSE,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    erase_at BIGINT NOT NULL,
    digest_seq BIGINT NOT NULL DEFAULT 0,
    UNIQUE (idea_id, email)
);
CREATE INDEX followers_email ON followers (email);
CREATE INDEX followers_erase ON followers (erase_at);
CREATE INDEX followers_daily ON followers (id) WHERE mode = 'daily';
CREATE TABLE outbox (
    id $ID,
    key TEXT NOT NULL UNIQUE,
    message_id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('de', 'en')),
    kind TEXT NOT NULL,
    params TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    claimed_by TEXT,
    claimed_until BIGINT,
    sent_at BIGINT,
    failed_at BIGINT,
    error TEXT
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_old ON outbox (created_at);
CREATE INDEX outbox_recipient ON outbox (recipient, created_at);
";
