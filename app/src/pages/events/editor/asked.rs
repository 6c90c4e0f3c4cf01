//! What is asked in the sign-up: the usual fields and free questions, each with what it is for
//! and how long it is kept.

use leptos::prelude::*;

use super::{
    begin,
    sections::section,
    state::{Editor, FORM},
};
use crate::{
    api::{EventForm, FieldForm},
    browser,
    components::{Icon, handler, piece},
    domain::AnswerKind,
    held::Held,
    i18n::{Lang, events, programme, t},
    pages::events::fields::{Field, area, line, says, select, tick},
};

/// All fields.
pub(super) fn asked(editor: Editor, form: &EventForm) -> AnyView {
    let lang = editor.lang;
    let usual = begin::usual_fields(lang, form);
    let usual = usual.into_iter().map(|field| usual_field(editor, field)).collect_view();
    let all = Held::new(begin::questions(form));
    let add = move |_| {
        let more = all.with_untracked(|all| begin::next_question(all));
        let Some(more) = more else { return };
        let id = format!("{FORM}-label_{}", more.key);
        all.update(|all| all.push(more));
        browser::after_ms(20, move || browser::focus(&id));
    };
    let full = move || all.with(|all| begin::next_question(all).is_none());
    section(
        "asked",
        events::ASKED,
        piece(view! {
            <p class="section-lead">{t(events::ASKED_TEXT)}</p>
            {says("event-fields", editor.errors("fields"))}
            <ul class="event-asks">{usual}</ul>
            <h3>{t(events::QUESTIONS)}</h3>
            <p class="field-hint">{t(events::QUESTIONS_HINT)}</p>
            <ul class="event-asks">
                <For each=move || all.get() key=|field| field.key.clone() let:field>
                    {question(editor, field)}
                </For>
            </ul>
            <button type="button" class="button alive-only" class:gone=full on:click=handler(add)>
                <Icon name="plus" /> {t(events::QUESTION_ADD)}
            </button>
        }),
    )
}

fn modes(lang: Lang) -> Vec<(String, String)> {
    [
        ("off", events::ASK_OFF),
        ("optional", events::ASK_OPTIONAL),
        ("required", events::ASK_REQUIRED),
    ]
    .map(|(key, text)| (key.to_owned(), text.get(lang).to_owned()))
    .into()
}

/// A part of a field, named `what_key`.
fn part(editor: Editor, key: &str, what: &str, label: &str, value: &str) -> Field {
    let name = format!("{what}_{key}");
    let errors = editor.errors(name.clone());
    Field::new(FORM, name, label, value).errors(errors)
}

/// What it is for, and how long it is kept.
fn conscience(editor: Editor, field: &FieldForm) -> AnyView {
    let (key, lang) = (&field.key, editor.lang);
    let purpose = part(editor, key, "purpose", events::PURPOSE.get(lang), &field.purpose);
    let keep = part(editor, key, "keep", events::KEEP.get(lang), &field.keep_days);
    piece(view! {
        <div class="event-ask-more">
            {line(purpose, "text", 200)}
            {line(keep, "number", 3)}
        </div>
    })
}

/// A usual field: a line, and what it is for where it is asked.
fn usual_field(editor: Editor, field: FieldForm) -> AnyView {
    let lang = editor.lang;
    let label = programme::field(&field.key).map_or("", |text| text.get(lang));
    let mode = part(editor, &field.key, "mode", label, &field.mode);
    let hint = (field.key == "phone").then(|| {
        piece(view! { <p class="field-hint event-ask-one">{events::ONE_CONTACT.get(lang)}</p> })
    });
    piece(view! {
        <li><div class="event-ask" role="group" aria-label=label>
            {select(mode, modes(lang))}
            {hint}
            {conscience(editor, &field)}
        </div></li>
    })
}

/// A free question; one in which nothing is written is not asked.
fn question(editor: Editor, field: FieldForm) -> AnyView {
    let (key, lang) = (field.key.clone(), editor.lang);
    let blank = field.label.is_empty() && field.purpose.is_empty();
    let label = part(editor, &key, "label", events::QUESTION.get(lang), &field.label);
    let label = if blank { label.optional() } else { label };
    let mode = part(editor, &key, "mode", events::ASK.get(lang), &field.mode);
    let kind = part(editor, &key, "kind", events::ANSWER_KIND.get(lang), &field.kind);
    let kinds = AnswerKind::FREE
        .map(|kind| (kind.as_str().to_owned(), programme::answer_kind(kind).get(lang).to_owned()));
    let options = part(editor, &key, "options", events::OPTIONS.get(lang), &field.options)
        .hint(events::OPTIONS_HINT.get(lang));
    let each = part(editor, &key, "each", events::EACH.get(lang), "");
    let name = events::question_number(lang, &key);
    piece(view! {
        <li><div class="event-ask event-question" role="group" aria-label=name>
            {line(label, "text", 160)}
            <div class="event-pair">
                {select(kind, kinds.into())}
                {select(mode, modes(lang))}
            </div>
            <div class="event-options">{area(options, 3, 1000)}</div>
            {tick(each, field.each)}
            {conscience(editor, &field)}
        </div></li>
    })
}
