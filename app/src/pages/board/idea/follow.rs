//! *Auf dem Laufenden bleiben*: news of an idea by mail.

use leptos::{prelude::*, task::spawn_local};

use super::{State, join::invalid, just_did};
use crate::{
    api::{self, FollowMode, NewFollower, Problem},
    browser,
    components::{FieldShell, Notice, ProblemNotice, field_ids, handler, problem_of},
    domain::FollowDraft,
    forms::form_state,
    i18n::{self, common, follow, t},
};

/// The form that asks for an address and how often.
#[component]
pub(super) fn FollowForm(state: State) -> impl IntoView {
    let lang = i18n::lang();
    let id = state.id();
    let failed = form_state("follow");
    let problem = RwSignal::new(failed.problem.clone());
    let sending = RwSignal::new(false);
    let done = RwSignal::new(just_did(&["follow"]));
    let form = NodeRef::<leptos::html::Form>::new();
    let errors = Signal::derive(move || {
        problem.with(|p: &Option<Problem>| {
            p.as_ref().and_then(|p| p.fields.get("email")).cloned().unwrap_or_default()
        })
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(element) = form.get_untracked().filter(|_| !sending.get_untracked()) else {
            return;
        };
        let values = browser::form_values(&element);
        let get = |name: &str| {
            values.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let new = NewFollower { email: get("email"), mode: get("mode") };
        if let Err(wrong) = FollowDraft::parse(&new) {
            problem.set(Some(invalid(lang, &wrong)));
            return;
        }
        sending.set(true);
        spawn_local(async move {
            match api::follow(id, &new).await {
                Ok(()) => {
                    problem.set(None);
                    done.set(true);
                    // The form folds away: without this the reader would be somewhere else.
                    browser::after_ms(30, || browser::focus("followed"));
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
            sending.set(false);
        });
    };
    let (input, described) = field_ids("follow", "email");
    let daily = failed.value("mode") == FollowMode::Daily.as_str();
    let modes = [FollowMode::Now, FollowMode::Daily].map(|mode| {
        let checked = (mode == FollowMode::Daily) == daily;
        view! {
            <label class="choice">
                <input type="radio" name="mode" value=mode.as_str() checked=checked />
                <span>{t(follow::mode(mode))}</span>
            </label>
        }
    });
    let open = failed.problem.is_some();
    view! {
        <section class="follow" aria-labelledby="follow-title">
            <h2 id="follow-title">{t(follow::TITLE)}</h2>
            <div id="followed" tabindex="-1">
                {move || done.get().then(|| view! { <Notice>{t(follow::ASKED)}</Notice> })}
            </div>
            <details class="fold" open=open class:gone=move || done.get()>
                <summary class="button">{t(follow::TITLE)}</summary>
                <p>{t(follow::TEXT)}</p>
                <form method="post" action=format!("/api/ideas/{id}/followers") node_ref=form on:submit=handler(submit) novalidate>
                    {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
                    <FieldShell form="follow" name="email" label=t(follow::EMAIL) hint=t(follow::EMAIL_HINT) errors=errors>
                        <input
                            id=input
                            type="email"
                            name="email"
                            value=failed.value("email")
                            autocomplete="email"
                            aria-describedby=described
                            aria-invalid=move || (!errors.get().is_empty()).then_some("true")
                        />
                    </FieldShell>
                    <fieldset class="follow-modes">
                        <legend>{t(follow::MODE)}</legend>
                        {modes.collect_view()}
                    </fieldset>
                    <button class="button button-main" aria-busy=move || sending.get().to_string()>
                        {move || t(if sending.get() { common::SENDING } else { follow::SEND })}
                    </button>
                </form>
            </details>
        </section>
    }
}
