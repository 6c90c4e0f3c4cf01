//! How it was: asked once the event is over.

use leptos::{ev, prelude::*, task::spawn_local};

use super::current::Current;
use crate::{
    api::{self, ApiError, NewFeedback, Problem, encode},
    browser,
    components::{
        FieldGroup, FieldShell, Notice, ProblemNotice, effect, field_ids, handler, piece,
        textarea_html,
    },
    domain::FeedbackDraft,
    forms::FormState,
    held::{Held, memo},
    i18n::{self, Text, common, problems, programme::registration as texts, t},
    pages::programme::sign_up::no_answer,
};

/// Name of the form; its fields' ids begin with it.
const FORM: &str = "feedback";

/// The form, or thanks.
#[component]
pub(super) fn FeedbackForm(
    /// The sign-up.
    current: Current,
    /// What a failed post brought back.
    state: FormState,
) -> AnyView {
    let may = memo(move || current.my.with(|my| my.may_give_feedback));
    let given = memo(move || current.my.with(|my| my.gave_feedback));
    let mine = state.value("action") == FORM;
    let state = StoredValue::new(if mine { state } else { FormState::default() });
    let over = memo(move || may.get() || given.get());
    let section = move || {
        piece(view! {
            <section class="my-feedback" aria-labelledby="feedback-title">
                <h2 id="feedback-title" tabindex="-1">{t(texts::FEEDBACK)}</h2>
                {move || given.get().then(|| piece(view! { <Notice>{t(texts::FEEDBACK_DONE)}</Notice> }))}
                {move || may.get().then(|| piece(view! { <Ask current=current state=state.get_value() /> }))}
            </section>
        })
    };
    (move || over.get().then(section)).into_any()
}

#[component]
fn Ask(current: Current, state: FormState) -> AnyView {
    let lang = i18n::lang();
    let event = current.my.with_untracked(|my| my.event);
    let problem = Held::new(state.problem.clone());
    let busy = RwSignal::new(false);
    let form = NodeRef::<leptos::html::Form>::new();
    let came_back = state.problem.is_some();
    effect(move || {
        if let Some(form) = form.get() {
            browser::keep_form(&form, FORM, event, came_back);
        }
    });
    let errors = move |field: &'static str| {
        Signal::derive(move || {
            let of = |p: &Option<Problem>| p.as_ref().and_then(|p| p.fields.get(field)).cloned();
            problem.with(of).unwrap_or_default()
        })
    };
    let submit = move |event_: ev::SubmitEvent| {
        event_.prevent_default();
        let Some(element) = form.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let values = browser::form_values(&element);
        let get = |name: &str| {
            values.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let new = NewFeedback { stars: get("stars"), good: get("good"), missing: get("missing") };
        if let Err(wrong) = FeedbackDraft::parse(&new) {
            let fields = problems::field_errors(lang, &wrong);
            let first = fields.keys().next().map(|name| format!("{FORM}-{name}"));
            problem.set(Some(invalid(lang, fields)));
            browser::after_ms(20, move || browser::focus(&first.unwrap_or_default()));
            return;
        }
        busy.set(true);
        problem.set(None);
        let token = current.token.get_value();
        spawn_local(async move {
            let answer = api::give_feedback(&token, &new).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(my) => {
                    browser::forget_form(FORM, event);
                    current.put(my);
                    browser::after_ms(20, || browser::focus("feedback-title"));
                }
                Err(ApiError::Problem(why)) => problem.set(Some(why)),
                Err(ApiError::Network) => problem.set(Some(Problem {
                    title: texts::NO_ANSWER.get(lang).to_owned(),
                    ..no_answer(lang)
                })),
            }
        });
    };
    let action = format!("/api/registrations/{}", encode(&current.token.get_value()));
    let chosen = state.value("stars");
    let stars = (1..=5_u32).map(|n| {
        let value = n.to_string();
        let checked = value == chosen;
        piece(view! {
            <label class="choice">
                <input type="radio" name="stars" value=value checked=checked />
                <span>{texts::stars(lang, n)}</span>
            </label>
        })
    });
    let stars: Vec<AnyView> = stars.collect();
    let area = move |name: &'static str, label: Text, value: String| {
        let (id, described) = field_ids(FORM, name);
        let wrong = errors(name);
        piece(view! {
            <FieldShell form=FORM name=name label=t(label) optional=true errors=wrong>
                <textarea id=id name=name rows="3" class="short-text" aria-describedby=described
                    aria-invalid=move || wrong.with(|e| (!e.is_empty()).then_some("true"))
                    inner_html=textarea_html(&value)></textarea>
            </FieldShell>
        })
    };
    let notice = move || problem.get().filter(|problem| problem.fields.is_empty());
    let label = move || t(if busy.get() { common::SENDING } else { texts::FEEDBACK_SEND });
    piece(view! {
        <form class="sign-up-form" method="post" action=action novalidate node_ref=form on:submit=handler(submit)>
            <p>{t(texts::FEEDBACK_TEXT)}</p>
            {move || notice().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
            <input type="hidden" name="action" value=FORM />
            <FieldGroup form=FORM name="stars" label=t(texts::STARS) errors=errors("stars")>{stars}</FieldGroup>
            {area("good", texts::GOOD, state.value("good"))}
            {area("missing", texts::MISSING, state.value("missing"))}
            <div class="form-foot">
                <button class="button button-main" aria-busy=move || busy.get().then_some("true")>{label}</button>
            </div>
        </form>
    })
}

/// The problem of a form that the browser already knows to be incomplete.
fn invalid(lang: i18n::Lang, fields: std::collections::BTreeMap<String, Vec<String>>) -> Problem {
    Problem { title: problems::INVALID.get(lang).to_owned(), fields, ..no_answer(lang) }
}
