//! What the form says above its fields: what is wrong, and what became of a draft.

use leptos::{ev, prelude::*};

use super::model::{DraftNote, FORM, FormModel, SUMMARY_ID, label};
use super::values::FIELDS;
use crate::{
    browser,
    components::handler,
    domain::excerpt,
    held::memo,
    i18n::{form, t},
};

/// The id that a link to a field leads to.
fn target(field: &str) -> String {
    format!("{FORM}-{field}")
}

/// Everything that is wrong, as links to the fields. Takes the focus when sending was tried.
#[component]
pub(super) fn Summary(
    /// The form.
    model: FormModel,
    /// Whether the page came back after a plain post that failed.
    came_back: bool,
) -> impl IntoView {
    let errors: Vec<_> = FIELDS[..3]
        .iter()
        .chain(&["photos"])
        .chain(&FIELDS[3..])
        .map(|field| (*field, model.errors(field)))
        .collect();
    let tried = move || model.was_tried();
    let wrong = memo(move || {
        let said = |(field, errors): &(&'static str, Signal<Vec<String>>)| {
            errors.with(|e| e.first().cloned()).map(|why| (*field, why))
        };
        if tried() { errors.iter().filter_map(said).collect::<Vec<_>>() } else { Vec::new() }
    });
    let go = move |field: &'static str| {
        move |event: ev::MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            model.open_for(field);
            browser::after_ms(20, move || browser::focus(&target(field)));
        }
    };
    view! {
        {move || {
            let wrong = wrong.get();
            (!wrong.is_empty()).then(|| view! {
                <div class="form-summary" id=SUMMARY_ID tabindex="-1" role="group" aria-labelledby="idea-summary-title" autofocus=came_back>
                    <h2 id="idea-summary-title">{t(form::SUMMARY)}</h2>
                    <ul>
                        {wrong.into_iter().map(|(field, why)| view! {
                            <li>
                                <a href=format!("#{}", target(field)) on:click=handler(go(field))>
                                    {format!("{} – {why}", label(field))}
                                </a>
                            </li>
                        }).collect_view()}
                    </ul>
                </div>
            })
        }}
    }
}

/// What became of a draft, and the way back.
#[component]
pub(super) fn DraftNotes(
    /// The form.
    model: FormModel,
) -> impl IntoView {
    let discard = move |_| {
        model.discard();
        browser::after_ms(20, || browser::focus("idea-draft-undo"));
    };
    let take = move |draft: super::draft::Draft| {
        move |_: ev::MouseEvent| {
            model.take_instead(draft.clone());
            browser::focus("idea-title");
        }
    };
    view! {
        <div class="draft-note" role="status">
            {move || match model.note.get() {
                DraftNote::None => None,
                DraftNote::Restored => Some(view! {
                    <p>{t(form::DRAFT_RESTORED)}</p>
                    <button type="button" class="button button-quiet" on:click=handler(discard)>{t(form::DRAFT_DISCARD)}</button>
                }.into_any()),
                DraftNote::Discarded(draft) => Some(view! {
                    <p>{t(form::DRAFT_DISCARDED)}</p>
                    <button type="button" class="button button-quiet" id="idea-draft-undo" on:click=handler(take(draft))>{t(form::UNDO)}</button>
                }.into_any()),
                DraftNote::Offered(draft) => {
                    let words = match draft.idea.title.trim() {
                        "" => excerpt(&draft.idea.text, 60),
                        title => excerpt(title, 60),
                    };
                    Some(view! {
                        <p>{t(form::DRAFT_OFFERED)} " " <q>{words}</q></p>
                        <button type="button" class="button button-quiet" on:click=handler(take(draft))>{t(form::DRAFT_TAKE)}</button>
                    }.into_any())
                }
            }}
        </div>
    }
}
