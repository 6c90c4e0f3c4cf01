//! What goes on at the door: who is there, what was seen last, what waits to be sent.

use leptos::task::spawn_local;

use super::{
    code::{self, Code, Verdict},
    kept::{self, Queued},
};
use crate::{
    api::{self, ApiError, AttendeeList, NewScan, StaffRegistration},
    browser::{self, Debounce},
    held::Held,
    i18n::{Lang, events},
    pages::events::{event::attendee_list, names},
};

/// The list is read again at most so often, in milliseconds.
const RELOAD_MS: u64 = 800;
/// What waits is tried again so often, in milliseconds.
pub(super) const RETRY_MS: u64 = 10_000;
/// The list is kept so long after its last change, in milliseconds.
const KEEP_MS: u64 = 400;

/// What kind of answer somebody gets at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Come in.
    In,
    /// You are in already.
    Known,
    /// The server is asked.
    Asking,
    /// Not yet: you stand in line.
    Waits,
    /// You are not signed up any more.
    Cancelled,
    /// This is for another event.
    Elsewhere,
    /// Nobody knows this code.
    Unknown,
    /// It was taken back.
    Undone,
}

impl Kind {
    /// Its name in styles and tests.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Known => "known",
            Self::Asking => "asking",
            Self::Waits => "waits",
            Self::Cancelled => "cancelled",
            Self::Elsewhere => "elsewhere",
            Self::Unknown => "unknown",
            Self::Undone => "undone",
        }
    }

    fn shake(self) -> &'static [u32] {
        match self {
            Self::In => &[80],
            Self::Asking | Self::Undone => &[],
            Self::Known => &[40, 60, 40],
            _ => &[160, 80, 160],
        }
    }
}

/// What was seen last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) kind: Kind,
    /// Number of the registration.
    pub(super) id: Option<i64>,
    /// Who it is, or what was read.
    pub(super) name: String,
    /// What it means.
    pub(super) words: String,
    /// Who came in by it, to be taken back.
    pub(super) people: Vec<i64>,
    /// A code that nobody knows yet, which can be noted all the same.
    pub(super) code: Option<String>,
}

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
    sending: Held<bool>,
    soon: Held<bool>,
    turn: Debounce,
    keep: Debounce,
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
            soon: Held::new(false),
            turn: Debounce::new(),
            keep: Debounce::new(),
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

    /// The list is kept a moment later.
    fn changed(self) {
        self.keep.after_ms(KEEP_MS, move || {
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

    fn keep_queue(self) {
        self.queue.try_with_untracked(|queue| kept::keep_scans(queue));
    }

    fn is_now(self, registration: StaffRegistration) {
        self.list.update(|list| {
            match list.items.iter_mut().find(|one| one.id == registration.id) {
                Some(one) => *one = registration,
                None => list.items.push(registration),
            }
            // What waits is still to come.
            self.queue.with_untracked(|queue| {
                for queued in queue.iter().filter(|queued| queued.event == self.event) {
                    code::apply(list, &queued.scan);
                }
            });
        });
        self.changed();
    }

    /// Sends what waits, one after the other, as long as the server answers.
    pub(super) fn send(self) {
        let first = self.queue.try_with_untracked(|queue| queue.first().cloned()).flatten();
        if first.is_none() || self.sending.get_untracked() {
            return;
        }
        self.sending.set(true);
        spawn_local(async move {
            loop {
                let next = self.queue.try_with_untracked(|queue| queue.first().cloned());
                let Some(next) = next.flatten() else { break };
                let answer = api::scan(next.event, &next.scan).await;
                let goes_on = match answer {
                    Ok(done) => {
                        self.sent(&next);
                        if next.event == self.event {
                            self.is_now(done.registration);
                        }
                        true
                    }
                    Err(error) => self.failed(&next, error),
                };
                if !goes_on {
                    break;
                }
            }
            self.sending.set(false);
        });
    }

    fn sent(self, queued: &Queued) {
        self.online.set(true);
        self.signed_out.set(false);
        self.queue.update(|queue| queue.retain(|one| one.scan.nonce != queued.scan.nonce));
        self.keep_queue();
    }

    /// Whether to go on with the next.
    fn failed(self, queued: &Queued, error: ApiError) -> bool {
        match error.status() {
            Some(401) => {
                self.signed_out.set(true);
                false
            }
            None | Some(408 | 425 | 429 | 500..) => {
                self.online.set(false);
                false
            }
            Some(_) => {
                let who = self.who(queued);
                let why = error.to_string();
                self.sent(queued);
                self.refused.update(|refused| refused.push(format!("{who}: {why}")));
                self.reload_soon();
                true
            }
        }
    }

    fn who(self, queued: &Queued) -> String {
        let found = self.list.try_with_untracked(|list| {
            let meant = |one: &&StaffRegistration| {
                one.people.iter().any(|person| queued.scan.people.contains(&person.id))
            };
            list.items.iter().find(meant).map(|one| names::all(self.lang, one))
        });
        found.flatten().unwrap_or_else(|| queued.scan.code.clone())
    }

    /// The network is back, or gone.
    pub(super) fn network(self, there: bool) {
        self.online.set(there);
        if there {
            self.send();
            self.reload_soon();
        }
    }

    /// Reads the list again, quietly, after a moment in which more may happen.
    pub(super) fn reload_soon(self) {
        if self.soon.try_get_untracked() != Some(false) {
            return;
        }
        self.soon.set(true);
        browser::after_ms(RELOAD_MS, move || {
            self.soon.set(false);
            let Some(turn) = self.turn.turn() else { return };
            spawn_local(async move {
                let Ok(fresh) = attendee_list(self.event, String::new()).await else { return };
                if !self.turn.is(turn) {
                    return;
                }
                let queue = self.queue.get_untracked();
                self.list.set(kept::newest(fresh, None, &queue));
                self.changed();
            });
        });
    }
}
