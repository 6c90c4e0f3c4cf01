//! Writing the programme.

pub mod attendees;
pub mod life;
pub mod persons;
pub mod results;
pub mod scan;

use app::{
    api::{EventForm, StaffEvent, StaffEventPage},
    domain::{EventDraft, FieldError, FieldErrors, clean_text},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    cursor,
    error::Error,
    idempotency::SentKey,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    staff::{Editor, Moderator},
    visitor::Reader,
};
use crate::{
    clock::now,
    photos,
    state::AppState,
    store::{
        activity,
        decisions::By,
        events::{self, Changed, Saved, When},
    },
};

/// Events on a page.
const PAGE: u64 = 30;
/// Longest word to those who signed up, in characters.
const NOTE_MAX: usize = 1000;

impl FromForm for EventForm {
    const FILES: bool = true;

    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let pairs = form.0.iter().flat_map(|(name, values)| {
            values.iter().map(move |value| (name.clone(), value.clone()))
        });
        Ok(Self::of(pairs))
    }
}

/// Which events staff look at.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListParams {
    /// upcoming (also where empty), past or drafts
    when: String,
    /// Slug of a lab
    lab: String,
    /// Where to go on: `next` of the page before, with everything else unchanged
    after: String,
}

/// Events as staff see them, drafts included
#[utoipa::path(
    get,
    path = "/api/staff/events",
    params(ListParams),
    responses((status = 200, body = StaffEventPage)),
)]
pub async fn list(
    staff: Moderator,
    State(state): State<AppState>,
    Query(params): Query<ListParams>,
) -> Result<Json<StaffEventPage>, Error> {
    let (when, letter) = match params.when.as_str() {
        "" | "upcoming" => (When::Upcoming, 'u'),
        "past" => (When::Past, 'v'),
        "drafts" => (When::Drafts, 'w'),
        _ => return Err(FieldErrors::one("when", FieldError::Unknown).into()),
    };
    let after = match params.after.as_str() {
        "" => None,
        place => Some(cursor::pair(letter, place)?),
    };
    let seq = activity::head(&state.db).await?;
    let plain = params.lab.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !plain {
        return Ok(Json(StaffEventPage { seq, ..StaffEventPage::default() }));
    }
    let lab = Some(params.lab.as_str()).filter(|lab| !lab.is_empty());
    let scope = staff.me.scope();
    let (items, next) =
        events::staff_list(&state.db, (&scope, when, lab), after, PAGE, now()).await?;
    let next = next.map(|place| cursor::of_pair(letter, place));
    Ok(Json(StaffEventPage { items, next, seq }))
}

/// An event as staff edit it
#[utoipa::path(
    get,
    path = "/api/staff/events/{id}",
    params(("id" = i64, Path, description = "Number of the event")),
    responses((status = 200, body = StaffEvent)),
)]
pub async fn find(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
) -> Result<Json<StaffEvent>, Error> {
    shown(&state, id, &staff.me).await.map(Json)
}

/// The event as this person sees it.
pub(super) async fn shown(
    state: &AppState,
    id: i64,
    me: &app::api::Me,
) -> Result<StaffEvent, Error> {
    let may_edit = me.role.may_edit();
    let found = events::staff_find(&state.db, id, &me.scope(), may_edit, now()).await?;
    found.ok_or(Error::NotFound)
}

fn saved(saved: Saved) -> Result<i64, Error> {
    match saved {
        Saved::Done(id) => Ok(id),
        Saved::NotFound => Err(Error::NotFound),
        Saved::Changed => Err(Error::Changed),
        Saved::Closed => Err(Error::Conflict(app::i18n::problems::EVENT_NO_WAY)),
        Saved::KeyReused => Err(Error::KeyReused),
        Saved::Wrong(errors) => Err(errors.into()),
    }
}

/// Draft an event
#[utoipa::path(
    post,
    path = "/api/staff/events",
    params(("idempotency_key" = Option<String>, Query, max_length = 200,
        description = "The same key and body make one draft")),
    request_body(content(
        (EventForm = "application/json"),
        (EventForm = "application/x-www-form-urlencoded"),
        (EventForm = "multipart/form-data"),
    )),
    responses(
        (status = 201, body = StaffEvent),
        (status = 303, description = "A form was taken: to the event"),
    ),
)]
pub async fn create(
    staff: Editor,
    State(state): State<AppState>,
    Reader(lang): Reader,
    key: SentKey,
    headers: HeaderMap,
    mut posted: Posted<EventForm>,
) -> Response {
    match add(&state, &staff, &key, &mut posted).await {
        Ok(event) if posted.is_form() => see_other(&format!("/staff/events/{event}?done=created")),
        Ok(event) => match shown(&state, event, &staff.me).await {
            Ok(event) => (StatusCode::CREATED, Json(event)).into_response(),
            Err(error) => error.into_response(),
        },
        Err(error) => {
            let again = Again { path: "/staff/events/new", form: "event" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn add(
    state: &AppState,
    staff: &Editor,
    key: &SentKey,
    posted: &mut Posted<EventForm>,
) -> Result<i64, Error> {
    let raw = posted.value.clone()?;
    let body = serde_json::to_string(&raw).unwrap_or_default();
    let key = key.of(&format!("events:{}", staff.me.id), &body, posted.form.as_ref())?;
    let draft = EventDraft::parse(&raw)?;
    let by = By { staff: staff.me.id, now: now() };
    let scope = staff.me.scope();
    let id = saved(events::create(&state.db, &draft, &scope, by, key).await?)?;
    cover(state, staff, id, &raw, posted).await?;
    Ok(id)
}

/// Change an event
///
/// 412 where somebody else changed it since `version`. Where time or place of a public one
/// changes, everybody who signed up is told; where there are more seats, the line moves.
#[utoipa::path(
    put,
    path = "/api/staff/events/{id}",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body = EventForm,
    responses((status = 200, body = StaffEvent)),
)]
pub async fn put(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    mut posted: Posted<EventForm>,
) -> Result<Json<StaffEvent>, Error> {
    change(&state, &staff, id, &mut posted).await?;
    shown(&state, id, &staff.me).await.map(Json)
}

/// Change an event: its page without a script
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body(content(
        (EventForm = "application/json"),
        (EventForm = "application/x-www-form-urlencoded"),
        (EventForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = StaffEvent),
        (status = 303, description = "A form was taken: to the event"),
    ),
)]
pub async fn post(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    mut posted: Posted<EventForm>,
) -> Response {
    let path = format!("/staff/events/{id}");
    match change(&state, &staff, id, &mut posted).await {
        Ok(()) if posted.is_form() => see_other(&format!("{path}?done=saved")),
        Ok(()) => match shown(&state, id, &staff.me).await {
            Ok(event) => Json(event).into_response(),
            Err(error) => error.into_response(),
        },
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let again = Again { path: &path, form: "event" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn change(
    state: &AppState,
    staff: &Editor,
    id: i64,
    posted: &mut Posted<EventForm>,
) -> Result<(), Error> {
    let raw = posted.value.clone()?;
    let note = word("note", &raw.note);
    let draft = match (EventDraft::parse(&raw), note) {
        (Ok(draft), Ok(note)) => (draft, note),
        (Err(mut errors), Err(more)) => {
            errors.0.extend(more.0);
            return Err(errors.into());
        }
        (Err(errors), _) | (_, Err(errors)) => return Err(errors.into()),
    };
    let by = By { staff: staff.me.id, now: now() };
    let scope = staff.me.scope();
    let (draft, note) = draft;
    saved(events::save(&state.db, id, raw.version, &draft, note, (&scope, by)).await?)?;
    cover(state, staff, id, &raw, posted).await
}

/// A word that may stay away.
pub(super) fn word(field: &str, raw: &str) -> Result<Option<String>, FieldErrors> {
    let text = clean_text(raw);
    match text.chars().count() {
        0 => Ok(None),
        n if n > NOTE_MAX => Err(FieldErrors::one(field, FieldError::TooLong { max: NOTE_MAX })),
        _ => Ok(Some(text)),
    }
}

/// Takes or removes the picture, where the form says so: by claim, or as a file that came along.
async fn cover(
    state: &AppState,
    staff: &Editor,
    id: i64,
    raw: &EventForm,
    posted: &mut Posted<EventForm>,
) -> Result<(), Error> {
    let sent = std::mem::take(&mut posted.files).into_iter().find(|file| file.field == "picture");
    let claim = match sent {
        Some(file) => Some(photos::take(state, file.bytes, file.room).await?.claim),
        None => Some(raw.photo.clone()).filter(|claim| !claim.is_empty()),
    };
    if claim.is_none() && !raw.remove_photo {
        return Ok(());
    }
    let by = By { staff: staff.me.id, now: now() };
    let scope = staff.me.scope();
    let gone = events::set_cover(&state.db, id, claim.as_deref(), (&scope, by)).await?;
    for key in changed(gone)? {
        photos::remove(&state.config.data, &key).await;
    }
    Ok(())
}

pub(super) fn changed<T>(changed: Changed<T>) -> Result<T, Error> {
    match changed {
        Changed::Done(done) => Ok(done),
        Changed::NotFound => Err(Error::NotFound),
        Changed::PhotoGone => Err(FieldErrors::one("photo", FieldError::PhotoGone).into()),
        Changed::Full => Err(Error::Conflict(app::i18n::problems::EVENT_FULL_OF_FILES)),
    }
}
