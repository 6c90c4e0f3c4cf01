//! A lab on a card, and how it stands with its door.

use leptos::prelude::*;
use leptos_router::components::A;

use super::hours::{Standing, of_day, standing};
use crate::{
    api::{Hours, Lab},
    components::Icon,
    held::memo,
    i18n::{self, t, visit},
    site,
};

/// A lab: where it is, whether it is open, what it asks.
#[component]
pub(crate) fn LabCard(
    /// The lab.
    lab: Lab,
    /// Whether it is one of several things on a page: then it is short, and its heading is one
    /// below that of the section.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let lang = i18n::lang();
    let link = view! { <A href=format!("/labs/{}", lab.slug)>{lab.name.clone()}</A> };
    let heading = if brief {
        view! { <h3 class="lab-name">{link}</h3> }.into_any()
    } else {
        view! { <h2 class="lab-name">{link}</h2> }.into_any()
    };
    let icon = if lab.mobile { "bus" } else { "pin" };
    let place = match lab.address {
        Some(address) => address,
        None if lab.mobile => t(visit::MOBILE_PLACE).to_owned(),
        None => lab.town.clone(),
    };
    let question = lab.question_de.filter(|_| !brief);
    // What the weekly hours do not say belongs beside them; where there is no room for it, the
    // hours promise less.
    let note = lang.pick(lab.hours_note_de, lab.hours_note_en);
    let planned = brief && note.is_some();
    let note = note.filter(|_| !brief);
    let count = (!brief).then(|| visit::ideas_of(lang, lab.ideas));
    view! {
        <article class="lab-card" class:lab-card-mobile=lab.mobile>
            <p class="lab-town">
                <Icon name=icon />
                {lab.town}
                {lab.mobile.then(|| view! { <span class="lab-mobile">{t(visit::MOBILE)}</span> })}
            </p>
            {heading}
            {question.map(|question| view! { <p class="lab-question" lang="de">{question}</p> })}
            {(!brief).then(|| view! { <p class="lab-place">{place}</p> })}
            <Door hours=lab.hours mobile=lab.mobile planned=planned />
            {note.map(|note| view! { <p class="lab-note">{note}</p> })}
            {count.map(|count| view! { <p class="lab-count">{count}</p> })}
        </article>
    }
}

/// Whether a lab is open at this moment by its weekly hours, and when next. Keeps up with the
/// clock.
#[component]
pub(super) fn Door(
    /// Its weekly hours.
    hours: Vec<Hours>,
    /// Whether it comes to people.
    mobile: bool,
    /// Whether there are exceptions that are not told here.
    #[prop(optional)]
    planned: bool,
) -> impl IntoView {
    let lang = i18n::lang();
    let now = site::now();
    let known = (1..=7).any(|day| !of_day(&hours, day).is_empty());
    if !known {
        return view! { <p class="door">{t(visit::HOURS_UNKNOWN)}</p> }.into_any();
    }
    let state = memo(move || standing(&hours, now.get().local()));
    let open = move || state.with(|s| matches!(s, Some(Standing::Open { .. })));
    let word = move || {
        t(match (open(), mobile) {
            (true, _) if planned => visit::OPEN_PLANNED,
            (true, false) => visit::OPEN_NOW,
            (true, true) => visit::OUT_NOW,
            (false, false) => visit::CLOSED_NOW,
            (false, true) => visit::PARKED_NOW,
        })
    };
    let when = move || {
        state.with(|s| match s {
            Some(Standing::Open { until }) => visit::until(lang, until),
            Some(Standing::Later { from }) => visit::opens_today(lang, from),
            Some(Standing::Closed { weekday, from }) => visit::opens_on(lang, *weekday, from),
            None => String::new(),
        })
    };
    view! {
        <p class="door" class:door-open=open>
            <Icon name="clock" />
            <span>
                <strong>{word}</strong>
                ", "
                {when}
            </span>
        </p>
    }
    .into_any()
}
