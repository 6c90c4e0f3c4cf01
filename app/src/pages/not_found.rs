//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! { <h1>"…"</h1> }
}
