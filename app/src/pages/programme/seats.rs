//! How full the events on a page are, kept current by the live stream.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::{
    api::{ActivityKind, EventCard, EventSeats},
    components::seats_of,
    live,
};

/// How full each event is, and whether the page is still what it was.
#[derive(Clone, Copy)]
pub(super) struct Seats {
    /// One signal for each event; all its dates share it.
    known: StoredValue<HashMap<i64, RwSignal<EventSeats>>>,
    /// Whether an event came, went or moved since: the page shows it when it is asked to.
    outdated: RwSignal<bool>,
}

impl Seats {
    /// Of no event yet.
    pub(super) fn new() -> Self {
        Self { known: StoredValue::new(HashMap::new()), outdated: RwSignal::new(false) }
    }

    /// How full the event of this card is.
    pub(super) fn of(self, card: &EventCard) -> Signal<EventSeats> {
        let found = self.known.try_update_value(|known| {
            *known.entry(card.id).or_insert_with(|| RwSignal::new(seats_of(card)))
        });
        found.map_or_else(|| Signal::stored(seats_of(card)), Into::into)
    }

    /// Whether an event came, went or moved since the page was loaded.
    pub(super) fn outdated(self) -> bool {
        self.outdated.get()
    }

    /// Listens from `seq` on. What a card says changes; no card comes, goes or moves by itself.
    pub(super) fn follow(self, seq: i64) {
        live::listen(seq, false, move |event| {
            let Some(now) = event.event else { return };
            let moved = matches!(
                event.kind,
                ActivityKind::EventPublished
                    | ActivityKind::EventChanged
                    | ActivityKind::EventWithdrawn
            );
            if moved {
                self.outdated.try_set(true);
            }
            let known = self.known.try_with_value(|known| known.get(&now.id).copied()).flatten();
            if let Some(seats) = known.filter(|seats| seats.get_untracked() != now) {
                seats.set(now);
            }
        });
    }
}
