//! What waits for staff, and what they decide.

use app::{
    api::{Decided, Decision, QueuePage, Waiting, WaitingKind},
    domain::{FieldError, FieldErrors, REASON_MAX, StatusMove, clean_text},
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
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    staff::{Moderator, QUEUE},
    visitor::Reader,
};
use crate::{
    clock::now,
    state::AppState,
    store::{
        activity,
        decisions::{self, By, Moved, Undone},
        queue::{self, Place},
    },
};

/// How many things a page of the queue has.
const PAGE: usize = 25;

/// Where a page of the queue begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: String,
}

/// What waits, longest waiting first
#[utoipa::path(
    get,
    path = "/api/staff/queue",
    params(("after" = Option<String>, Query, description = "`next` of the page before")),
    responses(
        (status = 200, body = QueuePage),
        (status = 422, description = "`after` is no place in the queue.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    _staff: Moderator,
    State(state): State<AppState>,
    Query(asked): Query<After>,
) -> Result<Json<QueuePage>, Error> {
    let after = match asked.after.as_str() {
        "" => None,
        cursor => Some(place(cursor).ok_or_else(not_a_place)?),
    };
    // First: what happens from here on comes through the live stream.
    let seq = activity::head(&state.db).await?;
    let total = queue::total(&state.db).await?;
    let (items, next) = queue::page(&state.db, after, PAGE).await?;
    Ok(Json(QueuePage {
        items,
        next: next.map(cursor),
        total,
        all: total,
        seq,
        ..QueuePage::default()
    }))
}

/// One thing, as long as it waits
#[utoipa::path(
    get,
    path = "/api/staff/queue/{kind}/{id}",
    params(
        ("kind" = String, Path, description = "`ideas`, `comments` or `reports`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    responses((status = 200, body = Waiting)),
)]
pub async fn find(
    _staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
) -> Result<Json<Waiting>, Error> {
    let kind = kind(&segment)?;
    let waiting = queue::find(&state.db, kind, id).await?;
    Ok(Json(waiting.ok_or(Error::NotFound)?))
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
        ("kind" = String, Path, description = "`ideas`, `comments` or `reports`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    request_body(content((Decision = "application/json"), (Decision = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "Its author edited it after it was `seen`."),
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
    let by = By { staff: staff.me.id, now: now() };
    let (typed, value) = (posted.form, posted.value);
    let decided = async {
        let seq = decided(&state, kind(&segment)?, id, &value?, by).await?;
        Ok(Json(Decided { seq }))
    };
    match decided.await {
        // The page then offers to take it back.
        Ok(Json(Decided { seq })) if typed.is_some() => see_other(&format!("{QUEUE}?undo={seq}")),
        Ok(answer) => answer.into_response(),
        Err(error) => {
            // With the same thing open: what was typed must not end up at another.
            let path = match kind(&segment) {
                Ok(kind) => format!("{QUEUE}?item={}-{id}", kind.segment()),
                Err(_) => QUEUE.to_owned(),
            };
            let again = Again { path: &path, form: "decision" };
            failed(&headers, lang, typed, again, error).await
        }
    }
}

async fn decided(
    state: &AppState,
    kind: WaitingKind,
    id: i64,
    asked: &Decision,
    by: By,
) -> Result<i64, Error> {
    let reason = clean_text(&asked.reason);
    if reason.chars().count() > REASON_MAX {
        return Err(FieldErrors::one("reason", FieldError::TooLong { max: REASON_MAX }).into());
    }
    let missing = || Error::from(FieldErrors::one("reason", FieldError::ReasonMissing));
    let given = (!reason.is_empty()).then_some(reason.as_str());
    let db = &state.db;
    let outcome = match (kind, asked.action.as_str()) {
        (WaitingKind::Idea, action @ ("publish" | "decline")) => {
            let status = if action == "publish" { "published" } else { "declined" };
            let change = StatusMove::parse(status, &reason).map_err(|_| missing())?;
            return moved(decisions::change_status(db, id, &change, Some(&asked.seen), by).await?);
        }
        (WaitingKind::Comment, action @ ("publish" | "decline")) => {
            decisions::decide_comment(db, id, action == "publish", given, by).await?
        }
        (WaitingKind::Report, "keep") => decisions::keep(db, id, given, by).await?,
        (WaitingKind::Report, "hide") => {
            decisions::hide(db, id, given.ok_or_else(missing)?, by).await?
        }
        _ => return Err(FieldErrors::one("action", FieldError::Unknown).into()),
    };
    done(outcome)
}

fn done(outcome: decisions::Decided) -> Result<i64, Error> {
    match outcome {
        decisions::Decided::Done(seq) => Ok(seq),
        decisions::Decided::NotFound => Err(Error::NotFound),
        decisions::Decided::Before(name) => Err(Error::Decided(name)),
        decisions::Decided::Changed => Err(Error::Changed),
        decisions::Decided::Gone => Err(Error::Conflict(problems::NOT_WAITING)),
    }
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
    posted: Posted<StatusChange>,
) -> Result<Response, Error> {
    let is_form = posted.is_form();
    let asked = posted.value?;
    let change = StatusMove::parse(&asked.status, &asked.note)?;
    let by = By { staff: staff.me.id, now: now() };
    let seq = moved(decisions::change_status(&state.db, id, &change, None, by).await?)?;
    let json = || Json(Decided { seq }).into_response();
    Ok(if is_form { see_other(&format!("/ideas/{id}")) } else { json() })
}

/// Take a decision back
///
/// 409 where something else happened since, or it was taken back before. Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/undo/{seq}",
    params(("seq" = i64, Path, description = "`seq` of the decision")),
    responses(
        (status = 204, description = "Everything is as before the decision."),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn undo(
    staff: Moderator,
    State(state): State<AppState>,
    Path(seq): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let by = By { staff: staff.me.id, now: now() };
    let undone = async {
        match decisions::undo(&state.db, seq, by).await? {
            Undone::Done => Ok(()),
            Undone::NotFound => Err(Error::NotFound),
            Undone::TooLate => Err(Error::Conflict(problems::UNDO_TOO_LATE)),
        }
    };
    // The form has nothing but its button: what is in the body does not matter.
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    let is_form = kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"));
    match undone.await {
        Ok(()) if is_form => see_other(QUEUE),
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let again = Again { path: QUEUE, form: "undo" };
            let typed = is_form.then(FormValues::default);
            failed(&headers, lang, typed, again, error).await
        }
    }
}

fn kind(segment: &str) -> Result<WaitingKind, Error> {
    WaitingKind::from_segment(segment).ok_or(Error::NotFound)
}

fn cursor(place: Place) -> String {
    format!("w{}.{}.{}", place.since, place.rank, place.id)
}

fn place(text: &str) -> Option<Place> {
    let mut numbers = text.strip_prefix('w')?.splitn(3, '.').map(|n| n.parse::<i64>().ok());
    let (since, rank, id) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let place = Place { since, rank, id };
    (cursor(place) == text).then_some(place)
}

fn not_a_place() -> Error {
    FieldErrors::one("after", FieldError::NotAPlace).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_and_nonsense_does_not() {
        let here = Place { since: 1_700_000_000_000, rank: 2, id: 15 };
        assert_eq!(place(&cursor(here)), Some(here));
        for bad in ["", "w", "w1.2", "w1.2.3.4", "w+1.2.3", "w1.2.99999999999999999999", "x1.2.3"] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }
}
