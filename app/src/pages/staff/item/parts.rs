//! The parts that contributions are made of.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::{Comment, Idea, Offer, PhotoRef, Report, Wording},
    components::{Ago, Photo, piece},
    domain::{Affiliation, Timestamp},
    i18n::{common, desk as words, staff, t},
    pages::staff::diff::{Change, changes},
};

/// Who wrote something, where the person stands, and when.
pub(super) fn byline(
    author: Option<String>,
    affiliation: Option<Affiliation>,
    at: Timestamp,
) -> AnyView {
    piece(view! {
        <p class="queue-by">
            <strong dir="auto">{author.unwrap_or_else(|| t(staff::NO_NAME).to_owned())}</strong>
            {affiliation.map(|a| piece(view! { <span>{t(common::affiliation(a))}</span> }))}
            <Ago at=at />
        </p>
    })
}

/// A text as it was written: its own paragraphs, its own direction.
pub(super) fn text(text: String) -> AnyView {
    piece(view! { <div class="queue-text" dir="auto">{text}</div> })
}

/// All photos of an idea.
pub(super) fn photos(photos: Vec<PhotoRef>) -> AnyView {
    let photos = photos.into_iter().map(|photo| {
        let href = photo.large_url();
        piece(view! {
            <li>
                <a href=href rel="external" target="_blank">
                    <Photo photo=photo alt=t(staff::PHOTO) />
                </a>
            </li>
        })
    });
    let photos: Vec<AnyView> = photos.collect();
    if photos.is_empty() {
        return ().into_any();
    }
    piece(view! { <ul class="queue-photos">{photos}</ul> })
}

/// An idea with its text and photos; `known` is what is known about its author.
pub(super) fn whole_idea(idea: Idea, known: AnyView) -> AnyView {
    piece(view! {
        {byline(idea.author, idea.affiliation, idea.card.created_at)}
        {known}
        {text(idea.text)}
        {photos(idea.photos)}
    })
}

/// A comment; `known` is what is known about its author.
pub(super) fn whole_comment(comment: Comment, known: AnyView) -> AnyView {
    let reply = comment.reply_to.is_some();
    piece(view! {
        {byline(comment.author, comment.affiliation, comment.at)}
        {known}
        {reply.then(|| view! { <p class="queue-note">{t(staff::IS_REPLY)}</p> })}
        {text(comment.text)}
    })
}

/// Why something was reported.
pub(super) fn why_reported(report: Report) -> AnyView {
    piece(view! {
        <div class="queue-report">
            <h3>{t(staff::REPORT_WHY)}</h3>
            <p><strong>{t(common::report_reason(report.reason))}</strong></p>
            {report.text.map(text)}
        </div>
    })
}

/// Who offers help, and how to reach the person.
pub(super) fn offer(offer: Offer) -> AnyView {
    let contact = offer.contact;
    let mail = contact.contains('@');
    let href = match mail {
        true => format!("mailto:{contact}"),
        false => format!("tel:{}", contact.replace(|c: char| !c.is_ascii_digit() && c != '+', "")),
    };
    piece(view! {
        <dl class="queue-offer">
            <div>
                <dt>{t(words::OFFER_NAME)}</dt>
                <dd dir="auto">{offer.name}</dd>
            </div>
            <div>
                <dt>{t(words::OFFER_CONTACT)}</dt>
                <dd><a href=href rel="external">{contact}</a></dd>
            </div>
            {offer.note.map(|note| piece(view! {
                <div>
                    <dt>{t(words::OFFER_NOTE)}</dt>
                    <dd class="queue-text" dir="auto">{note}</dd>
                </div>
            }))}
        </dl>
    })
}

/// What a proposed edit changes, and the texts as a whole.
pub(super) fn edit(idea: &Idea, new: Wording) -> AnyView {
    let title = (idea.card.title != new.title)
        .then(|| piece(view! { <p class="queue-diff queue-diff-title" dir="auto">{diff(&idea.card.title, &new.title)}</p> }));
    let same = idea.text == new.text;
    let text_diff = if same {
        piece(view! { <p class="queue-same">{t(words::EDIT_TEXT)} ": " {t(words::DIFF_SAME)}</p> })
    } else {
        piece(
            view! { <div class="queue-diff queue-text" dir="auto">{diff(&idea.text, &new.text)}</div> },
        )
    };
    let side = |heading, title: String, body: String| {
        piece(view! {
            <section>
                <h4>{t(heading)}</h4>
                <p dir="auto"><strong>{title}</strong></p>
                {text(body)}
            </section>
        })
    };
    piece(view! {
        <section class="queue-edit" aria-labelledby="queue-changes">
            <h3 id="queue-changes">{t(words::CHANGES)}</h3>
            {title}
            {text_diff}
            <details class="queue-whole">
                <summary>{t(words::BEFORE)} " / " {t(words::AFTER)}</summary>
                <div class="queue-sides">
                    {side(words::BEFORE, idea.card.title.clone(), idea.text.clone())}
                    {side(words::AFTER, new.title, new.text)}
                </div>
            </details>
        </section>
    })
}

/// Words that stay, go and come.
fn diff(before: &str, after: &str) -> Vec<AnyView> {
    let hidden = |text| piece(view! { <span class="visually-hidden">{t(text)}</span> });
    let parts = changes(before, after).into_iter().map(|(change, text)| match change {
        Change::Same => text.into_any(),
        Change::Gone => piece(view! { <del>{hidden(words::DIFF_GONE)}{text}</del> }),
        Change::New => piece(view! { <ins>{hidden(words::DIFF_NEW)}{text}</ins> }),
    });
    parts.collect()
}

/// To the idea's public page.
pub(super) fn idea_link(id: i64) -> AnyView {
    piece(view! {
        <p>
            <A href=format!("/ideas/{id}")>{t(staff::IDEA_PAGE)}</A>
        </p>
    })
}
