//! Working an idea up: which departments have it, what staff write about it, what the town
//! answers.

use super::transport::{act, call, get};
use super::{
    ActivityKind, ApiResult, Decided, Idea, IdeaCard, StaffAnswer, Trust, Wording, encode,
};
use crate::domain::{Date, IdeaStatus, Timestamp, WorkState};
use serde::{Deserialize, Serialize};

/// A department that has an idea, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Working {
    /// Name of the department, German.
    pub department_de: String,
    /// Name of the department, English.
    pub department_en: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when, where a day was set.
    pub due_on: Option<Date>,
}

/// A department, for choosing one, and how much waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Department {
    /// Its name in addresses.
    pub slug: String,
    /// On screen, German.
    pub name_de: String,
    /// On screen, English.
    pub name_en: String,
    /// Ideas that wait for it.
    pub waiting: u32,
    /// Those of them whose day has passed.
    pub overdue: u32,
    /// Whether the asking person belongs to it.
    pub mine: bool,
}

/// The departments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DepartmentPage {
    /// By name.
    pub items: Vec<Department>,
    /// Always none: the departments of a town fit one page (200 at the most).
    pub next: Option<String>,
}

/// The work of one department on one idea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DepartmentWork {
    /// Slug of the department.
    pub slug: String,
    /// On screen, German.
    pub name_de: String,
    /// On screen, English.
    pub name_en: String,
    /// How far it has come.
    pub state: WorkState,
    /// Since when it has the idea.
    pub since: Timestamp,
    /// When its state or date last changed.
    pub changed_at: Timestamp,
    /// Until when, where a day was set.
    pub due_on: Option<Date>,
    /// Whether the asking person may work on it in this department's name.
    pub mine: bool,
}

/// An internal note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Note {
    /// Its number.
    pub id: i64,
    /// Slug of the department that it was written for, if for one.
    pub department: Option<String>,
    /// Who wrote it; none where the account is gone.
    pub by: Option<String>,
    /// Its paragraphs.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// The notes on an idea.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NotePage {
    /// Newest first.
    pub items: Vec<Note>,
    /// Always none: the 200 newest notes are given.
    pub next: Option<String>,
}

/// One entry of an idea's whole history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// Its place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: ActivityKind,
    /// The member of staff who did it, if one did; empty where the account is gone.
    pub by: Option<String>,
    /// The state before, where there was one.
    pub from: Option<String>,
    /// The state after.
    pub to: Option<String>,
    /// What was said with it.
    pub note: Option<String>,
    /// Slug of the department.
    pub department: Option<String>,
    /// Until when.
    pub due: Option<Date>,
    /// Number of the other idea.
    pub other: Option<i64>,
    /// Number of the comment.
    #[serde(default)]
    pub comment: Option<i64>,
    /// How that comment begins.
    #[serde(default)]
    pub excerpt: Option<String>,
    /// Number of what else it is about: a report, an edit, an offer, a question, a participant.
    #[serde(default)]
    pub item: Option<i64>,
    /// Whether it was taken back since.
    pub undone: bool,
    /// Whether it takes another one back.
    #[serde(default)]
    pub takes_back: bool,
}

/// Somebody who wants to help, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct IdeaCompanion {
    /// Its number.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Mail address or telephone number.
    pub contact: String,
    /// What the person would like to do.
    pub note: Option<String>,
    /// When it was offered.
    pub at: Timestamp,
    /// `open`, `accepted` or `declined`.
    pub status: String,
}

/// What the asking person may do with an idea.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Powers {
    /// Move it, give it to departments, merge, hide.
    pub route: bool,
    /// Approve and publish answers.
    pub answer: bool,
}

/// An idea with all that staff may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffIdea {
    /// What everybody may read of it, or could.
    pub idea: Idea,
    /// Whether everybody may see it.
    pub public: bool,
    /// How its author wrote it, where staff edited it.
    #[serde(default)]
    pub original: Option<Wording>,
    /// The departments that have or had it, in the order in which they got it.
    pub departments: Vec<DepartmentWork>,
    /// Internal notes, newest first.
    pub notes: Vec<Note>,
    /// Answers, public or drafted.
    pub answers: Vec<StaffAnswer>,
    /// What happened, newest first; the 200 newest entries without supports.
    pub history: Vec<HistoryEntry>,
    /// How many hear of its changes by mail.
    pub followers: u32,
    /// Who wants to help; empty for whoever may not see contacts.
    pub companions: Vec<IdeaCompanion>,
    /// How far its author is trusted; none for whoever may not change it, and where nobody knows
    /// any more who it was.
    #[serde(default)]
    pub trust: Option<Trust>,
    /// Where it can move from here.
    pub ways: Vec<IdeaStatus>,
    /// What the asking person may do.
    pub powers: Powers,
    /// The staff's live stream continues from here.
    pub seq: i64,
}

/// What gives an idea to a department, or changes its date. Parsed by
/// [`crate::domain::AssignDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Assignment {
    /// Slug of the department; what the address says counts where it says one.
    pub department: String,
    /// `2026-12-01`, `1.12.2026`, or empty.
    pub due_on: String,
    /// What the department should know, or empty; internal.
    pub word: String,
    /// Whether an idea in discussion moves to review along.
    pub review: bool,
}

/// A department's new state. `word` is internal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct StateChange {
    /// `open`, `working` or `done`.
    pub state: String,
    /// What there is to say, or empty; internal.
    pub word: String,
}

/// What hands an idea on to another department. Parsed by [`crate::domain::HandOnDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct HandOn {
    /// Slug of the department that gets it.
    pub to: String,
    /// `2026-12-01`, `1.12.2026`, or empty for the day that was set.
    pub due_on: String,
    /// Why; internal, never empty.
    pub word: String,
}

/// An internal note, raw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewNote {
    /// 2 to 4000 characters.
    pub text: String,
    /// Slug of the department that it is for, or empty.
    pub department: String,
}

/// An idea in a list of staff, with the departments that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WorkItem {
    /// Its card.
    pub card: IdeaCard,
    /// Whether everybody may see it.
    pub public: bool,
    /// The departments that have or had it.
    pub departments: Vec<DepartmentWork>,
}

/// One page of what a department has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WorkPage {
    /// The department.
    pub department: Department,
    /// Overdue first, then by day; those without a day last.
    pub items: Vec<WorkItem>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// The staff's live stream continues from here.
    pub seq: i64,
}

/// One page of all ideas, for staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffIdeaPage {
    /// Longest untouched first where `older` is asked for, else newest first.
    pub items: Vec<WorkItem>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// What ideas staff look for; empty strings ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct StaffIdeaQuery {
    /// Number of an idea, or words of its title and text.
    pub q: String,
    /// Identifier of a status.
    pub status: String,
    /// Slug of a department that has it, or `none`.
    pub department: String,
    /// Untouched for so many days.
    pub older: String,
    /// Where to go on: `next` of the page before.
    pub after: String,
}

impl StaffIdeaQuery {
    /// As a query string, without the question mark; what is empty is left out.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("q", &self.q),
            ("status", &self.status),
            ("department", &self.department),
            ("older", &self.older),
            ("after", &self.after),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }
}

/// `GET /api/staff/departments`
pub async fn departments() -> ApiResult<DepartmentPage> {
    get("/api/staff/departments".to_owned()).await
}

/// `GET /api/staff/departments/{slug}/ideas`: what a department has, overdue first. An empty
/// `state` asks for what waits for it.
pub async fn department_ideas(slug: &str, state: &str, after: &str) -> ApiResult<WorkPage> {
    let (slug, state, after) = (encode(slug), encode(state), encode(after));
    get(format!("/api/staff/departments/{slug}/ideas?state={state}&after={after}")).await
}

/// `GET /api/staff/ideas`
pub async fn staff_ideas(query: &StaffIdeaQuery) -> ApiResult<StaffIdeaPage> {
    get(format!("/api/staff/ideas?{}", query.to_query())).await
}

/// `GET /api/staff/ideas/{id}`
pub async fn staff_idea(id: i64) -> ApiResult<StaffIdea> {
    get(format!("/api/staff/ideas/{id}")).await
}

/// `PUT /api/staff/ideas/{id}/departments/{slug}`: gives an idea to a department, or changes
/// its date.
pub async fn assign(id: i64, slug: &str, assignment: &Assignment) -> ApiResult<Decided> {
    call("PUT", format!("/api/staff/ideas/{id}/departments/{}", encode(slug)), assignment).await
}

/// `DELETE /api/staff/ideas/{id}/departments/{slug}`: takes an assignment back.
pub async fn unassign(id: i64, slug: &str) -> ApiResult<Decided> {
    act("DELETE", format!("/api/staff/ideas/{id}/departments/{}", encode(slug))).await
}

/// `POST /api/staff/ideas/{id}/departments/{slug}/state`
pub async fn set_work_state(id: i64, slug: &str, change: &StateChange) -> ApiResult<Decided> {
    call("POST", format!("/api/staff/ideas/{id}/departments/{}/state", encode(slug)), change).await
}

/// `POST /api/staff/ideas/{id}/departments/{slug}/hand-on`
pub async fn hand_on(id: i64, slug: &str, hand_on: &HandOn) -> ApiResult<Decided> {
    call("POST", format!("/api/staff/ideas/{id}/departments/{}/hand-on", encode(slug)), hand_on)
        .await
}

/// `POST /api/staff/ideas/{id}/notes`
pub async fn add_note(id: i64, note: &NewNote) -> ApiResult<Note> {
    call("POST", format!("/api/staff/ideas/{id}/notes"), note).await
}

/// `POST /api/staff/ideas/{id}/status`
pub async fn move_idea(id: i64, status: &str, note: &str) -> ApiResult<Decided> {
    #[derive(Serialize)]
    struct Move<'a> {
        status: &'a str,
        note: &'a str,
    }
    call("POST", format!("/api/staff/ideas/{id}/status"), &Move { status, note }).await
}
