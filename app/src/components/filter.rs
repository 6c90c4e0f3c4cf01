//! Choosing what a list shows: GET forms and a sheet of filters, links without script.

use leptos::{prelude::*, web_sys};
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};

use super::{Icon, handler, piece};
use crate::{
    browser,
    i18n::{Text, board, common, t},
};

/// Makes the address of a view from what is chosen.
type Address = fn(&ParamsMap) -> String;

/// Goes where a GET form leads, without loading the page anew.
/// `replace` leaves no place behind to come back to.
fn going(address: Address, replace: bool) -> impl Fn(&web_sys::HtmlFormElement) + Clone {
    let navigate = use_navigate();
    move |form| {
        let mut params = ParamsMap::new();
        for (name, value) in browser::form_values(form) {
            params.insert(name, value);
        }
        let options = NavigateOptions { scroll: false, replace, ..NavigateOptions::default() };
        navigate(&address(&params), options);
    }
}

/// What a GET form does once the page is alive.
pub(crate) fn submitted(address: Address) -> impl Fn(leptos::ev::SubmitEvent) {
    let go = going(address, false);
    move |event| {
        event.prevent_default();
        go(&event_target(&event));
    }
}

/// Hidden inputs that carry the rest of the view along a GET form.
pub(crate) fn carried(pairs: Vec<(&'static str, String)>) -> Vec<AnyView> {
    let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    given
        .map(|(name, value)| piece(view! { <input type="hidden" name=name value=value /> }))
        .collect()
}

/// A choice of the filter form: values and words.
pub(crate) fn choice(
    name: &'static str,
    label: Text,
    chosen: String,
    options: Vec<(String, String)>,
) -> AnyView {
    let id = format!("filter-{name}");
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
                <option value="" selected=none>{t(board::ALL)}</option>
                {options}
            </select>
        </div>
    })
}

/// What opens and closes the sheet.
const SUMMARY: &str = "filter-sheet";

/// Filters: a sheet at the foot of a phone's screen, a panel on wide ones.
#[component]
pub(crate) fn FilterSheet(
    /// Where the form leads without script.
    action: &'static str,
    /// The address of what is chosen.
    address: Address,
    /// How many filters are set.
    set: usize,
    /// Shows what was chosen.
    go: Text,
    /// The address without any of them.
    bare: String,
    /// What can be chosen, and what is carried along.
    children: Children,
) -> AnyView {
    // Several choices are one step back.
    let going = going(address, true);
    // Choosing is enough: the list behind the sheet changes at once, the button only closes it.
    let changed = move |event: leptos::ev::Event| {
        // A box to tick knows its form by the same name.
        if let Some(form) = event_target::<web_sys::HtmlSelectElement>(&event).form() {
            going(&form);
        }
    };
    let sheet = NodeRef::<leptos::html::Details>::new();
    let close = move || {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.set_open(false);
            browser::focus(SUMMARY);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    piece(view! {
        <details class="sheet" node_ref=sheet on:keydown=handler(keys)>
            <summary class="button" id=SUMMARY>
                <Icon name="filter" />
                {t(board::FILTER)}
                {(set > 0).then(|| piece(view! { <span class="badge">{set.to_string()}</span> }))}
            </summary>
            <div class="sheet-body" on:change=handler(changed)>
                <div class="sheet-head">
                    <h2>{t(board::FILTER)}</h2>
                    <button type="button" class="button button-icon alive-only" aria-label=t(common::CLOSE) on:click=handler(move |_| close())>
                        <Icon name="close" />
                    </button>
                </div>
                <form method="get" action=action on:submit=handler(submitted(address))>
                    {children()}
                    <div class="sheet-actions">
                        <button class="button button-main">{t(go)}</button>
                        <a href=bare class="button">{t(board::FILTER_RESET)}</a>
                    </div>
                </form>
            </div>
        </details>
    })
}

/// One of a few ways to look at something.
pub(crate) struct Segment {
    /// Where it leads.
    pub(crate) href: String,
    /// What it is called.
    pub(crate) label: Text,
    /// Its icon, where it has one.
    pub(crate) icon: Option<&'static str>,
    /// Whether it is the present one.
    pub(crate) current: bool,
}

/// A few ways to look at something, as links beside one another.
pub(crate) fn segments(label: Text, segments: Vec<Segment>) -> AnyView {
    let links = segments.into_iter().map(|one| {
        piece(view! {
            <li>
                <a href=one.href class="segment" aria-current=one.current.then_some("true") data-noscroll=true>
                    {one.icon.map(|icon| piece(view! { <Icon name=icon /> }))}
                    {t(one.label)}
                </a>
            </li>
        })
    });
    let links: Vec<AnyView> = links.collect();
    piece(view! {
        <nav class="segments" aria-label=t(label)>
            <ul>{links}</ul>
        </nav>
    })
}

/// Topics to choose one of, with where each leads; the first leads to all.
pub(crate) fn topic_chips(
    topics: Vec<crate::api::Topic>,
    chosen: &str,
    href: impl Fn(&str) -> String,
) -> AnyView {
    let lang = crate::i18n::lang();
    let all = piece(view! {
        <li>
            <a href=href("") class="chip" aria-current=chosen.is_empty().then_some("true") data-noscroll=true>
                {t(board::ALL_TOPICS)}
            </a>
        </li>
    });
    let chips = topics.into_iter().map(|topic| {
        let current = (topic.slug == chosen).then_some("true");
        piece(view! {
            <li>
                <a href=href(&topic.slug) class="chip" data-colour=topic.colour aria-current=current data-noscroll=true>
                    <Icon name=topic.icon />
                    {lang.pick(topic.name_de, topic.name_en)}
                </a>
            </li>
        })
    });
    let chips: Vec<AnyView> = std::iter::once(all).chain(chips).collect();
    piece(view! {
        <nav class="chips" aria-label=t(board::TOPICS)>
            <ul>{chips}</ul>
        </nav>
    })
}
