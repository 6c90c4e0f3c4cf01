//! A registration in the list: who, how it stands, how to reach them, what they answered.

use leptos::prelude::*;

use super::{
    person::Person,
    state::{People, are_all_there},
    tools::status_mark,
};
use crate::{
    api::StaffRegistration,
    browser,
    components::{Icon, handler, piece},
    domain::RegistrationState,
    held::{Derived, memo},
    i18n::{self, Lang, events, programme},
    pages::events::{
        acts::{Act, Acts, Send},
        names,
        op::Op,
    },
};

/// A registration, as it changes.
#[component]
pub(super) fn Row(
    people: People,
    acts: Acts,
    /// Its number.
    id: i64,
) -> AnyView {
    let lang = people.lang;
    let row = memo(move || people.find(id));
    let with = move |f: fn(&StaffRegistration, Lang) -> Option<AnyView>| {
        row.with(|row| row.as_ref().and_then(|row| f(row, lang)))
    };
    let count = memo(move || row.with(|row| row.as_ref().map_or(0, |row| row.people.len())));
    let status = move || row.with(|row| row.as_ref().map(|row| row.status.as_str()));
    let name = memo(move || {
        row.with(|row| row.as_ref().map(|row| names::called(lang, row, 0))).unwrap_or_default()
    });
    let pick = move |event: leptos::ev::Event| {
        people.tick(id, event_target_checked(&event));
        // Whoever ticks somebody writes to those who are ticked.
        let form = document().get_element_by_id(super::write::FORM_ID);
        if let Some(form) = form {
            browser::set_form_value(leptos::wasm_bindgen::JsCast::unchecked_ref(&form), "to", "");
        }
    };
    piece(view! {
        <li class="att" data-status=status id=format!("registration-{id}") tabindex="-1">
            <label class="att-pick">
                <input type="checkbox" name="registrations" value=id form=super::write::FORM_ID
                    checked=move || people.ticked.with(|ticked| ticked.contains(&id)) on:change=handler(pick) />
                <span class="visually-hidden">{move || events::write_to(lang, &name.get())}</span>
            </label>
            <ul class="att-people">
                <For each=move || 0..count.get() key=|nth| *nth let:nth>
                    <Person people=people row=row id=id nth=nth />
                </For>
                {move || all_there(people, row, id)}
            </ul>
            <p class="att-meta">{move || with(stand)}</p>
            <p class="att-contact">{move || with(contact)}</p>
            <details class="att-more">
                <summary><span>{events::DETAILS.get(lang)}</span> <span class="visually-hidden">{move || name.get()}</span></summary>
                {move || answers(people, row)}
                <div class="event-acts">{move || steps(people, acts, row, id)}</div>
            </details>
        </li>
    })
}

/// A group comes in with one tap.
fn all_there(people: People, row: Derived<Option<StaffRegistration>>, id: i64) -> Option<AnyView> {
    let missing = row.with(|row| {
        let row = row.as_ref()?;
        let wanted = row.people.len() > 1
            && row.status == RegistrationState::Confirmed
            && !are_all_there(row);
        wanted.then(|| {
            let missing = row.people.iter().filter(|person| person.arrived_at.is_none());
            missing.map(|person| person.id).collect::<Vec<_>>()
        })
    })?;
    let (event, lang) = (people.event, people.lang);
    let inputs = missing.iter().map(|person| {
        let person = *person;
        piece(view! { <input type="hidden" name="people" value=person /> })
    });
    let inputs = inputs.collect_view();
    let label = events::all_there(lang, missing.len());
    let tap = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        people.check(id, missing.clone(), true);
    };
    Some(piece(view! {
        <li>
            <form method="post" action=format!("/api/staff/events/{event}/scans") on:submit=handler(tap)>
                {inputs}
                <input type="hidden" name="what" value="in" />
                <button class="button button-quiet">{label}</button>
            </form>
        </li>
    }))
}

/// How it stands, and until when.
fn stand(row: &StaffRegistration, lang: Lang) -> Option<AnyView> {
    let place = row.position.map(|place| events::place_in_line(lang, place));
    let offered = row.offered_until.map(|at| events::offered_until(lang, at));
    let confirm = row.confirm_by.map(|at| events::confirm_by(lang, at));
    let desk = (row.source == "desk").then(|| events::BY_DESK.get(lang).to_owned());
    let words = [place, offered, confirm, desk].into_iter().flatten();
    let words = words.map(|word| piece(view! { <span>{word}</span> })).collect_view();
    Some(piece(view! {
        {status_mark(row.status, programme::status(row.status).get(lang))}
        {words}
    }))
}

/// How to reach them.
fn contact(row: &StaffRegistration, lang: Lang) -> Option<AnyView> {
    let link = |scheme: &str, icon: &'static str, value: &str| {
        let value = value.trim().to_owned();
        let href = match scheme {
            "tel" => {
                let digits: String =
                    value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                format!("tel:{digits}")
            }
            scheme => format!("{scheme}:{value}"),
        };
        (!value.is_empty()).then(|| piece(view! { <a href=href><Icon name=icon /> {value}</a> }))
    };
    let (email, phone) = (names::answer(row, "email"), names::answer(row, "phone"));
    let none = email.trim().is_empty() && phone.trim().is_empty();
    if none {
        return Some(piece(view! { <span class="muted">{events::NO_CONTACT.get(lang)}</span> }));
    }
    Some(piece(view! { {link("mailto", "mail", email)} {link("tel", "phone", phone)} }))
}

/// What was answered, in the order of the fields.
fn answers(people: People, row: Derived<Option<StaffRegistration>>) -> Option<AnyView> {
    let row = row.get()?;
    let lang = people.lang;
    let items = people.list.with(|list| {
        let one = |answer: &crate::api::GivenAnswer| {
            let (label, value) = match names::field_of(&list.fields, &answer.input) {
                Some((field, person)) => {
                    let label = names::label(lang, field);
                    let label = match person {
                        Some(person) => events::of_person(lang, &label, person),
                        None => label,
                    };
                    (label, names::said(lang, field.kind, &answer.value))
                }
                None => (answer.input.clone(), answer.value.clone()),
            };
            piece(view! { <div><dt>{label}</dt><dd dir="auto">{value}</dd></div> })
        };
        row.answers.iter().map(one).collect_view()
    });
    let none = row
        .answers
        .is_empty()
        .then(|| piece(view! { <p class="muted">{events::NO_ANSWERS.get(lang)}</p> }));
    let made = i18n::date_time(lang, row.created_at);
    Some(piece(view! {
        {none}
        <dl class="att-answers">
            {items}
            <div><dt>{events::MADE_AT.get(lang)}</dt><dd>{made}</dd></div>
            <div><dt>{events::CODE.get(lang)}</dt><dd class="att-code">{row.code}</dd></div>
        </dl>
    }))
}

/// What can be done with it.
fn steps(
    people: People,
    acts: Acts,
    row: Derived<Option<StaffRegistration>>,
    id: i64,
) -> Option<AnyView> {
    let (status, count, name) = row.with(|row| {
        let row = row.as_ref()?;
        Some((row.status, row.people.len(), names::called(people.lang, row, 0)))
    })?;
    let (event, lang) = (people.event, people.lang);
    let step = |op: Op, label: &'static str| {
        let name = name.clone();
        piece(view! {
            <Act acts=acts op=op>
                <Send acts=acts op=op label=label about=name />
            </Act>
        })
    };
    let fits = people.list.with(|list| list.card.seats.fits(u32::try_from(count).unwrap_or(1)));
    let seat = match status {
        // Seats are kept for them already.
        RegistrationState::Offered => true,
        RegistrationState::Waitlisted => fits,
        _ => false,
    };
    let seat = seat.then(|| step(Op::Seat(event, id), events::SEAT.get(lang)));
    let other = match status {
        RegistrationState::Cancelled => {
            step(Op::RestoreSeat(event, id), events::SEAT_RESTORE.get(lang))
        }
        _ => step(Op::CancelSeat(event, id), events::SEAT_CANCEL.get(lang)),
    };
    Some(piece(view! { {seat} {other} }))
}
