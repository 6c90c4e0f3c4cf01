//! Texts to begin with, as buttons that write them: the team's templates, or the ready ones
//! where it has none.

use leptos::prelude::*;

use super::{
    boxes::{self, fallback},
    desk::{Desk, Tool},
    dom,
    events::Key,
};
use crate::{
    api::TemplateKind,
    components::{handler, piece},
    held::Held,
    i18n::{staff, t},
};

/// What stands on a button, and what it writes.
fn texts(desk: Desk, key: Option<Key>, kind: TemplateKind) -> Vec<(String, String)> {
    let topic = desk.queue.with_untracked(|queue| {
        key.and_then(|key| queue.get(key)).map(|item| item.idea.card.topic.clone())
    });
    let set = desk.templates.with_untracked(|templates| {
        let fits = templates.iter().filter(|template| {
            template.kind == kind
                && !template.archived
                && (template.topic.is_none() || template.topic == topic)
        });
        fits.map(|t| (t.title.clone(), t.text.clone())).collect::<Vec<_>>()
    });
    if !set.is_empty() {
        return set;
    }
    let ready = fallback(kind).into_iter();
    ready.map(|(word, sentence)| (t(word).to_owned(), t(sentence).to_owned())).collect()
}

/// The buttons. Each adds its text to what is in the field.
#[component]
pub(super) fn Ready(
    /// The desk.
    desk: Desk,
    /// What it is about; none where it is about many.
    key: Option<Key>,
    /// What the text is for.
    kind: TemplateKind,
    /// The id of the field where it is written.
    field: &'static str,
    /// What is wrong with the field: nothing any more.
    errors: Held<Vec<String>>,
) -> AnyView {
    let tool = if kind == TemplateKind::Ask { Tool::Ask } else { Tool::No };
    let buttons = texts(desk, key, kind).into_iter().map(|(word, sentence)| {
        let write = move |_| {
            if let Some(field) = dom::textarea(field) {
                let written = field.value();
                if !written.contains(&sentence) {
                    let gap = if written.trim().is_empty() { "" } else { "\n\n" };
                    field.set_value(&format!("{}{gap}{sentence}", written.trim_end()));
                }
                errors.set(Vec::new());
                if let Some(key) = key {
                    boxes::keep(desk, tool, key);
                }
                desk.said.set(sentence.clone());
            }
        };
        piece(view! { <li><button type="button" class="chip" on:click=handler(write)>{word}</button></li> })
    });
    let buttons: Vec<AnyView> = buttons.collect();
    piece(view! { <ul class="queue-ready" aria-label=t(staff::REASONS)>{buttons}</ul> })
}
