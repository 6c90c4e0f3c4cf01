//! The form's state: what stands in it, for how many people, and what is wrong.
//!
//! The fields are the browser's own: they are read while somebody types, and written only where a
//! draft comes back or a person is taken out.

use std::collections::BTreeMap;

use leptos::{prelude::*, web_sys::HtmlFormElement};

use super::values::{self, PEOPLE};
use crate::{
    api::{AskedField, NewRegistration, Problem},
    browser,
    domain::{Date, FieldErrors, RegistrationDraft},
    forms::FormState,
    held::{Derived, Held, memo},
    i18n::{self, Lang},
    pages::board::{Progress, shown},
    site,
};

/// Name of the form; its fields' ids begin with it.
pub(crate) const FORM: &str = "registration";
/// How long a tap takes, in milliseconds.
const TAP_MS: u64 = 250;

/// What the form is about.
#[derive(Clone)]
pub(crate) struct Asked {
    /// What is asked.
    pub(crate) fields: Vec<AskedField>,
    /// How many may come together.
    pub(crate) group_max: u32,
}

/// The form's state.
#[derive(Clone, Copy)]
pub(crate) struct FormModel {
    /// The form on the page.
    pub(crate) node: NodeRef<leptos::html::Form>,
    /// The page's language: after a wait there is no context to ask.
    pub(crate) lang: Lang,
    /// What is asked.
    pub(super) asked: StoredValue<Asked>,
    /// What stands in the fields.
    pub(crate) raw: Held<NewRegistration>,
    /// For how many people there are fields.
    pub(crate) people: RwSignal<u32>,
    /// Whether the page is alive: before, all fields are there, folded.
    pub(super) alive: RwSignal<bool>,
    /// What stood in the fields before a person was taken out, and which.
    pub(super) removed: Held<Option<(u32, NewRegistration)>>,
    /// Why the last send failed.
    pub(crate) problem: Held<Option<Problem>>,
    /// Whether something is on its way.
    pub(crate) busy: RwSignal<bool>,
    wrong: Derived<FieldErrors>,
    progress: Held<Progress>,
    server: Held<BTreeMap<String, Vec<String>>>,
}

impl FormModel {
    /// The state of a form that begins with `begin`, or with what a failed post brought back.
    pub(crate) fn new(asked: Asked, begin: NewRegistration, state: &FormState) -> Self {
        let today = Date::of(site::now().get_untracked());
        let failed = state.problem.is_some();
        let first = if failed {
            let pairs = state.values.iter();
            let pairs = pairs.filter_map(|(n, v)| Some((n.clone(), v.first()?.clone())));
            values::collect(pairs, &asked.fields, asked.group_max)
        } else {
            begin
        };
        let people = values::people_of(&first, &asked.fields, asked.group_max);
        let asked = StoredValue::new(asked);
        let raw = Held::new(first);
        let wrong = memo(move || wrong(&raw.get(), asked, today));
        let fields = state.problem.as_ref().map(|p| p.fields.clone()).unwrap_or_default();
        Self {
            node: NodeRef::new(),
            lang: i18n::lang(),
            asked,
            raw,
            people: RwSignal::new(people),
            alive: RwSignal::new(false),
            removed: Held::new(None),
            // Wrong fields speak for themselves.
            problem: Held::new(state.problem.clone().filter(|_| fields.is_empty())),
            busy: RwSignal::new(false),
            wrong,
            progress: Held::new(Progress { tried: failed, ..Progress::default() }),
            server: Held::new(fields),
        }
    }

    fn group_max(self) -> u32 {
        self.asked.with_value(|asked| asked.group_max)
    }

    /// Names of the inputs that are there, in their order.
    pub(super) fn inputs(self) -> Vec<String> {
        let people = self.people.get();
        let mut names = self.asked.with_value(|asked| values::inputs(&asked.fields, people));
        names.push(PEOPLE.to_owned());
        names
    }

    /// What an input is called, with whose it is.
    pub(super) fn label(self, name: &str) -> String {
        self.asked.with_value(|a| values::full_label(name, &a.fields, self.lang, a.group_max))
    }

    /// What is wrong with an input, as sentences to show now.
    pub(super) fn errors(self, name: String) -> Signal<Vec<String>> {
        Signal::derive(move || self.errors_of(&name))
    }

    pub(super) fn errors_of(self, name: &str) -> Vec<String> {
        self.wrong.with(|wrong| {
            self.progress.with(|progress| {
                self.server.with(|server| shown(self.lang, name, wrong, progress, server))
            })
        })
    }

    /// What a failed send says about a field that the form does not show.
    pub(super) fn other_errors(self) -> Vec<String> {
        let known = self.inputs();
        self.server.with(|server| {
            let others = server.iter().filter(|(name, _)| !known.contains(name));
            others.flat_map(|(_, said)| said.clone()).collect()
        })
    }

    /// Whether sending was tried.
    pub(super) fn was_tried(self) -> bool {
        self.progress.with(|progress| progress.tried)
    }

    /// Takes over a page that came alive: what stands in its fields, and what the tab kept.
    pub(crate) fn wake(self, kept: &NewRegistration) {
        let Some(element) = self.node.get_untracked() else { return };
        let mut now = self.collect(&element);
        for (name, value) in &kept.0 {
            if name != PEOPLE && now.get(name).trim().is_empty() {
                browser::set_form_value(&element, name, value);
                now.0.insert(name.clone(), value.clone());
            }
        }
        let said = [now.get(PEOPLE), kept.get(PEOPLE)];
        let most = said.iter().filter_map(|n| n.parse::<u32>().ok()).max().unwrap_or(1);
        now.0.insert(PEOPLE.to_owned(), most.to_string());
        let people = self.asked.with_value(|a| values::people_of(&now, &a.fields, a.group_max));
        self.people.set(people);
        self.alive.set(true);
        self.put_people(&element, people);
        self.raw.set(now);
    }

    fn collect(self, element: &HtmlFormElement) -> NewRegistration {
        let pairs = browser::form_values(element);
        self.asked.with_value(|asked| values::collect(pairs, &asked.fields, asked.group_max))
    }

    /// Reads the fields again after something was typed or chosen.
    pub(crate) fn read(self) {
        let Some(element) = self.node.try_get_untracked().flatten() else { return };
        let mut now = self.collect(&element);
        // Where a list says how many, it leads; else the people who were added do.
        let said = now.get(PEOPLE).parse::<u32>().ok();
        let people = said.unwrap_or_else(|| self.people.get_untracked());
        if people != self.people.get_untracked() {
            self.people.set(people.clamp(1, self.group_max().max(1)));
        }
        now.0.insert(PEOPLE.to_owned(), people.to_string());
        let before = self.raw.get_untracked();
        if now == before {
            return;
        }
        // What the server said about another value says nothing about this one.
        let changed = |field: &str| now.get(field) != before.get(field);
        if self.server.with_untracked(|server| server.keys().any(|field| changed(field))) {
            self.server.update(|server| server.retain(|field, _| !changed(field)));
        }
        self.raw.set(now);
    }

    /// An input was left: a moment later it may say what is wrong. At once, the sentence would
    /// push away what the finger that left it is about to tap.
    pub(crate) fn leave(self, name: String) {
        let new = !self.progress.with_untracked(|p| p.left.contains(&name));
        if new && !name.is_empty() {
            browser::after_ms(TAP_MS, move || {
                self.progress.try_update(|p| p.left.insert(name));
            });
        }
    }

    /// Sending was tried: from now on everything that is wrong is said. True where nothing is.
    pub(crate) fn check(self) -> bool {
        self.read();
        self.server.set(BTreeMap::new());
        self.problem.set(None);
        self.progress.update(|p| p.tried = true);
        self.wrong.with_untracked(FieldErrors::is_empty)
    }

    /// The server found something wrong.
    pub(crate) fn refused(self, problem: Problem) {
        if problem.fields.is_empty() {
            self.problem.set(Some(problem));
        } else {
            self.server.set(problem.fields);
            self.focus_first_wrong();
        }
    }

    /// Leads to the first input with which something is wrong.
    pub(crate) fn focus_first_wrong(self) {
        let wrong =
            untrack(|| self.inputs().into_iter().find(|name| !self.errors_of(name).is_empty()));
        if let Some(name) = wrong {
            browser::after_ms(20, move || browser::focus(&format!("{FORM}-{name}")));
        }
    }

    /// One more person; the focus goes to the first of the new fields.
    pub(super) fn add(self) {
        let people = self.people.get_untracked() + 1;
        if people > self.group_max() {
            return;
        }
        self.people.set(people);
        self.removed.set(None);
        if let Some(element) = self.node.get_untracked() {
            self.put_people(&element, people);
        }
        browser::after_ms(20, move || {
            self.read();
            browser::focus(&format!("person-{people}"));
        });
    }

    /// One person less (1 is the second); can be taken back.
    pub(super) fn remove(self, person: u32) {
        let people = self.people.get_untracked();
        let before = self.raw.get_untracked();
        let left = self.asked.with_value(|a| values::without(&before, &a.fields, person, people));
        self.removed.set(Some((person, before)));
        self.write(&left, people - 1);
        browser::after_ms(20, || browser::focus("person-undo"));
    }

    /// Brings the person who was taken out last back.
    pub(super) fn undo(self) {
        let Some((person, before)) = self.removed.get_untracked() else { return };
        self.removed.set(None);
        let people = before.get(PEOPLE).parse().unwrap_or(person + 1);
        self.write(&before, people);
        browser::after_ms(20, move || browser::focus(&format!("person-{}", person + 1)));
    }

    /// Writes values into all fields.
    fn write(self, values: &NewRegistration, people: u32) {
        let Some(element) = self.node.get_untracked() else { return };
        let most = self.group_max();
        let names = self.asked.with_value(|asked| values::inputs(&asked.fields, most));
        for name in names {
            browser::set_form_value(&element, &name, values.get(&name));
        }
        self.people.set(people);
        self.put_people(&element, people);
        // Once the fields of whoever goes are put away.
        browser::after_ms(10, move || self.read());
    }

    fn put_people(self, element: &HtmlFormElement, people: u32) {
        browser::set_form_value(element, PEOPLE, &people.to_string());
    }
}

/// Everything that is wrong with these values.
fn wrong(raw: &NewRegistration, asked: StoredValue<Asked>, today: Date) -> FieldErrors {
    asked.with_value(|asked| {
        let parsed = RegistrationDraft::parse(raw, &asked.fields, asked.group_max, today);
        parsed.err().unwrap_or_default()
    })
}
