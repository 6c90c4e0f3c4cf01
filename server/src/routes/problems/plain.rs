//! Plain forms that failed before anybody knew what was in them (too large, too slow, nobody
//! signed in): a small page that says so, with a way on. JSON would be a dead end.

use app::{
    api::Problem,
    components::escape_html,
    i18n::{Lang, Text, common, problems, staff},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};

use crate::routes::posted::safe_path;

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// A form that a browser sent, not a script: it waits for a page.
pub(super) struct Form {
    /// The page that it stood on.
    from: Option<String>,
}

impl Form {
    /// The form that a request is, if it is one.
    pub(super) fn of(request: &Request) -> Option<Self> {
        let headers = request.headers();
        let has = |name, what: &str| text(headers, name).is_some_and(|value| value.contains(what));
        let sent = request.method() == Method::POST && has(header::CONTENT_TYPE, "form");
        let from = text(headers, header::REFERER).and_then(path);
        (sent && has(header::ACCEPT, "text/html")).then_some(Self { from })
    }

    /// The page in place of the problem's own response.
    pub(super) fn page(self, problem: &Problem, mut response: Response, lang: Lang) -> Response {
        let signed_out = response.status() == StatusCode::UNAUTHORIZED;
        let (way, word) = match self.from {
            _ if signed_out => ("/staff?back=/staff/queue".to_owned(), staff::SIGN_IN),
            Some(from) => (from, problems::BACK),
            None => ("/".to_owned(), common::HOME),
        };
        let html = html(problem, lang, (&way, word));
        *response.body_mut() = Body::from(html);
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        response
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// The path of an address. Ours or not: it leads to a page of this site, or to none.
fn path(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let path = rest.get(rest.find('/')?..)?;
    safe_path(path).map(str::to_owned)
}

fn html(problem: &Problem, lang: Lang, (way, word): (&str, Text)) -> String {
    let title = escape_html(&problem.title);
    let detail = escape_html(problem.detail.as_deref().unwrap_or_default());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title} · Stadtlabor</title>\n\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"/error.css\">\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p>{detail} {}</p>\n\
         <p class=\"ways\"><a class=\"main\" href=\"{}\">{}</a></p>\n</main>\n</body>\n</html>\n",
        lang.tag(),
        problems::STEP_BACK.get(lang),
        escape_html(way),
        word.get(lang),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_this_site_only() {
        assert_eq!(path("https://stadtlabor.example.org/ideas/5?a=b"), Some("/ideas/5?a=b".into()));
        assert_eq!(path("https://evil.example//evil.example"), None);
        assert_eq!(path("https://evil.example"), None);
        assert_eq!(path("javascript:alert(1)"), None);
    }
}
