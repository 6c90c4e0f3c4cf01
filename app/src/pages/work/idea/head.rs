//! What the idea says, and where it stands.

use leptos::prelude::*;
use leptos_router::components::A;

use super::State;
use crate::{
    api::Catalog,
    components::{Ago, Icon, Photo, lab_of, piece, topic_of},
    held::memo,
    i18n::{self, board, common, desk, t, work},
};

/// Number, title, status, and the ways to it.
#[component]
pub(super) fn Head(
    /// The page's state.
    state: State,
    /// Names of labs and topics.
    catalog: Catalog,
) -> AnyView {
    let lang = i18n::lang();
    let id = state.id();
    let (card, merged) =
        state.idea.with_untracked(|idea| (idea.idea.card.clone(), idea.idea.merged_into));
    let (topic, icon, colour) = topic_of(&catalog, &card.topic);
    let lab = card.lab.as_deref().map(|slug| lab_of(&catalog, slug));
    let status = memo(move || state.idea.with(|idea| idea.idea.card.status));
    let public = memo(move || state.idea.with(|idea| idea.public));
    let shown = move || match public.get() {
        true => piece(view! {
            <A href=format!("/ideas/{id}") attr:class="work-public"><Icon name="globe" /> {t(work::PUBLIC_PAGE)}</A>
        }),
        false => piece(view! { <span class="work-hidden">{t(work::NOT_PUBLIC)}</span> }),
    };
    let counts = move || {
        let (card, followers) = state.idea.with(|idea| (idea.idea.card.clone(), idea.followers));
        let parts = [
            common::supports(lang, card.supports),
            common::comments(lang, card.comments),
            board::companions(lang, card.companions),
            work::followers(lang, followers),
        ];
        parts.map(|part| piece(view! { <span>{part}</span> })).collect_view()
    };
    let leader = merged.map(|leader| {
        piece(view! {
            <p class="work-merged">
                {t(work::MERGED_INTO)} " "
                // Another page of the same kind: loaded anew.
                <a href=format!("/staff/ideas/{leader}") rel="external">{format!("#{leader}")}</a>
            </p>
        })
    });
    piece(view! {
        <header class="work-head" data-colour=colour>
            <p class="idea-back"><A href="/staff/ideas">"← " {t(work::ALL_IDEAS)}</A></p>
            <p class="idea-topic"><Icon name=icon /> {topic}</p>
            <h1><span class="work-number">{format!("#{id}")}</span> " " {move || state.idea.with(|i| i.idea.card.title.clone())}</h1>
            <p class="idea-meta">
                <span class="status" data-status=move || status.get().as_str()>{move || t(common::status(status.get()))}</span>
                {shown}
                {lab.map(|lab| piece(view! { <span>{lab}</span> }))}
                <Ago at=card.created_at />
            </p>
            {leader}
            <p class="work-counts">{counts}</p>
        </header>
    })
}

/// What its author wrote.
#[component]
pub(super) fn Words(
    /// The page's state.
    state: State,
) -> AnyView {
    let lang = i18n::lang();
    let idea = state.idea.get_untracked().idea;
    let title = idea.card.title.clone();
    let photos = idea.photos.into_iter().enumerate().map(|(i, photo)| {
        let alt = board::photo_alt(lang, i + 1, &title);
        piece(view! { <li><Photo photo=photo alt=alt /></li> })
    });
    let photos = photos.collect_view();
    let original = memo(move || state.idea.with(|idea| idea.original.clone()));
    let author = idea.author.unwrap_or_else(|| t(board::ANONYMOUS).to_owned());
    let affiliation = idea
        .affiliation
        .map(|a| piece(view! { <span class="affiliation">{t(common::affiliation(a))}</span> }));
    piece(view! {
        <section class="work-words" aria-labelledby="work-words">
            <h2 id="work-words" class="visually-hidden">{t(work::TEXT)}</h2>
            <p class="byline"><strong dir="auto">{author}</strong> {affiliation}</p>
            <p class="my-lines">{move || state.idea.with(|i| i.idea.text.clone())}</p>
            <ul class="my-photos">{photos}</ul>
            {move || original.get().map(|original| piece(view! {
                <details class="work-fold">
                    <summary>{t(desk::ORIGINAL)}</summary>
                    <p dir="auto"><strong>{original.title}</strong></p>
                    <p class="my-lines" dir="auto">{original.text}</p>
                </details>
            }))}
        </section>
    })
}
