//! Internal notes.

use leptos::prelude::*;

use super::State;
use crate::{
    api::Note,
    components::{Ago, piece},
    domain::NOTE_MAX,
    i18n::{t, work},
    pages::work::{
        desk::{Form, Send},
        fields::Area,
        op::Op,
    },
};

/// The notes on the idea, and the form for one more.
#[component]
pub(super) fn Notes(
    /// The page's state.
    state: State,
) -> AnyView {
    let (desk, op) = (state.desk, Op::Note(state.id()));
    let list = move || state.idea.with(|idea| idea.notes.clone());
    let one = move |note: Note| {
        let by = note.by.unwrap_or_else(|| t(work::SOMEBODY).to_owned());
        let department = note
            .department
            .map(|slug| piece(view! { <span class="affiliation">{state.name(&slug)}</span> }));
        piece(view! {
            <li class="work-note">
                <p class="comment-by">
                    <strong dir="auto">{by}</strong>
                    {department}
                    <Ago at=note.at />
                </p>
                <p class="my-lines">{note.text}</p>
            </li>
        })
    };
    piece(view! {
        <section class="work-notes" id="notes" aria-labelledby="work-notes">
            <h2 id="work-notes">{t(work::NOTES)}</h2>
            <Form desk=desk op=op.clone() class="work-form">
                <Area desk=desk op=op.clone() name="text" label=t(work::NOTE) hint=t(work::NOTE_HINT) max=NOTE_MAX required=true />
                <Send desk=desk op=op class="button" label=t(work::NOTE_SEND) />
            </Form>
            <ul class="work-list">
                <For each=list key=|note| note.id children=one />
            </ul>
        </section>
    })
}
