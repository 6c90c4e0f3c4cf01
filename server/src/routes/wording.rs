//! Ideas and comments are edited for publication; how their authors wrote them is kept.

use app::{
    api::{Decided, Rewording, WaitingKind},
    domain::{COMMENT_MAX, FieldErrors, WordingDraft, parse_text},
    i18n::problems,
};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::{
    decisions::{BackTo, answer, at, done, is_form},
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted},
    queue::kind,
    staff::{Moderator, QUEUE},
    visitor::Reader,
};
use crate::{
    state::AppState,
    store::decisions::{self, Reworded},
};

impl FromForm for Rewording {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { title: form.one("title"), text: form.one("text"), seen: form.one("seen") })
    }
}

/// Edit an idea or a comment for publication
///
/// How its author wrote it is kept, and it is marked as edited.
#[utoipa::path(
    put,
    path = "/api/staff/{kind}/{id}/wording",
    params(
        ("kind" = String, Path, description = "`ideas` or `comments`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    request_body = Rewording,
    responses(
        (status = 200, body = Decided),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "It was edited after it was `seen`."),
    ),
)]
pub async fn put(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
    reader: Reader,
    headers: HeaderMap,
    posted: Posted<Rewording>,
) -> Response {
    reworded(&staff, &state, (&segment, id), reader, &headers, posted).await
}

/// Edit an idea or a comment for publication: a plain form
#[utoipa::path(
    post,
    path = "/api/staff/{kind}/{id}/wording",
    params(
        ("kind" = String, Path, description = "`ideas` or `comments`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    request_body(content((Rewording = "application/json"), (Rewording = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "It was edited after it was `seen`."),
    ),
)]
pub async fn post(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
    reader: Reader,
    headers: HeaderMap,
    posted: Posted<Rewording>,
) -> Response {
    reworded(&staff, &state, (&segment, id), reader, &headers, posted).await
}

async fn reworded(
    staff: &Moderator,
    state: &AppState,
    (segment, id): (&str, i64),
    Reader(lang): Reader,
    headers: &HeaderMap,
    posted: Posted<Rewording>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    let (db, scope, by) = (&state.db, staff.scope(), staff.by());
    let changed = async {
        let kind = kind(segment)?;
        let Rewording { title, text, seen } = value?;
        let reworded = match kind {
            WaitingKind::Idea => {
                let WordingDraft { title, text } = WordingDraft::parse(&title, &text)?;
                decisions::reword_idea(db, &scope, id, &title, &text, &seen, by).await?
            }
            WaitingKind::Comment => {
                let text = parse_text(&text, COMMENT_MAX)?;
                decisions::reword_comment(db, &scope, id, &text, &seen, by).await?
            }
            _ => return Err(Error::NotFound),
        };
        settled(reworded)
    };
    let path = at(typed.as_ref(), segment, id);
    let again = Again { path: &path, form: "wording" };
    answer(changed.await, headers, lang, typed, again).await
}

fn settled(reworded: Reworded) -> Result<i64, Error> {
    match reworded {
        Reworded::Decided(outcome) => done(outcome),
        Reworded::Same => Err(Error::Conflict(problems::SAME_WORDING)),
    }
}

/// Let an idea or a comment read as its author wrote it
///
/// Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/{kind}/{id}/wording/undo",
    params(
        ("kind" = String, Path, description = "`ideas` or `comments`"),
        ("id" = i64, Path, description = "Its number among its kind"),
        ("back" = Option<String>, Query, description = "The path of this site that a form goes back to; without, the queue"),
    ),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to where it stood."),
    ),
)]
pub async fn restore(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
    Query(back): Query<BackTo>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let (db, scope, by) = (&state.db, staff.scope(), staff.by());
    let restored = async {
        settled(match kind(&segment)? {
            WaitingKind::Idea => decisions::restore_idea(db, &scope, id, by).await?,
            WaitingKind::Comment => decisions::restore_comment(db, &scope, id, by).await?,
            _ => return Err(Error::NotFound),
        })
    };
    let back = back.or(QUEUE);
    let typed = is_form(&headers).then(|| FormValues::of("back", back));
    let again = Again { path: back, form: "wording" };
    answer(restored.await, &headers, lang, typed, again).await
}
