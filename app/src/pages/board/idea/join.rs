//! *Ich mache mit*: who wants to help make an idea real.

use leptos::{prelude::*, task::spawn_local};

use super::{State, just_did};
use crate::{
    api::{self, NewCompanion, Problem},
    browser,
    components::{FieldShell, Notice, ProblemNotice, effect, field_ids, handler, problem_of},
    domain::CompanionDraft,
    forms::form_state,
    i18n::{self, board, common, problems, t},
};

/// How many want to help, and the form to join them.
#[component]
pub(super) fn Join(state: State) -> impl IntoView {
    let lang = i18n::lang();
    let id = state.id();
    let failed = form_state("companion");
    let problem = RwSignal::new(failed.problem.clone());
    let sending = RwSignal::new(false);
    let done = RwSignal::new(false);
    let form = NodeRef::<leptos::html::Form>::new();
    let sent = just_did(&["companion"]);
    effect(move || {
        if let Some(form) = form.get() {
            browser::keep_form(&form, "companion", id, sent);
        }
    });
    let errors = move |field: &'static str| {
        Signal::derive(move || {
            problem.with(|p: &Option<Problem>| {
                p.as_ref().and_then(|p| p.fields.get(field)).cloned().unwrap_or_default()
            })
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(element) = form.get_untracked().filter(|_| !sending.get_untracked()) else {
            return;
        };
        let values = browser::form_values(&element);
        let get = |name: &str| {
            values.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let new = NewCompanion { name: get("name"), contact: get("contact"), note: get("note") };
        if let Err(wrong) = CompanionDraft::parse(&new) {
            problem.set(Some(invalid(lang, &wrong)));
            return;
        }
        sending.set(true);
        spawn_local(async move {
            match api::join(id, &new).await {
                Ok(count) => {
                    state.idea.update(|idea| idea.card.companions = count.companions);
                    browser::forget_form("companion", id);
                    problem.set(None);
                    done.set(true);
                    // The form folds away: without this the reader would be somewhere else.
                    browser::after_ms(30, || browser::focus("joined"));
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
            sending.set(false);
        });
    };
    let field = move |name: &'static str,
                      label,
                      hint: Option<&'static str>,
                      optional: bool,
                      complete: &'static str,
                      value: String| {
        let (input, described) = field_ids("companion", name);
        let wrong = errors(name);
        view! {
            <FieldShell form="companion" name=name label=t(label) hint=hint.unwrap_or_default() optional=optional errors=wrong>
                <input
                    id=input
                    name=name
                    value=value
                    autocomplete=complete
                    aria-describedby=described
                    aria-invalid=move || (!wrong.get().is_empty()).then_some("true")
                />
            </FieldShell>
        }
    };
    let open = failed.problem.is_some();
    view! {
        <section class="join" aria-labelledby="join-title">
            <h2 id="join-title">{t(board::JOIN)}</h2>
            <p class="join-count">{move || board::companions(lang, state.idea.with(|i| i.card.companions))}</p>
            <div id="joined" tabindex="-1">
                {move || done.get().then(|| view! { <Notice>{t(board::JOIN_DONE)}</Notice> })}
            </div>
            <details class="fold" open=open class:gone=move || done.get() || !state.idea.with(|i| i.card.status.is_open())>
                <summary class="button">{t(board::JOIN)}</summary>
                <p>{t(board::JOIN_TEXT)}</p>
                <form method="post" action=format!("/api/ideas/{id}/companions") node_ref=form on:submit=handler(submit) novalidate>
                    {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
                    {field("name", board::NAME, None, false, "name", failed.value("name"))}
                    {field("contact", board::CONTACT, Some(t(board::CONTACT_HINT)), false, "email", failed.value("contact"))}
                    {field("note", board::JOIN_NOTE, None, true, "off", failed.value("note"))}
                    <button class="button button-main" aria-busy=move || sending.get().to_string()>
                        {move || t(if sending.get() { common::SENDING } else { board::JOIN_SEND })}
                    </button>
                </form>
            </details>
        </section>
    }
}

/// The problem of a form that the browser already knows to be incomplete.
pub(super) fn invalid(lang: i18n::Lang, errors: &crate::domain::FieldErrors) -> Problem {
    Problem {
        kind: "/problems/invalid".to_owned(),
        title: problems::INVALID.get(lang).to_owned(),
        status: 422,
        detail: None,
        fields: problems::field_errors(lang, errors),
        request_id: None,
    }
}
