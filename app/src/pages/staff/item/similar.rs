//! Ideas that say something like the open one: shown beside it without being asked for.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, SimilarIdea},
    browser,
    components::{Icon, effect, handler, piece},
    held::Held,
    i18n::{common, desk as words, t},
    pages::staff::{
        desk::{Desk, Dialog},
        events::Key,
    },
};

/// An idea that is only passed on the way to another is not asked about, in milliseconds.
const PASSING_MS: u64 = 350;
/// So many are shown here; the dialog has more.
const SHOWN: usize = 3;

/// The likest ideas. A tap compares them.
#[component]
pub(in crate::pages::staff) fn Similar(
    /// The desk.
    desk: Desk,
    /// The open idea.
    key: Key,
) -> AnyView {
    let found = Held::new(Vec::<SimilarIdea>::new());
    let asked = browser::Debounce::new();
    // In an effect: only once the page is alive.
    effect(move || {
        asked.after_ms(PASSING_MS, move || {
            spawn_local(async move {
                // Without an answer there is no hint.
                if let Ok(similar) = api::similar_ideas(key.1).await {
                    found.set(similar.items);
                }
            });
        });
    });
    let (title, waits) = (t(words::SIMILAR), t(words::WAITS_TOO));
    let lang = desk.lang;
    piece(view! {
        <aside class="queue-similar" aria-labelledby="queue-similar" class:gone=move || found.with(Vec::is_empty)>
            <h3 id="queue-similar"><Icon name="merge" /> {title}</h3>
            <ul>
                {move || found.get().into_iter().take(SHOWN).map(|one| {
                    let id = one.card.id;
                    let state = if one.waiting { waits } else { common::status(one.card.status).get(lang) };
                    piece(view! {
                        <li>
                            <button type="button" on:click=handler(move |_| desk.dialog.set(Some(Dialog::Merge(key, Some(id)))))>
                                <span dir="auto">{one.card.title}</span>
                                <small>"Nr. " {id} " · " {state}</small>
                            </button>
                        </li>
                    })
                }).collect_view()}
            </ul>
        </aside>
    })
}
