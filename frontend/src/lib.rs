//! The entry point that the browser calls.
// Views are deeply nested types.
#![recursion_limit = "1024"]

use wasm_bindgen::JsCast;

/// Takes over the page that the server rendered: all that stands in `<main>`.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    let Some(main) = leptos::prelude::document().get_element_by_id("content") else { return };
    app::settle_address();
    wasm_bindgen_futures::spawn_local(async {
        let handle = leptos::mount::hydrate_from_async(main.unchecked_into(), app::App).await;
        handle.forget();
        app::come_alive();
    });
}
