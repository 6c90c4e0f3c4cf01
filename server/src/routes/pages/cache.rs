//! Rendered pages, kept for visitors who look and do not take part.
//!
//! A page is made once for all of them, not once for each: it is good until something is
//! written, and for a second beyond, because the live stream brings what came since (the page
//! knows its place in the log). Pages never hold anything personal here: visitors with a
//! cookie of their own always get a fresh one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use leptos::nonce::Nonce;

/// Stands in kept HTML where the nonce of each answer goes. Random per process, so that no
/// text of a citizen can contain it.
pub(super) static NONCE: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| format!("nonce{:032x}", rand::random::<u128>()));

/// The most pages kept.
const PAGES_MAX: usize = 512;
/// The most bytes of HTML kept.
const BYTES_MAX: usize = 64 * 1024 * 1024;
/// How long a page is good though something was written since.
const STALE: Duration = Duration::from_secs(1);
/// How long a page is good at all: its ages are in minutes.
const OLD: Duration = Duration::from_secs(30);

/// HTML cut where its nonce goes.
#[derive(Clone)]
pub(super) struct Html(Arc<[String]>);

impl Html {
    pub(super) fn new(html: String) -> Self {
        Self(html.split(NONCE.as_str()).map(str::to_owned).collect())
    }

    /// The page with a fresh nonce, and that nonce.
    pub(super) fn with_nonce(&self) -> (String, String) {
        let nonce = Nonce::new().to_string();
        (self.0.join(&nonce), nonce)
    }

    fn len(&self) -> usize {
        self.0.iter().map(String::len).sum()
    }
}

/// A kept page.
#[derive(Clone)]
pub(super) struct Cached {
    pub(super) status: StatusCode,
    pub(super) html: Html,
    /// The database's generation before it was rendered.
    pub(super) generation: u64,
    pub(super) made: Instant,
}

#[derive(Default)]
struct Inner {
    pages: HashMap<String, Cached>,
    bytes: usize,
}

/// All kept pages.
#[derive(Default)]
pub(super) struct Cache(Mutex<Inner>);

impl Cache {
    pub(super) fn get(&self, key: &str, generation: u64) -> Option<Cached> {
        let inner = self.0.lock().ok()?;
        let page = inner.pages.get(key)?;
        let age = page.made.elapsed();
        let good = age < STALE || (page.generation == generation && age < OLD);
        good.then(|| page.clone())
    }

    pub(super) fn put(&self, key: String, page: Cached) {
        let Ok(mut inner) = self.0.lock() else { return };
        let size = page.html.len();
        if inner.pages.len() >= PAGES_MAX || inner.bytes + size > BYTES_MAX {
            // Rare, and everything in it would be stale within half a minute anyway.
            inner.pages.clear();
            inner.bytes = 0;
        }
        inner.bytes += size;
        if let Some(old) = inner.pages.insert(key, page) {
            inner.bytes = inner.bytes.saturating_sub(old.html.len());
        }
    }
}

/// Whether pages at this path are the same for every anonymous visitor and worth keeping.
pub(super) fn may_keep(path: &str) -> bool {
    // The form has a key of its own in every copy; private and staff pages are nobody else's.
    !(path.starts_with("/my/")
        || path.starts_with("/follow/")
        || path.starts_with("/staff")
        || path == "/ideas/new")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(generation: u64, age: Duration) -> Cached {
        let made = Instant::now().checked_sub(age).unwrap();
        Cached { status: StatusCode::OK, html: Html::new("x".to_owned()), generation, made }
    }

    #[test]
    fn good_until_something_is_written() {
        let cache = Cache::default();
        cache.put("a".into(), page(7, Duration::from_secs(5)));
        assert!(cache.get("a", 7).is_some());
        assert!(cache.get("a", 8).is_none(), "written since, and older than a second");
        cache.put("b".into(), page(7, Duration::ZERO));
        assert!(cache.get("b", 8).is_some(), "written since, within the second");
        cache.put("c".into(), page(7, Duration::from_secs(31)));
        assert!(cache.get("c", 7).is_none(), "too old");
    }

    #[test]
    fn every_answer_has_its_own_nonce() {
        let html = Html::new(format!("<script nonce=\"{}\">", NONCE.as_str()));
        let (first, nonce) = html.with_nonce();
        assert_eq!(first, format!("<script nonce=\"{nonce}\">"));
        assert_ne!(html.with_nonce().1, nonce);
    }

    #[test]
    fn bounded() {
        let cache = Cache::default();
        for i in 0..PAGES_MAX * 2 {
            cache.put(i.to_string(), page(0, Duration::ZERO));
        }
        assert!(cache.0.lock().unwrap().pages.len() <= PAGES_MAX);
    }
}
