//! What browser and server both know: rules, wire types, pages.
//!
//! `pages → components → api → domain`, never the other way.
#![recursion_limit = "1024"]

pub mod api;
mod browser;
pub mod components;
pub mod domain;
pub mod forms;
pub mod i18n;
mod live;
mod pages;
mod shell;
mod site;

pub use pages::App;
pub use shell::{Assets, shell};
pub use site::{BaseUrl, ServerNow, StatusCode};
