//! `/staff/events`: the programme, with what comes, what was and what is not public yet.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};
use serde::{Deserialize, Serialize};

use super::{
    door,
    frame::{Said, seats_of, seats_words, state_mark, when, with_sheet},
    person::{self, Person},
};
use crate::{
    api::{
        self, ApiResult, Catalog, EventCard, EventSeats, Me, PersonPage, StaffEventPage, encode,
    },
    browser,
    components::{Busy, Icon, PageHead, effect, handler, lab_of, piece},
    data,
    domain::{EventState, Timestamp},
    held::{Held, memo},
    i18n::{self, Text, events, programme, t},
    live,
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// Which events: the name in the address, and on screen.
const TABS: [(&str, Text); 3] =
    [("upcoming", events::UPCOMING), ("past", events::PAST), ("drafts", events::DRAFTS)];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    page: StaffEventPage,
    found: Option<(String, PersonPage)>,
}

type Asked = (String, String, String);

async fn load((when, lab, after): Asked, person: Option<String>) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::staff_events(&when, &lab, &after).await?;
    let found = person::find(person).await;
    Ok(Loaded { me, page, found })
}

fn href(when: &str, lab: &str, after: &str) -> String {
    let mut href = format!("/staff/events?when={when}");
    for (name, value) in [("lab", lab), ("after", after)] {
        if !value.is_empty() {
            href += &format!("&{name}={}", encode(value));
        }
    }
    href
}

/// The programme.
#[component]
pub(super) fn EventsView() -> AnyView {
    let query = use_query_map();
    let asked = memo(move || {
        let get = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        let known = TABS.iter().find(|(name, _)| *name == get("when"));
        (known.map_or("upcoming", |(name, _)| *name).to_owned(), get("lab"), get("after"))
    });
    with_sheet();
    let person = person::asked();
    let data = data::load(move || asked.get(), move |asked| load(asked, person.clone()));
    let catalog = site::catalog();
    // What a device keeps for the door of an event goes when that is over.
    effect(|| door::tidy(browser::clock()));
    piece(view! {
        <PageHead title=t(events::PROGRAMME) description=t(events::LEAD) path="/staff/events" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let (when, lab, _) = asked.get();
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(loaded) => view! { <Page loaded=loaded when=when lab=lab catalog=catalog /> },
                        Err(error) => {
                            let back = href(&when, &lab, "");
                            view! { <StaffClosed title=events::PROGRAMME error=error back=back /> }
                        }
                    }
                })
            }}
        </Transition>
    })
}

#[component]
fn Page(loaded: Loaded, when: String, lab: String, catalog: Catalog) -> AnyView {
    let Loaded { me, page, found } = loaded;
    let heard = Held::new(Vec::<EventSeats>::new());
    live::listen(page.seq, true, move |event| {
        if let Some(now) = event.event {
            heard.update(|all| {
                all.retain(|seats| seats.id != now.id);
                all.push(now);
            });
        }
    });
    let tabs = TABS.map(|(name, label)| {
        let here = (name == when).then_some("page");
        let href = href(name, &lab, "");
        piece(view! { <li><a href=href class="segment" aria-current=here>{t(label)}</a></li> })
    });
    let none = page.items.is_empty().then(|| {
        let text = match when.as_str() {
            "past" => events::NONE_PAST,
            "drafts" => events::NO_DRAFTS,
            _ => events::NONE_UPCOMING,
        };
        piece(view! { <p class="empty">{t(text)}</p> })
    });
    let more = page.next.map(|after| {
        let href = href(&when, &lab, &after);
        piece(view! { <p class="work-more-link"><A href=href attr:class="button">{t(events::MORE)}</A></p> })
    });
    let edits = me.role.may_edit();
    let rows = page.items.into_iter().map(|card| row(card, &catalog, heard)).collect_view();
    let filter = view! { <Filter when=when lab=lab me=me.clone() catalog=catalog /> };
    piece(view! {
        <StaffFrame me=me>
            <div class="event-page">
                <div class="admin-head">
                    <h1>{t(events::PROGRAMME)}</h1>
                    {edits.then(|| piece(view! {
                        <A href="/staff/events/new" attr:class="button button-main">
                            <Icon name="plus" /> {t(events::NEW)}
                        </A>
                    }))}
                </div>
                <Said own=&["person"] />
                <div class="event-tools">
                    <nav class="segments" aria-label=t(events::WHICH)>
                        <ul>{tabs.into_iter().collect_view()}</ul>
                    </nav>
                    {filter}
                </div>
                {none}
                <ul class="event-rows">{rows}</ul>
                {more}
                <Person found=found />
            </div>
        </StaffFrame>
    })
}

/// Of which lab: a plain form that asks for this page; a choice is enough where it is alive.
#[component]
fn Filter(when: String, lab: String, me: Me, catalog: Catalog) -> AnyView {
    let scope = me.scope();
    let labs: Vec<_> =
        catalog.labs.into_iter().filter(|lab| scope.has_lab(Some(&lab.slug))).collect();
    let options = labs.into_iter().map(|one| {
        let chosen = one.slug == lab;
        piece(view! { <option value=one.slug selected=chosen>{one.name}</option> })
    });
    let options = options.collect_view();
    let navigate = use_navigate();
    let tab = when.clone();
    let choose = move |event: leptos::ev::Event| {
        let to = href(&tab, &event_target_value(&event), "");
        navigate(&to, NavigateOptions { scroll: false, ..Default::default() });
    };
    piece(view! {
        <form class="event-filter" method="get" action="/staff/events">
            <input type="hidden" name="when" value=when />
            <label for="events-lab">{t(events::LAB)}</label>
            <select id="events-lab" name="lab" on:change=handler(choose)>
                <option value="">{t(events::ALL_LABS)}</option>
                {options}
            </select>
            <button class="button not-alive">{t(events::SHOW)}</button>
        </form>
    })
}

/// One event.
fn row(card: EventCard, catalog: &Catalog, heard: Held<Vec<EventSeats>>) -> AnyView {
    let lang = i18n::lang();
    let first = seats_of(&card);
    let seats = memo(move || {
        let id = first.id;
        heard.with(|all| all.iter().find(|seats| seats.id == id).copied()).unwrap_or(first)
    });
    let now = site::now();
    let starts = card.starts_at;
    let today = move || now.with(|now| is_today(starts, *now));
    let lab = card.lab.as_deref().map(|slug| lab_of(catalog, slug));
    let place = card.place.clone().or(lab);
    let dates = (card.dates > 1).then(|| events::date_of(lang, card.date, card.dates));
    let seated = card.state != EventState::Draft;
    piece(view! {
        <li class="event-row" data-state=move || seats.with(|seats| seats.state.as_str()) class:event-today=today>
            <p class="event-row-when">
                {when(lang, card.starts_at, card.ends_at)}
                {dates.map(|dates| piece(view! { <span>{dates}</span> }))}
            </p>
            <p class="event-row-title"><A href=format!("/staff/events/{}", card.id)>{card.title}</A></p>
            <p class="event-row-meta">
                {move || state_mark(seats.with(|seats| seats.state))}
                <span>{t(programme::kind(card.kind))}</span>
                {place.map(|place| piece(view! { <span>{place}</span> }))}
            </p>
            {seated.then(|| piece(view! {
                <p class="event-row-seats">
                    {move || meter(&seats.get())}
                    <span>{move || seats.with(|seats| seats_words(lang, seats))}</span>
                </p>
                <p class="event-row-ways">
                    <A href=format!("/staff/events/{}/attendees", card.id) attr:class="button button-quiet">
                        <Icon name="people" /> {t(events::PART_ATTENDEES)}
                    </A>
                    <a href=format!("/staff/events/{}/checkin", card.id) rel="external" class="button button-quiet">
                        <Icon name="qr" /> {t(events::PART_DOOR)}
                    </a>
                </p>
            }))}
        </li>
    })
}

/// How full it is, to be seen at a glance; the words stand beside it.
fn meter(seats: &EventSeats) -> Option<AnyView> {
    let capacity = seats.seats.capacity?;
    let taken = seats.seats.taken.min(capacity).to_string();
    Some(piece(view! {
        <progress class="event-meter" max=capacity.to_string() value=taken aria-hidden="true"></progress>
    }))
}

fn is_today(at: Timestamp, now: Timestamp) -> bool {
    crate::domain::Date::of(at) == crate::domain::Date::of(now)
}
