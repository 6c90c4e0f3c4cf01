//! What the author of an idea says to staff: answers, and edits that are proposed.

use app::{
    api::{MyIdea, NewText, Wording},
    domain::{COMMENT_MAX, FieldErrors, WordingDraft, parse_text},
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
    my::hashed,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{ClientIp, MaybeParticipant, Reader},
};
use crate::{clock, limits::Action, state::AppState, store::my};

/// The answer to an author: the idea as it is then; for a form, the private page.
async fn answer(
    done: Result<MyIdea, Error>,
    held: &str,
    what: (&'static str, &str),
    lang: app::i18n::Lang,
    headers: &HeaderMap,
    typed: Option<FormValues>,
) -> Response {
    let (form, did) = what;
    match done {
        Ok(_) if typed.is_some() => see_other(&format!("/my/{held}?done={did}")),
        Ok(idea) => Json(idea).into_response(),
        // Not a page to go back to.
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let again = Again { path: &format!("/my/{held}"), form };
            failed(headers, lang, typed, again, error).await
        }
    }
}

/// Answer what staff asked
#[utoipa::path(
    post,
    path = "/api/my/{token}/reply",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body(content((NewText = "application/json"), (NewText = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = MyIdea),
        (status = 303, description = "A form was taken: to the private page"),
    ),
)]
pub async fn reply(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    headers: HeaderMap,
    posted: Posted<NewText>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    let done = async {
        ip.allow(&state, Action::Idea, who)?;
        let hash = hashed(&held)?;
        let text = parse_text(&value?.text, COMMENT_MAX)?;
        Ok(my::reply(&state.db, &hash, &text, clock::now()).await??)
    };
    answer(done.await, &held, ("reply", "replied"), lang, &headers, typed).await
}

/// Another wording of a public idea, or the wish to take it back.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EditForm {
    /// 5 to 120 characters.
    title: String,
    /// 10 to 5000 characters.
    text: String,
    /// `withdraw` takes the proposed edit back.
    action: String,
}

impl FromForm for EditForm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let one = |name| form.one(name);
        Ok(Self { title: one("title"), text: one("text"), action: one("action") })
    }
}

/// Propose another wording of a public idea
///
/// In place of one that was proposed before and still waits. Staff accept or decline it.
#[utoipa::path(
    post,
    path = "/api/my/{token}/edit",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body(content((Wording = "application/json"), (EditForm = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = MyIdea),
        (status = 303, description = "A form was taken: to the private page"),
    ),
)]
pub async fn propose(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    headers: HeaderMap,
    posted: Posted<EditForm>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    let withdraws = value.as_ref().is_ok_and(|form| form.action == "withdraw");
    let done = async {
        ip.allow(&state, Action::Idea, who)?;
        let hash = hashed(&held)?;
        let form = value?;
        if withdraws {
            return Ok(my::withdraw_edit(&state.db, &hash, clock::now()).await??);
        }
        let wording = WordingDraft::parse(&form.title, &form.text)?;
        let rules = state.rules.get(&state.db).await?;
        Ok(my::propose(&state.db, &hash, &wording, &rules, clock::now()).await??)
    };
    let did = if withdraws { "edit-withdrawn" } else { "proposed" };
    answer(done.await, &held, ("edit", did), lang, &headers, typed).await
}

/// Take the proposed edit back
#[utoipa::path(
    delete,
    path = "/api/my/{token}/edit",
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
    Ok(Json(my::withdraw_edit(&state.db, &hashed(&held)?, clock::now()).await??))
}
