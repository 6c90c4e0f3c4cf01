//! What is done with an event as a whole: publish, cancel, copy; and what hangs on it.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{foot::is_public, state::Editor};
use crate::{
    api::{EventSeats, StaffEvent},
    components::{Icon, piece},
    domain::EventState,
    held::{Derived, Held, memo},
    i18n::{self, events, t},
    pages::events::{
        acts::{Act, Acts, Send},
        fields::{Field, area},
        op::Op,
    },
};

/// The side of the form.
#[component]
pub(super) fn Side(
    editor: Editor,
    acts: Acts,
    event: Held<StaffEvent>,
    seats: Held<EventSeats>,
) -> AnyView {
    let lang = editor.lang;
    let id = editor.id;
    let may_edit = event.with_untracked(|event| event.may_edit);
    let state = memo(move || seats.with(|seats| seats.state));
    // Nobody can be told that it never was in the programme who has signed up for it.
    let nobody =
        memo(move || seats.with(|seats| seats.seats.taken == 0 && seats.seats.waiting == 0));
    let steps = move || match state.get() {
        EventState::Draft => draft(editor, acts),
        EventState::Published => published(acts, id, nobody, event),
        EventState::Cancelled => cancelled(acts, id, event),
    };
    let ways = move || {
        is_public(state.get()).then(|| {
            piece(view! {
                <p class="event-acts">
                    <A href=format!("/staff/events/{id}/attendees?write=1#write") attr:class="button">
                        <Icon name="mail" /> {events::WRITE.get(lang)}
                    </A>
                </p>
            })
        })
    };
    piece(view! {
        <aside class="event-side" aria-label=t(events::STEPS)>
            {may_edit.then(|| piece(view! { <div class="event-box">{steps}</div> }))}
            {ways}
            {may_edit.then(|| copies(acts, id))}
            {move || series(event)}
        </aside>
    })
}

fn draft(editor: Editor, acts: Acts) -> AnyView {
    let (id, lang) = (editor.id, editor.lang);
    let unsaved = move || !(editor.awake.get() && editor.dirty.get());
    piece(view! {
        <h2>{events::PUBLISH.get(lang)}</h2>
        <p>{events::PUBLISH_TEXT.get(lang)}</p>
        <p class="event-says" class:gone=unsaved>{events::SAVE_FIRST.get(lang)}</p>
        <Act acts=acts op=Op::Publish(id)>
            <Send acts=acts op=Op::Publish(id) class="button button-main" label=events::PUBLISH.get(lang) />
        </Act>
    })
}

fn published(acts: Acts, id: i64, nobody: Derived<bool>, event: Held<StaffEvent>) -> AnyView {
    let lang = i18n::lang();
    let withdraw = move || {
        nobody.get().then(|| {
            piece(view! {
                <p>{events::WITHDRAW_TEXT.get(lang)}</p>
                <Act acts=acts op=Op::Withdraw(id)>
                    <Send acts=acts op=Op::Withdraw(id) label=events::WITHDRAW.get(lang) />
                </Act>
            })
        })
    };
    let op = Op::Cancel(id);
    let told = move || events::told_of_cancel(lang, event.with(|event| event.reachable));
    let note = Field::new("cancel", "note", t(events::CANCEL_NOTE), acts.typed(op, "note"))
        .hint(t(events::CANCEL_NOTE_HINT))
        .optional()
        .errors(acts.errors(op, "note"));
    piece(view! {
        <h2>{t(events::PUBLIC_NOW)}</h2>
        {withdraw}
        <details class="work-fold" open=acts.came_back(op)>
            <summary class="button button-danger">{t(events::CANCEL)}</summary>
            <Act acts=acts op=op class="work-form">
                <p class="event-says">{told}</p>
                {area(note, 3, 1000)}
                <Send acts=acts op=op class="button button-danger" label=t(events::CANCEL_SEND) />
            </Act>
        </details>
    })
}

fn cancelled(acts: Acts, id: i64, event: Held<StaffEvent>) -> AnyView {
    let note = move || {
        let note = event.with(|event| event.cancelled_note.clone());
        note.map(|note| piece(view! { <p class="work-quote">{note}</p> }))
    };
    piece(view! {
        <h2>{t(events::CANCELLED_NOW)}</h2>
        {note}
        <p>{t(events::RESTORE_TEXT)}</p>
        <Act acts=acts op=Op::Restore(id)>
            <Send acts=acts op=Op::Restore(id) label=t(events::RESTORE) />
        </Act>
    })
}

fn copies(acts: Acts, id: i64) -> AnyView {
    let op = Op::Copies(id);
    let days = Field::new("copies", "days", t(events::COPY_DAYS), acts.typed(op, "days"))
        .hint(t(events::COPY_DAYS_HINT))
        .optional()
        .errors(acts.errors(op, "days"));
    piece(view! {
        <details class="event-box work-fold" open=acts.came_back(op)>
            <summary><h2>{t(events::COPY)}</h2></summary>
            <Act acts=acts op=op class="work-form">
                <input type="hidden" name="idempotency_key" value=move || acts.key.get() />
                <p>{t(events::COPY_TEXT)}</p>
                {area(days, 3, 600)}
                <Send acts=acts op=op label=t(events::COPY_SEND) />
            </Act>
        </details>
    })
}

/// Others of the same series.
fn series(event: Held<StaffEvent>) -> Option<AnyView> {
    let lang = i18n::lang();
    let others = event.with(|event| event.series.clone());
    if others.is_empty() {
        return None;
    }
    let rows = others.into_iter().map(|(id, at)| {
        let day = i18n::date_time(lang, at);
        piece(view! { <li><A href=format!("/staff/events/{id}")>{day}</A></li> })
    });
    Some(piece(view! {
        <div class="event-box">
            <h2>{t(events::SERIES)}</h2>
            <ul class="work-list">{rows.collect_view()}</ul>
        </div>
    }))
}
