//! Taking public answers back, and bringing them back.

use axum::{extract::State, http::HeaderMap, response::Response};

use super::outcome;
use crate::{
    clock::now,
    routes::{
        error::Error,
        params::Path,
        posted::{Again, FormValues},
        staff::Editor,
        visitor::Reader,
        working::{answer, is_form, page_of, slug},
    },
    state::AppState,
    store::{
        answers::{self, Key, Withdrawal},
        decisions::By,
    },
};

async fn settle(
    state: &AppState,
    staff: &Editor,
    (idea, department): (i64, &str),
    what: Withdrawal,
) -> Result<i64, Error> {
    let key = Key { idea, department: slug(department)?.to_owned() };
    let by = By { staff: staff.me.id, now: now() };
    outcome(answers::withdraw(&state.db, &key, what, &staff.scope(), by).await?)
}

/// Take a public answer back: only staff read it from then on
///
/// Takes no body. Followers who heard of the answer hear of this too. 409 where nothing is public.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/answers/{department}/withdraw",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    responses(
        (status = 200, body = app::api::Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn withdraw(
    staff: Editor,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let done = settle(&state, &staff, (id, &department), Withdrawal::Withdraw).await;
    let typed = is_form(&headers).then(FormValues::default);
    let again = Again { path: &page_of(id), form: "withdraw" };
    answer(&headers, lang, typed, again, (done, "withdrawn")).await
}

/// Bring a withdrawn answer back, as it was
///
/// Takes no body. 409 where nothing is withdrawn.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/answers/{department}/restore",
    params(
        ("id" = i64, Path, description = "Number of the idea"),
        ("department" = String, Path, description = "Slug of the department"),
    ),
    responses(
        (status = 200, body = app::api::Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn restore(
    staff: Editor,
    State(state): State<AppState>,
    Path((id, department)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let done = settle(&state, &staff, (id, &department), Withdrawal::Restore).await;
    let typed = is_form(&headers).then(FormValues::default);
    let again = Again { path: &page_of(id), form: "restore" };
    answer(&headers, lang, typed, again, (done, "restored")).await
}
