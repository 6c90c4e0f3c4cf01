//! Somebody who phoned or walked in: a form with the event's fields, of which one name is enough.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local, web_sys};

use super::state::People;
use crate::{
    api::{self, AskedField, NewRegistration, Problem},
    browser,
    components::{Icon, ProblemNotice, handler, piece, problem_of},
    data,
    domain::{AnswerKind, REGISTRATION_ANSWER_MAX},
    forms::{FormState, form_state},
    held::Held,
    i18n::{Lang, events, t},
    live,
    pages::events::{
        fields::{Field, area, line, select},
        names,
    },
};

/// Name of the form; its fields' ids begin with it.
const FORM: &str = "attendee";

/// The form.
#[component]
pub(super) fn Add(people: People) -> AnyView {
    let lang = people.lang;
    let failed = form_state(FORM);
    let came_back = failed.problem.is_some();
    let (problem, busy) = (Held::new(failed.problem.clone()), Held::new(false));
    let key = Held::new(data::shared(browser::random_key));
    let node = NodeRef::<leptos::html::Form>::new();
    let typed = failed.value("people").parse::<usize>().unwrap_or(1).max(1);
    let count = Held::new(typed);
    let (fields, most) = people.list.with_untracked(|list| (list.fields.clone(), list.group_max));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = node.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let values = browser::form_values(&form);
        let values = values
            .into_iter()
            .filter(|(name, value)| name != "idempotency_key" && !value.trim().is_empty());
        let new = NewRegistration(values.collect::<BTreeMap<_, _>>());
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match api::add_attendee(people.event, &new, &key.get_untracked()).await {
                Ok(made) => {
                    let name = names::all(lang, &made);
                    live::say(events::added(lang, &name, made.status, made.position));
                    people.is_now(made);
                    people.reload_soon();
                    key.set(browser::random_key());
                    count.set(1);
                    form.reset();
                    // The next one stands there already.
                    focus_first(&form);
                }
                Err(error) => {
                    // An answer was had: what is sent next is another request.
                    if error.status().is_some() {
                        key.set(browser::random_key());
                    }
                    problem.set(Some(problem_of(error)));
                }
            }
            busy.set(false);
        });
    };
    let counted = move |event: web_sys::Event| {
        count.set(event_target_value(&event).parse().unwrap_or(1));
    };
    let context = Context { lang, problem, failed: StoredValue::new(failed) };
    let first = fields.iter().map(|field| control(context, field, 0)).collect_view();
    let each: Vec<AskedField> = fields.into_iter().filter(|field| field.each).collect();
    let each = StoredValue::new(each);
    let others = move || (1..count.get()).collect::<Vec<_>>();
    let more = (most > 1).then(|| {
        let options = (1..=most).map(|n| {
            let chosen = u32::try_from(typed) == Ok(n);
            piece(view! { <option value=n selected=chosen>{n}</option> })
        });
        piece(view! {
            <div class="field">
                <label for="attendee-people">{t(events::HOW_MANY)}</label>
                <select id="attendee-people" name="people" on:change=handler(counted)>{options.collect_view()}</select>
            </div>
        })
    });
    let action = format!("/api/staff/events/{}/attendees", people.event);
    piece(view! {
        <details class="event-box work-fold" id="add" open=came_back>
            <summary><h2><Icon name="plus" /> {t(events::ADD)}</h2></summary>
            <form class="work-form att-add" method="post" action=action node_ref=node on:submit=handler(submit) novalidate>
                <p>{t(events::ADD_TEXT)}</p>
                {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
                <input type="hidden" name="idempotency_key" value=move || key.get() />
                {first}
                {more}
                <For each=others key=|nth| *nth let:nth>
                    {each.with_value(|each| each.iter().map(|field| control(context, field, nth)).collect_view())}
                </For>
                <label class="choice event-tick">
                    <input type="checkbox" name="arrived" value="yes" />
                    <span>{t(events::ADD_ARRIVED)}</span>
                </label>
                <button class="button button-main" aria-busy=move || busy.get().then_some("true")>{t(events::ADD_SEND)}</button>
            </form>
        </details>
    })
}

/// What the fields need to know of their form.
#[derive(Clone, Copy)]
struct Context {
    lang: Lang,
    problem: Held<Option<Problem>>,
    failed: StoredValue<FormState>,
}

/// The field for one person, from 0. Nothing is asked for: whoever is told it writes it down.
fn control(context: Context, asked: &AskedField, nth: usize) -> AnyView {
    let Context { lang, problem, failed } = context;
    let input = names::input(&asked.key, nth);
    let label = names::label(lang, asked);
    let label = if nth == 0 { label } else { events::of_person(lang, &label, nth + 1) };
    let name = input.clone();
    let errors = Signal::derive(move || {
        let of = |problem: &Option<Problem>| problem.as_ref()?.fields.get(&name).cloned();
        problem.with(of).unwrap_or_default()
    });
    let value = failed.with_value(|failed| failed.value(&input));
    let field = Field::new(FORM, input, label, value.clone()).optional().errors(errors);
    match asked.kind {
        AnswerKind::Text => area(field, 2, REGISTRATION_ANSWER_MAX),
        AnswerKind::Email => line(field, "email", 254),
        AnswerKind::Phone => line(field, "tel", 40),
        AnswerKind::Choice => {
            let none = (String::new(), "–".to_owned());
            let options = asked.options.iter().map(|one| (one.clone(), one.clone()));
            select(field, std::iter::once(none).chain(options).collect())
        }
        AnswerKind::YesNo => {
            let options = [("", "–"), ("yes", events::YES.get(lang)), ("no", events::NO.get(lang))];
            select(field, options.map(|(key, text)| (key.to_owned(), text.to_owned())).into())
        }
        AnswerKind::BirthDate => line(field.hint(events::BIRTH_HINT.get(lang)), "text", 40),
        AnswerKind::Line => line(field, "text", REGISTRATION_ANSWER_MAX),
    }
}

fn focus_first(form: &web_sys::HtmlFormElement) {
    use leptos::wasm_bindgen::JsCast;
    let first = form.query_selector("input:not([type=hidden])").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}
