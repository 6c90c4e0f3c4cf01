//! The private link: somebody's key, which nobody else keeps for them.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser,
    components::{Icon, effect, handler},
    i18n::{self, Text, form, t},
    site,
};

/// The link, with ways to keep it. Without script it can be marked and copied by hand.
#[component]
pub(super) fn Key(
    /// The token of the page.
    token: String,
    /// What the page is about.
    title: Signal<String>,
    /// What the link is for.
    text: Text,
) -> impl IntoView {
    let lang = i18n::lang();
    let url = site::absolute(&format!("/my/{token}"));
    let link = StoredValue::new(url.clone());
    let said = RwSignal::new("");
    // Known only in the browser: both sides have to render the same at first.
    let can_share = RwSignal::new(false);
    effect(move || can_share.set(browser::can_share()));
    let node = NodeRef::<leptos::html::Input>::new();
    let copy = move |_| {
        spawn_local(async move {
            let Some(url) = link.try_get_value() else { return };
            let done = browser::copy(url).await;
            if !done && let Some(input) = node.try_get_untracked().flatten() {
                input.select();
            }
            let word = if done { form::MY_COPIED } else { form::MY_COPY_FAILED };
            let _ = said.try_set(word.get(lang));
        });
    };
    let share = move |_| {
        link.with_value(|url| browser::share(&title.get_untracked(), url));
    };
    view! {
        <section class="my-key" aria-labelledby="my-key-title">
            <h2 id="my-key-title">
                <Icon name="key" />
                {t(form::MY_KEY)}
            </h2>
            <p>{t(text)}</p>
            <label for="my-key-link">{t(form::MY_KEY_LABEL)}</label>
            <input id="my-key-link" type="text" readonly value=url node_ref=node autocomplete="off" />
            <div class="my-key-actions">
                <button type="button" class="button needs-script" on:click=handler(copy)>
                    <Icon name="copy" />
                    {t(form::MY_COPY)}
                </button>
                <button type="button" class="button" class:gone=move || !can_share.get() on:click=handler(share)>
                    <Icon name="share" />
                    {t(form::MY_SHARE)}
                </button>
            </div>
            <div role="status">
                {move || (!said.get().is_empty()).then(|| view! { <p class="my-said">{said.get()}</p> })}
            </div>
        </section>
    }
}
