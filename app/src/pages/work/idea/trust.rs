//! Whether the author's next contributions wait for the team.

use leptos::prelude::*;

use super::State;
use crate::{
    api::Trust,
    components::piece,
    domain::TrustRule,
    held::memo,
    i18n::{self, desk as words, related, t},
    pages::work::{
        desk::{Form, Send},
        op::Op,
    },
};

/// How far the author is trusted, and the choice of that; nothing where nobody knows any more who
/// it was.
#[component]
pub(super) fn Trusted(
    /// The page's state.
    state: State,
) -> AnyView {
    let trust = memo(move || state.idea.with(|idea| idea.trust));
    let none = move || trust.with(Option::is_none);
    piece(view! {
        <section class="work-box" class:gone=none aria-labelledby="work-trust">
            <details class="work-fold" open=state.desk.came_back(&Op::Trust(state.id()))>
                <summary><h2 id="work-trust">{t(related::TRUST_AUTHOR)}</h2></summary>
                {move || trust.get().map(|trust| form(state, trust))}
            </details>
        </section>
    })
}

fn form(state: State, Trust { published, trusted, rule }: Trust) -> AnyView {
    let (op, desk) = (Op::Trust(state.id()), state.desk);
    let choices = TrustRule::ALL.map(|choice| {
        piece(view! {
            <label class="work-check">
                <input type="radio" name="rule" value=choice.as_str() checked=choice == rule />
                <span>{t(words::trust_rule(choice))}</span>
            </label>
        })
    });
    piece(view! {
        <p>{words::trust(i18n::lang(), published, trusted, rule)}</p>
        <Form desk=desk op=op.clone() class="work-form" back=format!("/staff/ideas/{}", state.id())>
            <fieldset class="work-choices">
                <legend class="visually-hidden">{t(related::TRUST_AUTHOR)}</legend>
                {Vec::from(choices)}
            </fieldset>
            <p class="field-hint">{t(words::TRUST_HINT)}</p>
            <Send desk=desk op=op class="button" label=t(related::TRUST_SAVE) />
        </Form>
    })
}
