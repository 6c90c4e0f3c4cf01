//! The page itself, kept on the device so that it opens again while the network is away: a phone
//! puts away what nobody looks at. What it is made of is handed to `public/door.js`, which serves
//! it where nothing else answers.

use js_sys::{Array, Function, JsString, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RegistrationOptions;

/// Where the device keeps it.
const SHELF: &str = "door";

/// The device's shelves; none on a page over plain HTTP.
fn shelves() -> Option<JsValue> {
    let shelves = Reflect::get(&window(), &"caches".into()).ok();
    shelves.filter(JsValue::is_object)
}

async fn call(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    let method = Reflect::get(of, &name.into())?.dyn_into::<Function>()?;
    let promise = method.call1(of, with)?.dyn_into::<Promise>()?;
    JsFuture::from(promise).await
}

/// This page, and what it has loaded.
fn parts() -> Result<Array, JsValue> {
    let place = window().location();
    let page = format!("{}{}", place.origin()?, place.pathname()?);
    let all = Array::of1(&page.into());
    let performance = Reflect::get(&window(), &"performance".into())?;
    let list = Reflect::get(&performance, &"getEntriesByType".into())?.dyn_into::<Function>()?;
    let loaded = Array::from(&list.call1(&performance, &"resource".into())?);
    for entry in loaded.iter() {
        let name = Reflect::get(&entry, &"name".into())?.dyn_into::<JsString>()?;
        let wanted = ["/pkg/", "/fonts/", "/icons.svg", "/favicon.svg"];
        if wanted.iter().any(|part| name.includes(part, 0)) && !all.includes(&name, 0) {
            all.push(&name);
        }
    }
    Ok(all)
}

async fn try_keep() -> Result<(), JsValue> {
    let navigator = window().navigator();
    let workers = Reflect::has(&navigator, &"serviceWorker".into())?;
    let Some(shelves) = shelves().filter(|_| workers) else { return Ok(()) };
    let pages = RegistrationOptions::new();
    pages.set_scope("/staff/events/");
    let workers = navigator.service_worker();
    JsFuture::from(workers.register_with_options("/door.js", &pages)).await?;
    let shelf = call(&shelves, "open", &SHELF.into()).await?;
    call(&shelf, "addAll", &parts()?.into()).await?;
    Ok(())
}

/// Keeps the page. A browser that cannot has the page only as long as it stays open.
pub(super) fn keep() {
    spawn_local(async {
        let _ = try_keep().await;
    });
}

/// Takes it off the device: there are names on it. Nobody waits until it is gone.
pub(super) fn forget() {
    let delete = |shelves: JsValue| {
        let delete = Reflect::get(&shelves, &"delete".into()).ok()?.dyn_into::<Function>().ok()?;
        delete.call1(&shelves, &SHELF.into()).ok()
    };
    shelves().and_then(delete);
}
