//! Whoever was invited sets a password, and is signed in.

use app::{
    api::{Join, SignedIn, Welcome},
    domain::{FieldError, FieldErrors, parse_name},
};
use axum::{Json, extract::State, http::HeaderMap, response::Response};

use super::super::{
    error::Error,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed},
    visitor::{ClientIp, Reader},
};
use super::{account::PAGE, enter, welcome_in};
use crate::{
    clock::now,
    limits::Action,
    password::check_own,
    state::AppState,
    store::{
        invitations::{self, Joined},
        staff,
    },
    token,
};

fn hashed(held: &str) -> Result<String, Error> {
    if token::is_token(held) { Ok(token::hash(held)) } else { Err(Error::NotFound) }
}

/// An invitation, as whoever was invited sees it
///
/// 404 once it was taken up, taken back or is too old.
#[utoipa::path(
    get,
    path = "/api/staff/welcome/{token}",
    params(("token" = String, Path, description = "The secret of the link")),
    responses((status = 200, body = Welcome)),
)]
pub async fn find(
    State(state): State<AppState>,
    Path(held): Path<String>,
) -> Result<Json<Welcome>, Error> {
    let found = invitations::find(&state.db, &hashed(&held)?, now()).await?;
    Ok(Json(found.ok_or(Error::NotFound)?))
}

impl FromForm for Join {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { name: form.one("name"), password: form.one("password") })
    }
}

/// Take an invitation up, once: the account is there, and signed in
#[utoipa::path(
    post,
    path = "/api/staff/welcome/{token}",
    params(("token" = String, Path, description = "The secret of the link")),
    request_body(content((Join = "application/json"), (Join = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = SignedIn),
        (status = 303, description = "A form was sent: to the new account."),
    ),
)]
pub async fn join(
    State(state): State<AppState>,
    Path(held): Path<String>,
    ClientIp(ip): ClientIp,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Join>,
) -> Response {
    let mut typed = posted.form;
    let back = typed.as_mut().map(|typed| {
        typed.0.remove("password");
        PAGE.to_owned()
    });
    let done = async {
        state.limits.check(Action::SignIn, None, ip).map_err(Error::TooMany)?;
        let id = joined(&state, &hashed(&held)?, posted.value?).await?;
        let me = staff::by_id(&state.db, id).await?.ok_or(Error::NotFound)?;
        let cookie = enter(&state, id).await?;
        Ok(welcome_in(me, cookie, back.as_ref()))
    };
    match done.await {
        Ok(response) => response,
        Err(error) => {
            let held = if token::is_token(&held) { held.as_str() } else { "0" };
            let path = format!("/staff/invite/{held}");
            failed(&headers, lang, typed, Again { path: &path, form: "join" }, error).await
        }
    }
}

async fn joined(state: &AppState, token_hash: &str, sent: Join) -> Result<i64, Error> {
    let invitation = invitations::find(&state.db, token_hash, now()).await?;
    let invitation = invitation.ok_or(Error::NotFound)?;
    let mut errors = FieldErrors::default();
    let name = match errors.take("name", parse_name(&sent.name)).flatten() {
        Some(name) => name,
        None => invitation.name,
    };
    let names = [name.as_str(), invitation.email.as_str()];
    errors.take("password", check_own(&sent.password, &names));
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let hash = state.passwords.hash(sent.password).await;
    let hash = hash.map_err(|e| Error::Internal(e.to_string()))?;
    match invitations::join(&state.db, token_hash, (&name, hash), now()).await? {
        Joined::Done(id) => Ok(id),
        Joined::NotFound => Err(Error::NotFound),
        Joined::EmailTaken => Err(FieldErrors::one("name", FieldError::EmailTaken).into()),
    }
}
