//! Who is here and looks at what: told by this tab, and heard from the others.
//!
//! A tab tells what is open in it, and goes on telling as long as somebody moves something. Where
//! nothing moves the server forgets it after two minutes.

use leptos::{prelude::*, task::spawn_local};

use super::Desk;
use crate::{
    api::{self, Present},
    browser,
    components::effect,
    held::memo,
    json, live,
    pages::staff::events::Key,
};

/// Where a tab keeps its name.
const TAB: &str = "staff-tab";
/// A thing that is only passed on the way to another is not told, in milliseconds.
const PASSING_MS: u64 = 150;
/// How often a tab tells that it is still there, in milliseconds.
const RENEW_MS: i64 = 30_000;
/// After so long without a word somebody who comes back is told at once, in milliseconds.
const AWAY_MS: i64 = 75_000;

/// What this tab has told of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    tab: String,
    /// When it last told something.
    at: i64,
    /// When somebody last moved something here.
    moved: i64,
}

impl Desk {
    /// Tells and hears who looks at what, as long as the page is there.
    pub(in crate::pages::staff) fn watch(self) {
        live::hear_presence(move |people| {
            if let Some(present) = json::from_str::<api::Presence>(people) {
                self.people.set(present.people);
            }
        });
        // In effects: only once the page is alive.
        effect(move || {
            let tab = browser::tab_stored(TAB).unwrap_or_else(|| {
                let tab = browser::random_key();
                browser::tab_store(TAB, &tab);
                tab
            });
            let now = browser::clock().0;
            self.told.set(Told { tab, at: 0, moved: now });
            let renew = set_interval_with_handle(
                move || self.renew(false),
                std::time::Duration::from_millis(RENEW_MS as u64),
            );
            let moved = ["pointerdown", "pointermove", "keydown", "scroll", "focus"]
                .map(|name| window_event_listener_untyped(name, move |_| self.moved()));
            let left = window_event_listener_untyped("pagehide", move |_| self.leave());
            // Back from the browser's own memory of pages.
            let back = window_event_listener_untyped("pageshow", move |_| self.renew(true));
            on_cleanup(move || {
                if let Ok(renew) = renew {
                    renew.clear();
                }
                moved.into_iter().for_each(|listener| listener.remove());
                left.remove();
                back.remove();
                self.leave();
            });
        });
        let open = memo(move || self.queue.with(|queue| queue.open()));
        let passing = browser::Debounce::new();
        effect(move || {
            let _ = open.get();
            passing.after_ms(PASSING_MS, move || self.renew(true));
        });
    }

    fn moved(self) {
        let now = browser::clock().0;
        let away = self.told.try_update(|told| {
            told.moved = now;
            !told.tab.is_empty() && now - told.at > AWAY_MS
        });
        if away == Some(true) {
            self.renew(true);
        }
    }

    /// Tells what is open here: always, or where somebody has moved something since.
    fn renew(self, always: bool) {
        let now = browser::clock().0;
        let tab = self.told.try_update(|told| {
            let due = !told.tab.is_empty() && (always || told.moved > told.at);
            // The tab of somebody who does something else says nothing.
            if !due || browser::hidden() {
                return None;
            }
            told.at = now;
            Some(told.tab.clone())
        });
        let Some(tab) = tab.flatten() else { return };
        let open = self.open_now();
        spawn_local(async move {
            let kind = open.map_or("", |(kind, _)| kind.as_str()).to_owned();
            let id = open.map(|(_, id)| id);
            // Lost, it is told again soon.
            let _ = api::claim(&api::Claim { tab, kind, id }).await;
        });
    }

    fn leave(self) {
        let tab = self.told.try_update(|told| {
            told.at = 0;
            told.tab.clone()
        });
        if let Some(tab) = tab.filter(|tab| !tab.is_empty()) {
            browser::beacon(&api::gone_path(&tab));
        }
    }

    /// Names of the colleagues who look at a thing right now.
    pub(in crate::pages::staff) fn lookers(self, key: Key) -> Vec<String> {
        self.people.with(|people| {
            let here =
                |p: &&Present| p.staff != self.me && p.kind == Some(key.0) && p.item == Some(key.1);
            let mut names: Vec<String> =
                people.iter().filter(here).map(|p| p.name.clone()).collect();
            names.dedup();
            names
        })
    }

    /// Everybody who is here, each once; oneself first.
    pub(in crate::pages::staff) fn on_duty(self) -> Vec<(i64, String)> {
        self.people.with(|people| {
            let mut all: Vec<(i64, String)> = Vec::new();
            for person in people {
                if all.iter().all(|(id, _)| *id != person.staff) {
                    all.push((person.staff, person.name.clone()));
                }
            }
            all.sort_by_key(|(id, _)| *id != self.me);
            all
        })
    }
}
