//! Any idea, as staff see it, and the notes on it.

use app::{
    api::{NewNote, Note, NotePage, Powers, StaffIdea, StaffIdeaPage},
    domain::{FieldError, FieldErrors, IdeaStatus, clean_line, parse_note},
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
    cursor,
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    staff::Worker,
    visitor::Reader,
    working::{page_of, slug},
};
use crate::{
    clock::now,
    state::AppState,
    store::{
        decisions::By,
        scope, whole,
        working::{self, Worked},
        worklist::{self, Having, Sought},
    },
};

/// Ideas on a page.
const PAGE: u64 = 25;
/// Longest search, in characters.
const Q_MAX: usize = 200;
/// The most words that are looked for.
const WORDS: usize = 8;
/// The longest time that can be asked for, in days.
const OLDER_MAX: i64 = 3650;
const DAY: i64 = 86_400_000;

/// What ideas are looked for. Empty values ask for everything.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListParams {
    /// Number of an idea, or words of its title and text
    q: String,
    /// Identifier of a status
    status: String,
    /// Slug of a department that has it, or `none` for those that no department has
    department: String,
    /// Untouched for so many days, longest first
    older: String,
    /// Where to go on: `next` of the page before, with everything else unchanged
    after: String,
}

impl ListParams {
    /// What is sought; none where nothing can be like that.
    fn read(&self) -> Result<Option<Sought>, Error> {
        let mut errors = FieldErrors::default();
        let status = match self.status.as_str() {
            "" => None,
            key => errors.take("status", IdeaStatus::from_key(key).ok_or(FieldError::Unknown)),
        };
        let older = match self.older.as_str() {
            "" => None,
            days => {
                let days = days.parse::<i64>().ok().filter(|days| (1..=OLDER_MAX).contains(days));
                errors.take("older", days.ok_or(FieldError::Unknown))
            }
        };
        let q = clean_line(&self.q);
        if q.chars().count() > Q_MAX {
            errors.add("q", FieldError::TooLong { max: Q_MAX });
        }
        if !errors.is_empty() {
            return Err(errors.into());
        }
        let letter = letter(older.is_some());
        let after = match self.after.as_str() {
            "" => None,
            place => Some(cursor::pair(letter, place)?),
        };
        let having = match self.department.as_str() {
            "" => Having::Any,
            "none" => Having::None,
            department if slug(department).is_ok() => Having::One(department.to_owned()),
            _ => return Ok(None),
        };
        let number = q.strip_prefix('#').unwrap_or(&q).parse::<i64>().ok();
        let words = match number {
            Some(_) => Vec::new(),
            None => q.split_whitespace().take(WORDS).map(str::to_owned).collect(),
        };
        let untouched_since = older.map(|days| now().0 - days * DAY);
        Ok(Some(Sought { words, number, status, having, untouched_since, after, limit: PAGE }))
    }
}

fn letter(idle: bool) -> char {
    if idle { 'u' } else { 'c' }
}

/// All ideas, public or not, newest first
#[utoipa::path(
    get,
    path = "/api/staff/ideas",
    params(ListParams),
    responses(
        (status = 200, body = StaffIdeaPage),
        (status = 422, body = app::api::Problem, content_type = "application/problem+json",
            description = "An unknown status, a number of days or a place that is none"),
    ),
)]
pub async fn list(
    staff: Worker,
    State(state): State<AppState>,
    Query(params): Query<ListParams>,
) -> Result<Json<StaffIdeaPage>, Error> {
    let Some(sought) = params.read()? else { return Ok(Json(StaffIdeaPage::default())) };
    let letter = letter(sought.untouched_since.is_some());
    let (items, next) = worklist::find(&state.db, &sought, &staff.scope()).await?;
    Ok(Json(StaffIdeaPage { items, next: next.map(|place| cursor::of_pair(letter, place)) }))
}

/// An idea with all that staff may know
#[utoipa::path(
    get,
    path = "/api/staff/ideas/{id}",
    params(("id" = i64, Path, description = "Its number")),
    responses((status = 200, body = StaffIdea)),
)]
pub async fn find(
    staff: Worker,
    State(state): State<AppState>,
    Path(id): Path<i64>,
) -> Result<Json<StaffIdea>, Error> {
    let role = staff.me.role;
    let powers = Powers { route: role.may_moderate(), answer: role.may_edit() };
    let rules = state.rules.get(&state.db).await?;
    let asked = (staff.me.id, powers);
    let found = whole::find(&state.db, id, &staff.scope(), &rules, asked).await?;
    found.map(Json).ok_or(Error::NotFound)
}

/// The notes on an idea, newest first
#[utoipa::path(
    get,
    path = "/api/staff/ideas/{id}/notes",
    params(("id" = i64, Path, description = "Number of the idea")),
    responses((status = 200, body = NotePage)),
)]
pub async fn notes(
    staff: Worker,
    State(state): State<AppState>,
    Path(id): Path<i64>,
) -> Result<Json<NotePage>, Error> {
    if !scope::sees(state.db.read(), &staff.scope(), id).await? {
        return Err(Error::NotFound);
    }
    Ok(Json(NotePage { items: working::notes(&state.db, id).await?, next: None }))
}

impl FromForm for NewNote {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { text: form.one("text"), department: form.one("department") })
    }
}

/// Write a note on an idea; only staff read it
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/notes",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content((NewNote = "application/json"), (NewNote = "application/x-www-form-urlencoded"))),
    responses(
        (status = 201, body = Note),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn add_note(
    staff: Worker,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewNote>,
) -> Response {
    let by = By { staff: staff.me.id, now: now() };
    let written = async {
        let asked = posted.value?;
        let text = parse_note(&asked.text)?;
        let department = match asked.department.as_str() {
            "" => None,
            raw => {
                let unknown = |_| FieldErrors::one("department", FieldError::Unknown);
                Some(slug(raw).map_err(unknown)?.to_owned())
            }
        };
        let scope = staff.scope();
        let added =
            working::add_note(&state.db, id, &text, department.as_deref(), &scope, by).await?;
        match added {
            Ok(id) => {
                Ok(Note { id, department, by: Some(staff.me.name.clone()), text, at: by.now })
            }
            Err(Worked::NotFound) => Err(Error::NotFound),
            Err(Worked::NotYours) => Err(Error::Forbidden),
            Err(_) => Err(FieldErrors::one("department", FieldError::Unknown).into()),
        }
    };
    match written.await {
        Ok(_) if posted.form.is_some() => see_other(&format!("{}?done=noted#notes", page_of(id))),
        Ok(note) => (StatusCode::CREATED, Json(note)).into_response(),
        Err(error) => {
            let again = Again { path: &page_of(id), form: "note" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}
