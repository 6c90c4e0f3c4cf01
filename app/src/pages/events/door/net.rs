//! What the door sends and reads, as long as the server answers.

use leptos::task::spawn_local;

use super::{
    kept::{self, Queued},
    state::Door,
};
use crate::{
    api::{self, ApiError, StaffRegistration},
    pages::events::names,
};

/// The list is read again at most so often, in milliseconds.
const RELOAD_MS: u64 = 800;
/// What waits is tried again so often, in milliseconds.
pub(super) const RETRY_MS: u64 = 10_000;

impl Door {
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
                self.is_signed_out();
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

    /// The session has ended, here or from elsewhere. Names go; what was scanned is still to be
    /// sent.
    fn is_signed_out(self) {
        self.signed_out.set(true);
        kept::forget_list();
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
        self.reading.soon(self.list, RELOAD_MS, move |fresh| {
            let fresh = match fresh {
                Ok(fresh) => fresh,
                Err(error) if error.status() == Some(401) => return self.is_signed_out(),
                Err(_) => return,
            };
            let Some(queue) = self.queue.try_get_untracked() else { return };
            self.signed_out.set(false);
            self.list.set(kept::newest(fresh, None, &queue));
            self.changed();
        });
    }
}
