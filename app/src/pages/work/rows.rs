//! Ideas in a list, with who has them and until when.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::{Catalog, DepartmentWork, WorkItem},
    components::{Ago, piece, topic_of},
    domain::{Date, WorkState},
    i18n::{self, Lang, common, t, work},
    site,
};

/// How far a department has come, as a word with a mark.
#[component]
pub(super) fn StateMark(
    /// The state.
    state: WorkState,
) -> AnyView {
    piece(
        view! { <span class="work-state" data-state=state.as_str()>{t(work::state(state))}</span> },
    )
}

/// Until when something is due, in words; overdue or soon so that it is seen.
pub(super) fn due_words(lang: Lang, due: Option<Date>, today: Date) -> Option<AnyView> {
    let due = due?;
    let days = due.0 - today.0;
    let urgency = match days {
        ..0 => "overdue",
        0..=3 => "soon",
        _ => "later",
    };
    let words = work::due(lang, &i18n::day(lang, due), days);
    Some(piece(view! {
        <time class="work-due" data-urgency=urgency datetime=due.to_string()>{words}</time>
    }))
}

/// One idea.
#[component]
pub(super) fn Row(
    /// The idea and who has it.
    item: WorkItem,
    /// The department whose list it is; empty where it is nobody's.
    department: String,
    /// Names of topics.
    catalog: StoredValue<Catalog>,
) -> AnyView {
    let lang = i18n::lang();
    let now = site::now();
    let card = item.card;
    let (topic, _, colour) = catalog.with_value(|catalog| topic_of(catalog, &card.topic));
    let one = department.clone();
    let shown = move |work: &DepartmentWork| match one.is_empty() {
        true => work.state != WorkState::HandedOn,
        false => work.slug == one,
    };
    let own = !department.is_empty();
    let works = item.departments.into_iter().filter(shown).map(|work| {
        let name = lang.pick(work.name_de, work.name_en);
        let name = (!own).then(|| piece(view! { <span class="work-row-name">{name}</span> }));
        let due = work.due_on.filter(|_| work.state.waits());
        piece(view! {
            <li>
                {name}
                <StateMark state=work.state />
                {move || due_words(lang, due, Date::of(now.get()))}
            </li>
        })
    });
    let works: Vec<AnyView> = works.collect();
    let none =
        works.is_empty().then(|| piece(view! { <p class="muted">{t(work::NO_DEPARTMENT)}</p> }));
    let hidden = (!item.public)
        .then(|| piece(view! { <span class="work-hidden">{t(work::NOT_PUBLIC)}</span> }));
    piece(view! {
        <li class="work-row" data-colour=colour>
            <p class="work-row-title">
                <A href=format!("/staff/ideas/{}", card.id)>
                    <span class="work-number">{format!("#{}", card.id)}</span> " " {card.title}
                </A>
            </p>
            <p class="work-row-meta">
                <span class="status" data-status=card.status.as_str()>{t(common::status(card.status))}</span>
                {hidden}
                <span>{topic}</span>
                <span>{t(work::TOUCHED)} " " <Ago at=card.active_at /></span>
            </p>
            <ul class="work-row-works">{works}</ul>
            {none}
        </li>
    })
}
