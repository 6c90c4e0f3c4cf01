//! How staff are called who look at something else: a soft sound, a message of the system, the
//! number on the page's icon. Sound and messages only for those who want them.

use leptos::{prelude::*, task::spawn_local};

use super::desk::Desk;
use crate::{
    browser,
    components::{effect, handler},
    held::{Derived, Held},
    i18n::{Text, desk, t},
    live,
};

/// So long nobody is called again, in milliseconds: eighty phones make one sound, not eighty.
pub(super) const PAUSE_MS: i64 = 8_000;

/// Where the browser remembers what is wanted.
const SOUND: &str = "staff-sound";
const MESSAGES: &str = "staff-messages";

fn wanted(what: &str) -> bool {
    browser::stored(what).as_deref() == Some("on")
}

/// Calls, in the ways that are wanted.
pub(super) fn call(title: &str, words: &str) {
    if wanted(SOUND) {
        browser::chime();
    }
    if wanted(MESSAGES) {
        let (title, words) = (title.to_owned(), words.to_owned());
        spawn_local(async move {
            browser::notify(&title, &words, "queue").await;
        });
    }
}

/// Keeps the number on the icon, and the stream open for those who want to be called.
pub(super) fn keep(total: Derived<u64>) {
    effect(move || browser::count_on_icon(total.get()));
    effect(|| live::stay_open(wanted(SOUND) || wanted(MESSAGES)));
    on_cleanup(|| browser::count_on_icon(0));
}

/// The switches.
#[component]
pub(super) fn Alerts(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let sound = Held::new(wanted(SOUND));
    let messages = Held::new(wanted(MESSAGES) && browser::may_notify() == Some(true));
    let refused = Held::new(false);
    let stay = move || live::stay_open(sound.get_untracked() || messages.get_untracked());
    let turn_sound = move |event| {
        let on = event_target_checked(&event);
        sound.set(on);
        browser::store(SOUND, if on { "on" } else { "off" });
        if on {
            // To hear what it is like.
            browser::chime();
        }
        stay();
    };
    let (title, example) = (t(desk::NEW_IN_QUEUE), t(desk::MESSAGES_HINT));
    let turn_messages = move |event| {
        let on = event_target_checked(&event);
        messages.set(on);
        refused.set(false);
        spawn_local(async move {
            let may = !on || browser::ask_to_notify(title, example).await;
            if !may {
                messages.set(false);
                refused.set(true);
                desk.said.set(desk::MESSAGES_REFUSED.get(desk.lang).to_owned());
            }
            browser::store(MESSAGES, if on && may { "on" } else { "off" });
            stay();
        });
    };
    let switch = |label: Text, hint: Text, now: Held<bool>| (t(label), t(hint), move || now.get());
    let (sound_label, sound_hint, sound_now) = switch(desk::SOUND, desk::SOUND_HINT, sound);
    let (label, hint, now) = switch(desk::MESSAGES, desk::MESSAGES_HINT, messages);
    let there = browser::may_notify().is_some();
    view! {
        <label class="switch">
            <input type="checkbox" prop:checked=sound_now on:change=handler(turn_sound) />
            <span><strong>{sound_label}</strong> <small>{sound_hint}</small></span>
        </label>
        <label class="switch" class:gone=!there>
            <input type="checkbox" prop:checked=now on:change=handler(turn_messages) />
            <span><strong>{label}</strong> <small>{hint}</small></span>
        </label>
        <p class="field-hint" role="status">{move || refused.get().then(|| t(desk::MESSAGES_REFUSED))}</p>
    }
}
