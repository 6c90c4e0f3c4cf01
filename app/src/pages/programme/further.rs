//! The further pages of the list: loaded when they are asked for, and again for whoever comes back.

use leptos::{prelude::*, task::spawn_local};

use super::{
    calendar::{Day, by_day},
    query::ProgrammeView,
};
use crate::{
    api,
    browser::{self, Debounce},
    components::{effect, problem_of},
    domain::Date,
    i18n::{self, Lang, programme::list},
    live,
};

/// How long a reader has to rest until their place is kept, in milliseconds.
const REST_MS: u64 = 150;

/// What was loaded beyond the first page.
#[derive(Clone, Copy)]
pub(super) struct Further {
    view: StoredValue<ProgrammeView>,
    today: Date,
    lang: Lang,
    /// The last day that is shown.
    last: RwSignal<Option<Date>>,
    /// Where the next page begins, if there is one.
    pub(super) next: RwSignal<Option<String>>,
    /// The pages, numbered.
    pub(super) batches: RwSignal<Vec<(usize, Vec<Day>)>>,
    /// Whether one is on its way.
    pub(super) loading: RwSignal<bool>,
}

impl Further {
    /// Nothing yet; the next page begins at `next`, after the day `last`.
    pub(super) fn new(
        view: ProgrammeView,
        today: Date,
        next: Option<String>,
        last: Option<Date>,
    ) -> Self {
        Self {
            view: StoredValue::new(view),
            today,
            lang: i18n::lang(),
            last: RwSignal::new(last),
            next: RwSignal::new(next),
            batches: RwSignal::new(Vec::new()),
            loading: RwSignal::new(false),
        }
    }

    /// Loads the next page, if there is one; the focus goes to its first card.
    pub(super) fn more(self) {
        spawn_local(async move {
            if let Some(card) = self.load().await.flatten() {
                // Keyboard and screen reader go on there.
                browser::after_ms(30, move || browser::focus_link_in(&card));
            }
        });
    }

    /// Loads the next page; the name of its first card, if it has one. None where nothing came.
    async fn load(self) -> Option<Option<String>> {
        let after = self.next.try_get_untracked()??;
        if self.loading.try_get_untracked() != Some(false) {
            return None;
        }
        self.loading.set(true);
        let wanted = self.view.try_with_value(|view| view.with(|v| v.after = after))?;
        let found = match api::events(&wanted.query(self.today)).await {
            Ok(page) => {
                let first =
                    page.items.first().map(|card| format!("event-{}-{}", card.id, card.date));
                let last = page.items.last().map(|card| Date::of(card.starts_at));
                live::say(list::loaded(self.lang, page.items.len()));
                let days = by_day(page.items, self.last.try_get_untracked()?);
                self.next.try_set(page.next);
                self.last.try_set(last);
                self.batches.try_update(|all| all.push((all.len(), days)));
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
        let Some(address) = self.view.try_with_value(ProgrammeView::href) else { return };
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
