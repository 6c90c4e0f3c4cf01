//! `/staff/events/{id}/checkin`: people come in, by the code on their phone or slip, by name, and
//! while the network is away.

mod code;
mod kept;
mod look;
mod manual;
mod net;
mod scan;
#[cfg(feature = "hydrate")]
mod shelf;
mod state;
#[cfg(feature = "hydrate")]
mod video;

use std::time::Duration;

use leptos::{ev, prelude::*};
use leptos_router::{components::A, hooks::use_query_map};

use self::{look::Seen, manual::Manual, net::RETRY_MS, scan::Camera};
use super::frame::{EventFrame, Said, hear, seats_of};
use crate::{
    api::{AttendeeList, Me},
    browser,
    components::{Icon, effect, handler, piece},
    held::Held,
    i18n::{self, events, t},
};

pub(in crate::pages) use kept::forget_list;
pub(super) use kept::{needed, tidy};

/// The door.
#[component]
pub(super) fn Door(me: Me, list: AttendeeList) -> AnyView {
    let lang = i18n::lang();
    let (card, seq) = (list.card.clone(), list.seq);
    let query = use_query_map().with_untracked(|query| query.get("q").unwrap_or_default());
    let seats = Held::new(seats_of(&card));
    let door = state::Door::new(lang, list);
    hear(seq, seats, move || door.reload_soon());
    live_with_the_page(door);
    let id = card.id;
    piece(view! {
        <EventFrame me=me card=card seats=seats part="checkin">
            <Said />
            <Standing door=door />
            <div class="door-page">
                <div class="door-eye">
                    <Camera door=door />
                    <Seen door=door />
                </div>
                <div class="door-hand">
                    <Manual door=door query=query />
                    <p class="event-acts">
                        <A href=format!("/staff/events/{id}/attendees") attr:class="button">
                            <Icon name="people" /> {t(events::DOOR_WALK_IN)}
                        </A>
                    </p>
                    <p class="field-hint alive-only">{t(events::DOOR_KEPT)}</p>
                </div>
            </div>
        </EventFrame>
    })
}

/// Wakes the door once the page is alive, hears of the network, and leaves nothing behind.
fn live_with_the_page(door: state::Door) {
    effect(move || {
        browser::when_alive(move || door.wake());
        scan::preload(kept::keep_page);
        let online = window_event_listener(ev::online, move |_| door.network(true));
        let offline = window_event_listener(ev::offline, move |_| door.network(false));
        let retry = set_interval_with_handle(move || door.send(), Duration::from_millis(RETRY_MS));
        on_cleanup(move || {
            online.remove();
            offline.remove();
            if let Ok(retry) = retry {
                retry.clear();
            }
            kept::forget_list();
        });
    });
}

/// How many are there, whether the server answers, what waits to be sent.
#[component]
fn Standing(door: state::Door) -> AnyView {
    let lang = door.lang;
    let count = move || {
        let (there, all) = door.list.with(code::count);
        events::there_of(lang, there, all)
    };
    let online = move || match door.online.get() {
        true => events::NET_UP.get(lang),
        false => events::NET_DOWN.get(lang),
    };
    let waiting = move || {
        let n = door.queue.with(Vec::len);
        (n > 0)
            .then(|| piece(view! { <span class="door-waiting">{events::unsent(lang, n)}</span> }))
    };
    let again = move || {
        let wanted = !door.online.get() && door.queue.with(|queue| !queue.is_empty());
        wanted.then(|| {
            piece(view! {
                <button type="button" class="button" on:click=handler(move |_| door.send())>
                    {events::SEND_NOW.get(lang)}
                </button>
            })
        })
    };
    let back = format!("/staff?back=/staff/events/{}/checkin", door.event);
    let signed_out = move || {
        door.signed_out.get().then(|| {
            piece(view! {
                <p class="event-says" role="alert">
                    {events::SIGN_IN_AGAIN.get(lang)} " "
                    <a href=back.clone() rel="external">{i18n::staff::SIGN_IN.get(lang)}</a>
                </p>
            })
        })
    };
    let refused = move || {
        let refused = door.refused.get();
        (!refused.is_empty()).then(|| {
            let rows = refused.into_iter().map(|line| piece(view! { <li>{line}</li> }));
            piece(view! {
                <div class="event-says" role="alert">
                    <p>{events::REFUSED.get(lang)}</p>
                    <ul>{rows.collect_view()}</ul>
                    <button type="button" class="button" on:click=handler(move |_| door.refused.set(Vec::new()))>
                        {i18n::staff::OK.get(lang)}
                    </button>
                </div>
            })
        })
    };
    piece(view! {
        <div class="door-standing">
            <p class="door-count"><strong>{count}</strong></p>
            <p class="door-net alive-only" role="status" data-online=move || door.online.get().to_string()>
                <span>{online}</span> {waiting}
            </p>
            {again}
        </div>
        {signed_out}
        {refused}
    })
}
