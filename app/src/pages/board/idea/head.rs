//! What others read of an idea: search engines, link previews.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    api::{Answer, Idea},
    components::{JsonLd, PageHead},
    domain::excerpt,
    i18n, site,
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
    if !idea.answers.is_empty() {
        data["comment"] = idea.answers.iter().map(said).collect();
    }
    data
}

/// An answer of the town as schema.org `Comment`.
fn said(answer: &Answer) -> Value {
    let department = i18n::lang().pick(&answer.department_de, &answer.department_en);
    json!({
        "@type": "Comment",
        "author": {"@type": "GovernmentOrganization", "name": department},
        "datePublished": answer.at.to_string(),
        "dateModified": answer.changed_at.unwrap_or(answer.at).to_string(),
        "text": words(&answer.html),
    })
}

/// The words of our own HTML, which has no `<` and `>` but those of its elements.
fn words(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = pieces.filter(|piece| !piece.trim().is_empty()).collect::<Vec<_>>().join(" ");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_answer_in_words() {
        assert_eq!(
            words("<p>Wir <strong>bauen</strong></p><p>&amp;lt; &lt;b&gt;</p>"),
            "Wir  bauen &lt; <b>"
        );
    }
}
