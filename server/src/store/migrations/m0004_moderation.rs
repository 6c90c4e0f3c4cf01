//! Moderation: what waits and since when, why something is held, questions back, edits that are
//! proposed, what was hidden, who is trusted, who looks at what.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_moderation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLES).await
    }
}

const TABLES: &str = r"
ALTER TABLE ideas ADD COLUMN waits_since BIGINT;
ALTER TABLE ideas ADD COLUMN held TEXT;
ALTER TABLE ideas ADD COLUMN original_title TEXT;
ALTER TABLE ideas ADD COLUMN original_text TEXT;
ALTER TABLE ideas ADD COLUMN hidden_at BIGINT;
ALTER TABLE ideas ADD COLUMN hidden_reason TEXT;
ALTER TABLE ideas ADD COLUMN decided_at BIGINT;
UPDATE ideas SET waits_since = created_at WHERE status = 'submitted';
DROP INDEX ideas_waiting;
CREATE INDEX ideas_waiting ON ideas (waits_since, id) WHERE waits_since IS NOT NULL;
CREATE INDEX ideas_waiting_lab ON ideas (lab, waits_since, id) WHERE waits_since IS NOT NULL;
CREATE INDEX ideas_waiting_topic ON ideas (topic, waits_since, id) WHERE waits_since IS NOT NULL;
ALTER TABLE comments ADD COLUMN waits_since BIGINT;
ALTER TABLE comments ADD COLUMN held TEXT;
ALTER TABLE comments ADD COLUMN original_text TEXT;
ALTER TABLE comments ADD COLUMN hidden_at BIGINT;
ALTER TABLE comments ADD COLUMN decided_at BIGINT;
UPDATE comments SET waits_since = created_at WHERE status = 'submitted';
DROP INDEX comments_waiting;
CREATE INDEX comments_waiting ON comments (waits_since, id) WHERE waits_since IS NOT NULL;
DROP INDEX comments_thread;
CREATE INDEX comments_thread ON comments (idea_id, COALESCE(reply_to, id), id)
    WHERE (status = 'published' OR hidden_at IS NOT NULL);
ALTER TABLE companions ADD COLUMN status TEXT NOT NULL DEFAULT 'open'
    CHECK (status IN ('open', 'accepted', 'declined'));
ALTER TABLE companions ADD COLUMN waits_since BIGINT;
ALTER TABLE companions ADD COLUMN decision_seq BIGINT;
UPDATE companions SET waits_since = created_at;
CREATE INDEX companions_waiting ON companions (waits_since, id) WHERE waits_since IS NOT NULL;
CREATE TABLE edits (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    comment_id BIGINT REFERENCES comments (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    before_title TEXT,
    before_text TEXT,
    status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'declined', 'withdrawn')),
    reason TEXT,
    held TEXT,
    created_at BIGINT NOT NULL,
    waits_since BIGINT,
    decision_seq BIGINT,
    CHECK ((status = 'submitted') = (waits_since IS NOT NULL))
);
CREATE UNIQUE INDEX edits_one ON edits (idea_id) WHERE status = 'submitted';
CREATE INDEX edits_idea ON edits (idea_id, id);
CREATE INDEX edits_waiting ON edits (waits_since, id) WHERE waits_since IS NOT NULL;
CREATE TABLE questions (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    staff_id BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answer TEXT,
    answered_at BIGINT,
    withdrawn_at BIGINT,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX questions_open ON questions (idea_id)
    WHERE answered_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX questions_idea ON questions (idea_id, id);
ALTER TABLE participants ADD COLUMN trust TEXT NOT NULL DEFAULT 'earned'
    CHECK (trust IN ('earned', 'always', 'never'));
DROP INDEX comments_participant;
DROP INDEX ideas_participant;
CREATE INDEX comments_participant ON comments (participant_id, created_at) WHERE participant_id IS NOT NULL;
CREATE INDEX ideas_participant ON ideas (participant_id, created_at) WHERE participant_id IS NOT NULL;
CREATE TABLE hold_words (
    word TEXT PRIMARY KEY
);
ALTER TABLE labs ADD COLUMN evening_until BIGINT;
ALTER TABLE labs ADD COLUMN archived_at BIGINT;
ALTER TABLE topics ADD COLUMN archived_at BIGINT;
ALTER TABLE projects ADD COLUMN archived_at BIGINT;
ALTER TABLE departments ADD COLUMN archived_at BIGINT;
CREATE TABLE templates (
    id $ID,
    kind TEXT NOT NULL CHECK (kind IN ('decline', 'hide', 'ask', 'answer')),
    topic TEXT REFERENCES topics (slug),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX templates_kind ON templates (kind, position, id);
CREATE TABLE claims (
    tab TEXT PRIMARY KEY,
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    kind TEXT CHECK (kind IN ('idea', 'comment', 'report', 'edit', 'companion')),
    subject_id BIGINT,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    CHECK ((kind IS NULL) = (subject_id IS NULL))
);
CREATE INDEX claims_until ON claims (until);
";
