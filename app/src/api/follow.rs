//! Following an idea by mail, without an account.

use serde::{Deserialize, Serialize};

use super::transport::{call, get};
use super::{ApiResult, encode};
use crate::domain::{IdeaStatus, Timestamp};

/// How often a follower hears of an idea.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FollowMode {
    /// Of each public change.
    #[default]
    Now,
    /// Once a day, if there was something.
    Daily,
    /// Not at all.
    Off,
}

crate::domain::read_by_key!(FollowMode);

impl FollowMode {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::Off];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    /// The way with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == key)
    }
}

/// The wish to follow an idea, raw. Parsed by [`crate::domain::FollowDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewFollower {
    /// Where to write to; a mail there asks whether it is meant.
    pub email: String,
    /// `now` or `daily`.
    pub mode: String,
}

/// What the holder of a link follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Follow {
    /// Number of the idea.
    pub idea: i64,
    /// Its title; none where it is not, or no longer, public and the follower not its author.
    pub title: Option<String>,
    /// Whether it has a public page.
    pub public: bool,
    /// How far it has come.
    pub status: IdeaStatus,
    /// How often the follower hears of it.
    pub mode: FollowMode,
    /// Whether the address is confirmed: until then nothing is sent.
    pub confirmed: bool,
    /// Whether the follower is its author.
    pub author: bool,
    /// The address, all but hidden: `a…@example.org`.
    pub email: String,
    /// When the address is erased.
    pub until: Timestamp,
}

/// What a follower wants, raw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FollowChoice {
    /// `confirm`, `now`, `daily`, `off` or `stop`; the last erases the address.
    pub action: String,
}

/// `POST /api/ideas/{id}/followers`: a mail asks whether it is meant.
pub async fn follow(id: i64, new: &NewFollower) -> ApiResult<()> {
    call("POST", format!("/api/ideas/{id}/followers"), new).await
}

/// `GET /api/follow/{token}`
pub async fn following(token: &str) -> ApiResult<Follow> {
    get(format!("/api/follow/{}", encode(token))).await
}

/// `POST /api/follow/{token}`: none where the address was erased.
pub async fn choose(token: &str, choice: &FollowChoice) -> ApiResult<Option<Follow>> {
    call("POST", format!("/api/follow/{}", encode(token)), choice).await
}
