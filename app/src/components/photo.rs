//! A photo with its place kept free while it loads.

use leptos::prelude::*;

use super::piece;
use crate::api::PhotoRef;

/// A photo: small on cards, with the large one for dense and wide screens.
#[component]
pub(crate) fn Photo(
    /// The photo.
    photo: PhotoRef,
    /// What to say where nobody said what it shows; empty where the text beside it is enough.
    #[prop(into)]
    alt: String,
    /// Whether it fills the page's width.
    #[prop(optional)]
    large: bool,
    /// Whether it is on the first screen: then it is loaded at once.
    #[prop(optional)]
    eager: bool,
) -> AnyView {
    let (width, height) = if large { (photo.width, photo.height) } else { photo.small_size() };
    let src = if large { photo.large_url() } else { photo.small_url() };
    let srcset = large.then(|| {
        let (small, _) = photo.small_size();
        format!("{} {small}w, {} {}w", photo.small_url(), photo.large_url(), photo.width)
    });
    piece(view! {
        <img
            class="photo"
            src=src
            srcset=srcset
            sizes=large.then_some("(min-width: 48rem) 42rem, 100vw")
            width=width
            height=height
            alt=photo.alt.clone().unwrap_or(alt)
            loading=if eager { "eager" } else { "lazy" }
            decoding="async"
        />
    })
}
