//! Writing the programme: events as staff see and edit them.

use serde::{Deserialize, Serialize};

use super::{EventCard, EventFile};
use crate::api::transport::{act, call, get};
use crate::api::{ApiResult, PhotoRef, encode};
use crate::domain::Timestamp;

/// One date of an event, raw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DateForm {
    /// The day, such as `5.12.2026` or `2026-12-05`.
    pub date: String,
    /// When it begins, such as `10:00`.
    pub from: String,
    /// When it ends; not after `from` is on the next day.
    pub to: String,
}

/// A field of the sign-up, raw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FieldForm {
    /// Its name: of a usual field, or `q1` and so on.
    pub key: String,
    /// `off`, `optional` or `required`.
    pub mode: String,
    /// What it is for.
    pub purpose: String,
    /// How many days after the event it is erased, 0 to 730.
    pub keep_days: String,
    /// The question, where it is a free one.
    pub label: String,
    /// `line`, `text`, `choice` or `yes_no`, where it is a free one.
    pub kind: String,
    /// What can be chosen, one a line.
    pub options: String,
    /// Whether everybody of a group is asked, where it is a free one.
    pub each: bool,
}

/// An event as the form sends it, raw. Parsed by [`crate::domain::EventDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct EventForm {
    /// Identifier of a kind.
    pub kind: String,
    /// 3 to 120 characters.
    pub title: String,
    /// 10 to 8000 characters of Markdown.
    pub text: String,
    /// Slug of a lab, or empty.
    pub lab: String,
    /// Where it is, if not in the lab's room.
    pub place: String,
    /// Where to take part from afar, or empty; told only to those who have a seat.
    pub online_url: String,
    /// Its dates under one sign-up.
    pub dates: Vec<DateForm>,
    /// Slugs of topics.
    pub topics: Vec<String>,
    /// Slugs of projects.
    pub projects: Vec<String>,
    /// Who leads it, or empty.
    pub hosts: String,
    /// In which language, or empty.
    pub language: String,
    /// For whom, or empty.
    pub audience: String,
    /// Identifiers of what makes it accessible.
    pub access: Vec<String>,
    /// Whether one signs up.
    pub signs_up: bool,
    /// How many seats; empty where they are not counted.
    pub capacity: String,
    /// Whether there is a line when it is full.
    pub waitlist: bool,
    /// From which day one can sign up, or empty.
    pub opens_date: String,
    /// From when on that day; empty from its beginning.
    pub opens_time: String,
    /// Until which day one can sign up; empty until it begins.
    pub closes_date: String,
    /// Until when on that day; empty until its end.
    pub closes_time: String,
    /// How many may come together, 1 to 12.
    pub group_max: String,
    /// Whether the mail address must be confirmed within half an hour.
    pub must_confirm: bool,
    /// How long an offer of a freed seat holds, in hours, 1 to 168.
    pub offer_hours: String,
    /// How long before it people are reminded, in hours, 1 to 336; 0 or empty never.
    pub remind_hours: String,
    /// Whether people are thanked afterwards and asked how it was.
    pub thanks: bool,
    /// What is asked in the sign-up.
    pub fields: Vec<FieldForm>,
    /// Claim of a picture that was uploaded before, or empty to leave it as it is.
    pub photo: String,
    /// Whether the picture is taken away.
    pub remove_photo: bool,
    /// What is told to those who signed up, where time or place changes; or empty.
    pub note: String,
    /// `version` as it was read: somebody else's change is never overwritten.
    pub version: i64,
}

/// An event as staff edit it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffEvent {
    /// What its card tells.
    pub card: EventCard,
    /// As the form has it, with its `version`.
    pub form: EventForm,
    /// Its picture.
    pub photo: Option<PhotoRef>,
    /// Its text about the results, as Markdown.
    pub results: String,
    /// Photos of the results.
    pub photos: Vec<PhotoRef>,
    /// Its files.
    pub files: Vec<EventFile>,
    /// Others of its series: numbers and beginnings.
    pub series: Vec<(i64, Timestamp)>,
    /// Why it was cancelled, where it was.
    pub cancelled_note: Option<String>,
    /// How many registrations would be told of a change by mail.
    pub reachable: u32,
    /// Ideas that belong to it: numbers and titles.
    pub ideas: Vec<(i64, String)>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// The live stream continues from here.
    pub seq: i64,
}

/// One page of the events that staff see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffEventPage {
    /// By their first date.
    pub items: Vec<EventCard>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// The live stream continues from here.
    pub seq: i64,
}

/// A message to participants, raw. Parsed by [`crate::domain::MessageDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewMessage {
    /// 3 to 120 characters.
    pub subject: String,
    /// 3 to 4000 characters.
    pub text: String,
    /// To whom: `all`, `confirmed` or `waitlisted`; or empty for those in `registrations`.
    pub to: String,
    /// Numbers of registrations.
    pub registrations: Vec<i64>,
}

/// To how many a message goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MessageSent {
    /// Those who have given an address.
    pub mails: u32,
    /// Those who have not: telephone them.
    pub unreachable: u32,
}

/// Why an event is cancelled, raw; or one more date for a copy of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct EventNote {
    /// What is told to those who signed up, or empty.
    pub note: String,
}

/// Dates for copies of an event, each with a sign-up of its own; one a line such as `5.12.2026`,
/// at the same times of the day. Empty: one copy, as a draft, at the same dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewCopies {
    /// The days.
    pub days: String,
}

/// The results of an event, raw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewResults {
    /// At most 12000 characters of Markdown, or empty.
    pub results: String,
    /// Claims of photos that were uploaded before, to be added.
    pub photos: Vec<String>,
    /// Keys of photos that are taken away.
    pub remove: Vec<String>,
}

/// `GET /api/staff/events`
pub async fn staff_events(when: &str, lab: &str, after: &str) -> ApiResult<StaffEventPage> {
    let (when, lab, after) = (encode(when), encode(lab), encode(after));
    get(format!("/api/staff/events?when={when}&lab={lab}&after={after}")).await
}

/// `GET /api/staff/events/{id}`
pub async fn staff_event(id: i64) -> ApiResult<StaffEvent> {
    get(format!("/api/staff/events/{id}")).await
}

/// `POST /api/staff/events`: a new draft.
pub async fn create_event(form: &EventForm, idempotency_key: &str) -> ApiResult<StaffEvent> {
    let key = encode(idempotency_key);
    call("POST", format!("/api/staff/events?idempotency_key={key}"), form).await
}

/// `PUT /api/staff/events/{id}`
pub async fn save_event(id: i64, form: &EventForm) -> ApiResult<StaffEvent> {
    call("PUT", format!("/api/staff/events/{id}"), form).await
}

/// `POST /api/staff/events/{id}/publish`, `…/withdraw` (a draft again, while nobody signed up) or
/// `…/restore` (it takes place after all).
pub async fn event_act(id: i64, what: &'static str) -> ApiResult<StaffEvent> {
    act("POST", format!("/api/staff/events/{id}/{what}")).await
}

/// `POST /api/staff/events/{id}/cancel`: everybody who signed up is told.
pub async fn cancel_event(id: i64, note: &EventNote) -> ApiResult<StaffEvent> {
    call("POST", format!("/api/staff/events/{id}/cancel"), note).await
}

/// `POST /api/staff/events/{id}/copies`: copies as drafts, once for a key; gives the first.
pub async fn copy_event(
    id: i64,
    copies: &NewCopies,
    idempotency_key: &str,
) -> ApiResult<StaffEvent> {
    let key = encode(idempotency_key);
    let path = format!("/api/staff/events/{id}/copies?idempotency_key={key}");
    call("POST", path, copies).await
}

/// `POST /api/staff/events/{id}/messages`
pub async fn write_to(id: i64, message: &NewMessage) -> ApiResult<MessageSent> {
    call("POST", format!("/api/staff/events/{id}/messages"), message).await
}

/// `PUT /api/staff/events/{id}/results`
pub async fn save_results(id: i64, results: &NewResults) -> ApiResult<StaffEvent> {
    call("PUT", format!("/api/staff/events/{id}/results"), results).await
}
