//! What browser and server both know: rules, wire types, pages.
//!
//! `pages → components → api → domain`, never the other way.
#![recursion_limit = "512"]

pub mod api;
pub mod domain;
pub mod forms;
pub mod i18n;
