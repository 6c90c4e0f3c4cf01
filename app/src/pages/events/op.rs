//! What is done to an event or a registration by one button: a plain form, and the call that
//! makes it instant.

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlFormElement};

use crate::{
    api::{
        self, ApiResult, EventNote, MessageSent, NewCopies, NewMessage, Problem, StaffEvent,
        StaffRegistration,
    },
    browser,
    components::{ProblemNotice, handler, piece, problem_of},
    forms::{FormState, posted_form},
    held::Held,
    i18n::{self, Lang, events},
    live,
};

/// How long a thing can be taken back with one button, in milliseconds.
const UNDO_MS: u64 = 12_000;

/// One thing to do, with the number of the event, or of the event and the registration or file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Into the programme.
    Publish(i64),
    /// A draft again.
    Withdraw(i64),
    /// It takes place after all.
    Restore(i64),
    /// It does not take place.
    Cancel(i64),
    /// Once more, on other days.
    Copies(i64),
    /// A message to participants.
    Message(i64),
    /// A file goes.
    RemoveFile(i64, i64),
    /// A registration is taken back.
    CancelSeat(i64, i64),
    /// It holds again.
    RestoreSeat(i64, i64),
    /// From the line to a seat.
    Seat(i64, i64),
}

/// What came of it.
#[derive(Clone, Debug)]
pub(super) enum Done {
    /// The event as it is now.
    Event(Box<StaffEvent>),
    /// A message went out.
    Sent(MessageSent),
    /// The registration as it is now.
    Registration(Box<StaffRegistration>),
}

fn one(values: &[(String, String)], name: &str) -> String {
    let found = values.iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

impl Op {
    /// Names its form, as the server does.
    fn form(self) -> &'static str {
        match self {
            Self::Publish(_) => "publish",
            Self::Withdraw(_) => "withdraw",
            Self::Restore(_) | Self::RestoreSeat(..) => "restore",
            Self::Cancel(_) | Self::CancelSeat(..) => "cancel",
            Self::Copies(_) => "copies",
            Self::Message(_) => "message",
            Self::RemoveFile(..) => "remove",
            Self::Seat(..) => "seat",
        }
    }

    /// Tells its form from every other of the page.
    fn key(self) -> String {
        match self {
            Self::RemoveFile(_, id)
            | Self::CancelSeat(_, id)
            | Self::RestoreSeat(_, id)
            | Self::Seat(_, id) => format!("{}-{id}", self.form()),
            _ => self.form().to_owned(),
        }
    }

    /// Where the plain form posts to.
    fn path(self) -> String {
        let name = self.form();
        match self {
            Self::RemoveFile(event, file) => {
                format!("/api/staff/events/{event}/files/{file}/remove")
            }
            Self::CancelSeat(_, id) | Self::RestoreSeat(_, id) | Self::Seat(_, id) => {
                format!("/api/staff/registrations/{id}/{name}")
            }
            Self::Message(id) => format!("/api/staff/events/{id}/messages"),
            Self::Publish(id)
            | Self::Withdraw(id)
            | Self::Restore(id)
            | Self::Cancel(id)
            | Self::Copies(id) => format!("/api/staff/events/{id}/{name}"),
        }
    }

    async fn send(self, values: Vec<(String, String)>) -> ApiResult<Done> {
        let event = match self {
            Self::Publish(id) => api::event_act(id, "publish").await?,
            Self::Withdraw(id) => api::event_act(id, "withdraw").await?,
            Self::Restore(id) => api::event_act(id, "restore").await?,
            Self::Cancel(id) => {
                api::cancel_event(id, &EventNote { note: one(&values, "note") }).await?
            }
            Self::Copies(id) => {
                api::copy_event(id, &NewCopies { days: one(&values, "days") }).await?
            }
            Self::RemoveFile(event, file) => api::remove_event_file(event, file).await?,
            Self::Message(id) => {
                let chosen = values.iter().filter(|(name, _)| name == "registrations");
                let message = NewMessage {
                    subject: one(&values, "subject"),
                    text: one(&values, "text"),
                    to: one(&values, "to"),
                    registrations: chosen.filter_map(|(_, id)| id.parse().ok()).collect(),
                };
                return api::write_to(id, &message).await.map(Done::Sent);
            }
            Self::CancelSeat(_, id) | Self::RestoreSeat(_, id) | Self::Seat(_, id) => {
                let registration = api::staff_registration_act(id, self.form()).await?;
                return Ok(Done::Registration(Box::new(registration)));
            }
        };
        Ok(Done::Event(Box::new(event)))
    }

    /// What takes it back.
    fn undo(self) -> Option<Self> {
        match self {
            Self::Publish(id) => Some(Self::Withdraw(id)),
            Self::Withdraw(id) => Some(Self::Publish(id)),
            Self::Cancel(id) => Some(Self::Restore(id)),
            Self::CancelSeat(event, id) => Some(Self::RestoreSeat(event, id)),
            _ => None,
        }
    }

    fn said(self, lang: Lang, done: &Done) -> String {
        match (self, done) {
            (_, Done::Sent(sent)) => events::sent(lang, sent.mails, sent.unreachable),
            (Self::CancelSeat(..), _) => events::SEAT_CANCELLED.get(lang).to_owned(),
            (Self::RestoreSeat(..), _) => events::SEAT_RESTORED.get(lang).to_owned(),
            (Self::Seat(..), _) => events::SEATED.get(lang).to_owned(),
            (Self::RemoveFile(..), _) => events::FILE_REMOVED.get(lang).to_owned(),
            _ => events::done(self.done()).get(lang).to_owned(),
        }
    }

    /// What the address of the page says after a plain post.
    fn done(self) -> &'static str {
        match self {
            Self::Publish(_) => "published",
            Self::Withdraw(_) => "withdrawn",
            Self::Restore(_) => "restored",
            Self::Cancel(_) => "cancelled",
            Self::Copies(_) => "copied",
            _ => "saved",
        }
    }
}

/// What goes on at the buttons of a page.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    problem: Held<Option<(String, Problem)>>,
    busy: Held<Option<String>>,
    undo: Held<Option<(String, Op)>>,
    failed: StoredValue<FormState>,
    told: Callback<(Op, Done)>,
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
                    if let Some(form) = form {
                        finish(op, &form);
                    }
                    self.offer_undo(op, &done);
                    if self.busy.try_get_untracked().is_some() {
                        self.told.run((op, done));
                    }
                }
                Err(error) => self.problem.set(Some((op.key(), problem_of(error)))),
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
