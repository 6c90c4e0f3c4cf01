//! What only the server makes.

use leptos::prelude::*;

use super::piece;

/// A piece of a page for who has no script, or until something else takes its place. In the
/// browser it stays as the server rendered it, and nothing of it is downloaded; where the
/// browser makes the page by itself, it is empty.
pub(crate) fn rendered(view: impl FnOnce() -> AnyView) -> AnyView {
    #[cfg(feature = "ssr")]
    return piece(view! { <div class="rendered">{view()}</div> });
    #[cfg(not(feature = "ssr"))]
    {
        let _ = view;
        // With its contents given like this, the browser leaves them alone.
        piece(view! { <div class="rendered" inner_html=""></div> })
    }
}
