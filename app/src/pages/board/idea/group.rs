//! The ideas that are merged into one, and those that belong together with it.

use leptos::prelude::*;

use super::{
    State,
    story::{byline, paragraphs},
};
use crate::{
    api::{IdeaLink, MergedIdea},
    browser,
    components::{Ago, Photo, effect, piece},
    i18n::{self, board, common, merging, t},
    site,
};

/// In place of the page of a merged idea: on to the one that leads, where it is read.
#[component]
pub(super) fn Moved(
    /// Number of the merged idea.
    id: i64,
    /// Number of the one that leads.
    into: i64,
) -> AnyView {
    let to = format!("/ideas/{into}#idea-{id}");
    site::move_to(&to);
    piece(view! { <p><a href=to class="button button-main">{t(board::MERGED_LINK)}</a></p> })
}

/// The texts of the ideas that are merged into this one.
#[component]
pub(super) fn Merged(
    /// What changes.
    state: State,
) -> AnyView {
    // Whoever came by the address of one of them reads on there.
    effect(move || {
        let ids = state.idea.with(|idea| idea.merged.iter().map(|one| one.id).collect::<Vec<_>>());
        browser::reveal_target(&ids.iter().map(|id| format!("idea-{id}")).collect::<Vec<_>>());
    });
    let all = move || {
        let merged = state.idea.with(|idea| idea.merged.clone());
        (!merged.is_empty()).then(|| {
            piece(view! {
                <section class="merged" aria-labelledby="merged-title">
                    <h2 id="merged-title">{t(merging::MERGED_HERE)}</h2>
                    <p class="muted">{t(merging::MERGED_HERE_TEXT)}</p>
                    {merged.into_iter().map(one).collect_view()}
                </section>
            })
        })
    };
    all.into_any()
}

fn one(idea: MergedIdea) -> AnyView {
    let lang = i18n::lang();
    let title = idea.title.clone();
    let photo = |(i, photo)| {
        let alt = board::photo_alt(lang, i + 1, &title);
        piece(view! { <li><Photo photo=photo alt=alt large=false /></li> })
    };
    let photos = idea.photos.into_iter().enumerate().map(photo).collect::<Vec<_>>();
    let photos =
        (!photos.is_empty()).then(|| piece(view! { <ul class="merged-photos">{photos}</ul> }));
    piece(view! {
        <article class="merged-idea" id=format!("idea-{}", idea.id)>
            <h3>{idea.title}</h3>
            <p class="idea-meta">
                {byline(idea.author, idea.affiliation)}
                <Ago at=idea.at />
            </p>
            {paragraphs(&idea.text)}
            {photos}
        </article>
    })
}

/// The ideas that belong together with this one.
#[component]
pub(super) fn Links(
    /// What changes.
    state: State,
) -> AnyView {
    let item = |link: IdeaLink| {
        let note = link.note.map(|note| piece(view! { <p>{note}</p> }));
        piece(view! {
            <li>
                <a href=format!("/ideas/{}", link.id)>{link.title}</a>
                <span class="status" data-status=link.status.as_str()>{t(common::status(link.status))}</span>
                {note}
            </li>
        })
    };
    let all = move || {
        let links = state.idea.with(|idea| idea.links.clone());
        (!links.is_empty()).then(|| {
            piece(view! {
                <section class="links" aria-labelledby="links-title">
                    <h2 id="links-title">{t(merging::LINKS)}</h2>
                    <ul>{links.into_iter().map(item).collect_view()}</ul>
                </section>
            })
        })
    };
    all.into_any()
}
