//! What the law asks for. These pages are mostly text that few people read, so they are a chunk
//! of their own: see [`legal_page`].

mod operator;
mod parts;
mod views;

use leptos::prelude::*;
use leptos_router::LazyRoute;

/// Which legal page a lazy route shows.
#[derive(Clone, Copy)]
pub(crate) enum LegalPage {
    /// Privacy.
    Privacy,
    /// Imprint.
    Imprint,
    /// Accessibility statement.
    Accessibility,
}

/// Every legal page stands behind this one function: one chunk, loaded when somebody asks for
/// it. Name the pages and their texts nowhere else.
#[cfg_attr(feature = "split", leptos::lazy)]
pub(crate) async fn legal_page(page: LegalPage) -> AnyView {
    match page {
        LegalPage::Privacy => view! { <views::Privacy /> }.into_any(),
        LegalPage::Imprint => view! { <views::Imprint /> }.into_any(),
        LegalPage::Accessibility => view! { <views::Accessibility /> }.into_any(),
    }
}

macro_rules! legal_route {
    ($(#[$doc:meta])* $name:ident => $page:ident) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl LazyRoute for $name {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                legal_page(LegalPage::$page).await
            }

            // The generated loader: the chunk is there before the router changes the page.
            #[cfg(all(feature = "split", feature = "hydrate"))]
            async fn preload() {
                __preload_legal_page().await;
            }
        }
    };
}

legal_route!(
    /// `/privacy`
    PrivacyRoute => Privacy
);
legal_route!(
    /// `/imprint`
    ImprintRoute => Imprint
);
legal_route!(
    /// `/accessibility`
    AccessibilityRoute => Accessibility
);
