//! One person: is there, or is not yet. A tap changes it, another takes it back.

use leptos::prelude::*;

use super::state::People;
use crate::{
    api::StaffRegistration,
    components::{Icon, handler, piece},
    domain::{RegistrationState, Timestamp},
    held::{Derived, memo},
    i18n::events,
    pages::events::names,
};

/// The button.
#[component]
pub(super) fn Person(
    people: People,
    row: Derived<Option<StaffRegistration>>,
    /// Number of the registration.
    id: i64,
    /// Which of its people, from 0.
    nth: usize,
) -> AnyView {
    let lang = people.lang;
    let number = row.with_untracked(|row| row.as_ref()?.people.get(nth).map(|person| person.id));
    let number = number.unwrap_or_default();
    let name = memo(move || {
        row.with(|row| row.as_ref().map(|row| names::called(lang, row, nth))).unwrap_or_default()
    });
    let arrived = memo(move || -> Option<Timestamp> {
        row.with(|row| row.as_ref()?.people.get(nth)?.arrived_at)
    });
    // Whoever has only been offered seats says yes first.
    let seated = memo(move || {
        row.with(|row| row.as_ref().is_some_and(|row| row.status == RegistrationState::Confirmed))
    });
    let there = move || arrived.with(Option::is_some);
    let tap = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        people.check(id, vec![number], !untrack(there));
    };
    let since = move || arrived.get().map(events::clock);
    let plain = move || piece(view! { <span class="att-name">{name.get()}</span> });
    let form = move || {
        piece(view! {
            <form method="post" action=format!("/api/staff/events/{}/scans", people.event) on:submit=handler(tap)>
                <input type="hidden" name="people" value=number />
                <input type="hidden" name="what" value=move || if there() { "out" } else { "in" } />
                <button class="att-check" aria-pressed=move || there().to_string()>
                    <span class="att-box" aria-hidden="true"><Icon name="check" /></span>
                    <span class="att-name" dir="auto">{move || name.get()}</span>
                    <span class="att-since">{since}</span>
                    <span class="visually-hidden">{move || match there() {
                        true => events::IS_THERE.get(lang),
                        false => events::NOT_THERE.get(lang),
                    }}</span>
                </button>
            </form>
        })
    };
    piece(view! { <li>{move || if seated.get() { form() } else { plain() }}</li> })
}
