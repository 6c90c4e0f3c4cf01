//! What only a browser can do, in one place. Everything here is quiet on the server.

mod files;

use leptos::prelude::*;

use crate::domain::Timestamp;

pub(crate) use files::{Picked, take_files};

#[cfg(feature = "hydrate")]
mod real {
    use super::*;
    use wasm_bindgen::JsCast;

    /// The browser's clock.
    pub(crate) fn clock() -> Timestamp {
        Timestamp(js_sys::Date::now() as i64)
    }

    /// Language of the page that the server rendered.
    pub(crate) fn page_language() -> Option<String> {
        document().document_element().and_then(|root| root.get_attribute("lang"))
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
            let here = href == path || (href == "/labs" && path.starts_with("/labs/"));
            let _ = if here {
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

    /// Keeps what is typed into a form under `key`, and puts it back where a field is empty.
    pub(crate) fn keep_form(form: &web_sys::HtmlFormElement, key: &'static str, id: i64) {
        let key = format!("{key}-{id}");
        let kept =
            stored(&key).and_then(|text| serde_json::from_str::<Vec<(String, String)>>(&text).ok());
        for (name, value) in kept.unwrap_or_default() {
            let Ok(Some(field)) = form.query_selector(&format!("[name='{name}']")) else {
                continue;
            };
            if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
                if area.value().is_empty() {
                    area.set_value(&value);
                }
            } else if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>()
                && input.type_() != "hidden"
                && input.value().is_empty()
            {
                input.set_value(&value);
            }
        }
        let watched = form.clone();
        let save = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
            let fields = ["text", "author", "name", "contact", "note"];
            let values: Vec<_> = form_values(&watched)
                .into_iter()
                .filter(|(n, v)| fields.contains(&n.as_str()) && !v.is_empty())
                .collect();
            match serde_json::to_string(&values) {
                Ok(text) if !values.is_empty() => {
                    store(&key, &text);
                }
                _ => unstore(&key),
            }
        });
        let _ = form.add_event_listener_with_callback("input", save.as_ref().unchecked_ref());
        // Goes with the form.
        save.forget();
    }

    /// The values of a form's fields, in order.
    pub(crate) fn form_values(form: &web_sys::HtmlFormElement) -> Vec<(String, String)> {
        let Ok(data) = web_sys::FormData::new_with_form(form) else { return Vec::new() };
        let mut values = Vec::new();
        for entry in js_sys::try_iter(&data).ok().flatten().into_iter().flatten().flatten() {
            let pair = js_sys::Array::from(&entry);
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                values.push((name, value));
            }
        }
        values
    }

    /// Writes into the field of a form with this name, or chooses in it; names and values of
    /// radio buttons have to be plain words.
    pub(crate) fn set_form_value(form: &web_sys::HtmlFormElement, name: &str, value: &str) {
        let find = |selector: &str| form.query_selector(selector).ok().flatten();
        let field = format!("[name=\"{name}\"]");
        let Some(first) = find(&field) else { return };
        let first = match first.dyn_into::<web_sys::HtmlInputElement>() {
            Ok(input) if input.type_() == "radio" => {
                let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
                let wanted = format!("{field}[value=\"{}\"]", if plain { value } else { "" });
                for (selector, on) in [(format!("{field}:checked"), false), (wanted, true)] {
                    let radio = find(&selector).and_then(|r| r.dyn_into().ok());
                    if let Some(radio) = radio as Option<web_sys::HtmlInputElement> {
                        radio.set_checked(on);
                    }
                }
                return;
            }
            Ok(input) => return input.set_value(value),
            Err(other) => other,
        };
        match first.dyn_into::<web_sys::HtmlTextAreaElement>() {
            Ok(text) => text.set_value(value),
            Err(other) => {
                if let Ok(select) = other.dyn_into::<web_sys::HtmlSelectElement>() {
                    select.set_value(value);
                }
            }
        }
    }
}

#[cfg(feature = "hydrate")]
pub(crate) use real::*;

#[cfg(not(feature = "hydrate"))]
mod quiet {
    use super::*;

    /// The server's pages get their time from their context.
    pub(crate) fn clock() -> Timestamp {
        Timestamp(0)
    }

    pub(crate) fn page_language() -> Option<String> {
        None
    }

    /// There is no address to settle.
    pub(crate) fn settle_address() {}

    pub(crate) fn mark_alive() {}

    pub(crate) fn mark_place(_: &str, _: &str, _: crate::i18n::Lang) {}

    pub(crate) fn stored(_: &str) -> Option<String> {
        None
    }

    pub(crate) fn store(_: &str, _: &str) -> bool {
        false
    }

    pub(crate) fn unstore(_: &str) {}

    /// From the seeds of the standard library's hash maps, which are random and secret: enough
    /// for a name that nobody else has.
    pub(crate) fn random_key() -> String {
        use std::hash::{BuildHasher, RandomState};
        let word = || RandomState::new().hash_one(0_u8);
        format!("{:016x}{:016x}", word(), word())
    }

    pub(crate) fn scrolled() -> f64 {
        0.0
    }

    pub(crate) fn scroll_to_top() {}

    pub(crate) fn focus(_: &str) {}

    pub(crate) fn focus_link_in(_: &str) {}

    pub(crate) fn share(_: &str, _: &str) -> bool {
        false
    }

    pub(crate) async fn copy(_: String) -> bool {
        false
    }

    pub(crate) fn keep_form(_: &leptos::web_sys::HtmlFormElement, _: &'static str, _: i64) {}

    pub(crate) fn form_values(_: &leptos::web_sys::HtmlFormElement) -> Vec<(String, String)> {
        Vec::new()
    }

    pub(crate) fn set_form_value(_: &leptos::web_sys::HtmlFormElement, _: &str, _: &str) {}

    pub(crate) fn can_share() -> bool {
        false
    }
}

#[cfg(not(feature = "hydrate"))]
pub(crate) use quiet::*;

/// Keeps a page's clock going once the page is alive.
pub(crate) fn keep_time(now: RwSignal<Timestamp>) {
    Effect::new(move |_| {
        mark_alive();
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
