//! Who of the staff is here, and who looks at what.

use app::{
    api::{Claim, WaitingKind},
    domain::{FieldError, FieldErrors},
};
use axum::{extract::State, http::StatusCode};

use super::{
    error::Error,
    params::Path,
    posted::{FormValues, FromForm, Posted},
    staff::Moderator,
};
use crate::{
    clock::now,
    state::AppState,
    store::presence::{self, Claimed},
};

impl FromForm for Claim {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let id = match form.one("id").trim() {
            "" => None,
            id => {
                let unknown = |_| FieldErrors::one("id", FieldError::Unknown);
                Some(id.parse().map_err(unknown)?)
            }
        };
        Ok(Self { tab: form.one("tab"), kind: form.one("kind"), id })
    }
}

/// Whether this can name a tab.
fn is_tab(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Say that a tab is here, and what it shows
///
/// Colleagues see it within a second. Renew it now and then: after two minutes without, it
/// lapses.
#[utoipa::path(
    put,
    path = "/api/staff/presence",
    request_body = Claim,
    responses((status = 204, description = "Colleagues see it.")),
)]
pub async fn claim(
    staff: Moderator,
    State(state): State<AppState>,
    posted: Posted<Claim>,
) -> Result<StatusCode, Error> {
    let sent = posted.value?;
    let mut errors = FieldErrors::default();
    if !is_tab(&sent.tab) {
        errors.add("tab", FieldError::Unknown);
    }
    let kind = WaitingKind::from_key(sent.kind.trim());
    if kind.is_none() && !sent.kind.trim().is_empty() {
        errors.add("kind", FieldError::Unknown);
    }
    if kind.is_some() != sent.id.is_some() {
        errors.add("id", FieldError::Required);
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    match presence::claim(&state.db, &sent.tab, staff.me.id, kind.zip(sent.id), now()).await? {
        Claimed::New | Claimed::Renewed => Ok(StatusCode::NO_CONTENT),
        Claimed::NotYours => Err(FieldErrors::one("tab", FieldError::Unknown).into()),
    }
}

/// Say that a tab is gone
#[utoipa::path(
    delete,
    path = "/api/staff/presence/{tab}",
    params(("tab" = String, Path, description = "Names the tab")),
    responses((status = 204, description = "It is not here, be it since now.")),
)]
pub async fn gone(
    staff: Moderator,
    State(state): State<AppState>,
    Path(tab): Path<String>,
) -> Result<StatusCode, Error> {
    leave(&state, &staff, &tab).await
}

/// Say that a tab is gone, while it is being closed
///
/// For `navigator.sendBeacon`, which cannot `DELETE`. Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/presence/{tab}/gone",
    params(("tab" = String, Path, description = "Names the tab")),
    responses((status = 204, description = "It is not here, be it since now.")),
)]
pub async fn gone_beacon(
    staff: Moderator,
    State(state): State<AppState>,
    Path(tab): Path<String>,
) -> Result<StatusCode, Error> {
    leave(&state, &staff, &tab).await
}

async fn leave(state: &AppState, staff: &Moderator, tab: &str) -> Result<StatusCode, Error> {
    if is_tab(tab) {
        presence::gone(&state.db, tab, staff.me.id).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
