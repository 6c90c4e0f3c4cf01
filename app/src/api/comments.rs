//! Comments under an idea, with one level of replies.

use serde::{Deserialize, Serialize};

use super::transport::{call, get};
use super::{ApiResult, NewReport, encode};
use crate::domain::{Affiliation, Timestamp};

/// A comment, raw. Parsed by [`crate::domain::CommentDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewComment {
    /// 2 to 2000 characters.
    pub text: String,
    /// A name to show, or empty.
    pub author: String,
    /// A perspective to show, or empty.
    pub affiliation: String,
    /// The comment that this one replies to: one without a parent, under the same idea.
    pub reply_to: Option<i64>,
}

/// A public comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its number.
    pub id: i64,
    /// The idea that it stands under.
    pub idea: i64,
    /// The comment that it replies to.
    pub reply_to: Option<i64>,
    /// Its paragraphs.
    pub text: String,
    /// The name that its author gave.
    pub author: Option<String>,
    /// The perspective that its author gave.
    pub affiliation: Option<Affiliation>,
    /// When it was sent in.
    pub at: Timestamp,
    /// Whether staff edited its wording.
    #[serde(default)]
    pub reworded: bool,
    /// Why it was hidden. It keeps its place, without text and author.
    #[serde(default)]
    pub hidden: Option<String>,
}

/// One page of comments: those without a parent oldest first, each followed by its replies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CommentPage {
    /// The comments.
    pub items: Vec<Comment>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// What the author of a new comment gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CommentCreated {
    /// Its number.
    pub id: i64,
    /// Whether everybody sees it already; otherwise it waits for a moderator.
    pub published: bool,
}

/// `GET /api/ideas/{id}/comments`
pub async fn comments(idea: i64, after: &str) -> ApiResult<CommentPage> {
    get(format!("/api/ideas/{idea}/comments?after={}", encode(after))).await
}

/// `POST /api/ideas/{id}/comments`
pub async fn create_comment(
    idea: i64,
    new: &NewComment,
    idempotency_key: &str,
) -> ApiResult<CommentCreated> {
    call(
        "POST",
        format!("/api/ideas/{idea}/comments?idempotency_key={}", encode(idempotency_key)),
        new,
    )
    .await
}

/// `POST /api/comments/{id}/reports`
pub async fn report_comment(id: i64, new: &NewReport) -> ApiResult<()> {
    call("POST", format!("/api/comments/{id}/reports"), new).await
}
