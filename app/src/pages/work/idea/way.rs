//! Moving an idea to another status, with a public note.

use leptos::prelude::*;

use super::State;
use crate::{
    components::piece,
    domain::{IdeaStatus, REASON_MAX},
    held::memo,
    i18n::{common, t, work},
    pages::work::{
        desk::{Form, Send},
        fields::Area,
        op::Op,
    },
};

/// Where the idea can go from here.
#[component]
pub(super) fn Way(
    /// The page's state.
    state: State,
) -> AnyView {
    let (desk, id) = (state.desk, state.id());
    let op = Op::Move(id);
    let ways = memo(move || state.idea.with(|idea| idea.ways.clone()));
    let none = move || ways.with(Vec::is_empty);
    let chosen = desk.typed(&op, "status").unwrap_or_default();
    let choices = move || {
        let choice = |way: IdeaStatus| {
            let checked = way.as_str() == chosen;
            piece(view! {
                <label class="work-way">
                    <input type="radio" name="status" value=way.as_str() checked=checked required />
                    <span class="status" data-status=way.as_str()>{t(common::status(way))}</span>
                </label>
            })
        };
        ways.get().into_iter().map(choice).collect_view()
    };
    piece(view! {
        <section class="work-box" class:gone=none aria-labelledby="work-way">
            <h2 id="work-way">{t(work::WAY)}</h2>
            <Form desk=desk op=op.clone() class="work-form" back=format!("/staff/ideas/{id}?done=moved")>
                <fieldset class="work-ways">
                    <legend class="visually-hidden">{t(work::WAY)}</legend>
                    {choices}
                </fieldset>
                <Area desk=desk op=op.clone() name="note" label=t(work::PUBLIC_NOTE) hint=t(work::PUBLIC_NOTE_HINT) max=REASON_MAX />
                <Send desk=desk op=op class="button button-main" label=t(work::MOVE) />
            </Form>
        </section>
    })
}
