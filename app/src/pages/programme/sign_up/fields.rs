//! One question of the sign-up, however it is answered.

use leptos::prelude::*;

use super::{
    model::{FORM, FormModel},
    values,
};
use crate::{
    api::AskedField,
    components::{FieldGroup, FieldShell, field_ids, piece, textarea_html},
    domain::{AnswerKind, Date, parse_birth_date, registration_input},
    i18n::{self, programme::sign_up as texts, t},
    site,
};

/// More answers than these are a list to open.
const RADIOS_MAX: usize = 5;

/// What a browser may fill in by itself: about whoever signs up, and nobody else.
fn autocomplete(key: &str, person: u32) -> &'static str {
    match key {
        _ if person > 0 => "off",
        "first_name" => "given-name",
        "last_name" => "family-name",
        "birth_date" => "bday",
        "email" => "email",
        "phone" => "tel",
        "address" => "street-address",
        _ => "off",
    }
}

/// What it is for, until when it is kept, and how it is answered. For further people only the last:
/// the rest stands above.
fn hint(model: FormModel, field: &AskedField, person: u32) -> Option<String> {
    let lang = model.lang;
    let how = match field.kind {
        AnswerKind::BirthDate => Some(t(texts::BIRTH_HINT)),
        AnswerKind::Email if model.asked.with_value(|a| values::one_of_both(&a.fields)) => {
            Some(t(texts::ONE_OF_BOTH))
        }
        _ => None,
    };
    let why = (person == 0 && !field.purpose.is_empty())
        .then(|| texts::purpose(lang, &field.purpose, &i18n::day(lang, field.keep_until)));
    match (how, why) {
        (Some(how), Some(why)) => Some(format!("{how}{} {why}", end_of(how))),
        (how, why) => why.or(how.map(str::to_owned)),
    }
}

/// What has to stand behind words so that a sentence can follow.
fn end_of(words: &str) -> &'static str {
    if words.ends_with('.') { "" } else { "." }
}

/// Whether the label says that it may stay empty; of two of which one is needed neither does.
fn says_optional(model: FormModel, field: &AskedField) -> bool {
    let pair = field.key == "email" || field.key == "phone";
    let needed = pair && model.asked.with_value(|a| values::one_of_both(&a.fields));
    !field.required && !needed
}

/// A field with its label, what it is for, and what is wrong with it.
pub(super) fn asked_field(model: FormModel, field: &AskedField, person: u32) -> AnyView {
    let name = registration_input(&field.key, person);
    let label = values::label(field, model.lang);
    let value = model.raw.with_untracked(|raw| raw.get(&name).to_owned());
    match field.kind {
        AnswerKind::YesNo => {
            let answers = [("yes", texts::YES), ("no", texts::NO)];
            let answers = answers.map(|(value, text)| (value.to_owned(), t(text).to_owned()));
            radios(model, field, person, label, name, value, answers.into())
        }
        AnswerKind::Choice if field.options.len() <= RADIOS_MAX => {
            let answers = field.options.iter().map(|option| (option.clone(), option.clone()));
            radios(model, field, person, label, name, value, answers.collect())
        }
        _ => line(model, field, person, label, name, value),
    }
}

/// An answer that is typed, or chosen from a list to open.
fn line(
    model: FormModel,
    field: &AskedField,
    person: u32,
    label: String,
    name: String,
    value: String,
) -> AnyView {
    let errors = model.errors(name.clone());
    let invalid = move || errors.with(|e| (!e.is_empty()).then_some("true"));
    let (id, described) = field_ids(FORM, &name);
    let hint = hint(model, field, person);
    let fill = autocomplete(&field.key, person);
    let required = field.required;
    let control = match field.kind {
        AnswerKind::Text => {
            let rows = if field.key == "address" { "2" } else { "3" };
            piece(view! {
                <textarea id=id name=name.clone() rows=rows autocomplete=fill required=required
                    class="short-text" aria-describedby=described aria-invalid=invalid
                    inner_html=textarea_html(&value)></textarea>
            })
        }
        AnswerKind::Choice => {
            let none = value.is_empty();
            let options = field.options.iter().map(|option| {
                let selected = *option == value;
                piece(view! { <option value=option.clone() selected=selected>{option.clone()}</option> })
            });
            let options: Vec<AnyView> = options.collect();
            let nothing = if required { texts::CHOOSE } else { texts::NO_ANSWER };
            piece(view! {
                <select id=id name=name.clone() required=required aria-describedby=described aria-invalid=invalid>
                    <option value="" selected=none>{t(nothing)}</option>
                    {options}
                </select>
            })
        }
        kind => {
            let (sort, mode) = match kind {
                AnswerKind::Email => ("email", "email"),
                AnswerKind::Phone => ("tel", "tel"),
                // No calendar of the browser's: a year long ago is far away in it. Digits are
                // enough in German; in English months have names.
                AnswerKind::BirthDate => ("text", model.lang.pick("numeric", "text")),
                _ => ("text", "text"),
            };
            piece(view! {
                <input id=id type=sort inputmode=mode name=name.clone() value=value autocomplete=fill
                    required=required aria-describedby=described aria-invalid=invalid />
            })
        }
    };
    let understood = (field.kind == AnswerKind::BirthDate).then(|| understood(model, name.clone()));
    piece(view! {
        <FieldShell form=FORM name=name label=label hint=hint.unwrap_or_default() optional=says_optional(model, field) errors=errors>
            {control}
            {understood}
        </FieldShell>
    })
}

/// How a date of birth was understood, once it was: day and month are easily confused.
fn understood(model: FormModel, name: String) -> AnyView {
    let today = Date::of(site::now().get_untracked());
    let words = move || {
        let date = model.raw.with(|raw| parse_birth_date(raw.get(&name), today).ok().flatten());
        date.map(|date| texts::understood(model.lang, &i18n::day(model.lang, date)))
    };
    piece(view! { <p class="counter" role="status">{words}</p> })
}

/// One of a few answers, all of them seen.
fn radios(
    model: FormModel,
    field: &AskedField,
    person: u32,
    label: String,
    name: String,
    value: String,
    mut answers: Vec<(String, String)>,
) -> AnyView {
    let errors = model.errors(name.clone());
    let required = field.required;
    if !required {
        answers.push((String::new(), t(texts::NO_ANSWER).to_owned()));
    }
    let choices = answers.into_iter().map(|(answer, words)| {
        let checked = answer == value && !(required && answer.is_empty());
        let name = name.clone();
        piece(view! {
            <label class="choice">
                <input type="radio" name=name value=answer checked=checked required=required />
                <span>{words}</span>
            </label>
        })
    });
    let choices: Vec<AnyView> = choices.collect();
    let hint = hint(model, field, person);
    piece(view! {
        <FieldGroup form=FORM name=name label=label hint=hint.unwrap_or_default() optional=says_optional(model, field) errors=errors>
            {choices}
        </FieldGroup>
    })
}
