//! Official answers: drafts, the second pair of eyes, publication.

pub mod reading;
pub mod withdrawal;

use app::{
    api::{AnswerKey, Approval, Decided, NewAnswer, Publication, Published},
    domain::{AnswerDraft, FieldError, FieldErrors},
    i18n::work,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    error::Error,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path, see_other},
    staff::{Editor, Writer},
    visitor::Reader,
    working::{answer, is_form, page_of, slug},
};
use crate::{
    clock::now,
    state::AppState,
    store::{
        answers::{self, Answered, Key},
        decisions::By,
    },
};

/// The most answers that are published at once.
const MANY: usize = 100;
/// The page of answers.
const ANSWERS: &str = "/staff/answers";

fn outcome(answered: Answered) -> Result<i64, Error> {
    match answered {
        Answered::Done(seq) => Ok(seq),
        Answered::NotFound => Err(Error::NotFound),
        Answered::NotYours => Err(Error::Forbidden),
        Answered::NotAssigned => Err(Error::Conflict(work::NOT_ASSIGNED)),
        Answered::OwnDraft => Err(Error::Conflict(work::OWN_DRAFT)),
        Answered::NotReady => Err(Error::Conflict(work::NOT_READY)),
        Answered::Changed => Err(Error::Changed),
        Answered::NotApproved => Err(Error::Conflict(work::NOT_APPROVED)),
        Answered::NotPublic => Err(Error::Conflict(work::NOT_WITHDRAWN)),
    }
}

fn truth(text: &str) -> bool {
    matches!(text, "1" | "true")
}

impl FromForm for NewAnswer {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            text: form.one("text"),
            ready: truth(&form.one("ready")),
            seen: form.one("seen"),
        })
    }
}

/// Save the draft of a department's answer
///
/// An approval that it had is gone then. 412 where somebody saved another one after it was `seen`.
#[utoipa::path(
    put,
    path = "/api/staff/ideas/{id}/answers/{department}",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    request_body(content((NewAnswer = "application/json"), (NewAnswer = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "Somebody saved another draft after it was `seen`."),
    ),
)]
pub async fn draft(
    staff: Writer,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewAnswer>,
) -> Response {
    let done = async {
        let (asked, department) = (posted.value?, slug(&department)?);
        let scope = staff.scope();
        let draft = AnswerDraft::parse(&asked)?;
        let by = By { staff: staff.me.id, now: now() };
        let seen = asked.seen.as_str();
        outcome(answers::draft(&state.db, id, department, (&draft, seen), &scope, by).await?)
    };
    let again = Again { path: &page_of(id), form: "answer" };
    answer(&headers, lang, posted.form, again, (done.await, "drafted")).await
}

/// Save the draft of a department's answer
///
/// An approval that it had is gone then. 412 where somebody saved another one after it was `seen`.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/answers/{department}",
    operation_id = "draft_by_post",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    request_body(content((NewAnswer = "application/json"), (NewAnswer = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "Somebody saved another draft after it was `seen`."),
    ),
)]
pub async fn draft_by_post(
    staff: Writer,
    state: State<AppState>,
    path: Path<(i64, String)>,
    reader: Reader,
    headers: HeaderMap,
    posted: Posted<NewAnswer>,
) -> Response {
    draft(staff, state, path, reader, headers, posted).await
}

async fn thrown_away(
    state: &AppState,
    staff: &Writer,
    id: i64,
    department: &str,
) -> Result<i64, Error> {
    let by = By { staff: staff.me.id, now: now() };
    outcome(answers::discard(&state.db, id, slug(department)?, &staff.scope(), by).await?)
}

/// Throw a draft away; what is public stays
#[utoipa::path(
    delete,
    path = "/api/staff/ideas/{id}/answers/{department}",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    responses((status = 200, body = Decided)),
)]
pub async fn discard(
    staff: Writer,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
) -> Result<Json<Decided>, Error> {
    let seq = thrown_away(&state, &staff, id, &department).await?;
    Ok(Json(Decided { seq }))
}

/// Throw a draft away, by a plain form
///
/// Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/answers/{department}/discard",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn discard_by_post(
    staff: Writer,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let done = thrown_away(&state, &staff, id, &department).await;
    let typed = is_form(&headers).then(FormValues::default);
    let again = Again { path: &page_of(id), form: "discard" };
    answer(&headers, lang, typed, again, (done, "discarded")).await
}

impl FromForm for Approval {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { seen: form.one("seen") })
    }
}

/// Approve a draft as it was read
///
/// 409 for whoever drafted it, 412 where it was changed after it was `seen`.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/answers/{department}/approve",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    request_body(content((Approval = "application/json"), (Approval = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "It was changed after it was `seen`."),
    ),
)]
pub async fn approve(
    staff: Editor,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Approval>,
) -> Response {
    let done = async {
        let (asked, department) = (posted.value?, slug(&department)?);
        let by = By { staff: staff.me.id, now: now() };
        let scope = staff.scope();
        outcome(answers::approve(&state.db, id, department, &asked.seen, &scope, by).await?)
    };
    let again = Again { path: &page_of(id), form: "approve" };
    answer(&headers, lang, posted.form, again, (done.await, "approved")).await
}

impl FromForm for Publication {
    /// Each `item` is a number and a slug: `5.verkehr`.
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let key = |item: String| {
            let (idea, department) = item.split_once('.')?;
            Some(AnswerKey { idea: idea.parse().ok()?, department: department.to_owned() })
        };
        let items: Option<Vec<AnswerKey>> = form.all("item").into_iter().map(key).collect();
        let unknown = || FieldErrors::one("items", FieldError::Unknown);
        Ok(Self { items: items.ok_or_else(unknown)? })
    }
}

/// Publish approved answers: all of them, or none
#[utoipa::path(
    post,
    path = "/api/staff/answers/publish",
    request_body(content((Publication = "application/json"), (PublicationForm = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Published),
        (status = 303, description = "A form was sent: back to the answers."),
        (status = 404, body = app::api::Problem, content_type = "application/problem+json",
            description = "One of the ideas is not there."),
    ),
)]
pub async fn publish(
    staff: Editor,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Publication>,
) -> Response {
    let back = posted.form.as_ref().map(|form| form.one("back")).unwrap_or_default();
    let back = safe_path(&back).map(str::to_owned);
    let done = async {
        let asked = posted.value?;
        let refused = match asked.items.len() {
            0 => Some(FieldError::Required),
            n if n > MANY => Some(FieldError::TooMany { max: MANY }),
            _ => None,
        };
        if let Some(error) = refused {
            return Err(Error::from(FieldErrors::one("items", error)));
        }
        let key = |key: AnswerKey| {
            slug(&key.department)?;
            Ok::<_, Error>(Key { idea: key.idea, department: key.department })
        };
        let keys: Vec<Key> = asked.items.into_iter().map(key).collect::<Result<_, _>>()?;
        let by = By { staff: staff.me.id, now: now() };
        outcome(answers::publish(&state.db, &keys, &staff.scope(), by).await?)
    };
    match done.await {
        Ok(_) if posted.form.is_some() => {
            see_other(&back.unwrap_or_else(|| format!("{ANSWERS}?state=approved&done=published")))
        }
        Ok(n) => {
            Json(Published { published: u32::try_from(n).unwrap_or(u32::MAX) }).into_response()
        }
        Err(error) => {
            let path = back.unwrap_or_else(|| format!("{ANSWERS}?state=approved"));
            let again = Again { path: &path, form: "publish" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

/// The form of a publication.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the form")]
pub struct PublicationForm {
    /// Each a number of an idea and a slug of a department: `5.verkehr`.
    item: Vec<String>,
}
