//! Pages.

use app::forms::FormState;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    error::{Error, problem_response},
    visitor::reader_lang,
};
use crate::state::AppState;

/// Everything that no other route answers.
pub async fn fallback() -> Response {
    Error::NotFound.into_response()
}

/// Answers a plain post that failed: the page at `path` again, with what was typed.
pub async fn page_with_form(
    _state: &AppState,
    headers: &HeaderMap,
    _path: &str,
    form: FormState,
) -> Response {
    match &form.problem {
        Some(problem) => problem_response(problem, reader_lang(None, headers)),
        None => Error::NotFound.into_response(),
    }
}
