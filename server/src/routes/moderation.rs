//! What staff do besides deciding: ask back, hide, trust.

use app::{
    api::{Decided, Hiding, NewText, NewTrust, WaitingKind},
    domain::{COMMENT_MAX, FieldError, FieldErrors, TrustRule, parse_text},
    i18n::problems,
};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::{
    decisions::{answer, at, done, needed, nothing_to_say, reason, undone},
    error::Error,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted},
    queue::kind,
    staff::{Moderator, QUEUE},
    visitor::Reader,
};
use crate::{
    state::AppState,
    store::decisions::{self, Whose},
};

impl FromForm for NewText {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { text: form.one("text") })
    }
}

/// Ask the author of an idea that waits
///
/// A private question. Until the author has answered, the idea does not wait for staff.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/question",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content((NewText = "application/json"), (NewText = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn ask(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewText>,
) -> Response {
    let path = at(posted.form.as_ref(), WaitingKind::Idea.segment(), id);
    let asked = async {
        let text = parse_text(&posted.value?.text, COMMENT_MAX)?;
        done(decisions::ask(&state.db, &staff.scope(), id, &text, staff.by()).await?)
    };
    let again = Again { path: &path, form: "question" };
    answer(asked.await, &headers, lang, posted.form, again).await
}

/// Take the open question to an author back
///
/// The idea waits for staff again.
#[utoipa::path(
    delete,
    path = "/api/staff/ideas/{id}/question",
    params(("id" = i64, Path, description = "Number of the idea")),
    responses((status = 204, description = "Nothing is asked any more.")),
)]
pub async fn take_question_back(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let back = async {
        let asked = decisions::asked(&state.db, id).await?.ok_or(Error::NotFound)?;
        undone(&state, &staff, asked).await
    };
    nothing_to_say(back.await, lang, &headers, Again { path: QUEUE, form: "undo" }).await
}

impl FromForm for Hiding {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { reason: form.one("reason") })
    }
}

/// Hide a public idea or comment
///
/// Everybody reads that something was hidden, and why.
#[utoipa::path(
    post,
    path = "/api/staff/{kind}/{id}/hide",
    params(
        ("kind" = String, Path, description = "`ideas` or `comments`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    request_body(content((Hiding = "application/json"), (Hiding = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn hide(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Hiding>,
) -> Response {
    let (db, scope, by) = (&state.db, staff.scope(), staff.by());
    let (typed, value) = (posted.form, posted.value);
    let hidden = async {
        let kind = kind(&segment)?;
        let reason = reason(&value?.reason)?;
        let reason = needed(reason.as_deref())?;
        done(match kind {
            WaitingKind::Idea => decisions::hide_idea(db, &scope, id, reason, by).await?,
            WaitingKind::Comment => decisions::hide_comment(db, &scope, id, reason, by).await?,
            _ => return Err(Error::NotFound),
        })
    };
    let path = at(typed.as_ref(), &segment, id);
    let again = Again { path: &path, form: "hide" };
    answer(hidden.await, &headers, lang, typed, again).await
}

impl FromForm for NewTrust {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { rule: form.one("rule") })
    }
}

/// Trust whoever sent in an idea or a comment, or no longer
#[utoipa::path(
    post,
    path = "/api/staff/{kind}/{id}/trust",
    params(
        ("kind" = String, Path, description = "`ideas` or `comments`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    request_body(content((NewTrust = "application/json"), (NewTrust = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn trust(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewTrust>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    let trusted = async {
        let whose = match kind(&segment)? {
            WaitingKind::Idea => Whose::Idea(id),
            WaitingKind::Comment => Whose::Comment(id),
            _ => return Err(Error::NotFound),
        };
        let rule = TrustRule::from_key(value?.rule.trim());
        let rule = rule.ok_or_else(|| FieldErrors::one("rule", FieldError::Unknown))?;
        let by = staff.by();
        match decisions::trust(&state.db, &staff.scope(), whose, rule, by).await? {
            decisions::Decided::Gone => Err(Error::Conflict(problems::NOBODY_KNOWN)),
            outcome => done(outcome),
        }
    };
    let path = at(typed.as_ref(), &segment, id);
    let again = Again { path: &path, form: "trust" };
    answer(trusted.await, &headers, lang, typed, again).await
}
