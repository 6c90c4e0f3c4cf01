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
        /// `open`, `working`, `done`; `removed` where it no longer has it.
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
    /// Another one that was merged into it stands for itself again.
    Parted {
        /// Number of the other one.
        other: i64,
    },
    /// Staff ask its author something.
    Asked {
        /// Number of the question.
        question: i64,
    },
    /// What its author proposed was not taken up.
    EditDeclined {
        /// The reason.
        note: Option<String>,
    },
    /// It was linked with another one.
    Linked {
        /// Number of the other one.
        other: i64,
    },
    /// Its wording was edited.
    Reworded,
}

impl News {
    /// Whether it is for the author alone.
    pub fn is_private(&self) -> bool {
        matches!(self, Self::Asked { .. } | Self::EditDeclined { .. })
    }

    /// The other idea, whose followers hear the same from its side.
    pub fn told_by_other(&self) -> Option<i64> {
        match self {
            Self::Joined { other } | Self::Parted { other } => Some(*other),
            _ => None,
        }
    }

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
            ActivityKind::IdeaAssigned if details.to.as_deref() == Some("removed") => {
                Self::Worked { department: department(), state: "removed".to_owned() }
            }
            ActivityKind::IdeaAssigned => {
                Self::Assigned { department: department(), due: details.due.clone() }
            }
            ActivityKind::IdeaHandedOn => {
                Self::HandedOn { department: details.to.clone().or_else(department) }
            }
            ActivityKind::IdeaWorked => {
                Self::Worked { department: department(), state: details.to.clone()? }
            }
            // The log of the one that leads has an entry too, without a status.
            ActivityKind::IdeaMerged if details.to.is_none() => {
                Self::Joined { other: details.other? }
            }
            ActivityKind::IdeaMerged => Self::Merged { into: details.other? },
            ActivityKind::IdeaUnmerged if details.to.is_none() => {
                Self::Parted { other: details.other? }
            }
            ActivityKind::IdeaUnmerged => Self::Unmerged,
            ActivityKind::IdeaAsked => Self::Asked { question: details.item? },
            ActivityKind::EditDeclined => Self::EditDeclined { note: details.note.clone() },
            ActivityKind::IdeaLinked => Self::Linked { other: details.other? },
            ActivityKind::IdeaReworded | ActivityKind::EditAccepted => Self::Reworded,
            _ => return None,
        })
    }
}
