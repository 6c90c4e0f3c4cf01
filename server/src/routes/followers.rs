//! Following an idea by mail, without an account.

use app::{
    api::{Follow, FollowChoice, FollowMode, NewFollower},
    domain::{FieldError, FieldErrors, FollowDraft},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{ClientIp, MaybeParticipant, Reader},
};
use crate::{
    clock,
    limits::Action,
    state::AppState,
    store::followers::{self, Asked, Choice, Following},
    token,
};

impl FromForm for NewFollower {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { email: form.one("email"), mode: form.one("mode") })
    }
}

impl FromForm for FollowChoice {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { action: form.one("action") })
    }
}

/// Ask to hear of an idea by mail
///
/// A mail to the address asks whether it is meant; until then nothing else is sent. The answer
/// is the same whether or not the address follows already.
#[utoipa::path(
    post,
    path = "/api/ideas/{id}/followers",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content(
        (NewFollower = "application/json"),
        (NewFollower = "application/x-www-form-urlencoded"),
        (NewFollower = "multipart/form-data"),
    )),
    responses(
        (status = 202, description = "If the address is somebody's, a mail asks them"),
        (status = 303, description = "A form was taken: to the idea"),
    ),
)]
#[allow(clippy::too_many_arguments, reason = "extractors")]
pub async fn ask(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    headers: HeaderMap,
    posted: Posted<NewFollower>,
) -> Response {
    let page = format!("/ideas/{id}");
    let taken = async {
        ip.allow(&state, Action::Follow, who)?;
        let draft = FollowDraft::parse(posted.value.as_ref().map_err(Clone::clone)?)?;
        let now = clock::now();
        let FollowDraft { email, mode } = &draft;
        match followers::ask(&state.db, id, email, *mode, lang, &state.secret, now).await? {
            Asked::Done => Ok(()),
            Asked::NotFound => Err(Error::NotFound),
        }
    };
    match taken.await {
        Ok(()) if posted.is_form() => see_other(&format!("{page}?done=follow")),
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(error) => {
            let again = Again { path: &page, form: "follow" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

/// What is stored of the token; not found where it cannot be one.
fn hashed(held: &str) -> Result<String, Error> {
    if token::is_token(held) { Ok(token::hash(held)) } else { Err(Error::NotFound) }
}

/// What the holder of a link follows
#[utoipa::path(
    get,
    path = "/api/follow/{token}",
    params(("token" = String, Path, description = "The secret of the link")),
    responses((status = 200, body = Follow)),
)]
pub async fn find(
    State(state): State<AppState>,
    Path(held): Path<String>,
) -> Result<Json<Follow>, Error> {
    found(&state, &held).await.map(Json)
}

async fn found(state: &AppState, held: &str) -> Result<Follow, Error> {
    let found = followers::find(&state.db, &hashed(held)?).await?.ok_or(Error::NotFound)?;
    let Following { idea, title, is_public, status, mode, confirmed, is_author, email, until } =
        found;
    let email = covered(&email);
    Ok(Follow {
        idea,
        title,
        public: is_public,
        status,
        mode,
        confirmed,
        author: is_author,
        email,
        until,
    })
}

/// `a…@example.org`: enough for its owner. A link may be passed on with a mail.
fn covered(email: &str) -> String {
    let (name, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}…@{domain}")
}

/// Choose what to hear of an idea: confirm, at once, daily, not at all, or be forgotten
#[utoipa::path(
    post,
    path = "/api/follow/{token}",
    params(("token" = String, Path, description = "The secret of the link")),
    request_body(content(
        (FollowChoice = "application/json"),
        (FollowChoice = "application/x-www-form-urlencoded"),
        (FollowChoice = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = Follow),
        (status = 204, description = "The address was erased"),
        (status = 303, description = "A form was taken: to the page behind the link"),
    ),
)]
pub async fn choose(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<FollowChoice>,
) -> Response {
    let page = format!("/follow/{held}");
    let done = async {
        let hash = hashed(&held)?;
        let raw = posted.value.clone()?;
        let choice = match raw.action.as_str() {
            "confirm" => Choice::Confirm,
            "stop" => Choice::Stop,
            mode => match FollowMode::from_key(mode) {
                Some(mode) => Choice::Mode(mode),
                None => return Err(FieldErrors::one("action", FieldError::Unknown).into()),
            },
        };
        match followers::choose(&state.db, &hash, choice, clock::now()).await? {
            true => Ok(choice),
            false => Err(Error::NotFound),
        }
    };
    let answer = match done.await {
        Ok(Choice::Stop) if posted.is_form() => Ok(see_other(&format!("{page}?done=stopped"))),
        Ok(_) if posted.is_form() => Ok(see_other(&format!("{page}?done=saved"))),
        Ok(Choice::Stop) => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(_) => found(&state, &held).await.map(|follow| Json(follow).into_response()),
        Err(error) => Err(error),
    };
    match answer {
        Ok(response) => response,
        // Not a page to go back to.
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let again = Again { path: &page, form: "follow" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

/// What else to end.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct UnsubscribeQuery {
    /// `1`: the daily mail, whatever is in it, and not this idea alone.
    #[param(minimum = 0, maximum = 1)]
    all: u8,
}

/// End it with one click in the mail program (RFC 8058)
///
/// The only operation that another site may send: it needs the secret of the link, uses no
/// cookie, and does nothing that the page behind the link could not take back. Whatever the
/// body says.
#[utoipa::path(
    post,
    path = "/api/follow/{token}/unsubscribe",
    params(
        ("token" = String, Path, description = "The secret of the link"),
        UnsubscribeQuery,
    ),
    responses((status = 204, description = "No more mails of this kind")),
)]
pub async fn unsubscribe(
    State(state): State<AppState>,
    Path(held): Path<String>,
    query: Result<Query<UnsubscribeQuery>, Error>,
) -> Result<StatusCode, Error> {
    let hash = hashed(&held)?;
    let all = query.is_ok_and(|Query(query)| query.all == 1);
    let there = match all {
        true => followers::stop_all(&state.db, &hash).await?,
        false => {
            let off = Choice::Mode(FollowMode::Off);
            followers::choose(&state.db, &hash, off, clock::now()).await?
        }
    };
    if there { Ok(StatusCode::NO_CONTENT) } else { Err(Error::NotFound) }
}

/// To the page behind the link, where a program opens the address of [`unsubscribe`] as a page:
/// nothing ends by being looked at
#[utoipa::path(
    get,
    path = "/api/follow/{token}/unsubscribe",
    params(("token" = String, Path, description = "The secret of the link")),
    responses((status = 303, description = "To the page behind the link")),
)]
pub async fn unsubscribe_page(Path(held): Path<String>) -> Result<Response, Error> {
    hashed(&held)?;
    Ok(see_other(&format!("/follow/{held}")))
}

#[cfg(test)]
mod tests {
    use super::covered;

    #[test]
    fn an_address_is_known_by_its_owner_only() {
        assert_eq!(covered("erika@example.org"), "e…@example.org");
        assert_eq!(covered("ü@exämple.org"), "ü…@exämple.org");
        assert_eq!(covered(""), "…@");
    }
}
