//! What the live stream says about the queue, and what the desk makes of it.

use leptos::{prelude::*, task::spawn_local};

use super::{Desk, title_of};
use crate::{
    api::{self, ActivityKind, LiveEvent, QueuePage, Waiting, WaitingKind},
    browser,
    domain::IdeaStatus,
    i18n::{desk, staff},
    live,
    pages::staff::{
        alerts,
        decisions::Decisions,
        dom,
        events::{Ask, Key, Reaction, Why, key_of, reaction},
        more,
        queue_state::{Came, Left},
    },
};

impl Desk {
    /// Listens from `seq` on. When too much was missed, the queue begins anew.
    pub(in crate::pages::staff) fn follow(self, seq: i64) {
        live::listen(seq, true, move |event| self.hear(event));
        let resets = use_context::<live::Live>().map(|live| live.resets);
        Effect::new(move |before: Option<u32>| {
            let now = resets.map_or(0, |resets| resets.get());
            if before.is_some_and(|before| before != now) {
                self.begin_anew();
            }
            now
        });
    }

    fn hear(self, event: &LiveEvent) {
        match reaction(event) {
            Reaction::Ask(key, why) => {
                // An edit that is proposed again is the same one.
                if why == Ask::Back || key.0 == WaitingKind::Edit {
                    self.queue.update(|queue| queue.expect_back(key));
                }
                self.ask_for(key, why, 5);
            }
            Reaction::Gone(key, why) => {
                let by = event.by.as_deref().map(|by| (by, done(event)));
                self.gone(key, why, by, event.seq);
            }
            Reaction::Nothing => {}
        }
    }

    /// Asks the server what a thing is now; a lost connection is tried again `tries` times.
    pub(super) fn ask_for(self, key: Key, why: Ask, tries: u32) {
        spawn_local(async move {
            match api::waiting(key.0, key.1).await {
                Ok(item) => self.came(item, why),
                Err(error) if error.status() == Some(404) => {
                    let why = if why == Ask::Edited { Why::Withdrawn } else { Why::Decided };
                    self.gone(key, why, None, 0);
                }
                Err(_) if tries > 0 => {
                    browser::after_ms(3000, move || self.ask_for(key, why, tries - 1));
                }
                Err(_) => {}
            }
        });
    }

    fn came(self, item: Waiting, why: Ask) {
        let (key, kind, title) = (key_of(&item), item.kind, title_of(self.lang, &item));
        if self.filter.try_with_untracked(|filter| filter.matches(&item)) != Some(true) {
            // Of another part of the queue: only the number in the title knows of it.
            if why == Ask::New {
                self.call(&staff::came_in(self.lang, kind, &title));
            }
            self.count_again();
            return;
        }
        let reading = self.open_now() == Some(key) && dom::has_focus(dom::HEADING);
        let was_empty = self.open_now().is_none();
        let pane_focus = dom::has_focus(dom::PANE);
        let by_staff = why == Ask::Reworded;
        match self.queue.try_update(|queue| queue.came(item, by_staff)) {
            Some(Came::Shown | Came::Later) => {
                let words = staff::came_in(self.lang, kind, &title);
                self.call(&words);
                self.said.set(words);
                if was_empty && pane_focus {
                    self.focus_heading();
                }
            }
            Some(Came::Changed) if self.open_now() == Some(key) && !by_staff => {
                self.said.set(staff::EDITED.get(self.lang).to_owned());
                if reading {
                    self.focus_heading();
                }
            }
            // Drawn anew, the heading has lost the focus.
            _ if reading => browser::after_ms(30, || {
                if dom::nothing_has_focus() {
                    browser::focus(dom::HEADING);
                }
            }),
            _ => {}
        }
    }

    /// Calls whoever looks at something else, at most once in a while.
    fn call(self, words: &str) {
        let now = browser::clock().0;
        let last = self.last_call.try_get_untracked().unwrap_or(now);
        if now - last >= alerts::PAUSE_MS && browser::hidden() {
            self.last_call.set(now);
            more::call(self, words.to_owned());
        }
    }

    fn gone(self, key: Key, why: Why, by: Option<(&str, &str)>, seq: i64) {
        let pane_focus = dom::has_focus(dom::PANE);
        match self.queue.try_update(|queue| queue.leave(key, seq)) {
            Some(Left::WasOpen(item)) => {
                let title = title_of(self.lang, &item);
                let text = match (why, by) {
                    (Why::Withdrawn, _) => staff::gone_withdrawn(self.lang, &title),
                    (_, None) => staff::gone_decided(self.lang, &title),
                    (_, Some((by, done))) => desk::gone_by(self.lang, by, done, &title),
                };
                self.tool.set(None);
                self.dialog.set(None);
                self.passed.set(Some(text));
                if pane_focus {
                    self.focus_heading();
                }
                self.load_if_few();
            }
            Some(Left::WasListed) => self.load_if_few(),
            Some(Left::Perhaps) => self.count_again(),
            _ => {}
        }
        self.unticked();
        if self.filter.try_with_untracked(|filter| filter.set() > 0) == Some(true) {
            self.count_again();
        }
    }

    /// Asks how many wait, once for many events.
    fn count_again(self) {
        if self.counting.try_get_untracked() != Some(false) {
            return;
        }
        self.counting.set(true);
        browser::after_ms(1500, move || {
            spawn_local(async move {
                if let Ok(page) = api::queue(&self.part("")).await {
                    self.counted(&page);
                    self.queue.try_update(|queue| queue.recount(page.total));
                }
                self.counting.set(false);
            });
        });
    }

    /// Notes what a page of the queue says besides what waits on it.
    pub(super) fn counted(self, page: &QueuePage) {
        self.others.set(page.all.saturating_sub(page.total));
        self.counts.set(page.counts);
        self.evenings.set(page.evenings.clone());
    }

    fn begin_anew(self) {
        spawn_local(async move {
            let Ok(page) = api::queue(&self.part("")).await else { return };
            let open = match self.open_now() {
                Some(key) => still_waiting(&page, key).await,
                None => None,
            };
            let pending = self.decisions.try_with_untracked(Decisions::pending).unwrap_or_default();
            self.counted(&page);
            self.queue.try_update(|queue| queue.begin_anew(page, &pending, open));
            self.unticked();
        });
    }
}

/// What a colleague did, by the event that tells of it.
fn done(event: &LiveEvent) -> &'static str {
    match event.kind {
        ActivityKind::IdeaStatus => match event.card.as_ref().map(|card| card.status) {
            Some(IdeaStatus::Published) => "publish",
            Some(IdeaStatus::Declined) => "decline",
            _ => "",
        },
        ActivityKind::CommentPublished => "publish",
        ActivityKind::EditAccepted => "accept",
        ActivityKind::CommentDeclined | ActivityKind::EditDeclined => "decline",
        ActivityKind::IdeaMerged => "merge",
        ActivityKind::IdeaAsked => "ask",
        _ => "",
    }
}

/// The thing that is open, if it still waits.
async fn still_waiting(page: &QueuePage, key: Key) -> Option<Waiting> {
    match page.items.iter().find(|item| key_of(item) == key) {
        Some(item) => Some(item.clone()),
        None => api::waiting(key.0, key.1).await.ok(),
    }
}
