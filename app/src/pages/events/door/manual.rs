//! Without a camera: the code is typed, or somebody is found by name. Plain forms, which work
//! without a script.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlFormElement};

use super::{code, state::Door};
use crate::{
    api::StaffRegistration,
    browser,
    components::{Icon, handler, piece},
    held::{Held, memo},
    i18n::{events, programme, t},
    pages::events::{
        fields::{Field, line},
        names,
    },
};

/// As many are shown of those who were found.
const SHOWN: usize = 12;

/// Both forms.
#[component]
pub(super) fn Manual(
    door: Door,
    /// What a plain form looks for.
    query: String,
) -> AnyView {
    let lang = door.lang;
    let action = format!("/api/staff/events/{}/scans", door.event);
    let page = format!("/staff/events/{}/checkin", door.event);
    let typed = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        let values = browser::form_values(&form);
        let code = values.into_iter().find(|(name, _)| name == "code").map(|(_, code)| code);
        if let Some(code) = code.filter(|code| !code.trim().is_empty()) {
            door.scan(&code);
            form.reset();
        }
        browser::focus("door-code");
    };
    let code = Field::new("door", "code", t(events::DOOR_CODE), "").hint(t(events::DOOR_CODE_HINT));
    let asked = Held::new(query.clone());
    let search = move |event: leptos::ev::Event| asked.set(event_target_value(&event));
    let stay = move |event: leptos::ev::SubmitEvent| event.prevent_default();
    let ids = memo(move || {
        let query = asked.get();
        if query.trim().is_empty() {
            return Vec::new();
        }
        door.list.with(|list| {
            let found = list.items.iter().filter(|one| one.matches(&query));
            found.take(SHOWN).map(|one| one.id).collect::<Vec<_>>()
        })
    });
    let none = move || {
        let looked = asked.with(|asked| !asked.trim().is_empty());
        (looked && ids.with(Vec::is_empty))
            .then(|| piece(view! { <p class="muted">{events::NOBODY_LIKE_THAT.get(lang)}</p> }))
    };
    piece(view! {
        <div class="door-manual">
            <search>
                <form class="event-inline" method="get" action=page on:submit=handler(stay)>
                    <div class="field">
                        <label for="door-q">{t(events::DOOR_SEARCH)}</label>
                        <input id="door-q" type="search" name="q" value=query autocomplete="off" maxlength="200"
                            on:input=handler(search) />
                    </div>
                    <button class="button not-alive">{t(events::FIND)}</button>
                </form>
            </search>
            <div role="status">{none}</div>
            <ul class="door-found">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Found door=door id=id />
                </For>
            </ul>
            <form class="event-inline" method="post" action=action on:submit=handler(typed) novalidate>
                <input type="hidden" name="what" value="in" />
                {line(code, "text", 80)}
                <button class="button">{t(events::DOOR_CHECK)}</button>
            </form>
        </div>
    })
}

/// Somebody who was found: a tap lets them in.
#[component]
fn Found(door: Door, id: i64) -> AnyView {
    let lang = door.lang;
    let row = memo(move || door.find(id));
    let name = move || row.with(|row| row.as_ref().map(|row| names::all(lang, row)));
    let there = memo(move || {
        row.with(|row| {
            let people =
                |row: &StaffRegistration| row.people.iter().all(|p| p.arrived_at.is_some());
            row.as_ref().is_some_and(people)
        })
    });
    let status = move || {
        row.with(|row| {
            row.as_ref().map(|row| match (there.get(), code::may_come(row)) {
                (true, _) => events::IS_THERE.get(lang),
                (false, true) => events::LET_IN.get(lang),
                (false, false) => programme::status(row.status).get(lang),
            })
        })
    };
    let people = row.with_untracked(|row| {
        let people = row.as_ref().map(|row| row.people.clone()).unwrap_or_default();
        people
            .into_iter()
            .map(|person| piece(view! { <input type="hidden" name="people" value=person.id /> }))
            .collect_view()
    });
    let tap = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(row) = row.get_untracked() {
            door.comes(&row);
        }
    };
    piece(view! {
        <li>
            <form method="post" action=format!("/api/staff/events/{}/scans", door.event) on:submit=handler(tap)>
                {people}
                <input type="hidden" name="what" value="in" />
                <button class="att-check" data-there=move || there.get().to_string()>
                    <span class="att-box" aria-hidden="true"><Icon name="check" /></span>
                    <span class="att-name" dir="auto">{name}</span>
                    <span class="att-since">{status}</span>
                </button>
            </form>
        </li>
    })
}
