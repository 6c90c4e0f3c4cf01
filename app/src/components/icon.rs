//! Icons, drawn in one sheet (`public/icons.svg`) and named by what they mean.

use leptos::prelude::*;

use super::piece;

/// An icon beside a text that says the same: hidden from screen readers.
#[component]
pub(crate) fn Icon(
    /// Name of the symbol in the sheet.
    #[prop(into)]
    name: String,
) -> AnyView {
    piece(view! {
        <svg class="icon" aria-hidden="true" width="20" height="20" focusable="false">
            <use_ href=format!("/icons.svg#{name}")></use_>
        </svg>
    })
}
