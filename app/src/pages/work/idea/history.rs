//! What happened to the idea, in words.

use leptos::prelude::*;

use super::State;
use crate::{
    api::{ActivityKind, HistoryEntry},
    components::{Ago, piece},
    i18n::{self, bonds, t, work},
    pages::work::{
        desk::{Form, Send},
        op::Op,
    },
};

/// Whether a button may offer to take it back, where `last` is the last move of the idea.
fn can_go_back(entry: &HistoryEntry, last: Option<i64>) -> bool {
    use ActivityKind::{
        CommentDeclined, IdeaLinked, IdeaMerged, IdeaReworded, IdeaStatus, IdeaUnlinked,
        IdeaUnmerged,
    };
    let by_staff = entry.by.is_some() && !entry.undone;
    by_staff
        && match entry.kind {
            IdeaStatus => last == Some(entry.seq),
            IdeaMerged | IdeaUnmerged | IdeaLinked | IdeaUnlinked => true,
            CommentDeclined | IdeaReworded => true,
            _ => false,
        }
}

/// All that happened, newest first.
#[component]
pub(super) fn History(
    /// The page's state.
    state: State,
) -> AnyView {
    let lang = i18n::lang();
    // Of the moves only the last one, for a later one stands on it.
    let last_move = |history: &[HistoryEntry]| {
        let found = history.iter().find(|e| e.kind == ActivityKind::IdeaStatus && !e.undone);
        found.map(|entry| entry.seq)
    };
    let list = move || {
        state.idea.with(|idea| {
            let last = last_move(&idea.history);
            let with = |entry: &HistoryEntry| {
                let back = idea.powers.route && can_go_back(entry, last);
                (entry.clone(), back)
            };
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
                    {words} " " {due}
                    {undone.then(|| piece(view! { <em>{t(work::UNDONE)}</em> }))}
                </p>
                {entry.note.map(|note| piece(view! { <p class="work-quote">{note}</p> }))}
                <p class="work-history-by">
                    {by.map(|by| piece(view! { <span dir="auto">{by}</span> }))}
                    <Ago at=entry.at />
                </p>
                {back.then(|| piece(view! {
                    <Form desk=state.desk op=op.clone() class="work-inline">
                        <Send desk=state.desk op=op class="button button-quiet" label=t(bonds::TAKE_BACK) />
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
