//! What search engines, link previews and browser tabs read of a page.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::{i18n, site};

/// Title, description, canonical address and Open Graph tags of a page.
#[component]
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
    let url = site::absolute(&path);
    let image = (!image.is_empty()).then(|| site::absolute(&image));
    let locale = i18n::lang().pick("de_DE", "en_GB");
    view! {
        <Title text=full.clone() />
        <Meta name="description" content=description.clone() />
        {if private {
            view! { <Meta name="robots" content="noindex" /> }.into_any()
        } else {
            view! {
                <Link rel="canonical" href=url.clone() />
                <Meta property="og:title" content=full />
                <Meta property="og:description" content=description />
                <Meta property="og:url" content=url />
                <Meta property="og:type" content="website" />
                <Meta property="og:site_name" content="Stadtlabor" />
                <Meta property="og:locale" content=locale />
            }
                .into_any()
        }}
        {image.map(|image| view! { <Meta property="og:image" content=image /> })}
    }
}
