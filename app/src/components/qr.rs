//! A QR code, drawn in the page.

use leptos::prelude::*;

/// A QR code of an address, four modules of quiet zone around it (ISO/IEC 18004).
///
/// Drawn by the server (`/api/ideas/{id}/qr.svg`): the encoder is not in the download.
#[component]
pub(crate) fn QrCode(
    /// Address of the drawing.
    #[prop(into)]
    src: String,
    /// What it leads to.
    #[prop(into)]
    alt: String,
) -> impl IntoView {
    view! { <img class="qr" src=src alt=alt width="232" height="232" loading="lazy" /> }
}
