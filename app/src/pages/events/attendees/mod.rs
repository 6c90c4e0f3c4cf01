//! `/staff/events/{id}/attendees`: who comes, who stands in line, who is there.

mod add;
mod after;
mod person;
mod row;
mod state;
mod tools;
mod write;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

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
    op::{Done, Op},
};
use crate::{
    api::{self, AttendeeList, Feedback, Me},
    browser,
    components::{Icon, ProblemNotice, effect, handler, piece},
    held::{Held, memo},
    i18n::{self, events, t},
    live::Live,
};

/// As many registrations are shown at once.
const AT_ONCE: usize = 1000;

/// How many are shown at once, as an address says it.
fn shown_at_once(asked: &str) -> usize {
    asked.parse().unwrap_or(0).max(AT_ONCE)
}

/// The attendee list.
#[component]
pub(super) fn Attendees(me: Me, list: AttendeeList, feedback: Vec<Feedback>) -> AnyView {
    let lang = i18n::lang();
    let query = use_query_map();
    let get = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let (seq, card, id) = (list.seq, list.card.clone(), list.card.id);
    let seats = Held::new(seats_of(&card));
    let people = People::new(lang, list, untrack(|| get("q")));
    hear(seq, seats, move || people.reload_soon());
    // Where so much was missed that the stream begins anew, the list does too.
    if let Some(live) = use_context::<Live>() {
        effect(move || {
            if live.resets.get() > 0 {
                people.reload_soon();
            }
        });
    }
    let acts = Acts::new(move |op, done| {
        if let Op::Message(_) = op {
            people.ticked.set(Vec::new());
        }
        if let Done::Registration(registration) = done {
            people.is_now(*registration);
            people.reload_soon();
        }
    });
    let show = memo(move || Show::from_key(&get("show")));
    let found = memo(move || people.found(show.get()));
    let most = Held::new(untrack(|| shown_at_once(&get("most"))));
    let ids = memo(move || found.with(|found| found.iter().take(most.get()).copied().collect()));
    let none = move || {
        found.with(Vec::is_empty).then(|| {
            let all = people.list.with(|list| list.items.is_empty());
            let text = if all { events::NOBODY_YET } else { events::NOBODY_LIKE_THAT };
            piece(view! { <p class="empty">{text.get(lang)}</p> })
        })
    };
    let problem = move || {
        people.problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))
    };
    let ways = format!("/staff/events/{id}");
    // What is hidden by a search or by the end of the list is written to all the same.
    let hidden = move || {
        let shown: Vec<i64> = ids.get();
        people.ticked.with(|ticked| {
            let hidden = ticked.iter().filter(|id| !shown.contains(*id));
            let input = |id: &i64| {
                let id = *id;
                piece(view! { <input type="hidden" name="registrations" value=id form=write::FORM_ID /> })
            };
            hidden.map(input).collect_view()
        })
    };
    let page = ways.clone();
    let more = move || {
        let (all, shown) = (found.with(Vec::len), most.get());
        (all > shown).then(|| {
            let (show, asked) =
                (show.get().as_str(), people.query.with(|query| api::encode(query)));
            let href = format!("{page}/attendees?show={show}&q={asked}&most={}", shown + AT_ONCE);
            let more = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                most.set(shown + AT_ONCE);
                // The link may be gone: whoever goes by key goes on at the first that was added.
                if let Some(id) = found.with_untracked(|found| found.get(shown).copied()) {
                    browser::after_ms(30, move || browser::focus(&format!("registration-{id}")));
                }
            };
            piece(view! {
                <p class="muted">{events::shown_of(lang, shown, all)}</p>
                <p class="work-more-link">
                    <a class="button" href=href on:click=handler(more)>{events::MORE.get(lang)}</a>
                </p>
            })
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
            {hidden}
            <After people=people feedback=feedback />
        </EventFrame>
    })
}
