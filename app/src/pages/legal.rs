//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn PrivacyPage() -> impl IntoView {
    view! { <h1>"…"</h1> }
}

/// To come.
#[component]
pub(crate) fn ImprintPage() -> impl IntoView {
    view! { <h1>"…"</h1> }
}
/// To come.
#[component]
pub(crate) fn AccessibilityPage() -> impl IntoView {
    view! { <h1>"…"</h1> }
}
