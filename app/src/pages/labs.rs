//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn LabsPage() -> impl IntoView {
    view! { <h1>"…"</h1> }
}

/// To come.
#[component]
pub(crate) fn LabPage() -> impl IntoView {
    view! { <h1>"…"</h1> }
}
