//! The cards of a board, each with its own signals, kept current by the live stream.

use std::collections::HashMap;

use leptos::prelude::*;

use super::query::BoardView;
use crate::{
    api::{ActivityKind, IdeaCard, LiveEvent},
    browser,
    domain::IdeaStatus,
    i18n::{self, board, common, merging},
    live,
};

/// A card on the page.
#[derive(Clone, Copy)]
pub(super) struct LiveCard {
    /// Number of the idea.
    pub(super) id: i64,
    /// The idea as it is now.
    pub(super) card: RwSignal<IdeaCard>,
    /// Whether this browser supports it.
    pub(super) supported: RwSignal<bool>,
}

impl LiveCard {
    /// A card with signals of its own.
    pub(super) fn new(card: IdeaCard, supported: bool) -> Self {
        Self { id: card.id, card: RwSignal::new(card), supported: RwSignal::new(supported) }
    }
}

/// All cards of a page, and those that came while the reader was further down.
#[derive(Clone, Copy)]
pub(super) struct Cards {
    known: StoredValue<HashMap<i64, LiveCard>>,
    /// Taken back while they stood in a batch, where they are only hidden: if they come back,
    /// it is there.
    hidden: StoredValue<HashMap<i64, LiveCard>>,
    /// Arrived and shown, newest first.
    pub(super) arrived: RwSignal<Vec<LiveCard>>,
    /// Arrived and not shown yet: showing them would move the page under the thumb.
    pub(super) waiting: RwSignal<Vec<LiveCard>>,
    /// Counts up when a card changes its status, for the lanes.
    pub(super) moves: RwSignal<u32>,
    /// How many ideas match; counts along.
    pub(super) total: RwSignal<u64>,
}

impl Cards {
    /// An empty board with this many matches.
    pub(super) fn new(total: u64) -> Self {
        Self {
            known: StoredValue::new(HashMap::new()),
            hidden: StoredValue::new(HashMap::new()),
            arrived: RwSignal::new(Vec::new()),
            waiting: RwSignal::new(Vec::new()),
            moves: RwSignal::new(0),
            total: RwSignal::new(total),
        }
    }

    /// Adds cards of a page, in order; those that are there already are left out.
    pub(super) fn add(&self, cards: Vec<IdeaCard>, supported: &[i64]) -> Vec<LiveCard> {
        let mut added = Vec::with_capacity(cards.len());
        self.known.update_value(|known| {
            for card in cards {
                if known.contains_key(&card.id) {
                    continue;
                }
                let live = LiveCard::new(card, false);
                live.supported.set(supported.contains(&live.id));
                known.insert(live.id, live);
                added.push(live);
            }
        });
        added
    }

    /// Every card that is known.
    pub(super) fn all(&self) -> Vec<LiveCard> {
        self.known.with_value(|known| known.values().copied().collect())
    }

    /// Shows what waits.
    pub(super) fn reveal(&self) {
        let waiting = self.waiting.try_update(std::mem::take).unwrap_or_default();
        self.arrived.update(|arrived| {
            arrived.splice(0..0, waiting);
        });
    }

    /// Listens from `seq` on and keeps everything current.
    pub(super) fn follow(self, seq: i64, view: BoardView) {
        let lang = i18n::lang();
        live::listen(seq, false, move |event| self.hear(event, &view, lang));
    }

    fn hear(&self, event: &LiveEvent, view: &BoardView, lang: i18n::Lang) {
        let known = self.known.with_value(|known| known.get(&event.idea).copied());
        match (known, &event.card) {
            // It is read at the one that leads from now on.
            (Some(live), Some(card)) if card.status == IdeaStatus::Merged => {
                self.remove(live.id);
                live::say(merging::merged_away(lang, &card.title));
            }
            (Some(live), Some(card)) => {
                let moved = live.card.with_untracked(|old| old.status != card.status);
                live.card.set(card.clone());
                if moved {
                    self.moves.update(|n| *n += 1);
                    live::say(board::moved(
                        lang,
                        &card.title,
                        common::status(card.status).get(lang),
                    ));
                }
            }
            (Some(live), None) => self.remove(live.id),
            (None, Some(card)) => {
                let new = matches!(
                    event.kind,
                    ActivityKind::IdeaStatus
                        | ActivityKind::IdeaUndone
                        | ActivityKind::IdeaUnmerged
                );
                if new && card.status != IdeaStatus::Merged && view.takes(card) {
                    self.arrive(card.clone(), lang);
                }
            }
            (None, None) => {}
        }
    }

    fn arrive(&self, card: IdeaCard, lang: i18n::Lang) {
        self.total.update(|n| *n += 1);
        let back = self.hidden.try_update_value(|hidden| hidden.remove(&card.id)).flatten();
        if let Some(live) = back {
            live.card.set(card);
            self.known.update_value(|known| {
                known.insert(live.id, live);
            });
            self.moves.update(|n| *n += 1);
            return;
        }
        for live in self.add(vec![card], &[]) {
            // Further down, a card on top would push what is being read: a pill says so instead.
            if browser::scrolled() > 200.0 {
                self.waiting.update(|waiting| waiting.insert(0, live));
            } else {
                self.arrived.update(|arrived| arrived.insert(0, live));
            }
            self.moves.update(|n| *n += 1);
            live::say(board::arrived(lang, 1));
        }
    }

    fn remove(&self, id: i64) {
        let removed = self.known.try_update_value(|known| known.remove(&id)).flatten();
        let is_it = |cards: &Vec<LiveCard>| cards.iter().any(|c| c.id == id);
        let on_top = self.arrived.with_untracked(is_it) || self.waiting.with_untracked(is_it);
        if let Some(live) = removed.filter(|_| !on_top) {
            self.hidden.update_value(|hidden| {
                hidden.insert(id, live);
            });
        }
        self.arrived.update(|cards| cards.retain(|c| c.id != id));
        self.waiting.update(|cards| cards.retain(|c| c.id != id));
        self.total.update(|n| *n = n.saturating_sub(1));
        self.moves.update(|n| *n += 1);
    }

    /// Whether a card is still on the board.
    pub(super) fn has(&self, id: i64) -> bool {
        self.known.with_value(|known| known.contains_key(&id))
    }
}
