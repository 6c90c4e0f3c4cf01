//! What staff do: sign in, and decide on what waits.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, Comment, Idea, encode};
use crate::domain::{ReportReason, Role, Timestamp};

/// What a sign-in sends.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignIn {
    /// The address that the account was made with.
    pub email: String,
    /// The password.
    pub password: String,
}

/// The signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Me {
    /// Number of the account.
    pub id: i64,
    /// As shown to colleagues.
    pub name: String,
    /// What the person may do.
    pub role: Role,
}

/// What kind of thing waits for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaitingKind {
    /// A submitted idea.
    Idea,
    /// A submitted comment.
    Comment,
    /// A report of an idea or a comment.
    Report,
}

impl WaitingKind {
    /// The segment of its address, as in `/api/staff/ideas/5/decision`.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Idea => "ideas",
            Self::Comment => "comments",
            Self::Report => "reports",
        }
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
}

/// One page of the queue, longest waiting first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct QueuePage {
    /// What waits.
    pub items: Vec<Waiting>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// How much waits in all.
    pub total: u64,
    /// The staff's live stream continues from here.
    pub seq: i64,
}

/// A decision on something that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Decision {
    /// `publish` or `decline` for ideas and comments; `keep` or `hide` for reports.
    pub action: String,
    /// The reason that the author reads; needed to decline an idea and to hide.
    pub reason: String,
    /// `active_at` of the idea as it was read, so that nobody lets through what they have not
    /// seen; empty asks nothing.
    pub seen: String,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Decided {
    /// The entry of the log that `POST /api/staff/undo/{seq}` takes back.
    pub seq: i64,
}

/// `POST /api/staff/session`
pub async fn sign_in(form: &SignIn) -> ApiResult<Me> {
    call("POST", "/api/staff/session".to_owned(), form).await
}

/// `GET /api/staff/me`: 401 where nobody is signed in.
pub async fn me() -> ApiResult<Me> {
    get("/api/staff/me".to_owned()).await
}

/// `DELETE /api/staff/session`: here, or everywhere.
pub async fn sign_out(everywhere: bool) -> ApiResult<()> {
    act("DELETE", format!("/api/staff/session?everywhere={everywhere}")).await
}

/// `GET /api/staff/queue`
pub async fn queue(after: &str) -> ApiResult<QueuePage> {
    get(format!("/api/staff/queue?after={}", encode(after))).await
}

/// `GET /api/staff/queue/{kind}/{id}`: one thing, as long as it waits.
pub async fn waiting(kind: WaitingKind, id: i64) -> ApiResult<Waiting> {
    get(format!("/api/staff/queue/{}/{id}", kind.segment())).await
}

/// `POST /api/staff/{kind}/{id}/decision`: 409 where somebody else decided before.
pub async fn decide(kind: WaitingKind, id: i64, decision: &Decision) -> ApiResult<Decided> {
    call("POST", format!("/api/staff/{}/{id}/decision", kind.segment()), decision).await
}

/// `POST /api/staff/undo/{seq}`: 409 where something else happened since.
pub async fn undo(seq: i64) -> ApiResult<()> {
    act("POST", format!("/api/staff/undo/{seq}")).await
}
