//! The programme of a week: seven days beside one another, on a phone below one another. And
//! what the two calendars share.

use leptos::prelude::*;

use super::{
    calendar::{on_day, week_number},
    days::day_name,
    list::Shown,
    query::Shape,
};
use crate::{
    api::{EventCard, EventPage},
    components::{Icon, SeatsWord, lab_of, piece, topic_of},
    domain::{Date, EventState},
    i18n::{self, Text, programme::list, t},
};

/// The ways to the calendars before and after, and to that of today.
pub(super) fn steps(shown: &Shown, words: [Text; 3]) -> AnyView {
    let Shown { view, today, .. } = shown;
    let [before, now, after] = words;
    let here = view.later(0, *today).from.is_none();
    let home = view.with(|v| v.from = None).href();
    piece(view! {
        <nav class="period-steps" aria-label=t(list::STEPS)>
            <a href=view.later(-1, *today).href() class="button" rel="prev" data-noscroll=true>
                <Icon name="back" />
                {t(before)}
            </a>
            <a href=home class="button" aria-current=here.then_some("true") data-noscroll=true>{t(now)}</a>
            <a href=view.later(1, *today).href() class="button" rel="next" data-noscroll=true>
                {t(after)}
                <Icon name="arrow" />
            </a>
        </nav>
    })
}

/// Says that a calendar does not hold everything, and leads to the list.
pub(super) fn more_than_fits(shown: &Shown, page: &EventPage) -> Option<AnyView> {
    page.next.as_ref()?;
    let from = page.items.last().map(|card| Date::of(card.starts_at));
    let href = shown.view.with(|v| {
        v.shape = Shape::Days;
        v.from = from;
    });
    Some(piece(view! {
        <p class="period-more">
            {t(list::TOO_MANY)} " " <a href=href.href()>{t(list::TOO_MANY_LINK)}</a>
        </p>
    }))
}

/// An event in a calendar, in a few words. `brief` leaves out where it is and how full.
pub(super) fn line(shown: &Shown, card: EventCard, brief: bool) -> AnyView {
    let lang = i18n::lang();
    let topic = card.topics.first().map_or("", String::as_str);
    let (_, _, colour) = shown.catalog.with_value(|c| topic_of(c, topic));
    let seats = shown.seats.of(&card);
    let off = move || seats.with(|s| s.state == EventState::Cancelled);
    let lab = card.lab.as_deref().map(|slug| shown.catalog.with_value(|c| lab_of(c, slug)));
    let place = card.place.or(lab).filter(|place| !place.is_empty());
    let time = if brief {
        i18n::time(lang, card.starts_at)
    } else {
        i18n::time_range(lang, card.starts_at, card.ends_at)
    };
    let rest = (!brief).then(|| {
        piece(view! {
            {place.map(|place| piece(view! { <span class="muted">{place}</span> }))}
            <SeatsWord seats=seats />
        })
    });
    // Who hears only the title has to hear that it is off, too.
    let word = move || off().then(|| piece(view! { <SeatsWord seats=seats /> }));
    piece(view! {
        <li class="line" class:event-off=off data-colour=colour>
            <time class="line-time" datetime=card.starts_at.to_string()>{time}</time>
            <a href=format!("/events/{}", card.id)>{card.title}</a>
            {rest}
            {brief.then_some(word)}
        </li>
    })
}

/// The week.
#[component]
pub(super) fn Week(
    /// What is shown.
    shown: Shown,
    /// What begins in it.
    page: EventPage,
) -> AnyView {
    let lang = i18n::lang();
    let begin = shown.view.begin(shown.today);
    let end = begin.plus_days(6);
    let days = format!("{} – {}", i18n::day(lang, begin), i18n::day(lang, end));
    let empty = page.items.is_empty();
    let more = more_than_fits(&shown, &page);
    let columns = (0..7).map(|n| {
        let day = begin.plus_days(n);
        let cards = on_day(&page.items, day);
        let none = cards.is_empty();
        let lines: Vec<AnyView> =
            cards.into_iter().map(|card| line(&shown, card, false)).collect();
        let id = format!("day-{day}");
        let events = if none {
            piece(view! { <p class="muted">{t(list::DAY_EMPTY)}</p> })
        } else {
            piece(view! { <ul class="lines" aria-labelledby=id.clone()>{lines}</ul> })
        };
        piece(view! {
            <li class="week-day" class:week-day-empty=none>
                <h3 id=id aria-current=(day == shown.today).then_some("date")>{day_name(day, shown.today)}</h3>
                {events}
            </li>
        })
    });
    let columns: Vec<AnyView> = columns.collect();
    piece(view! {
        <section class="period" aria-labelledby="period">
            <h2 id="period">{list::week(lang, week_number(begin), &days)}</h2>
            {steps(&shown, [list::WEEK_BEFORE, list::WEEK_NOW, list::WEEK_AFTER])}
            {empty.then(|| piece(view! { <p class="section-lead">{t(list::WEEK_EMPTY)}</p> }))}
            {more}
            <ol class="week-days">{columns}</ol>
        </section>
    })
}
