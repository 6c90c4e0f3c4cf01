//! Search, topics, filters, order and view: plain links and one GET form.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};

use super::query::BoardView;
use crate::{
    api::{Catalog, IdeaSort},
    browser,
    components::{Icon, handler, piece},
    domain::IdeaStatus,
    i18n::{self, Text, board, common, t},
};

/// Everything with which a reader chooses what the board shows.
#[component]
pub(super) fn Filters(
    /// What it shows now.
    view: BoardView,
    /// Names of labs, topics and projects.
    catalog: Catalog,
) -> AnyView {
    // What is looked at stays to choose, though it is offered no more.
    let BoardView { query: crate::api::IdeaQuery { topic, lab, project, .. }, .. } = &view;
    let catalog = catalog.offered_besides([topic, lab, project]);
    piece(view! {
        <div class="board-tools">
            <SearchForm view=view.clone() />
            <TopicChips view=view.clone() catalog=catalog.clone() />
            <div class="board-row">
                <FilterSheet view=view.clone() catalog=catalog />
                <ViewLinks view=view.clone() />
                <SortLinks view=view />
            </div>
        </div>
    })
}

/// Goes where a GET form leads, without loading the page anew.
/// `replace` leaves no place behind to come back to.
fn going(replace: bool) -> impl Fn(&leptos::web_sys::HtmlFormElement) + Clone {
    let navigate = use_navigate();
    move |form| {
        let mut params = ParamsMap::new();
        for (name, value) in browser::form_values(form) {
            params.insert(name, value);
        }
        let options = NavigateOptions { scroll: false, replace, ..NavigateOptions::default() };
        navigate(&BoardView::from_params(&params).href(), options);
    }
}

/// What a GET form does once the page is alive.
fn submitted() -> impl Fn(leptos::ev::SubmitEvent) {
    let go = going(false);
    move |event| {
        event.prevent_default();
        go(&event_target(&event));
    }
}

/// Hidden inputs that carry the rest of the view along a GET form.
fn carried(pairs: [(&'static str, String); 5]) -> Vec<AnyView> {
    let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    given
        .map(|(name, value)| piece(view! { <input type="hidden" name=name value=value /> }))
        .collect()
}

#[component]
fn SearchForm(view: BoardView) -> AnyView {
    let query = view.query.clone();
    let lanes = if view.lanes { "lanes".to_owned() } else { String::new() };
    piece(view! {
        <search>
            <form method="get" action="/ideas" class="search" on:submit=handler(submitted())>
                <label class="visually-hidden" for="board-search">{t(board::SEARCH)}</label>
                <input id="board-search" type="search" name="q" value=query.q.clone() placeholder=t(board::SEARCH)
                    maxlength="200" enterkeyhint="search" autocomplete="off" />
                {carried([
                    ("lab", query.lab),
                    ("topic", query.topic),
                    ("project", query.project),
                    ("status", query.status),
                    ("view", lanes),
                ])}
                <button class="button button-icon" aria-label=t(board::SEARCH_GO)>
                    <Icon name="search" />
                </button>
            </form>
        </search>
    })
}

#[component]
fn TopicChips(view: BoardView, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let chosen = view.query.topic.clone();
    let all = view.with(|v| v.query.topic = String::new());
    let chips = catalog.topics.into_iter().map(|topic| {
        let href = view.with(|v| v.query.topic = topic.slug.clone()).href();
        let current = (topic.slug == chosen).then_some("true");
        piece(view! {
            <li>
                <a href=href class="chip" data-colour=topic.colour aria-current=current data-noscroll=true>
                    <Icon name=topic.icon />
                    {lang.pick(topic.name_de, topic.name_en)}
                </a>
            </li>
        })
    });
    let chips: Vec<AnyView> = chips.collect();
    piece(view! {
        <nav class="chips" aria-label=t(board::TOPICS)>
            <ul>
                <li>
                    <a href=all.href() class="chip" aria-current=chosen.is_empty().then_some("true") data-noscroll=true>
                        {t(board::ALL_TOPICS)}
                    </a>
                </li>
                {chips}
            </ul>
        </nav>
    })
}

/// A choice of the filter form.
fn select(
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

/// The other filters: a sheet at the foot of a phone's screen, a panel on wide ones.
#[component]
fn FilterSheet(view: BoardView, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let query = view.query.clone();
    let set = view.filters();
    let labs = catalog.labs.into_iter().map(|lab| (lab.slug, lab.name)).collect();
    let projects =
        catalog.projects.into_iter().map(|p| (p.slug, lang.pick(p.name_de, p.name_en))).collect();
    let stati = IdeaStatus::LANES
        .iter()
        .map(|s| (s.as_str().to_owned(), t(common::status(*s)).to_owned()))
        .collect();
    let lanes = if view.lanes { "lanes".to_owned() } else { String::new() };
    let bare = BoardView { lanes: view.lanes, ..BoardView::default() };
    // Several choices are one step back.
    let go = going(true);
    // Choosing is enough: the list behind the sheet changes at once, the button only closes it.
    let changed = move |event: leptos::ev::Event| {
        if let Some(form) = event_target::<leptos::web_sys::HtmlSelectElement>(&event).form() {
            go(&form);
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
                <form method="get" action="/ideas" on:submit=handler(submitted())>
                    {carried([
                        ("q", query.q),
                        ("topic", query.topic),
                        ("sort", query.sort),
                        ("view", lanes),
                        ("", String::new()),
                    ])}
                    {select("lab", board::LAB, query.lab, labs)}
                    {select("project", board::PROJECT, query.project, projects)}
                    {(!view.lanes).then(|| select("status", board::STATUS, query.status, stati))}
                    <div class="sheet-actions">
                        <button class="button button-main">{t(board::FILTER_GO)}</button>
                        <a href=bare.href() class="button">{t(board::FILTER_RESET)}</a>
                    </div>
                </form>
            </div>
        </details>
    })
}

#[component]
fn SortLinks(view: BoardView) -> AnyView {
    let searching = !view.query.q.is_empty();
    let current = view.sort();
    let links = IdeaSort::ALL.into_iter().map(|sort| {
        let label = match sort {
            IdeaSort::Newest if searching => board::SORT_BEST,
            IdeaSort::Newest => board::SORT_NEWEST,
            IdeaSort::Supported => board::SORT_SUPPORTED,
            IdeaSort::Active => board::SORT_ACTIVE,
        };
        let value = if sort == IdeaSort::Newest { "" } else { sort.as_str() };
        let href = view.with(|v| v.query.sort = value.to_owned()).href();
        piece(view! {
            <li>
                <a href=href class="segment" aria-current=(sort == current).then_some("true") data-noscroll=true>
                    {t(label)}
                </a>
            </li>
        })
    });
    let links: Vec<AnyView> = links.collect();
    piece(view! {
        <nav class="segments" aria-label=t(board::SORT)>
            <ul>{links}</ul>
        </nav>
    })
}

#[component]
fn ViewLinks(view: BoardView) -> AnyView {
    let links = [(false, board::VIEW_LIST, "list"), (true, board::VIEW_LANES, "lanes")].map(|(lanes, label, icon)| {
        let href = view.with(|v| v.lanes = lanes).href();
        piece(view! {
            <li>
                <a href=href class="segment" aria-current=(lanes == view.lanes).then_some("true") data-noscroll=true>
                    <Icon name=icon />
                    {t(label)}
                </a>
            </li>
        })
    });
    piece(view! {
        <nav class="segments" aria-label=t(board::VIEW)>
            <ul>{Vec::from(links)}</ul>
        </nav>
    })
}
