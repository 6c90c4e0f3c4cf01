//! What a page on which ideas are worked up keeps: what went wrong at which form, what is on its
//! way, what can be taken back.

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlFormElement},
};

use leptos_router::hooks::{use_location, use_query_map};

use super::op::{Op, Values, key_of};
use crate::{
    api::{self, Problem},
    browser,
    components::{Notice, ProblemNotice, handler, piece, problem_of},
    forms::{FormState, posted_form},
    i18n::{self, Lang, Text, related, t, work},
    live,
};

/// How long a thing can be taken back with one button, in milliseconds.
const UNDO_MS: u64 = 12_000;

/// The page's state.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// What went wrong, at which form.
    problem: RwSignal<Option<(String, Problem)>>,
    /// Which form is on its way.
    busy: RwSignal<Option<String>>,
    /// What was done last, and its place in the log, by which it is taken back.
    undo: RwSignal<Option<(Text, i64)>>,
    /// Counts up whenever something was changed here: then the page is loaded anew.
    pub(super) changed: RwSignal<u32>,
    failed: StoredValue<FormState>,
    lang: Lang,
}

impl Desk {
    /// A page's state, with what a plain post brought back that failed.
    pub(super) fn new() -> Self {
        let failed = posted_form();
        let department = failed.value("department");
        let problem = failed.problem.clone().map(|problem| (key_of(&failed.form, ""), problem));
        // Of the forms that every department has, the one that was sent.
        let problem = problem.map(|(form, problem)| match form.as_str() {
            "due" | "remove" | "state" | "hand-on" | "answer" | "discard" | "approve" => {
                (key_of(&form, &department), problem)
            }
            "hide" => (Op::hide_key(&failed.value("comment")), problem),
            _ => (form, problem),
        });
        Self {
            problem: RwSignal::new(problem),
            busy: RwSignal::new(None),
            undo: RwSignal::new(None),
            changed: RwSignal::new(0),
            failed: StoredValue::new(failed),
            lang: i18n::lang(),
        }
    }

    /// What was typed into a form that a plain post brought back.
    pub(super) fn typed(self, op: &Op, field: &str) -> Option<String> {
        self.failed.with_value(|failed| {
            let same = match op.department() {
                Some(slug) => {
                    key_of(&failed.form, &failed.value("department")) == key_of(name_of(op), slug)
                }
                None if failed.form == "hide" => Op::hide_key(&failed.value("comment")) == op.key(),
                None => failed.form == op.key(),
            };
            same.then(|| failed.value(field))
        })
    }

    /// The draft that a plain post wants to see: its department and its text.
    pub(super) fn to_preview(self) -> Option<(String, String)> {
        self.failed.with_value(|failed| {
            let wanted = failed.form == "answer" && failed.value("preview") == "1";
            wanted.then(|| (failed.value("department"), failed.value("text")))
        })
    }

    /// Whether a form is to be seen at once: it came back.
    pub(super) fn came_back(self, op: &Op) -> bool {
        self.typed(op, "").is_some()
    }

    /// What is wrong with a field, as sentences.
    pub(super) fn wrong(self, key: &str, field: &str) -> Vec<String> {
        self.problem.with(|problem| match problem {
            Some((at, problem)) if at == key => {
                problem.fields.get(field).cloned().unwrap_or_default()
            }
            _ => Vec::new(),
        })
    }

    /// The status with which a form was refused.
    pub(super) fn refused(self, key: &str) -> Option<u16> {
        self.problem.with(|problem| match problem {
            Some((at, problem)) if at == key => Some(problem.status),
            _ => None,
        })
    }

    /// Sends what a form says, instead of the browser.
    fn send(self, event: &leptos::ev::SubmitEvent, op: Op) {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|_| self.busy.get_untracked().is_none()) else { return };
        let values = Values(browser::form_values(&form));
        self.busy.set(Some(op.key()));
        self.problem.set(None);
        self.undo.set(None);
        spawn_local(async move {
            match op.clone().send(values).await {
                Ok(undo) => self.done(&form, &op, undo),
                Err(error) => {
                    // Somebody was faster: what they did is to be seen.
                    if matches!(error.status(), Some(409 | 412)) {
                        self.changed.try_update(|n| *n += 1);
                    }
                    self.problem.try_set(Some((op.key(), problem_of(error))));
                }
            }
            self.busy.try_set(None);
        });
    }

    fn done(self, form: &HtmlFormElement, op: &Op, undo: Option<i64>) {
        if op.empties() {
            form.reset();
        }
        if let Ok(Some(fold)) = form.unchecked_ref::<Element>().closest("details") {
            let _ = fold.remove_attribute("open");
        }
        self.changed.try_update(|n| *n += 1);
        match undo {
            Some(undo) => {
                self.undo.try_set(Some((op.done(), undo)));
                browser::after_ms(UNDO_MS, move || {
                    let same = self.undo.try_with_untracked(|now| {
                        now.as_ref().is_some_and(|(_, offered)| *offered == undo)
                    });
                    if same == Some(true) {
                        self.undo.try_set(None);
                    }
                });
            }
            None => live::say(op.done().get(self.lang)),
        }
    }

    fn take_back(self, undo: i64) {
        self.undo.set(None);
        spawn_local(async move {
            match api::undo(undo).await {
                Ok(()) => {
                    live::say(work::TAKEN_BACK.get(self.lang));
                    self.changed.try_update(|n| *n += 1);
                }
                Err(error) => {
                    self.problem.try_set(Some(("undo".to_owned(), problem_of(error))));
                }
            }
        });
    }
}

fn name_of(op: &Op) -> &'static str {
    match op {
        Op::Move(_) => "move",
        Op::Assign(_) => "assign",
        Op::Due(..) => "due",
        Op::Remove(..) => "remove",
        Op::State(..) => "state",
        Op::HandOn(..) => "hand-on",
        Op::Note(_) => "note",
        Op::Draft(..) => "answer",
        Op::Discard(..) => "discard",
        Op::Approve(..) => "approve",
        Op::Publish => "publish",
        Op::Withdraw(..) => "withdraw",
        Op::Restore(..) => "restore",
        Op::Hide(_) | Op::HideComment(..) => "hide",
        Op::Merge(_) => "merge",
        Op::Unmerge(..) => "unmerge",
        Op::Link(_) | Op::Unlink(..) => "link",
        Op::Trust(_) => "trust",
        Op::TakeBack(..) => "undo",
    }
}

/// A form: plain, and instant once the page is alive.
#[component]
pub(super) fn Form(
    /// The page's state.
    desk: Desk,
    /// What it does.
    op: Op,
    /// How it looks.
    class: &'static str,
    /// Where a plain post goes on; empty for where the server thinks best.
    #[prop(optional, into)]
    back: String,
    /// Its fields.
    children: Children,
) -> AnyView {
    let sent = op.clone();
    let send = move |event: leptos::ev::SubmitEvent| desk.send(&event, sent.clone());
    let key = op.key();
    let wrong = move || {
        desk.problem.with(|problem| match problem {
            Some((at, problem)) if *at == key => {
                Some(view! { <ProblemNotice problem=problem.clone() /> })
            }
            _ => None,
        })
    };
    let department = op.department().map(|slug| {
        piece(view! { <input type="hidden" name="department" value=slug.to_owned() /> })
    });
    let back =
        (!back.is_empty()).then(|| piece(view! { <input type="hidden" name="back" value=back /> }));
    piece(view! {
        <form class=class method="post" action=op.path() on:submit=handler(send)>
            {wrong}
            {department}
            {back}
            {children()}
        </form>
    })
}

/// The button that sends a form.
#[component]
pub(super) fn Send(
    /// The page's state.
    desk: Desk,
    /// What the form does.
    op: Op,
    /// How it looks.
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
    let busy = move || desk.busy.with(|busy| busy.as_ref() == Some(&key)).then_some("true");
    piece(view! { <button class=class aria-busy=busy>{label} {about}</button> })
}

/// The decision that the address offers to take back.
fn undo_of_address() -> Option<i64> {
    use_query_map().with_untracked(|query| query.get("undo")?.parse().ok())
}

/// What was just done, and the button that takes it back; what a plain post did; what went wrong
/// with taking back.
#[component]
pub(super) fn Said(
    /// The page's state.
    desk: Desk,
) -> AnyView {
    let done = use_query_map()
        .with_untracked(|query| query.get("done").and_then(|done| work::done(&done)));
    let plain = done.map(|text| view! { <Notice>{t(text)}</Notice> });
    // What a plain form did can be taken back by one.
    let (path, seq) = (use_location().pathname.get_untracked(), undo_of_address());
    let again = seq.map(|seq| {
        piece(view! {
            <form class="work-undo" method="post" action=format!("/api/staff/undo/{seq}?back={path}")>
                <span>{t(related::CAN_UNDO)}</span>
                <button class="button">{t(work::UNDO)}</button>
            </form>
        })
    });
    let undo = move || {
        let (text, undo) = desk.undo.get()?;
        Some(piece(view! {
            <div class="work-undo" role="status">
                <span>{text.get(desk.lang)}</span>
                <button type="button" class="button" on:click=handler(move |_| desk.take_back(undo))>
                    {work::UNDO.get(desk.lang)}
                </button>
            </div>
        }))
    };
    let wrong = move || {
        desk.problem.with(|problem| match problem {
            Some((at, problem)) if at == "undo" => {
                Some(view! { <ProblemNotice problem=problem.clone() /> })
            }
            _ => None,
        })
    };
    piece(view! {
        <div class="work-said">{plain} {again} {undo} {wrong}</div>
    })
}
