//! Nothing is changed on behalf of a foreign site.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::error::Error;
use crate::{state::AppState, token};

/// Refuses methods that change something where the browser says that another site sent them.
///
/// `Origin`, where present, must name this site; else `Sec-Fetch-Site`, where present, must be
/// `same-origin` or `none`. Programs send neither and are let through: they hold no cookie that
/// somebody else could make them send.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = request.method().is_safe() || is_one_click(&request);
    if safe || is_own(request.headers(), request.uri(), &state.config.base_url()) {
        return next.run(request).await;
    }
    Error::ForeignOrigin.into_response()
}

/// Whether it ends the mails to somebody by the secret of a link (RFC 8058): mail programs on
/// the web send that from their own pages. No cookie has a part in it.
fn is_one_click(request: &Request) -> bool {
    let path = request.uri().path();
    let held = path.strip_prefix("/api/follow/").and_then(|p| p.strip_suffix("/unsubscribe"));
    request.method() == Method::POST && held.is_some_and(token::is_token)
}

fn is_own(headers: &HeaderMap, uri: &Uri, base_url: &str) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or(""));
    if let Some(origin) = text(header::ORIGIN) {
        let host = text(header::HOST).or_else(|| uri.authority().map(|a| a.as_str()));
        let own = authority(origin);
        return own.is_some() && (own == host || own == authority(base_url));
    }
    match headers.get("sec-fetch-site") {
        Some(site) => matches!(site.as_bytes(), b"same-origin" | b"none"),
        None => true,
    }
}

/// Host and port of an address; none for `null`.
fn authority(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    matches!(scheme, "http" | "https").then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_click_and_nothing_else_comes_from_elsewhere() {
        let is = |method: &str, path: &str| {
            let request = axum::http::Request::builder().method(method).uri(path);
            is_one_click(&request.body(axum::body::Body::empty()).unwrap())
        };
        let held = "0123456789abcdef0123456789abcdef";
        assert!(is("POST", &format!("/api/follow/{held}/unsubscribe")));
        assert!(is("POST", &format!("/api/follow/{held}/unsubscribe?all=1")));
        assert!(!is("PUT", &format!("/api/follow/{held}/unsubscribe")));
        assert!(!is("POST", &format!("/api/follow/{held}")));
        assert!(!is("POST", &format!("/api/follow/{held}/unsubscribe/")));
        assert!(!is("POST", &format!("/api/follow/x/{held}/unsubscribe")));
        assert!(!is("POST", "/api/follow/../ideas/unsubscribe"));
    }

    #[test]
    fn only_this_site() {
        let uri = Uri::from_static("/api/ideas");
        let own = |pairs: &[(&'static str, &'static str)]| {
            let headers = pairs
                .iter()
                .map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap()))
                .collect::<HeaderMap>();
            is_own(&headers, &uri, "https://stadt.example.org")
        };
        assert!(own(&[]));
        assert!(own(&[("host", "a.example:3000"), ("origin", "http://a.example:3000")]));
        assert!(own(&[("host", "inside"), ("origin", "https://stadt.example.org")]));
        assert!(!own(&[("host", "a.example"), ("origin", "https://evil.example")]));
        assert!(!own(&[("host", "a.example:1"), ("origin", "http://a.example:2")]));
        assert!(!own(&[("host", "null"), ("origin", "null")]));
        assert!(!own(&[("origin", "\u{e4}")]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
    }
}
