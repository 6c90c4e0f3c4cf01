//! What the live stream says about the queue, and what the desk makes of it.

use leptos::{prelude::*, task::spawn_local};

use super::{Desk, title_of};
use crate::{
    api::{self, LiveEvent, QueuePage, Waiting},
    browser,
    i18n::staff,
    live,
    pages::staff::{
        decisions::Decisions,
        dom,
        events::{Ask, Key, Reaction, Why, key_of, reaction},
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
                if why == Ask::Back {
                    self.queue.update(|queue| queue.expect_back(key));
                }
                self.ask(key, 5);
            }
            Reaction::Gone(key, why) => self.gone(key, why, event.seq),
            Reaction::Nothing => {}
        }
    }

    /// Asks the server what a thing is now; a lost connection is tried again `tries` times.
    pub(super) fn ask(self, key: Key, tries: u32) {
        spawn_local(async move {
            match api::waiting(key.0, key.1).await {
                Ok(item) => self.came(item),
                Err(error) if error.status() == Some(404) => self.gone(key, Why::Decided, 0),
                Err(_) if tries > 0 => {
                    browser::after_ms(3000, move || self.ask(key, tries - 1));
                }
                Err(_) => {}
            }
        });
    }

    fn came(self, item: Waiting) {
        let (key, kind, title) = (key_of(&item), item.kind, title_of(self.lang, &item));
        let reading = self.open_now() == Some(key) && dom::has_focus(dom::HEADING);
        let was_empty = self.open_now().is_none();
        let pane_focus = dom::has_focus(dom::PANE);
        match self.queue.try_update(|queue| queue.came(item)) {
            Some(Came::Shown | Came::Later) => {
                self.said.try_set(staff::came_in(self.lang, kind, &title));
                if was_empty && pane_focus {
                    self.focus_heading();
                }
            }
            Some(Came::Changed) if self.open_now() == Some(key) => {
                self.said.try_set(staff::EDITED.get(self.lang).to_owned());
                if reading {
                    self.focus_heading();
                }
            }
            _ => {}
        }
    }

    fn gone(self, key: Key, why: Why, seq: i64) {
        let pane_focus = dom::has_focus(dom::PANE);
        match self.queue.try_update(|queue| queue.leave(key, seq)) {
            Some(Left::WasOpen(item)) => {
                let title = title_of(self.lang, &item);
                let text = match why {
                    Why::Decided => staff::gone_decided(self.lang, &title),
                    Why::Withdrawn => staff::gone_withdrawn(self.lang, &title),
                };
                self.declining.try_set(false);
                self.passed.try_set(Some(text));
                if pane_focus {
                    self.focus_heading();
                }
                self.load_if_few();
            }
            Some(Left::WasListed) => self.load_if_few(),
            Some(Left::Perhaps) => self.count_again(),
            _ => {}
        }
    }

    /// Asks how many wait, once for many events.
    fn count_again(self) {
        if self.counting.try_get_value() != Some(false) {
            return;
        }
        self.counting.set_value(true);
        browser::after_ms(1500, move || {
            spawn_local(async move {
                if let Ok(page) = api::queue(&Default::default()).await {
                    self.queue.try_update(|queue| queue.recount(page.total));
                }
                self.counting.try_set_value(false);
            });
        });
    }

    fn begin_anew(self) {
        spawn_local(async move {
            let Ok(page) = api::queue(&Default::default()).await else { return };
            let open = match self.open_now() {
                Some(key) => still_waiting(&page, key).await,
                None => None,
            };
            let pending = self.decisions.try_with_untracked(Decisions::pending).unwrap_or_default();
            self.queue.try_update(|queue| queue.begin_anew(page, &pending, open));
        });
    }
}

/// The thing that is open, if it still waits.
async fn still_waiting(page: &QueuePage, key: Key) -> Option<Waiting> {
    match page.items.iter().find(|item| key_of(item) == key) {
        Some(item) => Some(item.clone()),
        None => api::waiting(key.0, key.1).await.ok(),
    }
}
