//! What the device tells and does: whether it has a network, and a shake in the hand.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Whether the device believes to have a network.
pub(crate) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Shakes for so many milliseconds, pauses, shakes, where the device can. A browser that was not
/// touched yet would refuse it, and say so in its log.
pub(crate) fn vibrate(pattern: &[u32]) {
    let navigator = window().navigator();
    let active = Reflect::get(&navigator, &"userActivation".into())
        .and_then(|state| Reflect::get(&state, &"hasBeenActive".into()));
    if active.is_ok_and(|active| active.is_falsy()) {
        return;
    }
    let shake = Reflect::get(&navigator, &"vibrate".into());
    if let Some(shake) = shake.ok().and_then(|shake| shake.dyn_into::<Function>().ok()) {
        let pattern: Array = pattern.iter().map(|ms| wasm_bindgen::JsValue::from(*ms)).collect();
        let _ = shake.call1(&navigator, &pattern);
    }
}
