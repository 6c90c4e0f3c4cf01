//! Proposing another wording of an idea that is public already. Staff read it first.

use leptos::{ev, prelude::*, task::spawn_local, web_sys};

use super::current::Current;
use crate::{
    api::{self, ApiError, Problem, Wording, encode},
    browser,
    components::{Icon, Notice, ProblemNotice, handler, piece, problem_of, textarea_html},
    domain::{TEXT_MAX, TITLE_MAX},
    forms,
    held::memo,
    i18n::{common, form, t},
};

/// What opens the form.
const SUMMARY: &str = "my-propose";

/// The form, what waits of it, and why the last one was not taken.
#[component]
pub(super) fn Propose(
    /// The token of the page.
    token: String,
    /// The idea.
    current: Current,
) -> AnyView {
    let state = forms::form_state("edit");
    let failed = state.problem.is_some();
    let open = RwSignal::new(failed);
    let may = memo(move || current.my.with(|my| my.may_propose));
    let waits = memo(move || current.my.with(|my| my.proposed.is_some()));
    let declined = memo(move || current.my.with(|my| my.proposal_declined.clone()));
    let sent = RwSignal::new(false);
    let toggled = move |event: ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let (label, again) = (t(form::MY_PROPOSE), t(form::MY_PROPOSE_AGAIN));
    let refused = t(form::MY_PROPOSAL_DECLINED);
    let (token, state) = (StoredValue::new(token), StoredValue::new(state));
    piece(view! {
        {move || declined.get().filter(|_| !waits.get()).map(|why| piece(view! {
            <div class="my-declined">
                <h3>{refused}</h3>
                <p class="my-reason">{why}</p>
            </div>
        }))}
        {move || waits.get().then(|| view! { <Pending token=token.get_value() current=current said=sent.get() /> })}
        {move || (may.get() || open.get()).then(|| piece(view! {
            <details class="my-fold" open=move || open.get() on:toggle=handler(toggled)>
                <summary class="button button-wide" id=SUMMARY>{move || if waits.get() { again } else { label }}</summary>
                <ProposeForm token=token.get_value() current=current state=state.get_value() open=open sent=sent />
            </details>
        }))}
    })
}

/// What was proposed and waits to be read.
#[component]
fn Pending(token: String, current: Current, said: bool) -> AnyView {
    let action = format!("/api/my/{}/edit", encode(&token));
    let token = StoredValue::new(token);
    let take_back = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let token = token.get_value();
        spawn_local(async move {
            if let Ok(my) = api::withdraw_edit(&token).await {
                current.put(my);
                browser::after_ms(20, || browser::focus(SUMMARY));
            }
        });
    };
    let proposed = current.my.with_untracked(|my| my.proposed.clone()).unwrap_or_default();
    piece(view! {
        <section class="my-proposed" aria-labelledby="my-proposed-title">
            {said.then(|| view! { <Notice>{t(form::MY_PROPOSED)}</Notice> })}
            <h2 id="my-proposed-title"><Icon name="pencil" /> {t(form::MY_PROPOSED_WAITS)}</h2>
            <p><strong dir="auto">{proposed.title}</strong></p>
            <p class="my-lines" dir="auto">{proposed.text}</p>
            <form method="post" action=action on:submit=handler(take_back)>
                <input type="hidden" name="action" value="withdraw" />
                <button class="button">{t(form::MY_PROPOSAL_BACK)}</button>
            </form>
        </section>
    })
}

#[component]
fn ProposeForm(
    token: String,
    current: Current,
    state: forms::FormState,
    open: RwSignal<bool>,
    sent: RwSignal<bool>,
) -> AnyView {
    let begun = state.problem.is_some();
    let now = current.my.with_untracked(|my| {
        let own = Wording { title: my.idea.title.clone(), text: my.idea.text.clone() };
        my.proposed.clone().unwrap_or(own)
    });
    let first = |field: &str, now: String| if begun { state.value(field) } else { now };
    let (title, text) = (first("title", now.title), first("text", now.text));
    let problem = RwSignal::new(state.problem);
    let wrong = move |field: &'static str| {
        move || {
            let of = |p: &Option<Problem>| p.as_ref()?.fields.get(field).cloned();
            let errors = problem.with(of).unwrap_or_default();
            errors.into_iter().map(|error| view! { <p>{error}</p> }).collect_view()
        }
    };
    let notice = move || {
        let other = problem.get().filter(|problem| problem.status != 422);
        other.map(|problem| view! { <ProblemNotice problem=problem /> })
    };
    let action = format!("/api/my/{}/edit", encode(&token));
    let token = StoredValue::new(token);
    let busy = RwSignal::new(false);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let values = browser::form_values(&event_target(&event));
        let get = |name: &str| {
            values.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let new = Wording { title: get("title"), text: get("text") };
        busy.set(true);
        problem.set(None);
        let token = token.get_value();
        spawn_local(async move {
            let answer = api::propose_edit(&token, &new).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(my) => {
                    sent.set(true);
                    open.set(false);
                    current.put(my);
                    browser::after_ms(20, || browser::focus(SUMMARY));
                }
                Err(ApiError::Problem(why)) => {
                    let first = if why.fields.contains_key("title") {
                        "my-propose-title"
                    } else {
                        "my-propose-text"
                    };
                    problem.set(Some(why));
                    browser::focus(first);
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
        });
    };
    piece(view! {
        <form class="my-propose" method="post" action=action on:submit=handler(send) novalidate>
            <p class="field-hint">{t(form::MY_PROPOSE_HINT)}</p>
            {notice}
            <div class="field">
                <label for="my-propose-title">{t(form::MY_PROPOSE_TITLE)}</label>
                <input id="my-propose-title" name="title" value=title maxlength=TITLE_MAX autocomplete="off" aria-describedby="my-propose-title-errors" />
                <div class="field-errors" id="my-propose-title-errors" aria-live="polite">{wrong("title")}</div>
            </div>
            <div class="field">
                <label for="my-propose-text">{t(form::MY_PROPOSE_TEXT)}</label>
                <textarea
                    id="my-propose-text"
                    name="text"
                    rows="8"
                    maxlength=TEXT_MAX
                    aria-describedby="my-propose-text-errors"
                    inner_html=textarea_html(&text)
                ></textarea>
                <div class="field-errors" id="my-propose-text-errors" aria-live="polite">{wrong("text")}</div>
            </div>
            <button class="button button-main" aria-busy=move || busy.get().then_some("true")>
                {move || t(if busy.get() { common::SENDING } else { form::MY_PROPOSE_SEND })}
            </button>
        </form>
    })
}
