//! From outcomes to HTTP: the one place where errors become problems (RFC 9457).

use std::collections::BTreeMap;

use app::{
    api::Problem,
    domain::FieldErrors,
    i18n::{Lang, Text, problems},
};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::store::{StoreError, ideas::Shut};

/// What a handler can answer instead of what was asked for.
///
/// A handler just returns it: [`super::problems::render`] puts it into words in the reader's
/// language on the way out.
#[derive(Clone, Debug)]
pub enum Error {
    /// 422: these fields, for these reasons.
    Invalid(FieldErrors),
    /// 404
    NotFound,
    /// 400: not readable; the detail is for whoever wrote the client.
    Malformed(String),
    /// 401: nobody is signed in.
    SignIn,
    /// 401: wrong address or password.
    WrongPassword,
    /// 403: signed in, but not allowed.
    Forbidden,
    /// 403: sent by a foreign site.
    ForeignOrigin,
    /// 409: the detail in both languages.
    Conflict(Text),
    /// 409: somebody with this name decided before.
    Decided(String),
    /// 410: staff hid it, for this reason.
    Hidden(String),
    /// 412: it was edited after it was read.
    Changed,
    /// 405
    Method,
    /// 408: the body did not come in time.
    Timeout,
    /// 413
    TooLarge,
    /// 415
    MediaType,
    /// 422: the key was used for another request.
    KeyReused,
    /// 429: try again after so many seconds.
    TooMany(u64),
    /// 503: not ready to answer.
    Unavailable,
    /// 500: logged with the request's id, never told.
    Internal(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<Shut> for Error {
    fn from(shut: Shut) -> Self {
        match shut {
            Shut::NotFound => Self::NotFound,
            Shut::Closed => Self::Conflict(problems::IDEA_CLOSED),
        }
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl Error {
    /// The problem in this language. Logs what is internal, once.
    pub fn problem(&self, lang: Lang) -> Problem {
        let (status, kind, title) = match self {
            Self::Invalid(_) => (422, "invalid", problems::INVALID),
            Self::NotFound => (404, "not-found", problems::NOT_FOUND),
            Self::Malformed(_) => (400, "malformed", problems::MALFORMED),
            Self::SignIn => (401, "sign-in", problems::SIGN_IN),
            Self::WrongPassword => (401, "wrong-password", problems::WRONG_PASSWORD),
            Self::Forbidden => (403, "forbidden", problems::FORBIDDEN),
            Self::ForeignOrigin => (403, "foreign-origin", problems::FOREIGN_ORIGIN),
            Self::Conflict(_) | Self::Decided(_) => (409, "conflict", problems::CONFLICT),
            Self::Hidden(_) => (410, "hidden", problems::HIDDEN),
            Self::Changed => (412, "changed", problems::CHANGED),
            Self::Method => (405, "method", problems::METHOD),
            Self::Timeout => (408, "timeout", problems::TIMEOUT),
            Self::TooLarge => (413, "too-large", problems::TOO_LARGE),
            Self::MediaType => (415, "media-type", problems::MEDIA_TYPE),
            Self::KeyReused => (422, "key-reused", problems::KEY_REUSED),
            Self::TooMany(_) => (429, "too-many", problems::TOO_MANY),
            Self::Unavailable => (503, "unavailable", problems::UNAVAILABLE),
            Self::Internal(_) => (500, "internal", problems::INTERNAL),
        };
        let detail = match self {
            Self::Invalid(_) => Some(problems::INVALID_DETAIL.get(lang).to_owned()),
            Self::Malformed(why) => Some(why.clone()),
            Self::Conflict(why) => Some(why.get(lang).to_owned()),
            Self::Hidden(reason) => Some(reason.clone()).filter(|reason| !reason.is_empty()),
            Self::Decided(name) => Some(problems::decided_by(lang, name)),
            Self::TooMany(seconds) => Some(problems::wait(lang, *seconds)),
            Self::Internal(_) => Some(problems::INTERNAL_DETAIL.get(lang).to_owned()),
            _ => None,
        };
        let fields = match self {
            Self::Invalid(errors) => problems::field_errors(lang, errors),
            _ => BTreeMap::new(),
        };
        let request_id = match self {
            Self::Internal(what) => {
                let id = format!("{:016x}", rand::random::<u64>());
                tracing::error!(request_id = %id, error = %what, "request failed");
                Some(id)
            }
            _ => None,
        };
        let title = title.get(lang).to_owned();
        Problem { kind: format!("/problems/{kind}"), title, status, detail, fields, request_id }
    }

    /// The response in this language.
    pub fn response(&self, lang: Lang) -> Response {
        self.response_of(&self.problem(lang), lang)
    }

    /// The response for this error's problem, which is made once: it logs.
    pub fn response_of(&self, problem: &Problem, lang: Lang) -> Response {
        let mut response = problem_response(problem, lang);
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

impl IntoResponse for Error {
    /// Carries the error to [`super::problems::render`], which knows the reader's language.
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem as a response.
pub fn problem_response(problem: &Problem, lang: Lang) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
