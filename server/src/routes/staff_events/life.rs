//! The life of an event, and messages to those who signed up.

use app::{
    api::{EventNote, MessageSent, NewCopies, NewMessage, StaffEvent},
    domain::{Date, FieldError, FieldErrors, MessageDraft, clean_text},
    i18n::problems,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{shown, word};
use crate::{
    clock::now,
    photos,
    routes::{
        error::Error,
        idempotency::SentKey,
        params::Path,
        posted::{Again, FormValues, FromForm, Posted, failed, see_other},
        staff::{Editor, Moderator},
        visitor::Reader,
    },
    state::AppState,
    store::{
        decisions::By,
        events::{self, Copies, Lived},
        idempotency,
        registrations::{self, To},
    },
};

/// The most copies at once.
const COPIES: usize = 60;
/// The most registrations that a message names.
const SOME: usize = 1000;

impl FromForm for EventNote {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { note: form.one("note") })
    }
}

impl FromForm for NewCopies {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { days: form.one("days") })
    }
}

impl FromForm for NewMessage {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let numbers = form.all("registrations");
        let numbers: Vec<i64> = numbers.iter().filter_map(|n| n.parse().ok()).collect();
        Ok(Self {
            subject: form.one("subject"),
            text: form.one("text"),
            to: form.one("to"),
            registrations: numbers,
        })
    }
}

/// A step that needs no words.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NoWords {}

impl FromForm for NoWords {
    fn from_form(_: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {})
    }
}

fn lived(lived: Lived) -> Result<i64, Error> {
    match lived {
        Lived::Done(id) => Ok(id),
        Lived::NotFound => Err(Error::NotFound),
        Lived::NoWay => Err(Error::Conflict(problems::EVENT_NO_WAY)),
        Lived::HasRegistrations => Err(Error::Conflict(problems::EVENT_HAS_PEOPLE)),
        Lived::Over => Err(Error::Conflict(problems::EVENT_OVER)),
        Lived::KeyReused => Err(Error::KeyReused),
    }
}

/// The event to a program; to a form its page, where what went wrong stands as well.
async fn answer(
    (state, staff, headers, lang): (&AppState, &Editor, &HeaderMap, app::i18n::Lang),
    (id, done): (i64, &str),
    typed: Option<FormValues>,
    outcome: Result<i64, Error>,
) -> Response {
    let path = format!("/staff/events/{id}");
    match outcome {
        Ok(event) if typed.is_some() => see_other(&format!("/staff/events/{event}?done={done}")),
        Ok(event) => match shown(state, event, &staff.me).await {
            Ok(event) => Json(event).into_response(),
            Err(error) => error.into_response(),
        },
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            failed(headers, lang, typed, Again { path: &path, form: "event-step" }, error).await
        }
    }
}

macro_rules! step {
    ($name:ident, $path:literal, $done:literal, $store:path, $doc:literal) => {
        #[doc = $doc]
        #[utoipa::path(
                            post,
                            path = $path,
                            params(("id" = i64, Path, description = "Number of the event")),
                            responses(
                                (status = 200, body = StaffEvent),
                                (status = 303, description = "A form was taken: to the event"),
                            ),
                        )]
        pub async fn $name(
            staff: Editor,
            State(state): State<AppState>,
            Path(id): Path<i64>,
            Reader(lang): Reader,
            headers: HeaderMap,
            request: axum::extract::Request,
        ) -> Response {
            let typed = form_of(&headers, request, &state).await;
            let by = By { staff: staff.me.id, now: now() };
            let outcome = match $store(&state.db, id, &staff.me.scope(), by).await {
                Ok(outcome) => lived(outcome),
                Err(error) => Err(error.into()),
            };
            answer((&state, &staff, &headers, lang), (id, $done), typed, outcome).await
        }
    };
}

/// What a form sent; none where it was none, as with a program that sends no body at all.
async fn form_of(
    headers: &HeaderMap,
    request: axum::extract::Request,
    state: &AppState,
) -> Option<FormValues> {
    use axum::extract::FromRequest;
    let kind = headers.get(axum::http::header::CONTENT_TYPE)?.to_str().ok()?.to_owned();
    if !kind.contains("form") {
        return None;
    }
    let posted = Posted::<NoWords>::from_request(request, state).await.ok()?;
    posted.form
}

step!(
    publish,
    "/api/staff/events/{id}/publish",
    "published",
    events::publish,
    "Put a draft into the programme"
);
step!(
    withdraw,
    "/api/staff/events/{id}/withdraw",
    "withdrawn",
    events::withdraw,
    "Make a draft again of an event that nobody has signed up for"
);
step!(
    restore,
    "/api/staff/events/{id}/restore",
    "restored",
    events::restore,
    "Let a cancelled event take place after all"
);

/// Cancel an event
///
/// Everybody who signed up is told, with a cancellation for their calendar.
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/cancel",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body(content(
        (EventNote = "application/json"),
        (EventNote = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = StaffEvent),
        (status = 303, description = "A form was taken: to the event"),
    ),
)]
pub async fn cancel(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<EventNote>,
) -> Response {
    let cancelled = async {
        let raw = posted.value?;
        let note = word("note", &raw.note)?;
        let by = By { staff: staff.me.id, now: now() };
        lived(events::cancel(&state.db, id, note, &staff.me.scope(), by).await?)
    };
    let outcome = cancelled.await;
    answer((&state, &staff, &headers, lang), (id, "cancelled"), posted.form, outcome).await
}

/// Copy an event, once or onto many days
///
/// The picture goes along; documents and results do not.
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/copies",
    params(
        ("id" = i64, Path, description = "Number of the event"),
        ("idempotency_key" = Option<String>, Query, max_length = 200,
            description = "The same key and body make the same copies"),
    ),
    request_body(content(
        (NewCopies = "application/json"),
        (NewCopies = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = StaffEvent),
        (status = 303, description = "A form was taken: to the first copy"),
    ),
)]
pub async fn copies(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    key: SentKey,
    headers: HeaderMap,
    posted: Posted<NewCopies>,
) -> Response {
    let copied = async {
        let raw = posted.value?.days;
        let kind = format!("copies:{}:{id}", staff.me.id);
        let key = key.of(&kind, &raw, posted.form.as_ref())?;
        let days = days(&raw)?;
        // Done before: the store answers the same again.
        let done = match &key {
            Some(key) => idempotency::is_taken(&state.db, key).await?,
            None => false,
        };
        let pictures = match done {
            true => Vec::new(),
            false => pictures(&state, &staff, id, days.len().max(1)).await?,
        };
        let by = By { staff: staff.me.id, now: now() };
        let copies = Copies { days, pictures, key };
        lived(events::copies(&state.db, id, &copies, &staff.me.scope(), by).await?)
    };
    let outcome = copied.await;
    answer((&state, &staff, &headers, lang), (id, "copied"), posted.form, outcome).await
}

/// Claims of so many copies of the picture of an event; none where it has none.
async fn pictures(
    state: &AppState,
    staff: &Editor,
    id: i64,
    many: usize,
) -> Result<Vec<String>, Error> {
    let mut claims = Vec::new();
    if let Some(picture) = shown(state, id, &staff.me).await?.photo {
        for _ in 0..many {
            claims.extend(photos::copy(state, &picture).await?.map(|photo| photo.claim));
        }
    }
    Ok(claims)
}

/// Days, one a line.
fn days(raw: &str) -> Result<Vec<Date>, FieldErrors> {
    let mut days = Vec::new();
    for line in clean_text(raw).lines().filter(|line| !line.trim().is_empty()) {
        match Date::parse(line) {
            Ok(Some(day)) => days.push(day),
            _ => return Err(FieldErrors::one("days", FieldError::NotADate)),
        }
    }
    days.sort_unstable();
    days.dedup();
    if days.len() > COPIES {
        return Err(FieldErrors::one("days", FieldError::TooMany { max: COPIES }));
    }
    Ok(days)
}

/// Write to participants
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/messages",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body(content(
        (NewMessage = "application/json"),
        (NewMessage = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = MessageSent),
        (status = 303, description = "A form was taken: to the event"),
    ),
)]
pub async fn message(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewMessage>,
) -> Response {
    let sent = async {
        let raw = posted.value?;
        let to = match raw.to.as_str() {
            "all" => To::All,
            "confirmed" => To::Confirmed,
            "waitlisted" => To::Waitlisted,
            "" if !raw.registrations.is_empty() && raw.registrations.len() <= SOME => {
                To::Some(raw.registrations.clone())
            }
            _ => return Err(FieldErrors::one("to", FieldError::Unknown).into()),
        };
        let draft = MessageDraft::parse(&raw)?;
        let by = By { staff: staff.me.id, now: now() };
        let scope = staff.me.scope();
        let sent = registrations::message(&state.db, id, (&to, &draft), (&scope, by)).await?;
        let (mails, unreachable) = sent.ok_or(Error::NotFound)?;
        Ok::<_, Error>(MessageSent { mails, unreachable })
    };
    // Where the form is, and the list of whom it can go to.
    let path = format!("/staff/events/{id}/attendees");
    match sent.await {
        Ok(sent) if posted.form.is_some() => {
            let MessageSent { mails, unreachable } = sent;
            see_other(&format!("{path}?done=message&mails={mails}&unreachable={unreachable}"))
        }
        Ok(sent) => Json(sent).into_response(),
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            failed(&headers, lang, posted.form, Again { path: &path, form: "message" }, error).await
        }
    }
}
