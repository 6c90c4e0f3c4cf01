//! The board: everything that an idea's life needs.
//!
//! Plain SQL that both databases read, with one word replaced. Times are milliseconds since
//! 1970 (UTC); enumerations are words held by a CHECK.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_board"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let postgres = db.get_database_backend() == DbBackend::Postgres;
        let id = if postgres {
            "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        } else {
            "INTEGER PRIMARY KEY AUTOINCREMENT"
        };
        for statement in TABLES.split(";\n").filter(|s| !s.trim().is_empty()) {
            db.execute_unprepared(&statement.replace("$ID", id)).await?;
        }
        for (name, column) in
            [("newest", "published_at"), ("supported", "supports"), ("active", "active_at")]
        {
            for filter in ["", "lab", "topic", "project", "status"] {
                let lead = if filter.is_empty() { String::new() } else { format!("{filter}, ") };
                let suffix = if filter.is_empty() { String::new() } else { format!("_{filter}") };
                db.execute_unprepared(&format!(
                    "CREATE INDEX ideas_{name}{suffix} ON ideas ({lead}{column} DESC, id DESC) WHERE is_public"
                ))
                .await?;
            }
        }
        let append_only = if postgres { APPEND_ONLY_POSTGRES } else { APPEND_ONLY_SQLITE };
        for statement in append_only {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const TABLES: &str = r"
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE labs (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    town TEXT NOT NULL,
    mobile BOOLEAN NOT NULL,
    address TEXT,
    phone TEXT,
    email TEXT,
    text_de TEXT NOT NULL,
    text_en TEXT NOT NULL,
    question_de TEXT,
    hours TEXT NOT NULL,
    hours_note_de TEXT,
    hours_note_en TEXT,
    pre_moderation BOOLEAN NOT NULL DEFAULT TRUE,
    position BIGINT NOT NULL
);
CREATE TABLE topics (
    slug TEXT PRIMARY KEY,
    name_de TEXT NOT NULL,
    name_en TEXT NOT NULL,
    icon TEXT NOT NULL,
    colour TEXT NOT NULL,
    text_de TEXT NOT NULL,
    text_en TEXT NOT NULL,
    position BIGINT NOT NULL
);
CREATE TABLE projects (
    slug TEXT PRIMARY KEY,
    lab TEXT NOT NULL REFERENCES labs (slug),
    name_de TEXT NOT NULL,
    name_en TEXT NOT NULL,
    text_de TEXT NOT NULL,
    text_en TEXT NOT NULL
);
CREATE TABLE departments (
    slug TEXT PRIMARY KEY,
    name_de TEXT NOT NULL,
    name_en TEXT NOT NULL
);
CREATE TABLE participants (
    id $ID,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX participants_seen ON participants (seen_at);
CREATE TABLE staff (
    id $ID,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('moderator', 'editor', 'department', 'admin')),
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);
CREATE TABLE sessions (
    id $ID,
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_staff ON sessions (staff_id);
CREATE INDEX sessions_expires ON sessions (expires_at);
CREATE TABLE ideas (
    id $ID,
    lab TEXT REFERENCES labs (slug),
    topic TEXT NOT NULL REFERENCES topics (slug),
    project TEXT REFERENCES projects (slug),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT,
    affiliation TEXT,
    email TEXT,
    email_until BIGINT,
    source TEXT NOT NULL CHECK (source IN ('web', 'counter', 'mobile')),
    status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'in_review', 'planned',
        'in_progress', 'done', 'declined', 'merged', 'withdrawn')),
    is_public BOOLEAN NOT NULL DEFAULT FALSE,
    participant_id BIGINT REFERENCES participants (id) ON DELETE SET NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    published_at BIGINT,
    active_at BIGINT NOT NULL,
    supports BIGINT NOT NULL DEFAULT 0 CHECK (supports >= 0),
    comments BIGINT NOT NULL DEFAULT 0 CHECK (comments >= 0),
    companions BIGINT NOT NULL DEFAULT 0 CHECK (companions >= 0),
    merged_into BIGINT REFERENCES ideas (id),
    decision_seq BIGINT,
    CHECK (NOT is_public OR (published_at IS NOT NULL AND status NOT IN ('submitted', 'withdrawn'))),
    CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
    CHECK ((email IS NULL) = (email_until IS NULL))
);
CREATE INDEX ideas_waiting ON ideas (created_at, id) WHERE status = 'submitted';
CREATE INDEX ideas_email_until ON ideas (email_until) WHERE email_until IS NOT NULL;
CREATE TABLE photos (
    id $ID,
    idea_id BIGINT REFERENCES ideas (id) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    claim_hash TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL DEFAULT 0,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    alt TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX photos_idea ON photos (idea_id, position);
CREATE INDEX photos_unclaimed ON photos (created_at) WHERE idea_id IS NULL;
CREATE TABLE supports (
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    participant_id BIGINT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (idea_id, participant_id)
);
CREATE INDEX supports_participant ON supports (participant_id);
CREATE TABLE companions (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    participant_id BIGINT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    contact TEXT NOT NULL,
    note TEXT,
    created_at BIGINT NOT NULL,
    erase_at BIGINT NOT NULL,
    UNIQUE (idea_id, participant_id)
);
CREATE INDEX companions_erase ON companions (erase_at);
CREATE TABLE comments (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    reply_to BIGINT REFERENCES comments (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    author TEXT,
    affiliation TEXT,
    participant_id BIGINT REFERENCES participants (id) ON DELETE SET NULL,
    status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'declined')),
    reason TEXT,
    created_at BIGINT NOT NULL,
    decision_seq BIGINT
);
CREATE INDEX comments_thread ON comments (idea_id, COALESCE(reply_to, id), id) WHERE status = 'published';
CREATE INDEX comments_waiting ON comments (created_at, id) WHERE status = 'submitted';
CREATE INDEX comments_idea ON comments (idea_id);
CREATE TABLE reports (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    comment_id BIGINT REFERENCES comments (id) ON DELETE CASCADE,
    participant_id BIGINT REFERENCES participants (id) ON DELETE SET NULL,
    reason TEXT NOT NULL,
    text TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'kept', 'hidden')),
    created_at BIGINT NOT NULL,
    decision_seq BIGINT
);
CREATE INDEX reports_waiting ON reports (created_at, id) WHERE status = 'open';
CREATE UNIQUE INDEX reports_once ON reports (idea_id, COALESCE(comment_id, 0), participant_id);
CREATE TABLE answers (
    id $ID,
    idea_id BIGINT NOT NULL UNIQUE REFERENCES ideas (id) ON DELETE CASCADE,
    department TEXT NOT NULL REFERENCES departments (slug),
    text TEXT NOT NULL,
    published_at BIGINT NOT NULL
);
CREATE TABLE idea_departments (
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    department TEXT NOT NULL REFERENCES departments (slug),
    PRIMARY KEY (idea_id, department)
);
CREATE TABLE idempotency (
    key_hash TEXT PRIMARY KEY,
    body_hash TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX idempotency_created ON idempotency (created_at);
CREATE TABLE activity (
    seq $ID,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    idea_id BIGINT NOT NULL REFERENCES ideas (id),
    comment_id BIGINT REFERENCES comments (id),
    report_id BIGINT REFERENCES reports (id),
    staff_id BIGINT,
    participant_id BIGINT,
    details TEXT NOT NULL
);
CREATE INDEX activity_idea ON activity (idea_id, seq);
";

const APPEND_ONLY_SQLITE: &[&str] = &[
    "CREATE TRIGGER activity_no_update BEFORE UPDATE ON activity
     BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END",
    "CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity
     BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END",
];

const APPEND_ONLY_POSTGRES: &[&str] = &[
    "CREATE FUNCTION activity_append_only() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'activity is append-only'; END $$",
    "CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE ON activity
     FOR EACH STATEMENT EXECUTE FUNCTION activity_append_only()",
];
