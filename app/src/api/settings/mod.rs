//! What the team sets: places, texts to begin with, rules.

mod items;
mod templates;

pub use items::*;
pub use templates::*;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::transport::{act, call, get};
use super::{ApiResult, encode};

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Places.
    Labs,
    /// What ideas are about.
    Topics,
    /// Running projects of labs.
    Projects,
    /// Units of the administration.
    Departments,
    /// Texts to begin with.
    Templates,
    /// What holds a contribution, and who is trusted.
    Rules,
}

impl Section {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Topics, Self::Labs, Self::Projects, Self::Departments, Self::Templates, Self::Rules];

    /// The segment of its addresses, as in `/api/staff/settings/labs`.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Labs => "labs",
            Self::Topics => "topics",
            Self::Projects => "projects",
            Self::Departments => "departments",
            Self::Templates => "templates",
            Self::Rules => "rules",
        }
    }

    /// The part with this segment, if there is one.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.segment() == segment)
    }
}

/// What became of a change of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Saved {
    /// Slug of what was changed or made; the number of a template; `rules`.
    pub id: String,
    /// Its entry of the log; none where nothing was different.
    pub seq: Option<i64>,
}

/// Whether something is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Archive {
    /// Whether it is put away.
    pub archived: bool,
}

/// `GET /api/staff/settings/{section}`
pub async fn settings<T: DeserializeOwned>(section: Section) -> ApiResult<T> {
    get(format!("/api/staff/settings/{}", section.segment())).await
}

/// `POST /api/staff/settings/{section}` where there is no `id`, else
/// `PUT /api/staff/settings/{section}/{id}`.
pub async fn save_setting(
    section: Section,
    id: Option<&str>,
    form: &impl Serialize,
) -> ApiResult<Saved> {
    let segment = section.segment();
    match id {
        Some(_) if section == Section::Rules => {
            call("PUT", "/api/staff/settings/rules".to_owned(), form).await
        }
        Some(id) => {
            call("PUT", format!("/api/staff/settings/{segment}/{}", encode(id)), form).await
        }
        None => call("POST", format!("/api/staff/settings/{segment}"), form).await,
    }
}

/// `POST /api/staff/settings/{section}/{id}/archive` or `…/restore`
pub async fn archive_setting(section: Section, id: &str, archived: bool) -> ApiResult<Saved> {
    let (segment, id) = (section.segment(), encode(id));
    let what = if archived { "archive" } else { "restore" };
    act("POST", format!("/api/staff/settings/{segment}/{id}/{what}")).await
}
