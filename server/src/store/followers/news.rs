//! What followers hear of.

use app::{api::ActivityKind, domain::IdeaStatus};
use serde::{Deserialize, Serialize};

use crate::store::activity::Details;

/// Something that happened to an idea, as its followers are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum News {
    /// It is on the board.
    Published,
    /// It got another status.
    Status {
        /// Which.
        to: String,
        /// The public note or reason.
        note: Option<String>,
    },
    /// It is no longer on the board.
    Hidden {
        /// The public reason.
        note: Option<String>,
    },
    /// What was told before was taken back.
    TakenBack,
    /// A department answered in public.
    Answered {
        /// Its slug.
        department: Option<String>,
    },
    /// A department got it to work on, or another date.
    Assigned {
        /// Its slug.
        department: Option<String>,
        /// Until when, as `2026-05-31`.
        due: Option<String>,
    },
    /// Another department has it now.
    HandedOn {
        /// Its slug.
        department: Option<String>,
    },
    /// A department began with it, or is done.
    Worked {
        /// Its slug.
        department: Option<String>,
        /// `open`, `working` or `done`.
        state: String,
    },
    /// It was merged into another one, which leads.
    Merged {
        /// Number of the one that leads.
        into: i64,
    },
    /// Another one was merged into it.
    Joined {
        /// Number of the other one.
        other: i64,
    },
    /// It stands for itself again.
    Unmerged,
    /// It was linked with another one.
    Linked {
        /// Number of the other one.
        other: i64,
    },
    /// Its wording was edited.
    Reworded,
}

impl News {
    /// What an entry of the log is to followers; none where they do not hear of it.
    pub fn of(kind: ActivityKind, details: &Details) -> Option<Self> {
        let department = || details.department.clone();
        Some(match kind {
            ActivityKind::IdeaStatus if details.shown_before && !details.shown_after => {
                Self::Hidden { note: details.note.clone() }
            }
            // Somebody of the staff looked at what was public already.
            ActivityKind::IdeaStatus if details.from == details.to => return None,
            ActivityKind::IdeaStatus => {
                let to = IdeaStatus::from_key(details.to.as_deref()?)?;
                match to {
                    IdeaStatus::Published if !details.shown_before => Self::Published,
                    // The merging itself is told.
                    IdeaStatus::Merged => return None,
                    to => Self::Status { to: to.as_str().to_owned(), note: details.note.clone() },
                }
            }
            ActivityKind::IdeaAnswered => Self::Answered { department: department() },
            ActivityKind::IdeaAssigned => {
                Self::Assigned { department: department(), due: details.due.clone() }
            }
            ActivityKind::IdeaHandedOn => {
                Self::HandedOn { department: details.to.clone().or_else(department) }
            }
            ActivityKind::IdeaWorked => {
                Self::Worked { department: department(), state: details.to.clone()? }
            }
            // The entry at the one that leads has no status: there the other one joins.
            ActivityKind::IdeaMerged if details.to.is_some() => {
                Self::Merged { into: details.other? }
            }
            ActivityKind::IdeaUnmerged if details.to.is_some() => Self::Unmerged,
            ActivityKind::IdeaLinked => Self::Linked { other: details.other? },
            ActivityKind::IdeaReworded | ActivityKind::EditAccepted => Self::Reworded,
            _ => return None,
        })
    }
}
