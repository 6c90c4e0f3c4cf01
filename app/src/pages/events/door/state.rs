//! What goes on at the door: who is there, what was seen last, what waits to be sent.

use leptos::task::spawn_local;

use super::{
    code::{self, Code, Verdict},
    kept::{self, Queued},
    look::{Kind, Look},
};
use crate::{
    api::{self, ApiError, AttendeeList, NewScan, StaffRegistration},
    browser,
    held::Held,
    i18n::{Lang, events},
    pages::events::{
        names,
        reading::{Reading, put},
    },
};

/// The list is kept so long after a change at the latest, in milliseconds.
const KEEP_MS: u64 = 400;

/// The door.
#[derive(Clone, Copy)]
pub(super) struct Door {
    /// The page's language: after a wait there is no context to ask.
    pub(super) lang: Lang,
    /// Number of the event.
    pub(super) event: i64,
    /// Everybody, as far as this device knows.
    pub(super) list: Held<AttendeeList>,
    /// What waits to be sent.
    pub(super) queue: Held<Vec<Queued>>,
    /// Whether the server answers.
    pub(super) online: Held<bool>,
    /// What was seen last.
    pub(super) look: Held<Option<Look>>,
    /// What the server did not take, in sentences.
    pub(super) refused: Held<Vec<String>>,
    /// Whether whoever is here is not signed in any more.
    pub(super) signed_out: Held<bool>,
    /// Whether something is on its way.
    pub(super) sending: Held<bool>,
    /// The list is read again.
    pub(super) reading: Reading,
    keeps: Held<bool>,
}

impl Door {
    /// What the page came with.
    pub(super) fn new(lang: Lang, list: AttendeeList) -> Self {
        Self {
            lang,
            event: list.card.id,
            list: Held::new(list),
            queue: Held::new(Vec::new()),
            online: Held::new(true),
            look: Held::new(None),
            refused: Held::new(Vec::new()),
            signed_out: Held::new(false),
            sending: Held::new(false),
            reading: Reading::new(),
            keeps: Held::new(false),
        }
    }

    /// Takes over what this device has kept, and sends what waits.
    pub(super) fn wake(self) {
        let Some(page) = self.list.try_get_untracked() else { return };
        let (list, queue) = kept::begin(page);
        self.list.set(list);
        self.queue.set(queue);
        self.online.set(browser::is_online());
        self.changed();
        self.send();
    }

    /// A registration as it is now.
    pub(super) fn find(self, id: i64) -> Option<StaffRegistration> {
        self.list.with(|list| list.items.iter().find(|one| one.id == id).cloned())
    }

    /// The list is kept a moment later, however much goes on meanwhile, as long as whoever is here
    /// is signed in.
    pub(super) fn changed(self) {
        if self.keeps.try_get_untracked() != Some(false) {
            return;
        }
        self.keeps.set(true);
        browser::after_ms(KEEP_MS, move || {
            self.keeps.set(false);
            if self.signed_out.try_get_untracked() != Some(false) {
                return;
            }
            self.list.try_with_untracked(|list| {
                if kept::is_over(list, browser::clock()) {
                    kept::forget_list();
                } else {
                    kept::keep_list(list);
                }
            });
        });
    }

    fn show(self, look: Look) {
        browser::vibrate(look.kind.shake());
        self.look.set(Some(look));
    }

    fn show_plain(self, kind: Kind, name: String, words: String) {
        self.show(Look { kind, id: None, name, words, people: Vec::new(), code: None });
    }

    /// A code was read by the camera, or typed.
    pub(super) fn scan(self, text: &str) {
        let lang = self.lang;
        match code::read(text, self.event) {
            Code::Elsewhere(other) => {
                let words = events::LOOK_ELSEWHERE.get(lang).to_owned();
                self.show_plain(Kind::Elsewhere, events::other_event(lang, other), words);
            }
            Code::Nothing => {
                let shown = crate::domain::excerpt(text.trim(), 40);
                self.show_plain(Kind::Unknown, shown, events::LOOK_NO_CODE.get(lang).to_owned());
            }
            Code::Here(code) => {
                let found = self.list.with_untracked(|list| code::find(list, &code).cloned());
                match found {
                    Some(registration) => self.comes(&registration),
                    None => self.ask(code),
                }
            }
        }
    }

    /// Somebody of the list stands there.
    pub(super) fn comes(self, registration: &StaffRegistration) {
        let lang = self.lang;
        let name = names::all(lang, registration);
        let (kind, words, people) = match code::judge(registration) {
            Verdict::In(people) => (Kind::In, events::came_in(lang, people.len()), people),
            Verdict::Known(since) => (Kind::Known, events::known_since(lang, since), Vec::new()),
            Verdict::Waits(place) => (Kind::Waits, events::waits(lang, place), Vec::new()),
            Verdict::Offered => {
                (Kind::Waits, events::LOOK_OFFERED.get(lang).to_owned(), Vec::new())
            }
            Verdict::Cancelled => {
                (Kind::Cancelled, events::LOOK_CANCELLED.get(lang).to_owned(), Vec::new())
            }
        };
        if !people.is_empty() {
            self.note(NewScan { people: people.clone(), ..self.new_scan("in") });
        }
        let id = Some(registration.id);
        self.show(Look { kind, id, name, words, people, code: None });
    }

    fn new_scan(self, what: &str) -> NewScan {
        NewScan {
            nonce: browser::random_key(),
            at: Some(browser::clock()),
            what: what.to_owned(),
            ..NewScan::default()
        }
    }

    /// People are there, or are not after all.
    pub(super) fn set(self, people: Vec<i64>, there: bool) {
        let what = if there { "in" } else { "out" };
        self.note(NewScan { people, ..self.new_scan(what) });
    }

    /// Takes back what was done last.
    pub(super) fn undo(self) {
        let Some(look) = self.look.get_untracked() else { return };
        let words = events::LOOK_UNDONE.get(self.lang).to_owned();
        self.set(look.people, false);
        self.show(Look { kind: Kind::Undone, words, people: Vec::new(), code: None, ..look });
    }

    /// A code that is not in the list: somebody may just have signed up.
    fn ask(self, code: String) {
        let lang = self.lang;
        if !self.online.get_untracked() {
            return self.unknown(code, events::LOOK_UNKNOWN_OFFLINE.get(lang));
        }
        self.show_plain(Kind::Asking, code.clone(), events::LOOK_ASKING.get(lang).to_owned());
        let scan = NewScan { code: code.clone(), ..self.new_scan("in") };
        spawn_local(async move {
            match api::scan(self.event, &scan).await {
                Ok(done) => {
                    let registration = done.registration;
                    let name = names::all(lang, &registration);
                    let people: Vec<i64> = registration.people.iter().map(|p| p.id).collect();
                    let id = Some(registration.id);
                    let (kind, words, people) = match done.again {
                        true => {
                            let since = registration.people.iter().filter_map(|p| p.arrived_at);
                            let since = since.max().unwrap_or_else(browser::clock);
                            (Kind::Known, events::known_since(lang, since), Vec::new())
                        }
                        false => (Kind::In, events::came_in(lang, people.len()), people),
                    };
                    self.is_now(registration);
                    self.show(Look { kind, id, name, words, people, code: None });
                }
                Err(ApiError::Network) => {
                    self.online.set(false);
                    self.unknown(code, events::LOOK_UNKNOWN_OFFLINE.get(lang));
                }
                Err(ApiError::Problem(problem)) => {
                    let words = problem.detail.unwrap_or(problem.title);
                    self.unknown(code, &words);
                }
            }
        });
    }

    fn unknown(self, code: String, words: &str) {
        let offline = self.online.try_get_untracked() == Some(false);
        let (name, words) = (code.clone(), words.to_owned());
        let code = offline.then_some(code);
        self.show(Look { kind: Kind::Unknown, id: None, name, words, people: Vec::new(), code });
    }

    /// Notes a code that nobody knows yet: the server says later whose it was.
    pub(super) fn note_anyway(self) {
        let code = self.look.get_untracked().and_then(|look| look.code);
        let Some(code) = code else { return };
        self.note(NewScan { code: code.clone(), ..self.new_scan("in") });
        self.show_plain(Kind::In, code, events::LOOK_NOTED.get(self.lang).to_owned());
    }

    /// Does a scan to the list at once, and sends it as soon as that can be.
    fn note(self, scan: NewScan) {
        self.list.update(|list| code::apply(list, &scan));
        self.queue.update(|queue| queue.push(Queued { event: self.event, scan }));
        self.keep_queue();
        self.changed();
        self.send();
    }

    /// Keeps what waits to be sent.
    pub(super) fn keep_queue(self) {
        self.queue.try_with_untracked(|queue| kept::keep_scans(queue));
    }

    /// A registration is like this now.
    pub(super) fn is_now(self, registration: StaffRegistration) {
        self.reading.touch(registration.id);
        self.list.update(|list| {
            put(list, registration);
            // What waits is still to come.
            self.queue.with_untracked(|queue| {
                for queued in queue.iter().filter(|queued| queued.event == self.event) {
                    code::apply(list, &queued.scan);
                }
            });
        });
        self.changed();
    }
}
