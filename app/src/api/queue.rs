//! What waits for staff.

use serde::{Deserialize, Serialize};

use super::transport::get;
use super::{ApiResult, Comment, Idea, encode};
use crate::domain::{HoldReason, ReportReason, Timestamp, TrustRule};

/// What kind of thing waits for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaitingKind {
    /// An idea: submitted, or public already and seen by nobody of the staff.
    Idea,
    /// A comment: submitted, or public already and seen by nobody of the staff.
    Comment,
    /// A report of an idea or a comment.
    Report,
    /// An edit that the author of a public idea proposes.
    Edit,
    /// Somebody's offer to help.
    Companion,
}

crate::domain::read_by_key!(WaitingKind);

impl WaitingKind {
    /// Every kind, in the order in which things stand that wait since the same moment.
    pub const ALL: [Self; 5] =
        [Self::Idea, Self::Comment, Self::Report, Self::Edit, Self::Companion];

    /// The segment of its address, as in `/api/staff/ideas/5/decision`.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Idea => "ideas",
            Self::Comment => "comments",
            Self::Report => "reports",
            Self::Edit => "edits",
            Self::Companion => "companions",
        }
    }

    /// The kind with this segment, if there is one.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.segment() == segment)
    }

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Comment => "comment",
            Self::Report => "report",
            Self::Edit => "edit",
            Self::Companion => "companion",
        }
    }

    /// The kind with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == key)
    }
}

/// Why something was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Report {
    /// Why.
    pub reason: ReportReason,
    /// In the reporter's words.
    pub text: Option<String>,
}

/// How an idea or a comment reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Wording {
    /// Its title; empty for a comment.
    pub title: String,
    /// Its paragraphs.
    pub text: String,
}

/// An offer to help, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Offer {
    /// Who offers.
    pub name: String,
    /// Mail address or telephone number.
    pub contact: String,
    /// What the person would like to do.
    pub note: Option<String>,
}

/// What staff asked an author, and what the author said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Question {
    /// What was asked.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
    /// The author's answer; none as long as it is the author's turn, and empty where the author
    /// edited the idea instead.
    pub answer: Option<String>,
    /// When the author answered.
    pub answered_at: Option<Timestamp>,
}

/// How far the participant behind a contribution is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Trust {
    /// How many of its contributions are public.
    pub published: u32,
    /// Whether its next contribution skips the queue, as far as no hold rule wants otherwise.
    pub trusted: bool,
    /// Whether that is earned, or was decided.
    pub rule: TrustRule,
}

/// One thing that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// What it is.
    pub kind: WaitingKind,
    /// Its number among its kind.
    pub id: i64,
    /// Since when it waits.
    pub since: Timestamp,
    /// The idea itself, or the one that it belongs to.
    pub idea: Idea,
    /// The comment, where it is one or the report is about one.
    pub comment: Option<Comment>,
    /// The report, where it is one.
    pub report: Option<Report>,
    /// What a decision or a rewording sends along as `seen`: then nothing is let through or
    /// overwritten that changed meanwhile. Empty where nothing can.
    #[serde(default)]
    pub seen: String,
    /// Why a hold rule wanted somebody to look at it.
    #[serde(default)]
    pub held: Vec<HoldReason>,
    /// Whether everybody sees it already, and nobody of the staff has looked.
    #[serde(default)]
    pub unseen: bool,
    /// How its author wrote it, where staff edited it.
    #[serde(default)]
    pub original: Option<Wording>,
    /// How it shall read, where it is a proposed edit; the idea tells how it reads.
    #[serde(default)]
    pub edit: Option<Wording>,
    /// The offer, where it is one.
    #[serde(default)]
    pub offer: Option<Offer>,
    /// The last question to its author, where there was one.
    #[serde(default)]
    pub question: Option<Question>,
    /// How far whoever wrote it is trusted; none where nobody knows any more who it was.
    #[serde(default)]
    pub trust: Option<Trust>,
}

/// How much waits, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct QueueCounts {
    /// Ideas.
    pub ideas: u64,
    /// Comments.
    pub comments: u64,
    /// Reports.
    pub reports: u64,
    /// Proposed edits.
    pub edits: u64,
    /// Offers to help.
    pub companions: u64,
}

impl QueueCounts {
    /// How much of a kind.
    pub fn of(&self, kind: WaitingKind) -> u64 {
        match kind {
            WaitingKind::Idea => self.ideas,
            WaitingKind::Comment => self.comments,
            WaitingKind::Report => self.reports,
            WaitingKind::Edit => self.edits,
            WaitingKind::Companion => self.companions,
        }
    }

    /// How much in all.
    pub fn sum(&self) -> u64 {
        WaitingKind::ALL.into_iter().map(|kind| self.of(kind)).sum()
    }
}

/// A lab that publishes first and moderates after, for a limited time (*Abendmodus*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Evening {
    /// Slug of the lab.
    pub lab: String,
    /// Until when; none where it is over.
    pub until: Option<Timestamp>,
}

/// One page of the queue, longest waiting first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct QueuePage {
    /// What waits.
    pub items: Vec<Waiting>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// How much matches the filter in all.
    pub total: u64,
    /// How much waits for this member of staff, whatever the filter: the number in the title.
    #[serde(default)]
    pub all: u64,
    /// How much waits of each kind, in the lab and topic that are asked for.
    #[serde(default)]
    pub counts: QueueCounts,
    /// Labs in which the *Abendmodus* is on.
    #[serde(default)]
    pub evenings: Vec<Evening>,
    /// The staff's live stream continues from here.
    pub seq: i64,
}

/// What the queue is asked for; empty strings ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    /// Where to go on: `next` of the page before.
    pub after: String,
    /// Slug of a lab.
    pub lab: String,
    /// Slug of a topic.
    pub topic: String,
    /// A kind, by its segment: `ideas`, `comments`, `reports`, `edits` or `companions`.
    pub kind: String,
}

impl QueueQuery {
    /// As a query string, without the question mark; what is empty is left out.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("lab", self.lab.as_str()),
            ("topic", &self.topic),
            ("kind", &self.kind),
            ("after", &self.after),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }
}

/// `GET /api/staff/queue`
pub async fn queue(query: &QueueQuery) -> ApiResult<QueuePage> {
    get(format!("/api/staff/queue?{}", query.to_query())).await
}

/// `GET /api/staff/queue/{kind}/{id}`: one thing, as long as it waits.
pub async fn waiting(kind: WaitingKind, id: i64) -> ApiResult<Waiting> {
    get(format!("/api/staff/queue/{}/{id}", kind.segment())).await
}
