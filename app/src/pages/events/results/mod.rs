//! `/staff/events/{id}/results`: what came out of it, in words, photos and files; and the ideas
//! that were born there.

mod files;
mod photos;

use leptos::{html, prelude::*, task::spawn_local, web_sys};
use leptos_router::components::A;

use self::{files::Files, photos::Photos};
use super::{
    acts::{Acts, Undo},
    fields::{Field, area},
    frame::{EventFrame, Said, hear, seats_of},
    op::Done,
};
use crate::{
    api::{self, Me, NewResults, Problem, StaffEvent},
    browser,
    components::{Icon, ProblemNotice, effect, handler, piece, problem_of},
    domain::RESULTS_MAX,
    forms::form_state,
    held::Held,
    i18n::{self, admin, events, t, work},
    live,
};

/// Name of the form.
const FORM: &str = "results";

/// What the page keeps.
#[derive(Clone, Copy)]
struct State {
    event: Held<StaffEvent>,
    photos: Photos,
    problem: Held<Option<Problem>>,
    busy: Held<bool>,
    node: NodeRef<html::Form>,
    lang: i18n::Lang,
}

/// Where the browser keeps what was written and not sent.
fn place(id: i64) -> String {
    format!("event-results-{id}")
}

impl State {
    fn id(self) -> i64 {
        self.event.with_untracked(|event| event.card.id)
    }

    fn text(self) -> Option<String> {
        let form = self.node.try_get_untracked().flatten()?;
        let values = browser::form_values(&form);
        let text = values.into_iter().find(|(name, _)| name == "results").map(|(_, text)| text);
        text.map(|text| text.replace("\r\n", "\n"))
    }

    /// What was written before comes back, where nothing else was saved since.
    fn wake(self) {
        let Some(form) = self.node.try_get_untracked().flatten() else { return };
        let saved = self.event.with_untracked(|event| event.results.clone());
        let kept = browser::stored(&place(self.id()));
        if let Some(kept) = kept.filter(|kept| *kept != saved)
            && self.text().is_some_and(|text| text == saved)
        {
            browser::set_form_value(&form, "results", &kept);
            live::say(events::DRAFT_RESTORED.get(self.lang));
        }
    }

    fn keep(self) {
        let Some(text) = self.text() else { return };
        let same = self.event.with_untracked(|event| event.results == text);
        if same {
            browser::unstore(&place(self.id()));
        } else {
            browser::store(&place(self.id()), &text);
        }
    }

    fn save(self) {
        let Some(form) = self.node.get_untracked().filter(|_| !self.busy.get_untracked()) else {
            return;
        };
        if self.photos.is_uploading() {
            return live::say(events::PICTURE_WAIT.get(self.lang));
        }
        let values = browser::form_values(&form);
        let all = |name: &str| {
            let found = values.iter().filter(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).collect::<Vec<_>>()
        };
        let results = self.text().unwrap_or_default();
        let new = NewResults { results, photos: self.photos.claims(), remove: all("remove") };
        let id = self.id();
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            match api::save_results(id, &new).await {
                Ok(event) => {
                    browser::unstore(&place(id));
                    self.photos.clear();
                    self.event.set(event);
                    live::say(events::SAVED.get(self.lang));
                    // What was typed since is kept.
                    self.keep();
                }
                Err(error) => self.problem.set(Some(problem_of(error))),
            }
            self.busy.set(false);
        });
    }
}

/// The results.
#[component]
pub(super) fn Results(me: Me, event: StaffEvent) -> AnyView {
    let lang = i18n::lang();
    let (card, id, may_edit) = (event.card.clone(), event.card.id, event.may_edit);
    let seats = Held::new(seats_of(&card));
    hear(event.seq, seats, || {});
    let failed = form_state(FORM);
    let text = match failed.problem {
        Some(_) => failed.value("results"),
        None => event.results.clone(),
    };
    let event = Held::new(event);
    let claims = failed.values.get("photos").cloned().unwrap_or_default();
    let state = State {
        event,
        photos: Photos::new(lang, claims),
        problem: Held::new(failed.problem.clone()),
        busy: Held::new(false),
        node: NodeRef::new(),
        lang,
    };
    let acts = Acts::new(move |_, done| {
        if let Done::Event(now) = done {
            event.set(*now);
        }
    });
    effect(move || {
        if state.node.get().is_some() {
            browser::when_alive(move || state.wake());
        }
    });
    let errors = Signal::derive(move || {
        let of = |problem: &Option<Problem>| problem.as_ref()?.fields.get("results").cloned();
        state.problem.with(of).unwrap_or_default()
    });
    let field = Field::new(FORM, "results", t(events::RESULTS), text)
        .hint(t(events::RESULTS_HINT))
        .optional()
        .errors(errors);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.save();
    };
    let typed = move |_: web_sys::Event| state.keep();
    let label =
        move || if state.busy.get() { admin::SAVING.get(lang) } else { admin::SAVE.get(lang) };
    let problem = move || {
        state.problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))
    };
    piece(view! {
        <EventFrame me=me card=card seats=seats part="results">
            <Said own=&["results", "files"] />
            <Undo acts=acts />
            <p class="section-lead">{t(events::RESULTS_TEXT)}</p>
            <form class="event-results" method="post" action=format!("/api/staff/events/{id}/results")
                enctype="multipart/form-data" node_ref=state.node on:submit=handler(submit) on:input=handler(typed) novalidate>
                {problem}
                <fieldset class="event-all" disabled=!may_edit>
                    {area(field, 10, RESULTS_MAX)}
                    <Preview state=state />
                    {photos::field(state.photos, event)}
                    <div class="event-foot">
                        <button class="button button-main" aria-busy=move || state.busy.get().then_some("true")>{label}</button>
                    </div>
                </fieldset>
            </form>
            <Files event=event acts=acts may_edit=may_edit />
            {move || ideas(event)}
        </EventFrame>
    })
}

/// How the text will look.
#[component]
fn Preview(state: State) -> AnyView {
    let lang = state.lang;
    let (looks, problem) = (Held::new(None::<String>), Held::new(None::<Problem>));
    let look = move |_| {
        let text = state.text().unwrap_or_default();
        spawn_local(async move {
            match api::preview_answer(&text).await {
                Ok(preview) => {
                    problem.set(None);
                    looks.set(Some(preview.html));
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
        });
    };
    let shown = move || {
        looks.get().map(|html| {
            piece(view! {
                <div class="work-preview">
                    <p class="work-preview-title">{work::PREVIEW.get(lang)}</p>
                    <div class="prose" inner_html=html></div>
                </div>
            })
        })
    };
    piece(view! {
        <div class="event-preview alive-only">
            <button type="button" class="button" on:click=handler(look)><Icon name="eye" /> {t(work::LOOK)}</button>
            <div aria-live="polite">
                {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
                {shown}
            </div>
        </div>
    })
}

/// The ideas that were born there, and the way to bring in another.
fn ideas(event: Held<StaffEvent>) -> AnyView {
    let (id, ideas) = event.with(|event| (event.card.id, event.ideas.clone()));
    let none =
        ideas.is_empty().then(|| piece(view! { <p class="muted">{t(events::NO_IDEAS)}</p> }));
    let rows = ideas.into_iter().map(|(id, title)| {
        piece(view! {
            <li><A href=format!("/staff/ideas/{id}")><span class="work-number">{format!("#{id}")}</span> " " {title}</A></li>
        })
    });
    piece(view! {
        <section class="event-box" aria-labelledby="event-ideas">
            <h2 id="event-ideas">{t(events::IDEAS)}</h2>
            {none}
            <ul class="work-list">{rows.collect_view()}</ul>
            <p class="event-acts">
                <a class="button" href=format!("/ideas/new?event={id}") rel="external" target="_blank">
                    <Icon name="plus" /> {t(events::IDEA_NEW)}
                </a>
            </p>
        </section>
    })
}
