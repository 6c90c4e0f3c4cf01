//! Signing up for an event.

pub mod mine;

use std::collections::BTreeMap;

use app::{
    api::{AskedField, NewRegistration, RegistrationCreated},
    domain::{Date, FieldErrors, RegistrationDraft},
    i18n::{Lang, problems},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    error::Error,
    idempotency::SentKey,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{ClientIp, MaybeParticipant, Reader},
};
use crate::{
    clock,
    limits::Action,
    state::AppState,
    store::{
        events,
        idempotency::Key,
        registrations::{self, Made, NewPlace},
    },
    token,
};

/// Fields of the form that are no answers.
const NO_ANSWERS: [&str; 5] = ["idempotency_key", "website", "action", "arrived", "code"];

impl FromForm for NewRegistration {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let answers = form.0.keys().filter(|name| !NO_ANSWERS.contains(&name.as_str()));
        let values: BTreeMap<String, String> =
            answers.map(|name| (name.clone(), form.one(name))).collect();
        Ok(Self(values))
    }
}

/// Sign up for an event
///
/// The body has the answer to each field of the event by its `key`, that of the second person of
/// a group by `{key}_2` and so on, and `people` where more come than say something. Full means
/// `waitlisted`, not an error. As JSON, or as a form: then the answer is 303 to the private page.
#[utoipa::path(
    post,
    path = "/api/events/{id}/registrations",
    params(
        ("id" = i64, Path, description = "Number of the event"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 200,
            description = "The same key and body answer the same result, once"),
        ("idempotency_key" = Option<String>, Query, max_length = 200,
            description = "In place of the header"),
    ),
    request_body(content(
        (NewRegistration = "application/json"),
        (NewRegistration = "application/x-www-form-urlencoded"),
        (NewRegistration = "multipart/form-data"),
    )),
    responses(
        (status = 201, body = RegistrationCreated, headers(
            ("Location" = String, description = "The private page"))),
        (status = 303, description = "A form was taken: to the private page"),
    ),
)]
#[allow(clippy::too_many_arguments, reason = "extractors")]
pub async fn create(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    key: SentKey,
    headers: HeaderMap,
    posted: Posted<NewRegistration>,
) -> Response {
    let page = format!("/events/{id}");
    match take(&state, id, lang, (ip, who), &key, &posted).await {
        Ok(response) => response,
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let again = Again { path: &page, form: "registration" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn take(
    state: &AppState,
    id: i64,
    lang: Lang,
    (ip, who): (ClientIp, Option<i64>),
    sent_key: &SentKey,
    posted: &Posted<NewRegistration>,
) -> Result<Response, Error> {
    ip.allow(state, Action::Register, who)?;
    let raw = posted.value.as_ref().map_err(Clone::clone)?;
    let body = serde_json::to_string(raw).unwrap_or_default();
    let key = sent_key.of(&format!("registrations:{id}"), &body, posted.form.as_ref())?;
    let (asked, group_max) = events::asked(&state.db, id).await?.ok_or(Error::NotFound)?;
    let now = clock::now();
    let draft = RegistrationDraft::parse(raw, &asked, group_max, Date::of(now))?;
    let (private, place) = place(state, id, lang, (draft, asked), key);
    let made = registrations::register(&state.db, place).await?;
    let (status, position, confirm_by) = match made {
        Made::Done { status, position, confirm_by, .. } => (status, position, confirm_by),
        Made::NotFound => return Err(Error::NotFound),
        Made::Shut(why) => return Err(Error::Conflict(problems::shut(why))),
        Made::Existing => return Err(Error::Conflict(problems::SIGNED_UP)),
        Made::KeyReused => return Err(Error::KeyReused),
        Made::Wrong(errors) => return Err(errors.into()),
    };
    let manage_url = format!("/my/{private}");
    if posted.is_form() {
        return Ok(see_other(&format!("{manage_url}?new=1")));
    }
    let location = axum::http::HeaderValue::try_from(&manage_url);
    let location = location.map_err(|e| Error::Internal(e.to_string()))?;
    let created = Json(RegistrationCreated { status, position, manage_url, confirm_by });
    Ok((StatusCode::CREATED, [(axum::http::header::LOCATION, location)], created).into_response())
}

/// What is to be written, and the token of its private page: the same for the same key and body.
pub(super) fn place(
    state: &AppState,
    event: i64,
    lang: Lang,
    (draft, asked): (RegistrationDraft, Vec<AskedField>),
    key: Option<Key>,
) -> (String, NewPlace) {
    let seed = match &key {
        Some(Key { key_hash, body_hash }) => vec![key_hash.clone(), body_hash.clone()],
        None => vec![token::random()],
    };
    let private = token::private(&state.secret, &seed);
    let place = NewPlace {
        event,
        draft,
        asked,
        token_hash: token::hash(&private),
        seed,
        lang,
        secret: state.secret.clone(),
        key,
        now: clock::now(),
    };
    (private, place)
}
