//! The answers to the idea, a department after the other.

use leptos::prelude::*;

use super::State;
use crate::{
    components::piece,
    domain::WorkState,
    held::memo,
    i18n::{t, work},
    pages::work::answer_parts::{Standing, Write},
};

/// All answers, public or drafted, and the forms to write them.
#[component]
pub(super) fn Answers(
    /// The page's state.
    state: State,
    /// The department and the look of a draft that a plain post wants to see.
    preview: Option<(String, String)>,
) -> AnyView {
    // Who has the idea can answer, and who has answered.
    let slugs = memo(move || {
        state.idea.with(|idea| {
            let mut slugs: Vec<String> =
                idea.answers.iter().map(|answer| answer.department.clone()).collect();
            for work in &idea.departments {
                if work.state != WorkState::HandedOn && !slugs.contains(&work.slug) {
                    slugs.push(work.slug.clone());
                }
            }
            slugs
        })
    });
    let none = move || slugs.with(Vec::is_empty);
    piece(view! {
        <section class="work-answers" id="answers" aria-labelledby="work-answers">
            <h2 id="work-answers">{t(work::ANSWERS)}</h2>
            {move || none().then(|| piece(view! { <p class="muted">{t(work::NO_ANSWER)}</p> }))}
            <For each=move || slugs.get() key=|slug| slug.clone() let:slug>
                <One state=state slug=slug preview=preview.clone() />
            </For>
        </section>
    })
}

#[component]
fn One(state: State, slug: String, preview: Option<(String, String)>) -> AnyView {
    let (desk, id) = (state.desk, state.id());
    let wanted = slug.clone();
    let answer = memo(move || {
        state.idea.with(|idea| idea.answers.iter().find(|a| a.department == wanted).cloned())
    });
    let powers = state.idea.with_untracked(|idea| idea.powers);
    let mine = state.idea.with_untracked(|idea| {
        idea.departments.iter().find(|d| d.slug == slug).is_none_or(|d| d.mine)
    });
    // Who only moderates does not speak for the town.
    let writes = mine && (powers.answer || !powers.route);
    let public = memo(move || state.idea.with(|idea| idea.public));
    let name = state.name(&slug);
    let preview = preview.filter(|(department, _)| *department == slug).map(|(_, html)| html);
    let text = answer.with_untracked(|answer| {
        let answer = answer.as_ref()?;
        answer.draft.as_ref().map(|draft| draft.text.clone()).or_else(|| answer.text.clone())
    });
    let begun = memo(move || {
        answer
            .with(|a| a.as_ref().map_or((false, false), |a| (a.text.is_some(), a.draft.is_some())))
    });
    let saved = memo(move || {
        answer.with(|a| a.as_ref().and_then(|a| a.draft.as_ref()).map(|d| (d.at, d.mine)))
    });
    let standing = {
        let slug = slug.clone();
        move || {
            let slug = slug.clone();
            answer.get().map(|answer| {
                view! {
                    <Standing desk=desk idea=id department=slug answer=answer public=public.get()
                        answers=powers.answer throws=writes back=String::new() />
                }
            })
        }
    };
    let write = writes.then(|| {
        view! {
            <Write desk=desk idea=id department=slug.clone() text=text.unwrap_or_default()
                preview=preview begun=begun saved=saved />
        }
    });
    piece(view! {
        <article class="work-answer">
            <h3>{name}</h3>
            {standing}
            {write}
        </article>
    })
}
