//! Putting something away, and offering it again.

use app::api::{Saved, Section};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};

use super::{Asked, admin, answer, saved};
use crate::{
    routes::{
        error::Error, params::Path, posted::FormValues, staff::Administrator, visitor::Reader,
    },
    state::AppState,
    store::{places, templates},
};

/// Put something away: it is offered no more
///
/// Ideas from before keep its name. 409 for the last topic. Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/settings/{section}/{id}/archive",
    params(
        ("section" = String, Path, description = "`labs`, `topics`, `projects`, `departments` or `templates`"),
        ("id" = String, Path, description = "Its slug, or the number of a template"),
    ),
    responses(
        (status = 200, body = Saved),
        (status = 303, description = "A form was sent: back to the list."),
    ),
)]
pub async fn archive(
    staff: Administrator,
    State(state): State<AppState>,
    Path((section, id)): Path<(String, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    put_away(&staff, &state, (&section, &id), true, lang, &headers).await
}

/// Offer something again that was put away
///
/// Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/settings/{section}/{id}/restore",
    params(
        ("section" = String, Path, description = "`labs`, `topics`, `projects`, `departments` or `templates`"),
        ("id" = String, Path, description = "Its slug, or the number of a template"),
    ),
    responses(
        (status = 200, body = Saved),
        (status = 303, description = "A form was sent: back to the list."),
    ),
)]
pub async fn restore(
    staff: Administrator,
    State(state): State<AppState>,
    Path((section, id)): Path<(String, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    put_away(&staff, &state, (&section, &id), false, lang, &headers).await
}

async fn put_away(
    staff: &Administrator,
    state: &AppState,
    (segment, id): (&str, &str),
    archived: bool,
    lang: app::i18n::Lang,
    headers: &HeaderMap,
) -> Response {
    let section = Section::from_segment(segment);
    let scope = staff.scope();
    let outcome = async {
        let (db, by) = (&state.db, admin(staff, &scope, ""));
        let change = match section.ok_or(Error::NotFound)? {
            Section::Templates => {
                let id = id.parse().map_err(|_| Error::NotFound)?;
                templates::archive(db, id, archived, by).await?
            }
            section => places::archive(db, section, id, archived, by).await?,
        };
        saved(change)
    };
    // The form has nothing but its button: what is in the body does not matter.
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    let is_form = kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"));
    let asked = Asked {
        headers,
        lang,
        typed: is_form.then(FormValues::default),
        section: section.unwrap_or(Section::Labs),
        id: Some(id),
        done: if archived { "archived" } else { "restored" },
    };
    answer(asked, outcome.await).await
}
