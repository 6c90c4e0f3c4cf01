//! Taking decisions back: the last one at the foot, a few more in a list.

use leptos::prelude::*;

use super::{
    decisions::{Decisions, Made, Progress},
    desk::Desk,
};
use crate::{
    components::{Icon, handler, piece},
    held::memo,
    i18n::{desk as words, staff, t},
};

/// What a line is called: what was done, to what or to how many.
fn name_of(desk: Desk, all: &Decisions, n: u32) -> Option<String> {
    let made = all.of(n).last()?;
    let size = all.size(n);
    Some(match (&made.action, size) {
        (_, 0..=1) if made.done.is_empty() => staff::DECIDED.get(desk.lang).to_owned(),
        (_, 0..=1) => staff::done_to(desk.lang, &made.done, &made.title),
        (action, _) => {
            let yes = action.is_some_and(|a| matches!(a.as_str(), "publish" | "keep"));
            words::many_done(desk.lang, yes, size)
        }
    })
}

/// The button that takes a line back; a plain form where its entry is known.
#[component]
fn Undo(desk: Desk, n: u32) -> AnyView {
    let made = memo(move || {
        let of = |made: &Made| (made.progress, made.title.clone());
        desk.decisions
            .with(|all| all.of(n).last().map(of).map(|(p, title)| (p, title, all.size(n))))
    });
    let seq = move || match made.get() {
        Some((Progress::Done(seq) | Progress::Undoing(seq), _, 1)) => Some(seq),
        _ => None,
    };
    let undoing = move || {
        matches!(made.get(), Some((Progress::Undoing(_) | Progress::Sending { undo: true }, ..)))
    };
    // Several such buttons in a row: each says to a screen reader what it takes back.
    let what = move || {
        let title = made.get().map(|(_, title, _)| title).filter(|title| !title.is_empty());
        title.map(|title| piece(view! { <span class="visually-hidden">": " {title}</span> }))
    };
    let back = desk.filter.with_untracked(|filter| crate::api::encode(&filter.href()));
    let undo = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.undo(n);
    };
    let (one, many, busy) = (t(staff::UNDO), t(words::UNDO_ALL), t(staff::UNDOING));
    let label = move || match made.get() {
        _ if undoing() => busy,
        Some((_, _, 2..)) => many,
        _ => one,
    };
    piece(view! {
        <form method="post" action=move || seq().map(|seq| format!("/api/staff/undo/{seq}?back={back}")) on:submit=handler(undo)>
            <button class="button button-quiet" aria-busy=move || undoing().then_some("true")>
                <Icon name="undo" />
                {move || label()}
                {move || what()}
            </button>
        </form>
    })
}

/// The last decision, for a while, where the thumb is.
#[component]
pub(super) fn UndoToast(
    /// The desk.
    desk: Desk,
) -> AnyView {
    let shown = memo(move || {
        let n = desk.toast.get()?;
        desk.decisions.with(|all| name_of(desk, all, n).map(|name| (n, name)))
    });
    piece(view! {
        <div class="queue-toast" class:queue-toast-shown=move || shown.with(Option::is_some)>
            <p>{move || shown.get().map(|(_, name)| name)}</p>
            {move || shown.get().map(|(n, _)| view! { <Undo desk=desk n=n /> })}
        </div>
    })
}

/// The last decisions, newest first.
#[component]
pub(super) fn Recent(
    /// The desk.
    desk: Desk,
) -> AnyView {
    let numbers = memo(move || desk.decisions.with(Decisions::lines));
    let name = move |n: u32| desk.decisions.with(|all| name_of(desk, all, n));
    piece(view! {
        <section class="queue-recent" aria-labelledby="queue-recent" class:gone=move || numbers.with(Vec::is_empty)>
            <h2 id="queue-recent">{t(staff::RECENT)}</h2>
            <ul>
                <For each=move || numbers.get() key=|n| *n let:n>
                    <li>
                        <span dir="auto">{move || name(n)}</span>
                        <Undo desk=desk n=n />
                    </li>
                </For>
            </ul>
        </section>
    })
}
