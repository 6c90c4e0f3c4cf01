//! One's own data: a copy of them, and erasing them.

use leptos::prelude::*;

use super::{
    current::{Act, Current},
    stand::Tap,
};
use crate::{
    api::encode,
    components::{Icon, piece},
    held::memo,
    i18n::{self, programme::registration as texts, t},
};

/// What can be done with one's data.
#[component]
pub(super) fn Data(
    /// The sign-up.
    current: Current,
) -> AnyView {
    let lang = i18n::lang();
    let erased = memo(move || current.my.with(|my| my.erased_at));
    let token = current.token.get_value();
    let download = format!("/api/registrations/{}/data.json", encode(&token));
    let body = move || match erased.get() {
        Some(at) => piece(view! { <p>{texts::erased(lang, &i18n::date(lang, at))}</p> }),
        None => piece(view! {
            <p>
                <a href=download.clone() rel="external" download="" class="button">
                    <Icon name="download" />
                    {t(texts::DOWNLOAD)}
                </a>
            </p>
            <details class="my-fold">
                <summary class="button button-danger">{t(texts::ERASE)}</summary>
                <p>{t(texts::ERASE_TEXT)}</p>
                <Tap current=current act=Act::Erase label=texts::ERASE_GO icon="trash" class="button button-danger" />
            </details>
        }),
    };
    piece(view! {
        <section class="my-data" aria-labelledby="my-data-title">
            <h2 id="my-data-title">{t(texts::DATA)}</h2>
            {body}
        </section>
    })
}
