//! The programme of a month: a table of its weeks; below 600 px its style makes a list of it.

use leptos::prelude::*;

use super::{
    calendar::{grid, on_day},
    days::day_name,
    list::Shown,
    week::{line, more_than_fits, steps},
};
use crate::{
    api::EventPage,
    components::piece,
    domain::Date,
    i18n::{self, programme::list, t},
};

/// A day of the table. The days of other months that fill its first and last week are paler.
fn cell(shown: &Shown, page: &EventPage, day: Date, first: Date) -> AnyView {
    let cards = on_day(&page.items, day);
    let none = cards.is_empty();
    let other = day.parts().1 != first.parts().1;
    let lines: Vec<AnyView> = cards.into_iter().map(|card| line(shown, card, true)).collect();
    let name = day_name(day, shown.today);
    let today = day == shown.today;
    let number = day.parts().2;
    piece(view! {
        <td class:month-empty=none class:month-other=other aria-current=today.then_some("date")>
            <time class="month-date" datetime=day.to_string()>
                <span class="month-number" aria-hidden="true">{number}</span>
                <span class="month-name">{name}</span>
            </time>
            {(!none).then(|| piece(view! { <ul class="lines">{lines}</ul> }))}
        </td>
    })
}

/// The month.
#[component]
pub(super) fn Month(
    /// What is shown.
    shown: Shown,
    /// What begins in it.
    page: EventPage,
) -> AnyView {
    let lang = i18n::lang();
    let first = shown.view.begin(shown.today);
    let empty = page.items.is_empty();
    let more = more_than_fits(&shown, &page);
    let heads = (1..=7).map(|day| {
        let (short, name) = (i18n::weekday_short(lang, day), i18n::weekday(lang, day));
        piece(view! { <th scope="col"><abbr title=name>{short}</abbr></th> })
    });
    let heads: Vec<AnyView> = heads.collect();
    let weeks = grid(first).into_iter().map(|week| {
        let days: Vec<AnyView> =
            week.into_iter().map(|day| cell(&shown, &page, day, first)).collect();
        piece(view! { <tr>{days}</tr> })
    });
    let weeks: Vec<AnyView> = weeks.collect();
    piece(view! {
        <section class="period" aria-labelledby="period">
            <h2 id="period">{i18n::month(lang, first)}</h2>
            {steps(&shown, [list::MONTH_BEFORE, list::MONTH_NOW, list::MONTH_AFTER])}
            {empty.then(|| piece(view! { <p class="section-lead">{t(list::MONTH_EMPTY)}</p> }))}
            {more}
            <table class="month" aria-labelledby="period">
                <thead><tr>{heads}</tr></thead>
                <tbody>{weeks}</tbody>
            </table>
        </section>
    })
}
