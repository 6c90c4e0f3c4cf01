//! Signing up, and the private page of a registration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::AskedField;
use crate::api::transport::{act, call, get};
use crate::api::{ApiResult, EventDate, encode};
use crate::domain::{EventState, RegistrationState, Timestamp};

/// A sign-up as the form sends it, raw: the answer to each field of the event by its key, that of
/// the second person by `{key}_2` and so on, and `people` where more come than say something.
/// Parsed by [`crate::domain::RegistrationDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct NewRegistration(pub BTreeMap<String, String>);

impl NewRegistration {
    /// What was typed into this input.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

/// What whoever signed up gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RegistrationCreated {
    /// `confirmed` or `waitlisted`.
    pub status: RegistrationState,
    /// Place in line, from 1, where it waits.
    pub position: Option<u32>,
    /// The private page from which it is seen, changed and cancelled: a path on this site.
    /// Whoever has it can do so.
    pub manage_url: String,
    /// Until when the mail address must be confirmed, where it must.
    pub confirm_by: Option<Timestamp>,
}

/// The answer of one person to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct GivenAnswer {
    /// Name of the input: `first_name`, `first_name_2`, `email`.
    pub input: String,
    /// What it says.
    pub value: String,
}

/// A registration as whoever signed up sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MyRegistration {
    /// Number of the event.
    pub event: i64,
    /// Its title.
    pub title: String,
    /// Whether it takes place.
    pub event_state: EventState,
    /// Why not.
    pub cancelled_note: Option<String>,
    /// Its dates, in order.
    pub dates: Vec<EventDate>,
    /// Where it is.
    pub address: Option<String>,
    /// Where to take part from afar; only for whoever has a seat.
    pub online_url: Option<String>,
    /// How it stands.
    pub status: RegistrationState,
    /// Place in line, from 1, where it waits.
    pub position: Option<u32>,
    /// Until when the offered seats are kept.
    pub offered_until: Option<Timestamp>,
    /// Until when the mail address must be confirmed; none where it is, or need not be.
    pub confirm_by: Option<Timestamp>,
    /// How many people it is for.
    pub people: u32,
    /// What was answered, as far as it is not erased.
    pub answers: Vec<GivenAnswer>,
    /// What the event asks.
    pub fields: Vec<AskedField>,
    /// How many may come together.
    pub group_max: u32,
    /// What staff scan at the door.
    pub code: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether it may still be changed or cancelled: until the event begins.
    pub editable: bool,
    /// Whether feedback may be given: the event is over, and none was given.
    pub may_give_feedback: bool,
    /// Whether feedback was given.
    pub gave_feedback: bool,
    /// When its personal data were erased, where they were.
    pub erased_at: Option<Timestamp>,
    /// The live stream continues from here.
    pub seq: i64,
}

/// What somebody says of an event that they came to, raw. Parsed by
/// [`crate::domain::FeedbackDraft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewFeedback {
    /// 1 to 5, or empty.
    pub stars: String,
    /// What was good, or empty.
    pub good: String,
    /// What was missing, or empty.
    pub missing: String,
}

/// `POST /api/events/{id}/registrations` with an `Idempotency-Key`, so that sending again never
/// takes a second seat.
pub async fn register(
    event: i64,
    new: &NewRegistration,
    idempotency_key: &str,
) -> ApiResult<RegistrationCreated> {
    let key = encode(idempotency_key);
    let path = format!("/api/events/{event}/registrations?idempotency_key={key}");
    call("POST", path, new).await
}

fn of(token: &str, what: &str) -> String {
    format!("/api/registrations/{}{what}", encode(token))
}

/// `GET /api/registrations/{token}`
pub async fn my_registration(token: &str) -> ApiResult<MyRegistration> {
    get(of(token, "")).await
}

/// `PUT /api/registrations/{token}`: other answers, or fewer or more people.
pub async fn change_registration(token: &str, new: &NewRegistration) -> ApiResult<MyRegistration> {
    call("PUT", of(token, ""), new).await
}

/// `DELETE /api/registrations/{token}`: takes it back, or leaves the line.
pub async fn cancel_registration(token: &str) -> ApiResult<MyRegistration> {
    act("DELETE", of(token, "")).await
}

/// `POST /api/registrations/{token}/confirm`: the mail address, with the code that was mailed there.
pub async fn confirm_registration(token: &str, code: &str) -> ApiResult<MyRegistration> {
    act("POST", of(token, &format!("/confirm?code={}", encode(code)))).await
}

/// `POST /api/registrations/{token}/{what}`: `accept` or `decline` offered seats, `erase` personal
/// data.
pub async fn registration_act(token: &str, what: &str) -> ApiResult<MyRegistration> {
    act("POST", of(token, &format!("/{what}"))).await
}

/// `POST /api/registrations/{token}/feedback`
pub async fn give_feedback(token: &str, new: &NewFeedback) -> ApiResult<MyRegistration> {
    call("POST", of(token, "/feedback"), new).await
}
