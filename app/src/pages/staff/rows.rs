//! The list of what waits.

use leptos::prelude::*;

use super::{
    desk::{Desk, title_of},
    dom,
    events::{Key, key_of, key_text},
    queue_state::Queue,
};
use crate::{
    api::{Catalog, Waiting, WaitingKind},
    components::{Ago, Icon, handler, lab_of, piece, topic_of},
    held::{Derived, Held, memo},
    i18n::{desk as words, staff, t},
};

/// Whether a click shall do what it always does: open a tab or a window.
pub(super) fn wants_tab(event: &leptos::ev::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}

/// The icon of a kind.
pub(super) fn icon(kind: WaitingKind) -> &'static str {
    match kind {
        WaitingKind::Idea => "idea",
        WaitingKind::Comment => "comment",
        WaitingKind::Report => "flag",
        WaitingKind::Edit => "pencil",
        WaitingKind::Companion => "people",
    }
}

/// All that is loaded, longest waiting first: beside the open item on wide screens, folded away
/// above it on a phone.
#[component]
pub(super) fn Rows(
    /// The desk.
    desk: Desk,
    /// Names of labs and topics.
    catalog: Held<Catalog>,
) -> AnyView {
    let keys = memo(move || desk.queue.with(|q| q.items().iter().map(key_of).collect::<Vec<_>>()));
    let open = memo(move || desk.queue.with(Queue::open));
    let next = memo(move || desk.queue.with(|q| q.next().map(str::to_owned)));
    let more_href =
        move || desk.filter.with_untracked(|f| f.after_href(&next.get().unwrap_or_default()));
    let more = move |event: leptos::ev::MouseEvent| {
        if !wants_tab(&event) {
            event.prevent_default();
            event.stop_propagation();
            desk.load_more(true);
        }
    };
    piece(view! {
        <nav class="queue-side" aria-label=t(staff::LIST) class:gone=move || keys.with(Vec::is_empty)>
            <div class="queue-steps">
                <Step desk=desk forward=false />
                <label class="button queue-fold">
                    <input
                        type="checkbox"
                        prop:checked=move || desk.listed.get()
                        on:change=handler(move |event| desk.listed.set(event_target_checked(&event)))
                    />
                    <span>{t(staff::LIST_SHORT)} <span class="visually-hidden">{t(staff::LIST_SHOW)}</span></span>
                </label>
                <Step desk=desk forward=true />
            </div>
            <ol class="queue-rows" id=dom::LIST>
                <For each=move || keys.get() key=|key| *key let:key>
                    <Row desk=desk catalog=catalog key=key open=open />
                </For>
            </ol>
            <p class="queue-more" class:gone=move || next.with(Option::is_none)>
                <a class="button button-wide" href=more_href on:click=handler(more) aria-busy=move || desk.loading.get().to_string()>
                    {t(staff::MORE)}
                </a>
            </p>
        </nav>
    })
}

/// To the one before, or to the next: for thumbs, which have no `j` and `k`.
#[component]
fn Step(desk: Desk, forward: bool) -> AnyView {
    let beside = memo(move || {
        let (before, next) = desk.queue.with(Queue::beside);
        if forward { next } else { before }
    });
    let go = move |event: leptos::ev::MouseEvent| {
        if !wants_tab(&event) {
            event.prevent_default();
            event.stop_propagation();
            desk.step(forward);
        }
    };
    let (icon, label) = if forward { ("arrow", staff::NEXT) } else { ("back", staff::BEFORE) };
    piece(view! {
        <a
            class="button button-quiet queue-step"
            class:queue-step-none=move || beside.with(Option::is_none)
            href=move || beside.get().map(|key| desk.filter.with_untracked(|f| f.item_href(key)))
            on:click=handler(go)
        >
            <Icon name=icon />
            {t(label)}
        </a>
    })
}

#[component]
fn Row(desk: Desk, catalog: Held<Catalog>, key: Key, open: Derived<Option<Key>>) -> AnyView {
    let item = memo(move || desk.queue.with(|queue| queue.get(key).cloned()));
    let choose = move |event: leptos::ev::MouseEvent| {
        if event.shift_key() {
            // A range, not a window.
            event.prevent_default();
            event.stop_propagation();
            desk.tick(key, true, true);
        } else if !wants_tab(&event) {
            event.prevent_default();
            event.stop_propagation();
            desk.choose(key);
        }
    };
    let first = item.get_untracked();
    let colour =
        first.as_ref().map(|i| catalog.with_untracked(|c| topic_of(c, &i.idea.card.topic)).2);
    let lab = first.as_ref().and_then(|i| i.idea.card.lab.clone());
    let lab = lab.map(|slug| catalog.with_untracked(|c| lab_of(c, &slug)));
    let since = first.as_ref().map(|i| i.since);
    let href = desk.filter.with_untracked(|filter| filter.item_href(key));
    let title = move || item.with(|i| i.as_ref().map(|i| row_title(desk, i)));
    let name =
        move || item.with(|i| i.as_ref().map(|i| words::tick(desk.lang, &row_title(desk, i))));
    let ticked = memo(move || desk.selection.with(|ticked| ticked.has(key)));
    let tick = move |event: leptos::ev::MouseEvent| {
        desk.tick(key, event_target_checked(&event), event.shift_key());
    };
    // For a plain post: what it is, and how it was read.
    let value = move || {
        let seen = item.with(|i| i.as_ref().map(|i| i.seen.clone()));
        format!("{}@{}", key_text(key), seen.unwrap_or_default())
    };
    let lookers = memo(move || desk.lookers(key));
    let looked = t(words::LOOKS);
    let marks = move || {
        item.with(|i| {
            let (unseen, held) =
                i.as_ref().map_or((false, false), |i| (i.unseen, !i.held.is_empty()));
            let mark = |class, text| piece(view! { <span class=class>{text}</span> });
            [
                unseen.then(|| mark("mark mark-unseen", words::UNSEEN.get(desk.lang))),
                held.then(|| mark("mark mark-held", words::HELD.get(desk.lang))),
            ]
        })
    };
    piece(view! {
        <li class="queue-row" data-colour=colour data-kind=key.0.segment() class:queue-row-ticked=move || ticked.get()>
            <label class="queue-tick">
                <input
                    type="checkbox"
                    name="item"
                    value=value
                    form=super::bulk::FORM
                    prop:checked=move || ticked.get()
                    on:click=handler(tick)
                    aria-label=name
                />
            </label>
            <a
                id=dom::row_id(key)
                href=href
                aria-current=move || (open.get() == Some(key)).then_some("true")
                on:click=handler(choose)
            >
                <span class="queue-row-kind">
                    <Icon name=icon(key.0) />
                    {t(staff::kind(key.0))}
                    {move || marks()}
                </span>
                <span class="queue-row-title" dir="auto">{move || title()}</span>
                <span class="queue-row-meta">
                    {lab.map(|lab| piece(view! { <span>{lab}</span> }))}
                    {since.map(|at| view! { <Ago at=at /> })}
                    {move || lookers.get().into_iter().map(|name| piece(view! {
                        <span class="looker">
                            <Icon name="eye" />
                            <span dir="auto">{name}</span>
                            <span class="visually-hidden">" " {looked}</span>
                        </span>
                    })).collect_view()}
                </span>
            </a>
        </li>
    })
}

/// A comment is known by its words, not by the idea that ten others stand under too.
fn row_title(desk: Desk, item: &Waiting) -> String {
    match (&item.comment, item.kind) {
        (Some(comment), WaitingKind::Comment) => crate::domain::excerpt(&comment.text, 90),
        _ => title_of(desk.lang, item),
    }
}
