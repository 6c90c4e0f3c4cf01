//! Decisions of staff, each one transaction, and the taking back of them.
//!
//! A decision changes its subject only where it still is as the decision found it, so of two
//! at the same time one is the first. Its place in the log is kept at the subject
//! (`decision_seq`): as long as it stands there, nothing else happened, and the decision can be
//! taken back.

mod comments;
mod ideas;
mod reports;
mod undo;

use app::domain::{IdeaStatus, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use comments::decide as decide_comment;
pub use ideas::{Moved, change_status};
pub use reports::{hide, keep};
pub use undo::{Undone, undo};

use super::entities::{activity, staff};
use super::{StoreResult, Write};

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
    /// There is no such thing.
    NotFound,
    /// Somebody with this name decided before.
    Before(String),
    /// Its author edited it after it was read.
    Changed,
    /// It no longer waits, and nobody of the staff decided: its author took it back.
    Gone,
}

/// Why a decision found nothing to decide: who was first.
async fn too_late(write: &Write, decision: Option<i64>) -> StoreResult<Decided> {
    let Some(seq) = decision else { return Ok(Decided::Gone) };
    let entry = activity::Entity::find_by_id(seq).one(write.conn()).await?;
    let Some(by) = entry.and_then(|entry| entry.staff_id) else { return Ok(Decided::Gone) };
    let who = staff::Entity::find().filter(staff::Column::Id.eq(by)).one(write.conn()).await?;
    Ok(who.map_or(Decided::Gone, |who| Decided::Before(who.name)))
}

/// Whether everybody sees an idea after a move from one status to another.
fn shown_after(from: IdeaStatus, to: IdeaStatus, shown_before: bool) -> bool {
    match (from, to) {
        (IdeaStatus::Submitted, IdeaStatus::Declined) => false,
        (_, IdeaStatus::Published) => true,
        _ => shown_before,
    }
}
