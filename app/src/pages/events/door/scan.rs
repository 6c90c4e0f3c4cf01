//! The camera that reads codes. What reads them is a chunk of its own: nobody but a door needs
//! it. It is loaded as soon as the door's page is there, so that it is at hand when the network
//! is away.

use leptos::{prelude::*, task::spawn_local};

use super::state::Door;
use crate::{
    browser,
    components::{Busy, Icon, effect, handler, piece},
    held::Held,
    i18n::{events, t},
};

/// Where the device remembers that its camera is wanted.
const WANTED: &str = "door-camera";

/// Shows what the camera sees, and reads codes in it.
#[cfg_attr(feature = "split", leptos::lazy)]
async fn scan_page(door: Door) -> AnyView {
    #[cfg(feature = "hydrate")]
    return piece(view! { <super::video::Video door=door /> });
    #[cfg(not(feature = "hydrate"))]
    {
        // The server sees nothing.
        let _ = door;
        ().into_any()
    }
}

/// Loads it beforehand; `then` everything that the page needs is there.
pub(super) fn preload(then: fn()) {
    spawn_local(async move {
        #[cfg(all(feature = "split", feature = "hydrate"))]
        __preload_scan_page().await;
        browser::when_alive(then);
    });
}

/// The camera, switched on by a tap: the browser asks whether it may.
#[component]
pub(super) fn Camera(door: Door) -> AnyView {
    let on = Held::new(false);
    // Where it was on before, it is again.
    effect(move || {
        if browser::tab_stored(WANTED).as_deref() == Some("on") {
            browser::when_alive(move || on.set(true));
        }
    });
    let turn = move |_| {
        let next = !on.get_untracked();
        on.set(next);
        browser::tab_store(WANTED, if next { "on" } else { "off" });
    };
    let lang = door.lang;
    let label = move || if on.get() { events::CAMERA_OFF } else { events::CAMERA_ON };
    let picture = move || {
        on.get().then(|| {
            piece(view! {
                <Suspense fallback=|| view! { <Busy /> }>
                    {Suspend::new(async move { scan_page(door).await })}
                </Suspense>
            })
        })
    };
    piece(view! {
        <section class="door-camera alive-only" aria-label=t(events::CAMERA)>
            {picture}
            <button type="button" class="button" class:button-main=move || !on.get() on:click=handler(turn)>
                <Icon name="camera" /> {move || label().get(lang)}
            </button>
        </section>
        <p class="not-alive field-hint">{t(events::CAMERA_NEEDS_SCRIPT)}</p>
    })
}
