//! What staff decide on what waits, and on what is public.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, Evening, Problem, WaitingKind, encode};
use crate::domain::{Timestamp, TrustRule};

/// A decision on something that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Decision {
    /// `publish` or `decline` for ideas, comments, edits (then they are accepted or not) and
    /// companions (then they are taken up or not); `keep` or `hide` for reports. What is public
    /// already stays so by `publish`, and is hidden by `decline`.
    pub action: String,
    /// The reason that the author reads; needed to decline an idea or an edit, and to hide.
    pub reason: String,
    /// `seen` of what was read, so that nobody lets through what they have not seen; empty asks
    /// nothing.
    pub seen: String,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Decided {
    /// The entry of the log that `POST /api/staff/undo/{seq}` takes back.
    pub seq: i64,
}

/// The most things that are decided on at once.
pub const BULK_MAX: usize = 100;

/// One of many things that are decided on at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BulkItem {
    /// What it is.
    pub kind: WaitingKind,
    /// Its number among its kind.
    pub id: i64,
    /// As in [`Decision`].
    #[serde(default)]
    pub seen: String,
}

/// The same decision on many things. In a form, each is a field `item`: `ideas-5`, or
/// `ideas-5@` and what `seen` would be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Bulk {
    /// As in [`Decision`]. For reports, `publish` means `keep` and `decline` means `hide`.
    pub action: String,
    /// As in [`Decision`].
    pub reason: String,
    /// On what, 100 at the most. Each is a decision of its own.
    pub items: Vec<BulkItem>,
}

/// What became of one of many decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// What it is.
    pub kind: WaitingKind,
    /// Its number among its kind.
    pub id: i64,
    /// The decision, where it holds.
    pub seq: Option<i64>,
    /// Why it does not.
    pub problem: Option<Problem>,
}

/// What became of many decisions, in the order in which they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BulkDone {
    /// One for each.
    pub results: Vec<BulkResult>,
}

/// A decision that I made and that still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RecentDecision {
    /// Its place in the log; `POST /api/staff/undo/{seq}` takes it back.
    pub seq: i64,
    /// On what.
    pub kind: WaitingKind,
    /// Its number among its kind.
    pub id: i64,
    /// What was decided: `publish`, `decline`, `keep`, `hide`, `move` (to another status),
    /// `reword`, `ask`, `merge` or `trust`.
    pub action: String,
    /// Title of the idea that it belongs to.
    pub title: String,
    /// When.
    pub at: Timestamp,
}

/// My last decisions that still stand, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RecentDecisions {
    /// Ten at the most.
    pub items: Vec<RecentDecision>,
}

/// A text that somebody sends: a question to an author, an author's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewText {
    /// Paragraphs, 2 to 2000 characters.
    pub text: String,
}

/// A wording for publication; the author's is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Rewording {
    /// The title; empty for a comment.
    pub title: String,
    /// The text.
    pub text: String,
    /// `seen` of what was read, so that nothing is overwritten that changed meanwhile; for an idea
    /// that does not wait its `active_at`. Empty asks nothing.
    pub seen: String,
}

/// Why something is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Hiding {
    /// The reason that everybody reads.
    pub reason: String,
}

/// How far somebody is trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewTrust {
    /// `earned`, `always` or `never`.
    pub rule: String,
}

/// For how long a lab publishes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewEvening {
    /// From now, in minutes, 720 at the most; 0 ends it.
    pub minutes: u32,
}

fn path(kind: WaitingKind, id: i64, what: &str) -> String {
    format!("/api/staff/{}/{id}/{what}", kind.segment())
}

/// `POST /api/staff/{kind}/{id}/decision`: 409 where somebody else decided before.
pub async fn decide(kind: WaitingKind, id: i64, decision: &Decision) -> ApiResult<Decided> {
    call("POST", path(kind, id, "decision"), decision).await
}

/// `POST /api/staff/decisions`: the same decision on many things.
pub async fn decide_all(bulk: &Bulk) -> ApiResult<BulkDone> {
    call("POST", "/api/staff/decisions".to_owned(), bulk).await
}

/// `GET /api/staff/decisions`: my last ones that still stand.
pub async fn recent_decisions() -> ApiResult<RecentDecisions> {
    get("/api/staff/decisions".to_owned()).await
}

/// `POST /api/staff/undo/{seq}`: 409 where something else happened since.
pub async fn undo(seq: i64) -> ApiResult<()> {
    act("POST", format!("/api/staff/undo/{seq}")).await
}

/// `POST /api/staff/ideas/{id}/question`: asks the author of an idea that waits.
pub async fn ask(idea: i64, text: &str) -> ApiResult<Decided> {
    let sent = NewText { text: text.to_owned() };
    call("POST", path(WaitingKind::Idea, idea, "question"), &sent).await
}

/// `DELETE /api/staff/ideas/{id}/question`: takes the open question back.
pub async fn take_question_back(idea: i64) -> ApiResult<()> {
    act("DELETE", path(WaitingKind::Idea, idea, "question")).await
}

/// `PUT /api/staff/{kind}/{id}/wording`: edits an idea or a comment for publication.
pub async fn reword(kind: WaitingKind, id: i64, new: &Rewording) -> ApiResult<Decided> {
    call("PUT", path(kind, id, "wording"), new).await
}

/// `POST /api/staff/{kind}/{id}/wording/undo`: an idea or a comment reads as its author wrote it.
pub async fn restore_wording(kind: WaitingKind, id: i64) -> ApiResult<Decided> {
    act("POST", path(kind, id, "wording/undo")).await
}

/// `POST /api/staff/{kind}/{id}/hide`: hides a public idea or comment.
pub async fn hide(kind: WaitingKind, id: i64, reason: &str) -> ApiResult<Decided> {
    call("POST", path(kind, id, "hide"), &Hiding { reason: reason.to_owned() }).await
}

/// `POST /api/staff/{kind}/{id}/trust`: for the participant behind an idea or a comment.
pub async fn trust(kind: WaitingKind, id: i64, rule: TrustRule) -> ApiResult<Decided> {
    call("POST", path(kind, id, "trust"), &NewTrust { rule: rule.as_str().to_owned() }).await
}

/// `POST /api/staff/labs/{slug}/evening`: the lab publishes first for so many minutes.
pub async fn evening(lab: &str, minutes: u32) -> ApiResult<Evening> {
    call("POST", format!("/api/staff/labs/{}/evening", encode(lab)), &NewEvening { minutes }).await
}
