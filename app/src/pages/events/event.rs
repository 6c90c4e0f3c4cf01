//! `/staff/events/{id}` and its parts: loads what the part needs, and shows it.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use serde::{Deserialize, Serialize};

use super::{attendees, door, editor, frame::with_sheet, print, reading::attendee_list, results};
use crate::{
    api::{self, ApiError, ApiResult, AttendeeList, Catalog, Feedback, Me, StaffEvent},
    components::{Busy, PageHead, piece},
    data,
    held::memo,
    i18n::{Text, events, t},
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// So many times a list that is laid out on paper is read at most until nothing happened meanwhile.
const TRIES: u32 = 3;

/// Who looks, and what the part of the page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    event: Option<StaffEvent>,
    list: Option<AttendeeList>,
    feedback: Vec<Feedback>,
}

async fn load(id: String, part: String) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let mut loaded = Loaded { me, event: None, list: None, feedback: Vec::new() };
    let Ok(number) = id.parse::<i64>() else { return Ok(loaded) };
    match part.as_str() {
        "" | "results" => loaded.event = Some(api::staff_event(number).await?),
        "attendees" | "checkin" | "print" | "badges" => {
            let mut list = attendee_list(number, TRIES).await?;
            if matches!(part.as_str(), "checkin" | "badges") {
                // The door's page stays on the device, with all that travels in it; badges say
                // nothing but names.
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
    let params = use_params_map();
    let place = memo(move || {
        let get = |name: &str| params.read().get(name).unwrap_or_default();
        (get("id"), get("part"))
    });
    let data = data::load(move || place.get(), |(id, part)| load(id, part));
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
    let Loaded { me, event, list, feedback } = loaded;
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
            <attendees::Attendees me=me list=list feedback=feedback />
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
