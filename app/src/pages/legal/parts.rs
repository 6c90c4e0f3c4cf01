//! Texts of the legal pages on screen.

use leptos::prelude::*;

use crate::i18n::{Text, legal::Part, t};

/// Headings, paragraphs and lists.
pub(super) fn parts(parts: &'static [Part]) -> impl IntoView {
    let shown = parts.iter().map(|part| {
        view! {
            <section>
                <h2>{t(part.title)}</h2>
                {paragraphs(part.paragraphs)}
                {(!part.points.is_empty()).then(|| {
                    let points = part.points.iter().map(|point| view! { <li>{t(*point)}</li> });
                    view! { <ul>{points.collect_view()}</ul> }
                })}
            </section>
        }
    });
    shown.collect_view()
}

fn paragraphs(texts: &'static [Text]) -> impl IntoView {
    texts.iter().map(|text| view! { <p>{t(*text)}</p> }).collect_view()
}
