//! The life of an idea: which state follows which.

use serde::Serialize;

use super::{FieldError, FieldErrors, clean_text};

/// Longest public reason or note that goes with a change of status, in characters.
pub const REASON_MAX: usize = 2000;

/// How far an idea has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdeaStatus {
    /// Eingegangen: waits for a moderator, seen by staff and its author only.
    Submitted,
    /// In Diskussion: on the board.
    Published,
    /// In Prüfung: a department looks into it.
    InReview,
    /// Geplant
    Planned,
    /// In Umsetzung
    InProgress,
    /// Umgesetzt
    Done,
    /// Nicht umsetzbar: never without a public reason.
    Declined,
    /// Zusammengeführt with another idea, which leads.
    Merged,
    /// Zurückgezogen by its author.
    Withdrawn,
}

crate::domain::read_by_key!(IdeaStatus);

impl IdeaStatus {
    /// Every status, in the order of an idea's life.
    pub const ALL: [Self; 9] = [
        Self::Submitted,
        Self::Published,
        Self::InReview,
        Self::Planned,
        Self::InProgress,
        Self::Done,
        Self::Declined,
        Self::Merged,
        Self::Withdrawn,
    ];

    /// The lanes of the board, left to right. `Declined` is a lane of its own only where an
    /// idea was public before; `Merged` ideas are found through the idea that leads.
    pub const LANES: [Self; 6] = [
        Self::Published,
        Self::InReview,
        Self::Planned,
        Self::InProgress,
        Self::Done,
        Self::Declined,
    ];

    /// The identifier on the wire, in addresses and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Published => "published",
            Self::InReview => "in_review",
            Self::Planned => "planned",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Declined => "declined",
            Self::Merged => "merged",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == key)
    }

    /// Whether staff may move an idea from this status to `next`.
    ///
    /// Forward one or several steps from discussion to done, back where a plan fails, declined
    /// from any state before the work has begun, merged from any state before the work is done.
    /// Undo is not a move: it restores, and so does taking a merge apart.
    pub fn can_become(self, next: Self) -> bool {
        use IdeaStatus::*;
        matches!(
            (self, next),
            (Submitted, Published | Declined | Merged)
                | (Published, InReview | Planned | InProgress | Done | Declined | Merged)
                | (InReview, Published | Planned | InProgress | Done | Declined | Merged)
                | (Planned, InReview | InProgress | Done | Declined | Merged)
                | (InProgress, Planned | Done | Merged)
                | (Done, InProgress)
                | (Declined, Published)
        )
    }

    /// Whether a move into this status needs a public reason.
    pub fn needs_reason(self) -> bool {
        self == Self::Declined
    }

    /// Whether anybody may see an idea in this status, provided it was published once.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Submitted | Self::Withdrawn)
    }

    /// Whether citizens may support, comment and join.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Published | Self::InReview | Self::Planned | Self::InProgress)
    }
}

/// A change of status as asked for by staff: the next status and its public note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMove {
    /// The status that the idea shall have.
    pub next: IdeaStatus,
    /// What the public reads with it; always there where the status needs a reason.
    pub note: Option<String>,
}

impl StatusMove {
    /// Parses the raw values of a request.
    ///
    /// # Errors
    /// An unknown status, a missing reason, or a note that is too long, by field.
    pub fn parse(status: &str, note: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let next = IdeaStatus::from_key(status);
        if next.is_none() {
            errors.add("status", FieldError::Unknown);
        }
        let note = clean_text(note);
        if note.chars().count() > REASON_MAX {
            errors.add("note", FieldError::TooLong { max: REASON_MAX });
        }
        if note.is_empty() && next.is_some_and(IdeaStatus::needs_reason) {
            errors.add("note", FieldError::ReasonMissing);
        }
        match (next, errors.is_empty()) {
            (Some(next), true) => Ok(Self { next, note: (!note.is_empty()).then_some(note) }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_itself_or_submitted() {
        for status in IdeaStatus::ALL {
            assert!(!status.can_become(status), "{status:?} to itself");
            assert!(!status.can_become(IdeaStatus::Submitted), "{status:?} back to submitted");
        }
    }

    #[test]
    fn merged_and_withdrawn_are_ends() {
        for next in IdeaStatus::ALL {
            assert!(!IdeaStatus::Merged.can_become(next));
            assert!(!IdeaStatus::Withdrawn.can_become(next));
        }
    }

    #[test]
    fn what_is_open_or_waits_can_be_merged() {
        for status in IdeaStatus::ALL {
            let may = status.is_open() || status == IdeaStatus::Submitted;
            assert_eq!(status.can_become(IdeaStatus::Merged), may, "{status:?}");
        }
    }

    #[test]
    fn declining_needs_a_reason() {
        let errors = StatusMove::parse("declined", "  ").unwrap_err();
        assert_eq!(errors.of("note"), &[FieldError::ReasonMissing]);
        let moved = StatusMove::parse("declined", " Kein Platz. ").unwrap();
        assert_eq!(moved.note.as_deref(), Some("Kein Platz."));
    }

    #[test]
    fn keys_round_trip() {
        for status in IdeaStatus::ALL {
            assert_eq!(IdeaStatus::from_key(status.as_str()), Some(status));
        }
    }
}
