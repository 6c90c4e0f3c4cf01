//! What is shown on top of the queue. A chunk of its own: who only publishes never loads it.

mod assign;
mod help;
mod merge;
mod preview;

use leptos::prelude::*;

use super::{
    desk::{Desk, Dialog},
    dom,
    keys::KeysOn,
};
use crate::{
    browser,
    components::{Busy, Icon, effect, handler, piece},
    held::memo,
    i18n::{Text, common, t},
};

/// What a dialog shows.
#[cfg_attr(feature = "split", leptos::lazy)]
pub(super) async fn queue_dialog(dialog: Dialog, desk: Desk, keys: KeysOn) -> AnyView {
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
    let node = NodeRef::<leptos::html::Dialog>::new();
    let open = memo(move || desk.dialog.get().is_some());
    effect(move || {
        let (open, Some(dialog)) = (open.get(), node.get()) else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        if desk.dialog.get_untracked().is_some() {
            desk.dialog.set(None);
        }
        desk.focus_heading();
    };
    // Beside it is out of it.
    let beside = move |event: leptos::ev::MouseEvent| {
        let target = event.target().map(event_node);
        if target.is_some() && target == node.get_untracked().map(|n| n.into()) {
            desk.dialog.set(None);
        }
    };
    piece(view! {
        <dialog class="queue-dialog" node_ref=node aria-labelledby=dom::DIALOG on:close=handler(closed) on:mousedown=handler(beside)>
            {move || desk.dialog.get().map(|dialog| piece(view! {
                <div class="queue-dialog-body">
                    <Suspense fallback=|| view! { <Busy /> }>
                        {Suspend::new(async move { queue_dialog(dialog, desk, keys).await })}
                    </Suspense>
                </div>
            }))}
        </dialog>
    })
}

fn event_node(target: leptos::web_sys::EventTarget) -> leptos::wasm_bindgen::JsValue {
    target.into()
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
