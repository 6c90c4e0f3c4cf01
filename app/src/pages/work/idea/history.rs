//! What happened to the idea, in words.

use leptos::prelude::*;

use super::State;
use crate::{
    api::HistoryEntry,
    components::{Ago, piece},
    i18n::{self, t, work},
};

/// All that happened, newest first.
#[component]
pub(super) fn History(
    /// The page's state.
    state: State,
) -> AnyView {
    let lang = i18n::lang();
    let list = move || state.idea.with(|idea| idea.history.clone());
    let one = move |entry: HistoryEntry| {
        let words = work::happened(lang, &entry, |slug| state.name(slug));
        let by = entry.by.clone().map(|name| match name.is_empty() {
            true => t(work::SOMEBODY).to_owned(),
            false => name,
        });
        let due = entry.due.map(|day| {
            let day = i18n::day(lang, day);
            piece(view! { <span class="work-history-due">{i18n::board::until(lang, &day)}</span> })
        });
        let undone = entry.undone;
        piece(view! {
            <li class:work-past=undone>
                <p>
                    {words} " " {due}
                    {undone.then(|| piece(view! { <em>{t(work::UNDONE)}</em> }))}
                </p>
                {entry.note.map(|note| piece(view! { <p class="work-quote">{note}</p> }))}
                <p class="work-history-by">
                    {by.map(|by| piece(view! { <span dir="auto">{by}</span> }))}
                    <Ago at=entry.at />
                </p>
            </li>
        })
    };
    piece(view! {
        <section class="work-box" aria-labelledby="work-history">
            <h2 id="work-history">{t(work::HISTORY)}</h2>
            <ol class="work-history">
                <For each=list key=|entry| (entry.seq, entry.undone) children=one />
            </ol>
        </section>
    })
}
