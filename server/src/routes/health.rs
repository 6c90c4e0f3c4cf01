//! Whether the program lives, and whether it can work.

use axum::extract::State;

use super::error::Error;
use crate::{state::AppState, store::activity};

/// What a monitor reads where all is well.
const OK: &str = "ok\n";

/// `GET /healthz`: the process answers.
pub async fn healthz() -> &'static str {
    OK
}

/// `GET /readyz`: the database answers, and the program is not about to end.
///
/// # Errors
/// 503 otherwise.
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, Error> {
    if state.shutdown.has_begun() {
        return Err(Error::Unavailable);
    }
    match activity::head(&state.db).await {
        Ok(_) => Ok(OK),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Err(Error::Unavailable)
        }
    }
}
