//! The shortcuts, and how staff want to be called.

use leptos::prelude::*;

use super::head;
use crate::{
    components::{handler, piece},
    i18n::{desk as words, staff, t},
    pages::staff::{alerts::Alerts, desk::Desk, keys::KeysOn},
};

/// The shortcuts with their switch, the sound and the messages.
#[component]
pub(super) fn Help(
    /// The desk.
    desk: Desk,
    /// Whether shortcuts are used.
    keys: KeysOn,
) -> AnyView {
    let rows = words::KEY_LIST.map(|(key, does)| {
        piece(view! {
            <div>
                <dt><kbd>{key}</kbd></dt>
                <dd>{t(does)}</dd>
            </div>
        })
    });
    piece(view! {
        {head(desk, words::HELP)}
        <section class="queue-keys">
            <h3>{t(staff::KEYS)}</h3>
            <label class="switch">
                <input type="checkbox" prop:checked=move || keys.0.get() on:change=handler(move |event| keys.switch(event_target_checked(&event))) />
                <span><strong>{t(staff::KEYS_ON)}</strong></span>
            </label>
            <dl>{Vec::from(rows)}</dl>
        </section>
        <p class="queue-swipe-hint">{t(words::SWIPE_HINT)}</p>
        <section>
            <h3>{t(words::CALLS)}</h3>
            <Alerts desk=desk />
        </section>
    })
}
