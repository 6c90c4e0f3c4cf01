//! Whether the program lives, and whether it can work.

use axum::{extract::State, http::StatusCode};

use super::error::Error;
use crate::{state::AppState, store::activity};

/// `GET /healthz`: the process answers.
pub async fn healthz() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `GET /readyz`: the database answers, and the program is not about to end.
///
/// # Errors
/// 503 otherwise.
pub async fn readyz(State(state): State<AppState>) -> Result<StatusCode, Error> {
    if state.shutdown.has_begun() {
        return Err(Error::Unavailable);
    }
    match activity::head(&state.db).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Err(Error::Unavailable)
        }
    }
}
