//! The form's state: what stands in it, what is wrong, what is kept.
//!
//! The fields are the browser's own: they are never written to while somebody types, only read,
//! so that nothing that was typed before the page came alive is lost. They are written where a
//! draft comes back or goes.

use std::collections::BTreeMap;

use leptos::{prelude::*, web_sys::HtmlFormElement};

use super::{
    draft::{self, Draft, Start},
    rules::{self, Progress},
    uploads::Uploads,
    values::{self, FIELDS},
};
use crate::{
    api::{NewIdea, Problem},
    browser::{self, Debounce},
    domain::{FieldErrors, IdeaDraft},
    forms::FormState,
    held::{Derived, memo},
    i18n::{self, Lang, form, t},
};

/// Name of the form; its fields' ids begin with it.
pub(super) const FORM: &str = "idea";
/// The list of what is wrong.
pub(super) const SUMMARY_ID: &str = "idea-summary";
/// How long a person has to pause until the draft is saved, in milliseconds.
const SAVE_MS: u64 = 300;
/// How long a tap takes, in milliseconds.
const TAP_MS: u64 = 250;

/// How far a send has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    /// Not asked for, or over.
    No,
    /// Asked for; photos are still on their way.
    WaitsForPhotos,
    /// On its way.
    Now,
}

/// What the form says about drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DraftNote {
    /// Nothing.
    None,
    /// What stands here comes from the draft.
    Restored,
    /// It was thrown away; here it is.
    Discarded(Draft),
    /// Something else was typed; here is the draft.
    Offered(Draft),
}

/// The form's state.
#[derive(Clone, Copy)]
pub(super) struct FormModel {
    /// The form on the page.
    pub(super) node: NodeRef<leptos::html::Form>,
    /// The page's language: after a wait there is no context to ask.
    pub(super) lang: Lang,
    /// What stands in the fields.
    pub(super) raw: RwSignal<NewIdea>,
    /// The photos.
    pub(super) photos: Uploads,
    /// Whether the optional part is open.
    pub(super) more: RwSignal<bool>,
    /// How far a send has come.
    pub(super) sending: RwSignal<Sending>,
    /// Why the last send failed.
    pub(super) problem: RwSignal<Option<Problem>>,
    /// What is said about drafts.
    pub(super) note: RwSignal<DraftNote>,
    wrong: Derived<FieldErrors>,
    progress: RwSignal<Progress>,
    server: RwSignal<BTreeMap<String, Vec<String>>>,
    draft: StoredValue<Draft>,
    save: Debounce,
    keeps_draft: bool,
    sent: StoredValue<bool>,
}

impl FormModel {
    /// The state of a form that begins with `initial`, or with what a failed post brought back.
    pub(super) fn new(initial: &NewIdea, state: &FormState, keeps_draft: bool) -> Self {
        let lang = i18n::lang();
        let raw = RwSignal::new(initial.clone());
        let wrong = memo(move || raw.with(|raw| IdeaDraft::parse(raw).err().unwrap_or_default()));
        let fields = state.problem.as_ref().map(|p| p.fields.clone()).unwrap_or_default();
        let claims = state.values.get("photos").cloned().unwrap_or_default();
        let concerned = values::concerns_more(fields.keys().map(String::as_str));
        let failed = state.problem.is_some();
        Self {
            node: NodeRef::new(),
            lang,
            raw,
            photos: Uploads::new(lang, claims),
            more: RwSignal::new(concerned || values::has_more(initial)),
            sending: RwSignal::new(Sending::No),
            // Wrong fields speak for themselves.
            problem: RwSignal::new(state.problem.clone().filter(|_| fields.is_empty())),
            note: RwSignal::new(DraftNote::None),
            wrong,
            progress: RwSignal::new(Progress { tried: failed, ..Progress::default() }),
            server: RwSignal::new(fields),
            draft: StoredValue::new(Draft::default()),
            save: Debounce::new(),
            keeps_draft,
            sent: StoredValue::new(false),
        }
    }

    /// What is wrong with a field, as sentences to show now.
    pub(super) fn errors(self, field: &'static str) -> Signal<Vec<String>> {
        Signal::derive(move || {
            let shown = self.wrong.with(|wrong| {
                self.progress.with(|progress| {
                    self.server
                        .with(|server| rules::shown(self.lang, field, wrong, progress, server))
                })
            });
            if field != "photos" || !shown.is_empty() {
                return shown;
            }
            let stuck = self.progress.with(|p| p.tried) && self.photos.is_stuck();
            stuck.then(|| form::PHOTO_STUCK.get(self.lang).to_owned()).into_iter().collect()
        })
    }

    /// What a failed send says about a field that the form does not show.
    pub(super) fn other_errors(self) -> Vec<String> {
        let known = |name: &str| name == "photos" || FIELDS.contains(&name);
        self.server.with(|server| {
            let others = server.iter().filter(|(name, _)| !known(name));
            others.flat_map(|(_, said)| said.clone()).collect()
        })
    }

    /// Takes over a page that came alive: what stands in its fields, and the draft.
    /// `page` is what the fields began with by themselves.
    pub(super) fn wake(self, page: &NewIdea) {
        let Some(element) = self.node.get_untracked() else { return };
        let typed = values::collect(browser::form_values(&element));
        self.photos.choose(browser::take_files("idea-photos-input"));
        let stored = if self.keeps_draft { draft::load() } else { None };
        match draft::start(page, &typed, stored) {
            Start::AsItIs => self.raw.set(typed),
            Start::Restored(draft) => {
                self.take(&element, draft);
                if self.server.with_untracked(BTreeMap::is_empty) {
                    self.note.set(DraftNote::Restored);
                }
            }
            Start::Offered(draft) => {
                self.raw.set(typed);
                self.note.set(DraftNote::Offered(draft));
            }
        }
        if self.raw.with_untracked(values::has_more) {
            self.more.set(true);
        }
    }

    /// Reads the fields again after something was typed or chosen.
    pub(super) fn read(self) {
        let Some(element) = self.node.try_get_untracked().flatten() else { return };
        let now = values::collect(browser::form_values(&element));
        let before = self.raw.get_untracked();
        if now == before {
            return;
        }
        // What the server said about another value says nothing about this one.
        let changed = |field: &str| values::value(&now, field) != values::value(&before, field);
        if self.server.with_untracked(|server| server.keys().any(|field| changed(field))) {
            self.server.update(|server| server.retain(|field, _| !changed(field)));
        }
        self.raw.set(now);
    }

    /// A field was left: a moment later it may say what is wrong. At once, the sentence would
    /// push away what the finger that left it is about to tap.
    pub(super) fn leave(self, field: &str) {
        let known = FIELDS.iter().find(|known| **known == field);
        let new = |field: &&&str| !self.progress.with_untracked(|p| p.left.contains(**field));
        if let Some(field) = known.filter(new) {
            browser::after_ms(TAP_MS, move || {
                self.progress.try_update(|p| p.left.insert((*field).to_owned()));
            });
        }
    }

    /// Photos changed: what was said about them is over.
    pub(super) fn photos_changed(self) {
        if self.server.with_untracked(|server| server.contains_key("photos")) {
            self.server.update(|server| {
                server.remove("photos");
            });
        }
    }

    /// Sending was tried: from now on everything that is wrong is said. True where nothing is.
    pub(super) fn check(self) -> bool {
        self.read();
        self.server.set(BTreeMap::new());
        self.problem.set(None);
        self.progress.update(|p| p.tried = true);
        let right = self.wrong.with_untracked(FieldErrors::is_empty);
        right && !untrack(|| self.photos.is_stuck())
    }

    /// The server found something wrong.
    pub(super) fn refused(self, problem: Problem) {
        if problem.fields.is_empty() {
            self.problem.set(Some(problem));
        } else {
            self.server.set(problem.fields);
            self.show_summary();
        }
    }

    /// Opens what holds an error and leads to the list of what is wrong.
    pub(super) fn show_summary(self) {
        let wrong =
            self.wrong.with_untracked(|w| values::concerns_more(w.0.keys().map(String::as_str)));
        let refused =
            self.server.with_untracked(|s| values::concerns_more(s.keys().map(String::as_str)));
        if wrong || refused {
            self.more.set(true);
        }
        browser::after_ms(20, || browser::focus(SUMMARY_ID));
    }

    /// Whether sending was tried.
    pub(super) fn was_tried(self) -> bool {
        self.progress.with(|progress| progress.tried)
    }

    /// Opens the optional part if this field is in it.
    pub(super) fn open_for(self, field: &str) {
        if values::concerns_more(std::iter::once(field)) {
            self.more.set(true);
        }
    }

    /// What is sent: the fields and the photos' claims.
    pub(super) fn whole(self) -> NewIdea {
        NewIdea { photos: untrack(|| self.photos.claims()), ..self.raw.get_untracked() }
    }

    /// The key to send this with, noted in the draft before anything is sent.
    pub(super) fn key_to_send(self, whole: &NewIdea) -> String {
        let key = self.draft.try_update_value(|d| d.key_to_send(whole, browser::random_key));
        self.save_now();
        key.unwrap_or_default()
    }

    /// Gives the next send a new key, whatever it sends.
    pub(super) fn forget_key(self) {
        self.draft.update_value(|draft| draft.key.clear());
    }

    /// Something changed: the draft is saved when the person pauses.
    pub(super) fn save_later(self) {
        if self.keeps_draft {
            self.save.after_ms(SAVE_MS, move || self.save_now());
        }
    }

    /// Saves the draft.
    pub(super) fn save_now(self) {
        let over = self.sent.try_get_value() != Some(false);
        if self.keeps_draft && !over && cfg!(feature = "hydrate") {
            draft::save(&self.snapshot());
        }
    }

    /// The idea arrived: there is no draft any more.
    pub(super) fn arrived(self) {
        self.sent.set_value(true);
        if self.keeps_draft {
            draft::forget();
        }
    }

    fn snapshot(self) -> Draft {
        let known = self.draft.try_get_value().unwrap_or_default();
        Draft {
            idea: self.raw.try_get_untracked().unwrap_or_default(),
            photos: untrack(|| self.photos.kept()),
            at: browser::clock().0,
            ..known
        }
    }

    fn take(self, element: &HtmlFormElement, draft: Draft) {
        for field in FIELDS {
            browser::set_form_value(element, field, values::value(&draft.idea, field));
        }
        self.photos.restore(draft.photos.clone());
        self.raw.set(draft.idea.clone());
        if values::has_more(&draft.idea) {
            self.more.set(true);
        }
        self.draft.set_value(draft);
    }

    /// Empties the form; the draft can be brought back.
    pub(super) fn discard(self) {
        let Some(element) = self.node.get_untracked() else { return };
        let before = self.snapshot();
        self.photos.clear();
        self.take(&element, Draft::default());
        self.progress.set(Progress::default());
        self.server.set(BTreeMap::new());
        self.problem.set(None);
        self.note.set(DraftNote::Discarded(before));
    }

    /// Takes a draft instead of what stands here; what stood here is offered in turn.
    pub(super) fn take_instead(self, draft: Draft) {
        let Some(element) = self.node.get_untracked() else { return };
        let before = self.snapshot();
        self.photos.clear();
        self.take(&element, draft);
        self.note.set(match before.is_worth_keeping() {
            true => DraftNote::Offered(before),
            false => DraftNote::Restored,
        });
    }
}

/// The values that a form begins with: what a failed post brought back, else `otherwise`.
pub(super) fn initial(state: &FormState, otherwise: NewIdea) -> NewIdea {
    if state.problem.is_none() && state.values.is_empty() {
        return otherwise;
    }
    let pairs = FIELDS.iter().map(|field| ((*field).to_owned(), state.value(field)));
    values::collect(pairs)
}

/// Labels by field, for the list of what is wrong.
pub(super) fn label(field: &str) -> &'static str {
    t(match field {
        "title" => form::FIELD_TITLE,
        "text" => form::FIELD_TEXT,
        "topic" => form::FIELD_TOPIC,
        "lab" => form::FIELD_LAB,
        "project" => form::FIELD_PROJECT,
        "author" => form::FIELD_AUTHOR,
        "affiliation" => form::FIELD_AFFILIATION,
        "email" => form::FIELD_EMAIL,
        _ => form::FIELD_PHOTOS,
    })
}
