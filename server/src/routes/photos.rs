//! Photos: up, and down again in two sizes.

use app::{
    api::PhotoUploaded,
    domain::{FieldError, FieldErrors},
};
use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    error::Error,
    params::Path,
    posted::{FormValues, FromForm, Posted},
    staff::session,
    visitor::{ClientIp, MaybeParticipant},
};
use crate::{
    limits::Action,
    photos::{self, TakeError},
    state::AppState,
    store::photos::{Access, access},
};

/// How long browsers and proxies keep a public photo, in seconds. Its bytes never change, but
/// its idea may be hidden: an hour is the longest that it may then still be seen.
const PUBLIC: &str = "public, max-age=3600";
const PRIVATE: &str = "private, max-age=60";

/// Beside its file, an upload has nothing to say.
#[derive(Debug, Deserialize)]
pub struct Upload {}

impl FromForm for Upload {
    const FILES: bool = true;

    fn from_form(_: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {})
    }
}

/// One photo, as a multipart form.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form")]
pub struct PhotoForm {
    /// JPEG, PNG or WebP, at most 10 MB and 50 megapixels.
    #[schema(value_type = String, format = Binary)]
    photo: Vec<u8>,
}

impl From<TakeError> for Error {
    fn from(error: TakeError) -> Self {
        match error {
            TakeError::Refused(why) => Self::Invalid(FieldErrors::one("photo", why)),
            TakeError::Failed(why) => Self::Internal(why),
        }
    }
}

/// Upload a photo for an idea that is sent in within a day
#[utoipa::path(
    post,
    path = "/api/photos",
    request_body(content = inline(PhotoForm), content_type = "multipart/form-data"),
    responses((status = 201, body = PhotoUploaded)),
)]
pub async fn upload(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    MaybeParticipant(participant): MaybeParticipant,
    posted: Posted<Upload>,
) -> Result<(StatusCode, Json<PhotoUploaded>), Error> {
    state.limits.check(Action::Upload, participant, ip).map_err(Error::TooMany)?;
    posted.value?;
    let mut files = posted.files.into_iter().filter(|file| file.field == "photo");
    let (file, more) = (files.next(), files.next());
    let refused = |why| Error::Invalid(FieldErrors::one("photo", why));
    let file = file.ok_or_else(|| refused(FieldError::Required))?;
    if more.is_some() {
        return Err(refused(FieldError::TooMany { max: 1 }));
    }
    let uploaded = photos::take(&state, file.bytes, file.room).await?;
    Ok((StatusCode::CREATED, Json(uploaded)))
}

/// `GET /photos/{file}`: a rendition, for those who may see it.
///
/// # Errors
/// 404 for everybody else.
pub async fn file(
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (key, path) = photos::file(&state.config.data, &name).ok_or(Error::NotFound)?;
    let cache = match access(&state.db, &key).await?.ok_or(Error::NotFound)? {
        Access::Public => PUBLIC,
        Access::Waiting => PRIVATE,
        Access::Staff if session(&state, &headers).await?.is_some() => PRIVATE,
        Access::Staff => return Err(Error::NotFound),
    };
    let tag = format!("\"{}\"", name.trim_end_matches(".jpg"));
    let tag = HeaderValue::try_from(tag).map_err(|e| Error::Internal(e.to_string()))?;
    let mut response = if knows(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match tokio::fs::read(&path).await {
            Ok(bytes) => Body::from(bytes).into_response(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NotFound);
            }
            Err(error) => return Err(Error::Internal(error.to_string())),
        }
    };
    let of = response.headers_mut();
    of.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    of.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    of.insert(header::ETAG, tag);
    of.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// Whether `If-None-Match` names this tag (RFC 9110, section 13.1.2).
pub(super) fn knows(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let tag = tag.to_str().unwrap_or_default();
    let given = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    given.flat_map(|v| v.split(',')).any(|v| {
        let v = v.trim();
        v == "*" || v.strip_prefix("W/").unwrap_or(v) == tag
    })
}
