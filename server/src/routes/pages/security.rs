//! The headers that every page wears.

use app::i18n::Lang;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::config::Config;

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const WITH_CAMERA: &str = "geolocation=(), microphone=(), camera=(self)";

/// A page as a response: its policy names the nonce of its scripts.
pub(super) fn dress(
    status: StatusCode,
    (html, nonce): (String, String),
    lang: Lang,
    path: &str,
    config: &Config,
) -> Response {
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    // Styles and pictures come from here only; scripts by nonce; WebAssembly needs its word.
    // `blob:` is the preview of a photo before it is sent.
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers
        .insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding"));
    // Codes are scanned at the door of an event; nothing else looks.
    if path == "/staff/events" || path.starts_with("/staff/events/") {
        headers.insert(PERMISSIONS, HeaderValue::from_static(WITH_CAMERA));
    }
    common(headers, config.https());
    response
}

/// What every response wears, page or not.
pub fn common(headers: &mut HeaderMap, https: bool) {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (PERMISSIONS, "geolocation=(), microphone=(), camera=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
}
