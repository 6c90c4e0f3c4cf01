//! When an event is: a row for each date.

use leptos::prelude::*;

use super::{begin, sections::section, state::Editor};
use crate::{
    api::{DateForm, EventForm},
    browser,
    components::{Icon, handler, piece},
    domain::DATES_MAX,
    held::Held,
    i18n::{self, common, events, t},
    pages::events::fields::says,
};

/// A row, by its number on the page.
type Row = (usize, DateForm);

/// The dates.
pub(super) fn dates(editor: Editor, form: &EventForm) -> AnyView {
    let errors = editor.errors("dates");
    let rows: Vec<Row> = begin::rows(form).into_iter().enumerate().collect();
    let next = Held::new(rows.len());
    let rows = Held::new(rows);
    let add = move |_| {
        let number = next.get_untracked();
        next.set(number + 1);
        rows.update(|rows| rows.push((number, DateForm::default())));
        browser::after_ms(20, move || browser::focus(&format!("event-date-{number}")));
    };
    let remove = move |number: usize| {
        rows.update(|rows| rows.retain(|(one, _)| *one != number));
        browser::after_ms(20, move || {
            editor.read("date");
            browser::focus("event-date-add");
        });
    };
    let full = move || rows.with(|rows| rows.len() >= DATES_MAX);
    section(
        "when",
        events::WHEN,
        piece(view! {
            <fieldset class="field" id="event-dates" tabindex="-1" aria-describedby="event-dates-hint event-dates-errors"
                class:field-invalid=move || !errors.get().is_empty()>
                <legend>{t(events::DATES)}</legend>
                <p class="field-hint" id="event-dates-hint">{t(events::DATES_HINT)}</p>
                <ol class="event-dates">
                    <For each=move || rows.get() key=|(number, _)| *number let:row>
                        {view! { <DateRow number=row.0 row=row.1 remove=Callback::new(remove) /> }}
                    </For>
                </ol>
                <button type="button" id="event-date-add" class="button alive-only" class:gone=full on:click=handler(add)>
                    <Icon name="plus" /> {t(events::DATE_ADD)}
                </button>
                {says("event-dates", errors)}
            </fieldset>
        }),
    )
}

#[component]
fn DateRow(number: usize, row: DateForm, remove: Callback<usize>) -> AnyView {
    let id = |what: &str| format!("event-{what}-{number}");
    // The first date must be there.
    let optional = (number > 0)
        .then(|| piece(view! { <span class="field-optional">{t(common::OPTIONAL)}</span> }));
    let label = events::date_number(i18n::lang(), number + 1);
    let again = label.clone();
    piece(view! {
        <li><div class="event-date" role="group" aria-label=label>
            <div class="field">
                <label for=id("date")>{t(events::DAY)} {optional}</label>
                <input id=id("date") type="date" name="date" value=row.date min="2000-01-01" max="2199-12-31" />
            </div>
            <div class="field">
                <label for=id("from")>{t(events::FROM)}</label>
                <input id=id("from") type="time" name="from" value=row.from />
            </div>
            <div class="field">
                <label for=id("to")>{t(events::TO)}</label>
                <input id=id("to") type="time" name="to" value=row.to />
            </div>
            <button type="button" class="button button-icon button-quiet alive-only"
                on:click=handler(move |_| remove.run(number))>
                <Icon name="trash" />
                <span class="visually-hidden">{t(events::DATE_REMOVE)} ": " {again}</span>
            </button>
        </div></li>
    })
}
