//! The further pages of the list: loaded when they are asked for, and again for whoever comes back.

use leptos::{prelude::*, task::spawn_local};

use super::{
    cards::{Cards, LiveCard},
    list::supported_of,
    query::BoardView,
};
use crate::{
    api::{self, IdeaQuery},
    browser::{self, Debounce},
    components::{effect, problem_of},
    live,
};

/// How long a reader has to rest until their place is kept, in milliseconds.
const REST_MS: u64 = 150;

/// What was loaded beyond the first page.
#[derive(Clone, Copy)]
pub(super) struct Further {
    cards: Cards,
    view: StoredValue<BoardView>,
    /// Where the next page begins, if there is one.
    pub(super) next: RwSignal<Option<String>>,
    /// The pages, numbered.
    pub(super) batches: RwSignal<Vec<(usize, Vec<LiveCard>)>>,
    /// Whether one is on its way.
    pub(super) loading: RwSignal<bool>,
}

impl Further {
    /// Nothing yet; the next page begins at `next`.
    pub(super) fn new(cards: Cards, view: BoardView, next: Option<String>) -> Self {
        Self {
            cards,
            view: StoredValue::new(view),
            next: RwSignal::new(next),
            batches: RwSignal::new(Vec::new()),
            loading: RwSignal::new(false),
        }
    }

    /// Loads the next page, if there is one; the focus goes to its first card.
    pub(super) fn more(self) {
        spawn_local(async move {
            if let Some(id) = self.load().await.flatten() {
                // Keyboard and screen reader go on there.
                browser::after_ms(30, move || browser::focus_link_in(&format!("idea-{id}")));
            }
        });
    }

    /// Loads the next page; the number of its first card, if it has one. None where nothing came.
    async fn load(self) -> Option<Option<i64>> {
        let after = self.next.try_get_untracked()??;
        if self.loading.try_get_untracked() != Some(false) {
            return None;
        }
        self.loading.set(true);
        let wanted = self.view.try_with_value(|view| IdeaQuery { after, ..view.query.clone() })?;
        let found = match api::ideas(&wanted).await {
            Ok(page) => {
                let supported = supported_of(std::slice::from_ref(&page)).await;
                let added = self.cards.add(page.items, &supported);
                let first = added.first().map(|live| live.id);
                self.next.try_set(page.next);
                self.batches.try_update(|all| all.push((all.len(), added)));
                Some(first)
            }
            Err(error) => {
                live::say(problem_of(error).title);
                None
            }
        };
        self.loading.try_set(false);
        found
    }

    /// Keeps the reader's place, and leads whoever comes back there: with as many pages as there
    /// were, and as far down.
    pub(super) fn keep_place(self) {
        let Some(address) = self.view.try_with_value(BoardView::href) else { return };
        let here = address.clone();
        effect(move || {
            if let Some(place) = browser::place_to_return(&address) {
                spawn_local(async move {
                    for _ in 0..place.more {
                        if self.load().await.is_none() {
                            break;
                        }
                    }
                    browser::after_ms(50, move || browser::return_to(&place));
                });
            }
        });
        effect(move || {
            let (rest, here) = (Debounce::new(), here.clone());
            let listener = window_event_listener(leptos::ev::scroll, move |_| {
                let here = here.clone();
                rest.after_ms(REST_MS, move || {
                    if let Some(more) = self.batches.try_with_untracked(Vec::len) {
                        browser::keep_place(&here, more);
                    }
                });
            });
            on_cleanup(move || listener.remove());
        });
    }
}
