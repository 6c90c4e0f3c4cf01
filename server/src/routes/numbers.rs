//! Numbers for the team.

use app::{
    api::Numbers,
    domain::{FieldError, FieldErrors},
};
use axum::{Json, extract::State};
use serde::Deserialize;

use super::{error::Error, params::Query, staff::Moderator};
use crate::{clock::now, state::AppState, store::numbers};

/// Which days are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    days: String,
}

/// What comes in, what waits, how long things take
///
/// Within the labs of the person who asks.
#[utoipa::path(
    get,
    path = "/api/staff/numbers",
    params(("days" = Option<String>, Query, description = "How many days, today included: `30`, `90` or `365`; without, 30")),
    responses(
        (status = 200, body = Numbers),
        (status = 422, description = "Not one of these.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    staff: Moderator,
    State(state): State<AppState>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Numbers>, Error> {
    let days = match wanted.days.as_str() {
        "" | "30" => 30,
        "90" => 90,
        "365" => 365,
        _ => return Err(FieldErrors::one("days", FieldError::Unknown).into()),
    };
    Ok(Json(numbers::read(&state.db, &staff.scope(), days, now()).await?))
}
