//! What is said about whoever stands at the door, large enough to be seen at arm's length.

use leptos::prelude::*;

use super::{code, state::Door};
use crate::{
    components::{Icon, handler, piece},
    held::memo,
    i18n::events,
    pages::events::names,
};

/// What kind of answer somebody gets at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Come in.
    In,
    /// You are in already.
    Known,
    /// The server is asked.
    Asking,
    /// Not yet: you stand in line, or have not said yes.
    Waits,
    /// You are not signed up any more.
    Cancelled,
    /// This is for another event.
    Elsewhere,
    /// Nobody knows this code.
    Unknown,
    /// It was taken back.
    Undone,
}

impl Kind {
    /// Its name in styles and tests.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Known => "known",
            Self::Asking => "asking",
            Self::Waits => "waits",
            Self::Cancelled => "cancelled",
            Self::Elsewhere => "elsewhere",
            Self::Unknown => "unknown",
            Self::Undone => "undone",
        }
    }

    /// How the device shakes for it.
    pub(super) fn shake(self) -> &'static [u32] {
        match self {
            Self::In => &[80],
            Self::Asking | Self::Undone => &[],
            Self::Known => &[40, 60, 40],
            _ => &[160, 80, 160],
        }
    }
}

/// What was seen last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) kind: Kind,
    /// Number of the registration.
    pub(super) id: Option<i64>,
    /// Who it is, or what was read.
    pub(super) name: String,
    /// What it means.
    pub(super) words: String,
    /// Who came in by it, to be taken back.
    pub(super) people: Vec<i64>,
    /// A code that nobody knows yet, which can be noted all the same.
    pub(super) code: Option<String>,
}

/// What was seen last, and what can be done about it.
#[component]
pub(super) fn Seen(door: Door) -> AnyView {
    let lang = door.lang;
    let card = move || door.look.get().map(|look| card(&look));
    let acts = move || {
        let look = door.look.get()?;
        let undo = (!look.people.is_empty()).then(|| {
            piece(view! {
                <button type="button" class="button" on:click=handler(move |_| door.undo())>
                    <Icon name="undo" /> {events::TAKE_BACK.get(lang)}
                </button>
            })
        });
        let note = look.code.is_some().then(|| {
            piece(view! {
                <button type="button" class="button" on:click=handler(move |_| door.note_anyway())>
                    {events::NOTE_ANYWAY.get(lang)}
                </button>
            })
        });
        let group = look.id.map(|id| group(door, id));
        Some(piece(view! { <div class="door-acts">{group} {undo} {note}</div> }))
    };
    let none = move || {
        door.look.with(Option::is_none).then(|| {
            piece(view! { <p class="door-idle alive-only">{events::DOOR_IDLE.get(lang)}</p> })
        })
    };
    piece(view! {
        <section class="door-seen" aria-label=events::DOOR_SEEN.get(lang)>
            <div aria-live="assertive" aria-atomic="true">{card}</div>
            {none}
            {acts}
        </section>
    })
}

fn card(look: &Look) -> AnyView {
    let icon = match look.kind {
        Kind::In => "check",
        Kind::Known => "clock",
        Kind::Asking => "search",
        Kind::Undone => "undo",
        _ => "alert",
    };
    let (name, words) = (look.name.clone(), look.words.clone());
    piece(view! {
        <div class="door-look" data-kind=look.kind.as_str()>
            <Icon name=icon />
            <div>
                <p class="door-name" dir="auto">{name}</p>
                <p class="door-words">{words}</p>
            </div>
        </div>
    })
}

/// The people of a group, each with a tap of their own.
fn group(door: Door, id: i64) -> AnyView {
    let lang = door.lang;
    let row = memo(move || door.find(id));
    let people = move || {
        let row = row.get()?;
        if row.people.len() < 2 || !code::may_come(&row) {
            return None;
        }
        let one = |(nth, person): (usize, &crate::api::Attendee)| {
            let (number, there) = (person.id, person.arrived_at.is_some());
            let name = names::called(lang, &row, nth);
            let said = if there { events::IS_THERE } else { events::NOT_THERE };
            piece(view! {
                <li>
                    <button type="button" class="att-check" aria-pressed=there.to_string()
                        on:click=handler(move |_| door.set(vec![number], !there))>
                        <span class="att-box" aria-hidden="true"><Icon name="check" /></span>
                        <span class="att-name" dir="auto">{name}</span>
                        <span class="visually-hidden">{said.get(lang)}</span>
                    </button>
                </li>
            })
        };
        let all = row.people.iter().enumerate().map(one).collect_view();
        Some(piece(view! { <ul class="att-people">{all}</ul> }))
    };
    piece(view! { <div class="door-group">{people}</div> })
}
