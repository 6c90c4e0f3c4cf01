//! The items of a part of the settings: to change, to put away, to bring back.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};

use super::shown::{Loaded, Row};
use crate::{
    api::{self, Catalog, Section, encode},
    components::{Icon, Notice, ProblemNotice, handler, piece},
    forms::form_state,
    i18n::{self, admin, t},
    site,
};

/// What a list can tell that was done, by the name in its address.
const DONE: [&str; 5] = ["saved", "added", "archived", "restored", "same"];

/// The list of a part.
#[component]
pub(super) fn List(loaded: Loaded, section: Section, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let rows = loaded.rows(section, &catalog, lang);
    let (away, offered): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.archived);
    let done = use_query_map().with_untracked(|query| {
        let said = DONE.into_iter().find_map(|done| query.get(done).map(|id| (done, id)));
        let (done, id) = said?;
        let row = away.iter().chain(&offered).find(|row| row.id == id)?;
        Some((done, row.clone()))
    });
    let problem = RwSignal::new(form_state("setting").problem);
    let add = format!("/staff/settings/{}/new", section.segment());
    let none = offered.is_empty().then(|| piece(view! { <p class="empty">{t(admin::NONE)}</p> }));
    let row = move |row: Row| piece(view! { <Item row=row section=section problem=problem /> });
    let archive = (!away.is_empty()).then(|| {
        piece(view! {
            <details class="more settings-away">
                <summary>
                    <span class="more-title">{format!("{} ({})", t(admin::ARCHIVED_ONES), away.len())}</span>
                    <span class="more-note">{t(admin::ARCHIVED_TEXT)}</span>
                </summary>
                <ul class="settings-rows">{away.clone().into_iter().map(row).collect_view()}</ul>
            </details>
        })
    });
    piece(view! {
        <div class="admin-head">
            <h1>{t(admin::section(section))}</h1>
            {loaded.may_add(section).then(|| piece(view! {
                <A href=add attr:class="button button-main">
                    <Icon name="plus" />
                    {t(admin::add(section))}
                </A>
            }))}
        </div>
        <p class="admin-lead">{t(admin::section_text(section))}</p>
        {done.map(|(done, row)| piece(view! { <Done done=done row=row section=section problem=problem /> }))}
        {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
        {(!loaded.may_add(section)).then(|| piece(view! { <p class="settings-note">{t(admin::NOT_YOURS)}</p> }))}
        {none}
        <ul class="settings-rows">{offered.into_iter().map(row).collect_view()}</ul>
        {archive}
    })
}

/// What was just done, and how to take it back.
#[component]
fn Done(
    done: &'static str,
    row: Row,
    section: Section,
    problem: RwSignal<Option<api::Problem>>,
) -> AnyView {
    let undo = match done {
        "archived" => Some(false),
        "restored" => Some(true),
        _ => None,
    };
    let said = admin::done(i18n::lang(), done, &row.name);
    let id = row.id.clone();
    piece(view! {
        <Notice>
            <div class="settings-done">
                <span>{said}</span>
                {undo.map(|archived| piece(view! {
                    <PutAway section=section id=id archived=archived problem=problem label=t(admin::UNDO).to_owned()
                        name=String::new() icon="undo" />
                }))}
            </div>
        </Notice>
    })
}

#[component]
fn Item(row: Row, section: Section, problem: RwSignal<Option<api::Problem>>) -> AnyView {
    let lang = i18n::lang();
    let Row { id, name, detail, mark, archived, mine } = row;
    let href = format!("/staff/settings/{}/{}", section.segment(), encode(&id));
    let colour = mark.as_ref().map(|(_, colour)| colour.clone());
    let (label, long) = match archived {
        true => (t(admin::RESTORE), admin::restore_named(lang, &name)),
        false => (t(admin::ARCHIVE), admin::archive_named(lang, &name)),
    };
    let change = admin::change_named(lang, &name);
    piece(view! {
        <li class="settings-row" data-colour=colour>
            {mark.map(|(icon, _)| piece(view! { <span class="settings-mark"><Icon name=icon /></span> }))}
            <div class="settings-what">
                <strong>{name}</strong>
                <span>{detail}</span>
            </div>
            {mine.then(|| piece(view! {
                <div class="settings-acts">
                    <A href=href attr:class="button" attr:aria-label=change>{t(admin::CHANGE)}</A>
                    <PutAway section=section id=id archived=!archived problem=problem label=label.to_owned() name=long icon="" />
                </div>
            }))}
        </li>
    })
}

/// A button that puts an item away, or offers it again.
#[component]
fn PutAway(
    section: Section,
    id: String,
    archived: bool,
    problem: RwSignal<Option<api::Problem>>,
    label: String,
    /// What a screen reader says; empty: the label.
    name: String,
    icon: &'static str,
) -> AnyView {
    let busy = RwSignal::new(false);
    let (segment, what) = (section.segment(), if archived { "archive" } else { "restore" });
    let action = format!("/api/staff/settings/{segment}/{}/{what}", encode(&id));
    let navigate = use_navigate();
    let places = site::catalog();
    let lang = i18n::lang();
    let put = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, navigate) = (id.clone(), navigate.clone());
        spawn_local(async move {
            match api::archive_setting(section, &id, archived).await {
                Ok(saved) => {
                    let done = if archived { "archived" } else { "restored" };
                    // The pages that are gone to next know of it.
                    places.refetch();
                    let to = format!("/staff/settings/{segment}?{done}={}", encode(&saved.id));
                    navigate(&to, NavigateOptions { replace: true, ..Default::default() });
                }
                Err(error) => {
                    problem.try_set(Some(super::form::said(lang, error)));
                }
            }
            busy.try_set(false);
        });
    };
    let name = (!name.is_empty()).then_some(name);
    piece(view! {
        <form method="post" action=action on:submit=handler(put)>
            <button class="button button-quiet" aria-label=name aria-busy=move || busy.get().then_some("true")>
                {(!icon.is_empty()).then(|| piece(view! { <Icon name=icon /> }))}
                {label}
            </button>
        </form>
    })
}
