//! *Abendmodus*: a lab publishes first and moderates after, for a limited time.

use app::{
    api::{Evening, NewEvening},
    domain::{FieldError, FieldErrors},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    decisions::back_of,
    error::Error,
    ideas::may_be_slug,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    staff::Moderator,
    visitor::Reader,
};
use crate::{
    clock::now,
    state::AppState,
    store::evening::{self, Set},
};

/// The longest *Abendmodus*, in minutes: twelve hours.
const LONGEST: u32 = 720;
const MINUTE: i64 = 60_000;

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
pub async fn post(
    staff: Moderator,
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewEvening>,
) -> Response {
    let (typed, value) = (posted.form, posted.value);
    let back = back_of(typed.as_ref());
    match set(&state, &staff, slug, value).await {
        Ok(_) if typed.is_some() => see_other(&back),
        Ok(evening) => Json(evening).into_response(),
        Err(error) => {
            let again = Again { path: &back, form: "evening" };
            failed(&headers, lang, typed, again, error).await
        }
    }
}

async fn set(
    state: &AppState,
    staff: &Moderator,
    slug: String,
    sent: Result<NewEvening, FieldErrors>,
) -> Result<Evening, Error> {
    let NewEvening { minutes } = sent?;
    if minutes > LONGEST {
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
