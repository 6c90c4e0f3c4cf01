//! A moment, as its distance from now.

use leptos::prelude::*;

use super::piece;
use crate::{domain::Timestamp, i18n, site};

/// How long ago something was, kept current, with the exact time for machines and on hover.
#[component]
pub(crate) fn Ago(
    /// The moment.
    at: Timestamp,
) -> AnyView {
    let lang = i18n::lang();
    let now = site::now();
    piece(view! {
        <time datetime=at.to_string() title=i18n::date_time(lang, at)>
            {move || i18n::ago(lang, at, now.get())}
        </time>
    })
}
