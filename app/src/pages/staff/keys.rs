//! Keyboard shortcuts: single letters, so they can be switched off (WCAG 2.2, 2.1.4).

use leptos::{html::Details, prelude::*};

use super::{decisions::Action, desk::Desk, dom};
use crate::{
    browser,
    i18n::{staff, t},
};

/// Where the browser remembers that they are switched off.
const STORED: &str = "staff-keys";

/// The shortcuts: listens for them, and says on screen what they are.
#[component]
pub(super) fn Keys(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let on = RwSignal::new(true);
    let help = NodeRef::<Details>::new();
    // In an effect: only once the page is alive.
    Effect::new(move |_| {
        on.set(browser::stored(STORED).as_deref() != Some("off"));
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            let used = plain
                && !event.default_prevented()
                && on.try_get_untracked() == Some(true)
                && !dom::types_text(&event)
                && pressed(desk, help, &event);
            if used {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
    let switch = move |event| {
        let now = event_target_checked(&event);
        on.set(now);
        browser::store(STORED, if now { "on" } else { "off" });
    };
    let rows = staff::KEY_LIST.map(|(key, does)| {
        view! {
            <div>
                <dt><kbd>{key}</kbd></dt>
                <dd>{t(does)}</dd>
            </div>
        }
    });
    view! {
        <details class="queue-keys" node_ref=help>
            <summary>{t(staff::KEYS)} " " <kbd>"?"</kbd></summary>
            <dl>{rows.into_iter().collect_view()}</dl>
            <label>
                <input type="checkbox" prop:checked=move || on.get() on:change=switch />
                {t(staff::KEYS_ON)}
            </label>
        </details>
    }
}

/// Does what a key stands for; false where it stands for nothing.
fn pressed(desk: Desk, help: NodeRef<Details>, event: &leptos::ev::KeyboardEvent) -> bool {
    // A key held down decides nothing: the next contribution is not even read.
    let held = event.repeat();
    match event.key().as_str() {
        "j" => desk.step(true),
        "k" => desk.step(false),
        "a" if !held => {
            if let Some(key) = desk.open_now() {
                desk.decide(key, Action::yes(key.0), String::new());
            }
        }
        "d" if !held => desk.begin_declining(),
        "u" if !held => desk.undo_newest(),
        "?" if !held => {
            if let Some(help) = help.get_untracked() {
                let open = !help.open();
                help.set_open(open);
                if open && let Ok(Some(summary)) = help.query_selector("summary") {
                    use leptos::wasm_bindgen::JsCast;
                    if let Ok(summary) = summary.dyn_into::<leptos::web_sys::HtmlElement>() {
                        let _ = summary.focus();
                    }
                }
            }
        }
        _ => return false,
    }
    true
}
