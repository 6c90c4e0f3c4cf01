//! One line of log and one count for every request, without anything personal: no query, no
//! token, no address.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};

use crate::metrics;

/// Logs and counts a request.
pub async fn observe(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    // The path as it stands in the table has names where the request has values.
    let path = match &route {
        Some(route) => route.as_str().to_owned(),
        None => without_secrets(request.uri().path()),
    };
    let response = next.run(request).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    metrics::count(method.as_str(), route.as_ref().map_or("other", |r| r.as_str()), status, took);
    tracing::info!(%method, path, status, ms = took.as_millis() as u64, "request");
    response
}

/// A path of which what follows `/my/` or `/follow/` is left out, and everything unreasonably
/// long.
fn without_secrets(path: &str) -> String {
    let secret = ["/my/", "/follow/"].iter().find_map(|way| Some((path.find(way)?, way)));
    match secret {
        Some((at, way)) => format!("{}{way}…", path.get(..at).unwrap_or_default()),
        None => path.chars().take(100).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn tokens_are_left_out() {
        assert_eq!(without_secrets("/my/abcdef"), "/my/…");
        assert_eq!(without_secrets("/x/my/abcdef/more"), "/x/my/…");
        assert_eq!(without_secrets("/follow/abcdef"), "/follow/…");
        assert_eq!(without_secrets("/ideas/5"), "/ideas/5");
    }
}
