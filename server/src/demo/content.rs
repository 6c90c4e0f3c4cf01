//! The sample content as it is written down.

use serde::Deserialize;

use crate::store::StoreError;

/// Labs, topics, projects, departments.
#[derive(Debug, Deserialize)]
pub(super) struct Places {
    pub(super) labs: Vec<Lab>,
    pub(super) topics: Vec<Topic>,
    pub(super) projects: Vec<Project>,
    pub(super) departments: Vec<Department>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Lab {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) town: String,
    /// `fixed` or `mobile`.
    pub(super) kind: String,
    pub(super) address: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) text_de: String,
    pub(super) text_en: String,
    pub(super) question_de: Option<String>,
    pub(super) hours: serde_json::Value,
    pub(super) hours_note_de: Option<String>,
    pub(super) hours_note_en: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Topic {
    pub(super) slug: String,
    pub(super) name_de: String,
    pub(super) name_en: String,
    pub(super) icon: String,
    pub(super) colour: String,
    pub(super) text_de: String,
    pub(super) text_en: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Project {
    pub(super) slug: String,
    pub(super) lab: String,
    pub(super) name_de: String,
    pub(super) name_en: String,
    pub(super) text_de: String,
    pub(super) text_en: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Department {
    pub(super) slug: String,
    pub(super) name_de: String,
    pub(super) name_en: String,
}

/// A text that staff begin with.
#[derive(Debug, Deserialize)]
pub(super) struct Template {
    pub(super) kind: String,
    /// None for all topics.
    pub(super) topic: Option<String>,
    pub(super) title: String,
    pub(super) text: String,
}

/// An idea with its past.
#[derive(Debug, Deserialize)]
pub(super) struct Idea {
    pub(super) key: String,
    pub(super) lab: Option<String>,
    pub(super) topic: String,
    pub(super) project: Option<String>,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) author: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) status: String,
    /// How many days before now it was sent in.
    pub(super) days_ago: f64,
    pub(super) supports: u32,
    pub(super) companions: u32,
    pub(super) photos: Vec<Photo>,
    pub(super) comments: Vec<Comment>,
    pub(super) timeline: Vec<Step>,
    pub(super) answer: Option<Answer>,
    /// An answer that waits to be published.
    #[serde(default)]
    pub(super) draft: Option<Draft>,
    pub(super) departments: Vec<String>,
    /// The key of the idea that leads.
    pub(super) merged_into: Option<String>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Photo {
    pub(super) motif: String,
    pub(super) alt_de: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Comment {
    pub(super) author: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) text: String,
    /// Days after the idea was sent in.
    pub(super) days_after: f64,
    pub(super) status: String,
    #[serde(default)]
    pub(super) replies: Vec<Comment>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Step {
    pub(super) status: String,
    /// Days after the idea was sent in.
    pub(super) days_after: f64,
    pub(super) note_de: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    pub(super) text_de: String,
    pub(super) department: String,
    /// Days after the idea was sent in.
    pub(super) days_after: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Draft {
    pub(super) text_de: String,
    pub(super) department: String,
    /// Whether a second pair of eyes has approved it.
    pub(super) approved: bool,
}

fn read<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|e| StoreError::corrupt(&format!("sample content: {e}")))
}

/// The places, as written down.
pub(super) fn places() -> Result<Places, StoreError> {
    read(include_str!("content/places.json"))
}

/// The templates, as written down, in the order in which they are offered.
pub(super) fn templates() -> Result<Vec<Template>, StoreError> {
    read(include_str!("content/templates.json"))
}

/// The events, as written down.
pub(super) fn events() -> Result<Vec<super::events::Sample>, StoreError> {
    read(include_str!("content/events.json"))
}

/// The ideas, as written down.
pub(super) fn ideas() -> Result<Vec<Idea>, StoreError> {
    read(include_str!("content/ideas.json"))
}
