//! Built assets and the other files of the site folder.

use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::{config::Config, state::AppState};

/// Files at the root of the site folder, by name: nothing else of it is served from there.
const ROOT: [&str; 7] = [
    "500.html",
    "apple-touch-icon.png",
    "error.css",
    "favicon.svg",
    "icons.svg",
    "manifest.webmanifest",
    "robots.txt",
];

/// Routes for files. Assets have their content's hash in their name and never change; the
/// others are asked about again after an hour.
pub fn router(config: &Config) -> Router<AppState> {
    let cached = |value: &'static str| {
        ServiceBuilder::new().layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static(value),
        ))
    };
    let dir = || {
        ServeDir::new(&config.site)
            .precompressed_br()
            .precompressed_gzip()
            .append_index_html_on_directories(false)
    };
    let assets = ServeDir::new(config.site.join("pkg"))
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let mut router = Router::new()
        .nest_service("/pkg", cached("public, max-age=31536000, immutable").service(assets));
    for name in ROOT {
        router = router
            .route_service(&format!("/{name}"), cached("public, max-age=3600").service(dir()));
    }
    // Drawings of the pages.
    let drawings = ServeDir::new(config.site.join("drawings")).precompressed_br().precompressed_gzip();
    router.nest_service("/drawings", cached("public, max-age=86400").service(drawings))
}
