//! Keys that make a request count once.

use std::convert::Infallible;

use app::domain::{FieldError, FieldErrors};
use axum::{extract::FromRequestParts, http::request::Parts};

use super::{error::Error, posted::FormValues};
use crate::{store::idempotency::Key, token};

/// Longest key, in characters.
const KEY_MAX: usize = 200;

/// What a client said: header `Idempotency-Key`, else query parameter `idempotency_key`.
#[derive(Clone, Debug, Default)]
pub struct SentKey(Option<String>);

impl<S: Sync> FromRequestParts<S> for SentKey {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = parts.headers.get("idempotency-key");
        let header = header.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let query = || {
            let query = parts.uri.query().unwrap_or("").as_bytes();
            let found = form_urlencoded::parse(query).find(|(name, _)| name == "idempotency_key");
            found.map(|(_, value)| value.into_owned())
        };
        Ok(Self(header.or_else(query).filter(|key| !key.is_empty())))
    }
}

impl SentKey {
    /// The key of a request of this kind that says `body`.
    ///
    /// The key of a program belongs to one body for ever; another body is an error. The hidden
    /// field of a form stays the same while somebody corrects what was typed: there, another
    /// body is another request.
    ///
    /// # Errors
    /// The key is longer than 200 characters.
    pub fn of(
        &self,
        kind: &str,
        body: &str,
        form: Option<&FormValues>,
    ) -> Result<Option<Key>, Error> {
        let hidden = form.map(|form| form.one("idempotency_key")).filter(|key| !key.is_empty());
        let given = self.0.as_ref().or(hidden.as_ref());
        if given.is_some_and(|key| key.chars().count() > KEY_MAX) {
            let error = FieldError::TooLong { max: KEY_MAX };
            return Err(FieldErrors::one("idempotency_key", error).into());
        }
        let key_hash = match (&self.0, &hidden) {
            (Some(key), _) => token::hash_parts(&[kind, "client", key]),
            (None, Some(key)) => token::hash_parts(&[kind, "form", key, body]),
            (None, None) => return Ok(None),
        };
        Ok(Some(Key { key_hash, body_hash: token::hash(body) }))
    }
}
