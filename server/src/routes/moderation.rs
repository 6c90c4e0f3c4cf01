//! What staff do besides deciding: ask back, edit for publication, hide, trust, and publish
//! first for an evening.

use app::{
    api::{Decided, Evening, Hiding, NewEvening, NewText, NewTrust, Rewording, WaitingKind},
    domain::{COMMENT_MAX, FieldError, FieldErrors, TrustRule, WordingDraft, parse_text},
    i18n::{Lang, problems},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    decisions::{answer, done, needed, nothing_to_say, reason, undone},
    error::Error,
    ideas::may_be_slug,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    queue::kind,
    staff::{Moderator, QUEUE},
    visitor::Reader,
};
use crate::{
    clock::now,
    state::AppState,
    store::{
        decisions::{self, Reworded, Whose},
        evening::{self, Set},
    },
};

/// The longest *Abendmodus*, in minutes: twelve hours.
const EVENING_MAX: u32 = 720;
const MINUTE: i64 = 60_000;

impl FromForm for NewText {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { text: form.one("text") })
    }
}

/// The page with the queue, where this idea is open.
fn at(kind: WaitingKind, id: i64) -> String {
    format!("{QUEUE}?item={}-{id}", kind.segment())
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
    let asked = async {
        let text = parse_text(&posted.value?.text, COMMENT_MAX)?;
        done(decisions::ask(&state.db, &staff.scope(), id, &text, staff.by()).await?)
    };
    let again = Again { path: &at(WaitingKind::Idea, id), form: "question" };
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
pub async fn reword(
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
pub async fn reword_form(
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
    let path = kind(segment).map_or_else(|_| QUEUE.to_owned(), |kind| at(kind, id));
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
    ),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn restore(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
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
    let typed = super::decisions::is_form(&headers).then(FormValues::default);
    let again = Again { path: QUEUE, form: "wording" };
    answer(restored.await, &headers, lang, typed, again).await
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
    let again = Again { path: QUEUE, form: "hide" };
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
    let path = kind(&segment).map_or_else(|_| QUEUE.to_owned(), |kind| at(kind, id));
    let again = Again { path: &path, form: "trust" };
    answer(trusted.await, &headers, lang, typed, again).await
}

impl FromForm for NewEvening {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let minutes = form.one("minutes").trim().parse();
        Ok(Self { minutes: minutes.map_err(|_| FieldErrors::one("minutes", FieldError::Unknown))? })
    }
}

/// Publish first and moderate after, in one lab for a limited time
///
/// From now, for so many minutes; 0 ends it. Hold rules hold all the same.
#[utoipa::path(
    post,
    path = "/api/staff/labs/{slug}/evening",
    params(("slug" = String, Path, description = "Slug of the lab")),
    request_body(content((NewEvening = "application/json"), (NewEvening = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Evening),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn evening(
    staff: Moderator,
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewEvening>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    match set(&state, &staff, slug, value).await {
        Ok(_) if typed.is_some() => see_other(QUEUE),
        Ok(evening) => Json(evening).into_response(),
        Err(error) => evening_failed(&headers, lang, typed, error).await,
    }
}

async fn evening_failed(
    headers: &HeaderMap,
    lang: Lang,
    typed: Option<FormValues>,
    error: Error,
) -> Response {
    failed(headers, lang, typed, Again { path: QUEUE, form: "evening" }, error).await
}

async fn set(
    state: &AppState,
    staff: &Moderator,
    slug: String,
    sent: Result<NewEvening, FieldErrors>,
) -> Result<Evening, Error> {
    let NewEvening { minutes } = sent?;
    if minutes > EVENING_MAX {
        return Err(FieldErrors::one("minutes", FieldError::Unknown).into());
    }
    if !may_be_slug(&slug) || !staff.scope().has_lab(Some(&slug)) {
        return Err(Error::NotFound);
    }
    let until = (minutes > 0).then(|| now().plus_ms(i64::from(minutes) * MINUTE));
    match evening::set(&state.db, &slug, until, staff.by()).await? {
        Set::Done => Ok(Evening { lab: slug, until }),
        Set::NotFound => Err(Error::NotFound),
    }
}
