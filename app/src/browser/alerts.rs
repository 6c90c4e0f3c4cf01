//! How a page draws attention to itself: a sound, a message of the system, a number on its icon;
//! and how it says good-bye.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioContext, Notification, NotificationOptions, NotificationPermission, OscillatorType,
    RegistrationOptions, ServiceWorkerRegistration,
};

/// Reads what the tab remembers until it is closed.
pub(crate) fn tab_stored(key: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Lets the tab remember something until it is closed.
pub(crate) fn tab_store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Whether nobody sees the page now.
pub(crate) fn hidden() -> bool {
    document().hidden()
}

/// Sends a word that arrives even while the page goes.
pub(crate) fn beacon(path: &str) {
    let _ = window().navigator().send_beacon(path);
}

/// Two soft notes, the second a fourth higher. Quiet where the browser plays nothing yet.
pub(crate) fn chime() {
    let _ = try_chime();
}

fn try_chime() -> Result<(), JsValue> {
    let audio = AudioContext::new()?;
    let _ = audio.resume();
    let now = audio.current_time();
    for (hertz, at) in [(523.25_f32, now + 0.02), (698.46, now + 0.16)] {
        let (tone, volume) = (audio.create_oscillator()?, audio.create_gain()?);
        tone.set_type(OscillatorType::Sine);
        tone.frequency().set_value(hertz);
        volume.gain().set_value_at_time(0.0001, at)?;
        volume.gain().exponential_ramp_to_value_at_time(0.09, at + 0.03)?;
        volume.gain().exponential_ramp_to_value_at_time(0.0001, at + 0.5)?;
        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&audio.destination())?;
        tone.start_with_when(at)?;
        tone.stop_with_when(at + 0.55)?;
    }
    // A browser has only few of them.
    super::after_ms(1500, move || {
        let _ = audio.close();
    });
    Ok(())
}

/// Whether the system may be asked for messages, and what was said: none where it has none.
pub(crate) fn may_notify() -> Option<bool> {
    let there = js_sys::Reflect::has(&window(), &"Notification".into()) == Ok(true);
    there.then(|| Notification::permission() == NotificationPermission::Granted)
}

/// Asks whether messages may be shown, and shows one to see that it works. Only after a tap.
pub(crate) async fn ask_to_notify(title: &str, body: &str) -> bool {
    if may_notify().is_none() {
        return false;
    }
    let Ok(asked) = Notification::request_permission() else { return false };
    let _ = JsFuture::from(asked).await;
    notify(title, body, "queue").await
}

/// Shows a message of the system; a tap on it leads back to the page. One with the same `tag`
/// takes the place of the one before. False where the system does not show it.
pub(crate) async fn notify(title: &str, body: &str, tag: &str) -> bool {
    if may_notify() != Some(true) {
        return false;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag(tag);
    options.set_icon("/icon-192.png");
    // Some systems only take them from a service worker, and say so by an error.
    let Ok(shown) = Notification::new_with_options(title, &options) else {
        return by_worker(title, &options).await.is_ok();
    };
    let tapped = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(|| {
        let _ = window().focus();
    });
    shown.set_onclick(Some(tapped.as_ref().unchecked_ref()));
    tapped.forget();
    true
}

async fn by_worker(title: &str, options: &NotificationOptions) -> Result<(), JsValue> {
    let navigator = window().navigator();
    if js_sys::Reflect::has(&navigator, &"serviceWorker".into()) != Ok(true) {
        return Err(JsValue::NULL);
    }
    let workers = navigator.service_worker();
    let pages = RegistrationOptions::new();
    pages.set_scope("/staff");
    JsFuture::from(workers.register_with_options("/notifications.js", &pages)).await?;
    let worker: ServiceWorkerRegistration = JsFuture::from(workers.ready()?).await?.dyn_into()?;
    JsFuture::from(worker.show_notification_with_options(title, options)?).await?;
    Ok(())
}

/// Puts a number on the page's icon, and on the application's where it is installed; 0 takes it
/// away.
pub(crate) fn count_on_icon(n: u64) {
    let Ok(Some(link)) = document().query_selector("link[rel=icon]") else { return };
    let _ = link.set_attribute("href", &icon(n));
    let navigator = window().navigator();
    let name = if n == 0 { "clearAppBadge" } else { "setAppBadge" };
    let badge = js_sys::Reflect::get(&navigator, &name.into());
    if let Some(badge) = badge.ok().and_then(|b| b.dyn_into::<js_sys::Function>().ok()) {
        let promise = match n {
            0 => badge.call0(&navigator),
            n => badge.call1(&navigator, &(n as f64).into()),
        };
        if let Some(promise) = promise.ok().and_then(|p| p.dyn_into::<js_sys::Promise>().ok()) {
            wasm_bindgen_futures::spawn_local(async move {
                let _ = JsFuture::from(promise).await;
            });
        }
    }
}

/// The icon with a number: drawn in the address, which the page's policy allows for pictures.
fn icon(n: u64) -> String {
    if n == 0 {
        return "/favicon.svg".to_owned();
    }
    let shown = if n > 99 { "99+".to_owned() } else { n.to_string() };
    let size = match shown.len() {
        1 => 44,
        2 => 38,
        _ => 28,
    };
    format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'%3E\
         %3Crect width='64' height='64' rx='14' fill='%23b43a08'/%3E\
         %3Ctext x='32' y='33' font-family='system-ui,sans-serif' font-size='{size}' \
         font-weight='800' fill='white' text-anchor='middle' dominant-baseline='central'%3E\
         {shown}%3C/text%3E%3C/svg%3E"
    )
}
