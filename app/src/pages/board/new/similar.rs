//! Ideas that say the same, while somebody types.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiResult, IdeaCard, SupportState},
    browser::{self, Debounce},
    components::{Icon, effect, handler, support::PARTICIPATES},
    i18n::{self, board, common, form, t},
};

/// How long a person has to pause until they are looked for, in milliseconds.
const PAUSE_MS: u64 = 500;
/// The most that are shown: this is a hint, not a list.
const SHOWN: usize = 3;

/// A similar idea and whether this browser supports it.
#[derive(Clone)]
struct Found {
    card: IdeaCard,
    supported: bool,
}

/// Ideas that say something like these words. Empty until there are some.
#[component]
pub(super) fn Similar(
    /// What to look for; none as long as there is too little.
    words: Signal<Option<String>>,
) -> impl IntoView {
    let lang = i18n::lang();
    let found = RwSignal::new(Vec::<Found>::new());
    let said = RwSignal::new(String::new());
    let wait = Debounce::new();
    effect(move || {
        let words = words.get();
        wait.after_ms(PAUSE_MS, move || match words {
            Some(words) => look(words, wait, found),
            None => found.set(Vec::new()),
        });
    });
    effect(move || {
        let n = found.with(Vec::len);
        // Said once: who types on does not want to hear it at every pause.
        if n > 0 && said.with_untracked(String::is_empty) {
            said.set(form::similar_found(lang, n));
        }
    });
    view! {
        <p class="visually-hidden" role="status">{move || said.get()}</p>
        <section class="similar" class:gone=move || found.with(Vec::is_empty) aria-labelledby="similar-title">
            <h2 id="similar-title">{t(form::SIMILAR)}</h2>
            <p>{t(form::SIMILAR_TEXT)}</p>
            <ul>
                <For each=move || found.get() key=|found| found.card.id let:found>
                    <li class="similar-idea">
                        <SimilarIdea found=found />
                    </li>
                </For>
            </ul>
        </section>
    }
}

/// Looks for similar ideas. An answer that comes after more was typed is dropped.
fn look(words: String, wait: Debounce, found: RwSignal<Vec<Found>>) {
    let Some(turn) = wait.turn() else { return };
    spawn_local(async move {
        let Ok(page) = api::similar(&words).await else { return };
        let cards: Vec<_> = page.items.into_iter().take(SHOWN).collect();
        let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
        let supported = if ids.is_empty() || browser::stored(PARTICIPATES).is_none() {
            Vec::new()
        } else {
            api::supported(&ids).await.map(|s| s.items).unwrap_or_default()
        };
        if wait.is(turn) {
            let cards = cards.into_iter();
            let list = cards.map(|card| Found { supported: supported.contains(&card.id), card });
            let _ = found.try_set(list.collect());
        }
    });
}

#[component]
fn SimilarIdea(found: Found) -> impl IntoView {
    let lang = i18n::lang();
    let Found { card, supported } = found;
    let (id, open) = (card.id, card.status.is_open());
    let supported = RwSignal::new(supported);
    let supports = RwSignal::new(card.supports);
    let failed = RwSignal::new(false);
    let support = move |_| {
        if supported.get_untracked() {
            return;
        }
        // Counted at once; taken back where the server did not get it.
        supported.set(true);
        supports.update(|n| *n += 1);
        failed.set(false);
        spawn_local(async move {
            let answer: ApiResult<SupportState> = api::support(id, true).await;
            if let Ok(state) = answer {
                browser::store(PARTICIPATES, "1");
                let _ = supports.try_set(state.supports);
            } else {
                let _ = supported.try_set(false);
                let _ = supports.try_update(|n| *n = n.saturating_sub(1));
                let _ = failed.try_set(true);
            }
        });
    };
    let button = open.then(|| {
        view! {
            <button
                type="button"
                class="button button-support"
                aria-pressed=move || supported.get().to_string()
                aria-disabled=move || supported.get().then_some("true")
                on:click=handler(support)
            >
                <Icon name="heart" />
                {move || t(if supported.get() { form::SIMILAR_SUPPORTED } else { form::SIMILAR_SUPPORT })}
                <span class="visually-hidden">{format!(": {}", card.title)}</span>
            </button>
        }
    });
    view! {
        <a class="similar-title" href=format!("/ideas/{id}") target="_blank" rel="noopener">
            {card.title.clone()}
            <span class="visually-hidden">{t(form::NEW_TAB)}</span>
            <Icon name="external" />
        </a>
        <p class="similar-meta">
            <span class="status" data-status=card.status.as_str()>{t(common::status(card.status))}</span>
            <span>{move || common::supports(lang, supports.get())}</span>
        </p>
        {button}
        <p class="similar-failed" role="status">
            {move || failed.get().then(|| t(board::SUPPORT_FAILED))}
        </p>
    }
}
