//! Everything that was given with an address: found and erased for whoever asks for it.

use app::{
    api::{PersonPage, PersonQuery},
    domain::{FieldError, FieldErrors, parse_email},
    forms::FormState,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use crate::{
    clock::now,
    routes::{
        error::Error,
        pages,
        posted::{Again, FormValues, FromForm, Posted, failed, see_other},
        staff::Moderator,
        visitor::Reader,
    },
    state::AppState,
    store::{decisions::By, registrations},
};

impl FromForm for PersonQuery {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { email: form.one("email") })
    }
}

fn email(raw: Result<PersonQuery, FieldErrors>) -> Result<String, Error> {
    let parsed = parse_email(&raw?.email);
    let given = parsed.and_then(|email| email.ok_or(FieldError::Required));
    given.map_err(|why| FieldErrors::one("email", why).into())
}

/// Find registrations that were made with an address
///
/// A plain form gets the page of the events again, which then shows them.
#[utoipa::path(
    post,
    path = "/api/staff/persons/find",
    request_body(content(
        (PersonQuery = "application/json"),
        (PersonQuery = "application/x-www-form-urlencoded"),
    )),
    responses((status = 200, content((PersonPage = "application/json"), (String = "text/html")))),
)]
pub async fn find(
    staff: Moderator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<PersonQuery>,
) -> Response {
    let found = async {
        let email = email(posted.value)?;
        let scope = staff.me.scope();
        Ok::<_, Error>(registrations::find_all(&state.db, &email, &scope, &state.secret).await?)
    };
    match (found.await, posted.form) {
        // The page asks by itself: an address does not belong into an address.
        (Ok(_), Some(typed)) => {
            let form = FormState { form: "person".to_owned(), values: typed.0, problem: None };
            pages::page_with_form(&headers, "/staff/events", form).await
        }
        (Ok(items), None) => Json(PersonPage { items, erased: 0 }).into_response(),
        (Err(error), typed) => {
            let again = Again { path: "/staff/events", form: "person" };
            failed(&headers, lang, typed, again, error).await
        }
    }
}

/// Erase everything that was given with an address
///
/// Numbers remain. Registrations for events that have not begun are cancelled.
#[utoipa::path(
    post,
    path = "/api/staff/persons/erase",
    request_body(content(
        (PersonQuery = "application/json"),
        (PersonQuery = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = PersonPage),
        (status = 303, description = "A form was taken: to the events"),
    ),
)]
pub async fn erase(
    staff: Moderator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<PersonQuery>,
) -> Response {
    let erased = async {
        let email = email(posted.value)?;
        let scope = staff.me.scope();
        let by = By { staff: staff.me.id, now: now() };
        let by = (&scope, by);
        let erased = registrations::erase_all(&state.db, &email, by, &state.secret).await?;
        Ok::<_, Error>(u32::try_from(erased).unwrap_or(u32::MAX))
    };
    match erased.await {
        Ok(erased) if posted.form.is_some() => {
            see_other(&format!("/staff/events?done=erased&answers={erased}"))
        }
        Ok(erased) => Json(PersonPage { items: Vec::new(), erased }).into_response(),
        Err(error) => {
            let again = Again { path: "/staff/events", form: "person" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}
