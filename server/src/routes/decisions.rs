//! What staff decide on what waits, and take back.

use app::{
    api::{Decided, Decision, RecentDecisions, WaitingKind},
    domain::{FieldError, FieldErrors, REASON_MAX, Scope, StatusMove, clean_text},
    i18n::problems,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path, see_other},
    queue::kind,
    staff::{Moderator, QUEUE},
    visitor::Reader,
    working,
};
use crate::{
    clock::now,
    state::AppState,
    store::decisions::{self, By, Moved, Undone},
};

impl Moderator {
    /// This member of staff, now.
    pub(super) fn by(&self) -> By {
        By { staff: self.me.id, now: now() }
    }
}

impl FromForm for Decision {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { action: form.one("action"), reason: form.one("reason"), seen: form.one("seen") })
    }
}

/// Decide on something that waits
///
/// Two decisions on one thing: the second gets 409 with the name of who was first.
#[utoipa::path(
    post,
    path = "/api/staff/{kind}/{id}/decision",
    params(
        ("kind" = String, Path, description = "`ideas`, `comments`, `reports`, `edits` or `companions`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    request_body(content((Decision = "application/json"), (Decision = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "It was edited after it was `seen`."),
    ),
)]
pub async fn decide(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Decision>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    let decided =
        async { decided(&state, &staff.scope(), kind(&segment)?, id, &value?, staff.by()).await };
    let path = at(typed.as_ref(), &segment, id);
    let again = Again { path: &path, form: "decision" };
    answer(decided.await, &headers, lang, typed, again).await
}

/// The page that a plain form about a thing came from, and goes back to when it failed: the same
/// part of the queue with the same thing open, for what was typed must not end up at another; or
/// another page, where it says so.
pub(super) fn at(typed: Option<&FormValues>, segment: &str, id: i64) -> String {
    let back = back_of(typed);
    match kind(segment) {
        Ok(kind) if is_queue(&back) => with(&back, &format!("item={}-{id}", kind.segment())),
        _ => back,
    }
}

/// Where a form wants to go back to; the queue where it does not say.
pub(super) fn back_of(typed: Option<&FormValues>) -> String {
    let back = typed.map(|typed| typed.one("back")).unwrap_or_default();
    safe_path(&back).unwrap_or(QUEUE).to_owned()
}

fn is_queue(path: &str) -> bool {
    path.split('?').next() == Some(QUEUE)
}

/// A path with one more pair in its query.
pub(super) fn with(path: &str, pair: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{pair}")
}

/// Where a button goes back to that has nothing else, and so says it in its address.
#[derive(Debug, Default, Deserialize)]
pub struct BackTo {
    #[serde(default)]
    back: String,
}

impl BackTo {
    /// That path, or this one where it is none of this site.
    pub(super) fn or<'a>(&'a self, other: &'a str) -> &'a str {
        safe_path(&self.back).unwrap_or(other)
    }
}

/// The answer to a decision: its place in the log; for a form the queue, which then offers to
/// take it back, or the page again.
pub(super) async fn answer(
    decided: Result<i64, Error>,
    headers: &HeaderMap,
    lang: app::i18n::Lang,
    typed: Option<FormValues>,
    again: Again<'_>,
) -> Response {
    match decided {
        Ok(seq) => match &typed {
            Some(_) => see_other(&with(&back_of(typed.as_ref()), &format!("undo={seq}"))),
            None => Json(Decided { seq }).into_response(),
        },
        Err(error) => failed(headers, lang, typed, again, error).await,
    }
}

/// A reason as it was sent; none where it is empty.
///
/// # Errors
/// It is too long.
pub(super) fn reason(sent: &str) -> Result<Option<String>, FieldErrors> {
    let reason = clean_text(sent);
    match reason.chars().count() {
        0 => Ok(None),
        n if n > REASON_MAX => {
            Err(FieldErrors::one("reason", FieldError::TooLong { max: REASON_MAX }))
        }
        _ => Ok(Some(reason)),
    }
}

/// A reason that has to be given.
pub(super) fn needed(reason: Option<&str>) -> Result<&str, FieldErrors> {
    reason.ok_or_else(|| FieldErrors::one("reason", FieldError::ReasonMissing))
}

pub(super) async fn decided(
    state: &AppState,
    scope: &Scope,
    kind: WaitingKind,
    id: i64,
    asked: &Decision,
    by: By,
) -> Result<i64, Error> {
    use WaitingKind::{Comment, Companion, Edit, Idea, Report};
    let reason = reason(&asked.reason)?;
    let reason = reason.as_deref();
    let (db, seen) = (&state.db, asked.seen.as_str());
    let publish = match asked.action.as_str() {
        "publish" | "keep" => true,
        "decline" | "hide" => false,
        _ => return Err(FieldErrors::one("action", FieldError::Unknown).into()),
    };
    let of_reports = matches!(asked.action.as_str(), "keep" | "hide");
    if of_reports != (kind == Report) {
        return Err(FieldErrors::one("action", FieldError::Unknown).into());
    }
    done(match kind {
        Idea => {
            if !publish {
                needed(reason)?;
            }
            decisions::decide_idea(db, scope, id, publish, reason, seen, by).await?
        }
        Comment => {
            if !publish && decisions::is_unseen_comment(db, id).await? {
                needed(reason)?;
            }
            decisions::decide_comment(db, scope, id, publish, reason, seen, by).await?
        }
        Report if publish => decisions::keep(db, scope, id, reason, by).await?,
        Report => decisions::hide_reported(db, scope, id, needed(reason)?, by).await?,
        Edit => {
            if !publish {
                needed(reason)?;
            }
            decisions::decide_edit(db, scope, id, publish, reason, seen, by).await?
        }
        Companion => decisions::decide_companion(db, scope, id, publish, reason, by).await?,
    })
}

/// The place in the log of a decision that holds.
pub(super) fn done(outcome: decisions::Decided) -> Result<i64, Error> {
    match outcome {
        decisions::Decided::Done(seq) => Ok(seq),
        decisions::Decided::NotFound => Err(Error::NotFound),
        decisions::Decided::Before(name) => Err(Error::Decided(name)),
        decisions::Decided::Changed => Err(Error::Changed),
        decisions::Decided::Gone => Err(Error::Conflict(problems::NOT_WAITING)),
    }
}

/// My last decisions that still stand, newest first, ten at the most
#[utoipa::path(
    get,
    path = "/api/staff/decisions",
    responses((status = 200, body = RecentDecisions)),
)]
pub async fn recent(
    staff: Moderator,
    State(state): State<AppState>,
) -> Result<Json<RecentDecisions>, Error> {
    let items = decisions::recent(&state.db, &staff.scope(), staff.me.id).await?;
    Ok(Json(RecentDecisions { items }))
}

fn moved(outcome: Moved) -> Result<i64, Error> {
    match outcome {
        Moved::Decided(outcome) => done(outcome),
        Moved::NoWay => Err(Error::Conflict(problems::NO_WAY)),
    }
}

/// A change of status.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct StatusChange {
    /// Identifier of the next status.
    status: String,
    /// What the public reads with it; needed to decline.
    note: String,
}

impl FromForm for StatusChange {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { status: form.one("status"), note: form.one("note") })
    }
}

/// Move an idea to another status
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/status",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content((StatusChange = "application/json"), (StatusChange = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn status(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<StatusChange>,
) -> Response {
    let done = async {
        let asked = posted.value?;
        let change = StatusMove::parse(&asked.status, &asked.note)?;
        let (scope, by) = (staff.scope(), staff.by());
        moved(decisions::change_status(&state.db, &scope, id, &change, by).await?)
    };
    let again = Again { path: &working::page_of(id), form: "move" };
    working::answer(&headers, lang, posted.form, again, (done.await, "moved")).await
}

/// Take a decision back
///
/// 409 where something else happened since, or it was taken back before. Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/undo/{seq}",
    params(
        ("seq" = i64, Path, description = "`seq` of the decision"),
        ("back" = Option<String>, Query, description = "The path of this site that a form goes back to; without, the queue"),
    ),
    responses(
        (status = 204, description = "Everything is as before the decision."),
        (status = 303, description = "A form was sent: back to where it stood."),
    ),
)]
pub async fn undo(
    staff: Moderator,
    State(state): State<AppState>,
    Path(seq): Path<i64>,
    Query(back): Query<BackTo>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let undone = undone(&state, &staff, seq).await;
    nothing_to_say(undone, lang, &headers, Again { path: back.or(QUEUE), form: "undo" }).await
}

pub(super) async fn undone(state: &AppState, staff: &Moderator, seq: i64) -> Result<(), Error> {
    match decisions::undo(&state.db, &staff.scope(), seq, staff.by()).await? {
        Undone::Done => Ok(()),
        Undone::NotFound => Err(Error::NotFound),
        Undone::TooLate => Err(Error::Conflict(problems::UNDO_TOO_LATE)),
    }
}

/// Whether a form was sent that has nothing but its button: what is in the body does not matter.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"))
}

/// The answer to something done that has nothing to tell; for a form, back to the queue.
pub(super) async fn nothing_to_say(
    done: Result<(), Error>,
    lang: app::i18n::Lang,
    headers: &HeaderMap,
    again: Again<'_>,
) -> Response {
    let is_form = is_form(headers);
    match done {
        Ok(()) if is_form => see_other(again.path),
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let typed = is_form.then(FormValues::default);
            failed(headers, lang, typed, again, error).await
        }
    }
}
