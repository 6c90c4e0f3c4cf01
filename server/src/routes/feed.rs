//! The board for feed readers (Atom, RFC 4287) and for search engines (sitemaps.org).

use std::fmt::Write as _;

use app::{
    domain::Timestamp,
    i18n::{Lang, common},
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    atom::{Feed, Item, escaped},
    error::Error,
    params::Query,
    photos::knows,
};
use crate::{state::AppState, store::feed, token};

/// How many ideas the feed has.
const ENTRIES: u64 = 30;
/// How many ideas the map of the site has; the protocol allows 50,000 addresses.
const ADDRESSES: u64 = 45_000;
/// Pages that are always there.
const PAGES: [&str; 7] =
    ["/", "/ideas", "/ideas/new", "/labs", "/privacy", "/imprint", "/accessibility"];

/// What the feed is narrowed to; empty strings ask for everything, as on the board.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    lab: String,
    topic: String,
}

/// `GET /ideas.atom`: the newest public ideas, of a lab or topic where asked for.
///
/// # Errors
/// The database cannot be read.
pub async fn atom(
    State(state): State<AppState>,
    Query(asked): Query<Narrowed>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // No slug has anything else in it, and PostgreSQL takes no NUL.
    let plain = |slug: &str| slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let given = |slug: &'_ str| (!slug.is_empty()).then(|| slug.to_owned());
    let entries = match plain(&asked.lab) && plain(&asked.topic) {
        true => {
            let (lab, topic) = (given(&asked.lab), given(&asked.topic));
            feed::newest(&state.db, lab.as_deref(), topic.as_deref(), ENTRIES).await?
        }
        false => Vec::new(),
    };
    let base = state.config.base_url();
    let mut query = String::new();
    for (name, value) in [("lab", &asked.lab), ("topic", &asked.topic)] {
        if !value.is_empty() && plain(value) {
            let _ = write!(query, "{}{name}={value}", if query.is_empty() { '?' } else { '&' });
        }
    }
    let body = document(&base, &query, &entries);
    Ok(answer(&headers, body, "application/atom+xml; charset=utf-8"))
}

fn document(base: &str, query: &str, entries: &[feed::Entry]) -> String {
    let links: Vec<String> =
        entries.iter().map(|entry| format!("{base}/ideas/{}", entry.id)).collect();
    let items: Vec<Item<'_>> = entries
        .iter()
        .zip(&links)
        .map(|(entry, link)| Item {
            link,
            title: &entry.title,
            published: Timestamp(entry.published_at.unwrap_or(entry.active_at)),
            updated: Timestamp(entry.active_at),
            categories: vec![&entry.topic],
            author: entry.author.as_deref(),
            text: &entry.text,
        })
        .collect();
    let title = common::IDEAS.get(Lang::De);
    Feed { base, path: "/ideas.atom", page: "/ideas", query, title }.document(&items)
}

/// `GET /sitemap.xml`
///
/// # Errors
/// The database cannot be read.
pub async fn sitemap(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Error> {
    let base = escaped(&state.config.base_url());
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in PAGES {
        let _ = writeln!(out, "<url><loc>{base}{page}</loc></url>");
    }
    for (id, at) in feed::addresses(&state.db, ADDRESSES).await? {
        let _ = writeln!(out, "<url><loc>{base}/ideas/{id}</loc><lastmod>{at}</lastmod></url>");
    }
    out.push_str("</urlset>\n");
    Ok(answer(&headers, out, "application/xml; charset=utf-8"))
}

/// A document, or that it is still the same.
pub(super) fn answer(headers: &HeaderMap, body: String, kind: &'static str) -> Response {
    // The hash of what is told: the same words, the same tag. Compressed or not, it is the
    // same document, which a weak tag says.
    let tag = token::hash(&body);
    let tag = format!("\"{}\"", tag.get(..32).unwrap_or(&tag));
    let weak = HeaderValue::try_from(format!("W/{tag}"));
    let strong = HeaderValue::try_from(tag);
    let (Ok(weak), Ok(strong)) = (weak, strong) else {
        return Error::Internal("entity tag".to_owned()).into_response();
    };
    let mut response = match knows(headers, &strong) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => body.into_response(),
    };
    let of = response.headers_mut();
    of.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    of.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    of.insert(header::ETAG, weak);
    of.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_the_document() {
        let entry = feed::Entry {
            id: 1,
            title: "</title><script>alert('x')</script>&".into(),
            text: "a\u{0}b\u{b}c\u{ffff}d ]]> ü 🙂\nnext".into(),
            author: Some("\"><x".into()),
            topic: "a&b".into(),
            published_at: Some(0),
            active_at: 1000,
        };
        let xml = document("https://x.example.org", "?lab=a&topic=b", &[entry]);
        assert!(!xml.contains("<script") && !xml.contains("\"><x"));
        assert!(xml.contains("abcd ]]&gt; ü 🙂\nnext"));
        assert!(xml.contains("<id>https://x.example.org/ideas/1</id>"));
        assert!(xml.contains("ideas.atom?lab=a&amp;topic=b"));
        assert!(xml.contains("<updated>1970-01-01T00:00:01Z</updated>"));
        assert_eq!(xml.matches("</entry>").count(), 1);
    }
}
