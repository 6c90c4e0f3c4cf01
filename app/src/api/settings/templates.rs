//! Texts that staff begin with.

use serde::{Deserialize, Serialize};

use crate::api::{ApiResult, encode, transport::get};

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// A reason to decline.
    Decline,
    /// A reason to hide.
    Hide,
    /// A question to the author.
    Ask,
    /// An official answer.
    Answer,
}

crate::domain::read_by_key!(TemplateKind);

impl TemplateKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Decline, Self::Hide, Self::Ask, Self::Answer];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decline => "decline",
            Self::Hide => "hide",
            Self::Ask => "ask",
            Self::Answer => "answer",
        }
    }

    /// The kind with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == key)
    }
}

/// A text that staff begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Template {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub kind: TemplateKind,
    /// Slug of the topic that it is for; none: for all.
    pub topic: Option<String>,
    /// A word or two, for a button.
    pub title: String,
    /// The text itself.
    pub text: String,
    /// Its place among those of its kind, smallest first.
    pub position: i64,
    /// Whether it was put away and is offered no more.
    pub archived: bool,
}

/// A list of templates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TemplatePage {
    /// In the order in which they are offered (500 at the most): by kind, a topic's before the
    /// general ones.
    pub items: Vec<Template>,
}

/// `GET /api/staff/templates`: those in use, of this kind, general or of this topic. Without a
/// kind those of all kinds, without a topic those of all topics.
pub async fn templates(kind: Option<TemplateKind>, topic: &str) -> ApiResult<TemplatePage> {
    let kind = kind.map_or("", TemplateKind::as_str);
    get(format!("/api/staff/templates?kind={kind}&topic={}", encode(topic))).await
}
