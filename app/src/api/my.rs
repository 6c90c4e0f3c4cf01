//! The private page of an idea's author.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, NewIdea, NewText, PhotoRef, Question, TimelineEntry, Wording, encode};
use crate::domain::{IdeaStatus, Timestamp};

/// An idea as its author sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MyIdea {
    /// Its number.
    pub id: i64,
    /// How far it has come.
    pub status: IdeaStatus,
    /// What was sent, as the form has it; photos by claim are not in it.
    pub idea: NewIdea,
    /// Its photos.
    pub photos: Vec<PhotoRef>,
    /// When it was sent in.
    pub created_at: Timestamp,
    /// What became of it, oldest first; a reason for declining is the last entry's note.
    pub timeline: Vec<TimelineEntry>,
    /// Whether it may still be edited or withdrawn: only while it waits.
    pub editable: bool,
    /// When the mail address is erased, where one was given.
    pub email_until: Option<Timestamp>,
    /// What staff asked last, where they asked something. Without an answer it is the author's
    /// turn, as long as the idea waits.
    #[serde(default)]
    pub question: Option<Question>,
    /// Whether an edit may be proposed: the idea is public and open.
    #[serde(default)]
    pub may_propose: bool,
    /// The edit that was proposed and waits.
    #[serde(default)]
    pub proposed: Option<Wording>,
    /// Why the last proposed edit was declined, where none came after it.
    #[serde(default)]
    pub proposal_declined: Option<String>,
    /// How the author wrote it, where staff edited the wording.
    #[serde(default)]
    pub original: Option<Wording>,
    /// Why it was hidden, where it was.
    #[serde(default)]
    pub hidden: Option<String>,
}

/// `GET /api/my/{token}`
pub async fn my_idea(token: &str) -> ApiResult<MyIdea> {
    get(format!("/api/my/{}", encode(token))).await
}

/// `PUT /api/my/{token}`: edits the idea while it waits. Photos stay as they are.
pub async fn edit_my_idea(token: &str, new: &NewIdea) -> ApiResult<MyIdea> {
    call("PUT", format!("/api/my/{}", encode(token)), new).await
}

/// `DELETE /api/my/{token}`: withdraws the idea while it waits.
pub async fn withdraw_my_idea(token: &str) -> ApiResult<MyIdea> {
    act("DELETE", format!("/api/my/{}", encode(token))).await
}

/// `POST /api/my/{token}/reply`: answers what staff asked.
pub async fn reply(token: &str, text: &str) -> ApiResult<MyIdea> {
    let sent = NewText { text: text.to_owned() };
    call("POST", format!("/api/my/{}/reply", encode(token)), &sent).await
}

/// `POST /api/my/{token}/edit`: proposes another wording of a public idea, in place of what was
/// proposed before and still waits.
pub async fn propose_edit(token: &str, new: &Wording) -> ApiResult<MyIdea> {
    call("POST", format!("/api/my/{}/edit", encode(token)), new).await
}

/// `DELETE /api/my/{token}/edit`: takes the proposed edit back.
pub async fn withdraw_edit(token: &str) -> ApiResult<MyIdea> {
    act("DELETE", format!("/api/my/{}/edit", encode(token))).await
}
