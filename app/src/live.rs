//! The live stream, as signals: one connection for a page, whoever listens.
//!
//! It is open while the page is visible and closes when it is hidden; then it goes on from the
//! last event heard, so that nothing is missed and nothing comes twice. Staff who want to be
//! called while they look at something else keep it open ([`stay_open`]).

use leptos::prelude::*;

use crate::{
    api::LiveEvent,
    components::piece,
    i18n::{common, t},
};

/// How the connection stands.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "the server has no connection"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Connection {
    /// Not asked for, or on its way.
    #[default]
    Idle,
    /// Events arrive.
    Open,
    /// Lost; the browser keeps trying.
    Lost,
}

/// The page's live stream.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    /// How it stands.
    pub(crate) connection: RwSignal<Connection>,
    /// What a screen reader is told, politely.
    pub(crate) said: RwSignal<String>,
    /// Counts up when so much was missed that pages load their data anew.
    pub(crate) resets: RwSignal<u32>,
    #[cfg(feature = "hydrate")]
    inner: StoredValue<real::Inner, LocalStorage>,
}

/// Provides the live stream. Called once, at the root.
pub(crate) fn provide_live() {
    provide_context(Live {
        connection: RwSignal::new(Connection::Idle),
        said: RwSignal::new(String::new()),
        resets: RwSignal::new(0),
        #[cfg(feature = "hydrate")]
        inner: StoredValue::new_local(real::Inner::default()),
    });
}

/// Tells the reader something, politely: on the page's live region, and on screen as a toast.
pub(crate) fn say(what: impl Into<String>) {
    if let Some(live) = use_context::<Live>() {
        let what = what.into();
        live.said.set(what.clone());
        // Gone after a while, so that the same words are news again.
        crate::browser::after_ms(5000, move || {
            if live.said.try_with_untracked(|said| *said == what) == Some(true) {
                live.said.set(String::new());
            }
        });
    }
}

/// Hears every event after `seq` as long as the calling component lives. `staff` asks for the
/// staff's stream. Nothing happens on the server.
#[allow(unused_variables, reason = "the server has nobody to listen")]
pub(crate) fn listen(seq: i64, staff: bool, hear: impl Fn(&LiveEvent) + 'static) {
    #[cfg(feature = "hydrate")]
    real::listen(seq, staff, hear);
}

/// Hears who of the staff is here and looks at what, as the stream's `presence` events tell it
/// (JSON), as long as the calling component lives. Only the staff's stream has them.
#[allow(unused_variables, reason = "the server has nobody to listen")]
pub(crate) fn hear_presence(hear: impl Fn(&str) + 'static) {
    #[cfg(feature = "hydrate")]
    real::hear_presence(hear);
}

/// Keeps the stream open while the page is hidden, or no longer.
#[allow(unused_variables, reason = "the server has no connection")]
pub(crate) fn stay_open(stay: bool) {
    #[cfg(feature = "hydrate")]
    real::stay_open(stay);
}

/// The page's polite live region, and the quiet sign when the connection is lost.
#[component]
pub(crate) fn LiveRegion() -> AnyView {
    let live = use_context::<Live>();
    let said = move || live.map(|l| l.said.get()).unwrap_or_default();
    let lost = move || live.is_some_and(|l| l.connection.get() == Connection::Lost);
    piece(view! {
        <div class="toast" role="status" aria-live="polite" class:toast-shown=move || !said().is_empty()>{said}</div>
        <div class="offline" role="status" aria-live="polite">
            {move || lost().then(|| piece(view! { <p>{t(common::OFFLINE)}</p> }))}
        </div>
    })
}

#[cfg(feature = "hydrate")]
mod real {
    use std::rc::Rc;

    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{EventSource, MessageEvent};

    use super::{Connection, Live};
    use crate::{api::LiveEvent, components::effect};

    type Listener = Rc<dyn Fn(&LiveEvent)>;
    /// Who hears of presence, by number.
    type Present = (u32, Rc<dyn Fn(&str)>);

    /// The connection and who listens to it.
    #[derive(Default)]
    pub(crate) struct Inner {
        source: Option<EventSource>,
        closures: Vec<Closure<dyn FnMut(MessageEvent)>>,
        listeners: Vec<(u32, Listener)>,
        next: u32,
        last: i64,
        staff: bool,
        watches_visibility: bool,
        presence: Option<Present>,
        stays_open: bool,
    }

    pub(super) fn listen(seq: i64, staff: bool, hear: impl Fn(&LiveEvent) + 'static) {
        let Some(live) = use_context::<Live>() else { return };
        let id = RwSignal::new(None::<u32>);
        let hear: Listener = Rc::new(hear);
        let hear = StoredValue::new_local(hear);
        // In an effect: only once the page is alive.
        effect(move || {
            let added = live.inner.try_update_value(|inner| {
                let alone = inner.listeners.is_empty();
                let other = inner.staff != staff;
                inner.next += 1;
                hear.try_with_value(|h| inner.listeners.push((inner.next, h.clone())));
                // The first listener says where to begin; a later one may have older data.
                if alone || other || seq < inner.last {
                    inner.last = seq;
                    inner.staff = staff;
                    return (inner.next, true);
                }
                (inner.next, inner.source.is_none())
            });
            if let Some((number, open)) = added {
                id.set(Some(number));
                watch_visibility(live);
                if open {
                    connect(live);
                }
            }
        });
        on_cleanup(move || {
            if let Some(Some(number)) = id.try_get_untracked() {
                let empty = live.inner.try_update_value(|inner| {
                    inner.listeners.retain(|(n, _)| *n != number);
                    inner.listeners.is_empty()
                });
                if empty == Some(true) {
                    disconnect(live);
                }
            }
        });
    }

    pub(super) fn hear_presence(hear: impl Fn(&str) + 'static) {
        let Some(live) = use_context::<Live>() else { return };
        let number = live.inner.try_update_value(|inner| {
            inner.next += 1;
            inner.presence = Some((inner.next, Rc::new(hear)));
            inner.next
        });
        on_cleanup(move || {
            live.inner.try_update_value(|inner| {
                // The page that takes this one's place may listen already.
                if inner.presence.as_ref().map(|(n, _)| *n) == number {
                    inner.presence = None;
                }
            });
        });
    }

    pub(super) fn stay_open(stay: bool) {
        if let Some(live) = use_context::<Live>() {
            live.inner.update_value(|inner| inner.stays_open = stay);
        }
    }

    /// Whether nobody sees the page, and nobody wants to be called.
    fn sleeps(live: Live) -> bool {
        document().hidden() && live.inner.try_with_value(|i| i.stays_open) != Some(true)
    }

    fn watch_visibility(live: Live) {
        let first = live
            .inner
            .try_update_value(|inner| !std::mem::replace(&mut inner.watches_visibility, true));
        if first != Some(true) {
            return;
        }
        // Lives as long as the page.
        let changed = Closure::<dyn FnMut()>::new(move || {
            let wanted = live.inner.try_with_value(|inner| !inner.listeners.is_empty());
            let open = live.inner.try_with_value(|inner| inner.source.is_some());
            if sleeps(live) {
                disconnect(live);
            } else if wanted == Some(true) && open == Some(false) {
                connect(live);
            }
        });
        let _ = document()
            .add_event_listener_with_callback("visibilitychange", changed.as_ref().unchecked_ref());
        changed.forget();
    }

    fn disconnect(live: Live) {
        live.inner.try_update_value(|inner| {
            if let Some(source) = inner.source.take() {
                source.close();
            }
            inner.closures.clear();
        });
        live.connection.set(Connection::Idle);
    }

    fn connect(live: Live) {
        disconnect(live);
        if sleeps(live) {
            return;
        }
        let (last, staff) = live.inner.with_value(|inner| (inner.last, inner.staff));
        let path = if staff { "/api/staff/live" } else { "/api/live" };
        let Ok(source) = EventSource::new(&format!("{path}?after={last}")) else { return };
        let opened =
            Closure::<dyn FnMut(MessageEvent)>::new(move |_| live.connection.set(Connection::Open));
        let failed = Closure::<dyn FnMut(MessageEvent)>::new(move |_| lost(live));
        let heard =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| heard(live, &event));
        let moved = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            advance(live, &event)
        });
        let reset = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            advance(live, &event);
            live.resets.update(|n| *n += 1);
        });
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("seq", moved.as_ref().unchecked_ref());
        let _ = source.add_event_listener_with_callback("reset", reset.as_ref().unchecked_ref());
        let present = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let hear = live.inner.with_value(|inner| inner.presence.clone());
            if let (Some((_, hear)), Some(people)) = (hear, event.data().as_string()) {
                hear(&people);
            }
        });
        let _ =
            source.add_event_listener_with_callback("presence", present.as_ref().unchecked_ref());
        live.inner.update_value(|inner| {
            inner.source = Some(source);
            inner.closures = vec![opened, failed, heard, moved, reset, present];
        });
    }

    /// The browser tries again by itself unless the answer was an error; then we do.
    fn lost(live: Live) {
        live.connection.set(Connection::Lost);
        let closed = live.inner.with_value(|inner| {
            inner.source.as_ref().is_some_and(|source| source.ready_state() == EventSource::CLOSED)
        });
        if closed {
            crate::browser::after_ms(3000, move || {
                if live.connection.get_untracked() == Connection::Lost {
                    connect(live);
                }
            });
        }
    }

    fn advance(live: Live, event: &MessageEvent) {
        if let Ok(seq) = event.last_event_id().parse::<i64>() {
            live.inner.update_value(|inner| inner.last = seq);
        }
    }

    fn heard(live: Live, event: &MessageEvent) {
        let Some(data) = event.data().as_string() else { return };
        let Some(parsed) = crate::json::from_str::<LiveEvent>(&data) else { return };
        let listeners = live.inner.try_update_value(|inner| {
            if parsed.seq <= inner.last {
                return Vec::new();
            }
            inner.last = parsed.seq;
            inner.listeners.iter().map(|(_, listener)| listener.clone()).collect()
        });
        for listener in listeners.unwrap_or_default() {
            listener(&parsed);
        }
    }
}
