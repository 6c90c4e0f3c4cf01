//! The page, its address, its storage and what the system offers.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::Timestamp;

/// The browser's clock.
pub(crate) fn clock() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// Language of the page that the server rendered.
pub(crate) fn page_language() -> Option<String> {
    document().document_element().and_then(|root| root.get_attribute("lang"))
}

/// Whether all of the page is alive.
pub(crate) fn is_alive() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-alive"))
}

/// Marks the page as alive, for styles and tests.
pub(crate) fn mark_alive() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-alive", "");
    }
}

/// A page that came back from a failed plain post stands at the address of the post. Puts
/// its own address there instead, so that the router shows what the server rendered.
pub(crate) fn settle_address() {
    let root = document().document_element();
    if let Some(path) = root.and_then(|root| root.get_attribute("data-path"))
        && let Ok(history) = window().history()
    {
        let nothing = wasm_bindgen::JsValue::NULL;
        let _ = history.replace_state_with_url(&nothing, "", Some(&path));
    }
}

/// Marks the link that leads here, in the navigation around the page, and lets the switch
/// of languages lead to this very view.
pub(crate) fn mark_place(path: &str, query: &str, other: crate::i18n::Lang) {
    let Ok(links) = document().query_selector_all(".site-nav a, .tab-bar a, .brand") else {
        return;
    };
    for i in 0..links.length() {
        let Some(Ok(link)) = links.get(i).map(|l| l.dyn_into::<web_sys::Element>()) else {
            continue;
        };
        let href = link.get_attribute("href").unwrap_or_default();
        let _ = if crate::site::leads_here(&href, path) {
            link.set_attribute("aria-current", "page")
        } else {
            link.remove_attribute("aria-current")
        };
    }
    if let Ok(Some(switch)) = document().query_selector(".language") {
        let _ = switch.set_attribute("href", &crate::i18n::switch_href(path, query, other));
    }
}

/// Reads from the browser's local storage.
pub(crate) fn stored(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Writes to the browser's local storage; false where it is full or switched off.
pub(crate) fn store(key: &str, value: &str) -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|s| s.set_item(key, value).is_ok())
}

/// Removes from the browser's local storage.
pub(crate) fn unstore(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

/// A random name of 128 bits, for `Idempotency-Key`.
pub(crate) fn random_key() -> String {
    let crypto = js_sys::Reflect::get(&window(), &"crypto".into()).ok();
    let make = crypto.as_ref().and_then(|c| js_sys::Reflect::get(c, &"randomUUID".into()).ok());
    let made = make
        .and_then(|f| f.dyn_into::<js_sys::Function>().ok())
        .and_then(|f| f.call0(crypto.as_ref()?).ok())
        .and_then(|key| key.as_string());
    // Pages over plain HTTP have no randomUUID.
    made.unwrap_or_else(|| {
        (0..4)
            .map(|_| format!("{:08x}", (js_sys::Math::random() * 4_294_967_296.0) as u32))
            .collect()
    })
}

/// Opens what the system prints with.
pub(crate) fn print() {
    let _ = window().print();
}

/// How far the page is scrolled, in CSS pixels.
pub(crate) fn scrolled() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

/// Scrolls to the top; smoothly unless the reader asked for less motion.
pub(crate) fn scroll_to_top() {
    let calm = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    let options = web_sys::ScrollToOptions::new();
    options.set_top(0.0);
    if !calm.is_some_and(|m| m.matches()) {
        options.set_behavior(web_sys::ScrollBehavior::Smooth);
    }
    window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to the element that the address names after `#`, where it is one of these and the page
/// is still at its top: the browser looked for it when it was not there yet.
pub(crate) fn reveal_target(ids: &[String]) {
    let named = window().location().hash().unwrap_or_default();
    let Some(id) = ids.iter().find(|id| named.strip_prefix('#') == Some(id.as_str())) else {
        return;
    };
    if let Some(element) = document().get_element_by_id(id).filter(|_| scrolled() < 1.0) {
        element.scroll_into_view();
    }
}

/// Puts the focus on the element with this id, if it is there.
pub(crate) fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id)
        && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Puts the focus on the first link inside the element with this id.
pub(crate) fn focus_link_in(id: &str) {
    let link = document().query_selector(&format!("#{id} a")).ok().flatten();
    if let Some(Ok(link)) = link.map(|l| l.dyn_into::<web_sys::HtmlElement>()) {
        let _ = link.focus();
    }
}

/// Whether the system has a sheet to share with.
pub(crate) fn can_share() -> bool {
    let share = js_sys::Reflect::get(&window().navigator(), &"share".into());
    share.is_ok_and(|share| share.is_function())
}

/// Shares an address with the system's sheet; false where there is none.
pub(crate) fn share(title: &str, url: &str) -> bool {
    let navigator = window().navigator();
    let Ok(share) = js_sys::Reflect::get(&navigator, &"share".into()) else { return false };
    let Ok(share) = share.dyn_into::<js_sys::Function>() else { return false };
    let data = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&data, &"title".into(), &title.into());
    let _ = js_sys::Reflect::set(&data, &"url".into(), &url.into());
    // The promise fails where the reader changes their mind: nothing to do then.
    match share.call1(&navigator, &data) {
        Ok(promise) => {
            if let Ok(promise) = promise.dyn_into::<js_sys::Promise>() {
                wasm_bindgen_futures::spawn_local(async move {
                    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
                });
            }
            true
        }
        Err(_) => false,
    }
}

/// Copies text to the clipboard; false where the browser has none (plain HTTP).
pub(crate) async fn copy(text: String) -> bool {
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok();
    let Some(clipboard) = clipboard.filter(|c| !c.is_undefined()) else { return false };
    let Ok(clipboard) = clipboard.dyn_into::<web_sys::Clipboard>() else { return false };
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}
