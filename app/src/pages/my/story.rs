//! How the idea stands, and what was written.

use leptos::prelude::*;
use leptos_router::components::A;

use super::current::Current;
use crate::{
    api::{ActivityKind, Catalog, MyIdea},
    components::{Icon, Photo, lab_of, step, topic_of},
    domain::{Affiliation, IdeaStatus},
    held::memo,
    i18n::{self, board, common, form, merging, t},
};

/// Whether everybody can see the idea now.
fn is_public(my: &MyIdea) -> bool {
    let was = my.timeline.iter().any(|entry| entry.status == IdeaStatus::Published);
    (was || my.status == IdeaStatus::Merged) && my.status.is_public()
}

/// The words that go with the last change of status.
fn last_note(my: &MyIdea) -> Option<String> {
    let moved = my.timeline.iter().rev().find(|entry| entry.kind == ActivityKind::IdeaStatus);
    moved.and_then(|entry| entry.note.clone())
}

/// How the idea stands and how it came there.
#[component]
pub(super) fn Stand(
    /// The idea.
    current: Current,
) -> impl IntoView {
    let lang = i18n::lang();
    let my = current.my;
    let status = memo(move || current.status());
    let note = memo(move || my.with(last_note));
    let public = memo(move || my.with(|my| is_public(my).then_some(my.id)));
    let hidden = memo(move || current.my.with(|my| my.hidden.clone()));
    let hidden_now = move || {
        hidden.get().map(|why| {
            view! {
                <div class="my-declined">
                    <h3>{t(form::MY_HIDDEN)}</h3>
                    <p class="my-reason">{why}</p>
                    <p>{t(form::MY_HIDDEN_TEXT)}</p>
                </div>
            }
        })
    };
    let words = move || match status.get() {
        IdeaStatus::Submitted => Some(view! { <p>{t(form::MY_WAITS)}</p> }.into_any()),
        IdeaStatus::Merged => Some(view! { <p>{t(merging::MY_MERGED)}</p> }.into_any()),
        IdeaStatus::Withdrawn => Some(
            view! {
                <p>{t(form::MY_WITHDRAWN)}</p>
                <p><A href="/ideas/new" attr:class="button">{t(form::MY_ANOTHER)}</A></p>
            }
            .into_any(),
        ),
        IdeaStatus::Declined => Some(
            view! {
                <div class="my-declined">
                    <h3>{t(form::MY_DECLINED)}</h3>
                    {move || note.get().map(|note| view! { <p class="my-reason">{note}</p> })}
                    <p>{t(form::MY_DECLINED_TEXT)}</p>
                    <p><A href="/ideas/new" attr:class="button">{t(form::MY_ANOTHER)}</A></p>
                </div>
            }
            .into_any(),
        ),
        _ => None,
    };
    let steps = move || {
        let entries = my.with(|my| my.timeline.clone());
        let last = entries.len().saturating_sub(1);
        let declined = status.get() == IdeaStatus::Declined;
        let entries = entries.into_iter().enumerate();
        let steps = entries.map(|(i, entry)| {
            // The reason stands above, large enough.
            let step = step(&entry);
            let note = entry.note.filter(|_| !(declined && i == last));
            view! {
                <li aria-current=(i == last).then_some("step")>
                    {step}
                    <time datetime=entry.at.to_string()>{i18n::date_time(lang, entry.at)}</time>
                    {note.map(|note| view! { <p class="my-lines">{note}</p> })}
                </li>
            }
        });
        steps.collect_view()
    };
    view! {
        <section class="my-stand" aria-labelledby="my-stand-title">
            <h2 id="my-stand-title" tabindex="-1">
                {t(form::MY_STATUS)} ": "
                <span class="status" data-status=move || status.get().as_str()>
                    {move || t(common::status(status.get()))}
                </span>
            </h2>
            <p class="visually-hidden" role="status">{move || current.said.get()}</p>
            {hidden_now}
            {words}
            {move || public.get().map(|id| view! {
                <p><A href=format!("/ideas/{id}") attr:class="button button-main">{t(form::MY_PUBLIC)}</A></p>
            })}
            <div class="timeline">
                <h3>{t(form::MY_TIMELINE)}</h3>
                <ol>{steps}</ol>
            </div>
        </section>
    }
}

/// What was written, as it looks; without what nobody sees.
#[component]
pub(super) fn Written(
    /// The idea.
    current: Current,
    /// Names of labs, topics and projects.
    catalog: StoredValue<Catalog>,
) -> impl IntoView {
    let lang = i18n::lang();
    let whole = move || {
        let my = current.my.get();
        let idea = my.idea;
        if my.status == IdeaStatus::Withdrawn {
            return None;
        }
        let (topic, icon, colour) = catalog.with_value(|c| topic_of(c, &idea.topic));
        let lab = catalog.with_value(|c| lab_of(c, &idea.lab));
        let project = catalog.with_value(|c| {
            let project = c.projects.iter().find(|p| p.slug == idea.project);
            project.map(|p| lang.pick(p.name_de.clone(), p.name_en.clone()))
        });
        let affiliation = Affiliation::from_key(&idea.affiliation);
        let author = (!idea.author.is_empty()).then_some(idea.author);
        let affiliation = affiliation.map(|a| t(common::affiliation(a)).to_owned());
        let place = (!lab.is_empty()).then_some(lab);
        let meta = [author, affiliation, place, project].into_iter().flatten();
        let meta = meta.map(|text| view! { <span>{text}</span> }).collect_view();
        let photos = my.photos.into_iter().enumerate();
        let photos = photos.map(|(i, photo)| {
            let alt = board::photo_alt(lang, i + 1, &idea.title);
            view! { <li><Photo photo=photo alt=alt /></li> }
        });
        let photos = photos.collect_view();
        Some(view! {
            <article class="card my-card" data-colour=colour aria-labelledby="my-card-title">
                <p class="card-tab">
                    <Icon name=icon />
                    {topic}
                </p>
                <h3 id="my-card-title">{idea.title.clone()}</h3>
                <p class="my-lines">{idea.text}</p>
                {my.original.map(|original| view! {
                    <details class="my-original">
                        <summary><em>{t(form::REWORDED)}</em> " – " {t(form::MY_ORIGINAL)}</summary>
                        <p><strong>{original.title}</strong></p>
                        <p class="my-lines">{original.text}</p>
                    </details>
                })}
                <ul class="my-photos">{photos}</ul>
                <p class="card-meta">{meta}</p>
            </article>
            {my.email_until.map(|at| view! { <p class="field-hint">{form::email_until(lang, at)}</p> })}
        })
    };
    let gone = move || current.status() == IdeaStatus::Withdrawn;
    view! {
        <section class="my-written" class:gone=gone aria-labelledby="my-written-title">
            <h2 id="my-written-title">{t(form::MY_IDEA)}</h2>
            {whole}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api::{NewIdea, TimelineEntry},
        domain::Timestamp,
    };

    fn my(way: &[IdeaStatus]) -> MyIdea {
        let entry = |status: &IdeaStatus| TimelineEntry {
            kind: ActivityKind::IdeaStatus,
            status: *status,
            at: Timestamp(0),
            note: Some(status.as_str().to_owned()),
            other: None,
        };
        MyIdea {
            id: 7,
            status: way.last().copied().unwrap_or(IdeaStatus::Submitted),
            idea: NewIdea::default(),
            photos: Vec::new(),
            created_at: Timestamp(0),
            timeline: way.iter().map(entry).collect(),
            editable: false,
            email_until: None,
            question: None,
            may_propose: false,
            proposed: None,
            proposal_declined: None,
            original: None,
            hidden: None,
        }
    }

    #[test]
    fn only_what_was_on_the_board_is_linked() {
        use IdeaStatus::*;
        assert!(!is_public(&my(&[Submitted])));
        assert!(!is_public(&my(&[Submitted, Declined])));
        assert!(!is_public(&my(&[Submitted, Withdrawn])));
        assert!(is_public(&my(&[Submitted, Published])));
        assert!(is_public(&my(&[Submitted, Published, Declined])));
        // A decision that was taken back.
        assert!(!is_public(&my(&[Submitted, Published, Submitted])));
    }

    #[test]
    fn the_reason_is_the_last_word() {
        use IdeaStatus::*;
        assert_eq!(last_note(&my(&[Submitted, Declined])).as_deref(), Some("declined"));
        assert_eq!(last_note(&my(&[])), None);
    }
}
