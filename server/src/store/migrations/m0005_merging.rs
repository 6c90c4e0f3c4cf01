//! Ideas that are the same, and ideas that belong together.
//!
//! Until now only the sample content had a merged idea, each straight into one that leads: from
//! now on its comments stand there, and its people are counted there.

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
UPDATE comments SET origin_id = idea_id,
    idea_id = (SELECT i.merged_into FROM ideas AS i WHERE i.id = comments.idea_id)
    WHERE idea_id IN (SELECT id FROM ideas WHERE merged_into IS NOT NULL);
UPDATE reports SET idea_id = (SELECT c.idea_id FROM comments AS c WHERE c.id = reports.comment_id)
    WHERE comment_id IN (SELECT id FROM comments WHERE origin_id IS NOT NULL);
UPDATE ideas SET supports = (SELECT COUNT(DISTINCT s.participant_id) FROM supports AS s
        WHERE s.idea_id = ideas.id
        OR s.idea_id IN (SELECT i.id FROM ideas AS i WHERE i.merged_into = ideas.id)),
    companions = companions + (SELECT COUNT(DISTINCT c.participant_id) FROM companions AS c
        WHERE c.idea_id IN (SELECT i.id FROM ideas AS i WHERE i.merged_into = ideas.id)
        AND c.participant_id NOT IN (SELECT d.participant_id FROM companions AS d
            WHERE d.idea_id = ideas.id))
    WHERE id IN (SELECT i.merged_into FROM ideas AS i WHERE i.merged_into IS NOT NULL);
UPDATE ideas SET comments = (SELECT COUNT(*) FROM comments AS c
        WHERE c.idea_id = ideas.id AND c.status = 'published'
        AND (c.reply_to IS NULL OR EXISTS (SELECT 1 FROM comments AS p
            WHERE p.id = c.reply_to AND p.status = 'published')))
    WHERE merged_into IS NOT NULL
    OR id IN (SELECT i.merged_into FROM ideas AS i WHERE i.merged_into IS NOT NULL);
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
