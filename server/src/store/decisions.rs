//! Decisions of staff, each one transaction, and the taking back of them.
//!
//! A decision changes its subject only where it still is as the decision found it, so of two
//! at the same time one is the first. Its place in the log is kept at the subject
//! (`decision_seq`): as long as it stands there, nothing else happened, and the decision can be
//! taken back. Since when the subject waited is kept in the log: then it waits again.

mod comments;
mod companions;
mod edits;
mod hide;
mod ideas;
mod questions;
mod recent;
mod reports;
mod trust;
mod undo;
mod wording;

use app::domain::{IdeaStatus, Scope, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub(super) use comments::count as count_comments;
pub use comments::{decide as decide_comment, is_unseen as is_unseen_comment};
pub use companions::decide as decide_companion;
pub use edits::decide as decide_edit;
pub use hide::{hide_comment, hide_idea};
pub(super) use ideas::remember as remember_idea;
pub use ideas::{Moved, change_status, decide as decide_idea};
pub(super) use questions::answer;
pub use questions::{ask, asked, overdue};
pub use recent::recent;
pub use reports::{hide as hide_reported, keep};
pub use trust::{Whose, trust};
pub use undo::{Undone, undo};
pub use wording::{Reworded, restore_comment, restore_idea, reword_comment, reword_idea};

use super::entities::{activity, ideas as idea_rows, staff};
use super::{Db, StoreResult, Write, scope};

/// By whom and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// The member of staff.
    pub staff: i64,
    /// When.
    pub now: Timestamp,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It holds; its place in the log.
    Done(i64),
    /// There is no such thing, or not within the limits.
    NotFound,
    /// Somebody with this name decided before.
    Before(String),
    /// It was edited after it was read.
    Changed,
    /// It no longer waits, and nobody of the staff decided: its author took it back.
    Gone,
}

/// Why a decision found nothing to decide: who was first.
pub(super) async fn too_late(write: &Write, decision: Option<i64>) -> StoreResult<Decided> {
    let Some(seq) = decision else { return Ok(Decided::Gone) };
    let entry = activity::Entity::find_by_id(seq).one(write.conn()).await?;
    match entry.and_then(|entry| entry.staff_id) {
        Some(by) => before(write, by).await,
        None => Ok(Decided::Gone),
    }
}

/// This member of staff was first.
async fn before(write: &Write, staff: i64) -> StoreResult<Decided> {
    let who = staff::Entity::find().filter(staff::Column::Id.eq(staff)).one(write.conn()).await?;
    Ok(who.map_or(Decided::Gone, |who| Decided::Before(who.name)))
}

/// Begins to write about an idea within the limits: holds it, and gives it as it is then.
async fn hold_idea(
    db: &Db,
    scope: &Scope,
    id: i64,
) -> StoreResult<Option<(Write, idea_rows::Model)>> {
    let write = db.write().await?;
    write.take_idea(id).await?;
    let idea = idea_rows::Entity::find_by_id(id).filter(scope::ideas(scope));
    match idea.one(write.conn()).await? {
        Some(idea) => Ok(Some((write, idea))),
        None => {
            write.rollback().await?;
            Ok(None)
        }
    }
}

/// Begins to write about a comment whose idea is within the limits.
async fn hold_comment(
    db: &Db,
    scope: &Scope,
    id: i64,
) -> StoreResult<Option<(Write, super::entities::comments::Model)>> {
    let Some((write, comment)) = super::comments::hold(db, id).await? else { return Ok(None) };
    if sees(&write, scope, comment.idea_id).await? {
        return Ok(Some((write, comment)));
    }
    write.rollback().await?;
    Ok(None)
}

/// Whether an idea is within the limits; without any, nothing is asked.
async fn sees(write: &Write, scope: &Scope, idea: i64) -> StoreResult<bool> {
    Ok(scope.is_everything() || scope::sees(write.conn(), scope, idea).await?)
}

/// Whether everybody sees an idea after a move from one status to another.
fn shown_after(from: IdeaStatus, to: IdeaStatus, shown_before: bool) -> bool {
    match (from, to) {
        (IdeaStatus::Submitted, IdeaStatus::Declined) => false,
        (_, IdeaStatus::Published) => true,
        _ => shown_before,
    }
}
