//! Search, topics, filters, order and view: plain links and one GET form.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use super::query::BoardView;
use crate::{
    api::{Catalog, IdeaSort},
    components::{
        FilterSheet, Icon, Segment, carried, choice, handler, piece, segments, submitted,
        topic_chips,
    },
    domain::IdeaStatus,
    i18n::{self, board, common, t},
};

/// The address of what a form chooses.
fn address(params: &ParamsMap) -> String {
    BoardView::from_params(params).href()
}

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
    let topics = topic_chips(catalog.topics.clone(), &view.query.topic, |slug| {
        view.with(|v| v.query.topic = slug.to_owned()).href()
    });
    piece(view! {
        <div class="board-tools">
            <SearchForm view=view.clone() />
            {topics}
            <div class="board-row">
                <Sheet view=view.clone() catalog=catalog />
                {view_links(&view)}
                {sort_links(&view)}
            </div>
        </div>
    })
}

#[component]
fn SearchForm(view: BoardView) -> AnyView {
    let query = view.query.clone();
    let lanes = if view.lanes { "lanes".to_owned() } else { String::new() };
    piece(view! {
        <search>
            <form method="get" action="/ideas" class="search" on:submit=handler(submitted(address))>
                <label class="visually-hidden" for="board-search">{t(board::SEARCH)}</label>
                <input id="board-search" type="search" name="q" value=query.q.clone() placeholder=t(board::SEARCH)
                    maxlength="200" enterkeyhint="search" autocomplete="off" />
                {carried(vec![
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

/// Lab, project and status.
#[component]
fn Sheet(view: BoardView, catalog: Catalog) -> AnyView {
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
    piece(view! {
        <FilterSheet action="/ideas" address=address set=set go=board::FILTER_GO bare=bare.href()>
            {carried(vec![
                ("q", query.q),
                ("topic", query.topic),
                ("sort", query.sort),
                ("view", lanes),
            ])}
            {choice("lab", board::LAB, query.lab, labs)}
            {choice("project", board::PROJECT, query.project, projects)}
            {(!view.lanes).then(|| choice("status", board::STATUS, query.status, stati))}
        </FilterSheet>
    })
}

fn sort_links(view: &BoardView) -> AnyView {
    let searching = !view.query.q.is_empty();
    let current = view.sort();
    let one = |sort: IdeaSort| {
        let label = match sort {
            IdeaSort::Newest if searching => board::SORT_BEST,
            IdeaSort::Newest => board::SORT_NEWEST,
            IdeaSort::Supported => board::SORT_SUPPORTED,
            IdeaSort::Active => board::SORT_ACTIVE,
        };
        let value = if sort == IdeaSort::Newest { "" } else { sort.as_str() };
        let href = view.with(|v| v.query.sort = value.to_owned()).href();
        Segment { href, label, icon: None, current: sort == current }
    };
    segments(board::SORT, IdeaSort::ALL.map(one).into())
}

fn view_links(view: &BoardView) -> AnyView {
    let one = |(lanes, label, icon)| Segment {
        href: view.with(|v| v.lanes = lanes).href(),
        label,
        icon: Some(icon),
        current: lanes == view.lanes,
    };
    let both = [(false, board::VIEW_LIST, "list"), (true, board::VIEW_LANES, "lanes")];
    segments(board::VIEW, both.map(one).into())
}
