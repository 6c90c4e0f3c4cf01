//! Keyboard shortcuts: single letters, so they can be switched off (WCAG 2.2, 2.1.4).

use leptos::prelude::*;

use super::{
    decisions::Action,
    desk::{Desk, Dialog, Tool},
    dom,
    events::Key,
};
use crate::{api::WaitingKind, browser, components::effect, held::Held};

/// Where the browser remembers that they are switched off.
const STORED: &str = "staff-keys";

/// Whether the shortcuts are used.
#[derive(Clone, Copy)]
pub(super) struct KeysOn(pub(super) Held<bool>);

impl KeysOn {
    /// Switches them on or off, and remembers that.
    pub(super) fn switch(self, on: bool) {
        self.0.set(on);
        browser::store(STORED, if on { "on" } else { "off" });
    }
}

/// Listens for the shortcuts, as long as the page is there.
pub(super) fn listen(desk: Desk) -> KeysOn {
    let on = Held::new(true);
    // In an effect: only once the page is alive.
    effect(move || {
        on.set(browser::stored(STORED).as_deref() != Some("off"));
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            let used = plain
                && !event.default_prevented()
                && on.try_get_untracked() == Some(true)
                // What is shown on top has keys of its own.
                && desk.dialog.try_get_untracked().flatten().is_none()
                && !dom::types_text(&event)
                && pressed(desk, &event);
            if used {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
    KeysOn(on)
}

/// Does what a key stands for; false where it stands for nothing.
fn pressed(desk: Desk, event: &leptos::ev::KeyboardEvent) -> bool {
    // A key held down decides nothing: the next contribution is not even read.
    let held = event.repeat();
    match event.key().as_str() {
        "j" => desk.step(true),
        "k" => desk.step(false),
        _ if held => return false,
        "a" => {
            if let Some(key) = desk.open_now() {
                desk.decide(key, Action::yes(key.0), String::new());
            }
        }
        "d" => desk.begin(Tool::No),
        "h" if desk.open_now().is_some_and(|key| is_public(desk, key)) => desk.begin(Tool::No),
        "q" => desk.begin(Tool::Ask),
        "e" => desk.begin(Tool::Edit),
        "m" => desk.show(|key| Dialog::Merge(key, None)),
        "t" => desk.show(Dialog::Assign),
        "x" => desk.tick_open(),
        "u" => desk.undo_newest(),
        "/" => dom::open_fold(dom::FILTER),
        "?" => desk.dialog.set(Some(Dialog::Help)),
        _ => return false,
    }
    true
}

/// Whether a decision against it would hide something.
fn is_public(desk: Desk, key: Key) -> bool {
    key.0 == WaitingKind::Report
        || desk.queue.with_untracked(|queue| queue.get(key).is_some_and(|item| item.unseen))
}
