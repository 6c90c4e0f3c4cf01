//! `/staff/events/{id}` and its parts: loads what the part needs, and shows it.

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};
use serde::{Deserialize, Serialize};

use super::{attendees, door, editor, frame::with_sheet, print, results};
use crate::{
    api::{self, ApiError, ApiResult, AttendeeList, Catalog, Feedback, Me, StaffEvent},
    components::{Busy, PageHead, piece},
    data,
    held::memo,
    i18n::{Text, events, t},
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// As many registrations are shown at once in the list; whoever has more goes on from page to page.
pub(super) const AT_ONCE: usize = 1000;

/// Who looks, and what the part of the page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    event: Option<StaffEvent>,
    list: Option<AttendeeList>,
    feedback: Vec<Feedback>,
    /// Whether the list is all there is, so that whoever is looked for is in it or nowhere.
    whole: bool,
}

/// Which part of the attendee list is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// From the beginning as much as is shown at once, and beyond that everybody with a seat: for
    /// the door and for paper.
    #[default]
    Seats,
    /// As much as is shown at once from a place on, of those who are looked for.
    Page(String, String),
}

/// The attendee list, as much of it as is wanted.
pub(super) async fn attendee_list(event: i64, part: Part) -> ApiResult<AttendeeList> {
    let seats = part == Part::Seats;
    let (after, query) = match part {
        Part::Seats => Default::default(),
        Part::Page(after, query) => (after, query),
    };
    let mut list = api::attendees(event, &after, &query).await?;
    while let Some(next) = list.next.clone() {
        let seated = list.items.last().is_some_and(|last| last.status.has_seats());
        if list.items.len() >= AT_ONCE && !(seats && seated) {
            break;
        }
        let more = api::attendees(event, &next, &query).await?;
        list.items.extend(more.items);
        list.next = more.next;
    }
    Ok(list)
}

async fn load(id: String, part: String, after: String, query: String) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let mut loaded = Loaded { me, event: None, list: None, feedback: Vec::new(), whole: true };
    let Ok(number) = id.parse::<i64>() else { return Ok(loaded) };
    match part.as_str() {
        "" | "results" => loaded.event = Some(api::staff_event(number).await?),
        "attendees" | "checkin" | "print" | "badges" => {
            loaded.whole = after.is_empty() && query.trim().is_empty();
            let wanted = match part.as_str() {
                "attendees" => Part::Page(after, query),
                _ => Part::Seats,
            };
            let mut list = attendee_list(number, wanted).await?;
            loaded.whole &= list.next.is_none();
            if part == "checkin" {
                // This page stays on the device, with all that travels in it.
                list = door::needed(list);
            }
            if part == "attendees" && list.numbers.feedback > 0 {
                // The list is there without it.
                let page = api::feedback(number, "").await;
                loaded.feedback = page.map(|page| page.items).unwrap_or_default();
            }
            loaded.list = Some(list);
        }
        _ => {}
    }
    Ok(loaded)
}

/// The page of an event, or the form for a new one.
#[component]
pub(super) fn EventView() -> AnyView {
    let (params, query) = (use_params_map(), use_query_map());
    let place = memo(move || {
        let get = |name: &str| params.read().get(name).unwrap_or_default();
        (get("id"), get("part"))
    });
    let narrowed = memo(move || {
        let get = |name: &str| query.read().get(name).unwrap_or_default();
        (get("after"), get("q"))
    });
    let data = data::load(
        move || (place.get(), narrowed.get()),
        |((id, part), (after, query))| load(id, part, after, query),
    );
    with_sheet();
    let catalog = site::catalog();
    piece(view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let (id, part) = place.get();
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(loaded) => view! { <Place loaded=loaded id=id part=part catalog=catalog /> },
                        Err(error) => view! { <Closed error=error id=id part=part /> },
                    }
                })
            }}
        </Transition>
    })
}

/// Why there is nothing to see.
#[component]
fn Closed(error: ApiError, id: String, part: String) -> AnyView {
    let back = match part.as_str() {
        "" => format!("/staff/events/{}", api::encode(&id)),
        part => format!("/staff/events/{}/{}", api::encode(&id), api::encode(part)),
    };
    piece(view! {
        <PageHead title=t(events::PROGRAMME) description=t(events::LEAD) path="/staff/events" private=true />
        <StaffClosed title=events::PROGRAMME error=error back=back />
    })
}

/// What stands at an address.
#[component]
fn Place(loaded: Loaded, id: String, part: String, catalog: Catalog) -> AnyView {
    let Loaded { me, event, list, feedback, whole } = loaded;
    let head = |name: Text, title: &str| {
        let title = match title {
            "" => t(name).to_owned(),
            title => format!("{} – {title}", t(name)),
        };
        view! { <PageHead title=title description=t(events::LEAD) path="/staff/events" private=true /> }
    };
    match (part.as_str(), event, list) {
        ("", None, None) if id == "new" => piece(view! {
            {head(events::NEW, "")}
            <editor::New me=me catalog=catalog />
        }),
        ("", Some(event), _) => piece(view! {
            {head(events::PART_EDIT, &event.card.title)}
            <editor::Edit me=me event=event catalog=catalog />
        }),
        ("results", Some(event), _) => piece(view! {
            {head(events::PART_RESULTS, &event.card.title)}
            <results::Results me=me event=event />
        }),
        ("attendees", _, Some(list)) => piece(view! {
            {head(events::PART_ATTENDEES, &list.card.title)}
            <attendees::Attendees me=me list=list feedback=feedback whole=whole />
        }),
        ("checkin", _, Some(list)) => piece(view! {
            {head(events::PART_DOOR, &list.card.title)}
            <door::Door me=me list=list />
        }),
        ("print", _, Some(list)) => piece(view! {
            {head(events::PRINT_LIST, &list.card.title)}
            <print::List list=list catalog=catalog />
        }),
        ("badges", _, Some(list)) => piece(view! {
            {head(events::BADGES, &list.card.title)}
            <print::Badges list=list catalog=catalog />
        }),
        _ => {
            site::set_status(404);
            piece(view! {
                {head(events::PROGRAMME, "")}
                <StaffFrame me=me>
                    <h1>{t(events::PROGRAMME)}</h1>
                    <p>{t(events::GONE)}</p>
                    <p><A href="/staff/events" attr:class="button">{t(events::PROGRAMME)}</A></p>
                </StaffFrame>
            })
        }
    }
}
