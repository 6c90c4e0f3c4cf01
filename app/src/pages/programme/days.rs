//! The programme by day: a heading for each, its events below.

use leptos::prelude::*;

use super::{
    calendar::{Day, by_day},
    further::Further,
    list::{Empty, Shown},
};
use crate::{
    api::EventPage,
    components::{EventCardView, handler, piece},
    domain::Date,
    i18n::{self, board, common, programme::list, t},
};

/// Name of a day, with a word for the nearest ones.
pub(super) fn day_name(day: Date, today: Date) -> String {
    let lang = i18n::lang();
    let name = i18n::weekday_day(lang, day, today);
    match day.0 - today.0 {
        0 => list::named_day(lang, list::TODAY, &name),
        1 => list::named_day(lang, list::TOMORROW, &name),
        _ => name,
    }
}

/// The events of one day. `first` says that they are on the first screen.
fn one_day(shown: &Shown, day: Day, first: bool) -> AnyView {
    let id = format!("day-{}", day.date);
    let heading = (!day.continued).then(|| {
        piece(view! {
            <h2 class="day-name" id=id.clone()>
                <time datetime=day.date.to_string()>{day_name(day.date, shown.today)}</time>
            </h2>
        })
    });
    let cards = day.cards.into_iter().enumerate().map(|(n, card)| {
        let seats = shown.seats.of(&card);
        piece(view! {
            <li class="idea-row-item">
                <EventCardView card=card seats=seats catalog=shown.catalog eager=first && n < 2 />
            </li>
        })
    });
    let cards: Vec<AnyView> = cards.collect();
    piece(view! {
        <div class="day">
            {heading}
            <ul class="idea-row" aria-labelledby=id>{cards}</ul>
        </div>
    })
}

/// One batch of days: what comes later moves nothing above.
fn batch(shown: &Shown, days: Vec<Day>, first: bool) -> Vec<AnyView> {
    days.into_iter().enumerate().map(|(n, day)| one_day(shown, day, first && n == 0)).collect()
}

/// The list.
#[component]
pub(super) fn Days(
    /// What is shown.
    shown: Shown,
    /// Its first page.
    page: EventPage,
) -> AnyView {
    let view = shown.view.clone();
    let empty = page.items.is_empty();
    let last = page.items.last().map(|card| Date::of(card.starts_at));
    let days = batch(&shown, by_day(page.items, None), true);
    let further = Further::new(view.clone(), shown.today, page.next, last);
    further.keep_place();
    let Further { next, batches, loading, .. } = further;
    let more = move |event: leptos::ev::MouseEvent| {
        // A new tab stays a new tab.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        further.more();
    };
    let more_href = {
        let view = view.clone();
        move || {
            let after = next.get().unwrap_or_default();
            view.with(|v| v.after = after).href()
        }
    };
    let first_href = (!view.after.is_empty()).then(|| view.with(|_| {}).href());
    let later = shown.clone();
    piece(view! {
        <div class="programme-days">
            {first_href.map(|href| piece(view! { <p><a href=href>{t(board::FIRST_PAGE)}</a></p> }))}
            {days}
            <For each=move || batches.get() key=|(n, _)| *n let:entry>
                {batch(&later, entry.1, false)}
            </For>
            {empty.then(|| piece(view! { <Empty view=view.clone() /> }))}
            <p class="board-more" class:gone=move || next.get().is_none()>
                <a class="button button-wide" href=more_href on:click=handler(more) rel="next" aria-busy=move || loading.get().to_string()>
                    {move || t(if loading.get() { common::LOADING } else { board::MORE })}
                </a>
            </p>
        </div>
    })
}
