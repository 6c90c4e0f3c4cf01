//! Decisions. They are optimistic: the thing leaves at once, and comes back with a word where
//! the server did not take it.

use leptos::task::spawn_local;

use super::{Desk, Tool, title_of};
use crate::{
    api::{self, ApiError, ApiResult, Decided, Decision, NewMerge, Waiting},
    browser,
    i18n::staff,
    pages::staff::{
        decisions::{Action, Draft},
        events::{Ask, Key, key_of},
    },
};

/// How long the last decision is offered to be taken back at the foot, in milliseconds.
const TOAST_MS: u64 = 15_000;
/// So soon after a tap, in milliseconds, another one was meant for the same thing.
const DOUBLE_TAP_MS: i64 = 500;

/// Sends a decision.
async fn send(key: Key, action: Action, words: String, seen: String) -> ApiResult<Decided> {
    match action {
        Action::Ask => api::ask(key.1, &words).await,
        Action::Merge(into) => api::merge(key.1, &NewMerge { into, seen }).await,
        _ => {
            let action = action.as_str().to_owned();
            api::decide(key.0, key.1, &Decision { action, reason: words, seen }).await
        }
    }
}

impl Desk {
    /// Decides by a tap, unless it is the second of a double tap: after the first, another thing
    /// lies under the thumb.
    pub(in crate::pages::staff) fn decide_by_tap(self, key: Key, action: Action) {
        let now = browser::clock().0;
        if now - self.last_tap.get_untracked() >= DOUBLE_TAP_MS {
            self.last_tap.set(now);
            self.decide(key, action, String::new());
        }
    }

    /// Decides on a thing, at once. `words` are the reason, or the question.
    pub(in crate::pages::staff) fn decide(self, key: Key, action: Action, words: String) {
        let Some(item) = self.queue.try_update(|queue| queue.take(key)).flatten() else { return };
        self.trouble.set(None);
        let title = title_of(self.lang, &item);
        self.said.set(staff::done_to(self.lang, action.as_str(), &title));
        let seen = item.seen.clone();
        let draft = Draft { action, title, words: words.clone(), item };
        let Some(n) = self.decisions.try_update(|all| all.add(draft, None)) else { return };
        self.unticked();
        self.offer_undo(n);
        self.opened();
        self.load_if_few();
        spawn_local(async move {
            match send(key, action, words, seen).await {
                Ok(decided) => self.arrived(n, key, decided.seq),
                Err(error) => self.not_decided(n, key, error),
            }
        });
    }

    /// The server has a decision.
    pub(super) fn arrived(self, n: u32, key: Key, seq: i64) {
        self.forget_typed(key);
        self.queue.try_update(|queue| queue.decided(seq));
        let undo = self.decisions.try_update(|all| all.arrived(n, seq)).flatten();
        if let Some(seq) = undo {
            self.send_undo(n, seq);
        }
    }

    /// The server did not take a decision.
    pub(super) fn not_decided(self, n: u32, key: Key, error: ApiError) {
        let Some(made) = self.decisions.try_update(|all| all.remove(n)).flatten() else { return };
        self.hide_toast(n);
        // Somebody was faster, or it was withdrawn: it stays away.
        let over = matches!(error.status(), Some(404 | 409));
        if over {
            self.forget_typed(key);
            if matches!(made.action, Some(Action::Merge(_))) {
                // Perhaps only the other idea is gone.
                self.queue.try_update(|queue| queue.expect_back(key));
                self.ask_for(key, Ask::Back, 5);
            }
        } else if let Some(item) = made.item {
            self.give_back(item, made.action, made.words);
            if error.status() == Some(412) {
                // Edited meanwhile: what it says now is to be read.
                self.ask_for(key, Ask::Edited, 5);
            }
        }
        self.fail(error, &made.title, staff::NOT_SAVED);
    }

    /// Puts a thing back that was not decided on. With words it opens again: nobody types those
    /// twice.
    fn give_back(self, item: Waiting, action: Option<Action>, words: String) {
        let key = key_of(&item);
        let tool = match action {
            _ if words.is_empty() => None,
            Some(Action::Ask) => Some((Tool::Ask, "text")),
            _ => Some((Tool::No, "reason")),
        };
        if let Some((_, field)) = tool {
            self.keep_typed(key, field, words);
        }
        // While the next text is being typed, which would be lost in turn, this one waits.
        let typing = self.tool.try_get_untracked().flatten().is_some();
        self.queue.try_update(|queue| queue.put_back(item));
        if let Some((tool, _)) = tool.filter(|_| !typing) {
            self.choose(key);
            self.begin(tool);
        }
    }

    /// Offers to take a decision back, for a while.
    pub(super) fn offer_undo(self, n: u32) {
        self.toast.set(Some(n));
        browser::after_ms(TOAST_MS, move || self.hide_toast(n));
    }

    /// Offers it no longer.
    pub(super) fn hide_toast(self, n: u32) {
        if self.toast.try_get_untracked().flatten() == Some(n) {
            self.toast.set(None);
        }
    }

    /// Ticks of things that have left are forgotten.
    pub(super) fn unticked(self) {
        if self.selection.try_with_untracked(|ticked| !ticked.is_empty()) == Some(true) {
            self.queue.try_with_untracked(|queue| {
                self.selection.update(|ticked| ticked.keep(|key| queue.get(key).is_some()));
            });
        }
    }
}
