//! Sharing an idea: the system's sheet, the clipboard, a QR code.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser,
    components::{Icon, QrCode, handler},
    i18n::{board, t},
    live, site,
};

/// Buttons that share an idea. Without script the QR code and the address remain.
#[component]
pub(super) fn Share(
    /// Number of the idea.
    id: i64,
    /// Its title.
    title: String,
) -> impl IntoView {
    let url = site::absolute(&format!("/ideas/{id}"));
    let shared = url.clone();
    let share = move |_| {
        if !browser::share(&title, &shared) {
            let url = shared.clone();
            spawn_local(async move {
                if browser::copy(url.clone()).await {
                    live::say(t(board::COPIED));
                } else {
                    live::say(url);
                }
            });
        }
    };
    view! {
        <button type="button" class="button needs-script" on:click=handler(share)>
            <Icon name="share" />
            {t(board::SHARE)}
        </button>
        <details class="qr-box">
            <summary class="button">
                <Icon name="qr" />
                {t(board::QR)}
            </summary>
            <div>
                <QrCode src=format!("/api/ideas/{id}/qr.svg") alt=t(board::QR_ALT) />
                <p class="qr-url">{url}</p>
            </div>
        </details>
    }
}
