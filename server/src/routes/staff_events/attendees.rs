//! The attendee list, who is added to it by hand, and what people said.

use app::{
    api::{AskedField, AttendeeList, FeedbackPage, NewRegistration, StaffRegistration},
    domain::{Date, RegistrationDraft},
    i18n::{Lang, Text, problems, programme, text},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    clock::now,
    routes::{
        csv, cursor,
        error::Error,
        idempotency::SentKey,
        params::{Path, Query},
        posted::{Again, Posted, failed, see_other},
        registrations::place,
        staff::Moderator,
        visitor::Reader,
    },
    state::AppState,
    store::{
        StoreError, activity,
        decisions::By,
        events,
        registrations::{self, Desk},
    },
};

/// Registrations on a page: the list of a usual event is one.
const PAGE: u64 = 500;
/// Words of feedback on a page.
const FEEDBACK: u64 = 50;

/// Where to go on.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct After {
    /// Where to go on: `next` of the page before
    after: String,
}

/// The attendee list
#[utoipa::path(
    get,
    path = "/api/staff/events/{id}/attendees",
    params(("id" = i64, Path, description = "Number of the event"), After),
    responses((status = 200, body = AttendeeList)),
)]
pub async fn list(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Query(params): Query<After>,
) -> Result<Json<AttendeeList>, Error> {
    let db = &state.db;
    let seq = activity::head(db).await?;
    let event = events::detail(db, id, true, now()).await?;
    let within =
        |event: &app::api::Event| events::sees(&staff.me.scope(), event.card.lab.as_deref());
    let event = event.filter(within).ok_or(Error::NotFound)?;
    let after = match params.after.as_str() {
        "" => None,
        place => Some(cursor::pair('r', place)?),
    };
    let (items, next) = registrations::attendees(db, id, after, PAGE).await?;
    Ok(Json(AttendeeList {
        fields: event.fields,
        group_max: event.group_max,
        card: event.card,
        items,
        next: next.map(|place| cursor::of_pair('r', place)),
        numbers: registrations::numbers(db, id).await?,
        erasures: registrations::erased(db, id).await?,
        seq,
    }))
}

/// Add somebody who phoned or walked in
///
/// The body is that of a sign-up; nothing but a name must be given. `arrived=yes` checks in at
/// once.
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/attendees",
    params(
        ("id" = i64, Path, description = "Number of the event"),
        ("idempotency_key" = Option<String>, Query, max_length = 200,
            description = "The same key and body add once"),
    ),
    request_body(content(
        (NewRegistration = "application/json"),
        (NewRegistration = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 201, body = StaffRegistration),
        (status = 303, description = "A form was taken: to the list"),
    ),
)]
#[allow(clippy::too_many_arguments, reason = "extractors")]
pub async fn add(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    key: SentKey,
    headers: HeaderMap,
    posted: Posted<NewRegistration>,
) -> Response {
    let page = format!("/staff/events/{id}/attendees");
    match take(&state, &staff, id, lang, &key, &posted).await {
        Ok(_) if posted.is_form() => see_other(&format!("{page}?done=added")),
        Ok(made) => (StatusCode::CREATED, Json(made)).into_response(),
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let again = Again { path: &page, form: "attendee" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn take(
    state: &AppState,
    staff: &Moderator,
    id: i64,
    lang: Lang,
    sent_key: &SentKey,
    posted: &Posted<NewRegistration>,
) -> Result<StaffRegistration, Error> {
    let raw = posted.value.as_ref().map_err(Clone::clone)?;
    let from_form = posted.form.as_ref().map(|form| form.one("arrived"));
    let arrived = from_form.as_deref().unwrap_or_else(|| raw.get("arrived"));
    let body = serde_json::to_string(raw).unwrap_or_default();
    let key = sent_key.of(&format!("attendees:{id}"), &body, posted.form.as_ref())?;
    let (asked, group_max) = events::asked(&state.db, id).await?.ok_or(Error::NotFound)?;
    let draft = RegistrationDraft::parse_at_desk(raw, &asked, group_max, Date::of(now()))?;
    let (_, new) = place(state, id, lang, (draft, asked), key);
    let by = By { staff: staff.me.id, now: now() };
    let arrived = !arrived.is_empty();
    let scope = staff.me.scope();
    let added = registrations::add_at_desk(&state.db, &new, arrived, (&scope, by)).await?;
    shown(state, added).await
}

async fn shown(state: &AppState, desk: Desk) -> Result<StaffRegistration, Error> {
    let id = match desk {
        Desk::Done(id, _) => id,
        Desk::NotFound => return Err(Error::NotFound),
        Desk::Full => return Err(Error::Conflict(problems::NO_SEATS)),
        Desk::Closed => return Err(Error::Conflict(problems::REGISTRATION_CLOSED)),
        Desk::Existing => return Err(Error::Conflict(problems::ADDRESS_TAKEN)),
        Desk::KeyReused => return Err(Error::KeyReused),
    };
    registrations::one(&state.db, id).await?.ok_or(Error::NotFound)
}

/// Cancel a registration, restore it after that, or seat it from the line
#[utoipa::path(
    post,
    path = "/api/staff/registrations/{id}/{what}",
    params(
        ("id" = i64, Path, description = "Number of the registration"),
        ("what" = String, Path, description = "cancel, restore or seat"),
    ),
    responses(
        (status = 200, body = StaffRegistration),
        (status = 303, description = "A form was taken: to the list"),
    ),
)]
pub async fn step(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, what)): Path<(i64, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let by = By { staff: staff.me.id, now: now() };
    let (db, scope) = (&state.db, staff.me.scope());
    let done = match what.as_str() {
        "cancel" => registrations::cancel_at_desk(db, id, &scope, by).await?,
        "restore" => registrations::restore_at_desk(db, id, &scope, by).await?,
        "seat" => registrations::seat(db, id, &scope, by).await?,
        _ => return Err(Error::NotFound),
    };
    let event = match done {
        Desk::Done(_, event) => event,
        _ => 0,
    };
    let registration = shown(&state, done).await?;
    let kind = headers.get(axum::http::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    Ok(match kind.is_some_and(|kind| kind.contains("form")) {
        true => {
            see_other(&format!("/staff/events/{event}/attendees?done={what}&registration={id}"))
        }
        false => Json(registration).into_response(),
    })
}

/// What people said of an event
#[utoipa::path(
    get,
    path = "/api/staff/events/{id}/feedback",
    params(("id" = i64, Path, description = "Number of the event"), After),
    responses((status = 200, body = FeedbackPage)),
)]
pub async fn feedback(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Query(params): Query<After>,
) -> Result<Json<FeedbackPage>, Error> {
    super::shown(&state, id, &staff.me).await?;
    let before = match params.after.as_str() {
        "" => None,
        place => Some(cursor::pair('f', place)?.1),
    };
    let (items, next) = registrations::feedback_page(&state.db, id, before, FEEDBACK).await?;
    let next = next.map(|id| cursor::of_pair('f', (0, id)));
    Ok(Json(FeedbackPage { items, next }))
}

const STATUS: Text = text("Stand", "Status");
const ARRIVED: Text = text("Da seit", "Here since");
const SIGNED_UP: Text = text("Angemeldet am", "Signed up on");
const NUMBER: Text = text("Anmeldung", "Registration");

/// The attendee list as CSV
///
/// A row for each person; what is asked once for a group stands in each of its rows.
#[utoipa::path(
    get,
    path = "/api/staff/events/{id}/attendees.csv",
    params(("id" = i64, Path, description = "Number of the event")),
    responses((status = 200, body = String, content_type = "text/csv")),
)]
pub async fn file(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
) -> Result<Response, Error> {
    let event = events::detail(&state.db, id, true, now()).await?;
    let within =
        |event: &app::api::Event| events::sees(&staff.me.scope(), event.card.lab.as_deref());
    let fields = event.filter(within).ok_or(Error::NotFound)?.fields;
    let mut head = String::new();
    let mut names = vec![NUMBER.get(lang).to_owned()];
    names.extend(fields.iter().map(|field| match programme::field(&field.key) {
        Some(name) => name.get(lang).to_owned(),
        None => csv::safe(&field.label),
    }));
    names.extend([STATUS, ARRIVED, SIGNED_UP].map(|name| name.get(lang).to_owned()));
    csv::row(&mut head, names);
    let read = move |place: Option<(i64, i64)>| {
        let (state, fields) = (state.clone(), fields.clone());
        async move {
            let (items, next) = registrations::attendees(&state.db, id, place, PAGE).await?;
            let mut rows = String::new();
            for item in &items {
                people(&mut rows, item, &fields, lang);
            }
            Ok::<_, StoreError>((rows, next.map(Some)))
        }
    };
    csv::download(&format!("attendees-{id}"), Date::of(now()), head, None, read)
}

/// The rows of a registration.
fn people(out: &mut String, item: &StaffRegistration, fields: &[AskedField], lang: Lang) {
    for (n, person) in item.people.iter().enumerate() {
        let answer = |field: &AskedField| {
            let input = match (field.each, n) {
                (true, 1..) => format!("{}_{}", field.key, n + 1),
                _ => field.key.clone(),
            };
            let found = item.answers.iter().find(|answer| answer.input == input);
            csv::safe(found.map_or("", |answer| answer.value.as_str()))
        };
        let mut row = vec![item.id.to_string()];
        row.extend(fields.iter().map(answer));
        row.push(programme::status(item.status).get(lang).to_owned());
        row.push(person.arrived_at.map(csv::time).unwrap_or_default());
        row.push(csv::time(item.created_at));
        csv::row(out, row);
    }
}
