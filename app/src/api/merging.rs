//! Ideas that are the same, and ideas that belong together.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, Decided, IdeaCard, PhotoRef};
use crate::domain::{Affiliation, IdeaStatus, Timestamp};

/// An idea that was merged into another one, as it reads on the page of the one that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MergedIdea {
    /// Its number.
    pub id: i64,
    /// One line.
    pub title: String,
    /// Its whole text.
    pub text: String,
    /// The name that its author gave.
    pub author: Option<String>,
    /// The perspective that its author gave.
    pub affiliation: Option<Affiliation>,
    /// All its photos.
    pub photos: Vec<PhotoRef>,
    /// When it was sent in.
    pub at: Timestamp,
}

/// An idea that belongs together with another one, and stays on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct IdeaLink {
    /// Its number.
    pub id: i64,
    /// One line.
    pub title: String,
    /// How far it has come.
    pub status: IdeaStatus,
    /// What they have to do with each other, in the words of staff.
    pub note: Option<String>,
}

/// The other idea that an entry of a timeline is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OtherIdea {
    /// Its number.
    pub id: i64,
    /// One line.
    pub title: String,
}

/// An idea that says something like another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SimilarIdea {
    /// What its card tells.
    pub card: IdeaCard,
    /// Whether everybody may see it: only then can another one be merged into it.
    pub public: bool,
    /// Whether it waits for a first decision.
    pub waiting: bool,
    /// Whether both have the same topic.
    pub same_topic: bool,
    /// Whether both belong to the same lab.
    pub same_lab: bool,
}

/// What is like an idea, most alike first; eight at the most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SimilarIdeas {
    /// The ideas, public ones and waiting ones.
    pub items: Vec<SimilarIdea>,
}

/// The wish to merge an idea into another one, which leads then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewMerge {
    /// Number of the idea that leads: a public one that is not merged itself.
    pub into: i64,
    /// `active_at` of the idea as it was read, so that nobody merges what they have not seen;
    /// empty asks nothing.
    pub seen: String,
}

/// A link between two ideas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewLink {
    /// What they have to do with each other, read by everybody; or empty. 500 characters at the
    /// most.
    pub note: String,
}

/// A link with the idea that somebody names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct LinkTo {
    /// Number of the other idea.
    pub other: i64,
    /// What they have to do with each other, read by everybody; or empty. 500 characters at the
    /// most.
    pub note: String,
}

/// `GET /api/staff/ideas/{id}/similar`: public and waiting ideas that say something like this
/// one, most alike first, eight at the most.
pub async fn similar_ideas(id: i64) -> ApiResult<SimilarIdeas> {
    get(format!("/api/staff/ideas/{id}/similar")).await
}

/// `POST /api/staff/ideas/{id}/merge`: 409 where somebody decided before, or where one of both
/// was merged meanwhile; 412 where its author edited it after it was `seen`. [`super::undo`]
/// with the answer's `seq` takes it back, as does [`unmerge`] at any time.
pub async fn merge(id: i64, new: &NewMerge) -> ApiResult<Decided> {
    call("POST", format!("/api/staff/ideas/{id}/merge"), new).await
}

/// `POST /api/staff/ideas/{id}/unmerge`: the idea stands for itself again, as it did before it
/// was merged. 409 where it is not merged.
pub async fn unmerge(id: i64) -> ApiResult<Decided> {
    act("POST", format!("/api/staff/ideas/{id}/unmerge")).await
}

/// `PUT /api/staff/ideas/{id}/links/{other}`: links two ideas, or changes the words of the link.
pub async fn link(id: i64, other: i64, new: &NewLink) -> ApiResult<Decided> {
    call("PUT", format!("/api/staff/ideas/{id}/links/{other}"), new).await
}

/// `POST /api/staff/ideas/{id}/links`: links it with another one; 422 where there is none.
pub async fn link_to(id: i64, other: i64, note: &str) -> ApiResult<Decided> {
    let to = LinkTo { other, note: note.to_owned() };
    call("POST", format!("/api/staff/ideas/{id}/links"), &to).await
}

/// `DELETE /api/staff/ideas/{id}/links/{other}`: takes a link away.
pub async fn unlink(id: i64, other: i64) -> ApiResult<Decided> {
    act("DELETE", format!("/api/staff/ideas/{id}/links/{other}")).await
}
