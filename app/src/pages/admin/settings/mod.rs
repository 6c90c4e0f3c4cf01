//! `/staff/settings`: the parts of the settings, the list of each, and the form of an item.

mod control;
mod fields;
mod form;
mod list;
mod shown;

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};

use shown::{Loaded, load};

use crate::{
    api::{Catalog, Section},
    components::{Busy, PageHead, piece},
    data,
    held::memo,
    i18n::{admin, staff, t},
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// The settings. Only admins see them.
#[component]
pub(super) fn SettingsPage() -> AnyView {
    let (params, query) = (use_params_map(), use_query_map());
    let place = memo(move || {
        let get = |name: &str| params.read().get(name).unwrap_or_default();
        (get("section"), get("id"))
    });
    // What was just done stands in the address: then the list is another.
    let after = memo(move || query.read().to_query_string());
    let data = data::load(
        move || (place.get(), after.get()),
        |((section, _), _)| async move { load(Section::from_segment(&section)).await },
    );
    let catalog = site::catalog();
    piece(view! {
        <PageHead title=t(admin::SETTINGS) description=t(admin::SETTINGS_TEXT) path="/staff/settings" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let (section, id) = place.get();
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(loaded) => view! { <Place loaded=loaded section=section id=id catalog=catalog /> },
                        Err(error) => {
                            let back = format!("/staff/settings/{section}");
                            view! { <StaffClosed title=admin::SETTINGS error=error back=back /> }
                        }
                    }
                })
            }}
        </Transition>
    })
}

/// What stands at an address.
#[component]
fn Place(loaded: Loaded, section: String, id: String, catalog: Catalog) -> AnyView {
    let known = Section::from_segment(&section);
    let me = loaded.me.clone();
    let inner = match known {
        None if section.is_empty() => piece(view! { <Overview /> }),
        None => missing("/staff/settings"),
        Some(section) => {
            let rules = section == Section::Rules;
            match (rules, id.as_str()) {
                (true, "") => piece(
                    view! { <form::Item loaded=loaded section=section id=None catalog=catalog /> },
                ),
                (false, "") => {
                    piece(view! { <list::List loaded=loaded section=section catalog=catalog /> })
                }
                (false, "new") => piece(
                    view! { <form::Item loaded=loaded section=section id=None catalog=catalog /> },
                ),
                (false, id) if loaded.has(section, id) => piece(
                    view! { <form::Item loaded=loaded section=section id=Some(id.to_owned()) catalog=catalog /> },
                ),
                _ => missing(&format!("/staff/settings/{}", section.segment())),
            }
        }
    };
    piece(view! {
        <StaffFrame me=me>
            <div class="admin settings">
                <Ways here=known />
                {inner}
            </div>
        </StaffFrame>
    })
}

/// The ways between the parts of the settings.
#[component]
fn Ways(here: Option<Section>) -> AnyView {
    let ways = Section::ALL.map(|section| {
        let href = format!("/staff/settings/{}", section.segment());
        let current = (here == Some(section)).then_some("true");
        piece(view! {
            <li>
                <a href=href class="chip" aria-current=current>{t(admin::section(section))}</a>
            </li>
        })
    });
    piece(view! {
        <nav class="chips settings-ways" aria-label=t(admin::SECTIONS)>
            <ul>{ways.into_iter().collect_view()}</ul>
        </nav>
    })
}

/// What there is to set.
#[component]
fn Overview() -> AnyView {
    let cards = Section::ALL.map(|section| {
        let href = format!("/staff/settings/{}", section.segment());
        piece(view! {
            <li class="settings-card">
                <h2><A href=href>{t(admin::section(section))}</A></h2>
                <p>{t(admin::section_text(section))}</p>
            </li>
        })
    });
    piece(view! {
        <h1>{t(admin::SETTINGS)}</h1>
        <p class="admin-lead">{t(admin::SETTINGS_TEXT)}</p>
        <ul class="settings-cards">{cards.into_iter().collect_view()}</ul>
    })
}

/// There is no such thing.
fn missing(back: &str) -> AnyView {
    site::set_status(404);
    let back = back.to_owned();
    piece(view! {
        <h1>{t(staff::SETTINGS)}</h1>
        <p>{t(admin::GONE)}</p>
        <p><A href=back attr:class="button">{t(admin::SETTINGS)}</A></p>
    })
}
