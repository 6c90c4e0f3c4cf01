//! The decision on what is open: plain forms, made instant; and what else can be done with it.

use leptos::{prelude::*, wasm_bindgen::JsCast};

use super::{
    boxes,
    decisions::Action,
    desk::{Desk, Dialog, Tool},
    events::Key,
    more::{More, later},
};
use crate::{
    api::{Waiting, WaitingKind},
    components::{Icon, handler, piece, rendered},
    forms::{FormState, form_state},
    held::memo,
    i18n::{Text, desk as words, staff, t},
};

/// What plain posts brought back that failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Failed {
    /// The decision.
    pub(super) decision: FormState,
    /// The question.
    pub(super) question: FormState,
    /// The wording.
    pub(super) wording: FormState,
}

impl Failed {
    /// What the page came with.
    pub(super) fn of_page() -> Self {
        Self {
            decision: form_state("decision"),
            question: form_state("question"),
            wording: form_state("wording"),
        }
    }

    /// The box whose fields say what is wrong.
    pub(super) fn tool(&self) -> Option<Tool> {
        let invalid = |state: &FormState| state.problem.as_ref().is_some_and(|p| p.status == 422);
        if invalid(&self.decision) {
            Some(Tool::No)
        } else if invalid(&self.question) {
            Some(Tool::Ask)
        } else {
            invalid(&self.wording).then_some(Tool::Edit)
        }
    }
}

/// Class of a tool under yes and no.
const CHIP: &str = "queue-tool-button";

/// Yes in one tap, no with a reason, and the tools.
#[component]
pub(super) fn Actions(
    /// The desk.
    desk: Desk,
    /// What is decided on.
    key: Key,
    /// What plain posts brought back that failed.
    failed: Failed,
) -> AnyView {
    let (kind, id) = key;
    let unseen = desk.queue.with_untracked(|q| q.get(key).is_some_and(|item| item.unseen));
    let (yes, no) = (Action::yes(kind), Action::no(kind));
    let path = format!("/api/staff/{}/{id}/decision", kind.segment());
    let accept = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.decide_by_tap(key, yes);
    };
    let label = t(no.label(kind, unseen));
    let no = fold(desk, key, Tool::No, label, &failed);
    piece(view! {
        <div class="queue-actions" class:queue-writing=move || desk.tool.get().is_some()>
            <form class="queue-yes" method="post" action=path on:submit=handler(accept)>
                <input type="hidden" name="action" value=yes.as_str() />
                <Seen desk=desk key=key />
                {back_to(desk, None)}
                <button class="button button-main">
                    <Icon name="check" />
                    {t(yes.label(kind, unseen))}
                </button>
            </form>
            {no}
            <Tools desk=desk key=key failed=failed />
        </div>
    })
}

/// A box that opens at the foot: a plain fold before the page is alive.
fn fold(desk: Desk, key: Key, tool: Tool, label: &'static str, failed: &Failed) -> AnyView {
    let (class, button, icon) = match tool {
        Tool::No => ("queue-no", "button button-danger", "close"),
        Tool::Ask => ("queue-tool", CHIP, "question"),
        Tool::Edit => ("queue-tool", CHIP, "pencil"),
    };
    let (failed, until_then) = (failed.clone(), failed.clone());
    let body = later(
        desk,
        move || More::Box(tool, key, failed.clone()),
        move || boxes::of(desk, tool, key, until_then.clone()),
    );
    let open = memo(move || desk.tool.get() == Some(tool));
    let toggled = move |event: leptos::ev::Event| {
        let details = event.target().and_then(|t| t.dyn_into::<leptos::web_sys::Element>().ok());
        match details.is_some_and(|details| details.has_attribute("open")) {
            // By a key it has begun already.
            true if open.get_untracked() => {}
            true => desk.begin(tool),
            false if open.get_untracked() => desk.tool.set(None),
            false => {}
        }
    };
    let never_mind = t(staff::NO_AFTER_ALL);
    // A tool has its icon over it, and little room.
    let more = if tool == Tool::No { " …" } else { "" };
    let label = move || {
        if open.get() { never_mind.to_owned() } else { format!("{label}{more}") }
    };
    piece(view! {
        <details class=class open=move || open.get() on:toggle=handler(toggled)>
            <summary class=button>
                <Icon name=icon />
                <span>{move || label()}</span>
            </summary>
            {body}
        </details>
    })
}

/// Which state of the thing is decided on: not of one that nobody has read.
#[component]
pub(super) fn Seen(
    /// The desk.
    desk: Desk,
    /// What is decided on.
    key: Key,
) -> AnyView {
    let seen = move || {
        let seen = |item: &Waiting| item.seen.clone();
        desk.queue.with(|queue| queue.get(key).map(seen))
    };
    piece(view! { <input type="hidden" name="seen" value=seen /> })
}

/// Where a plain form goes back to: this part of the queue, where `open` is open.
pub(super) fn back_to(desk: Desk, open: Option<Key>) -> AnyView {
    let href = desk.filter.with_untracked(|filter| match open {
        Some(key) => filter.item_href(key),
        None => filter.href(),
    });
    piece(view! { <input type="hidden" name="back" value=href /> })
}

/// What else can be done with an idea or a comment.
#[component]
fn Tools(desk: Desk, key: Key, failed: Failed) -> AnyView {
    let kind = key.0;
    if !matches!(kind, WaitingKind::Idea | WaitingKind::Comment) {
        return ().into_any();
    }
    let ask = desk.has(key, Tool::Ask).then(|| fold(desk, key, Tool::Ask, t(words::ASK), &failed));
    let edit = fold(desk, key, Tool::Edit, t(words::EDIT), &failed);
    let routes = (kind == WaitingKind::Idea).then(|| {
        let show = |label: Text, icon: &'static str, dialog: fn(Key) -> Dialog| {
            piece(view! {
                <button type="button" class="queue-tool-button alive-only" on:click=handler(move |_| desk.show(dialog))>
                    <Icon name=icon />
                    <span>{t(label)}</span>
                </button>
            })
        };
        piece(view! {
            {show(words::MERGE, "merge", |key| Dialog::Merge(key, None))}
            {show(words::ASSIGN, "forward", Dialog::Assign)}
            {rendered(|| piece(view! { <PlainRoutes desk=desk key=key /> }))}
        })
    });
    piece(view! {
        <div class="queue-tools">
            {ask}
            {edit}
            {routes}
        </div>
    })
}

/// The same before the page is alive: merging by the other one's number; the rest stands on the
/// idea's page.
#[component]
fn PlainRoutes(desk: Desk, key: Key) -> AnyView {
    let path = format!("/api/staff/ideas/{}/merge", key.1);
    piece(view! {
        <details class="queue-tool dead-only">
            <summary class=CHIP><Icon name="merge" /> <span>{t(words::MERGE)}</span></summary>
            <form class="queue-box" method="post" action=path>
                <Seen desk=desk key=key />
                {back_to(desk, None)}
                <label for="queue-into">{t(words::MERGE_NUMBER)}</label>
                <p class="field-hint">{t(words::MERGE_HINT)}</p>
                <input id="queue-into" name="into" inputmode="numeric" pattern="[0-9]+" required />
                <button class="button button-main button-wide">{t(words::MERGE_GO)}</button>
            </form>
        </details>
        <a class="queue-tool-button dead-only" href=format!("/staff/ideas/{}", key.1)>
            <Icon name="forward" />
            <span>{t(words::ASSIGN)}</span>
        </a>
    })
}
