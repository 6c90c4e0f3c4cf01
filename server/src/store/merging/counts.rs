//! What a group counts, and the comments that move with it.

use super::group::{MEMBERS, number, run};
use crate::store::{StoreResult, Write};

/// Counts the different supporters of the group, or part of a group, that begins with an idea,
/// at that idea.
pub(super) async fn supports(write: &Write, id: i64) -> StoreResult<()> {
    let sql = format!(
        "{MEMBERS} SELECT COUNT(DISTINCT participant_id) AS n FROM supports
         WHERE idea_id IN (SELECT id FROM members)"
    );
    let n = number(write, &sql, [id.into()]).await?;
    run(write, "UPDATE ideas SET supports = $2 WHERE id = $1", [id.into(), n.into()]).await?;
    Ok(())
}

/// How many want to help: those whose offers are there, and those whose offers have been erased
/// since, who stay counted though nobody knows any more who they were.
#[derive(Clone, Copy, Debug)]
pub(super) struct Companions {
    known: i64,
    counted: i64,
}

impl Companions {
    /// Those of the group, or part of a group, that begins with an idea.
    pub(super) async fn of(write: &Write, id: i64) -> StoreResult<Self> {
        let counted = "SELECT companions AS n FROM ideas WHERE id = $1";
        Ok(Self {
            known: known(write, id).await?,
            counted: number(write, counted, [id.into()]).await?,
        })
    }

    fn erased(self) -> i64 {
        (self.counted - self.known).max(0)
    }

    /// Counts anew at the leader after a merge: both had companions of their own before.
    pub(super) async fn joined(self, other: Self, write: &Write, leader: i64) -> StoreResult<()> {
        let n = known(write, leader).await? + self.erased() + other.erased();
        put(write, leader, n).await
    }

    /// Counts anew at the leader, whose these were, and at the idea that left it.
    pub(super) async fn parted(self, write: &Write, leader: i64, left: i64) -> StoreResult<()> {
        let of_left = Self::of(write, left).await?;
        // What it counted when it was merged tells how many of the erased ones were its own.
        let erased = of_left.erased().min(self.erased());
        put(write, left, of_left.known + erased).await?;
        put(write, leader, known(write, leader).await? + self.erased() - erased).await
    }
}

async fn known(write: &Write, id: i64) -> StoreResult<i64> {
    let sql = format!(
        "{MEMBERS} SELECT COUNT(DISTINCT participant_id) AS n FROM companions
         WHERE idea_id IN (SELECT id FROM members)"
    );
    number(write, &sql, [id.into()]).await
}

async fn put(write: &Write, id: i64, n: i64) -> StoreResult<()> {
    run(write, "UPDATE ideas SET companions = $2 WHERE id = $1", [id.into(), n.into()]).await?;
    Ok(())
}

/// Moves the comments of an idea under the one that leads now, and what is reported about them.
/// Those that came to it from others keep their homes.
pub(super) async fn comments_along(write: &Write, id: i64, leader: i64) -> StoreResult<()> {
    const COMMENTS: &str = "UPDATE comments SET idea_id = $2, origin_id = COALESCE(origin_id, $1)
        WHERE idea_id = $1";
    const REPORTS: &str = "UPDATE reports SET idea_id = $2
        WHERE idea_id = $1 AND comment_id IS NOT NULL";
    run(write, COMMENTS, [id.into(), leader.into()]).await?;
    run(write, REPORTS, [id.into(), leader.into()]).await?;
    Ok(())
}

/// Moves the comments home that came from an idea, or with it, and what is reported about them.
pub(super) async fn comments_home(write: &Write, id: i64, leader: i64) -> StoreResult<()> {
    const REPORTS: &str = "UPDATE reports SET idea_id = $1 WHERE idea_id = $2
        AND comment_id IN (SELECT id FROM comments WHERE idea_id = $1)";
    let comments = format!(
        "{MEMBERS} UPDATE comments SET idea_id = $1,
            origin_id = CASE WHEN origin_id = $1 THEN NULL ELSE origin_id END
         WHERE idea_id = $2 AND origin_id IN (SELECT id FROM members)"
    );
    run(write, &comments, [id.into(), leader.into()]).await?;
    run(write, REPORTS, [id.into(), leader.into()]).await?;
    Ok(())
}
