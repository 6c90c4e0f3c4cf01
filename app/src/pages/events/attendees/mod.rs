//! `/staff/events/{id}/attendees`: who comes, who stands in line, who is there.

mod add;
mod after;
mod person;
mod row;
mod state;
mod tools;
mod write;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};

use self::{
    add::Add,
    after::After,
    row::Row,
    state::{People, Show},
    tools::{Numbers, Search},
    write::Write,
};
use super::{
    acts::{Acts, Undo},
    frame::{EventFrame, Said, hear, seats_of},
    op::Done,
};
use crate::{
    api::{self, AttendeeList, Feedback, Me},
    components::{Icon, ProblemNotice, effect, piece},
    held::{Held, memo},
    i18n::{self, events, t},
    live::Live,
};

/// The attendee list.
#[component]
pub(super) fn Attendees(
    me: Me,
    list: AttendeeList,
    feedback: Vec<Feedback>,
    /// Whether nobody is missing from the list.
    whole: bool,
) -> AnyView {
    let lang = i18n::lang();
    let query = use_query_map();
    let get = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let (seq, card, id) = (list.seq, list.card.clone(), list.card.id);
    let after = untrack(|| get("after"));
    let seats = Held::new(seats_of(&card));
    let people = People::new(lang, list, (after, whole), untrack(|| get("q")));
    hear(seq, seats, move || people.reload_soon());
    // Where so much was missed that the stream begins anew, the list does too.
    if let Some(live) = use_context::<Live>() {
        effect(move || {
            if live.resets.get() > 0 {
                people.reload_soon();
            }
        });
    }
    let acts = Acts::new(move |_, done| {
        if let Done::Registration(registration) = done {
            people.is_now(*registration);
            people.reload_soon();
        }
    });
    let show = memo(move || Show::from_key(&get("show")));
    let ids = memo(move || people.shown(show.get()));
    let none = move || {
        ids.with(Vec::is_empty).then(|| {
            let all = people.list.with(|list| list.items.is_empty())
                && people.query.with(|query| query.trim().is_empty());
            let text = if all { events::NOBODY_YET } else { events::NOBODY_LIKE_THAT };
            piece(view! { <p class="empty">{text.get(lang)}</p> })
        })
    };
    let problem = move || {
        people.problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))
    };
    let ways = format!("/staff/events/{id}");
    let page = ways.clone();
    let more = move || {
        let next = people.list.with(|list| list.next.clone());
        next.map(|after| {
            let asked = people.query.with(|query| api::encode(query));
            let href = format!("{page}/attendees?after={}&q={asked}", api::encode(&after));
            piece(view! { <p class="work-more-link"><A href=href attr:class="button">{events::MORE.get(lang)}</A></p> })
        })
    };
    piece(view! {
        <EventFrame me=me card=card.clone() seats=seats part="attendees">
            <Said own=&["message", "attendee"] />
            <Undo acts=acts />
            <Numbers people=people />
            <p class="event-acts">
                <a class="button" href=format!("{ways}/checkin") rel="external"><Icon name="qr" /> {t(events::PART_DOOR)}</a>
                <a class="button" href=format!("{ways}/print")><Icon name="list" /> {t(events::PRINT_LIST)}</a>
                <a class="button" href=format!("{ways}/badges")><Icon name="user" /> {t(events::BADGES)}</a>
                <a class="button" href=format!("/api{ways}/attendees.csv") rel="external" download="">
                    <Icon name="copy" /> {t(events::CSV)}
                </a>
            </p>
            <div class="att-forms">
                <Add people=people />
                <Write acts=acts people=people />
            </div>
            <Search people=people show=show id=id />
            <div role="status">{problem}</div>
            {none}
            <ul class="atts" aria-label=t(events::PART_ATTENDEES)>
                <For each=move || ids.get() key=|id| *id let:registration>
                    <Row people=people acts=acts id=registration />
                </For>
            </ul>
            {more}
            <After people=people feedback=feedback />
        </EventFrame>
    })
}
