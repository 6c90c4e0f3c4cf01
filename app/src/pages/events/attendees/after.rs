//! What is known afterwards: who did not come, what people said, what was erased.

use leptos::prelude::*;

use super::state::People;
use crate::{
    api::Feedback,
    components::piece,
    i18n::{self, Lang, events, programme},
    site,
};

/// The end of the page.
#[component]
pub(super) fn After(people: People, feedback: Vec<Feedback>) -> AnyView {
    let lang = people.lang;
    let now = site::now();
    let missing = move || {
        people.list.with(|list| {
            let over = now.get() > list.card.ends_at;
            let missing = list.numbers.confirmed.saturating_sub(list.numbers.arrived);
            over.then(|| events::no_shows(lang, missing))
        })
    };
    let stars = people.list.with_untracked(|list| list.numbers.stars_tenths);
    let given = feedback.len();
    let said = (given > 0).then(|| {
        let mean = stars.map(|tenths| events::stars(lang, tenths));
        let all = feedback.into_iter().map(|one| item(lang, one)).collect_view();
        piece(view! {
            <section class="event-box" aria-labelledby="att-feedback">
                <h2 id="att-feedback">{events::FEEDBACK.get(lang)}</h2>
                <p>{mean} " " {events::feedbacks(lang, given)}</p>
                <ul class="att-feedback">{all}</ul>
            </section>
        })
    });
    let erased = move || {
        let erasures = people.list.with(|list| list.erasures.clone());
        (!erasures.is_empty()).then(|| {
            let rows = erasures.into_iter().map(|one| {
                let field = people.list.with_untracked(|list| {
                    let asked = list.fields.iter().find(|field| field.key == one.field);
                    let usual =
                        || programme::field(&one.field).map(|text| text.get(lang).to_owned());
                    asked
                        .map(|field| crate::pages::events::names::label(lang, field))
                        .or_else(usual)
                });
                let field = field.unwrap_or_else(|| one.field.clone());
                let line = events::erasure(lang, &field, one.answers, &one.why);
                let at = i18n::date(lang, one.at);
                piece(view! { <li><time datetime=one.at.to_string()>{at}</time> " – " {line}</li> })
            });
            piece(view! {
                <details class="event-box work-fold">
                    <summary><h2>{events::ERASED.get(lang)}</h2></summary>
                    <ul class="work-list">{rows.collect_view()}</ul>
                </details>
            })
        })
    };
    piece(view! {
        {move || missing().map(|words| piece(view! { <p class="event-says">{words}</p> }))}
        {said}
        {erased}
    })
}

fn item(lang: Lang, feedback: Feedback) -> AnyView {
    let stars = feedback.stars.map(|stars| {
        let drawn = "★".repeat(stars as usize) + &"☆".repeat(5_usize.saturating_sub(stars as usize));
        let words = events::stars(lang, stars * 10);
        piece(view! {
            <p class="att-stars"><span aria-hidden="true">{drawn}</span> <span class="visually-hidden">{words}</span></p>
        })
    });
    let words = |label: &'static str, text: Option<String>| {
        text.map(|text| {
            piece(view! { <p><strong>{label}</strong> " " <span class="my-lines" dir="auto">{text}</span></p> })
        })
    };
    let good = words(events::GOOD.get(lang), feedback.good);
    let missing = words(events::MISSING.get(lang), feedback.missing);
    piece(
        view! { <li>{stars} {good} {missing} <p class="muted">{i18n::day(lang, feedback.on)}</p></li> },
    )
}
