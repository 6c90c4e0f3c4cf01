//! The numbers on top, and the search.

use leptos::prelude::*;

use super::state::{People, Show};
use crate::{
    api::encode,
    components::{handler, piece},
    domain::RegistrationState,
    held::Derived,
    i18n::{self, Text, events, t},
};

/// How the event stands.
#[component]
pub(super) fn Numbers(people: People) -> AnyView {
    let lang = people.lang;
    let number = move |label: Text, value: String, kind: &'static str| {
        piece(view! {
            <div class="att-number" data-kind=kind>
                <dt>{label.get(lang)}</dt>
                <dd>{value}</dd>
            </div>
        })
    };
    let all = move || {
        people.list.with(|list| {
            let n = &list.numbers;
            let count = |n: u32| i18n::count(lang, u64::from(n));
            let seats = list.card.seats.capacity.map_or_else(
                || count(n.confirmed),
                |capacity| format!("{} / {}", count(n.confirmed), count(capacity)),
            );
            let mut all = vec![
                number(events::CONFIRMED, seats, "confirmed"),
                number(events::ARRIVED, count(n.arrived), "arrived"),
                number(events::WAITING, count(n.waiting), "waiting"),
            ];
            if n.offered > 0 {
                all.push(number(events::OFFERED, count(n.offered), "offered"));
            }
            if n.cancelled > 0 {
                all.push(number(events::CANCELLED_ONES, count(n.cancelled), "cancelled"));
            }
            all.into_iter().collect_view()
        })
    };
    piece(view! { <dl class="att-numbers">{all}</dl> })
}

/// The search, and which registrations are shown. A plain form that asks for this page.
#[component]
pub(super) fn Search(people: People, show: Derived<Show>, id: i64) -> AnyView {
    let lang = people.lang;
    let query = people.query.get_untracked();
    let path = format!("/staff/events/{id}/attendees");
    let typed = move |event: leptos::ev::Event| people.query.set(event_target_value(&event));
    // Everything is there already.
    let stay = move |event: leptos::ev::SubmitEvent| event.prevent_default();
    let plain = query.clone();
    let ways = Show::ALL.map(|one| {
        let mut href = format!("{path}?show={}", one.as_str());
        if !plain.is_empty() {
            href += &format!("&q={}", encode(&plain));
        }
        let here = move || (show.get() == one).then_some("page");
        piece(view! {
            <li>
<a href=href class="segment" aria-current=here data-noscroll=true>{t(events::show(one.as_str()))}</a>
            </li>
        })
    });
    let found = move || {
        let n = people.found(show.get()).len();
        let asked = people.query.with(|query| !query.trim().is_empty());
        asked.then(|| events::found(lang, n))
    };
    piece(view! {
        <div class="event-tools">
            <search>
                <form class="att-search" method="get" action=path on:submit=handler(stay)>
                    <input type="hidden" name="show" value=move || show.get().as_str() />
                    <label for="att-q">{t(events::SEARCH)}</label>
                    <input id="att-q" type="search" name="q" value=query maxlength="200" autocomplete="off"
                        placeholder=t(events::SEARCH_HINT) on:input=handler(typed) />
                    <button class="button not-alive">{t(events::SHOW)}</button>
                    <p class="visually-hidden" role="status">{found}</p>
                </form>
            </search>
            <nav class="segments" aria-label=t(events::WHICH)>
                <ul>{ways.into_iter().collect_view()}</ul>
            </nav>
        </div>
    })
}

/// How a registration stands, as a word with a mark.
pub(super) fn status_mark(status: RegistrationState, text: &'static str) -> AnyView {
    piece(view! { <span class="att-status" data-status=status.as_str()>{text}</span> })
}
