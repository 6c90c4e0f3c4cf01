//! The data of a person: everything that was given with a mail address, found and erased.

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlFormElement};
use leptos_router::components::A;

use super::fields::{Field, line};
use crate::{
    api::{self, PersonFound, PersonPage, PersonQuery, Problem},
    browser,
    components::{Notice, ProblemNotice, handler, piece, problem_of},
    domain::EMAIL_MAX,
    forms::form_state,
    held::Held,
    i18n::{self, Lang, events, programme, t},
};

const FORM: &str = "person";

/// What is known of the person who is asked for.
#[derive(Clone, Copy)]
struct State {
    lang: Lang,
    problem: Held<Option<Problem>>,
    /// The address, and what was found.
    found: Held<Option<(String, PersonPage)>>,
    busy: Held<bool>,
}

impl State {
    /// Asks the server to find, or to erase.
    fn ask(self, erase: bool, email: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let query = PersonQuery { email: email.clone() };
            let answer = match erase {
                true => api::erase_person(&query).await,
                false => api::find_person(&query).await,
            };
            match answer {
                Ok(page) => self.found.set(Some((email, page))),
                Err(error) => self.problem.set(Some(problem_of(error))),
            }
            self.busy.set(false);
        });
    }
}

/// Whom a plain post asked for: then the page shows what is found.
pub(super) fn asked() -> Option<String> {
    let state = form_state(FORM);
    let email = state.value("email");
    (state.problem.is_none() && !email.is_empty()).then_some(email)
}

/// What a plain post asked for.
pub(super) async fn find(asked: Option<String>) -> Option<(String, PersonPage)> {
    let email = asked?;
    let page = api::find_person(&PersonQuery { email: email.clone() }).await.ok()?;
    Some((email, page))
}

/// The box. Erasing is asked once more, because nothing brings the data back.
#[component]
pub(super) fn Person(
    /// What a plain post found.
    found: Option<(String, PersonPage)>,
) -> AnyView {
    let failed = form_state(FORM);
    let open = failed.problem.is_some() || found.is_some();
    let state = State {
        lang: i18n::lang(),
        problem: Held::new(failed.problem.clone()),
        found: Held::new(found),
        busy: Held::new(false),
    };
    let errors = Signal::derive(move || {
        let fields = |p: &Option<Problem>| p.as_ref()?.fields.get("email").cloned();
        state.problem.with(fields).unwrap_or_default()
    });
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        let values = browser::form_values(&form);
        let email = values.into_iter().find(|(name, _)| name == "email").map(|(_, value)| value);
        state.ask(false, email.unwrap_or_default());
    };
    let field = Field::new(FORM, "email", t(events::PERSON_EMAIL), failed.value("email"))
        .hint(t(events::PERSON_HINT))
        .errors(errors);
    piece(view! {
        <details class="event-box work-fold" open=open>
            <summary><h2>{t(events::PERSON)}</h2></summary>
            <p class="section-lead">{t(events::PERSON_TEXT)}</p>
            {move || state.problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
            <form class="event-inline" method="post" action="/api/staff/persons/find" on:submit=handler(find) novalidate>
                {line(field, "email", EMAIL_MAX)}
                <button class="button" aria-busy=move || state.busy.get().then_some("true")>
                    {t(events::PERSON_FIND)}
                </button>
            </form>
            <div aria-live="polite">
                {move || state.found.get().map(|(email, page)| view! { <Found state=state email=email page=page /> })}
            </div>
        </details>
    })
}

#[component]
fn Found(state: State, email: String, page: PersonPage) -> AnyView {
    let lang = state.lang;
    let sure = Held::new(false);
    let erased = (page.erased > 0)
        .then(|| piece(view! { <Notice>{events::erased(lang, page.erased)}</Notice> }));
    let none = (page.items.is_empty() && page.erased == 0)
        .then(|| piece(view! { <p>{events::PERSON_NONE.get(lang)}</p> }));
    let some = !page.items.is_empty() && page.erased == 0;
    let count = page.items.len();
    let rows = page.items.into_iter().map(|found| row(lang, found)).collect_view();
    let email = StoredValue::new(email);
    let erase = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match sure.get_untracked() {
            true => state.ask(true, email.get_value()),
            false => sure.set(true),
        }
    };
    let label = move || match sure.get() {
        true => events::PERSON_SURE.get(lang).to_owned(),
        false => events::erase_all(lang, count),
    };
    piece(view! {
        {erased}
        {none}
        <ul class="event-found">{rows}</ul>
        {some.then(|| piece(view! {
            <form class="event-acts" method="post" action="/api/staff/persons/erase" on:submit=handler(erase)>
                <input type="hidden" name="email" value=email.get_value() />
                <button class="button button-danger" aria-busy=move || state.busy.get().then_some("true")>{label}</button>
                <button type="button" class="button button-quiet" class:gone=move || !sure.get()
                    on:click=handler(move |_| sure.set(false))>{events::NEVER_MIND.get(lang)}</button>
            </form>
        }))}
    })
}

fn row(lang: Lang, found: PersonFound) -> AnyView {
    let href = format!("/staff/events/{}/attendees", found.event);
    let people = events::people(lang, found.people);
    piece(view! {
        <li>
            <A href=href>{found.title}</A>
            <span>{i18n::date(lang, found.starts_at)}</span>
            <span>{programme::status(found.status).get(lang)}</span>
            <span>{people}</span>
        </li>
    })
}
