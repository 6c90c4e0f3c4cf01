//! What is done to the open thing that does not decide on it: another wording, trust.

use leptos::task::spawn_local;

use super::{Desk, title_of};
use crate::{
    api::{self, Rewording},
    domain::TrustRule,
    i18n::{desk, staff},
    pages::staff::events::{Ask, Key},
};

impl Desk {
    /// Saves another wording. What is typed stays until it has arrived.
    pub(in crate::pages::staff) fn reword(self, key: Key, title: String, text: String) {
        // What was begun before its author changed it is about what stood there then.
        let seen = self.typed(key, Self::WORDING_SEEN).unwrap_or_else(|| self.seen(key));
        self.keep_typed(key, "wording-title", title.clone());
        self.keep_typed(key, "wording-text", text.clone());
        self.loading.set(true);
        spawn_local(async move {
            let new = Rewording { title, text, seen };
            match api::reword(key.0, key.1, &new).await {
                Ok(done) => self.reworded(key, done.seq, desk::REWORDED),
                Err(error) => {
                    if error.status() == Some(412) {
                        // Told, whoever sends it again means what stands there now.
                        self.forget_seen(key);
                        self.ask_for(key, Ask::Edited, 5);
                    }
                    self.fail_at(key, error);
                }
            }
            self.loading.set(false);
        });
    }

    /// Puts the author's own wording back.
    pub(in crate::pages::staff) fn reword_back(self, key: Key) {
        spawn_local(async move {
            match api::restore_wording(key.0, key.1).await {
                Ok(done) => self.reworded(key, done.seq, desk::WORDING_BACK),
                Err(error) => self.fail_at(key, error),
            }
        });
    }

    fn reworded(self, key: Key, seq: i64, said: crate::i18n::Text) {
        self.forget_typed(key);
        self.trouble.set(None);
        self.said.set(said.get(self.lang).to_owned());
        self.noted(key, seq, "reword");
        if self.open_now() == Some(key) {
            self.tool.set(None);
            self.focus_heading();
        }
        self.ask_for(key, Ask::Reworded, 5);
    }

    /// Changes whether the person is trusted who wrote `subject`, which the open thing is about.
    pub(in crate::pages::staff) fn trust(self, key: Key, subject: Key, rule: TrustRule) {
        spawn_local(async move {
            match api::trust(subject.0, subject.1, rule).await {
                Ok(done) => {
                    self.noted(key, done.seq, "trust");
                    self.said.set(desk::trust_now(rule).get(self.lang).to_owned());
                    self.ask_for(key, Ask::Reworded, 5);
                }
                Err(error) => self.fail_at(key, error),
            }
        });
    }

    fn fail_at(self, key: Key, error: api::ApiError) {
        let title = self.queue.try_with_untracked(|queue| {
            queue.get(key).map(|item| title_of(self.lang, item)).unwrap_or_default()
        });
        self.fail(error, &title.unwrap_or_default(), staff::NOT_LOADED);
    }
}
