//! Offering to help make an idea real.

use app::{
    api::{CompanionCount, NewCompanion},
    domain::{CompanionDraft, FieldErrors},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    error::Error,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{ClientIp, Participant, Reader},
};
use crate::{clock, limits::Action, state::AppState, store::companions};

impl FromForm for NewCompanion {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { name: form.one("name"), contact: form.one("contact"), note: form.one("note") })
    }
}

/// Offer to help make an idea real
///
/// A second offer of the same browser replaces the first. Only staff see who it was.
#[utoipa::path(
    post,
    path = "/api/ideas/{id}/companions",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content(
        (NewCompanion = "application/json"),
        (NewCompanion = "application/x-www-form-urlencoded"),
        (NewCompanion = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = CompanionCount),
        (status = 303, description = "A form was taken: to the idea"),
    ),
)]
pub async fn join(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    ip: ClientIp,
    participant: Participant,
    headers: HeaderMap,
    posted: Posted<NewCompanion>,
) -> Response {
    let page = format!("/ideas/{id}");
    match take(&state, id, ip, participant, &posted).await {
        Ok(response) => response,
        Err(error) => {
            let again = Again { path: &page, form: "companion" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn take(
    state: &AppState,
    id: i64,
    ip: ClientIp,
    participant: Participant,
    posted: &Posted<NewCompanion>,
) -> Result<Response, Error> {
    ip.allow(state, Action::Companion, participant.id())?;
    let draft = CompanionDraft::parse(posted.value.as_ref().map_err(Clone::clone)?)?;
    let count =
        companions::join(&state.db, id, &draft, &participant.person, clock::now()).await??;
    Ok(participant.remember(match posted.is_form() {
        true => see_other(&format!("/ideas/{id}?done=companion")),
        false => Json(count).into_response(),
    }))
}
