//! The HTML around every page.

use leptos::{nonce::use_nonce, prelude::*};
use serde::Deserialize;

use crate::{
    components::{Footer, Header, TabBar},
    i18n::{self, common, t},
    pages::App,
    site::PagePath,
};

/// Stands in the document where the server puts what the page says of itself.
pub const HEAD_MARK: &str = "<meta name=\"page\">";

/// Addresses of the built assets; the server reads them from the site folder.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// What the pages of the staff need besides.
    #[serde(default)]
    pub staff_css: String,
    /// What those of the programme need besides.
    #[serde(default)]
    pub events_css: String,
    /// The module that starts the page.
    pub js: String,
    /// What the module loads.
    pub wasm: String,
    /// Fonts that every page needs.
    #[serde(default)]
    pub fonts: Vec<String>,
    /// Development: reload when the server was restarted.
    #[serde(default)]
    pub dev: bool,
}

/// The document that the server sends. Colours of the browser's frame match the ground.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    let place = use_context::<PagePath>().unwrap_or_default();
    // A form that failed comes back at the address it was posted to: the browser is told where
    // the page belongs before the router looks.
    let came_back = use_context::<crate::forms::FormState>().map(|_| match place.query.as_str() {
        "" => place.path.clone(),
        query => format!("{}?{query}", place.path),
    });
    // Every way from the citizens' pages to these loads them anew.
    let staff_css = (place.path == "/staff" || place.path.starts_with("/staff/"))
        .then(|| view! { <link rel="stylesheet" href=assets.staff_css.clone() /> });
    // What the queue does not need comes after it there. The programme's pages look for it by its
    // name.
    let staff = staff_css.is_some();
    let queue = place.path == "/staff/queue";
    let more_css = assets.events_css.clone();
    let more_css = move |here: bool| {
        let href = more_css.clone();
        here.then(move || view! { <link id="events-css" rel="stylesheet" href=href /> })
    };
    let (head_css, body_css) = (more_css(staff && !queue), more_css(staff && queue));
    let path = StoredValue::new(place.path);
    let start = format!(
        "import init,{{hydrate}} from '{}';init({{module_or_path:'{}'}}).then(hydrate)",
        assets.js, assets.wasm
    );
    let reload = assets.dev.then(|| {
        let script = "let boot;new EventSource('/dev/boot').onmessage=e=>{if(boot&&boot!==e.data)location.reload();boot=e.data}";
        view! { <script nonce=use_nonce() inner_html=script></script> }
    });
    let fonts = assets.fonts.clone().into_iter();
    let fonts = fonts.map(|font| view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous" /> });
    view! {
        <!DOCTYPE html>
        <html lang=i18n::lang().tag() data-path=came_back>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="stylesheet" href=assets.css.clone() />
                {staff_css}
                {head_css}
                {fonts.collect_view()}
                <link rel="modulepreload" href=assets.js.clone() nonce=use_nonce() />
                // Not preloaded: on a slow line the page itself comes first, and it works without.
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#FAF6EE" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#191714" />
                <link rel="alternate" r#type="application/atom+xml" href="/ideas.atom" title=t(common::FEED) />
                <meta name="page" />
                <script r#type="module" nonce=use_nonce() inner_html=start></script>
                {reload}
            </head>
            <body>
                <Header path=path />
                <main id="content" tabindex="-1">
                    <App />
                </main>
                <Footer />
                <TabBar path=path />
                {body_css}
            </body>
        </html>
    }
}
