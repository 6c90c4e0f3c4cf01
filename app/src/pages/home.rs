//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    view! { <h1>"…"</h1> }
}
