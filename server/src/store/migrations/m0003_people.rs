//! Staff with limits, second factors and invitations; a log that also tells what is about no
//! idea.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_people"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        execute(db, TABLES).await?;
        match db.get_database_backend() {
            DbBackend::Postgres => execute(db, LOG_POSTGRES).await,
            _ => execute(db, LOG_SQLITE).await,
        }?;
        execute(db, LOG_INDEXES).await
    }
}

const TABLES: &str = r"
ALTER TABLE staff ADD COLUMN lang TEXT NOT NULL DEFAULT 'de' CHECK (lang IN ('de', 'en'));
ALTER TABLE staff ADD COLUMN mail TEXT NOT NULL DEFAULT 'now' CHECK (mail IN ('now', 'off'));
ALTER TABLE staff ADD COLUMN totp_secret TEXT;
ALTER TABLE staff ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;
CREATE TABLE staff_labs (
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    lab TEXT NOT NULL REFERENCES labs (slug),
    PRIMARY KEY (staff_id, lab)
);
CREATE TABLE staff_departments (
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    department TEXT NOT NULL REFERENCES departments (slug),
    PRIMARY KEY (staff_id, department)
);
CREATE INDEX staff_departments_department ON staff_departments (department);
CREATE TABLE invitations (
    id $ID,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('moderator', 'editor', 'department', 'admin')),
    labs TEXT NOT NULL,
    departments TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('de', 'en')),
    token_hash TEXT NOT NULL UNIQUE,
    invited_by BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitations_email ON invitations (email);
CREATE INDEX invitations_expires ON invitations (expires_at);
CREATE TABLE passkeys (
    id $ID,
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    credential_id TEXT NOT NULL UNIQUE,
    credential TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkeys_staff ON passkeys (staff_id);
CREATE TABLE recovery_codes (
    id $ID,
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    used_at BIGINT
);
CREATE INDEX recovery_codes_staff ON recovery_codes (staff_id);
CREATE TABLE sign_in_steps (
    token_hash TEXT PRIMARY KEY,
    staff_id BIGINT REFERENCES staff (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_steps_expires ON sign_in_steps (expires_at);
";

const LOG_POSTGRES: &str = "ALTER TABLE activity ALTER COLUMN idea_id DROP NOT NULL;\n";

/// SQLite cannot take a constraint away: the table is copied, in the same order and with the
/// same numbers.
const LOG_SQLITE: &str = r"
CREATE TABLE activity_copy (
    seq $ID,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    idea_id BIGINT REFERENCES ideas (id),
    comment_id BIGINT REFERENCES comments (id),
    report_id BIGINT REFERENCES reports (id),
    staff_id BIGINT,
    participant_id BIGINT,
    details TEXT NOT NULL
);
INSERT INTO activity_copy SELECT * FROM activity ORDER BY seq;
DROP TABLE activity;
ALTER TABLE activity_copy RENAME TO activity;
CREATE INDEX activity_idea ON activity (idea_id, seq);
CREATE TRIGGER activity_no_update BEFORE UPDATE ON activity
    BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END;
CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity
    BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END;
";

const LOG_INDEXES: &str = r"
CREATE INDEX activity_staff ON activity (staff_id, seq) WHERE staff_id IS NOT NULL;
CREATE INDEX activity_kind ON activity (kind, seq);
";
