//! Taking decisions back: the last one at the foot, a few more in a list.

use leptos::prelude::*;

use super::{
    decisions::{Decisions, Made, Progress},
    desk::Desk,
};
use crate::{
    components::Icon,
    i18n::{staff, t},
};

/// What a decision is called: what was done, to what.
fn name_of(desk: Desk, made: &Made) -> String {
    match made.action {
        Some(action) => staff::done_to(desk.lang, action.as_str(), &made.title),
        None => staff::DECIDED.get(desk.lang).to_owned(),
    }
}

/// The button that takes one decision back; a plain form where its entry is known.
#[component]
fn Undo(desk: Desk, n: u32) -> impl IntoView {
    let made = Memo::new(move |_| {
        desk.decisions.with(|all| all.get(n).map(|made| (made.progress, made.title.clone())))
    });
    let seq = move || match made.get() {
        Some((Progress::Done(seq) | Progress::Undoing(seq), _)) => Some(seq),
        _ => None,
    };
    let undoing = move || {
        matches!(made.get(), Some((Progress::Undoing(_) | Progress::Sending { undo: true }, _)))
    };
    // Several such buttons in a row: each says to a screen reader what it takes back.
    let what = move || {
        let title = made.get().map(|(_, title)| title).filter(|title| !title.is_empty());
        title.map(|title| view! { <span class="visually-hidden">": " {title}</span> })
    };
    let undo = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.undo(n);
    };
    view! {
        <form method="post" action=move || seq().map(|seq| format!("/api/staff/undo/{seq}")) on:submit=undo>
            <button class="button button-quiet" aria-busy=move || undoing().then_some("true")>
                <Icon name="undo" />
                {move || t(if undoing() { staff::UNDOING } else { staff::UNDO })}
                {what}
            </button>
        </form>
    }
}

/// The last decision, for a while, where the thumb is.
#[component]
pub(super) fn UndoToast(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let n = desk.toast.get()?;
        desk.decisions.with(|all| all.get(n).map(|made| (n, name_of(desk, made))))
    });
    view! {
        <div class="queue-toast" class:queue-toast-shown=move || shown.with(Option::is_some)>
            <p>{move || shown.get().map(|(_, name)| name)}</p>
            {move || shown.get().map(|(n, _)| view! { <Undo desk=desk n=n /> })}
        </div>
    }
}

/// The last decisions, newest first.
#[component]
pub(super) fn Recent(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        desk.decisions.with(|all| all.list().iter().map(|made| made.n).collect::<Vec<_>>())
    });
    let name = move |n: u32| desk.decisions.with(|all| all.get(n).map(|made| name_of(desk, made)));
    view! {
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
    }
}

/// The decision that a plain form made before this page came, from its address.
pub(super) fn known(decisions: RwSignal<Decisions>, seq: Option<i64>) -> Option<u32> {
    seq.filter(|seq| *seq > 0).and_then(|seq| decisions.try_update(|all| all.add_known(seq)))
}
