//! It is the author's turn: what staff asked, and the answer.

use leptos::{prelude::*, task::spawn_local};

use super::current::Current;
use crate::{
    api::{self, ApiError, encode},
    browser,
    components::{Ago, Icon, Notice, ProblemNotice, handler, piece, problem_of, textarea_html},
    domain::IdeaStatus,
    forms,
    held::memo,
    i18n::{common, form, t},
};

/// Field of the answer.
const REPLY: &str = "my-reply";

/// What staff asked, and the answer or the form for it.
#[component]
pub(super) fn Turn(
    /// The token of the page.
    token: String,
    /// The idea.
    current: Current,
) -> AnyView {
    let question = memo(move || current.my.with(|my| my.question.clone()));
    let waits = memo(move || current.status() == IdeaStatus::Submitted);
    let token = StoredValue::new(token);
    let thanks = RwSignal::new(false);
    piece(view! {
        {move || question.get().map(|question| {
            let open = question.answer.is_none();
            let title = if open && waits.get() { form::MY_ASKED } else { form::MY_WAS_ASKED };
            let answer = question.answer.map(|answer| piece(view! {
                <h3>{t(form::MY_ANSWER)}</h3>
                <p class="my-lines">{answer}</p>
            }));
            piece(view! {
                <section class="my-turn" class:my-turn-open=open aria-labelledby="my-turn-title">
                    <h2 id="my-turn-title" tabindex="-1"><Icon name="question" /> {t(title)}</h2>
                    <p class="my-lines my-question">{question.text}</p>
                    <p class="muted"><Ago at=question.asked_at /></p>
                    {answer}
                    {(open && waits.get()).then(|| view! { <Reply token=token.get_value() current=current thanks=thanks /> })}
                </section>
            })
        })}
        {move || thanks.get().then(|| view! { <Notice>{t(form::MY_REPLIED)}</Notice> })}
    })
}

#[component]
fn Reply(token: String, current: Current, thanks: RwSignal<bool>) -> AnyView {
    let state = forms::form_state("reply");
    let errors = state.errors("text");
    let text = state.value("text");
    let problem = RwSignal::new(state.problem.filter(|problem| problem.status != 422));
    let errors = RwSignal::new(errors);
    let action = format!("/api/my/{}/reply", encode(&token));
    let token = StoredValue::new(token);
    let busy = RwSignal::new(false);
    let node = NodeRef::<leptos::html::Textarea>::new();
    let missing = t(form::MY_REPLY_MISSING);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = node.get_untracked().map(|field| field.value()).unwrap_or_default();
        if busy.get_untracked() {
            return;
        }
        if text.trim().chars().count() < 2 {
            errors.set(vec![missing.to_owned()]);
            browser::focus(REPLY);
            return;
        }
        busy.set(true);
        problem.set(None);
        let token = token.get_value();
        spawn_local(async move {
            let answer = api::reply(&token, &text).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(my) => {
                    thanks.set(true);
                    current.put(my);
                    browser::after_ms(20, || browser::focus("my-turn-title"));
                }
                Err(ApiError::Problem(why)) if why.status == 422 => {
                    errors.set(why.fields.into_values().flatten().collect());
                    browser::focus(REPLY);
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
        });
    };
    piece(view! {
        <form class="my-reply" method="post" action=action on:submit=handler(send) novalidate>
            {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
            <div class="field">
                <label for=REPLY>{t(form::MY_REPLY)}</label>
                <p class="field-hint" id="my-reply-hint">{t(form::MY_REPLY_HINT)}</p>
                <textarea
                    node_ref=node
                    id=REPLY
                    name="text"
                    rows="4"
                    maxlength="2000"
                    aria-describedby="my-reply-hint my-reply-errors"
                    aria-invalid=move || (!errors.with(Vec::is_empty)).then_some("true")
                    inner_html=textarea_html(&text)
                ></textarea>
                <div class="field-errors" id="my-reply-errors" aria-live="polite">
                    {move || errors.get().into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}
                </div>
            </div>
            <button class="button button-main" aria-busy=move || busy.get().then_some("true")>
                {move || t(if busy.get() { common::SENDING } else { form::MY_REPLY_SEND })}
            </button>
        </form>
    })
}
