//! The idea as it is now. Its publication comes with the public live stream; a decline does
//! not, so the page also asks now and then, and when it is looked at again.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, IdeaQuery, MyIdea},
    components::effect,
    domain::IdeaStatus,
    held::memo,
    i18n::{self, Lang, common, form},
    live,
};

/// How often the page asks while the idea waits.
const ASK: Duration = Duration::from_secs(5);

/// The idea, kept current.
#[derive(Clone, Copy)]
pub(super) struct Current {
    /// The idea.
    pub(super) my: RwSignal<MyIdea>,
    /// What a screen reader is told.
    pub(super) said: RwSignal<String>,
    token: StoredValue<String>,
    lang: Lang,
}

impl Current {
    /// Begins with what the page came with.
    pub(super) fn new(token: String, my: MyIdea) -> Self {
        Self {
            my: RwSignal::new(my),
            said: RwSignal::new(String::new()),
            token: StoredValue::new(token),
            lang: i18n::lang(),
        }
    }

    /// How far the idea has come.
    pub(super) fn status(self) -> IdeaStatus {
        self.my.with(|my| my.status)
    }

    /// Puts in what the server answered. A new status is said.
    pub(super) fn put(self, fresh: MyIdea) {
        let Some(before) = self.my.try_with_untracked(|my| my.status) else { return };
        let asked = fresh.question.as_ref().is_some_and(|question| question.answer.is_none());
        let was_asked = self.my.with_untracked(|my| my.question == fresh.question);
        if asked && !was_asked {
            self.said.set(form::MY_ASKED.get(self.lang).to_owned());
        }
        if fresh.status != before {
            let status = common::status(fresh.status).get(self.lang);
            self.said.set(form::status_now(self.lang, status));
        }
        if self.my.with_untracked(|my| *my != fresh) {
            self.my.set(fresh);
        }
    }

    /// Asks the server once. Quiet where it does not answer: the page still says what it knew.
    fn ask(self) {
        let Some(token) = self.token.try_get_value() else { return };
        spawn_local(async move {
            if let Ok(fresh) = api::my_idea(&token).await {
                self.put(fresh);
            }
        });
    }

    /// Keeps asking as long as the page is there.
    pub(super) fn stay_current(self) {
        // A proposed edit is decided on as quietly as a submitted idea.
        let waits = memo(move || {
            self.my.with(|my| my.status == IdeaStatus::Submitted || my.proposed.is_some())
        });
        effect(move || {
            if !waits.get() {
                return;
            }
            let tick = set_interval_with_handle(
                move || {
                    if !document().hidden() {
                        self.ask();
                    }
                },
                ASK,
            );
            on_cleanup(move || {
                if let Ok(tick) = tick {
                    tick.clear();
                }
            });
        });
        effect(move || {
            let seen = window_event_listener_untyped("visibilitychange", move |_| {
                if !document().hidden() {
                    self.ask();
                }
            });
            on_cleanup(move || seen.remove());
        });
    }
}

/// Hears of the idea on the public live stream. The stream's place comes from the board: a
/// private page has none.
#[component]
pub(super) fn Follow(
    /// The idea.
    current: Current,
) -> impl IntoView {
    let place = RwSignal::new(None::<i64>);
    effect(move || {
        spawn_local(async move {
            let newest = IdeaQuery { limit: 1, ..IdeaQuery::default() };
            if let Ok(page) = api::ideas(&newest).await {
                let _ = place.try_set(Some(page.seq));
                // What happened before the stream begins.
                current.ask();
            }
        });
    });
    move || {
        place.get().map(|seq| {
            let id = current.my.with_untracked(|my| my.id);
            live::listen(seq, false, move |event| {
                if event.idea == id {
                    current.ask();
                }
            });
        })
    }
}
