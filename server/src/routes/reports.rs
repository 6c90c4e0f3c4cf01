//! Reporting an idea or a comment to staff.

use app::{
    api::NewReport,
    domain::{FieldErrors, ReportDraft},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    error::Error,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{ClientIp, Participant, Reader},
};
use crate::{
    clock,
    limits::Action,
    state::AppState,
    store::reports::{self, Reported},
};

impl FromForm for NewReport {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { reason: form.one("reason"), text: form.one("text") })
    }
}

/// Report an idea to staff
///
/// Once for a browser; doing it again changes nothing.
#[utoipa::path(
    post,
    path = "/api/ideas/{id}/reports",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content(
        (NewReport = "application/json"),
        (NewReport = "application/x-www-form-urlencoded"),
        (NewReport = "multipart/form-data"),
    )),
    responses(
        (status = 204, description = "Staff will look at it"),
        (status = 303, description = "A form was taken: to the idea"),
    ),
)]
pub async fn idea(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    reader: Reader,
    ip: ClientIp,
    participant: Participant,
    headers: HeaderMap,
    posted: Posted<NewReport>,
) -> Response {
    answer(&state, Reported::Idea(id), reader, ip, participant, &headers, posted).await
}

/// Report a comment to staff
#[utoipa::path(
    post,
    path = "/api/comments/{id}/reports",
    params(("id" = i64, Path, description = "Number of the comment")),
    request_body(content(
        (NewReport = "application/json"),
        (NewReport = "application/x-www-form-urlencoded"),
        (NewReport = "multipart/form-data"),
    )),
    responses(
        (status = 204, description = "Staff will look at it"),
        (status = 303, description = "A form was taken: to the idea"),
    ),
)]
pub async fn comment(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    reader: Reader,
    ip: ClientIp,
    participant: Participant,
    headers: HeaderMap,
    posted: Posted<NewReport>,
) -> Response {
    answer(&state, Reported::Comment(id), reader, ip, participant, &headers, posted).await
}

async fn answer(
    state: &AppState,
    what: Reported,
    Reader(lang): Reader,
    ip: ClientIp,
    participant: Participant,
    headers: &HeaderMap,
    posted: Posted<NewReport>,
) -> Response {
    let error = match take(state, what, ip, participant, &posted).await {
        Ok(response) => return response,
        Err(error) => error,
    };
    // The page that the form stood on; without it there is nothing to go back to.
    match reports::idea_of(&state.db, what).await {
        Ok(Some(idea)) => {
            let again = Again { path: &format!("/ideas/{idea}"), form: "report" };
            failed(headers, lang, posted.form, again, error).await
        }
        Ok(None) => error.into_response(),
        Err(error) => Error::from(error).into_response(),
    }
}

async fn take(
    state: &AppState,
    what: Reported,
    ip: ClientIp,
    participant: Participant,
    posted: &Posted<NewReport>,
) -> Result<Response, Error> {
    ip.allow(state, Action::Report, participant.id())?;
    let draft = ReportDraft::parse(posted.value.as_ref().map_err(Clone::clone)?)?;
    let now = clock::now();
    let idea = reports::submit(&state.db, what, &draft, &participant.person, now).await?;
    let idea = idea.ok_or(Error::NotFound)?;
    Ok(participant.remember(match posted.is_form() {
        true => see_other(&format!("/ideas/{idea}?done=report")),
        false => StatusCode::NO_CONTENT.into_response(),
    }))
}
