//! Supporting an idea.

use app::{
    api::{SupportState, SupportedIdeas},
    domain::{FieldError, FieldErrors},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path, see_other},
    visitor::{ClientIp, MaybeParticipant, Participant, Reader},
};
use crate::{clock, limits::Action, state::AppState, store::supports};

/// The most ideas that one request asks about.
const IDS_MAX: usize = 60;

/// Support an idea
///
/// Once for a browser; doing it again changes nothing.
#[utoipa::path(
    put,
    path = "/api/ideas/{id}/support",
    params(("id" = i64, Path, description = "Its number")),
    responses((status = 200, body = SupportState)),
)]
pub async fn put(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    ip: ClientIp,
    participant: Participant,
) -> Result<Response, Error> {
    set(&state, id, ip, participant, true, |done| Json(done).into_response()).await
}

/// Support an idea no longer
#[utoipa::path(
    delete,
    path = "/api/ideas/{id}/support",
    params(("id" = i64, Path, description = "Its number")),
    responses((status = 200, body = SupportState)),
)]
pub async fn delete(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    ip: ClientIp,
    participant: Participant,
) -> Result<Response, Error> {
    set(&state, id, ip, participant, false, |done| Json(done).into_response()).await
}

async fn set(
    state: &AppState,
    id: i64,
    ip: ClientIp,
    participant: Participant,
    on: bool,
    answer: impl FnOnce(SupportState) -> Response,
) -> Result<Response, Error> {
    ip.allow(state, Action::Support, participant.id())?;
    let done = supports::set(&state.db, id, &participant.person, on, clock::now()).await??;
    let answer = answer(done);
    // Who supported nothing before and does not now stays unknown.
    Ok(if on { participant.remember(answer) } else { answer })
}

/// The button as a form.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SupportForm {
    /// Whether to support.
    on: bool,
    /// The path of this site to go back to, or empty: the page of the idea.
    back: String,
}

impl FromForm for SupportForm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let on = match form.one("on").as_str() {
            "1" => true,
            "0" => false,
            _ => return Err(FieldErrors::one("on", FieldError::Unknown)),
        };
        Ok(Self { on, back: form.one("back") })
    }
}

/// Support an idea, or no longer: the button without a script
///
/// A form has `on` = `1` or `0`.
#[utoipa::path(
    post,
    path = "/api/ideas/{id}/support",
    params(("id" = i64, Path, description = "Its number")),
    request_body(content(
        (SupportForm = "application/json"),
        (SupportForm = "application/x-www-form-urlencoded"),
        (SupportForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = SupportState),
        (status = 303, description = "A form was taken: back to where it stood"),
    ),
)]
pub async fn post(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    ip: ClientIp,
    participant: Participant,
    headers: HeaderMap,
    posted: Posted<SupportForm>,
) -> Response {
    let page = format!("/ideas/{id}");
    let is_form = posted.is_form();
    let answer = |back: &str, done: SupportState| match is_form {
        true => see_other(safe_path(back).unwrap_or(&page)),
        false => Json(done).into_response(),
    };
    let done = match &posted.value {
        Ok(SupportForm { on, back }) => {
            set(&state, id, ip, participant, *on, |done| answer(back, done)).await
        }
        Err(errors) => Err(errors.clone().into()),
    };
    match done {
        Ok(response) => response,
        Err(error) => {
            let again = Again { path: &page, form: "support" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

/// Which ideas are asked about.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SupportsParams {
    /// Numbers of ideas, with commas between, 60 at the most
    ids: String,
}

/// Which of these ideas this browser supports
#[utoipa::path(
    get,
    path = "/api/supports",
    params(SupportsParams),
    responses(
        (status = 200, body = SupportedIdeas),
        (status = 422, body = app::api::Problem, content_type = "application/problem+json",
            description = "Not numbers, or too many"),
    ),
)]
pub async fn supported(
    State(state): State<AppState>,
    Query(params): Query<SupportsParams>,
    MaybeParticipant(participant): MaybeParticipant,
) -> Result<Json<SupportedIdeas>, Error> {
    let mut ids: Vec<i64> = Vec::new();
    for id in params.ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        if ids.len() == IDS_MAX {
            return Err(FieldErrors::one("ids", FieldError::TooMany { max: IDS_MAX }).into());
        }
        let id = id.parse().map_err(|_| FieldErrors::one("ids", FieldError::Unknown))?;
        ids.push(id);
    }
    let items = match participant {
        Some(participant) => supports::of(&state.db, participant, &ids).await?,
        None => Vec::new(),
    };
    Ok(Json(SupportedIdeas { items }))
}
