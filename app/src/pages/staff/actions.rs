//! The decision on what is open: plain forms, made instant.

use leptos::{html::Textarea, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlFormElement};

use super::{decisions::Action, desk::Desk, dom, events::Key};
use crate::{
    api::WaitingKind,
    browser,
    components::{Icon, textarea_html},
    domain::REASON_MAX,
    forms::FormState,
    i18n::{staff, t},
};

/// The values of the form that an event was sent from.
fn values(event: &leptos::ev::SubmitEvent) -> Vec<(String, String)> {
    let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    form.map(|form| browser::form_values(&form)).unwrap_or_default()
}

/// Yes in one tap, no with a reason.
#[component]
pub(super) fn Actions(
    /// The desk.
    desk: Desk,
    /// What is decided on.
    key: Key,
    /// What a plain post brought back that failed.
    failed: FormState,
) -> impl IntoView {
    let (kind, id) = key;
    let (yes, no) = (Action::yes(kind), Action::no(kind));
    let path = format!("/api/staff/{}/{id}/decision", kind.segment());
    let accept = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.decide_by_tap(key, yes);
    };
    view! {
        <div class="queue-actions" class:queue-declining=move || desk.declining.get()>
            <form method="post" action=path.clone() on:submit=accept>
                <input type="hidden" name="action" value=yes.as_str() />
                <Seen desk=desk key=key />
                <button class="button button-main">
                    <Icon name="check" />
                    {t(yes.label())}
                </button>
            </form>
            <details
                class="queue-no"
                open=move || desk.declining.get()
                on:toggle=move |event| {
                    let open = event
                        .target()
                        .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
                        .is_some_and(|details| details.has_attribute("open"));
                    match open {
                        // By a key it has begun already.
                        true if desk.declining.get_untracked() => {}
                        true => desk.begin_declining(),
                        false => desk.declining.set(false),
                    }
                }
            >
                <summary class="button button-danger">
                    <Icon name="close" />
                    {move || {
                        if desk.declining.get() { t(staff::NO_AFTER_ALL).to_owned() } else { format!("{} …", t(no.label())) }
                    }}
                </summary>
                <ReasonForm desk=desk key=key no=no path=path failed=failed />
            </details>
        </div>
    }
}

/// Which state of the thing is decided on: not of one that nobody has read.
#[component]
fn Seen(desk: Desk, key: Key) -> impl IntoView {
    let seen = move || {
        let at = |item: &crate::api::Waiting| item.idea.card.active_at.to_string();
        desk.queue.with(|queue| queue.get(key).map(at))
    };
    view! { <input type="hidden" name="seen" value=seen /> }
}

#[component]
fn ReasonForm(desk: Desk, key: Key, no: Action, path: String, failed: FormState) -> impl IntoView {
    let needed = no.needs_reason(key.0);
    let errors = RwSignal::new(failed.errors("reason"));
    // What did not arrive from this page is newer than what a plain post brought back to it.
    let text = desk.reason(key).unwrap_or_else(|| failed.value("reason"));
    let field = NodeRef::<Textarea>::new();
    let about_comment =
        desk.queue.with_untracked(|q| q.get(key).is_some_and(|item| item.comment.is_some()));
    let hint = if about_comment && key.0 != WaitingKind::Idea {
        staff::REASON_HINT_COMMENT
    } else {
        staff::REASON_HINT
    };
    let missing = t(staff::REASON_NEEDED);
    let decline = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = values(&event).into_iter().find(|(name, _)| name == "reason");
        let reason = reason.map(|(_, value)| value.trim().to_owned()).unwrap_or_default();
        if needed && reason.is_empty() {
            errors.set(vec![missing.to_owned()]);
            browser::focus(dom::REASON);
        } else {
            desk.decide(key, no, reason);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            desk.declining.set(false);
            browser::focus(dom::HEADING);
        } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            let form = field.get_untracked().and_then(|field| field.form());
            if let Some(form) = form {
                let _ = form.request_submit();
            }
        }
    };
    let ready = staff::READY_REASONS.map(|(word, sentence)| {
        let sentence = t(sentence);
        let write = move |_| {
            if let Some(field) = field.get_untracked() {
                let written = field.value();
                if !written.contains(sentence) {
                    let gap = if written.trim().is_empty() { "" } else { "\n\n" };
                    field.set_value(&format!("{}{gap}{sentence}", written.trim_end()));
                }
                errors.set(Vec::new());
                desk.said.set(sentence.to_owned());
            }
        };
        view! { <li><button type="button" class="chip" on:click=write>{t(word)}</button></li> }
    });
    view! {
        <form class="queue-reason" method="post" action=path on:submit=decline on:keydown=keys>
            <input type="hidden" name="action" value=no.as_str() />
            <Seen desk=desk key=key />
            <label for=dom::REASON>
                {t(staff::REASON)}
                {(!needed).then(|| view! { <span class="field-optional">{t(crate::i18n::common::OPTIONAL)}</span> })}
            </label>
            <p class="field-hint" id="queue-reason-hint">{t(hint)}</p>
            <ul class="queue-ready" aria-label=t(staff::REASONS)>{ready.into_iter().collect_view()}</ul>
            <textarea
                node_ref=field
                id=dom::REASON
                name="reason"
                rows="4"
                maxlength=REASON_MAX
                required=needed
                aria-describedby="queue-reason-hint queue-reason-errors"
                aria-invalid=move || (!errors.with(Vec::is_empty)).then_some("true")
                inner_html=textarea_html(&text)
            ></textarea>
            <div class="field-errors" id="queue-reason-errors" aria-live="polite">
                {move || errors.get().into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}
            </div>
            <button class="button button-danger button-wide">{t(no.label())}</button>
        </form>
    }
}
