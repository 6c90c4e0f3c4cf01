//! The same on the server, where there is no browser.

use crate::domain::Timestamp;

/// The server's pages get their time from their context.
pub(crate) fn clock() -> Timestamp {
    Timestamp(0)
}

pub(crate) fn page_language() -> Option<String> {
    None
}

/// There is no address to settle.
pub(crate) fn settle_address() {}

pub(crate) fn mark_alive() {}

pub(crate) fn is_alive() -> bool {
    false
}

pub(crate) fn mark_place(_: &str, _: &str, _: crate::i18n::Lang) {}

pub(crate) fn stored(_: &str) -> Option<String> {
    None
}

pub(crate) fn store(_: &str, _: &str) -> bool {
    false
}

pub(crate) fn unstore(_: &str) {}

/// From the seeds of the standard library's hash maps, which are random and secret: enough
/// for a name that nobody else has.
pub(crate) fn random_key() -> String {
    use std::hash::{BuildHasher, RandomState};
    let word = || RandomState::new().hash_one(0_u8);
    format!("{:016x}{:016x}", word(), word())
}

pub(crate) fn print() {}

pub(crate) fn scrolled() -> f64 {
    0.0
}

pub(crate) fn scroll_to_top() {}

pub(crate) fn reveal_target(_: &[String]) {}

pub(crate) fn focus(_: &str) {}

pub(crate) fn focus_link_in(_: &str) {}

pub(crate) fn share(_: &str, _: &str) -> bool {
    false
}

pub(crate) async fn copy(_: String) -> bool {
    false
}

pub(crate) fn keep_form(_: &leptos::web_sys::HtmlFormElement, _: &'static str, _: i64, _: bool) {}

pub(crate) fn forget_form(_: &str, _: i64) {}

pub(crate) fn form_values(_: &leptos::web_sys::HtmlFormElement) -> Vec<(String, String)> {
    Vec::new()
}

pub(crate) fn set_form_value(_: &leptos::web_sys::HtmlFormElement, _: &str, _: &str) {}

pub(crate) fn can_share() -> bool {
    false
}

pub(crate) fn watch_steps() {}

pub(crate) fn keep_place(_: &str, _: usize) {}

/// Nobody has been anywhere.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) more: usize,
}

pub(crate) fn place_to_return(_: &str) -> Option<Place> {
    None
}

pub(crate) fn return_to(_: &Place) {}

pub(crate) fn tab_stored(_: &str) -> Option<String> {
    None
}

pub(crate) fn tab_store(_: &str, _: &str) {}

pub(crate) fn hidden() -> bool {
    false
}

pub(crate) fn beacon(_: &str) {}

pub(crate) fn chime() {}

pub(crate) fn may_notify() -> Option<bool> {
    None
}

pub(crate) async fn ask_to_notify(_: &str, _: &str) -> bool {
    false
}

pub(crate) async fn notify(_: &str, _: &str, _: &str) -> bool {
    false
}

pub(crate) fn count_on_icon(_: u64) {}

pub(crate) fn is_online() -> bool {
    true
}

pub(crate) fn vibrate(_: &[u32]) {}
