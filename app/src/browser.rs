//! What only a browser can do, in one place. Everything here is quiet on the server.

#[cfg(feature = "hydrate")]
mod alerts;
#[cfg(feature = "hydrate")]
mod device;
#[cfg(feature = "hydrate")]
mod fields;
mod files;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod place;
#[cfg(not(feature = "hydrate"))]
mod quiet;

use crate::components::effect;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
pub(crate) use alerts::*;
#[cfg(feature = "hydrate")]
pub(crate) use device::*;
#[cfg(feature = "hydrate")]
pub(crate) use fields::*;
pub(crate) use files::{Picked, take_files};
#[cfg(feature = "hydrate")]
pub(crate) use page::*;
#[cfg(feature = "hydrate")]
pub(crate) use place::*;
#[cfg(not(feature = "hydrate"))]
pub(crate) use quiet::*;

use crate::domain::Timestamp;

/// Keeps a page's clock going.
pub(crate) fn keep_time(now: RwSignal<Timestamp>) {
    effect(move || {
        now.set(clock());
        let tick =
            set_interval_with_handle(move || now.set(clock()), std::time::Duration::from_secs(30));
        on_cleanup(move || {
            if let Ok(tick) = tick {
                tick.clear();
            }
        });
    });
}

/// Wakes `then` after so many milliseconds, in the browser.
pub(crate) fn after_ms(ms: u64, then: impl FnOnce() + 'static) {
    set_timeout(then, std::time::Duration::from_millis(ms));
}

/// Does something as soon as the whole page is alive.
pub(crate) fn when_alive(then: impl FnOnce() + 'static) {
    /// How long until the next look, in milliseconds.
    const LOOK: u64 = 20;
    fn look(then: Box<dyn FnOnce()>) {
        match is_alive() {
            true => then(),
            false => after_ms(LOOK, move || look(then)),
        }
    }
    look(Box::new(then));
}

/// Only the last of several calls within the wait is carried out, and none once the component
/// that made it is gone.
#[derive(Clone, Copy)]
pub(crate) struct Debounce(StoredValue<u32>);

impl Debounce {
    /// Nothing waits.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// Carries `then` out after so many milliseconds, unless called again until then.
    pub(crate) fn after_ms(self, ms: u64, then: impl FnOnce() + 'static) {
        let Some(turn) = self.turn() else { return };
        after_ms(ms, move || {
            if self.is(turn) {
                then();
            }
        });
    }

    /// Begins a turn: what waits is called off.
    pub(crate) fn turn(self) -> Option<u32> {
        self.0.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        })
    }

    /// Whether this turn is still the last.
    pub(crate) fn is(self, turn: u32) -> bool {
        self.0.try_get_value() == Some(turn)
    }
}
