//! Labs, topics and projects: what ideas are sorted by.

use serde::{Deserialize, Serialize};

use super::transport::get;
use super::{ApiResult, encode};

/// A place, fixed or mobile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LabName {
    /// Its name in addresses.
    pub slug: String,
    /// As it calls itself.
    pub name: String,
    /// Whether it comes to people.
    pub mobile: bool,
    /// Whether it is offered no more; ideas from before keep its name.
    pub archived: bool,
}

/// What an idea is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Topic {
    /// Its name in addresses.
    pub slug: String,
    /// On screen, German.
    pub name_de: String,
    /// On screen, English.
    pub name_en: String,
    /// Name of its icon in the icon set.
    pub icon: String,
    /// Name of its colour in the palette.
    pub colour: String,
    /// Whether it is offered no more; ideas from before keep its name.
    pub archived: bool,
}

/// A running project of a lab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Project {
    /// Its name in addresses.
    pub slug: String,
    /// Slug of its lab.
    pub lab: String,
    /// On screen, German.
    pub name_de: String,
    /// On screen, English.
    pub name_en: String,
    /// Whether it is offered no more; ideas from before keep its name.
    pub archived: bool,
}

/// Everything that ideas are sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Catalog {
    /// In the order in which they are shown.
    pub labs: Vec<LabName>,
    /// In the order in which they are shown.
    pub topics: Vec<Topic>,
    /// By lab and name.
    pub projects: Vec<Project>,
}

impl Catalog {
    /// What is still offered, for forms and filters.
    #[must_use]
    pub fn offered(self) -> Self {
        self.offered_besides([""; 3])
    }

    /// What is still offered, and the topic, lab and project with these slugs in any case.
    #[must_use]
    pub fn offered_besides(mut self, [topic, lab, project]: [&str; 3]) -> Self {
        self.topics.retain(|t| !t.archived || t.slug == topic);
        self.labs.retain(|l| !l.archived || l.slug == lab);
        self.projects.retain(|p| !p.archived || p.slug == project);
        self
    }
}

/// Opening hours on one day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Hours {
    /// 1 (Monday) to 7 (Sunday).
    pub weekday: u32,
    /// `HH:MM`
    pub from: String,
    /// `HH:MM`
    pub to: String,
}

/// A lab with all that its page tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Lab {
    /// Its name in addresses.
    pub slug: String,
    /// As it calls itself.
    pub name: String,
    /// The town that runs it.
    pub town: String,
    /// Whether it comes to people.
    pub mobile: bool,
    /// Street and town; none for a mobile lab.
    pub address: Option<String>,
    /// Telephone number of the room.
    pub phone: Option<String>,
    /// Mail address of the room.
    pub email: Option<String>,
    /// What it is, German.
    pub text_de: String,
    /// What it is, English.
    pub text_en: String,
    /// The question that it asks the town, German.
    pub question_de: Option<String>,
    /// Weekly opening hours.
    pub hours: Vec<Hours>,
    /// What the weekly hours do not say, German.
    pub hours_note_de: Option<String>,
    /// What the weekly hours do not say, English.
    pub hours_note_en: Option<String>,
    /// Ideas on the board that belong to it.
    pub ideas: u64,
}

/// A list of labs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LabPage {
    /// In the order in which they are shown.
    pub items: Vec<Lab>,
    /// Always none: the labs of a region fit one page (200 at the most).
    pub next: Option<String>,
}

/// `GET /api/catalog`
pub async fn catalog() -> ApiResult<Catalog> {
    get("/api/catalog".to_owned()).await
}

/// `GET /api/labs`
pub async fn labs() -> ApiResult<LabPage> {
    get("/api/labs".to_owned()).await
}

/// `GET /api/labs/{slug}`
pub async fn lab(slug: &str) -> ApiResult<Lab> {
    get(format!("/api/labs/{}", encode(slug))).await
}
