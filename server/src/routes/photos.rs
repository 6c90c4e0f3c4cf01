//! Photos.

use app::{
    api::PhotoUploaded,
    domain::{FieldError, FieldErrors},
};
use bytes::Bytes;

use super::error::Error;
use crate::state::AppState;

/// Takes a file as a photo that no idea has claimed yet.
///
/// # Errors
/// It is not a picture that is taken.
pub async fn accept(_state: &AppState, _file: Bytes) -> Result<PhotoUploaded, Error> {
    Err(FieldErrors::one("photos", FieldError::NotAPicture).into())
}
