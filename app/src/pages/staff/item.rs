//! What is open: the whole contribution, with all that a decision needs.

mod known;
mod parts;
pub(super) mod similar;

use leptos::prelude::*;

use super::{
    decisions::Action,
    desk::{Desk, Tool, title_of},
    dom,
    events::Key,
    more::{More, now},
    rows::icon,
    swipe::{Swipe, Swiped},
};
use crate::{
    api::{Catalog, Idea, Waiting, WaitingKind},
    components::{Icon, handler, lab_of, piece, topic_of},
    held::{Held, memo},
    i18n::{desk as words, staff, t},
};
use known::{known, told};
use parts::{
    byline, edit, idea_link, offer, photos, text, whole_comment, whole_idea, why_reported,
};

/// The thing that is open. Changes in place when its author edits it.
#[component]
pub(super) fn Item(
    /// The desk.
    desk: Desk,
    /// Names of labs and topics.
    catalog: Held<Catalog>,
    /// Which thing.
    key: Key,
) -> AnyView {
    let item = memo(move || desk.queue.with(|queue| queue.get(key).cloned()));
    let edited = memo(move || desk.queue.with(|queue| queue.was_edited(key)));
    let lookers = memo(move || desk.lookers(key));
    let swiped = Callback::new(move |swiped| match swiped {
        Swiped::Right => desk.decide(key, Action::yes(key.0), String::new()),
        Swiped::Left => desk.begin(Tool::No),
    });
    let swipe = Swipe::new(swiped);
    let unseen = desk.queue.with_untracked(|q| q.get(key).is_some_and(|item| item.unseen));
    let (yes, no) = (Action::yes(key.0), Action::no(key.0));
    let warned = t(staff::EDITED);
    piece(view! {
        <div class="queue-swipe">
            // What a swipe would do, under the card. The buttons say the same.
            <div class="queue-swipe-yes" aria-hidden="true"><Icon name="check" /> {t(yes.label(key.0, unseen))}</div>
            <div class="queue-swipe-no" aria-hidden="true">{t(no.label(key.0, unseen))} <Icon name="close" /></div>
            <article
                class="queue-item"
                id=dom::CARD
                data-kind=key.0.segment()
                aria-labelledby=dom::HEADING
                on:pointerdown=handler(move |event| swipe.down(&event))
                on:pointermove=handler(move |event| swipe.moved(&event))
                on:pointerup=handler(move |event| swipe.up(&event))
                on:pointercancel=handler(move |_| swipe.cancel())
            >
                <div role="status">
                    {move || (!lookers.with(Vec::is_empty)).then(|| piece(view! {
                        <p class="queue-looked">
                            <Icon name="eye" />
                            <span>{words::looked_at(desk.lang, &lookers.get())}</span>
                        </p>
                    }))}
                </div>
                {move || edited.get().then(|| piece(view! { <p class="queue-note">{warned}</p> }))}
                {move || item.get().map(|item| view! { <Content desk=desk catalog=catalog item=item /> })}
            </article>
        </div>
    })
}

#[component]
fn Content(desk: Desk, catalog: Held<Catalog>, item: Waiting) -> AnyView {
    let title = title_of(desk.lang, &item);
    let (topic, topic_icon, colour) =
        catalog.with_untracked(|c| topic_of(c, &item.idea.card.topic));
    let lab = item.idea.card.lab.as_deref().map(|slug| catalog.with_untracked(|c| lab_of(c, slug)));
    let (kind, number) = (item.kind, item.idea.card.id);
    let said = told(desk, &item);
    let known = known(desk, &item);
    let key = (kind, item.id);
    let looks = kind == WaitingKind::Idea && !item.unseen;
    let Waiting { idea, comment, report, edit: proposed, offer: offered, .. } = item;
    let body = match (kind, comment) {
        (WaitingKind::Idea, _) => whole_idea(idea, known),
        (WaitingKind::Comment, comment) => {
            piece(view! { {comment.map(|comment| whole_comment(comment, known))} {context(idea)} })
        }
        (WaitingKind::Edit, _) => {
            let by = byline(idea.author.clone(), idea.affiliation, idea.card.created_at);
            let changes = proposed.map(|new| edit(&idea, new));
            piece(view! { {by} {known} {changes} {idea_link(number)} })
        }
        (WaitingKind::Companion, _) => piece(view! { {offered.map(offer)} {context(idea)} }),
        (WaitingKind::Report, Some(comment)) => piece(view! {
            {report.map(why_reported)}
            <h3>{t(staff::REPORTED_COMMENT)}</h3>
            {whole_comment(comment, known)}
            {context(idea)}
        }),
        (WaitingKind::Report, None) => piece(view! {
            {report.map(why_reported)}
            <h3>{t(staff::REPORTED_IDEA)}</h3>
            {idea_link(number)}
            {whole_idea(idea, known)}
        }),
    };
    piece(view! {
        <header class="queue-item-head" data-colour=colour>
            <p class="queue-item-kind">
                <Icon name=icon(kind) />
                {t(staff::kind(kind))}
                <span class="queue-number">"Nr. " {number}</span>
            </p>
            <h2 id=dom::HEADING tabindex="-1" dir="auto">{title}</h2>
            <p class="queue-item-meta">
                <span class="queue-topic"><Icon name=topic_icon /> {topic}</span>
                {lab.map(|lab| piece(view! { <span>{lab}</span> }))}
            </p>
        </header>
        {said}
        {body}
        // Nothing of it is rendered by the server.
        {move || (looks && desk.more.get()).then(|| now(desk, More::Similar(key)))}
    })
}

/// The idea that a comment or an offer stands under.
fn context(idea: Idea) -> AnyView {
    let id = idea.card.id;
    let title = idea.card.title.clone();
    piece(view! {
        <section class="queue-context" aria-labelledby="queue-context">
            <h3 id="queue-context" dir="auto">{t(staff::ABOUT_IDEA)} ": " {title}</h3>
            <details class="queue-whole">
                <summary>{t(staff::IDEA_TEXT)}</summary>
                {byline(idea.author, idea.affiliation, idea.card.created_at)}
                {text(idea.text)}
                {photos(idea.photos)}
            </details>
            {idea_link(id)}
        </section>
    })
}
