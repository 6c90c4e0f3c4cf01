//! The live stream, for everybody and for staff.

use app::domain::{FieldError, FieldErrors};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{error::Error, params::Query, staff::Moderator, visitor::ClientIp};
use crate::{
    live::{self, Audience, Begin},
    state::AppState,
};

/// After this time somebody who found no seat may ask again, in seconds.
const NO_SEAT: u64 = 10;

/// Where a stream begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: Option<String>,
}

/// What happens, as Server-Sent Events
///
/// Each event has its place in the log as `id`, and a `LiveEvent` as data. `after` or the
/// header `Last-Event-ID`, which wins, resumes behind a place; without them the stream begins
/// now. Besides: `event: seq` tells a place and nothing else, `event: reset` asks to load
/// everything anew, because the place is too old or unknown. At most 500 streams for one
/// address and 10,000 in all.
#[utoipa::path(
    get,
    path = "/api/live",
    params(
        ("after" = Option<i64>, Query, description = "Resume behind this place"),
        ("Last-Event-ID" = Option<i64>, Header, description = "Resume behind this place"),
    ),
    responses(
        (status = 200, body = app::api::LiveEvent, content_type = "text/event-stream"),
        (status = 422, description = "`after` is no place in the log.", body = app::api::Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many streams are open.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn public(
    State(state): State<AppState>,
    ip: ClientIp,
    Query(asked): Query<After>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    stream(&state, ip, &asked, &headers, Audience::Public).await
}

/// What happens, for those who moderate: everything within their limits, as Server-Sent Events
///
/// Besides, `event: presence` tells who of the team is here and what they look at (`Presence`),
/// on opening and whenever it changes.
#[utoipa::path(
    get,
    path = "/api/staff/live",
    params(
        ("after" = Option<i64>, Query, description = "Resume behind this place"),
        ("Last-Event-ID" = Option<i64>, Header, description = "Resume behind this place"),
    ),
    responses(
        (status = 200, body = app::api::LiveEvent, content_type = "text/event-stream"),
        (status = 422, description = "`after` is no place in the log.", body = app::api::Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many streams are open.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn staff(
    staff: Moderator,
    State(state): State<AppState>,
    ip: ClientIp,
    Query(asked): Query<After>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let scope = staff.scope();
    let audience = Audience::Staff { token_hash: staff.token_hash, scope };
    stream(&state, ip, &asked, &headers, audience).await
}

async fn stream(
    state: &AppState,
    ip: ClientIp,
    asked: &After,
    headers: &HeaderMap,
    audience: Audience,
) -> Result<Response, Error> {
    let begin = begin(asked, headers)?;
    let seat = state
        .live
        .seats
        .take(ip.0, matches!(audience, Audience::Staff { .. }))
        .ok_or(Error::TooMany(NO_SEAT))?;
    let events = live::open(&state.live, &state.db, &state.shutdown, audience, begin, seat).await?;
    let mut response = Body::from_stream(events).into_response();
    let of = response.headers_mut();
    of.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    of.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    of.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

fn begin(asked: &After, headers: &HeaderMap) -> Result<Begin, Error> {
    let last = headers.get("last-event-id").map(|value| value.to_str().unwrap_or("?"));
    let text = last.filter(|value| !value.is_empty()).or(asked.after.as_deref());
    match text {
        None | Some("") => Ok(Begin::Now),
        Some(text) => {
            let seq = text.parse().map(Begin::After);
            seq.map_err(|_| FieldErrors::one("after", FieldError::NotAPlace).into())
        }
    }
}
