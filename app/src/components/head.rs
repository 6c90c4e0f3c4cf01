//! What search engines, link previews and browser tabs read of a page.

use leptos::prelude::*;

use crate::site;

/// Title, description, canonical address and Open Graph tags of a page. The server writes them
/// all; in the browser only the title follows the reader.
#[component]
#[cfg_attr(
    not(feature = "ssr"),
    allow(unused_variables, reason = "only the server describes pages")
)]
pub(crate) fn PageHead(
    /// Title without the name of the site.
    #[prop(into)]
    title: String,
    /// One or two sentences.
    #[prop(into)]
    description: String,
    /// Canonical path.
    #[prop(into)]
    path: String,
    /// Path of a picture, or empty.
    #[prop(optional, into)]
    image: String,
    /// Whether search engines shall leave it out.
    #[prop(optional)]
    private: bool,
) -> impl IntoView {
    let full =
        if title.is_empty() { "Stadtlabor".to_owned() } else { format!("{title} · Stadtlabor") };
    #[cfg(feature = "ssr")]
    site::describe(tags(&full, description, &path, &image, private));
    site::title(move || full.clone());
}

#[cfg(feature = "ssr")]
fn tags(full: &str, description: String, path: &str, image: &str, private: bool) -> String {
    let url = site::absolute(path);
    let image = (!image.is_empty()).then(|| site::absolute(image));
    let locale = crate::i18n::lang().pick("de_DE", "en_GB");
    let full = full.to_owned();
    let described = view! { <meta name="description" content=description.clone() /> };
    let rest = if private {
        view! { <meta name="robots" content="noindex" /> }.into_any()
    } else {
        view! {
            <link rel="canonical" href=url.clone() />
            <meta property="og:title" content=full />
            <meta property="og:description" content=description />
            <meta property="og:url" content=url />
            <meta property="og:type" content="website" />
            <meta property="og:site_name" content="Stadtlabor" />
            <meta property="og:locale" content=locale />
            {image.map(|image| view! { <meta property="og:image" content=image /> })}
        }
        .into_any()
    };
    (described, rest).to_html()
}
