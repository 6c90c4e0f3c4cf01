//! Which department works on an idea.

use leptos::{prelude::*, task::spawn_local};

use super::head;
use crate::{
    api::{self, ApiError, Assignment, Department},
    browser,
    components::{Busy, effect, handler, piece},
    domain::Date,
    held::Held,
    i18n::{desk as words, staff, t},
    pages::staff::{boxes::value_of, desk::Desk, dom, events::Key},
};

/// The field of the due date.
const DUE: &str = "queue-due";
/// Days that are set by one tap, in weeks from now.
const WEEKS: [i64; 3] = [1, 2, 4];

/// The dialog.
#[component]
pub(super) fn Assign(
    /// The desk.
    desk: Desk,
    /// The idea.
    key: Key,
) -> AnyView {
    let departments = Held::new(None::<Result<Vec<Department>, ApiError>>);
    effect(move || {
        spawn_local(async move {
            let page = api::departments().await;
            departments.set(Some(page.map(|page| page.items)));
        });
    });
    let title = desk.queue.with_untracked(|q| q.get(key).map(|i| i.idea.card.title.clone()));
    let lost = t(staff::NOT_LOADED);
    let none = t(words::NO_DEPARTMENTS);
    piece(view! {
        {head(desk, words::ASSIGN_TITLE)}
        <p dir="auto"><strong>{title}</strong></p>
        <p class="field-hint">{t(words::ASSIGN_HINT)}</p>
        {move || match departments.get() {
            None => piece(view! { <Busy /> }),
            Some(Ok(list)) if list.is_empty() => piece(view! { <p class="queue-none">{none}</p> }),
            Some(Ok(list)) => piece(view! { <AssignForm desk=desk key=key list=list /> }),
            Some(Err(_)) => piece(view! { <p class="queue-note">{lost}</p> }),
        }}
    })
}

#[component]
fn AssignForm(desk: Desk, key: Key, list: Vec<Department>) -> AnyView {
    let busy = Held::new(false);
    let wrong = Held::new(None::<String>);
    let names: Vec<(String, String)> =
        list.into_iter().map(|d| (d.slug, desk.lang.pick(d.name_de, d.name_en))).collect();
    let choices = names.clone().into_iter().enumerate().map(|(i, (slug, name))| {
        piece(view! {
            <label class="queue-choice">
                <input type="radio" name="department" value=slug checked=i == 0 required />
                <span>{name}</span>
            </label>
        })
    });
    let choices: Vec<AnyView> = choices.collect();
    let today = Date::of(browser::clock());
    let weeks = WEEKS.map(|n| {
        let date = today.plus_days(7 * n).to_string();
        let set = move |_| {
            if let Some(day) = dom::input(DUE) {
                day.set_value(&date);
            }
        };
        piece(view! { <li><button type="button" class="chip" on:click=handler(set)>{words::weeks(desk.lang, n)}</button></li> })
    });
    let names = Held::new(names);
    let lang = desk.lang;
    let assign = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let slug = value_of(&event, "department");
        let assignment = Assignment {
            department: slug.clone(),
            due_on: value_of(&event, "due_on"),
            word: value_of(&event, "word"),
            review: false,
        };
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match api::assign(key.1, &slug, &assignment).await {
                Ok(done) => {
                    let name = names.try_with_untracked(|names| {
                        names.iter().find(|(s, _)| *s == slug).map(|(_, name)| name.clone())
                    });
                    let said = words::assigned(lang, &name.flatten().unwrap_or_default());
                    desk.assigned(key, done.seq, said);
                    // Nothing of this form is touched any more: it goes with the dialog.
                    desk.dialog.set(None);
                    return;
                }
                Err(ApiError::Problem(problem)) => {
                    let fields = problem.fields.into_values().flatten().collect::<Vec<_>>();
                    let text = if fields.is_empty() { problem.title } else { fields.join(" ") };
                    wrong.set(Some(text));
                }
                Err(ApiError::Network) => {
                    wrong.set(Some(staff::NOT_LOADED.get(lang).to_owned()));
                }
            }
            busy.set(false);
        });
    };
    piece(view! {
        <form class="queue-box" on:submit=handler(assign)>
            <fieldset class="queue-choices">
                <legend class="visually-hidden">{t(words::ASSIGN_TITLE)}</legend>
                {choices}
            </fieldset>
            <label for=DUE>{t(words::DUE)}</label>
            <ul class="queue-ready">{Vec::from(weeks)}</ul>
            <input id=DUE type="date" name="due_on" min=today.to_string() />
            <label for="queue-word">{t(words::WORD)}</label>
            <textarea id="queue-word" name="word" rows="3" maxlength="2000"></textarea>
            <div class="field-errors" role="alert">{move || wrong.get().map(|wrong| view! { <p>{wrong}</p> })}</div>
            <button class="button button-main button-wide" aria-busy=move || busy.get().then_some("true")>
                {t(words::ASSIGN_GO)}
            </button>
        </form>
    })
}
