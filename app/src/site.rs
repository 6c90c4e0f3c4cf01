//! What a page knows about the site it belongs to. The server provides it; it travels to the
//! browser with the page, so that both render the same.

use std::sync::Arc;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api,
    components::effect,
    data::{self, Data},
    domain::Timestamp,
};

/// Public address of the site, without a slash at the end.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BaseUrl(pub String);

/// The moment at which the server renders a page.
#[derive(Clone, Copy, Debug)]
pub struct ServerNow(pub Timestamp);

/// Where the page is that the server renders.
#[derive(Clone, Debug, Default)]
pub struct PagePath {
    /// Its path.
    pub path: String,
    /// Its query, without the question mark.
    pub query: String,
}

/// Whether a link of the navigation leads to the place that the page at this path is part of.
pub(crate) fn leads_here(href: &str, path: &str) -> bool {
    let part = match href {
        "/labs" => "/labs/",
        "/programme" => "/events/",
        _ => return path == href,
    };
    path == href || path.starts_with(part)
}

/// Collects what pages say of themselves for the document's head, while the server renders.
#[derive(Clone, Default)]
pub struct HeadTags(pub Arc<std::sync::Mutex<Described>>);

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// Its title.
    pub title: String,
    /// Its tags, as HTML.
    pub tags: String,
}

/// Gives the page its title: on the server for the document's head, in the browser whenever
/// it changes.
pub(crate) fn title(title: impl Fn() -> String + 'static) {
    if let Some(HeadTags(head)) = use_context::<HeadTags>()
        && let Ok(mut head) = head.lock()
    {
        head.title = untrack(title);
        return;
    }
    effect(move || document().set_title(&title()));
}

/// Adds tags to the document's head.
#[cfg(feature = "ssr")]
pub(crate) fn describe(tags: String) {
    if let Some(HeadTags(head)) = use_context::<HeadTags>()
        && let Ok(mut head) = head.lock()
    {
        head.tags = tags;
    }
}

/// Sets the HTTP status of the page that is being rendered. Provided by the server.
#[derive(Clone)]
pub struct StatusCode(pub Arc<dyn Fn(u16) + Send + Sync>);

/// Gives the page that is being rendered this HTTP status; nothing in the browser.
pub(crate) fn set_status(status: u16) {
    if let Some(StatusCode(set)) = use_context::<StatusCode>() {
        set(status);
    }
}

/// Sends whoever asked for the page that is being rendered on to another path of this site.
/// Provided by the server.
#[derive(Clone)]
pub struct MovedTo(pub Arc<dyn Fn(&str) + Send + Sync>);

/// Leads on to another path of this site, in place of this page: the server by its answer, the
/// browser by itself.
pub(crate) fn move_to(path: &str) {
    if let Some(MovedTo(moved)) = use_context::<MovedTo>() {
        moved(path);
        return;
    }
    let (navigate, path) = (leptos_router::hooks::use_navigate(), path.to_owned());
    effect(move || {
        let options = leptos_router::NavigateOptions { replace: true, ..Default::default() };
        navigate(&path, options);
    });
}

/// The time on the page's clock: the server's until the page is alive, then the browser's,
/// every half minute.
#[derive(Clone, Copy)]
pub(crate) struct Now(pub(crate) RwSignal<Timestamp>);

/// Labs, topics and projects, loaded once for all pages.
#[derive(Clone, Copy)]
pub(crate) struct CatalogResource(pub(crate) Data<api::Catalog>);

/// Provides what every page may ask for. Called once, at the root.
pub(crate) fn provide_site() {
    let base = data::shared(|| use_context::<BaseUrl>().unwrap_or_default());
    provide_context(base);
    let now = data::shared(|| use_context::<ServerNow>().map_or(Timestamp(0), |n| n.0));
    let now = RwSignal::new(now);
    provide_context(Now(now));
    crate::browser::keep_time(now);
    // A site without a catalog still shows its pages: the topics are then unnamed.
    let catalog = data::load(|| (), |()| async { api::catalog().await.unwrap_or_default() });
    provide_context(CatalogResource(catalog));
}

/// The page's clock.
pub(crate) fn now() -> RwSignal<Timestamp> {
    use_context::<Now>().map_or_else(|| RwSignal::new(Timestamp(0)), |now| now.0)
}

/// Absolute address of a path on this site.
pub(crate) fn absolute(path: &str) -> String {
    format!("{}{path}", use_context::<BaseUrl>().unwrap_or_default().0)
}

/// The catalog as a resource: await it inside `Suspend`.
pub(crate) fn catalog() -> Data<api::Catalog> {
    expect_context::<CatalogResource>().0
}
