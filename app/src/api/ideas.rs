//! Ideas on the board.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ActivityKind, ApiResult, IdeaLink, MergedIdea, OtherIdea, PhotoRef, Working, encode};
use crate::domain::{Affiliation, IdeaStatus, Timestamp};

/// An idea as the form sends it, raw. Parsed by [`crate::domain::IdeaDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewIdea {
    /// 5 to 120 characters.
    pub title: String,
    /// 10 to 5000 characters.
    pub text: String,
    /// Slug of a topic.
    pub topic: String,
    /// Slug of a lab, or empty.
    pub lab: String,
    /// Slug of a project, or empty.
    pub project: String,
    /// A name to show, or empty.
    pub author: String,
    /// A perspective to show, or empty.
    pub affiliation: String,
    /// Where to write about the idea, or empty; never shown.
    pub email: String,
    /// Claims of photos uploaded before, three at the most.
    pub photos: Vec<String>,
    /// Number of the event that it was born at, or empty.
    pub event: String,
}

/// What the author of a new idea gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct IdeaCreated {
    /// Its number.
    pub id: i64,
    /// Whether it waits for a moderator or is on the board already.
    pub status: IdeaStatus,
    /// The private page from which the author sees, edits and withdraws it: a path on this
    /// site. Whoever has it is the author.
    pub manage_url: String,
}

/// An idea on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct IdeaCard {
    /// Its number.
    pub id: i64,
    /// One line.
    pub title: String,
    /// The beginning of its text.
    pub excerpt: String,
    /// Slug of its topic.
    pub topic: String,
    /// Slug of its lab.
    pub lab: Option<String>,
    /// Slug of its project.
    pub project: Option<String>,
    /// How far it has come.
    pub status: IdeaStatus,
    /// How many support it.
    pub supports: u32,
    /// How many comments are public.
    pub comments: u32,
    /// How many want to help.
    pub companions: u32,
    /// When it was sent in.
    pub created_at: Timestamp,
    /// When something last happened to it.
    pub active_at: Timestamp,
    /// Its first photo.
    pub photo: Option<PhotoRef>,
}

/// One page of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct IdeaPage {
    /// The cards, in the order asked for.
    pub items: Vec<IdeaCard>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// How many ideas match in all.
    pub total: u64,
    /// The live stream continues from here: whatever came later is not in this page.
    pub seq: i64,
}

/// One entry of an idea's public timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// What happened: `idea.status` where it got a status and nothing else.
    pub kind: ActivityKind,
    /// The status that it had then.
    pub status: IdeaStatus,
    /// When.
    pub at: Timestamp,
    /// The public note that went with it.
    pub note: Option<String>,
    /// The other idea, where it was merged with one, or linked, and everybody may see that.
    pub other: Option<OtherIdea>,
}

/// An official public answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Answer {
    /// Its paragraphs: safe HTML, made from Markdown.
    pub html: String,
    /// Name of the department that answers, German.
    pub department_de: String,
    /// Name of the department that answers, English.
    pub department_en: String,
    /// When it was published.
    pub at: Timestamp,
    /// When it was last changed since, if ever.
    pub changed_at: Option<Timestamp>,
}

/// An idea with all that its page tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Idea {
    /// What its card tells.
    pub card: IdeaCard,
    /// Its whole text.
    pub text: String,
    /// The name that its author gave.
    pub author: Option<String>,
    /// The perspective that its author gave.
    pub affiliation: Option<Affiliation>,
    /// All its photos.
    pub photos: Vec<PhotoRef>,
    /// How it came here, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What the town says, oldest first.
    pub answers: Vec<Answer>,
    /// Who has it now.
    pub working: Vec<Working>,
    /// The idea that leads, where this one was merged: never one that is merged itself. None while
    /// that one is hidden.
    pub merged_into: Option<i64>,
    /// The ideas that it leads, whose supporters, companions and comments are counted with its
    /// own; oldest first.
    pub merged: Vec<MergedIdea>,
    /// Ideas that belong together with this one.
    pub links: Vec<IdeaLink>,
    /// The event that it was born at: its number and title.
    #[serde(default)]
    pub event: Option<(i64, String)>,
    /// Whether staff edited its wording.
    #[serde(default)]
    pub reworded: bool,
    /// Whether the asking browser supports it.
    pub supported: bool,
    /// The live stream continues from here.
    pub seq: i64,
}

/// How many support an idea, and whether the asking browser does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SupportState {
    /// Whether the asking browser supports it.
    pub supported: bool,
    /// How many support it.
    pub supports: u32,
}

/// Which of some ideas the asking browser supports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SupportedIdeas {
    /// Numbers of ideas.
    pub items: Vec<i64>,
}

/// An offer to help, raw. Parsed by [`crate::domain::CompanionDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewCompanion {
    /// 2 to 80 characters, seen only by staff.
    pub name: String,
    /// Mail address or telephone number, seen only by staff.
    pub contact: String,
    /// What the person would like to do, or empty; seen only by staff.
    pub note: String,
}

/// How many want to help now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CompanionCount {
    /// How many want to help.
    pub companions: u32,
}

/// A report, raw. Parsed by [`crate::domain::ReportDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewReport {
    /// One of the reasons: `offensive`, `spam`, `personal`, `wrong`, `other`.
    pub reason: String,
    /// In the reporter's words, or empty; needed for `other`.
    pub text: String,
}

/// In which order ideas come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdeaSort {
    /// Last sent in first. With a search: best match first.
    #[default]
    Newest,
    /// Most supported first.
    Supported,
    /// Last touched first.
    Active,
}

impl IdeaSort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Supported, Self::Active];

    /// The identifier on the wire and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Supported => "supported",
            Self::Active => "active",
        }
    }

    /// The order with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == key)
    }
}

/// What the board is asked for; empty strings ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct IdeaQuery {
    /// Slug of a lab.
    pub lab: String,
    /// Slug of a topic.
    pub topic: String,
    /// Slug of a project.
    pub project: String,
    /// Identifier of a status.
    pub status: String,
    /// Words to search for.
    pub q: String,
    /// Identifier of an order.
    pub sort: String,
    /// Where to go on: `next` of the page before.
    pub after: String,
    /// How many, 1 to 60; 0 for the usual 24.
    pub limit: u32,
}

impl IdeaQuery {
    /// As a query string, without the question mark; what is empty is left out, so that the
    /// same view always has the same address.
    pub fn to_query(&self) -> String {
        let limit = if self.limit == 0 { String::new() } else { self.limit.to_string() };
        let pairs = [
            ("lab", self.lab.as_str()),
            ("topic", &self.topic),
            ("project", &self.project),
            ("status", &self.status),
            ("q", &self.q),
            ("sort", &self.sort),
            ("after", &self.after),
            ("limit", &limit),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }
}

/// `GET /api/ideas`
pub async fn ideas(query: &IdeaQuery) -> ApiResult<IdeaPage> {
    get(format!("/api/ideas?{}", query.to_query())).await
}

/// `GET /api/ideas/similar`: public ideas that say something like `text`, best first, at most five.
pub async fn similar(text: &str) -> ApiResult<IdeaPage> {
    get(format!("/api/ideas/similar?q={}", encode(text))).await
}

/// `GET /api/ideas/{id}`
pub async fn idea(id: i64) -> ApiResult<Idea> {
    get(format!("/api/ideas/{id}")).await
}

/// `POST /api/ideas` with an `Idempotency-Key`, so that sending again never doubles an idea.
pub async fn create_idea(new: &NewIdea, idempotency_key: &str) -> ApiResult<IdeaCreated> {
    call("POST", format!("/api/ideas?idempotency_key={}", encode(idempotency_key)), new).await
}

/// `PUT` or `DELETE /api/ideas/{id}/support`
pub async fn support(id: i64, on: bool) -> ApiResult<SupportState> {
    act(if on { "PUT" } else { "DELETE" }, format!("/api/ideas/{id}/support")).await
}

/// `GET /api/supports?ids=`: which of these ideas (60 at the most) this browser supports.
pub async fn supported(ids: &[i64]) -> ApiResult<SupportedIdeas> {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    get(format!("/api/supports?ids={}", ids.join(","))).await
}

/// `POST /api/ideas/{id}/companions`
pub async fn join(id: i64, new: &NewCompanion) -> ApiResult<CompanionCount> {
    call("POST", format!("/api/ideas/{id}/companions"), new).await
}

/// `POST /api/ideas/{id}/reports`
pub async fn report_idea(id: i64, new: &NewReport) -> ApiResult<()> {
    call("POST", format!("/api/ideas/{id}/reports"), new).await
}
