//! Both ideas side by side, and what is done with them.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError, Idea, NewLink, Waiting},
    components::{Busy, Icon, effect, handler, piece},
    held::Held,
    i18n::{common, desk as words, staff, t},
    pages::staff::{boxes::value_of, decisions::Action, desk::Desk, events::Key},
};

/// The leading idea beside the open one.
#[component]
pub(super) fn Preview(
    /// The desk.
    desk: Desk,
    /// The idea that is merged.
    key: Key,
    /// The one that leads.
    into: i64,
    /// Whether it is public, and so can.
    public: bool,
) -> AnyView {
    let leader = Held::new(None::<Result<Idea, ApiError>>);
    effect(move || {
        spawn_local(async move {
            // What waits stands in the queue, what is public on the board.
            let idea = match public {
                true => api::idea(into).await,
                false => api::waiting(key.0, into).await.map(|waiting: Waiting| waiting.idea),
            };
            leader.set(Some(idea));
        });
    });
    let mine = desk.queue.with_untracked(|q| q.get(key).map(|item| item.idea.clone()));
    let merge = move |_| {
        desk.dialog.set(None);
        desk.decide(key, Action::Merge(into), String::new());
    };
    let buttons = if public {
        piece(view! {
            <button type="button" class="button button-main" on:click=handler(merge)>
                <Icon name="merge" />
                {t(words::MERGE_GO)}
            </button>
        })
    } else {
        piece(view! { <p class="queue-note">{t(words::NOT_PUBLIC)}</p> })
    };
    let lost = t(staff::NOT_LOADED);
    piece(view! {
        <div class="queue-sides">
            {mine.map(|idea| side(words::THIS_IDEA, idea))}
            {move || match leader.get() {
                None => piece(view! { <Busy /> }),
                Some(Ok(idea)) => side(words::LEADER, idea),
                Some(Err(ApiError::Network)) => piece(view! { <p class="queue-note">{lost}</p> }),
                Some(Err(ApiError::Problem(problem))) => piece(view! { <p class="queue-note">{problem.title}</p> }),
            }}
        </div>
        <div class="queue-merge-go">
            {buttons}
            <Link desk=desk key=key into=into />
        </div>
    })
}

fn side(heading: crate::i18n::Text, idea: Idea) -> AnyView {
    let meta = format!("Nr. {} · {}", idea.card.id, t(common::status(idea.card.status)));
    piece(view! {
        <section class="queue-side-card">
            <p class="queue-side-kind">{t(heading)}</p>
            <h3 dir="auto">{idea.card.title}</h3>
            <p class="queue-item-meta">{meta} <span><Icon name="heart" /> {idea.card.supports}</span></p>
            <div class="queue-text" dir="auto">{idea.text}</div>
        </section>
    })
}

/// Linking without merging.
#[component]
fn Link(desk: Desk, key: Key, into: i64) -> AnyView {
    let busy = Held::new(false);
    let link = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let note = value_of(&event, "note");
        busy.set(true);
        spawn_local(async move {
            match api::link(key.1, into, &NewLink { note }).await {
                Ok(_) => {
                    desk.said.set(words::LINKED.get(desk.lang).to_owned());
                    desk.passed.set(Some(words::LINKED.get(desk.lang).to_owned()));
                }
                Err(error) => desk.fail(error, "", staff::NOT_LOADED),
            }
            desk.dialog.set(None);
        });
    };
    piece(view! {
        <details class="queue-link">
            <summary class="button">{t(words::LINK_GO)} " …"</summary>
            <form class="queue-box" on:submit=handler(link)>
                <label for="queue-link-note">{t(words::LINK_NOTE)}</label>
                <input id="queue-link-note" name="note" maxlength="500" autocomplete="off" />
                <button class="button" aria-busy=move || busy.get().then_some("true")>{t(words::LINK_GO)}</button>
            </form>
        </details>
    })
}
