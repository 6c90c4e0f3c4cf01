//! The form's state: what stands in it, what is wrong, what is kept.
//!
//! The fields are the browser's own: they are never written to while somebody types, only read.
//! Where a draft comes back, or the event was saved, they are drawn anew.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::{
    begin::{moves, raises, tidy},
    kept,
    picture::Picture,
};
use crate::{
    api::{EventForm, Problem, StaffEvent},
    browser::{self, Debounce},
    components::effect,
    domain::{EventDraft, FieldError, FieldErrors},
    forms::FormState,
    held::{Derived, Held, memo},
    i18n::{self, Lang, problems},
    pages::events::fields::Errors,
};

/// Name of the form; its fields' ids begin with it.
pub(super) const FORM: &str = "event";
/// How long a person has to pause until the draft is kept, in milliseconds.
const KEEP_MS: u64 = 300;
/// How long a tap takes, in milliseconds.
const TAP_MS: u64 = 250;

/// What the form says about a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// Nothing.
    None,
    /// What stands here comes from the draft.
    Restored,
    /// Something else stands here; here is the draft.
    Offered(Box<EventForm>),
}

/// The form's state.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// The form on the page.
    pub(super) node: NodeRef<leptos::html::Form>,
    /// The page's language: after a wait there is no context to ask.
    pub(super) lang: Lang,
    /// Number of the event; 0 for a new one.
    pub(super) id: i64,
    /// What stands in the fields.
    pub(super) raw: Held<EventForm>,
    /// What the server has.
    pub(super) saved: Held<EventForm>,
    /// What the fields are drawn from.
    pub(super) begin: Held<EventForm>,
    /// The version that was read.
    pub(super) version: Held<i64>,
    /// Why the last send failed.
    pub(super) problem: Held<Option<Problem>>,
    /// Whether it is on its way.
    pub(super) busy: Held<bool>,
    /// What is said about a draft.
    pub(super) note: Held<Note>,
    /// Whether the page is alive.
    pub(super) awake: Held<bool>,
    /// Whether there is something that the server does not have.
    pub(super) dirty: Derived<bool>,
    /// The picture.
    pub(super) picture: Picture,
    /// What is wrong with what stands there.
    pub(super) wrong: Derived<FieldErrors>,
    left: Held<BTreeSet<String>>,
    /// Whether sending was tried.
    pub(super) tried: Held<bool>,
    /// What the server said about fields.
    pub(super) server: Held<BTreeMap<String, Vec<String>>>,
    keep: Debounce,
    /// The key of the next new event, and what was sent under it.
    pub(super) key: Held<(String, Option<EventForm>)>,
    /// Hears of the event when it was saved.
    pub(super) told: Callback<StaffEvent>,
}

impl Editor {
    /// The state of a form over what the server has, or over what a failed post brought back.
    /// `told` hears of the event when it was saved.
    pub(super) fn new(
        id: i64,
        saved: EventForm,
        failed: &FormState,
        key: String,
        told: impl Fn(StaffEvent) + Send + Sync + 'static,
    ) -> Self {
        let lang = i18n::lang();
        let came_back = failed.problem.is_some();
        let begin = match came_back {
            true => {
                let pairs = failed.values.iter();
                EventForm::of(pairs.flat_map(|(name, values)| {
                    values.iter().map(|value| (name.clone(), value.clone()))
                }))
            }
            false => saved.clone(),
        };
        // Whoever was told that somebody else changed it may write over it.
        let stale = failed.problem.as_ref().is_some_and(|problem| problem.status == 412);
        let version = if came_back && !stale { begin.version } else { saved.version };
        let raw = Held::new(begin.clone());
        let (saved, picture) = (Held::new(saved), Picture::new(lang, begin.photo.clone()));
        let fields = failed.problem.as_ref().map(|p| p.fields.clone()).unwrap_or_default();
        Self {
            node: NodeRef::new(),
            lang,
            id,
            raw,
            saved,
            begin: Held::new(begin),
            version: Held::new(version),
            problem: Held::new(failed.problem.clone()),
            busy: Held::new(false),
            note: Held::new(Note::None),
            awake: Held::new(false),
            dirty: memo(move || raw.with(tidy) != saved.with(tidy)),
            picture,
            wrong: memo(move || raw.with(|raw| EventDraft::parse(raw).err().unwrap_or_default())),
            left: Held::new(BTreeSet::new()),
            tried: Held::new(came_back),
            server: Held::new(fields),
            keep: Debounce::new(),
            key: Held::new((key, None)),
            told: Callback::new(told),
        }
    }

    /// What is wrong with a field, as sentences to show now: nobody is told off while still
    /// typing, nor for an empty field that was only passed on the way.
    pub(super) fn errors(self, name: impl Into<String>) -> Errors {
        let name = name.into();
        Signal::derive(move || {
            let said = self.server.with(|server| server.get(&name).cloned().unwrap_or_default());
            let (tried, left) = (self.tried.get(), self.left.with(|left| left.contains(&name)));
            if !said.is_empty() || !(tried || left) {
                return said;
            }
            let shown = |error: &&FieldError| tried || **error != FieldError::Required;
            let say = |error: &FieldError| problems::field_error(self.lang, error);
            self.wrong.with(|wrong| wrong.of(&name).iter().filter(shown).map(say).collect())
        })
    }

    /// Whether time or place are others than everybody was told.
    pub(super) fn moves(self) -> bool {
        self.raw.with(|raw| self.saved.with(|saved| moves(saved, raw)))
    }

    /// Whether there are more seats than before.
    pub(super) fn raises(self) -> bool {
        self.raw.with(|raw| self.saved.with(|saved| raises(saved, raw)))
    }

    /// What stands in the fields now.
    pub(super) fn typed(self) -> Option<EventForm> {
        let form = self.node.try_get_untracked().flatten()?;
        Some(EventForm::of(browser::form_values(&form)))
    }

    /// Takes the page over once it is alive: what stands in its fields, and the draft.
    pub(super) fn wake(self) {
        if self.awake.get_untracked() {
            return;
        }
        self.awake.set(true);
        let Some(typed) = self.typed() else { return };
        let page = self.begin.get_untracked();
        let kept = kept::load(self.id).filter(|kept| tidy(kept) != tidy(&typed));
        let came_back = self.tried.get_untracked();
        match kept {
            Some(kept) if !came_back && tidy(&typed) == tidy(&page) => {
                let known = kept.version == self.version.get_untracked();
                if known {
                    self.draw(kept, Note::Restored)
                } else {
                    self.note.set(Note::Offered(Box::new(kept)))
                }
            }
            Some(kept) if !came_back => self.note.set(Note::Offered(Box::new(kept))),
            _ => {}
        }
        if self.note.with_untracked(|note| *note != Note::Restored) {
            self.raw.set(typed);
        }
    }

    /// Draws the fields anew.
    pub(super) fn draw(self, form: EventForm, note: Note) {
        self.picture.clear();
        self.raw.set(form.clone());
        self.begin.set(form);
        self.note.set(note);
        self.left.set(BTreeSet::new());
        self.tried.set(false);
        self.server.set(BTreeMap::new());
    }

    /// Takes a draft instead of what stands here; what stood here is offered in turn.
    pub(super) fn take(self, draft: EventForm) {
        let before = self.typed().unwrap_or_else(|| self.raw.get_untracked());
        let blank = tidy(&before) == self.saved.with_untracked(tidy);
        self.draw(draft, if blank { Note::Restored } else { Note::Offered(Box::new(before)) });
        self.keep_now();
    }

    /// Throws the draft away; it is offered once more.
    pub(super) fn discard(self) {
        let before = self.typed().unwrap_or_else(|| self.raw.get_untracked());
        self.draw(self.saved.get_untracked(), Note::Offered(Box::new(before)));
        kept::forget(self.id);
    }

    /// Reads the fields after something was typed in the one with this name.
    pub(super) fn read(self, name: &str) {
        let about = about(name);
        self.server.update(|server| {
            server.remove(about);
        });
        if let Some(typed) = self.typed() {
            self.raw.set(typed);
            self.keep.after_ms(KEEP_MS, move || self.keep_now());
        }
    }

    /// A field was left: a moment later it may say what is wrong. At once, the sentence would
    /// push away what the finger that left it is about to tap.
    pub(super) fn leave(self, name: String) {
        // A row is only wrong when it was left.
        if !matches!(name.as_str(), "" | "date" | "from" | "opens_date" | "closes_date") {
            browser::after_ms(TAP_MS, move || {
                self.left.update(|left| {
                    left.insert(about(&name).to_owned());
                });
            });
        }
    }

    /// Keeps what is written in the browser.
    pub(super) fn keep_now(self) {
        let Some(raw) = self.raw.try_get_untracked() else { return };
        self.saved.try_with_untracked(|saved| kept::keep(self.id, &raw, saved));
    }

    /// The event is like this now, by what was done on this page.
    pub(super) fn is_now(self, event: &StaffEvent) {
        let same = !self.dirty.get_untracked();
        self.saved.set(event.form.clone());
        self.version.set(event.form.version);
        if same {
            self.draw(event.form.clone(), Note::None);
        }
    }
}

/// The name that a field's errors stand at.
fn about(name: &str) -> &str {
    match name {
        "date" | "from" | "to" => "dates",
        "opens_date" | "opens_time" => "opens",
        "closes_date" | "closes_time" => "closes",
        "picture" => "photo",
        name => name,
    }
}

/// Takes the page over once the form is there, and keeps what is written as long as it is.
pub(super) fn live_with_the_page(editor: Editor) {
    effect(move || {
        if editor.node.get().is_some() {
            browser::when_alive(move || {
                if editor.awake.try_get_untracked() == Some(false) {
                    editor.wake();
                }
            });
        }
    });
    effect(move || {
        // A phone may never come back to a page that it hides.
        let hidden = window_event_listener_untyped("visibilitychange", move |_| editor.keep_now());
        let gone = window_event_listener_untyped("pagehide", move |_| editor.keep_now());
        on_cleanup(move || {
            hidden.remove();
            gone.remove();
        });
    });
}
