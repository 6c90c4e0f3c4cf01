//! Who wants to help, and how to reach them.

use leptos::prelude::*;

use super::State;
use crate::{
    api::IdeaCompanion,
    components::{Ago, Icon, piece},
    held::memo,
    i18n::{self, t, work},
};

/// A way to reach somebody, as a link where it can be one.
fn reach(contact: String) -> AnyView {
    if contact.contains('@') {
        let href = format!("mailto:{contact}");
        return piece(view! { <a href=href><Icon name="mail" /> {contact}</a> });
    }
    let digits: String = contact.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    piece(view! { <a href=format!("tel:{digits}")><Icon name="phone" /> {contact}</a> })
}

fn person(companion: IdeaCompanion) -> AnyView {
    let declined = companion.status == "declined";
    piece(view! {
        <li class="work-person" class:work-past=declined>
            <p><strong dir="auto">{companion.name}</strong> " " <Ago at=companion.at /></p>
            <p>{reach(companion.contact)}</p>
            {companion.note.map(|note| piece(view! { <p class="my-lines">{note}</p> }))}
            {declined.then(|| piece(view! { <p class="muted">{t(work::COMPANION_DECLINED)}</p> }))}
        </li>
    })
}

/// The people who want to help make it real.
#[component]
pub(super) fn People(
    /// The page's state.
    state: State,
) -> AnyView {
    let lang = i18n::lang();
    let all = memo(move || state.idea.with(|idea| idea.companions.clone()));
    let none = move || all.with(Vec::is_empty);
    let count = move || work::companions(lang, all.with(Vec::len));
    piece(view! {
        <section class="work-box" class:gone=none aria-labelledby="work-people">
            <details class="work-fold">
                <summary><h2 id="work-people">{count}</h2></summary>
                <ul class="work-list">{move || all.get().into_iter().map(person).collect_view()}</ul>
            </details>
        </section>
    })
}
