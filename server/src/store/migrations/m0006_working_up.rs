//! Working an idea up: departments with their due dates and notes, answers with a second pair of
//! eyes.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_working_up"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLES).await
    }
}

const TABLES: &str = r"
ALTER TABLE idea_departments ADD COLUMN state TEXT NOT NULL DEFAULT 'open'
    CHECK (state IN ('open', 'working', 'done', 'handed_on'));
ALTER TABLE idea_departments ADD COLUMN due_on TEXT;
ALTER TABLE idea_departments ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE idea_departments ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX idea_departments_waiting
    ON idea_departments (department, COALESCE(due_on, '9999-12-31'), idea_id)
    WHERE state IN ('open', 'working');
CREATE INDEX idea_departments_state
    ON idea_departments (department, state, COALESCE(due_on, '9999-12-31'), idea_id);
CREATE TABLE notes (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    department TEXT REFERENCES departments (slug),
    staff_id BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX notes_idea ON notes (idea_id, id);
CREATE TABLE answers_copy (
    id $ID,
    idea_id BIGINT NOT NULL REFERENCES ideas (id) ON DELETE CASCADE,
    department TEXT NOT NULL REFERENCES departments (slug),
    text TEXT,
    published_at BIGINT,
    changed_at BIGINT,
    draft TEXT,
    draft_by BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    draft_at BIGINT,
    ready_at BIGINT,
    approved_by BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    approved_at BIGINT,
    UNIQUE (idea_id, department),
    CHECK ((text IS NULL) = (published_at IS NULL)),
    CHECK (text IS NOT NULL OR (draft IS NOT NULL AND changed_at IS NULL)),
    CHECK ((draft IS NULL) = (draft_at IS NULL)),
    CHECK (draft IS NOT NULL OR ready_at IS NULL),
    CHECK (ready_at IS NOT NULL OR approved_at IS NULL),
    CHECK (approved_by IS NULL OR draft_by IS NULL OR approved_by <> draft_by)
);
INSERT INTO answers_copy (idea_id, department, text, published_at)
    SELECT idea_id, department, text, published_at FROM answers ORDER BY id;
DROP TABLE answers;
ALTER TABLE answers_copy RENAME TO answers;
CREATE INDEX answers_drafts ON answers (draft_at, id) WHERE draft IS NOT NULL;
CREATE INDEX answers_published ON answers (published_at, id) WHERE text IS NOT NULL;
";
