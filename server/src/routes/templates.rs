//! Texts that staff begin with.

use app::{
    api::{TemplateKind, TemplatePage},
    domain::{FieldError, FieldErrors},
};
use axum::{Json, extract::State};
use serde::Deserialize;

use super::{error::Error, params::Query, staff::Colleague};
use crate::{state::AppState, store::templates};

/// Which templates are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    kind: String,
    topic: String,
}

/// Texts to begin with, for one kind of word to the public and one topic
#[utoipa::path(
    get,
    path = "/api/staff/templates",
    params(
        ("kind" = Option<String>, Query, description = "`decline`, `hide`, `ask` or `answer`; without, all"),
        ("topic" = Option<String>, Query, description = "Slug of a topic: its own and the general ones; without, all"),
    ),
    responses(
        (status = 200, body = TemplatePage),
        (status = 422, description = "There is no such kind.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn offered(
    _staff: Colleague,
    State(state): State<AppState>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<TemplatePage>, Error> {
    let kind = match wanted.kind.as_str() {
        "" => None,
        key => Some(
            TemplateKind::from_key(key)
                .ok_or_else(|| FieldErrors::one("kind", FieldError::Unknown))?,
        ),
    };
    let topic = (!wanted.topic.is_empty()).then_some(wanted.topic.as_str());
    let items = templates::in_use(&state.db, kind, topic).await?;
    Ok(Json(TemplatePage { items }))
}
