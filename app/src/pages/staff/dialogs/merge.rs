//! Which idea leads: the likest ones are there at once, others by number or words; both texts
//! side by side; one tap merges.

use leptos::{prelude::*, task::spawn_local};

use super::{head, preview::Preview};
use crate::{
    api::{self, IdeaCard, IdeaQuery},
    browser,
    components::{Busy, Icon, effect, handler, piece},
    held::Held,
    i18n::{common, desk as words, t},
    pages::staff::{desk::Desk, events::Key},
};

/// So long nothing is typed, in milliseconds, before it is searched for.
const TYPED_MS: u64 = 250;
/// So many are found by words.
const FOUND: u32 = 8;

/// An idea that may lead.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    card: IdeaCard,
    /// Whether it can: only what is public does.
    public: bool,
    same_topic: bool,
    same_lab: bool,
}

impl Candidate {
    fn found(card: IdeaCard) -> Self {
        Self { card, public: true, same_topic: false, same_lab: false }
    }
}

/// What is like the idea, or what the words say.
async fn look_for(id: i64, words: String) -> Option<Vec<Candidate>> {
    let words = words.trim();
    if words.is_empty() {
        let similar = api::similar_ideas(id).await.ok()?;
        let similar = similar.items.into_iter().map(|one| Candidate {
            card: one.card,
            public: one.public,
            same_topic: one.same_topic,
            same_lab: one.same_lab,
        });
        return Some(similar.collect());
    }
    let number = words.trim_start_matches(['#', 'N', 'n', 'r', '.', ' ']).parse::<i64>();
    if let Ok(number) = number
        && let Ok(idea) = api::idea(number).await
    {
        return Some(vec![Candidate::found(idea.card)]);
    }
    let asked = IdeaQuery { q: words.to_owned(), limit: FOUND, ..IdeaQuery::default() };
    let page = api::ideas(&asked).await.ok()?;
    Some(page.items.into_iter().map(Candidate::found).collect())
}

/// The dialog.
#[component]
pub(super) fn Merge(
    /// The desk.
    desk: Desk,
    /// The idea that is merged.
    key: Key,
    /// The one that was tapped on already.
    with: Option<i64>,
) -> AnyView {
    let found = Held::new(None::<Vec<Candidate>>);
    let chosen = Held::new(with);
    let searched = Held::new(false);
    let typing = browser::Debounce::new();
    let look = move |words: String| {
        let Some(turn) = typing.turn() else { return };
        spawn_local(async move {
            let is_search = !words.trim().is_empty();
            let list = look_for(key.1, words).await.unwrap_or_default();
            let list: Vec<Candidate> = list.into_iter().filter(|c| c.card.id != key.1).collect();
            if !typing.is(turn) {
                return;
            }
            searched.set(is_search);
            // The likest one is compared at once.
            let likest = list.iter().find(|one| one.public).map(|one| one.card.id);
            if is_search || chosen.try_get_untracked().flatten().is_none() {
                chosen.set(likest);
            }
            found.set(Some(list));
        });
    };
    effect(move || look(String::new()));
    let typed = move |event: leptos::ev::Event| {
        let words = event_target_value(&event);
        typing.after_ms(TYPED_MS, move || look(words));
    };
    let nothing =
        move || if searched.get() { t(words::SEARCH_NONE) } else { t(words::SIMILAR_NONE) };
    let list = move || match found.get() {
        None => piece(view! { <Busy /> }),
        Some(list) if list.is_empty() => piece(view! { <p class="queue-none">{nothing()}</p> }),
        Some(list) => {
            let list: Vec<AnyView> =
                list.into_iter().map(|one| candidate(desk, one, chosen)).collect();
            piece(view! { <ul class="queue-found">{list}</ul> })
        }
    };
    let public = move |id: i64| {
        let of =
            |list: &Vec<Candidate>| list.iter().find(|one| one.card.id == id).map(|c| c.public);
        found.with(|list| list.as_ref().and_then(of)).unwrap_or(true)
    };
    piece(view! {
        {head(desk, words::MERGE_TITLE)}
        <p class="field-hint">{t(words::MERGE_HINT)}</p>
        <div class="queue-merge">
            <div class="queue-merge-find">
                <label for="queue-merge-search">{t(words::MERGE_SEARCH)}</label>
                <input id="queue-merge-search" type="search" maxlength="200" autocomplete="off" on:input=handler(typed) />
                <h3>{t(words::SIMILAR)}</h3>
                <div aria-live="polite">{list}</div>
            </div>
            <div class="queue-merge-both">
                {move || chosen.get().map(|into| {
                    piece(view! { <Preview desk=desk key=key into=into public=public(into) /> })
                })}
            </div>
        </div>
    })
}

/// One that may lead.
fn candidate(desk: Desk, one: Candidate, chosen: Held<Option<i64>>) -> AnyView {
    let id = one.card.id;
    let mark =
        |shown: bool, text| shown.then(|| piece(view! { <span class="mark">{t(text)}</span> }));
    let status = common::status(one.card.status).get(desk.lang);
    piece(view! {
        <li>
            <button type="button" aria-pressed=move || (chosen.get() == Some(id)).to_string() on:click=handler(move |_| chosen.set(Some(id)))>
                <strong dir="auto">{one.card.title}</strong>
                <span class="queue-found-meta">
                    "Nr. " {id} " · " {status}
                    <span><Icon name="heart" /> {one.card.supports}</span>
                    {mark(one.same_topic, words::SAME_TOPIC)}
                    {mark(one.same_lab, words::SAME_LAB)}
                    {mark(!one.public, words::WAITS_TOO)}
                </span>
            </button>
        </li>
    })
}
