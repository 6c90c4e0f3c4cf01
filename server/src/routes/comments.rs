//! Comments under an idea.

use app::{
    api::{CommentCreated, CommentPage, NewComment},
    domain::{CommentDraft, FieldError, FieldErrors},
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
    visitor::{ClientIp, Participant, Reader},
};
use crate::{
    clock,
    limits::Action,
    state::AppState,
    store::{
        comments::{self, Submission, Submitted},
        ideas,
    },
};

/// Comments on a page.
const LIMIT: u64 = 50;

impl FromForm for NewComment {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let reply_to = match form.one("reply_to").trim() {
            "" => None,
            id => {
                let unknown = |_| FieldErrors::one("reply_to", FieldError::Unknown);
                Some(id.parse().map_err(unknown)?)
            }
        };
        Ok(Self {
            text: form.one("text"),
            author: form.one("author"),
            affiliation: form.one("affiliation"),
            reply_to,
        })
    }
}

/// Which page of comments.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CommentsParams {
    /// Where to go on: `next` of the page before
    after: String,
}

/// One page of the public comments of an idea
///
/// Those without a parent oldest first, each followed by its replies; 50 on a page.
#[utoipa::path(
    get,
    path = "/api/ideas/{id}/comments",
    params(("id" = i64, Path, description = "Number of the idea"), CommentsParams),
    responses(
        (status = 200, body = CommentPage),
        (status = 422, body = app::api::Problem, content_type = "application/problem+json",
            description = "A place that is none"),
    ),
)]
pub async fn list(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Query(params): Query<CommentsParams>,
) -> Result<Json<CommentPage>, Error> {
    let after = match params.after.as_str() {
        "" => None,
        after => Some(cursor::comment(after)?),
    };
    if !ideas::public(&state.db, id).await? {
        return Err(Error::NotFound);
    }
    let (items, next) = comments::list(&state.db, id, after, LIMIT).await?;
    Ok(Json(CommentPage { items, next: next.map(cursor::of_comment) }))
}

/// Send in a comment
#[utoipa::path(
    post,
    path = "/api/ideas/{id}/comments",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 200,
            description = "The same key and body answer the same result, once"),
        ("idempotency_key" = Option<String>, Query, max_length = 200,
            description = "In place of the header"),
    ),
    request_body(content(
        (NewComment = "application/json"),
        (NewComment = "application/x-www-form-urlencoded"),
        (NewComment = "multipart/form-data"),
    )),
    responses(
        (status = 201, body = CommentCreated),
        (status = 303, description = "A form was taken: to the comments of the idea"),
    ),
)]
#[allow(clippy::too_many_arguments, reason = "extractors")]
pub async fn create(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    ip: ClientIp,
    participant: Participant,
    key: SentKey,
    headers: HeaderMap,
    posted: Posted<NewComment>,
) -> Response {
    match take(&state, id, ip, participant, &key, &posted).await {
        Ok(response) => response,
        Err(error) => {
            let again = Again { path: &format!("/ideas/{id}"), form: "comment" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn take(
    state: &AppState,
    idea: i64,
    ip: ClientIp,
    participant: Participant,
    key: &SentKey,
    posted: &Posted<NewComment>,
) -> Result<Response, Error> {
    ip.allow(state, Action::Comment, participant.id())?;
    let raw = posted.value.as_ref().map_err(Clone::clone)?;
    let body = serde_json::to_string(raw).unwrap_or_default();
    let submission = Submission {
        idea,
        draft: CommentDraft::parse(raw)?,
        person: participant.person.clone(),
        key: key.of(&format!("comments/{idea}"), &body, posted.form.as_ref())?,
        rules: state.rules.get(&state.db).await?,
        now: clock::now(),
    };
    let (id, published) = match comments::submit(&state.db, &submission).await? {
        Submitted::Created { id, published } => (id, published),
        Submitted::Shut(shut) => return Err(shut.into()),
        Submitted::NoSuchParent(errors) => return Err(errors.into()),
        Submitted::KeyReused => return Err(Error::KeyReused),
    };
    Ok(participant.remember(match posted.is_form() {
        true => {
            let done = if published { "published" } else { "comment" };
            see_other(&format!("/ideas/{idea}?done={done}#comments"))
        }
        false => (StatusCode::CREATED, Json(CommentCreated { id, published })).into_response(),
    }))
}
