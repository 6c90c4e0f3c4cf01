//! What an event is about, what came of it, and the ideas that belong to it.

use leptos::prelude::*;

use crate::{
    api::{Catalog, Event, EventFile},
    components::{FewIdeas, Icon, IdeaRow, Photo, piece},
    domain::FileKind,
    i18n::{self, programme::event as texts, t},
};

/// Picture, text and things to read before.
#[component]
pub(super) fn Story(
    /// The event.
    event: Event,
) -> AnyView {
    let lang = i18n::lang();
    let title = event.card.title.clone();
    let photo = event.card.photo.map(|photo| {
        let alt = texts::photo_alt(lang, 1, &title);
        piece(view! {
            <div class="idea-photos event-photo"><Photo photo=photo alt=alt large=true eager=true /></div>
        })
    });
    let documents = files(&event.files, FileKind::Document).map(|list| {
        piece(view! {
            <section aria-labelledby="documents">
                <h2 id="documents">{t(texts::DOCUMENTS)}</h2>
                {list}
            </section>
        })
    });
    piece(view! {
        <div class="idea-main">
            {photo}
            <div class="idea-text prose" inner_html=event.html></div>
            {documents}
        </div>
    })
}

/// The files of one kind, where there are any.
fn files(files: &[EventFile], kind: FileKind) -> Option<AnyView> {
    let lang = i18n::lang();
    let links = files.iter().filter(|file| file.kind == kind).map(|file| {
        piece(view! {
            <li>
                <a href=file.url.clone() rel="external">
                    <Icon name="download" />
                    {file.name.clone()}
                </a>
                " "
                <span class="muted">{texts::size(lang, file.size)}</span>
            </li>
        })
    });
    let links: Vec<AnyView> = links.collect();
    (!links.is_empty()).then(|| piece(view! { <ul class="event-files">{links}</ul> }))
}

/// What came of it: text, photos, files.
#[component]
pub(super) fn Results(
    /// The event.
    event: Event,
) -> AnyView {
    let lang = i18n::lang();
    let list = files(&event.files, FileKind::Result);
    let photos = event.photos.into_iter().enumerate().map(|(n, photo)| {
        let alt = texts::photo_alt(lang, n + 1, &event.card.title);
        piece(view! { <li><Photo photo=photo alt=alt large=true /></li> })
    });
    let photos: Vec<AnyView> = photos.collect();
    // What scrolls can be reached by keyboard.
    let scrolls = (photos.len() > 1).then_some("0");
    if event.results_html.is_none() && list.is_none() && photos.is_empty() {
        return ().into_any();
    }
    piece(view! {
        <section class="event-part event-came" aria-labelledby="results">
            <h2 id="results">{t(texts::RESULTS)}</h2>
            {event.results_html.map(|html| piece(view! { <div class="idea-text prose" inner_html=html></div> }))}
            {(!photos.is_empty()).then(|| piece(view! { <ul class="idea-photos" tabindex=scrolls aria-labelledby="results">{photos}</ul> }))}
            {list.map(|list| piece(view! {
                <h3>{t(texts::RESULT_FILES)}</h3>
                {list}
            }))}
        </section>
    })
}

/// Ideas that belong to it, and the way to one more.
#[component]
pub(super) fn Ideas(
    /// Number of the event.
    event: i64,
    /// The ideas.
    ideas: FewIdeas,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
) -> AnyView {
    let none = ideas.items.is_empty();
    let row = (!none).then(|| {
        piece(view! { <IdeaRow ideas=ideas catalog=catalog back=format!("/events/{event}") /> })
    });
    piece(view! {
        <section class="event-part event-ideas" aria-labelledby="ideas">
            <h2 id="ideas">{t(texts::IDEAS)}</h2>
            {none.then(|| piece(view! { <p class="section-lead">{t(texts::IDEAS_NONE)}</p> }))}
            {row}
            <p>
                <a href=format!("/ideas/new?event={event}") class="button">
                    <Icon name="plus" />
                    {t(texts::NEW_IDEA)}
                </a>
            </p>
        </section>
    })
}
