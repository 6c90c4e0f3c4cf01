//! What browser and server both know: rules, wire types, pages.
//!
//! `pages → components → api → domain`, never the other way.
#![recursion_limit = "1024"]

pub mod api;
mod browser;
pub mod components;
mod data;
pub mod domain;
pub mod forms;
mod held;
pub mod i18n;
mod json;
mod live;
mod pages;
#[cfg(feature = "ssr")]
mod shell;
mod site;

pub use pages::App;
#[cfg(feature = "ssr")]
pub use shell::{Assets, HEAD_MARK, shell};
pub use site::{BaseUrl, Described, HeadTags, MovedTo, PagePath, ServerNow, StatusCode};

/// Says that everything on the page answers now: buttons that need a script are shown, and what
/// only stands in for one is not. Called once, when the app has taken over all of the page: a
/// part of it may have come later than the rest.
pub fn come_alive() {
    browser::mark_alive();
}

/// Puts the address of a page that came back from a failed plain post right, before the router
/// looks at it. Called once, before the app takes over.
pub fn settle_address() {
    browser::settle_address();
}
