//! Official answers: drafted, read by a second pair of eyes, published. A department answers an
//! idea once; what it says then changes in the same way.

mod draft;
mod publish;
mod read;
mod withdraw;

pub use draft::{approve, discard, draft};
pub use publish::{Key, publish};
pub use read::{List, Place, Stand, list, of_idea, public};
pub use withdraw::{Withdrawal, withdraw};

/// What became of a change to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It holds; its place in the log.
    Done(i64),
    /// There is no such idea or draft, or it is not within the limits of whoever asks.
    NotFound,
    /// In the name of another department.
    NotYours,
    /// The department does not have the idea.
    NotAssigned,
    /// Whoever drafted it does not approve it.
    OwnDraft,
    /// It is not ready to be approved, or approved already.
    NotReady,
    /// The draft was changed after it was read.
    Changed,
    /// Of those to be published one is not approved, or its idea not public: none was.
    NotApproved,
    /// There is nothing public to withdraw, or nothing withdrawn to bring back.
    NotPublic,
}
