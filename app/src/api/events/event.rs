//! Events as everybody sees them.

use serde::{Deserialize, Serialize};

use crate::api::transport::get;
use crate::api::{ApiResult, IdeaCard, PhotoRef, encode};
use crate::domain::{
    AnswerKind, Date, EventAccess, EventKind, EventState, FileKind, SeatCount, SignUp, Timestamp,
};

/// An event on a card of the programme: one of its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EventCard {
    /// Its number.
    pub id: i64,
    /// What kind of event it is.
    pub kind: EventKind,
    /// Whether it takes place.
    pub state: EventState,
    /// One line.
    pub title: String,
    /// The beginning of its text.
    pub excerpt: String,
    /// Slug of its lab.
    pub lab: Option<String>,
    /// Where it is, if not in the lab's room.
    pub place: Option<String>,
    /// Whether one can take part from afar.
    pub online: bool,
    /// When this date begins.
    pub starts_at: Timestamp,
    /// When this date ends.
    pub ends_at: Timestamp,
    /// Which of its dates this is, from 1.
    pub date: u32,
    /// How many dates it has under one sign-up.
    pub dates: u32,
    /// Slugs of its topics.
    pub topics: Vec<String>,
    /// What makes it accessible.
    pub access: Vec<EventAccess>,
    /// How full it is.
    pub seats: SeatCount,
    /// Whether one can sign up now.
    pub sign_up: SignUp,
    /// Its picture.
    pub photo: Option<PhotoRef>,
    /// Whether its results are there to read.
    pub has_results: bool,
}

/// A piece of the programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EventPage {
    /// Dates of events in order of time; of past ones the latest first.
    pub items: Vec<EventCard>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// The live stream continues from here.
    pub seq: i64,
}

/// One date of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EventDate {
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// Another event of the same series, with a sign-up of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SeriesEvent {
    /// Its number.
    pub id: i64,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Whether one can sign up now.
    pub sign_up: SignUp,
}

/// A field that is asked for in the sign-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AskedField {
    /// Its name: `first_name`, `last_name`, `birth_date`, `email`, `phone`, `address`, `note`, or
    /// `q1` and so on for a free question. The answer of the second person is `{key}_2`.
    pub key: String,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Whether everybody of a group is asked, or only whoever signs the group up.
    pub each: bool,
    /// The question; empty for the usual fields.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// Whether there is no signing up without it.
    pub required: bool,
    /// What it is for.
    pub purpose: String,
    /// How many days after the event it is erased.
    pub keep_days: u32,
    /// The day on which it is erased.
    pub keep_until: Date,
}

impl Default for AskedField {
    fn default() -> Self {
        Self {
            key: String::new(),
            kind: AnswerKind::Line,
            each: false,
            label: String::new(),
            options: Vec::new(),
            required: false,
            purpose: String::new(),
            keep_days: 0,
            keep_until: Date(0),
        }
    }
}

/// A file of an event, to be downloaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EventFile {
    /// Its number.
    pub id: i64,
    /// Something to read before, or what came out of it.
    pub kind: FileKind,
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its size, in bytes.
    pub size: u64,
}

/// An event with all that its page tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Event {
    /// What its card tells, of its first date that is not over.
    pub card: EventCard,
    /// Its text: safe HTML, made from Markdown.
    pub html: String,
    /// The address of the place: of the lab's room where nothing else is said.
    pub address: Option<String>,
    /// Name of the lab.
    pub lab_name: Option<String>,
    /// Where to take part from afar, where nobody signs up; else only who has a seat learns it.
    pub online_url: Option<String>,
    /// All its dates, in order.
    pub dates: Vec<EventDate>,
    /// Slugs of its projects.
    pub projects: Vec<String>,
    /// Who leads it.
    pub hosts: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// For whom.
    pub audience: Option<String>,
    /// From when one can sign up.
    pub opens_at: Option<Timestamp>,
    /// Until when one can sign up, at the latest until it begins.
    pub closes_at: Option<Timestamp>,
    /// Whether there is a line when it is full.
    pub waitlist: bool,
    /// How many may come together.
    pub group_max: u32,
    /// How long an offer of a freed seat holds, in hours.
    pub offer_hours: u32,
    /// Whether the mail address must be confirmed within half an hour.
    pub must_confirm: bool,
    /// What is asked in the sign-up.
    pub fields: Vec<AskedField>,
    /// Others of the same series, with a sign-up of their own.
    pub series: Vec<SeriesEvent>,
    /// Files to read before, and of the results.
    pub files: Vec<EventFile>,
    /// What came out of it: safe HTML, made from Markdown.
    pub results_html: Option<String>,
    /// Photos of the results.
    pub photos: Vec<PhotoRef>,
    /// Ideas that belong to it.
    pub ideas: Vec<IdeaCard>,
    /// Why it does not take place, where it does not.
    pub cancelled_note: Option<String>,
    /// The live stream continues from here.
    pub seq: i64,
}

/// How full an event is now: what the live stream tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EventSeats {
    /// Number of the event.
    pub id: i64,
    /// Whether it takes place.
    pub state: EventState,
    /// How full it is.
    pub seats: SeatCount,
    /// Whether one can sign up now.
    pub sign_up: SignUp,
}

/// What the programme is asked for; empty strings ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct EventQuery {
    /// Slug of a lab.
    pub lab: String,
    /// Slug of a topic.
    pub topic: String,
    /// Identifier of a kind.
    pub kind: String,
    /// `1`: only where there are seats.
    pub free: String,
    /// `1`: those that are over, the latest first.
    pub past: String,
    /// From this day on, as `2026-12-01`.
    pub from: String,
    /// Up to and with this day.
    pub to: String,
    /// Where to go on: `next` of the page before.
    pub after: String,
    /// How many, 1 to 100; 0 for the usual 30.
    pub limit: u32,
}

impl EventQuery {
    /// As a query string, without the question mark; what is empty is left out, so that the
    /// same view always has the same address.
    pub fn to_query(&self) -> String {
        let limit = if self.limit == 0 { String::new() } else { self.limit.to_string() };
        let pairs = [
            ("lab", self.lab.as_str()),
            ("topic", &self.topic),
            ("kind", &self.kind),
            ("free", &self.free),
            ("past", &self.past),
            ("from", &self.from),
            ("to", &self.to),
            ("after", &self.after),
            ("limit", &limit),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }
}

/// `GET /api/events`
pub async fn events(query: &EventQuery) -> ApiResult<EventPage> {
    get(format!("/api/events?{}", query.to_query())).await
}

/// `GET /api/events/{id}`
pub async fn event(id: i64) -> ApiResult<Event> {
    get(format!("/api/events/{id}")).await
}
