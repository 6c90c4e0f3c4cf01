//! Every error on its way out becomes a problem in the reader's language.

mod plain;

use std::any::Any;

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{error::Error, visitor::reader_lang};

/// Puts the [`Error`] of a handler into words, and does the same for answers under `/api` that
/// the framework made without one.
pub async fn render(request: Request, next: Next) -> Response {
    let lang = reader_lang(request.uri().query(), request.headers());
    let is_api = request.uri().path() == "/api" || request.uri().path().starts_with("/api/");
    let form = plain::Form::of(&request);
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        let problem = error.problem(lang);
        let mut worded = error.response_of(&problem, lang);
        if let Some(form) = form {
            worded = form.page(&problem, worded, lang);
        }
        return keep_allow(&response, worded);
    }
    if is_api && response.status().as_u16() >= 400 && !is_worded(&response) {
        let error = Error::from_status(response.status());
        return keep_allow(&response, error.response(lang));
    }
    if is_api {
        // What an answer says depends on who asks, and may be private.
        let kept = HeaderValue::from_static("no-store");
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(kept);
    }
    response
}

/// Answers a method that a path does not have; the framework adds `Allow`.
pub async fn method_not_allowed() -> Response {
    let mut response = StatusCode::METHOD_NOT_ALLOWED.into_response();
    response.extensions_mut().insert(Error::Method);
    response
}

/// Answers for a handler that panicked.
pub fn caught(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    Error::Internal(format!("panic: {what}")).into_response()
}

fn keep_allow(from: &Response, mut to: Response) -> Response {
    if let Some(allow) = from.headers().get(header::ALLOW) {
        to.headers_mut().insert(header::ALLOW, allow.clone());
    }
    to
}

/// Whether an answer is in words already: a problem, or the page of a form that came back.
fn is_worded(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |k| k.as_bytes());
    kind.starts_with(b"application/problem+json") || kind.starts_with(b"text/html")
}

impl Error {
    /// The error for a status that the framework answered by itself.
    fn from_status(status: StatusCode) -> Self {
        match status.as_u16() {
            404 => Self::NotFound,
            405 => Self::Method,
            408 => Self::Timeout,
            413 => Self::TooLarge,
            415 => Self::MediaType,
            400..=499 => Self::Malformed(String::new()),
            _ => Self::Internal(format!("bare status {status}")),
        }
    }
}
