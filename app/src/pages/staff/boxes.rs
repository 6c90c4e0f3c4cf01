//! Where something is written about what is open: a reason, a question, another wording.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlFormElement, HtmlTextAreaElement},
};

use super::{
    actions::{Failed, Seen, back_to},
    decisions::Action,
    desk::{Desk, Tool},
    dom,
    events::Key,
    ready::Ready,
};
use crate::{
    api::{TemplateKind, WaitingKind},
    browser,
    components::{handler, piece, textarea_html},
    domain::{COMMENT_MAX, REASON_MAX, TEXT_MAX, TITLE_MAX},
    forms::FormState,
    held::Held,
    i18n::{Text, common, desk as words, staff, t},
};

/// The field of another title.
const TITLE: &str = "queue-edit-title";
/// The most characters of a question.
const QUESTION_MAX: usize = 2000;

/// The values of the form that an event was sent from.
fn values(event: &leptos::ev::SubmitEvent) -> Vec<(String, String)> {
    let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    form.map(|form| browser::form_values(&form)).unwrap_or_default()
}

/// One of these values, without the space around it.
pub(super) fn value_of(event: &leptos::ev::SubmitEvent, name: &str) -> String {
    let value = values(event).into_iter().find(|(n, _)| n == name);
    value.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// Escape closes a box, Ctrl and Enter send it.
fn keys(desk: Desk) -> impl Fn(leptos::ev::KeyboardEvent) + Copy {
    move |event| {
        if event.key() == "Escape" {
            desk.tool.set(None);
            browser::focus(dom::HEADING);
        } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            let field = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok());
            if let Some(form) = field.and_then(|field| field.form()) {
                let _ = form.request_submit();
            }
        }
    }
}

/// What is wrong with a field.
fn errors_at(id: &'static str, errors: Held<Vec<String>>) -> AnyView {
    piece(view! {
        <div class="field-errors" id=id aria-live="polite">
            {move || errors.get().into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}
        </div>
    })
}

/// The form of a box.
pub(super) fn of(desk: Desk, tool: Tool, key: Key, failed: Failed) -> AnyView {
    match tool {
        Tool::No => piece(view! { <ReasonForm desk=desk key=key failed=failed.decision /> }),
        Tool::Ask => piece(view! { <AskForm desk=desk key=key failed=failed.question /> }),
        Tool::Edit => piece(view! { <EditForm desk=desk key=key failed=failed.wording /> }),
    }
}

/// The fields of a box: their ids, and the names under which what was typed is kept.
pub(super) fn fields_of(tool: Tool) -> &'static [(&'static str, &'static str)] {
    match tool {
        Tool::No => &[(dom::REASON, "reason")],
        Tool::Ask => &[(dom::QUESTION, "text")],
        Tool::Edit => &[(TITLE, "wording-title"), (dom::EDIT, "wording-text")],
    }
}

/// Keeps what stands in a box, and which state of the thing it was written for.
pub(super) fn keep(desk: Desk, tool: Tool, key: Key) {
    for (id, name) in fields_of(tool) {
        if let Some(text) = dom::value_of(id) {
            desk.keep_typed(key, name, text);
        }
    }
    if tool == Tool::Edit && desk.typed(key, Desk::WORDING_SEEN).is_none() {
        desk.keep_typed(key, Desk::WORDING_SEEN, desk.seen(key));
    }
}

/// Keeps what is typed, so that it is there again when somebody comes back to the thing.
fn keeps(desk: Desk, tool: Tool, key: Key) -> impl Fn(leptos::ev::Event) + Copy {
    move |_| keep(desk, tool, key)
}

/// Why not.
#[component]
fn ReasonForm(
    /// The desk.
    desk: Desk,
    /// What is decided on.
    key: Key,
    /// What a plain post brought back that failed.
    failed: FormState,
) -> AnyView {
    let no = Action::no(key.0);
    let path = format!("/api/staff/{}/{}/decision", key.0.segment(), key.1);
    let (unseen, about_comment) = desk.queue.with_untracked(|queue| {
        let item = queue.get(key);
        (item.is_some_and(|i| i.unseen), item.is_some_and(|i| i.comment.is_some()))
    });
    let needed = no.needs_reason(key.0, unseen);
    let hides = unseen || key.0 == WaitingKind::Report;
    let errors = Held::new(failed.errors("reason"));
    // What did not arrive from this page is newer than what a plain post brought back to it.
    let text = desk.typed(key, "reason").unwrap_or_else(|| failed.value("reason"));
    let hint = match key.0 {
        _ if hides => words::HIDE_HINT,
        WaitingKind::Companion => words::OFFER_HINT,
        WaitingKind::Comment if about_comment => staff::REASON_HINT_COMMENT,
        _ => staff::REASON_HINT,
    };
    let missing = t(staff::REASON_NEEDED);
    let decline = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = value_of(&event, "reason");
        if needed && reason.is_empty() {
            errors.set(vec![missing.to_owned()]);
            browser::focus(dom::REASON);
        } else {
            desk.decide(key, no, reason);
        }
    };
    let kind = if hides { TemplateKind::Hide } else { TemplateKind::Decline };
    piece(view! {
        <form class="queue-box queue-reason" method="post" action=path on:submit=handler(decline) on:input=handler(keeps(desk, Tool::No, key)) on:keydown=handler(keys(desk))>
            <input type="hidden" name="action" value=no.as_str() />
            <Seen desk=desk key=key />
            {back_to(desk, None)}
            <label for=dom::REASON>
                {t(staff::REASON)}
                {(!needed).then(|| view! { <span class="field-optional">{t(common::OPTIONAL)}</span> })}
            </label>
            <p class="field-hint" id="queue-reason-hint">{t(hint)}</p>
            <Ready desk=desk key=Some(key) kind=kind field=dom::REASON errors=errors />
            <textarea
                id=dom::REASON
                name="reason"
                rows="4"
                maxlength=REASON_MAX
                required=needed
                aria-describedby="queue-reason-hint queue-reason-errors"
                aria-invalid=move || (!errors.with(Vec::is_empty)).then_some("true")
                inner_html=textarea_html(&text)
            ></textarea>
            {errors_at("queue-reason-errors", errors)}
            <button class="button button-danger button-wide">{t(no.label(key.0, unseen))}</button>
        </form>
    })
}

/// A private question to the author.
#[component]
fn AskForm(
    /// The desk.
    desk: Desk,
    /// The idea.
    key: Key,
    /// What a plain post brought back that failed.
    failed: FormState,
) -> AnyView {
    let errors = Held::new(failed.errors("text"));
    let text = desk.typed(key, "text").unwrap_or_else(|| failed.value("text"));
    let missing = t(words::ASK_NEEDED);
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = value_of(&event, "text");
        if text.chars().count() < 2 {
            errors.set(vec![missing.to_owned()]);
            browser::focus(dom::QUESTION);
        } else {
            desk.decide(key, Action::Ask, text);
        }
    };
    piece(view! {
        <form
            class="queue-box"
            method="post"
            action=format!("/api/staff/ideas/{}/question", key.1)
            on:submit=handler(ask)
            on:input=handler(keeps(desk, Tool::Ask, key))
            on:keydown=handler(keys(desk))
        >
            {back_to(desk, None)}
            <label for=dom::QUESTION>{t(words::ASK_LABEL)}</label>
            <p class="field-hint" id="queue-question-hint">{t(words::ASK_HINT)}</p>
            <Ready desk=desk key=Some(key) kind=TemplateKind::Ask field=dom::QUESTION errors=errors />
            <textarea
                id=dom::QUESTION
                name="text"
                rows="4"
                maxlength=QUESTION_MAX
                required
                aria-describedby="queue-question-hint queue-question-errors"
                aria-invalid=move || (!errors.with(Vec::is_empty)).then_some("true")
                inner_html=textarea_html(&text)
            ></textarea>
            {errors_at("queue-question-errors", errors)}
            <button class="button button-main button-wide">{t(words::ASK_GO)}</button>
        </form>
    })
}

/// Another wording for publication.
#[component]
fn EditForm(
    /// The desk.
    desk: Desk,
    /// The idea or the comment.
    key: Key,
    /// What a plain post brought back that failed.
    failed: FormState,
) -> AnyView {
    let is_idea = key.0 == WaitingKind::Idea;
    // As it reads now; but not under the hands of who is writing.
    let wording = Memo::new(move |before: Option<&(String, String)>| {
        let writing = desk.tool.get() == Some(Tool::Edit);
        if let Some(before) = before.filter(|_| writing) {
            return before.clone();
        }
        let of = |item: &crate::api::Waiting| match &item.comment {
            Some(comment) if !is_idea => (String::new(), comment.text.clone()),
            _ => (item.idea.card.title.clone(), item.idea.text.clone()),
        };
        desk.queue.with(|queue| queue.get(key).map(of)).unwrap_or_default()
    });
    let failed = Held::new(failed);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.reword(key, value_of(&event, "title"), value_of(&event, "text"));
    };
    let form = move || {
        let (title, text) = wording.get();
        let failed = failed.get_untracked();
        let begun = failed.problem.is_some();
        let first = |typed: Option<String>, field: &str, now: String| {
            typed.unwrap_or_else(|| if begun { failed.value(field) } else { now })
        };
        let title = first(desk.typed(key, "wording-title"), "title", title);
        let text = first(desk.typed(key, "wording-text"), "text", text);
        let wrong: Vec<String> =
            ["title", "text"].iter().flat_map(|field| failed.errors(field)).collect();
        let max = if is_idea { TEXT_MAX } else { COMMENT_MAX };
        piece(view! {
            {is_idea.then(|| piece(view! {
                <label for=TITLE>{t(words::EDIT_TITLE)}</label>
                <input id=TITLE name="title" value=title maxlength=TITLE_MAX required autocomplete="off" />
            }))}
            <label for=dom::EDIT>{t(words::EDIT_TEXT)}</label>
            <textarea
                id=dom::EDIT
                name="text"
                rows="8"
                maxlength=max
                required
                aria-describedby="queue-edit-hint"
                inner_html=textarea_html(&text)
            ></textarea>
            <div class="field-errors" aria-live="polite">
                {wrong.into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}
            </div>
        })
    };
    piece(view! {
        <form
            class="queue-box"
            method="post"
            action=format!("/api/staff/{}/{}/wording", key.0.segment(), key.1)
            on:submit=handler(save)
            on:input=handler(keeps(desk, Tool::Edit, key))
            on:keydown=handler(keys(desk))
        >
            <Seen desk=desk key=key />
            {back_to(desk, Some(key))}
            <p class="field-hint" id="queue-edit-hint">{t(words::EDIT_HINT)}</p>
            {move || form()}
            <button class="button button-main button-wide" aria-busy=move || desk.loading.get().then_some("true")>
                {t(words::EDIT_GO)}
            </button>
        </form>
    })
}

/// The ready sentences where nobody has set any.
pub(super) fn fallback(kind: TemplateKind) -> Vec<(Text, Text)> {
    match kind {
        TemplateKind::Ask => words::READY_QUESTIONS.to_vec(),
        TemplateKind::Answer => Vec::new(),
        TemplateKind::Decline | TemplateKind::Hide => staff::READY_REASONS.to_vec(),
    }
}
