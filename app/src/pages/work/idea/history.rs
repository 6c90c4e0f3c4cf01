//! What happened to the idea, in words.

use leptos::prelude::*;

use super::State;
use crate::{
    api::{ActivityKind, HistoryEntry},
    components::{Ago, piece},
    domain::WorkState,
    i18n::{self, related, t, work},
    pages::work::{
        desk::{Form, Send},
        op::Op,
    },
};

/// Names a row of events of which only the last can be taken back: what it is about, and what of
/// its kind.
type Row = (&'static str, Option<i64>, Option<String>);

/// What can be taken back one after the other: of each such row of events only the last, for a
/// later one stands on it.
fn row_of(entry: &HistoryEntry) -> Option<Row> {
    use ActivityKind::*;
    let (name, number) = match entry.kind {
        IdeaStatus => ("status", None),
        IdeaReworded | IdeaEdited | EditAccepted => ("words", None),
        // At the idea that leads stands a mere note of it.
        IdeaMerged | IdeaUnmerged if entry.to.is_some() => ("merge", None),
        IdeaLinked | IdeaUnlinked => ("link", entry.other),
        CommentPublished | CommentDeclined | CommentReworded => ("comment", entry.comment),
        EditDeclined => ("edit", entry.item),
        CompanionSettled => ("companion", entry.item),
        ReportSettled => ("report", entry.item),
        IdeaAsked | IdeaReplied | IdeaReturned => ("question", None),
        TrustChanged => ("trust", entry.item),
        IdeaAssigned | IdeaHandedOn | IdeaWorked => {
            return Some(("department", None, entry.department.clone()));
        }
        _ => return None,
    };
    Some((name, number, None))
}

/// Whether staff decided it, so that it can be taken back at all.
fn is_decision(entry: &HistoryEntry) -> bool {
    use ActivityKind::*;
    match entry.kind {
        IdeaEdited | IdeaReplied | IdeaReturned | IdeaHandedOn | IdeaWorked => false,
        IdeaAssigned => entry.to.as_deref() == Some(WorkState::Open.as_str()),
        _ => true,
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
        if entry.kind == ActivityKind::IdeaHandedOn {
            // Whoever got it works on what was handed on.
            rows.push(("department", None, entry.to.clone()));
        }
        if entry.by.is_some() && is_decision(entry) {
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
                {entry.excerpt.map(|excerpt| piece(view! { <p class="work-quote" dir="auto">{excerpt}</p> }))}
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;

    fn entry(seq: i64, kind: ActivityKind, comment: Option<i64>) -> HistoryEntry {
        HistoryEntry {
            seq,
            at: Timestamp(seq),
            kind,
            by: Some("Mo".to_owned()),
            from: None,
            to: None,
            note: None,
            department: None,
            due: None,
            other: None,
            comment,
            excerpt: None,
            item: None,
            undone: false,
            takes_back: false,
        }
    }

    #[test]
    fn the_last_of_each_row_goes_back() {
        use ActivityKind::*;
        let mut history = vec![
            entry(9, IdeaStatus, None),
            HistoryEntry { undone: true, ..entry(8, CommentDeclined, Some(1)) },
            HistoryEntry { takes_back: true, ..entry(7, CommentUndone, Some(1)) },
            entry(6, CommentPublished, Some(2)),
            entry(5, CommentPublished, Some(1)),
            entry(4, CommentReworded, Some(2)),
            // An edit stands on the rewording before it.
            entry(3, EditAccepted, None),
            entry(2, IdeaReworded, None),
            entry(1, IdeaStatus, None),
        ];
        assert_eq!(can_go_back(&history), [9, 6, 5, 3]);
        // What its author did since is no decision of staff, and what stood before it stays.
        history.insert(0, HistoryEntry { by: None, ..entry(10, IdeaEdited, None) });
        assert_eq!(can_go_back(&history), [9, 6, 5]);
    }

    #[test]
    fn what_a_department_got_goes_back_until_it_is_handed_on() {
        let of = |seq, kind, department: &str, to: &str| HistoryEntry {
            department: Some(department.to_owned()),
            to: Some(to.to_owned()),
            ..entry(seq, kind, None)
        };
        let mut history = vec![
            of(2, ActivityKind::IdeaAssigned, "gruen", "open"),
            of(1, ActivityKind::IdeaAssigned, "tiefbau", "open"),
        ];
        assert_eq!(can_go_back(&history), [2, 1]);
        history.insert(0, of(3, ActivityKind::IdeaHandedOn, "tiefbau", "gruen"));
        assert!(can_go_back(&history).is_empty());
        history.insert(0, of(4, ActivityKind::IdeaAssigned, "gruen", "removed"));
        assert!(can_go_back(&history).is_empty());
    }
}
