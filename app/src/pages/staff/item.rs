//! What is open: the whole contribution, with all that a decision needs.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    desk::{Desk, title_of},
    dom,
    events::Key,
    rows::icon,
};
use crate::{
    api::{Catalog, Comment, Idea, Report, Waiting, WaitingKind},
    components::{Ago, Icon, Photo, lab_of, topic_of},
    domain::{Affiliation, Timestamp},
    i18n::{common, staff, t},
};

/// The thing that is open. Changes in place when its author edits it.
#[component]
pub(super) fn Item(
    /// The desk.
    desk: Desk,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
    /// Which thing.
    key: Key,
) -> impl IntoView {
    let item = Memo::new(move |_| desk.queue.with(|queue| queue.get(key).cloned()));
    let edited = Memo::new(move |_| desk.queue.with(|queue| queue.was_edited(key)));
    view! {
        <article class="queue-item" data-kind=key.0.segment() aria-labelledby=dom::HEADING>
            {move || edited.get().then(|| view! { <p class="queue-note">{t(staff::EDITED)}</p> })}
            {move || item.get().map(|item| view! { <Content desk=desk catalog=catalog item=item /> })}
        </article>
    }
}

#[component]
fn Content(desk: Desk, catalog: StoredValue<Catalog>, item: Waiting) -> impl IntoView {
    let title = title_of(desk.lang, &item);
    let (topic, topic_icon, colour) = catalog.with_value(|c| topic_of(c, &item.idea.card.topic));
    let lab = item.idea.card.lab.as_deref().map(|slug| catalog.with_value(|c| lab_of(c, slug)));
    let kind = item.kind;
    let Waiting { idea, comment, report, .. } = item;
    let body = match (kind, comment) {
        (WaitingKind::Idea, _) => view! { <WholeIdea idea=idea /> }.into_any(),
        (WaitingKind::Comment, comment) => {
            view! { {comment.map(whole_comment)} <Context idea=idea /> }.into_any()
        }
        (WaitingKind::Report, Some(comment)) => view! {
            {report.map(why_reported)}
            <h3>{t(staff::REPORTED_COMMENT)}</h3>
            {whole_comment(comment)}
            <Context idea=idea />
        }
        .into_any(),
        (WaitingKind::Edit | WaitingKind::Companion, _) => {
            view! { <WholeIdea idea=idea /> }.into_any()
        }
        (WaitingKind::Report, None) => view! {
            {report.map(why_reported)}
            <h3>{t(staff::REPORTED_IDEA)}</h3>
            <IdeaLink id=idea.card.id />
            <WholeIdea idea=idea />
        }
        .into_any(),
    };
    view! {
        <header class="queue-item-head" data-colour=colour>
            <p class="queue-item-kind">
                <Icon name=icon(kind) />
                {t(staff::kind(kind))}
            </p>
            <h2 id=dom::HEADING tabindex="-1" dir="auto">{title}</h2>
            <p class="queue-item-meta">
                <span class="queue-topic"><Icon name=topic_icon /> {topic}</span>
                {lab.map(|lab| view! { <span>{lab}</span> })}
            </p>
        </header>
        {body}
    }
}

/// Who wrote something, where the person stands, and when.
fn byline(
    author: Option<String>,
    affiliation: Option<Affiliation>,
    at: Timestamp,
) -> impl IntoView {
    view! {
        <p class="queue-by">
            <strong dir="auto">{author.unwrap_or_else(|| t(staff::NO_NAME).to_owned())}</strong>
            {affiliation.map(|a| view! { <span>{t(common::affiliation(a))}</span> })}
            <Ago at=at />
        </p>
    }
}

/// A text as it was written: its own paragraphs, its own direction.
fn text(text: String) -> impl IntoView {
    view! { <div class="queue-text" dir="auto">{text}</div> }
}

#[component]
fn WholeIdea(idea: Idea) -> impl IntoView {
    let photos = idea.photos.into_iter().map(|photo| {
        let href = photo.large_url();
        view! {
            <li>
                <a href=href rel="external" target="_blank">
                    <Photo photo=photo alt=t(staff::PHOTO) />
                </a>
            </li>
        }
    });
    let photos = photos.collect_view();
    view! {
        {byline(idea.author, idea.affiliation, idea.card.created_at)}
        {text(idea.text)}
        {(!photos.is_empty()).then(|| view! { <ul class="queue-photos">{photos}</ul> })}
    }
}

fn whole_comment(comment: Comment) -> impl IntoView {
    let reply = comment.reply_to.is_some();
    view! {
        {byline(comment.author, comment.affiliation, comment.at)}
        {reply.then(|| view! { <p class="queue-note">{t(staff::IS_REPLY)}</p> })}
        {text(comment.text)}
    }
}

fn why_reported(report: Report) -> impl IntoView {
    view! {
        <div class="queue-report">
            <h3>{t(staff::REPORT_WHY)}</h3>
            <p><strong>{t(common::report_reason(report.reason))}</strong></p>
            {report.text.map(text)}
        </div>
    }
}

/// The idea that a comment stands under.
#[component]
fn Context(idea: Idea) -> impl IntoView {
    let id = idea.card.id;
    view! {
        <section class="queue-context" aria-labelledby="queue-context">
            <h3 id="queue-context" dir="auto">{t(staff::ABOUT_IDEA)} ": " {idea.card.title.clone()}</h3>
            <details>
                <summary>{t(staff::IDEA_TEXT)}</summary>
                <WholeIdea idea=idea />
            </details>
            <IdeaLink id=id />
        </section>
    }
}

#[component]
fn IdeaLink(id: i64) -> impl IntoView {
    view! {
        <p>
            <A href=format!("/ideas/{id}")>{t(staff::IDEA_PAGE)}</A>
        </p>
    }
}
