//! Sharing a page: the system's sheet, the clipboard, a QR code.

use leptos::{prelude::*, task::spawn_local};

use super::{Icon, QrCode, handler};
use crate::{
    browser,
    i18n::{Text, board, t},
    live, site,
};

/// Buttons that share a page. Without script the QR code and the address remain.
#[component]
pub(crate) fn Share(
    /// Path of the page.
    path: String,
    /// Its title.
    title: String,
    /// What the QR code leads to, described.
    alt: Text,
) -> impl IntoView {
    let url = site::absolute(&path);
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
                <QrCode src=format!("/api{path}/qr.svg") alt=t(alt) />
                <p class="qr-url">{url}</p>
            </div>
        </details>
    }
}
