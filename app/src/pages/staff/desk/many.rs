//! One decision on many things: each is a decision of its own, and all can be taken back in one
//! go.

use leptos::task::spawn_local;

use super::{Desk, title_of};
use crate::{
    api::{self, Bulk, BulkItem},
    i18n::{desk, staff},
    pages::staff::{
        decisions::{Action, Draft},
        events::{Key, key_of},
    },
};

impl Desk {
    /// Ticks the open thing, or no longer.
    pub(in crate::pages::staff) fn tick_open(self) {
        if let Some(key) = self.open_now() {
            let on = !self.selection.with_untracked(|ticked| ticked.has(key));
            self.tick(key, on, false);
        }
    }

    /// Ticks a thing, or no longer; with `range` all up to the one before.
    pub(in crate::pages::staff) fn tick(self, key: Key, on: bool, range: bool) {
        let shown: Vec<Key> = self.shown();
        self.selection.update(|ticked| ticked.tick(key, on, range, &shown));
        let n = self.selection.with_untracked(|ticked| ticked.len());
        self.said.set(desk::ticked(self.lang, n));
    }

    /// Ticks everything that is loaded.
    pub(in crate::pages::staff) fn tick_all(self) {
        let shown = self.shown();
        self.selection.update(|ticked| ticked.tick_all(&shown));
        let n = self.selection.with_untracked(|ticked| ticked.len());
        self.said.set(desk::ticked(self.lang, n));
    }

    fn shown(self) -> Vec<Key> {
        self.queue.with_untracked(|queue| queue.items().iter().map(key_of).collect())
    }

    /// Decides on everything that is ticked: in favour, or against it with one reason.
    pub(in crate::pages::staff) fn decide_ticked(self, yes: bool, reason: String) {
        let keys: Vec<Key> = self.shown();
        let keys = keys.into_iter().filter(|k| self.selection.with_untracked(|t| t.has(*k)));
        let keys: Vec<Key> = keys.collect();
        self.selection.update(|ticked| ticked.clear());
        self.trouble.set(None);
        let mut sent = Vec::new();
        let mut group = None;
        for key in keys {
            let Some(item) = self.queue.try_update(|queue| queue.take(key)).flatten() else {
                continue;
            };
            let action = if yes { Action::yes(key.0) } else { Action::no(key.0) };
            let seen = item.seen.clone();
            let title = title_of(self.lang, &item);
            let draft = Draft { action, title, words: reason.clone(), item };
            let n = self.decisions.try_update(|all| {
                let n = all.add(draft, group);
                if group.is_none() {
                    all.lead(n);
                }
                n
            });
            let Some(n) = n else { continue };
            group = group.or(Some(n));
            sent.push((n, key, action, seen));
        }
        let Some(first) = group else { return };
        self.said.set(desk::many_done(self.lang, yes, sent.len()));
        self.offer_undo(first);
        self.opened();
        self.load_if_few();
        // Things of different kinds are decided by different words.
        for action in [Action::Publish, Action::Decline, Action::Keep, Action::Hide] {
            let these: Vec<_> = sent.iter().filter(|(_, _, a, _)| *a == action).cloned().collect();
            if !these.is_empty() {
                self.send_many(action, these, reason.clone());
            }
        }
    }

    fn send_many(self, action: Action, sent: Vec<(u32, Key, Action, String)>, reason: String) {
        let items = sent.iter().map(|(_, key, _, seen)| BulkItem {
            kind: key.0,
            id: key.1,
            seen: seen.clone(),
        });
        let decision = Bulk { action: action.as_str().to_owned(), reason, items: items.collect() };
        spawn_local(async move {
            match api::decide_all(&decision).await {
                Ok(done) => {
                    for (n, key, ..) in sent {
                        let own = |r: &&api::BulkResult| (r.kind, r.id) == key;
                        let Some(result) = done.results.iter().find(own) else { continue };
                        match (result.seq, result.problem.clone()) {
                            (Some(seq), _) => self.arrived(n, key, seq),
                            (None, Some(problem)) => {
                                self.not_decided(n, key, api::ApiError::Problem(problem));
                            }
                            (None, None) => self.not_decided(n, key, api::ApiError::Network),
                        }
                    }
                }
                Err(error) => {
                    // Said once, not for each.
                    for (n, ..) in &sent {
                        let made = self.decisions.try_update(|all| all.remove(*n)).flatten();
                        if let Some(item) = made.and_then(|made| made.item) {
                            self.queue.try_update(|queue| queue.put_back(item));
                        }
                        self.hide_toast(*n);
                    }
                    self.fail(error, "", staff::NOT_SAVED);
                }
            }
        });
    }
}
