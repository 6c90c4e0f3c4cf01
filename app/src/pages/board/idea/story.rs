//! What the idea says, how far it has come, and what one can do for it.

use leptos::prelude::*;

use super::{
    State,
    follow::FollowForm,
    group::{Links, Merged},
    join::Join,
    next::{Answers, Next},
    report::ReportForm,
};
use crate::{
    api::{Catalog, Idea},
    components::{Ago, Icon, Photo, Share, SupportButton, lab_of, step, topic_of},
    held::memo,
    i18n::{self, board, common, form, t},
};

/// Paragraphs of a text that people wrote.
pub(super) fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n")
        .map(|paragraph| {
            let mut lines = Vec::new();
            for (i, line) in paragraph.split('\n').enumerate() {
                if i > 0 {
                    lines.push(view! { <br /> }.into_any());
                }
                lines.push(line.to_owned().into_any());
            }
            view! { <p>{lines}</p> }
        })
        .collect_view()
}

/// Who speaks, and for whom.
pub(super) fn byline(
    author: Option<String>,
    affiliation: Option<crate::domain::Affiliation>,
) -> impl IntoView {
    view! {
        <span class="byline">
            <strong>{author.unwrap_or_else(|| t(board::ANONYMOUS).to_owned())}</strong>
            {affiliation.map(|a| view! { <span class="affiliation">{t(common::affiliation(a))}</span> })}
        </span>
    }
}

/// The idea itself.
#[component]
pub(super) fn Story(
    /// What changes.
    state: State,
    /// Names of labs, topics and projects.
    catalog: StoredValue<Catalog>,
    /// Whether this browser supports it.
    supported: RwSignal<bool>,
) -> impl IntoView {
    let lang = i18n::lang();
    let idea = state.idea.get_untracked();
    let id = state.id();
    let card = idea.card.clone();
    let (topic, icon, colour) = catalog.with_value(|c| topic_of(c, &card.topic));
    let lab =
        card.lab.as_deref().map(|slug| (slug.to_owned(), catalog.with_value(|c| lab_of(c, slug))));
    let project = card.project.as_deref().and_then(|slug| {
        catalog.with_value(|c| {
            let project = c.projects.iter().find(|p| p.slug == slug)?;
            Some((slug.to_owned(), lang.pick(project.name_de.clone(), project.name_en.clone())))
        })
    });
    let photos = idea.photos.iter().enumerate().map(|(i, photo)| {
        let alt = board::photo_alt(lang, i + 1, &card.title);
        view! { <li><Photo photo=photo.clone() alt=alt large=true eager=i == 0 /></li> }
    });
    let photos = photos.collect_view();
    // What scrolls can be reached by keyboard.
    let scrolls = (idea.photos.len() > 1).then_some("0");
    let title = card.title.clone();
    let text = memo(move || state.idea.with(|i| i.text.clone()));
    let born = state.idea.with_untracked(|idea| idea.event.clone());
    let reworded = memo(move || state.idea.with(|i| i.reworded));
    view! {
        <header class="idea-head" data-colour=colour.clone()>
            <p class="idea-topic">
                <Icon name=icon />
                {topic}
            </p>
            <h1>{move || state.idea.with(|i| i.card.title.clone())}</h1>
            <p class="idea-meta">
                <span class="status" data-status=move || state.idea.with(|i| i.card.status.as_str())>
                    {move || t(common::status(state.idea.with(|i| i.card.status)))}
                </span>
                {byline(idea.author.clone(), idea.affiliation)}
                <Ago at=card.created_at />
                {lab.map(|(slug, name)| view! { <a href=format!("/labs/{slug}")>{name}</a> })}
                {project.map(|(slug, name)| view! { <a href=format!("/ideas?project={slug}")>{name}</a> })}
            </p>
        </header>
        <div class="idea-main">
            <ul class="idea-photos" class:gone=idea.photos.is_empty() tabindex=scrolls aria-label=t(form::FIELD_PHOTOS)>{photos}</ul>
            <div class="idea-text">{move || paragraphs(&text.get())}</div>
            {born.map(|(id, title)| view! {
                <p class="idea-born">
                    {t(board::BORN)} " " <a href=format!("/events/{id}")>{title}</a>
                </p>
            })}
            {move || reworded.get().then(|| view! { <p class="idea-reworded">{t(board::REWORDED)}</p> })}
            <div class="idea-actions">
                <SupportButton
                    id=id
                    title=title.clone()
                    supported=supported
                    supports=state.supports
                    open=Signal::derive(move || state.idea.with(|i| i.card.status.is_open()))
                    back=format!("/ideas/{id}")
                />
                <Share path=format!("/ideas/{id}") title=title alt=board::QR_ALT />
            </div>
            <Answers state=state />
            <Merged state=state />
        </div>
        <aside class="idea-side">
            <Next state=state />
            <Timeline state=state />
            <Links state=state />
            <Join state=state />
            <FollowForm state=state />
            <ReportForm action=format!("/api/ideas/{id}/reports") id=id comment=None />
        </aside>
    }
}

/// The way of the idea so far, from the log.
#[component]
fn Timeline(state: State) -> impl IntoView {
    let steps = move || {
        let entries = state.idea.with(|idea: &Idea| idea.timeline.clone());
        let last = entries.len().saturating_sub(1);
        let item = |(i, entry): (usize, crate::api::TimelineEntry)| {
            view! {
                <li aria-current=(i == last).then_some("step")>
                    {step(&entry)}
                    <Ago at=entry.at />
                    {entry.note.map(|note| view! { <p>{note}</p> })}
                </li>
            }
        };
        entries.into_iter().enumerate().map(item).collect_view()
    };
    view! {
        <section class="timeline" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{t(board::TIMELINE)}</h2>
            <ol>{steps}</ol>
        </section>
    }
}
