//! What the town answers: drafts, the second pair of eyes, publication.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, Decided, encode};
use crate::domain::Timestamp;

/// An answer that is not, or not like this, public yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Draft {
    /// Its Markdown.
    pub text: String,
    /// As it will look.
    pub html: String,
    /// Who wrote it; none where the account is gone.
    pub by: Option<String>,
    /// Whether the asking person wrote it, and so cannot approve it.
    pub mine: bool,
    /// When it was last changed; to be sent as `seen` with an approval.
    pub at: Timestamp,
    /// Whether it waits for a second pair of eyes, or is past that.
    pub ready: bool,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
}

/// A department's answer, as staff see it: what is public, and what may become so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffAnswer {
    /// Slug of the department.
    pub department: String,
    /// On screen, German.
    pub name_de: String,
    /// On screen, English.
    pub name_en: String,
    /// The Markdown of what is public.
    pub text: Option<String>,
    /// What is public, as it looks.
    pub html: Option<String>,
    /// When it was published first.
    pub at: Option<Timestamp>,
    /// When it was last changed since.
    pub changed_at: Option<Timestamp>,
    /// Since when it is withdrawn: public before, and read by staff only since.
    #[serde(default)]
    pub withdrawn_at: Option<Timestamp>,
    /// What may become public.
    pub draft: Option<Draft>,
}

/// The draft of an answer, raw. Parsed by [`crate::domain::AnswerDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewAnswer {
    /// Markdown, 2 to 8000 characters.
    pub text: String,
    /// Whether it waits for a second pair of eyes from now on.
    pub ready: bool,
    /// The [`Draft::at`] of the draft that was read, or [`NO_DRAFT`], so that nobody writes over
    /// what they have not seen; empty asks nothing.
    pub seen: String,
}

/// What is `seen` where there is no draft.
pub const NO_DRAFT: &str = "none";

/// An approval of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Approval {
    /// `at` of the draft as it was read, so that nobody approves what they have not seen;
    /// empty asks nothing.
    pub seen: String,
}

/// An answer by idea and department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AnswerKey {
    /// Number of the idea.
    pub idea: i64,
    /// Slug of the department.
    pub department: String,
}

/// Answers to publish in one go: all, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Publication {
    /// Approved answers, 1 to 100.
    pub items: Vec<AnswerKey>,
}

/// What became public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Published {
    /// How many answers.
    pub published: u32,
}

/// An answer with the idea that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AnswerItem {
    /// Number of the idea.
    pub idea: i64,
    /// Its title.
    pub title: String,
    /// The answer.
    pub answer: StaffAnswer,
}

/// One page of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AnswerPage {
    /// Longest waiting first.
    pub items: Vec<AnswerItem>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Whether the asking person may approve and publish.
    pub may_answer: bool,
}

/// Markdown to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PreviewRequest {
    /// Markdown.
    pub text: String,
}

/// How Markdown will look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Preview {
    /// Safe HTML.
    pub html: String,
}

/// `PUT /api/staff/ideas/{id}/answers/{department}`: saves a draft.
pub async fn draft_answer(id: i64, department: &str, draft: &NewAnswer) -> ApiResult<Decided> {
    call("PUT", format!("/api/staff/ideas/{id}/answers/{}", encode(department)), draft).await
}

/// `DELETE /api/staff/ideas/{id}/answers/{department}`: throws a draft away.
pub async fn discard_answer(id: i64, department: &str) -> ApiResult<Decided> {
    act("DELETE", format!("/api/staff/ideas/{id}/answers/{}", encode(department))).await
}

/// `POST /api/staff/ideas/{id}/answers/{department}/approve`
pub async fn approve_answer(id: i64, department: &str, approval: &Approval) -> ApiResult<Decided> {
    let path = format!("/api/staff/ideas/{id}/answers/{}/approve", encode(department));
    call("POST", path, approval).await
}

/// `POST /api/staff/answers/publish`: all of them, or none.
pub async fn publish_answers(publication: &Publication) -> ApiResult<Published> {
    call("POST", "/api/staff/answers/publish".to_owned(), publication).await
}

/// `GET /api/staff/answers`: `state` is `ready`, `approved`, `draft` or `published`.
pub async fn staff_answers(state: &str, after: &str) -> ApiResult<AnswerPage> {
    get(format!("/api/staff/answers?state={}&after={}", encode(state), encode(after))).await
}

/// `POST /api/staff/ideas/{id}/answers/{department}/withdraw`
pub async fn withdraw_answer(id: i64, department: &str) -> ApiResult<Decided> {
    let path = format!("/api/staff/ideas/{id}/answers/{}/withdraw", encode(department));
    act("POST", path).await
}

/// `POST /api/staff/ideas/{id}/answers/{department}/restore`
pub async fn restore_answer(id: i64, department: &str) -> ApiResult<Decided> {
    let path = format!("/api/staff/ideas/{id}/answers/{}/restore", encode(department));
    act("POST", path).await
}

/// `POST /api/staff/answers/preview`
pub async fn preview_answer(text: &str) -> ApiResult<Preview> {
    let request = PreviewRequest { text: text.to_owned() };
    call("POST", "/api/staff/answers/preview".to_owned(), &request).await
}
