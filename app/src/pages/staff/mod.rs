//! Where staff work. Everything behind [`staff_page`] is a chunk that citizens never download.

mod actions;
mod decisions;
mod desk;
mod dom;
mod entrance;
mod events;
mod item;
mod keys;
mod queue;
mod queue_state;
mod recent;
mod rows;
mod session;

use leptos::prelude::*;
use leptos_router::LazyRoute;

/// Which staff page a lazy route shows.
#[derive(Clone, Copy)]
pub(crate) enum StaffPage {
    /// The entrance.
    SignIn,
    /// What waits for a decision.
    Queue,
}

/// Every staff page stands behind this one function: one chunk. Name the pages nowhere else.
#[cfg_attr(feature = "split", leptos::lazy)]
pub(crate) async fn staff_page(page: StaffPage) -> AnyView {
    match page {
        StaffPage::SignIn => view! { <entrance::Entrance /> }.into_any(),
        StaffPage::Queue => view! { <queue::QueueView /> }.into_any(),
    }
}

macro_rules! staff_route {
    ($(#[$doc:meta])* $name:ident => $page:ident) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl LazyRoute for $name {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                staff_page(StaffPage::$page).await
            }

            // The generated loader: the chunk is there before the router changes the page.
            #[cfg(all(feature = "split", feature = "hydrate"))]
            async fn preload() {
                __preload_staff_page().await;
            }
        }
    };
}

staff_route!(
    /// `/staff`
    SignInRoute => SignIn
);
staff_route!(
    /// `/staff/queue`
    QueueRoute => Queue
);
