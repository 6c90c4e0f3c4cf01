//! The desk of a member of staff: the queue as signals, and what is done with it.
//!
//! A decision is optimistic: the thing leaves at once, and comes back with a word where the
//! server did not take it. Answers come when nobody knows the page's context any more: so the
//! desk carries the language along.

mod hearing;

use std::collections::HashMap;

use leptos::{prelude::*, task::spawn_local};

use super::{
    decisions::{Action, Decisions},
    dom,
    events::{Key, key_of},
    queue_state::Queue,
};
use crate::{
    api::{self, ApiError, Decision, Waiting},
    browser,
    i18n::{self, Lang, Text, staff},
};

/// How long the last decision is offered to be taken back at the foot, in milliseconds.
const TOAST_MS: u64 = 15_000;
/// So soon after a tap, in milliseconds, another one was meant for the same thing.
const DOUBLE_TAP_MS: i64 = 500;
/// With fewer things than this the next page is loaded before anybody asks.
const FEW: usize = 5;

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// What happened and what to do, in sentences.
    pub(super) text: String,
    /// Whether signing in again is what to do.
    pub(super) sign_in: bool,
}

/// The desk. Lives as long as its page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The language of the page.
    pub(super) lang: Lang,
    /// What waits.
    pub(super) queue: RwSignal<Queue>,
    /// What was decided here.
    pub(super) decisions: RwSignal<Decisions>,
    /// The decision that is offered to be taken back at the foot.
    pub(super) toast: RwSignal<Option<u32>>,
    /// What a screen reader is told, politely.
    pub(super) said: RwSignal<String>,
    /// What became of the thing that was open a moment ago.
    pub(super) passed: RwSignal<Option<String>>,
    /// What went wrong.
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// Whether more is being loaded.
    pub(super) loading: RwSignal<bool>,
    /// Whether the box for the reason is open.
    pub(super) declining: RwSignal<bool>,
    /// Whether the list is shown on a phone.
    pub(super) listed: RwSignal<bool>,
    /// Reasons that were typed for decisions that did not arrive.
    reasons: StoredValue<HashMap<Key, String>>,
    last_tap: StoredValue<i64>,
    counting: StoredValue<bool>,
}

/// What something is called in a line.
pub(super) fn title_of(lang: Lang, item: &Waiting) -> String {
    let title = &item.idea.card.title;
    match item.kind {
        api::WaitingKind::Idea | api::WaitingKind::Edit | api::WaitingKind::Companion => {
            title.clone()
        }
        api::WaitingKind::Comment => staff::comment_on(lang, title),
        api::WaitingKind::Report => staff::report_of(lang, item.comment.is_some(), title),
    }
}

impl Desk {
    /// A desk with this queue on it.
    pub(super) fn new(queue: Queue) -> Self {
        Self {
            lang: i18n::lang(),
            queue: RwSignal::new(queue),
            decisions: RwSignal::new(Decisions::default()),
            toast: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            passed: RwSignal::new(None),
            trouble: RwSignal::new(None),
            loading: RwSignal::new(false),
            declining: RwSignal::new(false),
            listed: RwSignal::new(false),
            reasons: StoredValue::new(HashMap::new()),
            last_tap: StoredValue::new(0),
            counting: StoredValue::new(false),
        }
    }

    /// Which thing is open.
    pub(super) fn open_now(self) -> Option<Key> {
        self.queue.try_with_untracked(Queue::open).flatten()
    }

    /// Opens a thing, reads it out and shows it.
    pub(super) fn choose(self, key: Key) {
        if self.queue.try_update(|queue| queue.choose(key)) == Some(true) {
            self.opened();
        }
    }

    /// Opens the next thing, or the one before.
    pub(super) fn step(self, forward: bool) {
        self.queue.update(|queue| queue.step(forward));
        self.opened();
    }

    fn opened(self) {
        self.declining.try_set(false);
        self.passed.try_set(None);
        self.listed.try_set(false);
        self.focus_heading();
    }

    fn focus_heading(self) {
        let open = self.open_now();
        browser::after_ms(30, move || {
            browser::focus(dom::HEADING);
            if let Some(key) = open {
                dom::show_row(&dom::row_id(key));
            }
        });
    }

    /// Opens the box for the reason.
    pub(super) fn begin_declining(self) {
        if self.open_now().is_some() {
            self.declining.set(true);
            browser::after_ms(30, || browser::focus(dom::REASON));
        }
    }

    /// The reason that was typed for a thing and did not arrive.
    pub(super) fn reason(self, key: Key) -> Option<String> {
        self.reasons.try_with_value(|reasons| reasons.get(&key).cloned()).flatten()
    }

    fn forget_reason(self, key: Key) {
        self.reasons.try_update_value(|reasons| reasons.remove(&key));
    }

    /// Decides by a tap, unless it is the second of a double tap: after the first, another thing
    /// lies under the thumb.
    pub(super) fn decide_by_tap(self, key: Key, action: Action) {
        let now = browser::clock().0;
        if now - self.last_tap.get_value() >= DOUBLE_TAP_MS {
            self.last_tap.set_value(now);
            self.decide(key, action, String::new());
        }
    }

    /// Decides on a thing, at once.
    pub(super) fn decide(self, key: Key, action: Action, reason: String) {
        let Some(item) = self.queue.try_update(|queue| queue.take(key)).flatten() else { return };
        self.trouble.set(None);
        let title = title_of(self.lang, &item);
        self.said.set(staff::done_to(self.lang, action.as_str(), &title));
        let seen = item.idea.card.active_at.to_string();
        let added = self.decisions.try_update(|all| all.add(action, title, item, reason.clone()));
        let Some(n) = added else { return };
        self.offer_undo(n);
        self.opened();
        self.load_if_few();
        let decision = Decision { action: action.as_str().to_owned(), reason, seen };
        spawn_local(async move {
            match api::decide(key.0, key.1, &decision).await {
                Ok(decided) => {
                    self.forget_reason(key);
                    self.queue.try_update(|queue| queue.decided(decided.seq));
                    let undo = self.decisions.try_update(|all| all.arrived(n, decided.seq));
                    if let Some(seq) = undo.flatten() {
                        self.send_undo(n, seq);
                    }
                }
                Err(error) => self.not_decided(n, key, error),
            }
        });
    }

    fn not_decided(self, n: u32, key: Key, error: ApiError) {
        let Some(made) = self.decisions.try_update(|all| all.remove(n)).flatten() else { return };
        self.hide_toast(n);
        // Somebody was faster, or it was withdrawn: it stays away.
        let over = matches!(error.status(), Some(404 | 409));
        if over {
            self.forget_reason(key);
        } else if let Some(item) = made.item {
            self.give_back(item, made.reason);
            if error.status() == Some(412) {
                // Edited meanwhile: what it says now is to be read.
                self.ask(key, 5);
            }
        }
        self.fail(error, &made.title, staff::NOT_SAVED);
    }

    /// Puts a thing back that was not decided on. With a reason it opens again: nobody types that
    /// twice.
    fn give_back(self, item: Waiting, reason: String) {
        let key = key_of(&item);
        let declined = !reason.is_empty();
        if declined {
            self.reasons.try_update_value(|reasons| reasons.insert(key, reason));
        }
        // While the next reason is being typed, which would be lost in turn, this one waits.
        let typing = self.declining.try_get_untracked() == Some(true);
        self.queue.try_update(|queue| queue.put_back(item));
        if declined && !typing {
            self.choose(key);
            self.begin_declining();
        }
    }

    /// Says what went wrong with something, and what to do.
    fn fail(self, error: ApiError, title: &str, offline: Text) {
        let sign_in = error.status() == Some(401);
        let text = match error {
            ApiError::Network => offline.get(self.lang).to_owned(),
            ApiError::Problem(_) if sign_in => staff::SESSION_OVER.get(self.lang).to_owned(),
            ApiError::Problem(problem) => {
                let fields = problem.fields.into_values().flatten();
                let mut parts: Vec<String> =
                    problem.detail.into_iter().filter(|_| problem.status != 422).collect();
                parts.extend(fields);
                if parts.is_empty() { problem.title } else { parts.join(" ") }
            }
        };
        let text = if title.is_empty() || sign_in { text } else { format!("{title}: {text}") };
        self.trouble.try_set(Some(Trouble { text, sign_in }));
    }

    fn offer_undo(self, n: u32) {
        self.toast.set(Some(n));
        browser::after_ms(TOAST_MS, move || self.hide_toast(n));
    }

    fn hide_toast(self, n: u32) {
        if self.toast.try_get_untracked().flatten() == Some(n) {
            self.toast.try_set(None);
        }
    }

    /// Takes the newest decision back.
    pub(super) fn undo_newest(self) {
        if let Some(n) = self.decisions.with_untracked(Decisions::newest) {
            self.undo(n);
        }
    }

    /// Takes a decision back; waits for it to arrive where it is still on its way.
    pub(super) fn undo(self, n: u32) {
        if let Some(seq) = self.decisions.try_update(|all| all.want_undo(n)).flatten() {
            self.send_undo(n, seq);
        }
    }

    fn send_undo(self, n: u32, seq: i64) {
        spawn_local(async move {
            match api::undo(seq).await {
                Ok(()) => {
                    let made = self.decisions.try_update(|all| all.remove(n)).flatten();
                    self.hide_toast(n);
                    self.said.try_set(staff::UNDONE.get(self.lang).to_owned());
                    self.trouble.try_set(None);
                    // Without the thing at hand the live stream brings it.
                    if let Some(item) = made.and_then(|made| made.item) {
                        let key = key_of(&item);
                        self.queue.try_update(|queue| queue.put_back(item));
                        self.choose(key);
                    }
                }
                Err(error) if matches!(error.status(), Some(404 | 409)) => {
                    let made = self.decisions.try_update(|all| all.remove(n)).flatten();
                    self.hide_toast(n);
                    self.fail(error, &made.map(|m| m.title).unwrap_or_default(), staff::NOT_UNDONE);
                }
                Err(error) => {
                    self.decisions.try_update(|all| all.undo_failed(n));
                    self.fail(error, "", staff::NOT_UNDONE);
                }
            }
        });
    }

    /// Loads the next page; `focus` says whether somebody asked for it.
    pub(super) fn load_more(self, focus: bool) {
        let next = self.queue.with_untracked(|queue| queue.next().map(str::to_owned));
        let Some(after) = next.filter(|_| !self.loading.get_untracked()) else { return };
        self.loading.set(true);
        spawn_local(async move {
            match api::queue(&api::QueueQuery { after, ..Default::default() }).await {
                Ok(page) => {
                    let first = self.queue.try_update(|queue| queue.add_page(page)).flatten();
                    if let Some(key) = first.filter(|_| focus) {
                        browser::after_ms(30, move || browser::focus(&dom::row_id(key)));
                    }
                }
                Err(error) => self.fail(error, "", staff::NOT_LOADED),
            }
            self.loading.try_set(false);
        });
    }

    fn load_if_few(self) {
        if self.queue.with_untracked(|queue| queue.items().len() < FEW) {
            self.load_more(false);
        }
    }
}
