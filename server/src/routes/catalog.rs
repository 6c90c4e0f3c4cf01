//! Labs, topics and projects.

use app::api::{Catalog, Lab, LabPage};
use axum::{Json, extract::State};

use super::{error::Error, params::Path};
use crate::{search::Filter, state::AppState};

/// Everything that ideas are sorted by
#[utoipa::path(get, path = "/api/catalog", responses((status = 200, body = Catalog)))]
pub async fn catalog(State(state): State<AppState>) -> Result<Json<Catalog>, Error> {
    Ok(Json(state.catalog.get(&state.db).await?.catalog.clone()))
}

/// All labs that are open to ideas
#[utoipa::path(get, path = "/api/labs", responses((status = 200, body = LabPage)))]
pub async fn labs(State(state): State<AppState>) -> Result<Json<LabPage>, Error> {
    let places = state.catalog.get(&state.db).await?;
    state.search.sync(&state.db).await?;
    let offered =
        |lab: &&Lab| places.catalog.labs.iter().any(|name| name.slug == lab.slug && !name.archived);
    let items = places.labs.iter().filter(offered).map(|lab| with_ideas(&state, lab)).collect();
    Ok(Json(LabPage { items, next: None }))
}

/// One lab
#[utoipa::path(
    get,
    path = "/api/labs/{slug}",
    params(("slug" = String, Path, description = "Its name in addresses")),
    responses((status = 200, body = Lab)),
)]
pub async fn lab(
    State(state): State<AppState>,
    Path(slug): Path<String>,
) -> Result<Json<Lab>, Error> {
    let places = state.catalog.get(&state.db).await?;
    let lab = places.labs.iter().find(|lab| lab.slug == slug).ok_or(Error::NotFound)?;
    state.search.sync(&state.db).await?;
    Ok(Json(with_ideas(&state, lab)))
}

fn with_ideas(state: &AppState, lab: &Lab) -> Lab {
    let filter = Filter { lab: Some(lab.slug.clone()), ..Filter::default() };
    Lab { ideas: state.search.total(&filter), ..lab.clone() }
}
