//! What stands around every page of an event: what it is, how full it is, and the ways between
//! its parts.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::{EventCard, EventSeats, Me},
    components::{Icon, Notice, ProblemNotice, effect, lab_of, piece},
    domain::{EventState, Timestamp},
    forms::posted_form,
    held::Held,
    i18n::{self, Lang, Text, events, programme, t},
    live,
    pages::staff_frame::{StaffFrame, go_to},
    site,
};

/// The parts of an event's pages: the last segment of the address, and the name.
const PARTS: [(&str, Text); 4] = [
    ("", events::PART_EDIT),
    ("attendees", events::PART_ATTENDEES),
    ("checkin", events::PART_DOOR),
    ("results", events::PART_RESULTS),
];

/// The sheet of these pages comes with their document: whoever came by another way loads it anew.
pub(super) fn with_sheet() {
    let place = leptos_router::hooks::use_location();
    effect(move || {
        if document().get_element_by_id("events-css").is_none() {
            let (path, query) = untrack(|| (place.pathname.get(), place.search.get()));
            let query = query.trim_start_matches('?');
            go_to(&if query.is_empty() { path } else { format!("{path}?{query}") });
        }
    });
}

/// How full an event is, as its card says.
pub(super) fn seats_of(card: &EventCard) -> EventSeats {
    EventSeats { id: card.id, state: card.state, seats: card.seats, sign_up: card.sign_up }
}

/// Hears how full an event is, and calls `registered` whenever something happened to one of its
/// registrations.
pub(super) fn hear(seq: i64, seats: Held<EventSeats>, registered: impl Fn() + 'static) {
    let id = seats.with_untracked(|seats| seats.id);
    live::listen(seq, true, move |event| {
        let Some(now) = event.event.filter(|now| now.id == id) else { return };
        seats.set(now);
        if event.registration.is_some() {
            registered();
        }
    });
}

/// Whether an event takes place, as a word with a mark.
pub(super) fn state_mark(state: EventState) -> AnyView {
    piece(view! {
        <span class="event-state" data-state=state.as_str()>{t(events::state(state))}</span>
    })
}

/// From when until when, in words: `Sa, 5. Dezember 2026, 10:00–12:30 Uhr`.
pub(super) fn when(lang: Lang, starts: Timestamp, ends: Timestamp) -> AnyView {
    let words = events::when(lang, starts, ends);
    piece(view! { <time datetime=starts.to_string()>{words}</time> })
}

/// Seats, in words.
pub(super) fn seats_words(lang: Lang, seats: &EventSeats) -> String {
    events::seats(lang, seats.seats, seats.sign_up)
}

/// What a plain post just did, and what went wrong with one whose form says nothing itself.
#[component]
pub(super) fn Said(
    /// Names of forms that show their own problem.
    #[prop(optional)]
    own: &'static [&'static str],
) -> AnyView {
    let query = leptos_router::hooks::use_query_map();
    let get = |name: &str| query.with_untracked(|query| query.get(name));
    let number = |name: &str| get(name).and_then(|n| n.parse::<u32>().ok()).unwrap_or_default();
    let lang = i18n::lang();
    let words = get("done").map(|done| match done.as_str() {
        "message" => events::sent(lang, number("mails"), number("unreachable")),
        "erased" => events::erased(lang, number("answers")),
        done => events::done(done).get(lang).to_owned(),
    });
    // What a plain form took back is brought back by another.
    let registration = number("registration");
    let undo = (get("done").as_deref() == Some("cancel") && registration > 0).then(|| {
        let action = format!("/api/staff/registrations/{registration}/restore");
        piece(view! {
            <form class="work-inline" method="post" action=action>
                <button class="button">{t(events::UNDO)}</button>
            </form>
        })
    });
    let failed = posted_form();
    let problem = failed.problem.filter(|_| !own.contains(&failed.form.as_str()));
    piece(view! {
        {words.map(|words| piece(view! { <Notice>{words} {undo}</Notice> }))}
        {problem.map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
    })
}

/// The page of an event.
#[component]
pub(super) fn EventFrame(
    /// Who is signed in.
    me: Me,
    /// What the event's card tells.
    card: EventCard,
    /// How full it is, as it changes.
    seats: Held<EventSeats>,
    /// The part that is shown.
    part: &'static str,
    /// What the page shows.
    children: Children,
) -> AnyView {
    let lang = i18n::lang();
    let id = card.id;
    let catalog = site::catalog();
    let lab = card.lab.clone();
    // Names of labs are there by now: whoever shows an event waits for them.
    let place = card.place.clone().or_else(|| {
        let lab = lab?;
        catalog.try_get_untracked().flatten().map(|catalog| lab_of(&catalog, &lab))
    });
    let ways = PARTS.map(|(name, label)| {
        let href = match name {
            "" => format!("/staff/events/{id}"),
            name => format!("/staff/events/{id}/{name}"),
        };
        let here = (name == part).then_some("page");
        // The camera is given to a page that was loaded for it.
        let rel = (name == "checkin").then_some("external");
        piece(view! { <li><a href=href class="segment" rel=rel aria-current=here>{t(label)}</a></li> })
    });
    let public = move || match seats.with(|seats| seats.state) {
        EventState::Draft => events::PREVIEW.get(lang),
        _ => events::PUBLIC_PAGE.get(lang),
    };
    piece(view! {
        <StaffFrame me=me>
            <div class="event-page">
                <header class="event-head">
                    <p class="event-back"><A href="/staff/events"><Icon name="back" /> {t(events::PROGRAMME)}</A></p>
                    <h1>{card.title}</h1>
                    <p class="event-meta">
                        {move || state_mark(seats.with(|seats| seats.state))}
                        <span>{t(programme::kind(card.kind))}</span>
                        {when(lang, card.starts_at, card.ends_at)}
                        {place.map(|place| piece(view! { <span>{place}</span> }))}
                        <strong class="event-seats">{move || seats.with(|seats| seats_words(lang, seats))}</strong>
                        <a class="event-public" href=format!("/events/{id}") target="_blank">
                            <Icon name="external" /> {public}
                        </a>
                    </p>
                    <nav class="segments event-parts" aria-label=t(events::PARTS)>
                        <ul>{ways.into_iter().collect_view()}</ul>
                    </nav>
                </header>
                {children()}
            </div>
        </StaffFrame>
    })
}
