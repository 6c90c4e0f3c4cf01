//! `/staff/events/{id}/print` and `/badges`: what is laid out at the door on paper.

use leptos::prelude::*;
use leptos_router::components::A;

use super::names;
use crate::{
    api::{AttendeeList, Catalog, EventCard, StaffRegistration},
    components::{Icon, handler, lab_of, piece},
    domain::fold,
    i18n::{self, Lang, Text, events, t},
};

/// What stands above the sheet, and not on the paper.
fn tools(card: &EventCard, title: Text, hint: Text) -> AnyView {
    let href = format!("/staff/events/{}/attendees", card.id);
    piece(view! {
        <div class="print-tools">
            <p class="event-back"><A href=href><Icon name="back" /> {t(events::PART_ATTENDEES)}</A></p>
            <h1>{t(title)}</h1>
            <p class="section-lead">{t(hint)}</p>
            <button type="button" class="button button-main alive-only"
                on:click=handler(|_| { let _ = window().print(); })>{t(events::PRINT)}</button>
        </div>
    })
}

fn lab(card: &EventCard, catalog: &Catalog) -> String {
    card.lab.as_deref().map(|slug| lab_of(catalog, slug)).unwrap_or_default()
}

/// Those who have a seat.
fn seated(list: &AttendeeList) -> impl Iterator<Item = &StaffRegistration> {
    list.items.iter().filter(|one| one.status.has_seats())
}

/// The list, with a box for each person and room for who comes besides.
#[component]
pub(super) fn List(list: AttendeeList, catalog: Catalog) -> AnyView {
    /// Empty lines at the end.
    const SPARE: usize = 6;
    let lang = i18n::lang();
    let card = list.card.clone();
    let place = card.place.clone().unwrap_or_else(|| lab(&card, &catalog));
    let mut rows: Vec<(String, AnyView)> = Vec::new();
    for one in seated(&list) {
        for nth in 0..one.people.len() {
            let name = names::called(lang, one, nth);
            rows.push((fold(&sort_name(one, nth)), row(lang, one, nth, name)));
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let count = rows.len();
    let rows: Vec<AnyView> = rows.into_iter().map(|(_, row)| row).collect();
    let spare = (0..SPARE).map(|_| {
        piece(
            view! { <tr><td><span class="print-box"></span></td><td></td><td></td><td></td></tr> },
        )
    });
    piece(view! {
        <div class="print-page">
            {tools(&card, events::PRINT_LIST, events::PRINT_LIST_TEXT)}
            <section class="print-sheet" aria-labelledby="sheet-title">
                <h2 id="sheet-title">{card.title}</h2>
                <p>{events::when(lang, card.starts_at, card.ends_at)} " · " {place} " · " {events::people(lang, count as u32)}</p>
                <table class="print-list">
                    <thead>
                        <tr>
                            <th scope="col">{t(events::THERE)}</th>
                            <th scope="col">{t(events::NAME)}</th>
                            <th scope="col">{t(events::CONTACT)}</th>
                            <th scope="col">{t(events::REMARK)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows} {spare.collect_view()}</tbody>
                </table>
            </section>
        </div>
    })
}

/// By last name.
fn sort_name(one: &StaffRegistration, nth: usize) -> String {
    let of = |key: &str| names::answer(one, &names::input(key, nth)).to_owned();
    let last = match of("last_name") {
        last if last.is_empty() => names::answer(one, "last_name").to_owned(),
        last => last,
    };
    format!("{last} {}", of("first_name"))
}

fn row(lang: Lang, one: &StaffRegistration, nth: usize, name: String) -> AnyView {
    let there = one.people.get(nth).is_some_and(|person| person.arrived_at.is_some());
    let mark = if there { "✓" } else { "" };
    let contact = ["phone", "email"].map(|key| names::answer(one, key).trim().to_owned());
    let contact = contact.into_iter().find(|value| !value.is_empty()).filter(|_| nth == 0);
    let note = names::answer(one, "note").to_owned();
    let note = if nth == 0 { note } else { String::new() };
    let said = there.then(|| events::IS_THERE.get(lang));
    piece(view! {
        <tr>
            <td><span class="print-box" aria-hidden="true">{mark}</span> <span class="visually-hidden">{said}</span></td>
            <th scope="row" dir="auto">{name}</th>
            <td>{contact}</td>
            <td dir="auto">{note}</td>
        </tr>
    })
}

/// Name badges: two columns of 9 cm by 5.5 cm.
#[component]
pub(super) fn Badges(list: AttendeeList, catalog: Catalog) -> AnyView {
    let card = list.card.clone();
    let lab = lab(&card, &catalog);
    let mut badges: Vec<AnyView> = Vec::new();
    for one in seated(&list) {
        for nth in 0..one.people.len() {
            let of = |key: &str| names::answer(one, &names::input(key, nth)).trim().to_owned();
            let (first, last) = (of("first_name"), of("last_name"));
            // Who has no first name is called by the last; who has none writes it on the badge.
            let (large, small) =
                if first.is_empty() { (last, String::new()) } else { (first, last) };
            let (title, lab) = (card.title.clone(), lab.clone());
            badges.push(piece(view! {
                <li class="badge-card">
                    <p class="badge-first" dir="auto">{large}</p>
                    <p class="badge-last" dir="auto">{small}</p>
                    <p class="badge-foot"><span>{title}</span> <span>{lab}</span></p>
                </li>
            }));
        }
    }
    let none =
        badges.is_empty().then(|| piece(view! { <p class="empty">{t(events::NOBODY_YET)}</p> }));
    piece(view! {
        <div class="print-page">
            {tools(&card, events::BADGES, events::BADGES_TEXT)}
            {none}
            <ul class="badge-cards" aria-label=t(events::BADGES)>{badges}</ul>
        </div>
    })
}
