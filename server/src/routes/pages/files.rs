//! Built assets and the other files of the site folder.

use std::{fs, path::Path};

use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::{config::Config, state::AppState};

/// What stands in the site folder and is nobody's business.
const PRIVATE: [&str; 1] = ["assets.json"];

/// Files and folders of the site folder, read once at start. Assets under `/pkg` have their
/// content's hash in their name and never change; the others are asked about again after an
/// hour. Only what was there at start is served: nothing is looked up by a visitor's path
/// outside of these.
pub fn router(config: &Config) -> Router<AppState> {
    let mut router = Router::new();
    for (name, is_dir) in entries(&config.site) {
        let kept = if name == "pkg" {
            "public, max-age=31536000, immutable"
        } else {
            "public, max-age=3600"
        };
        let cached = ServiceBuilder::new().layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static(kept),
        ));
        let root = if is_dir { config.site.join(&name) } else { config.site.clone() };
        let files = ServeDir::new(root)
            .precompressed_br()
            .precompressed_gzip()
            .append_index_html_on_directories(false);
        let path = format!("/{name}");
        router = if is_dir {
            router.nest_service(&path, cached.service(files))
        } else {
            router.route_service(&path, cached.service(files))
        };
    }
    router
}

/// Names in the site folder that may be served, and whether each is a folder. Compressed
/// copies go with their originals.
fn entries(site: &Path) -> Vec<(String, bool)> {
    let listed =
        fs::read_dir(site).map(|dir| dir.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let named = listed.into_iter().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let compressed = name.ends_with(".br") || name.ends_with(".gz");
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let served =
            plain && !compressed && !name.starts_with('.') && !PRIVATE.contains(&name.as_str());
        served.then(|| (name, entry.path().is_dir()))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_what_is_there_and_public() {
        let site = std::env::temp_dir().join(format!("stadtlabor-site-{}", std::process::id()));
        fs::create_dir_all(site.join("pkg")).unwrap();
        for name in ["robots.txt", "robots.txt.br", "assets.json", ".hidden", "a b"] {
            fs::write(site.join(name), "x").unwrap();
        }
        let mut found = entries(&site);
        found.sort();
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(found, [("pkg".to_owned(), true), ("robots.txt".to_owned(), false)]);
    }
}
