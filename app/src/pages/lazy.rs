//! Pages that are a chunk of the download of their own.
//!
//! Somebody who reads the board loads the board: an idea's page, the form, the labs and the
//! moderators' desk come when they are asked for. Built without the `split` feature, as while
//! developing, everything is one piece and nothing else changes.

/// Declares a chunk: its loader, the loader's preload function (named by `leptos::lazy`), and
/// its routes, each with the page that it shows. Pages of a chunk are named here and nowhere
/// else: whatever else names them pulls them out of the chunk.
macro_rules! lazy_pages {
    ($(#[$chunk:meta])* $load:ident, $preload:ident, { $($(#[$doc:meta])* $route:ident => $page:expr,)+ }) => {
        /// The pages of this chunk.
        #[derive(Clone, Copy)]
        #[allow(clippy::enum_variant_names, reason = "named like the routes that they are")]
        pub(crate) enum Page {
            $($(#[$doc])* $route,)+
        }

        $(#[$chunk])*
        #[cfg_attr(feature = "split", leptos::lazy)]
        pub(crate) async fn $load(page: Page) -> leptos::prelude::AnyView {
            use leptos::prelude::IntoAny;
            match page {
                $(Page::$route => $page().into_any(),)+
            }
        }

        $(
            $(#[$doc])*
            pub(crate) struct $route;

            impl leptos_router::LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> leptos::prelude::AnyView {
                    $load(Page::$route).await
                }

                // The chunk is there before the router changes the page.
                #[cfg(all(feature = "split", feature = "hydrate"))]
                async fn preload() {
                    $preload().await;
                }
            }
        )+
    };
}

pub(super) use lazy_pages;
