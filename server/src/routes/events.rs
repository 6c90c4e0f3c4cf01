//! Reading the programme.

pub mod calendar;

use app::{
    api::{Event, EventPage},
    domain::{Date, EventKind, FieldError, FieldErrors},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    cursor,
    error::Error,
    params::{Path, Query},
    qr, staff,
};
use crate::{
    clock,
    state::AppState,
    store::{
        activity,
        events::{self, Place, Wanted},
    },
};

/// Dates on a page, where nothing else is asked for.
const LIMIT: u64 = 30;
/// The most dates on a page.
const LIMIT_MAX: u64 = 100;

/// What a page of the programme shows. Empty values ask for everything.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListParams {
    /// Slug of a lab
    lab: String,
    /// Slug of a topic
    topic: String,
    /// workshop, training, talk, world_cafe, excursion or meeting
    kind: String,
    /// 1: only where there are seats
    free: String,
    /// 1: what is over, the latest first
    past: String,
    /// From this day on, as 2026-12-01
    from: String,
    /// Up to and with this day
    to: String,
    /// Where to go on: `next` of the page before, with everything else unchanged
    after: String,
    /// How many, 1 to 100
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 30)]
    limit: String,
}

impl ListParams {
    /// What is wanted, and how many; none where a filter names something that cannot exist.
    fn read(&self) -> Result<Option<(Wanted, u64)>, FieldErrors> {
        let mut errors = FieldErrors::default();
        let kind = match self.kind.as_str() {
            "" => None,
            key => errors.take("kind", EventKind::from_key(key).ok_or(FieldError::Unknown)),
        };
        let mut day = |field: &str, raw: &str| match raw {
            "" => None,
            raw => errors.take(field, Date::from_iso(raw).ok_or(FieldError::NotADate)),
        };
        let (from, to) = (day("from", &self.from), day("to", &self.to));
        let mut flag = |field: &str, raw: &str| match raw {
            "" | "0" => false,
            "1" => true,
            _ => {
                errors.add(field, FieldError::Unknown);
                false
            }
        };
        let (free, past) = (flag("free", &self.free), flag("past", &self.past));
        let limit = if self.limit.is_empty() { Some(LIMIT) } else { self.limit.parse().ok() };
        let limit = limit.filter(|n| (1..=LIMIT_MAX).contains(n));
        if limit.is_none() {
            errors.add("limit", FieldError::Unknown);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let plain = |slug: &String| slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !plain(&self.lab) || !plain(&self.topic) {
            return Ok(None);
        }
        let some = |slug: &String| (!slug.is_empty()).then(|| slug.clone());
        let (lab, topic) = (some(&self.lab), some(&self.topic));
        let wanted = Wanted { lab, topic, kind, free, past, from, to };
        Ok(Some((wanted, limit.unwrap_or(LIMIT))))
    }
}

/// The programme
#[utoipa::path(
    get,
    path = "/api/events",
    params(ListParams),
    responses((status = 200, body = EventPage)),
)]
pub async fn list(
    State(state): State<AppState>,
    Query(params): Query<ListParams>,
) -> Result<Json<EventPage>, Error> {
    let asked = params.read()?;
    let letter = if params.past == "1" { 'p' } else { 'e' };
    let after = match params.after.as_str() {
        "" => None,
        place => Some(cursor::pair(letter, place)?),
    };
    let seq = activity::head(&state.db).await?;
    let Some((wanted, limit)) = asked else {
        return Ok(Json(EventPage { seq, ..EventPage::default() }));
    };
    let after = after.map(|(at, id)| Place { at, id });
    let listed = events::list(&state.db, &wanted, after, limit, clock::now()).await?;
    let next = listed.next.map(|place| cursor::of_pair(letter, (place.at, place.id)));
    Ok(Json(EventPage { items: listed.items, next, seq }))
}

/// An event
///
/// Drafts are there for staff only.
#[utoipa::path(
    get,
    path = "/api/events/{id}",
    params(("id" = i64, Path, description = "Number of the event")),
    responses((status = 200, body = Event)),
)]
pub async fn find(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Json<Event>, Error> {
    let found = events::detail(&state.db, id, false, clock::now()).await?;
    if let Some(event) = found {
        return Ok(Json(event));
    }
    // A draft, perhaps, and somebody who may see it.
    let Some((session, _)) = staff::session(&state, &headers).await? else {
        return Err(Error::NotFound);
    };
    let event = events::detail(&state.db, id, true, clock::now()).await?;
    let within = |event: &Event| events::sees(&session.me.scope(), event.card.lab.as_deref());
    event.filter(within).map(Json).ok_or(Error::NotFound)
}

/// The address of a public event as a QR code
#[utoipa::path(
    get,
    path = "/api/events/{id}/qr.svg",
    params(("id" = i64, Path, description = "Number of the event")),
    responses((status = 200, content_type = "image/svg+xml", body = String)),
)]
pub async fn code(State(state): State<AppState>, Path(id): Path<i64>) -> Result<Response, Error> {
    if !events::public(&state.db, id).await? {
        return Err(Error::NotFound);
    }
    let url = format!("{}/events/{id}", state.config.base_url());
    let code = QrCode::encode_text(&url, QrCodeEcc::Medium)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, qr::svg(&code)).into_response())
}
