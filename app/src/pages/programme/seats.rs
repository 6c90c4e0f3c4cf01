//! How full the events on a page are, kept current by the live stream.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::{
    api::{EventCard, EventSeats},
    components::seats_of,
    live,
};

/// One signal for each event; all its dates share it.
#[derive(Clone, Copy)]
pub(super) struct Seats(StoredValue<HashMap<i64, RwSignal<EventSeats>>>);

impl Seats {
    /// Of no event yet.
    pub(super) fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }

    /// How full the event of this card is.
    pub(super) fn of(self, card: &EventCard) -> Signal<EventSeats> {
        let found = self.0.try_update_value(|known| {
            *known.entry(card.id).or_insert_with(|| RwSignal::new(seats_of(card)))
        });
        found.map_or_else(|| Signal::stored(seats_of(card)), Into::into)
    }

    /// Listens from `seq` on. What a card says changes; no card comes, goes or moves.
    pub(super) fn follow(self, seq: i64) {
        live::listen(seq, false, move |event| {
            let Some(now) = event.event else { return };
            let known = self.0.try_with_value(|known| known.get(&now.id).copied()).flatten();
            if let Some(seats) = known.filter(|seats| seats.get_untracked() != now) {
                seats.set(now);
            }
        });
    }
}
