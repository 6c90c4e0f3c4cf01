//! The departments that have the idea: their days and states, handing on, and giving it to one
//! more.

use leptos::prelude::*;
use leptos_router::components::A;

use super::State;
use crate::{
    api::{Department, DepartmentWork},
    components::{Icon, piece},
    domain::{Date, IdeaStatus, WORD_MAX, WorkState},
    held::{Derived, memo},
    i18n::{self, t, work},
    pages::work::{
        desk::{Form, Send},
        fields::{Area, Check, Choice, Day},
        op::Op,
        rows::{StateMark, due_words},
    },
    site,
};

/// The departments, and the form to give it to one.
#[component]
pub(super) fn Departments(
    /// The page's state.
    state: State,
) -> AnyView {
    let slugs = move || {
        state.idea.with(|idea| idea.departments.iter().map(|d| d.slug.clone()).collect::<Vec<_>>())
    };
    let none = move || state.idea.with(|idea| idea.departments.is_empty());
    let routes = state.idea.with_untracked(|idea| idea.powers.route);
    piece(view! {
        <section class="work-box" id="departments" aria-labelledby="work-departments">
            <h2 id="work-departments">{t(work::DEPARTMENTS)}</h2>
            {move || none().then(|| piece(view! { <p class="muted">{t(work::NO_DEPARTMENT)}</p> }))}
            <ul class="work-list">
                <For each=slugs key=|slug| slug.clone() let:slug>
                    <One state=state slug=slug />
                </For>
            </ul>
            {routes.then(|| view! { <Assign state=state /> })}
        </section>
    })
}

/// The departments that could get it.
fn others(state: State, waiting_too: bool) -> Derived<Vec<Department>> {
    memo(move || {
        state.idea.with(|idea| {
            let has = |slug: &str| {
                idea.departments.iter().any(|d| d.slug == slug && (waiting_too || d.state.waits()))
            };
            state
                .departments
                .with_value(|all| all.iter().filter(|d| !has(&d.slug)).cloned().collect::<Vec<_>>())
        })
    })
}

#[component]
fn Assign(state: State) -> AnyView {
    let (desk, op) = (state.desk, Op::Assign(state.id()));
    let open = desk.came_back(&op)
        || state.idea.with_untracked(|idea| idea.departments.iter().all(|d| !d.state.waits()));
    let discussed = memo(move || state.idea.with(|i| i.idea.card.status == IdeaStatus::Published));
    let review = op.clone();
    let review = move || {
        let op = review.clone();
        discussed
            .get()
            .then(|| view! { <Check desk=desk op=op name="review" label=t(work::REVIEW) /> })
    };
    piece(view! {
        <details class="work-fold" open=open>
            <summary class="button"><Icon name="plus" /> {t(work::ASSIGN)}</summary>
            <Form desk=desk op=op.clone() class="work-form">
                <Choice desk=desk op=op.clone() name="department" label=t(work::DEPARTMENT) departments=others(state, false) />
                <Day desk=desk op=op.clone() />
                <Area desk=desk op=op.clone() name="word" label=t(work::WORD) hint=t(work::WORD_HINT) max=WORD_MAX rows=2 />
                {review}
                <Send desk=desk op=op class="button button-main" label=t(work::ASSIGN_SEND) />
            </Form>
        </details>
    })
}

/// One department's work.
#[component]
fn One(state: State, slug: String) -> AnyView {
    let lang = i18n::lang();
    let now = site::now();
    let wanted = slug.clone();
    let of = memo(move || {
        state.idea.with(|idea| idea.departments.iter().find(|d| d.slug == wanted).cloned())
    });
    // The row goes with its department.
    let get = move || of.get();
    let Some(first) = of.get_untracked() else { return ().into_any() };
    let name = lang.pick(first.name_de.clone(), first.name_en.clone());
    let routes = state.idea.with_untracked(|idea| idea.powers.route);
    let when = move || {
        let work = get()?;
        let words = match work.state {
            WorkState::HandedOn => work::handed_on_at(lang, &i18n::date(lang, work.changed_at)),
            WorkState::Done => work::done_at(lang, &i18n::date(lang, work.changed_at)),
            _ => i18n::board::since(lang, &i18n::date(lang, work.since)),
        };
        Some(piece(view! { <span>{words}</span> }))
    };
    let due = move || {
        let work = get().filter(|work| work.state.waits())?;
        due_words(lang, work.due_on, Date::of(now.get()))
    };
    let past = move || get().is_some_and(|work| work.state == WorkState::HandedOn);
    let actions = {
        let slug = slug.clone();
        let signature = memo(move || get().map(|work| (work.state, work.mine)));
        move || {
            let (stands, mine) = signature.get()?;
            (mine && stands != WorkState::HandedOn)
                .then(|| view! { <States state=state slug=slug.clone() stands=stands /> })
        }
    };
    let can_hand_on = memo(move || get().is_some_and(|w| w.mine && w.state.waits()));
    let can_move = memo(move || routes && get().is_some_and(|w| w.state.waits()));
    let handing = slug.clone();
    let hand_on =
        move || can_hand_on.get().then(|| view! { <HandOn state=state slug=handing.clone() /> });
    let moving = first.clone();
    let day = move || can_move.get().then(|| view! { <Due state=state work=moving.clone() /> });
    let removing = Op::Remove(state.id(), slug.clone());
    let remove =
        move || {
            let op = removing.clone();
            can_move.get().then(|| view! {
            <Form desk=state.desk op=op.clone() class="work-inline">
                <Send desk=state.desk op=op class="button button-quiet" label=t(work::REMOVE) />
            </Form>
        })
        };
    piece(view! {
        <li class="work-department" class:work-past=past>
            <p class="work-department-head">
                <A href=format!("/staff/departments/{slug}")>{name}</A>
                {move || get().map(|work| view! { <StateMark state=work.state /> })}
            </p>
            <p class="work-when">{when} {due}</p>
            {actions}
            <div class="work-more">{hand_on} {day} {remove}</div>
        </li>
    })
}

/// The states that the department can say.
#[component]
fn States(state: State, slug: String, stands: WorkState) -> AnyView {
    let desk = state.desk;
    let next: &[WorkState] = match stands {
        WorkState::Open => &[WorkState::Working, WorkState::Done],
        WorkState::Working => &[WorkState::Done, WorkState::Open],
        _ => &[WorkState::Working],
    };
    let button = |next: WorkState| {
        let op = Op::State(state.id(), slug.clone());
        let class = match (stands, next) {
            (WorkState::Open, WorkState::Working) | (WorkState::Working, WorkState::Done) => {
                "button button-main"
            }
            _ => "button",
        };
        view! {
            <Form desk=desk op=op.clone() class="work-inline">
                <input type="hidden" name="state" value=next.as_str() />
                <Send desk=desk op=op class=class label=t(work::say_state(stands, next)) />
            </Form>
        }
    };
    piece(
        view! { <div class="work-states">{next.iter().copied().map(button).collect_view()}</div> },
    )
}

#[component]
fn HandOn(state: State, slug: String) -> AnyView {
    let (desk, op) = (state.desk, Op::HandOn(state.id(), slug.clone()));
    let open = desk.came_back(&op);
    let all = memo(move || {
        state
            .departments
            .with_value(|all| all.iter().filter(|d| d.slug != slug).cloned().collect::<Vec<_>>())
    });
    piece(view! {
        <details class="work-fold" open=open>
            <summary class="button button-quiet"><Icon name="arrow" /> {t(work::HAND_ON)}</summary>
            <Form desk=desk op=op.clone() class="work-form">
                <Choice desk=desk op=op.clone() name="to" label=t(work::HAND_ON_TO) departments=all />
                <Area desk=desk op=op.clone() name="word" label=t(work::HAND_ON_WORD) hint=t(work::WORD_HINT) max=WORD_MAX rows=2 required=true />
                <Day desk=desk op=op.clone() />
                <Send desk=desk op=op class="button button-main" label=t(work::HAND_ON_SEND) />
            </Form>
        </details>
    })
}

#[component]
fn Due(state: State, work: DepartmentWork) -> AnyView {
    let (desk, op) = (state.desk, Op::Due(state.id(), work.slug));
    let open = desk.came_back(&op);
    let day = work.due_on.map(|day| day.to_string()).unwrap_or_default();
    piece(view! {
        <details class="work-fold" open=open>
            <summary class="button button-quiet"><Icon name="clock" /> {t(work::DUE_CHANGE)}</summary>
            <Form desk=desk op=op.clone() class="work-form">
                <Day desk=desk op=op.clone() value=day />
                <Send desk=desk op=op class="button button-main" label=t(work::DUE_SEND) />
            </Form>
        </details>
    })
}
