//! Where a reader was in a long list, so that coming back leads there and not to its beginning.
//!
//! The browser does this by itself for whole pages. When one view takes the place of another, it
//! tries before the list is there again.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Where the session remembers it.
const STORED: &str = "place";
/// So long after a step back, in milliseconds, a list that appears belongs to it.
const BACK_MS: i64 = 5000;

thread_local! {
    static WENT_BACK: Cell<i64> = const { Cell::new(0) };
}

/// Notes steps back and forward from now on. Called once, at the root.
pub(crate) fn watch_steps() {
    window_event_listener(leptos::ev::popstate, |_| {
        WENT_BACK.with(|at| at.set(super::clock().0));
    });
}

/// A place in a list: a card on the screen and how far down the screen it is, for cards may have
/// come in above it; and how far down the page, should the card be gone.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    down: i64,
    card: String,
    top: i64,
    /// How many further pages there were.
    pub(crate) more: usize,
}

/// Keeps the place in the list at `address`, of which `more` further pages are there.
pub(crate) fn keep_place(address: &str, more: usize) {
    let Ok(Some(session)) = window().session_storage() else { return };
    let cards = document().query_selector_all("main article[id]");
    let cards = cards.into_iter().flat_map(|all| (0..all.length()).filter_map(move |n| all.get(n)));
    let mut seen = cards.filter_map(|card| {
        let card = card.dyn_into::<web_sys::Element>().ok()?;
        let top = card.get_bounding_client_rect().top();
        (top > 0.0).then(|| (card.id(), top as i64))
    });
    let (card, top) = seen.next().unwrap_or_default();
    let down = super::scrolled() as i64;
    let _ = session.set_item(STORED, &format!("{down} {more} {top} {card} {address}"));
}

/// Where the reader was in the list at `address`; none for whoever did not just come back to it.
pub(crate) fn place_to_return(address: &str) -> Option<Place> {
    if super::clock().0 - WENT_BACK.with(Cell::get) > BACK_MS {
        return None;
    }
    let kept = window().session_storage().ok().flatten()?.get_item(STORED).ok().flatten()?;
    let mut parts = kept.splitn(5, ' ');
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (down, more, top) = (number()?, number()?, number()?);
    let card = parts.next()?.to_owned();
    let more = usize::try_from(more).ok()?;
    (parts.next()? == address).then_some(Place { down, card, top, more })
}

/// Goes there, at once.
pub(crate) fn return_to(place: &Place) {
    let card = document().get_element_by_id(&place.card);
    let down = card.map_or(place.down as f64, |card| {
        super::scrolled() + card.get_bounding_client_rect().top() - place.top as f64
    });
    window().scroll_to_with_x_and_y(0.0, down);
}
