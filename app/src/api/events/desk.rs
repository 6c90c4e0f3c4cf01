//! The attendee list: who comes, who is there.

use serde::{Deserialize, Serialize};

use super::{AskedField, EventCard, GivenAnswer, NewRegistration};
use crate::api::transport::{act, call, get};
use crate::api::{ApiResult, encode};
use crate::domain::{Date, RegistrationState, Timestamp, fold};

/// Somebody who comes, or stands in line: one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Attendee {
    /// Number of the person.
    pub id: i64,
    /// When the person was checked in.
    pub arrived_at: Option<Timestamp>,
}

/// A registration as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffRegistration {
    /// Its number.
    pub id: i64,
    /// How it stands.
    pub status: RegistrationState,
    /// Place in line, from 1, where it waits.
    pub position: Option<u32>,
    /// Until when offered seats are kept.
    pub offered_until: Option<Timestamp>,
    /// Until when the mail address must be confirmed.
    pub confirm_by: Option<Timestamp>,
    /// What its QR code says.
    pub code: String,
    /// `web`, or `desk` where staff made it.
    pub source: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its people, in order.
    pub people: Vec<Attendee>,
    /// What was answered, as far as it is not erased.
    pub answers: Vec<GivenAnswer>,
}

/// How an event stands, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EventNumbers {
    /// People with a confirmed seat.
    pub confirmed: u32,
    /// People for whom seats are kept until they say yes.
    pub offered: u32,
    /// People in line.
    pub waiting: u32,
    /// People who took it back.
    pub cancelled: u32,
    /// People who are there.
    pub arrived: u32,
    /// How many gave feedback.
    pub feedback: u32,
    /// The mean of what they gave, in tenths of a star.
    pub stars_tenths: Option<u32>,
}

/// A record of erased data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Erasure {
    /// Name of the field.
    pub field: String,
    /// When.
    pub at: Timestamp,
    /// How many answers.
    pub answers: u32,
    /// `date` (its time had come), `person` (who signed up wished it) or `staff`.
    pub why: String,
}

impl StaffRegistration {
    /// Whether every word that is looked for stands in some answer, the code or the number,
    /// however it is typed.
    pub fn matches(&self, query: &str) -> bool {
        let query = fold(query);
        if query.trim().is_empty() {
            return true;
        }
        let mut hay = format!("{} #{}", self.code, self.id);
        for answer in &self.answers {
            hay.push(' ');
            hay.push_str(&answer.value);
        }
        let hay = fold(&hay);
        query.split_whitespace().all(|word| hay.contains(word))
    }
}

/// A page of the attendee list of an event, or all pages together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AttendeeList {
    /// The event.
    pub card: EventCard,
    /// What it asks.
    pub fields: Vec<AskedField>,
    /// Those with seats in order of their sign-up, then the line in its order, then those who
    /// took it back.
    pub items: Vec<StaffRegistration>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// In numbers.
    pub numbers: EventNumbers,
    /// What was erased.
    pub erasures: Vec<Erasure>,
    /// How many may come together.
    pub group_max: u32,
    /// The live stream continues from here.
    pub seq: i64,
}

/// A check-in, or its taking back. The same nonce counts once, however often it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewScan {
    /// Chosen at random by whoever scans, for each scan anew.
    pub nonce: String,
    /// What the QR code says; or empty.
    pub code: String,
    /// Numbers of persons; empty for all of the code.
    pub people: Vec<i64>,
    /// When it happened; empty for now. Devices that were offline say so. What is older than the
    /// last scan of a person changes nothing for them.
    pub at: Option<Timestamp>,
    /// `in` (also where empty), or `out` to take it back.
    pub what: String,
}

/// What became of a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ScanDone {
    /// The registration as it is now.
    pub registration: StaffRegistration,
    /// Whether nothing changed: it was so before, or later scans of all of them were there already.
    pub again: bool,
}

/// What somebody said of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Feedback {
    /// Its number.
    pub id: i64,
    /// 1 to 5.
    pub stars: Option<u32>,
    /// What was good.
    pub good: Option<String>,
    /// What was missing.
    pub missing: Option<String>,
    /// On which day.
    pub on: Date,
}

/// Feedback to an event, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FeedbackPage {
    /// The latest first.
    pub items: Vec<Feedback>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// Whose data are looked for or erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PersonQuery {
    /// The mail address.
    pub email: String,
}

/// A registration that was made with an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonFound {
    /// Number of the registration.
    pub id: i64,
    /// Number of the event.
    pub event: i64,
    /// Its title.
    pub title: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// How the registration stands.
    pub status: RegistrationState,
    /// For how many people.
    pub people: u32,
}

/// What was found by an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonPage {
    /// The latest first, 200 at the most.
    pub items: Vec<PersonFound>,
    /// How many answers were erased just now.
    pub erased: u32,
}

/// `GET /api/staff/events/{id}/attendees`: a page of the list.
pub async fn attendees(event: i64, after: &str) -> ApiResult<AttendeeList> {
    get(format!("/api/staff/events/{event}/attendees?after={}", encode(after))).await
}

/// `POST /api/staff/events/{id}/attendees`: somebody who phoned, or walked in. Nothing but a name
/// must be given; `arrived=yes` checks in at once.
pub async fn add_attendee(
    event: i64,
    new: &NewRegistration,
    idempotency_key: &str,
) -> ApiResult<StaffRegistration> {
    let key = encode(idempotency_key);
    let path = format!("/api/staff/events/{event}/attendees?idempotency_key={key}");
    call("POST", path, new).await
}

/// `POST /api/staff/events/{id}/scans`
pub async fn scan(event: i64, scan: &NewScan) -> ApiResult<ScanDone> {
    call("POST", format!("/api/staff/events/{event}/scans"), scan).await
}

/// `POST /api/staff/registrations/{id}/{what}`: `cancel` it, `restore` it after that, or `seat` it
/// from the line where there is room.
pub async fn staff_registration_act(id: i64, what: &'static str) -> ApiResult<StaffRegistration> {
    act("POST", format!("/api/staff/registrations/{id}/{what}")).await
}

/// `GET /api/staff/events/{id}/feedback`
pub async fn feedback(event: i64, after: &str) -> ApiResult<FeedbackPage> {
    get(format!("/api/staff/events/{event}/feedback?after={}", encode(after))).await
}

/// `POST /api/staff/persons/find`: registrations made with an address.
pub async fn find_person(query: &PersonQuery) -> ApiResult<PersonPage> {
    call("POST", "/api/staff/persons/find".to_owned(), query).await
}

/// `POST /api/staff/persons/erase`: erases everything that was given with an address.
pub async fn erase_person(query: &PersonQuery) -> ApiResult<PersonPage> {
    call("POST", "/api/staff/persons/erase".to_owned(), query).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_answer_is_found() {
        let answer =
            |input: &str, value: &str| GivenAnswer { input: input.into(), value: value.into() };
        let one = StaffRegistration {
            id: 7,
            status: RegistrationState::Confirmed,
            position: None,
            offered_until: None,
            confirm_by: None,
            code: "ABCD0007".into(),
            source: "web".into(),
            created_at: Timestamp(0),
            people: Vec::new(),
            answers: vec![
                answer("first_name", "Jörg"),
                answer("last_name", "Weiß"),
                answer("email", "j@example.org"),
            ],
        };
        for query in ["jörg", "JOERG weiss", "example", "abcd0007", "#7", "  "] {
            assert!(one.matches(query), "{query}");
        }
        for nobody in ["jörg schwarz", "#77", "%", "\u{1}"] {
            assert!(!one.matches(nobody), "{nobody}");
        }
    }
}
