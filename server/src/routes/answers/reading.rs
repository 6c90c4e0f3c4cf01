//! Reading answers: the lists of staff, and how Markdown will look.

use app::{
    api::{AnswerPage, NewAnswer, Preview, PreviewRequest},
    domain::{AnswerDraft, FieldError, FieldErrors},
    forms::FormState,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::ANSWERS;
use crate::{
    markdown,
    routes::{
        cursor,
        error::Error,
        pages,
        params::Query,
        posted::{Again, FormValues, FromForm, Posted, failed},
        staff::Worker,
        visitor::Reader,
        working::page_of,
    },
    state::AppState,
    store::answers::{self, List, Place, Stand},
};

/// Answers on a page.
const PAGE: u64 = 25;

/// Which answers are shown.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListParams {
    /// `ready` (waits for a second pair of eyes), `approved`, `draft` or `published`; `ready`
    /// where empty
    state: String,
    /// Where to go on: `next` of the page before, with everything else unchanged
    after: String,
}

/// Answers that wait, longest first, or the public ones, newest first
#[utoipa::path(
    get,
    path = "/api/staff/answers",
    params(ListParams),
    responses(
        (status = 200, body = AnswerPage),
        (status = 422, description = "An unknown state, or a place that is none", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    staff: Worker,
    State(state): State<AppState>,
    Query(asked): Query<ListParams>,
) -> Result<Json<AnswerPage>, Error> {
    let (stand, letter) = match asked.state.as_str() {
        "" | "ready" => (Stand::Ready, 'r'),
        "approved" => (Stand::Approved, 'g'),
        "draft" => (Stand::Draft, 'e'),
        "published" => (Stand::Published, 'p'),
        _ => return Err(FieldErrors::one("state", FieldError::Unknown).into()),
    };
    let after = match asked.after.as_str() {
        "" => None,
        place => {
            let (at, id) = cursor::pair(letter, place)?;
            Some(Place { at, id })
        }
    };
    let scope = staff.scope();
    let asked = List { stand, after, limit: PAGE, scope: &scope, me: staff.me.id };
    let (items, next) = answers::list(&state.db, &asked).await?;
    let next = next.map(|place| cursor::of_pair(letter, (place.at, place.id)));
    Ok(Json(AnswerPage { items, next, may_answer: staff.me.role.may_edit() }))
}

impl FromForm for PreviewRequest {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { text: form.one("text") })
    }
}

/// How Markdown will look
///
/// A plain form gets the page of its `idea` again, which then shows it.
#[utoipa::path(
    post,
    path = "/api/staff/answers/preview",
    request_body(content((PreviewRequest = "application/json"), (PreviewRequest = "application/x-www-form-urlencoded"))),
    responses((status = 200, content((Preview = "application/json"), (String = "text/html")))),
)]
pub async fn preview(
    _staff: Worker,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<PreviewRequest>,
) -> Response {
    let draft = posted.value.map_err(Error::from).and_then(|asked| {
        Ok(AnswerDraft::parse(&NewAnswer { text: asked.text, ..NewAnswer::default() })?)
    });
    let Some(mut typed) = posted.form else {
        let html = draft.map(|draft| Json(Preview { html: markdown::html(&draft.text) }));
        return html.into_response();
    };
    let path = match typed.one("idea").parse::<i64>() {
        Ok(idea) => page_of(idea),
        Err(_) => ANSWERS.to_owned(),
    };
    match draft {
        Ok(_) => {
            // The page makes it from the text: nobody but us writes HTML into it.
            typed.0.insert("preview".to_owned(), vec!["1".to_owned()]);
            let form = FormState { form: "answer".to_owned(), values: typed.0, problem: None };
            pages::page_with_form(&headers, &path, form).await
        }
        Err(error) => {
            let again = Again { path: &path, form: "answer" };
            failed(&headers, lang, Some(typed), again, error).await
        }
    }
}
