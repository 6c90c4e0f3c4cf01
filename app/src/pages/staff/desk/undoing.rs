//! Taking decisions back.

use leptos::task::spawn_local;

use super::{Desk, title_of};
use crate::{
    api,
    i18n::staff,
    pages::staff::{
        decisions::Decisions,
        events::{Ask, Key, key_of},
        queue_state::Queue,
    },
};

impl Desk {
    /// Takes the newest decision back.
    pub(in crate::pages::staff) fn undo_newest(self) {
        if let Some(n) = self.decisions.with_untracked(Decisions::newest) {
            self.undo(n);
        }
    }

    /// Takes a decision back, with all that were made in the same go; waits for those to arrive
    /// that are still on their way.
    pub(in crate::pages::staff) fn undo(self, n: u32) {
        let due = self.decisions.try_update(|all| all.want_undo(n)).unwrap_or_default();
        for (n, seq) in due {
            self.send_undo(n, seq);
        }
    }

    /// A department has a thing now, which goes on waiting here; that can be taken back.
    pub(in crate::pages::staff) fn assigned(self, key: Key, seq: i64, said: String) {
        self.said.set(said.clone());
        self.passed.set(Some(said));
        self.noted(key, seq, "assign");
    }

    /// Something was done to a thing that goes on waiting here; it can be taken back like a
    /// decision.
    pub(super) fn noted(self, key: Key, seq: i64, done: &str) {
        let title = |queue: &Queue| queue.get(key).map(|item| title_of(self.lang, item));
        let title = self.queue.try_with_untracked(title).flatten().unwrap_or_default();
        let add = |all: &mut Decisions| all.add_done(seq, Some(key), done.to_owned(), title);
        if let Some(n) = self.decisions.try_update(add) {
            self.offer_undo(n);
        }
    }

    pub(super) fn send_undo(self, n: u32, seq: i64) {
        spawn_local(async move {
            match api::undo(seq).await {
                Ok(()) => {
                    let made = self.decisions.try_update(|all| all.remove(n)).flatten();
                    self.hide_toast(n);
                    self.said.set(staff::UNDONE.get(self.lang).to_owned());
                    self.trouble.set(None);
                    let Some(made) = made else { return };
                    // What was said about it holds no longer.
                    self.passed.set(None);
                    let alone = made.group.is_none();
                    if let Some(item) = made.item {
                        let key = key_of(&item);
                        let ticks = self.selection.with_untracked(|ticked| !ticked.is_empty());
                        self.queue.try_update(|queue| queue.put_back(item));
                        if alone && !ticks {
                            self.choose(key);
                        }
                    } else if let Some(key) = made.key {
                        // From before the page was loaded.
                        self.queue.try_update(|queue| queue.expect_back(key));
                        self.ask_for(key, Ask::Back, 5);
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
}
