//! Paths and queries, with our own errors, and without NUL.
#![allow(clippy::disallowed_types, reason = "what is wrapped here")]

use std::borrow::Cow;

use axum::{
    extract::{FromRequestParts, rejection::PathRejection},
    http::{Uri, request::Parts},
};
use serde::de::DeserializeOwned;

use super::{error::Error, nul};

/// A number or name in the path.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        // Nothing is called so.
        if parts.uri.path().contains("%00") {
            return Err(Error::NotFound);
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(PathRejection::FailedToDeserializePathParams(why)) => {
                Err(Error::Malformed(why.body_text()))
            }
            Err(why) => Err(Error::Internal(why.to_string())),
        }
    }
}

/// The query string.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default();
        let uri = match nul::encoded(query) {
            Cow::Borrowed(_) => parts.uri.clone(),
            Cow::Owned(query) => Uri::try_from(format!("/?{query}"))
                .map_err(|why| Error::Malformed(why.to_string()))?,
        };
        axum::extract::Query::<T>::try_from_uri(&uri)
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|why| Error::Malformed(why.body_text()))
    }
}
