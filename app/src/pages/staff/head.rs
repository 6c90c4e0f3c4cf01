//! What stands over the queue: what it is about, who is here, which part is shown, which labs
//! publish first.

pub(super) mod evenings;
pub(super) mod filters;

use leptos::prelude::*;

use super::{
    desk::{Desk, Dialog},
    dom,
    filter::Filter,
    more::{More, Places, later},
};
use crate::{
    api::{Catalog, Me, WaitingKind},
    components::{Icon, handler, lab_of, piece},
    held::{Derived, Held, memo},
    i18n::{desk as words, staff, t},
    site,
};

/// The head of the queue.
#[component]
pub(super) fn Head(
    /// The desk.
    desk: Desk,
    /// Who is signed in.
    me: Me,
    /// Names of labs and topics.
    catalog: Held<Catalog>,
    /// How many wait in what is shown.
    total: Derived<u64>,
) -> AnyView {
    let places = Places::new(desk, &me, catalog);
    piece(view! {
        <div class="queue-head">
            <div class="queue-head-title">
                <h1>{t(staff::QUEUE)}</h1>
                <p class="queue-count">{move || staff::waiting(desk.lang, total.get())}</p>
            </div>
            <Duty desk=desk />
            <div class="queue-head-tools">
                <Chosen desk=desk places=places />
                <Evenings desk=desk places=places />
                <button type="button" class="button queue-help alive-only" on:click=handler(move |_| desk.dialog.set(Some(Dialog::Help)))>
                    <Icon name="bell" />
                    <span>{t(words::HELP)}</span>
                </button>
            </div>
        </div>
    })
}

/// Who is here.
#[component]
fn Duty(desk: Desk) -> AnyView {
    let people = memo(move || desk.on_duty());
    let you = t(words::YOU);
    let label = t(words::ON_DUTY);
    piece(view! {
        <div class="queue-duty" class:gone=move || people.with(Vec::is_empty)>
            <span id="queue-duty">{label}</span>
            <ul aria-labelledby="queue-duty">
                {move || people.get().into_iter().map(|(id, name)| {
                    let mine = id == desk.me;
                    let first = name.chars().next().map(|c| c.to_uppercase().to_string());
                    let name = if mine { you.to_owned() } else { name };
                    piece(view! {
                        <li class:queue-duty-me=mine>
                            <span class="queue-face" aria-hidden="true">{first}</span>
                            <span dir="auto">{name}</span>
                        </li>
                    })
                }).collect_view()}
            </ul>
        </div>
    })
}

/// Which part is shown, and the fold with the form that chooses another.
#[component]
fn Chosen(desk: Desk, places: Places) -> AnyView {
    let filter = desk.filter.get_untracked();
    let set = filter.set();
    let chosen = chosen(&filter, &places.labs(), &places.topics());
    let form = later(
        desk,
        move || More::Filters(places),
        move || piece(view! { <filters::Filters desk=desk places=places /> }),
    );
    piece(view! {
        <details class="sheet">
            <summary class="button" id=dom::FILTER>
                <Icon name="filter" />
                <span class="queue-chosen">{chosen.unwrap_or_else(|| t(words::FILTER).to_owned())}</span>
                {(set > 0).then(|| piece(view! { <span class="badge">{set.to_string()}</span> }))}
            </summary>
            {form}
        </details>
    })
}

/// What is chosen, in a line; none where everything is shown.
fn chosen(
    filter: &Filter,
    labs: &[(String, String)],
    topics: &[(String, String)],
) -> Option<String> {
    let name = |of: &[(String, String)], slug: &str| {
        of.iter().find(|(s, _)| s == slug).map(|(_, name)| name.clone())
    };
    let kind = WaitingKind::from_segment(&filter.kind).map(|kind| t(words::kinds(kind)).to_owned());
    let all = [kind, name(labs, &filter.lab), name(topics, &filter.topic)];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

/// Which labs publish first, and for how long still; and the fold with their switches.
#[component]
fn Evenings(desk: Desk, places: Places) -> AnyView {
    let now = site::now();
    let on = memo(move || {
        let now = now.get();
        let evenings = desk.evenings.get().into_iter();
        let left = evenings.filter_map(|evening| {
            let left = evening.until?.0 - now.0;
            (left > 0).then(|| (evening.lab, (left + 30_000) / 60_000))
        });
        left.collect::<Vec<(String, i64)>>()
    });
    let title = t(words::EVENING);
    let summary = move || {
        on.with(|on| match on.as_slice() {
            [] => title.to_owned(),
            [(lab, minutes)] => {
                let lab = places.catalog.with_untracked(|c| lab_of(c, lab));
                format!("{title}: {lab}, {}", words::left(desk.lang, *minutes))
            }
            many => format!("{title} ({})", many.len()),
        })
    };
    let switches = later(
        desk,
        move || More::Evenings(places, on),
        move || piece(view! { <evenings::Switches desk=desk places=places on=on /> }),
    );
    piece(view! {
        <details class="sheet queue-evening" class:queue-evening-on=move || !on.with(Vec::is_empty)>
            <summary class="button">
                <Icon name="moon" />
                <span>{move || summary()}</span>
            </summary>
            {switches}
        </details>
    })
}
