//! An idea on the board.

use super::once::effect;
use leptos::prelude::*;

use super::{Ago, Icon, Photo, SupportButton, lab_of, piece, topic_of};
use crate::{
    api::{Catalog, IdeaCard},
    i18n::{self, common, t},
};

/// A card: topic on its tab, what it says, how far it has come, and the yes to it.
#[component]
pub(crate) fn IdeaCardView(
    /// The idea; changes live.
    #[prop(into)]
    card: Signal<IdeaCard>,
    /// Whether this browser supports it.
    supported: RwSignal<bool>,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
    /// The page to come back to without script.
    #[prop(into)]
    back: String,
    /// Whether its photo is on the first screen.
    #[prop(optional)]
    eager: bool,
    /// Whether the picture and the excerpt are left out, as on the lanes.
    #[prop(optional)]
    slim: bool,
) -> AnyView {
    let lang = i18n::lang();
    let first = card.get_untracked();
    let id = first.id;
    let (topic, icon, colour) = catalog.with_value(|c| topic_of(c, &first.topic));
    let lab = first.lab.as_deref().map(|slug| catalog.with_value(|c| lab_of(c, slug)));
    // The button counts on its own; what the live stream says comes in from the card.
    let supports = RwSignal::new(first.supports);
    effect(move || supports.set(card.with(|c| c.supports)));
    let photo = first.photo.clone().filter(|_| !slim);
    let excerpt = first.excerpt.clone();
    piece(view! {
        <article class="card" data-colour=colour id=format!("idea-{id}") aria-labelledby=format!("idea-{id}-title")>
            <p class="card-tab">
                <Icon name=icon />
                {topic}
            </p>
            {photo.map(|photo| piece(view! { <Photo photo=photo alt="" eager=eager /> }))}
            <div class="card-body">
                <h3 class="card-title" id=format!("idea-{id}-title")>
                    <a href=format!("/ideas/{id}")>{move || card.with(|c| c.title.clone())}</a>
                </h3>
                {(!slim).then(|| piece(view! { <p class="card-excerpt">{excerpt}</p> }))}
                <p class="card-meta">
                    <span class="status" data-status=move || card.with(|c| c.status.as_str())>
                        {move || t(common::status(card.with(|c| c.status)))}
                    </span>
                    {lab.map(|lab| piece(view! { <span>{lab}</span> }))}
                    <Ago at=first.created_at />
                </p>
            </div>
            <div class="card-foot">
                <SupportButton
                    id=id
                    title=Signal::derive(move || card.with(|c| c.title.clone()))
                    supported=supported
                    supports=supports
                    open=Signal::derive(move || card.with(|c| c.status.is_open()))
                    back=back
                />
                <a href=format!("/ideas/{id}#comments") class="card-comments">
                    <Icon name="comment" />
                    <span aria-hidden="true">{move || i18n::count(lang, card.with(|c| u64::from(c.comments)))}</span>
                    <span class="visually-hidden">{move || common::comments(lang, card.with(|c| c.comments))}</span>
                </a>
            </div>
        </article>
    })
}
