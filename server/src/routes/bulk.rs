//! Many decisions at once.

use app::{
    api::{BULK_MAX, Bulk, BulkDone, BulkItem, BulkResult, Decision, WaitingKind},
    domain::{FieldError, FieldErrors},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    decisions::{back_of, decided, reason},
    error::Error,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    staff::Moderator,
    visitor::Reader,
};
use crate::state::AppState;

impl FromForm for Bulk {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let item = |text: &String| {
            let (key, seen) = text.split_once('@').unwrap_or((text, ""));
            let (segment, id) = key.split_once('-')?;
            let kind = WaitingKind::from_segment(segment)?;
            Some(BulkItem { kind, id: id.parse().ok()?, seen: seen.to_owned() })
        };
        let items: Option<Vec<BulkItem>> = form.all("item").iter().map(item).collect();
        let unknown = || FieldErrors::one("items", FieldError::Unknown);
        Ok(Self {
            action: form.one("action"),
            reason: form.one("reason"),
            items: items.ok_or_else(unknown)?,
        })
    }
}

/// Decide on many things at once
///
/// Each is a decision of its own: some may hold and others not.
#[utoipa::path(
    post,
    path = "/api/staff/decisions",
    request_body(content((Bulk = "application/json"), (Bulk = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = BulkDone),
        (status = 303, description = "A form was sent: back to the queue."),
    ),
)]
pub async fn decide(
    staff: Moderator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Bulk>,
) -> Response {
    let typed = posted.form;
    let done = async {
        let asked = posted.value?;
        if asked.items.is_empty() {
            return Err(Error::from(FieldErrors::one("items", FieldError::Required)));
        }
        if asked.items.len() > BULK_MAX {
            let error = FieldError::TooMany { max: BULK_MAX };
            return Err(FieldErrors::one("items", error).into());
        }
        let publish = match asked.action.as_str() {
            "publish" => true,
            "decline" => false,
            _ => return Err(FieldErrors::one("action", FieldError::Unknown).into()),
        };
        reason(&asked.reason)?;
        let scope = staff.scope();
        let mut results = Vec::with_capacity(asked.items.len());
        for BulkItem { kind, id, seen } in asked.items {
            let action = match (kind, publish) {
                (WaitingKind::Report, true) => "keep",
                (WaitingKind::Report, false) => "hide",
                (_, true) => "publish",
                (_, false) => "decline",
            };
            let one = Decision { action: action.to_owned(), reason: asked.reason.clone(), seen };
            let (seq, problem) = match decided(&state, &scope, kind, id, &one, staff.by()).await {
                Ok(seq) => (Some(seq), None),
                Err(error) => (None, Some(error.problem(lang))),
            };
            results.push(BulkResult { kind, id, seq, problem });
        }
        Ok(BulkDone { results })
    };
    let back = back_of(typed.as_ref());
    match done.await {
        Ok(_) if typed.is_some() => see_other(&back),
        Ok(done) => Json(done).into_response(),
        Err(error) => {
            let again = Again { path: &back, form: "bulk" };
            failed(&headers, lang, typed, again, error).await
        }
    }
}
