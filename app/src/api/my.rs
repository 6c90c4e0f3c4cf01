//! The private page of an idea's author.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, NewIdea, PhotoRef, TimelineEntry, encode};
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
