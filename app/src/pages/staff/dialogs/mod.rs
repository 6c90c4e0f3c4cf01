//! What is shown on top of the queue.

mod assign;
mod help;
mod merge;
mod preview;

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlDialogElement};

use super::{
    desk::{Desk, Dialog},
    dom,
    keys::KeysOn,
    more::{self, More},
};
use crate::{
    browser,
    components::{Icon, effect, handler, piece},
    held::memo,
    i18n::{Text, common, t},
};

/// What a dialog shows.
pub(super) fn of(desk: Desk, dialog: Dialog, keys: KeysOn) -> AnyView {
    match dialog {
        Dialog::Help => piece(view! { <help::Help desk=desk keys=keys /> }),
        Dialog::Merge(key, with) => piece(view! { <merge::Merge desk=desk key=key with=with /> }),
        Dialog::Assign(key) => piece(view! { <assign::Assign desk=desk key=key /> }),
    }
}

/// The place of the dialogs. What lies under one cannot be reached as long as it is open.
#[component]
pub(super) fn Dialogs(
    /// The desk.
    desk: Desk,
    /// Whether shortcuts are used.
    keys: KeysOn,
) -> AnyView {
    let open = memo(move || desk.dialog.get().is_some());
    effect(move || {
        let (open, Some(dialog)) = (open.get(), dialog()) else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        // The browser tells of it late: the next one may be open by now.
        if dialog().is_some_and(|dialog| dialog.open()) {
            return;
        }
        if desk.dialog.get_untracked().is_some() {
            desk.dialog.set(None);
        }
        desk.focus_heading();
    };
    // Before the browser closes it: a key pressed right after is for what lies under it.
    let cancelled = move |_: leptos::web_sys::Event| desk.dialog.set(None);
    // Beside it is out of it.
    let beside = move |event: leptos::ev::MouseEvent| {
        if event.target().is_some() && event.target() == event.current_target() {
            desk.dialog.set(None);
        }
    };
    piece(view! {
        <dialog class="queue-dialog" id=dom::TOP aria-labelledby=dom::DIALOG on:cancel=handler(cancelled) on:close=handler(closed) on:mousedown=handler(beside)>
            {move || desk.dialog.get().map(|dialog| piece(view! {
                <div class="queue-dialog-body">
                    {more::now(desk, More::Dialog(dialog, keys))}
                </div>
            }))}
        </dialog>
    })
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(dom::TOP)?.dyn_into().ok()
}

/// The head of a dialog; takes the focus, so that it is read out.
fn head(desk: Desk, title: Text) -> AnyView {
    effect(|| browser::after_ms(30, || browser::focus(dom::DIALOG)));
    piece(view! {
        <header class="queue-dialog-head">
            <h2 id=dom::DIALOG tabindex="-1">{t(title)}</h2>
            <button type="button" class="button button-icon" aria-label=t(common::CLOSE) on:click=handler(move |_| desk.dialog.set(None))>
                <Icon name="close" />
            </button>
        </header>
    })
}
