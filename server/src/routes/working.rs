//! Departments, and what they do with ideas.

use app::{
    api::{Assignment, Decided, DepartmentPage, HandOn, StateChange, WorkPage},
    domain::{AssignDraft, Date, FieldError, FieldErrors, HandOnDraft, WorkState, parse_word},
    i18n::work,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    cursor,
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path, see_other},
    staff::{Moderator, Worker},
    visitor::Reader,
};
use crate::{
    clock::now,
    state::AppState,
    store::{
        activity,
        decisions::By,
        working::{self, Worked},
        worklist,
    },
};

/// Ideas on a page of a department.
const PAGE: u64 = 25;

/// The page of an idea, for staff.
pub(super) fn page_of(idea: i64) -> String {
    format!("/staff/ideas/{idea}")
}

/// A slug from a path. What can be none is nowhere, and never reaches the database.
pub(super) fn slug(raw: &str) -> Result<&str, Error> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let may_be = !raw.is_empty() && raw.len() <= 64 && raw.bytes().all(plain);
    may_be.then_some(raw).ok_or(Error::NotFound)
}

/// Whether a request that needs no words came from a form.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"))
}

/// The answer to a change: JSON, the page that the form wants to go back to, or the page of the
/// idea again with what was typed.
pub(super) async fn answer(
    headers: &HeaderMap,
    lang: app::i18n::Lang,
    typed: Option<FormValues>,
    again: Again<'_>,
    done: (Result<i64, Error>, &str),
) -> Response {
    let (outcome, what) = done;
    match (outcome, typed) {
        (Ok(seq), None) => Json(Decided { seq }).into_response(),
        (Ok(_), Some(typed)) => {
            let back = typed.one("back");
            match safe_path(&back) {
                Some(back) => see_other(back),
                None => see_other(&format!("{}?done={what}", again.path)),
            }
        }
        (Err(error), typed) => failed(headers, lang, typed, again, error).await,
    }
}

fn outcome(worked: Worked, field: &str) -> Result<i64, Error> {
    match worked {
        Worked::Done(seq) => Ok(seq),
        Worked::NotFound => Err(Error::NotFound),
        Worked::NoDepartment => Err(FieldErrors::one(field, FieldError::Unknown).into()),
        Worked::NotYours => Err(Error::Forbidden),
        Worked::NotAssigned => Err(Error::Conflict(work::NOT_ASSIGNED)),
        Worked::NoChange => Err(Error::Conflict(work::NO_CHANGE)),
        Worked::Over => Err(Error::Conflict(work::IDEA_OVER)),
    }
}

/// The departments, and what waits for each
///
/// The counts are of what the asking person sees.
#[utoipa::path(get, path = "/api/staff/departments", responses((status = 200, body = DepartmentPage)))]
pub async fn departments(
    staff: Worker,
    State(state): State<AppState>,
) -> Result<Json<DepartmentPage>, Error> {
    let items = working::departments(&state.db, &staff.scope(), Date::of(now())).await?;
    Ok(Json(DepartmentPage { items, next: None }))
}

/// What of a department's ideas is shown.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct WorkParams {
    /// `open`, `working`, `done` or `handed_on`; what waits, where empty
    state: String,
    /// Where to go on: `next` of the page before, with everything else unchanged
    after: String,
}

/// What a department has, overdue first
#[utoipa::path(
    get,
    path = "/api/staff/departments/{slug}/ideas",
    params(("slug" = String, Path, description = "Slug of the department"), WorkParams),
    responses(
        (status = 200, body = WorkPage),
        (status = 422, description = "An unknown state, or a place that is none", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn department_ideas(
    staff: Worker,
    State(state): State<AppState>,
    Path(department): Path<String>,
    Query(asked): Query<WorkParams>,
) -> Result<Json<WorkPage>, Error> {
    let (department, scope) = (slug(&department)?, staff.scope());
    let in_state = match asked.state.as_str() {
        "" => None,
        key => {
            let unknown = || Error::from(FieldErrors::one("state", FieldError::Unknown));
            Some(WorkState::from_key(key).ok_or_else(unknown)?)
        }
    };
    let after = match asked.after.as_str() {
        "" => None,
        place => Some(cursor::day(place)?),
    };
    let seq = activity::head(&state.db).await?;
    let found = working::find_department(&state.db, department, &scope, Date::of(now())).await?;
    let found = found.ok_or(Error::NotFound)?;
    if !working::may_act_for(&scope, department) {
        return Err(Error::Forbidden);
    }
    let listed =
        worklist::of_department(&state.db, department, in_state, after.as_ref(), PAGE, &scope);
    let (items, next) = listed.await?;
    let next = next.as_ref().map(cursor::of_day);
    Ok(Json(WorkPage { department: found, items, next, seq }))
}

impl FromForm for Assignment {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            department: form.one("department"),
            due_on: form.one("due_on"),
            word: form.one("word"),
            review: matches!(form.one("review").as_str(), "1" | "true"),
        })
    }
}

async fn assigned(
    state: &AppState,
    staff: &Moderator,
    id: i64,
    asked: Assignment,
) -> Result<i64, Error> {
    let draft = AssignDraft::parse(&asked)?;
    let by = By { staff: staff.me.id, now: now() };
    let done = working::assign(&state.db, id, &draft, &staff.scope(), by).await?;
    outcome(done, "department")
}

/// Give an idea to a department, or give the department another day
#[utoipa::path(
    put,
    path = "/api/staff/ideas/{id}/departments/{slug}",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("slug" = String, Path, description = "Slug of the department"),
    ),
    request_body(content((Assignment = "application/json"), (Assignment = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn assign(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Assignment>,
) -> Response {
    let done = async {
        let asked = posted.value?;
        assigned(&state, &staff, id, Assignment { department, ..asked }).await
    };
    let again = Again { path: &page_of(id), form: "due" };
    answer(&headers, lang, posted.form, again, (done.await, "assigned")).await
}

/// Give an idea to a department, or give the department another day
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/departments/{slug}",
    operation_id = "assign_by_post",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("slug" = String, Path, description = "Slug of the department"),
    ),
    request_body(content((Assignment = "application/json"), (Assignment = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn assign_by_post(
    staff: Moderator,
    state: State<AppState>,
    path: Path<(i64, String)>,
    reader: Reader,
    headers: HeaderMap,
    posted: Posted<Assignment>,
) -> Response {
    assign(staff, state, path, reader, headers, posted).await
}

/// Give an idea to the department that the form names
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/departments",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content((Assignment = "application/json"), (Assignment = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn assign_chosen(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Assignment>,
) -> Response {
    let done = async { assigned(&state, &staff, id, posted.value?).await };
    let again = Again { path: &page_of(id), form: "assign" };
    answer(&headers, lang, posted.form, again, (done.await, "assigned")).await
}

async fn taken_back(
    state: &AppState,
    staff: &Moderator,
    id: i64,
    department: &str,
) -> Result<i64, Error> {
    let by = By { staff: staff.me.id, now: now() };
    let done = working::unassign(&state.db, id, slug(department)?, &staff.scope(), by).await?;
    outcome(done, "department")
}

/// Take an assignment back
#[utoipa::path(
    delete,
    path = "/api/staff/ideas/{id}/departments/{slug}",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("slug" = String, Path, description = "Slug of the department"),
    ),
    responses((status = 200, body = Decided)),
)]
pub async fn unassign(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
) -> Result<Json<Decided>, Error> {
    let seq = taken_back(&state, &staff, id, &department).await?;
    Ok(Json(Decided { seq }))
}

/// Take an assignment back, by a plain form
///
/// Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/departments/{slug}/remove",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("slug" = String, Path, description = "Slug of the department"),
    ),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn remove(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let done = taken_back(&state, &staff, id, &department).await;
    let typed = is_form(&headers).then(FormValues::default);
    let again = Again { path: &page_of(id), form: "remove" };
    answer(&headers, lang, typed, again, (done, "removed")).await
}

impl FromForm for StateChange {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { state: form.one("state"), word: form.one("word") })
    }
}

/// Say how far a department has come
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/departments/{slug}/state",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("slug" = String, Path, description = "Slug of the department"),
    ),
    request_body(content((StateChange = "application/json"), (StateChange = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn set_state(
    staff: Worker,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<StateChange>,
) -> Response {
    let done = async {
        let (asked, department) = (posted.value?, slug(&department)?);
        let next = WorkState::from_key(&asked.state).filter(|state| *state != WorkState::HandedOn);
        let unknown = || Error::from(FieldErrors::one("state", FieldError::Unknown));
        let change = (next.ok_or_else(unknown)?, parse_word(&asked.word)?);
        let by = By { staff: staff.me.id, now: now() };
        let scope = staff.scope();
        let done = working::set_state(&state.db, id, department, change, &scope, by).await?;
        outcome(done, "department")
    };
    let again = Again { path: &page_of(id), form: "state" };
    answer(&headers, lang, posted.form, again, (done.await, "state")).await
}

impl FromForm for HandOn {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { to: form.one("to"), due_on: form.one("due_on"), word: form.one("word") })
    }
}

/// Hand an idea on to another department
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/departments/{slug}/hand-on",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("slug" = String, Path, description = "Slug of the department that hands it on"),
    ),
    request_body(content((HandOn = "application/json"), (HandOn = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea, or to the department of whoever no longer sees it."),
    ),
)]
pub async fn hand_on(
    staff: Worker,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<HandOn>,
) -> Response {
    let scope = staff.scope();
    let done = async {
        let (asked, department) = (posted.value?, slug(&department)?);
        let draft = HandOnDraft::parse(&asked)?;
        let by = By { staff: staff.me.id, now: now() };
        let done = working::hand_on(&state.db, id, department, &draft, &scope, by).await?;
        outcome(done, "to")
    };
    let done = done.await;
    // Whoever is of the department only does not see the idea any more.
    if done.is_ok() && posted.form.is_some() && scope.departments.is_some() {
        return see_other(&format!("/staff/departments/{department}?done=handed-on"));
    }
    let again = Again { path: &page_of(id), form: "hand-on" };
    answer(&headers, lang, posted.form, again, (done, "handed-on")).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_no_slug_is_nowhere() {
        assert!(slug("verkehr-2").is_ok());
        for bad in ["", "a\0", "Ä", "a/b", "A", &"x".repeat(65)] {
            assert!(matches!(slug(bad), Err(Error::NotFound)), "{bad}");
        }
    }
}
