//! The private page of an idea's author.

use app::{
    api::{MyIdea, NewIdea},
    domain::{FieldError, FieldErrors, IdeaDraft},
    i18n::{Lang, problems},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    error::Error,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{ClientIp, MaybeParticipant, Reader},
};
use crate::{
    clock,
    limits::Action,
    photos,
    state::AppState,
    store::my::{self, Refused},
    token,
};

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::Decided => Self::Conflict(problems::NOT_EDITABLE),
            Refused::NotAsked => Self::Conflict(problems::NOT_ASKED),
            Refused::Closed => Self::Conflict(problems::NOT_PROPOSABLE),
            Refused::Unknown(errors) => Self::Invalid(errors),
        }
    }
}

/// What is stored of the token; not found where it cannot be one.
pub(super) fn hashed(held: &str) -> Result<String, Error> {
    if token::is_token(held) { Ok(token::hash(held)) } else { Err(Error::NotFound) }
}

/// The idea as its author sees it
#[utoipa::path(
    get,
    path = "/api/my/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, body = MyIdea)),
)]
pub async fn find(
    State(state): State<AppState>,
    Path(held): Path<String>,
) -> Result<Json<MyIdea>, Error> {
    let found = my::find(&state.db, &hashed(&held)?).await?;
    found.map(Json).ok_or(Error::NotFound)
}

/// Edit the idea while it waits
///
/// Photos stay as they are.
#[utoipa::path(
    put,
    path = "/api/my/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body = NewIdea,
    responses((status = 200, body = MyIdea)),
)]
pub async fn edit(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    posted: Posted<NewIdea>,
) -> Result<Json<MyIdea>, Error> {
    ip.allow(&state, Action::Idea, who)?;
    save(&state, lang, &held, &posted.value?).await.map(Json)
}

/// Withdraw the idea while it waits
///
/// Its title stays; text, name, perspective, mail address and photos are erased.
#[utoipa::path(
    delete,
    path = "/api/my/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, body = MyIdea)),
)]
pub async fn withdraw(
    State(state): State<AppState>,
    Path(held): Path<String>,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
) -> Result<Json<MyIdea>, Error> {
    ip.allow(&state, Action::Idea, who)?;
    take_back(&state, &held).await.map(Json)
}

async fn save(state: &AppState, lang: Lang, held: &str, raw: &NewIdea) -> Result<MyIdea, Error> {
    // Photos are not edited; claims sent along say nothing.
    let draft = IdeaDraft::parse(&NewIdea { photos: Vec::new(), ..raw.clone() })?;
    let author = (lang, &*state.secret);
    Ok(my::edit(&state.db, &hashed(held)?, &draft, author, clock::now()).await??)
}

/// Withdraws the idea; the files of its photos go at once.
async fn take_back(state: &AppState, held: &str) -> Result<MyIdea, Error> {
    let (idea, photos) = my::withdraw(&state.db, &hashed(held)?, clock::now()).await??;
    for key in photos {
        photos::remove(&state.config.data, &key).await;
    }
    Ok(idea)
}

/// The private page as a form.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MyForm {
    /// `save` or `withdraw`.
    action: String,
    /// What to save; in a form, its fields stand beside `action`.
    idea: NewIdea,
}

impl FromForm for MyForm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { action: form.one("action"), idea: NewIdea::from_form(form)? })
    }
}

/// Save or withdraw: the private page without a script
#[utoipa::path(
    post,
    path = "/api/my/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body(content(
        (MyForm = "application/json"),
        (MyForm = "application/x-www-form-urlencoded"),
        (MyForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = MyIdea),
        (status = 303, description = "A form was taken: to the private page"),
    ),
)]
pub async fn post(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    headers: HeaderMap,
    posted: Posted<MyForm>,
) -> Response {
    let done = match (ip.allow(&state, Action::Idea, who), &posted.value) {
        (Err(error), _) => Err(error),
        (_, Err(errors)) => Err(errors.clone().into()),
        (_, Ok(form)) => match form.action.as_str() {
            "save" => save(&state, lang, &held, &form.idea).await.map(|idea| (idea, "saved")),
            "withdraw" => take_back(&state, &held).await.map(|idea| (idea, "withdrawn")),
            _ => Err(FieldErrors::one("action", FieldError::Unknown).into()),
        },
    };
    match done {
        Ok((_, what)) if posted.is_form() => see_other(&format!("/my/{held}?done={what}")),
        Ok((idea, _)) => Json(idea).into_response(),
        // Not a page to go back to.
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let again = Again { path: &format!("/my/{held}"), form: "my" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}
