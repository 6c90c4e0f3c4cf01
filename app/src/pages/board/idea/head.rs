//! What others read of an idea: search engines, link previews.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    api::Idea,
    components::{JsonLd, PageHead},
    domain::excerpt,
    site,
};

/// Title, description, preview and schema.org data of an idea.
#[component]
pub(super) fn Head(
    /// The idea.
    idea: Idea,
) -> impl IntoView {
    let path = format!("/ideas/{}", idea.card.id);
    let description = excerpt(&idea.text, 160);
    let image = idea.photos.first().map(|photo| photo.large_url());
    let data = structured(&idea);
    view! {
        <PageHead title=idea.card.title description=description path=path image=image.unwrap_or_default() />
        <JsonLd data=data />
    }
}

/// The idea as schema.org `DiscussionForumPosting`.
fn structured(idea: &Idea) -> Value {
    let card = &idea.card;
    let url = site::absolute(&format!("/ideas/{}", card.id));
    let counter = |kind: &str, n: u32| json!({"@type": "InteractionCounter", "interactionType": format!("https://schema.org/{kind}"), "userInteractionCount": n});
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "headline": card.title,
        "text": idea.text,
        "url": url,
        "datePublished": card.created_at.to_string(),
        "dateModified": card.active_at.to_string(),
        "author": {"@type": "Person", "name": idea.author.as_deref().unwrap_or("Stadtlabor")},
        "interactionStatistic": [counter("LikeAction", card.supports), counter("CommentAction", card.comments)],
    });
    if let Some(photo) = idea.photos.first() {
        data["image"] = json!(site::absolute(&photo.large_url()));
    }
    data
}
