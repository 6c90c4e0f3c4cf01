//! The forms of what is done by one button: what goes on at them, what was typed into one that
//! failed, and the way back.

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlFormElement};

use super::op::{Done, Op};
use crate::{
    api::Problem,
    browser,
    components::{ProblemNotice, handler, piece, problem_of},
    data,
    forms::{FormState, posted_form},
    held::Held,
    i18n::{self, Lang, events},
    live,
};

/// How long a thing can be taken back with one button, in milliseconds.
const UNDO_MS: u64 = 12_000;

/// What goes on at the buttons of a page.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    problem: Held<Option<(String, Problem)>>,
    busy: Held<Option<String>>,
    undo: Held<Option<(String, Op)>>,
    failed: StoredValue<FormState>,
    told: Callback<(Op, Done)>,
    /// So that what is sent twice is done once; another one after every answer.
    pub(super) key: Held<String>,
    lang: Lang,
}

impl Acts {
    /// `told` hears of everything that was done.
    pub(super) fn new(told: impl Fn(Op, Done) + Send + Sync + 'static) -> Self {
        let failed = posted_form();
        let form = match failed.form.as_str() {
            "event-step" if failed.values.contains_key("days") => "copies",
            "event-step" if failed.values.contains_key("note") => "cancel",
            form => form,
        };
        let problem = failed.problem.clone().map(|problem| (form.to_owned(), problem));
        Self {
            problem: Held::new(problem),
            busy: Held::new(None),
            undo: Held::new(None),
            failed: StoredValue::new(failed),
            told: Callback::new(move |(op, done)| told(op, done)),
            key: Held::new(data::shared(browser::random_key)),
            lang: i18n::lang(),
        }
    }

    /// What was typed into a form that a plain post brought back.
    pub(super) fn typed(self, op: Op, field: &str) -> String {
        match self.came_back(op) {
            true => self.failed.with_value(|failed| failed.value(field)),
            false => String::new(),
        }
    }

    /// Whether a form is to be seen at once: it came back.
    pub(super) fn came_back(self, op: Op) -> bool {
        self.failed.with_value(|failed| match (failed.form.as_str(), op) {
            // The steps of an event share a name; what they carry tells them apart.
            ("event-step", Op::Cancel(_)) => failed.values.contains_key("note"),
            ("event-step", Op::Copies(_)) => failed.values.contains_key("days"),
            (form, op) => form == op.key(),
        })
    }

    /// What is wrong with a field of a form.
    pub(super) fn errors(self, op: Op, field: &'static str) -> Signal<Vec<String>> {
        Signal::derive(move || {
            self.problem.with(|problem| match problem {
                Some((at, problem)) if *at == op.key() => {
                    problem.fields.get(field).cloned().unwrap_or_default()
                }
                _ => Vec::new(),
            })
        })
    }

    /// Does it.
    pub(super) fn run(self, op: Op, values: Vec<(String, String)>, form: Option<HtmlFormElement>) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        self.busy.set(Some(op.key()));
        self.problem.set(None);
        self.undo.set(None);
        spawn_local(async move {
            match op.send(values).await {
                Ok(done) => {
                    self.key.set(browser::random_key());
                    if let Some(form) = form {
                        finish(op, &form);
                    }
                    self.offer_undo(op, &done);
                    if self.busy.try_get_untracked().is_some() {
                        self.told.run((op, done));
                    }
                }
                Err(error) => {
                    // An answer was had: what is sent next is another request.
                    if error.status().is_some() {
                        self.key.set(browser::random_key());
                    }
                    self.problem.set(Some((op.key(), problem_of(error))));
                }
            }
            self.busy.set(None);
        });
    }

    fn offer_undo(self, op: Op, done: &Done) {
        let words = op.said(self.lang, done);
        let Some(undo) = op.undo() else { return live::say(words) };
        self.undo.set(Some((words, undo)));
        browser::after_ms(UNDO_MS, move || {
            self.undo.update(|now| {
                now.take_if(|(_, offered)| *offered == undo);
            });
        });
    }
}

/// A form that was carried out is empty again, and folds.
fn finish(op: Op, form: &HtmlFormElement) {
    form.reset();
    if let Op::Message(id) = op {
        browser::forget_form("message", id);
    }
    if let Ok(Some(fold)) = form.closest("details") {
        let _ = fold.remove_attribute("open");
    }
}

/// A form: plain, and instant once the page is alive.
#[component]
pub(super) fn Act(
    /// The page's state.
    acts: Acts,
    /// What it does.
    op: Op,
    /// How it looks.
    #[prop(default = "work-inline")]
    class: &'static str,
    /// Its id, for fields that stand elsewhere.
    #[prop(optional)]
    id: &'static str,
    /// The form on the page.
    #[prop(optional)]
    node: NodeRef<leptos::html::Form>,
    /// Its fields.
    children: Children,
) -> AnyView {
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        acts.run(op, browser::form_values(&form), Some(form));
    };
    let wrong = move || {
        acts.problem.with(|problem| match problem {
            Some((at, problem)) if *at == op.key() => {
                Some(piece(view! { <ProblemNotice problem=problem.clone() /> }))
            }
            _ => None,
        })
    };
    let id = (!id.is_empty()).then_some(id);
    piece(view! {
        <form class=class id=id method="post" action=op.path() on:submit=handler(send) node_ref=node novalidate>
            {wrong}
            {children()}
        </form>
    })
}

/// The button that sends a form.
#[component]
pub(super) fn Send(
    /// The page's state.
    acts: Acts,
    /// What the form does.
    op: Op,
    /// How it looks.
    #[prop(default = "button")]
    class: &'static str,
    /// What it says.
    #[prop(into)]
    label: String,
    /// What it is about, for a screen reader, where several say the same.
    #[prop(optional, into)]
    about: String,
) -> AnyView {
    let about = (!about.is_empty())
        .then(|| piece(view! { <span class="visually-hidden">": " {about}</span> }));
    let key = op.key();
    let busy = move || acts.busy.with(|busy| busy.as_ref() == Some(&key)).then_some("true");
    piece(view! { <button class=class aria-busy=busy>{label} {about}</button> })
}

/// What was just done, and the button that takes it back.
#[component]
pub(super) fn Undo(
    /// The page's state.
    acts: Acts,
) -> AnyView {
    let lang = acts.lang;
    let undo = move || {
        let (words, op) = acts.undo.get()?;
        Some(piece(view! {
            <div class="work-undo" role="status">
                <span>{words}</span>
                <button type="button" class="button"
                    on:click=handler(move |_| acts.run(op, Vec::new(), None))>{events::UNDO.get(lang)}</button>
            </div>
        }))
    };
    piece(view! { <div class="work-said">{undo}</div> })
}
