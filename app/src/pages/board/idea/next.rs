//! What happens next with an idea, and what the town has answered.

use leptos::prelude::*;

use super::State;
use crate::{
    api::{Answer, Working},
    components::{Ago, Icon, piece},
    i18n::{self, board, t},
};

/// Who has the idea now, since when and until when.
#[component]
pub(super) fn Next(
    /// What changes.
    state: State,
) -> AnyView {
    let lang = i18n::lang();
    let item = move |working: Working| {
        let department = lang.pick(working.department_de, working.department_en);
        let due = working.due_on.map(|day| {
            let words = board::until(lang, &i18n::day(lang, day));
            piece(view! { <time datetime=day.to_string() class="next-due">{words}</time> })
        });
        piece(view! {
            <li>
                <strong>{department}</strong>
                <span class="next-when">
                    <time datetime=working.since.to_string()>{board::since(lang, &i18n::date(lang, working.since))}</time>
                    {due}
                </span>
            </li>
        })
    };
    let all = move || {
        let working = state.idea.with(|idea| idea.working.clone());
        (!working.is_empty()).then(|| {
            piece(view! {
                <section class="next" aria-labelledby="next-title">
                    <h2 id="next-title"><Icon name="clock" />{t(board::NEXT)}</h2>
                    <p class="next-lead">{t(board::NEXT_TEXT)}</p>
                    <ul>{working.into_iter().map(item).collect_view()}</ul>
                </section>
            })
        })
    };
    all.into_any()
}

/// What the town says, a department after the other.
#[component]
pub(super) fn Answers(
    /// What changes.
    state: State,
) -> AnyView {
    let all = move || {
        let answers = state.idea.with(|idea| idea.answers.clone());
        answers.into_iter().enumerate().map(answer).collect_view()
    };
    all.into_any()
}

fn answer((n, answer): (usize, Answer)) -> AnyView {
    let lang = i18n::lang();
    let id = format!("answer-{n}");
    let title = id.clone();
    let changed = answer
        .changed_at
        .map(|at| piece(view! { " · " {t(board::ANSWER_CHANGED)} " " <Ago at=at /> }));
    piece(view! {
        <section class="answer" aria-labelledby=id>
            <h2 id=title>
                <Icon name="check" />
                {t(board::ANSWER)}
            </h2>
            <div class="prose" inner_html=answer.html></div>
            <p class="answer-by">
                {lang.pick(answer.department_de, answer.department_en)}
                " · "
                <Ago at=answer.at />
                {changed}
            </p>
        </section>
    })
}
