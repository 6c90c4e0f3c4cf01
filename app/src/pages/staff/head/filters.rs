//! Which part of the queue is shown.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};

use crate::{
    api::WaitingKind,
    browser,
    components::{Icon, handler, piece},
    i18n::{Text, common, desk as words, t},
    pages::staff::{desk::Desk, dom, filter::Filter, more::Places},
};

/// A choice of the filters.
fn select(
    name: &'static str,
    label: Text,
    chosen: &str,
    options: Vec<(String, String)>,
) -> AnyView {
    let id = format!("queue-{name}");
    let none = chosen.is_empty();
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        piece(view! { <option value=value selected=selected>{text}</option> })
    });
    let options: Vec<AnyView> = options.collect();
    piece(view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            <select id=id name=name>
                <option value="" selected=none>{t(words::ALL)}</option>
                {options}
            </select>
        </div>
    })
}

/// Lab, topic and kind: a form that gets its address, a sheet on a phone.
#[component]
pub(in crate::pages::staff) fn Filters(
    /// The desk.
    desk: Desk,
    /// What can be chosen.
    places: Places,
) -> AnyView {
    let filter = desk.filter.get_untracked();
    let counts = desk.counts.get_untracked();
    let kinds = WaitingKind::ALL.map(|kind| {
        let label = format!("{} ({})", t(words::kinds(kind)), counts.of(kind));
        (kind.segment().to_owned(), label)
    });
    let navigate = use_navigate();
    let go = move |form: &leptos::web_sys::HtmlFormElement| {
        let mut params = ParamsMap::new();
        for (name, value) in browser::form_values(form) {
            params.insert(name, value);
        }
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&Filter::from_params(&params).href(), options);
    };
    let submit = {
        let go = go.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            go(&event_target(&event));
        }
    };
    // Choosing is enough.
    let changed = move |event: leptos::ev::Event| {
        if let Some(form) = event_target::<leptos::web_sys::HtmlSelectElement>(&event).form() {
            go(&form);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            dom::close_fold(dom::FILTER);
        }
    };
    piece(view! {
        <div class="sheet-body" on:change=handler(changed) on:keydown=handler(keys)>
            <div class="sheet-head">
                <h2>{t(words::FILTER)}</h2>
                <button type="button" class="button button-icon alive-only" aria-label=t(common::CLOSE) on:click=handler(|_| dom::close_fold(dom::FILTER))>
                    <Icon name="close" />
                </button>
            </div>
            <form method="get" action="/staff/queue" on:submit=handler(submit)>
                {select("kind", words::KIND, &filter.kind, kinds.to_vec())}
                {select("lab", words::LAB, &filter.lab, places.labs())}
                {select("topic", words::TOPIC, &filter.topic, places.topics())}
                <div class="sheet-actions">
                    <button class="button button-main">{t(words::FILTER_GO)}</button>
                    <a href="/staff/queue" class="button">{t(words::FILTER_RESET)}</a>
                </div>
            </form>
        </div>
    })
}
