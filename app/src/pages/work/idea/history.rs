//! What happened to the idea, in words.

use leptos::prelude::*;

use super::State;
use crate::{
    api::{ActivityKind, HistoryEntry},
    components::{Ago, piece},
    i18n::{self, related, t, work},
    pages::work::{
        desk::{Form, Send},
        op::Op,
    },
};

/// What can be taken back one after the other: of each such row of events only the last, for a
/// later one stands on it.
fn row_of(entry: &HistoryEntry) -> Option<(&'static str, Option<i64>)> {
    use ActivityKind::*;
    match entry.kind {
        IdeaStatus => Some(("status", None)),
        IdeaReworded => Some(("words", None)),
        // At the idea that leads stands a mere note of it.
        IdeaMerged | IdeaUnmerged if entry.to.is_some() => Some(("merge", None)),
        IdeaLinked | IdeaUnlinked => Some(("link", entry.other)),
        _ => None,
    }
}

/// The entries that a button can take back, among these, which are newest first.
fn can_go_back(history: &[HistoryEntry]) -> Vec<i64> {
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for entry in history {
        let Some(row) = row_of(entry).filter(|row| !rows.contains(row)) else { continue };
        if entry.undone || entry.takes_back {
            continue;
        }
        rows.push(row);
        if entry.by.is_some() {
            found.push(entry.seq);
        }
    }
    found
}

/// All that happened, newest first.
#[component]
pub(super) fn History(
    /// The page's state.
    state: State,
) -> AnyView {
    let lang = i18n::lang();
    let list = move || {
        state.idea.with(|idea| {
            let backs = if idea.powers.route { can_go_back(&idea.history) } else { Vec::new() };
            let with = |entry: &HistoryEntry| (entry.clone(), backs.contains(&entry.seq));
            idea.history.iter().map(with).collect::<Vec<_>>()
        })
    };
    let one = move |(entry, back): (HistoryEntry, bool)| {
        let op = Op::TakeBack(state.id(), entry.seq);
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
                    {words.clone()} " " {due}
                    {undone.then(|| piece(view! { <em>{t(work::UNDONE)}</em> }))}
                </p>
                {entry.note.map(|note| piece(view! { <p class="work-quote">{note}</p> }))}
                <p class="work-history-by">
                    {by.map(|by| piece(view! { <span dir="auto">{by}</span> }))}
                    <Ago at=entry.at />
                </p>
                {back.then(|| piece(view! {
                    <Form desk=state.desk op=op.clone() class="work-inline">
                        <Send desk=state.desk op=op class="button button-quiet" label=t(related::TAKE_BACK) about=words.clone() />
                    </Form>
                }))}
            </li>
        })
    };
    piece(view! {
        <section class="work-box" aria-labelledby="work-history">
            <h2 id="work-history">{t(work::HISTORY)}</h2>
            <ol class="work-history">
                <For each=list key=|(entry, back)| (entry.seq, entry.undone, *back) children=one />
            </ol>
        </section>
    })
}
