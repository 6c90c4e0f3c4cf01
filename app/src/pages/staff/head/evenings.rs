//! The switches of the labs that publish first and are moderated after.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Evening},
    components::{handler, piece},
    held::{Derived, memo},
    i18n::{desk as words, staff, t},
    pages::staff::{actions::back_to, desk::Desk, more::Places},
};

/// For so many hours a lab may publish first in one go.
const HOURS: [u32; 3] = [1, 3, 6];

/// The switches, one for each lab.
#[component]
pub(in crate::pages::staff) fn Switches(
    /// The desk.
    desk: Desk,
    /// The labs.
    places: Places,
    /// Which of them publish first, and for how many minutes still.
    on: Derived<Vec<(String, i64)>>,
) -> AnyView {
    let rows = places
        .labs()
        .into_iter()
        .map(|(slug, name)| piece(view! { <Lab desk=desk slug=slug name=name on=on /> }));
    let rows: Vec<AnyView> = rows.collect();
    piece(view! {
        <div class="sheet-body">
            <div class="sheet-head"><h2>{t(words::EVENING)}</h2></div>
            <p class="field-hint">{t(words::EVENING_HINT)}</p>
            <ul>{rows}</ul>
        </div>
    })
}

/// The switch of one lab.
#[component]
fn Lab(desk: Desk, slug: String, name: String, on: Derived<Vec<(String, i64)>>) -> AnyView {
    let path = format!("/api/staff/labs/{}/evening", api::encode(&slug));
    let slug = crate::held::Held::new(slug);
    let left = memo(move || {
        on.with(|on| {
            on.iter().find(|(lab, _)| slug.with_untracked(|s| s == lab)).map(|(_, left)| *left)
        })
    });
    let off = t(words::EVENING_OFF);
    let state =
        move || left.get().map_or(off.to_owned(), |minutes| words::left(desk.lang, minutes));
    let set = move |minutes: u32| {
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            desk.set_evening(slug.get_untracked(), minutes);
        }
    };
    let button = |minutes: u32, label: String, path: String| {
        piece(view! {
            <form method="post" action=path on:submit=handler(set(minutes))>
                <input type="hidden" name="minutes" value=minutes />
                {back_to(desk, None)}
                <button class="button">{label}</button>
            </form>
        })
    };
    let begin: Vec<AnyView> =
        HOURS.map(|h| button(h * 60, words::hours(desk.lang, h), path.clone())).into();
    let end = button(0, t(words::EVENING_END).to_owned(), path);
    piece(view! {
        <li>
            <p><strong>{name}</strong> " " <span>{move || state()}</span></p>
            <div class="queue-hours" class:gone=move || left.get().is_some()>{begin}</div>
            <div class="queue-hours" class:gone=move || left.get().is_none()>{end}</div>
        </li>
    })
}

impl Desk {
    fn set_evening(self, lab: String, minutes: u32) {
        spawn_local(async move {
            match api::evening(&lab, minutes).await {
                Ok(now) => {
                    self.trouble.set(None);
                    self.evenings.try_update(|all: &mut Vec<Evening>| {
                        all.retain(|evening| evening.lab != now.lab);
                        all.push(now);
                    });
                }
                Err(error) => self.fail(error, "", staff::NOT_LOADED),
            }
        });
    }
}
