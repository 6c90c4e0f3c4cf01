//! What reacts, as few types.
//!
//! Leptos compiles its machinery once for each closure that it is given: a kilobyte of the
//! download for each effect, half of one for each handler. A closure in a box is one type.

use leptos::prelude::*;

/// What is done when something happens: `on:click=handler(move |_| …)`.
pub(crate) fn handler<E: 'static>(f: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(f)
}

/// Something that is done in the browser, and again whenever what it read has changed.
pub(crate) fn effect(f: impl FnMut() + 'static) {
    fn boxed(mut f: Box<dyn FnMut()>) {
        Effect::new(move |_| f());
    }
    boxed(Box::new(f));
}
