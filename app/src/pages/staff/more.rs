//! What the queue can do beyond showing what waits and letting it through: a chunk of its own.
//!
//! It is loaded as soon as the queue can be used. Until then there stands what the server has
//! rendered, plain forms all of it; in the browser nothing of that is downloaded.

use leptos::{prelude::*, task::spawn_local};

use super::{
    actions::Failed,
    alerts, boxes, bulk,
    desk::{Desk, Dialog, Tool},
    dialogs, dom,
    events::Key,
    head::{evenings::Switches, filters::Filters},
    item::similar::Similar,
    keys::KeysOn,
    recent::Recent,
};
use crate::{
    api::{Catalog, Me},
    browser,
    components::{Busy, effect, piece, rendered},
    held::{Derived, Held},
    i18n::desk::NEW_IN_QUEUE,
};

/// What can be chosen of where contributions belong.
#[derive(Clone, Copy)]
pub(super) struct Places {
    /// Names of labs and topics.
    pub(super) catalog: Held<Catalog>,
    desk: Desk,
    /// The labs of whoever is signed in; none for all.
    mine: Held<Vec<String>>,
}

impl Places {
    /// What this member of staff can choose.
    pub(super) fn new(desk: Desk, me: &Me, catalog: Held<Catalog>) -> Self {
        Self { catalog, desk, mine: Held::new(me.labs.clone()) }
    }

    /// Slugs and names of the labs.
    pub(super) fn labs(self) -> Vec<(String, String)> {
        let mine = self.mine.get_untracked();
        self.catalog.with_untracked(|c| {
            let labs = c.labs.iter().filter(|lab| mine.is_empty() || mine.contains(&lab.slug));
            labs.map(|lab| (lab.slug.clone(), lab.name.clone())).collect()
        })
    }

    /// Slugs and names of the topics.
    pub(super) fn topics(self) -> Vec<(String, String)> {
        let name = |de: &str, en: &str| self.desk.lang.pick(de, en).to_owned();
        self.catalog.with_untracked(|c| {
            c.topics.iter().map(|t| (t.slug.clone(), name(&t.name_de, &t.name_en))).collect()
        })
    }
}

/// What comes later.
#[derive(Clone)]
pub(super) enum More {
    /// The form that chooses a part of the queue.
    Filters(Places),
    /// Which labs publish first.
    Evenings(Places, Derived<Vec<(String, i64)>>),
    /// The bar over the list, as long as something is ticked.
    Bulk,
    /// Where something is written about a thing.
    Box(Tool, Key, Failed),
    /// The last decisions.
    Recent,
    /// Ideas that say something like this one.
    Similar(Key),
    /// Something on top of the queue.
    Dialog(Dialog, KeysOn),
    /// Nothing to see: whoever looks elsewhere is called, with these words.
    Call(String),
}

/// Shows what comes later.
#[cfg_attr(feature = "split", leptos::lazy)]
async fn queue_more(more: More, desk: Desk) -> AnyView {
    match more {
        More::Filters(places) => piece(view! { <Filters desk=desk places=places /> }),
        More::Evenings(places, on) => piece(view! { <Switches desk=desk places=places on=on /> }),
        More::Bulk => piece(view! { <bulk::Bar desk=desk /> }),
        More::Box(tool, key, failed) => boxes::of(desk, tool, key, failed),
        More::Similar(key) => piece(view! { <Similar desk=desk key=key /> }),
        More::Recent => piece(view! { <Recent desk=desk /> }),
        More::Dialog(dialog, keys) => dialogs::of(desk, dialog, keys),
        More::Call(words) => {
            alerts::call(NEW_IN_QUEUE.get(desk.lang), &words);
            ().into_any()
        }
    }
}

/// Calls whoever looks at something else.
pub(super) fn call(desk: Desk, words: String) {
    spawn_local(async move {
        queue_more(More::Call(words), desk).await;
    });
}

/// Loads it, and lets it take its place once it is there.
pub(super) fn load(desk: Desk) {
    effect(move || {
        spawn_local(async move {
            #[cfg(all(feature = "split", feature = "hydrate"))]
            __preload_queue_more().await;
            // Not while the browser still takes over what the server rendered.
            browser::when_alive(move || take_over(desk));
        });
    });
}

/// What was opened and written in what the server rendered goes on in what takes its place.
fn take_over(desk: Desk) {
    if desk.more.try_get_untracked() != Some(false) {
        return;
    }
    let open = desk.open_now();
    let focused = dom::focused_id();
    for tool in [Tool::No, Tool::Ask, Tool::Edit] {
        let field = dom::field_of(tool);
        if let Some(key) = open.filter(|_| dom::is_unfolded(field)) {
            if boxes::fields_of(tool).iter().any(|(id, _)| dom::was_changed(id)) {
                boxes::keep(desk, tool, key);
            }
            desk.tool.set(Some(tool));
        }
    }
    desk.more.set(true);
    if let Some(id) = focused {
        browser::after_ms(30, move || {
            if dom::nothing_has_focus() {
                browser::focus(&id);
            }
        });
    }
}

/// Shows it now; a wait shows as one.
pub(super) fn now(desk: Desk, more: More) -> AnyView {
    piece(view! {
        <Suspense fallback=|| view! { <Busy /> }>
            {Suspend::new(async move { queue_more(more, desk).await })}
        </Suspense>
    })
}

/// A place that shows `rendered`, as the server made it, until the rest is loaded, and `more`
/// from then on.
pub(super) fn later(
    desk: Desk,
    more: impl Fn() -> More + Send + 'static,
    until_then: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    piece(view! {
        <div class="later">
            {move || match desk.more.get() {
                true => now(desk, more()),
                false => rendered(&until_then),
            }}
        </div>
    })
}
