//! What the live stream carries. The browser's end is [`crate::live`].

use serde::{Deserialize, Serialize};

use super::{Comment, IdeaCard};

/// What happened; see the variants. Names are those of the activity log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum ActivityKind {
    /// An idea came in. Staff only, as long as it is not public.
    #[serde(rename = "idea.submitted")]
    IdeaSubmitted,
    /// Its author edited it while it waited. Staff only.
    #[serde(rename = "idea.edited")]
    IdeaEdited,
    /// Its author withdrew it while it waited. Staff only.
    #[serde(rename = "idea.withdrawn")]
    IdeaWithdrawn,
    /// An idea got another status, its first publication included.
    #[serde(rename = "idea.status")]
    IdeaStatus,
    /// A decision on an idea was taken back.
    #[serde(rename = "idea.undone")]
    IdeaUndone,
    /// Its supporters changed.
    #[serde(rename = "idea.supports")]
    IdeaSupports,
    /// Somebody wants to help.
    #[serde(rename = "idea.companion")]
    IdeaCompanion,
    /// The town answered.
    #[serde(rename = "idea.answered")]
    IdeaAnswered,
    /// A comment came in. Staff only.
    #[serde(rename = "comment.submitted")]
    CommentSubmitted,
    /// A comment became public.
    #[serde(rename = "comment.published")]
    CommentPublished,
    /// A comment was declined or hidden.
    #[serde(rename = "comment.declined")]
    CommentDeclined,
    /// A decision on a comment was taken back.
    #[serde(rename = "comment.undone")]
    CommentUndone,
    /// Something was reported. Staff only.
    #[serde(rename = "report.submitted")]
    ReportSubmitted,
    /// A report was settled. Staff only.
    #[serde(rename = "report.settled")]
    ReportSettled,
    /// A settled report was opened again. Staff only.
    #[serde(rename = "report.undone")]
    ReportUndone,
}

impl ActivityKind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::IdeaSubmitted,
        Self::IdeaEdited,
        Self::IdeaWithdrawn,
        Self::IdeaStatus,
        Self::IdeaUndone,
        Self::IdeaSupports,
        Self::IdeaCompanion,
        Self::IdeaAnswered,
        Self::CommentSubmitted,
        Self::CommentPublished,
        Self::CommentDeclined,
        Self::CommentUndone,
        Self::ReportSubmitted,
        Self::ReportSettled,
        Self::ReportUndone,
    ];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IdeaSubmitted => "idea.submitted",
            Self::IdeaEdited => "idea.edited",
            Self::IdeaWithdrawn => "idea.withdrawn",
            Self::IdeaStatus => "idea.status",
            Self::IdeaUndone => "idea.undone",
            Self::IdeaSupports => "idea.supports",
            Self::IdeaCompanion => "idea.companion",
            Self::IdeaAnswered => "idea.answered",
            Self::CommentSubmitted => "comment.submitted",
            Self::CommentPublished => "comment.published",
            Self::CommentDeclined => "comment.declined",
            Self::CommentUndone => "comment.undone",
            Self::ReportSubmitted => "report.submitted",
            Self::ReportSettled => "report.settled",
            Self::ReportUndone => "report.undone",
        }
    }

    /// The kind with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == key)
    }

    /// Whether only staff hear of it.
    pub fn is_internal(self) -> bool {
        matches!(
            self,
            Self::IdeaSubmitted
                | Self::IdeaEdited
                | Self::IdeaWithdrawn
                | Self::CommentSubmitted
                | Self::ReportSubmitted
                | Self::ReportSettled
                | Self::ReportUndone
        )
    }
}

/// One event of the live stream. It tells the state after the change, so that hearing it late
/// or on top of a fresh page does no harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LiveEvent {
    /// Its place in the log; also the event's `id`.
    pub seq: i64,
    /// What happened.
    pub kind: ActivityKind,
    /// The idea that it happened to.
    pub idea: i64,
    /// The idea as it is now; none where it is not, or no longer, public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<IdeaCard>,
    /// The comment that it is about, where it is public now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
    /// Number of the comment that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_id: Option<i64>,
    /// Number of the report that it is about; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<i64>,
}
