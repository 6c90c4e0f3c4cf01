//! For whom: whoever signs up first, and the people who come along.
//!
//! Before the page is alive, and without script, the fields of all who may come along are there,
//! folded; then a button brings those of one more person.

use leptos::prelude::*;

use super::{
    fields::asked_field,
    model::{FORM, FormModel},
    values::PEOPLE,
};
use crate::{
    api::AskedField,
    components::{FieldShell, Icon, field_ids, handler, piece},
    i18n::{programme::sign_up as texts, t},
};

/// All fields of the sign-up: of the first person, how many come, and of those who come along.
#[component]
pub(crate) fn Fields(
    /// The form.
    model: FormModel,
) -> AnyView {
    let asked = model.asked.get_value();
    let own: Vec<AnyView> = asked.fields.iter().map(|f| asked_field(model, f, 0)).collect();
    let each: Vec<AskedField> = asked.fields.iter().filter(|f| f.each).cloned().collect();
    let together = asked.group_max > 1;
    // Where everybody must say something, those who say something are counted.
    let told = each.iter().any(|field| field.required);
    piece(view! {
        {own}
        {(together && !told).then(|| how_many(model, asked.group_max))}
        {(together && !each.is_empty()).then(|| piece(view! { <Companions model=model each=each most=asked.group_max /> }))}
    })
}

/// A list that says how many come.
fn how_many(model: FormModel, most: u32) -> AnyView {
    let (id, described) = field_ids(FORM, PEOPLE);
    let now = model.people.get_untracked();
    let options = (1..=most).map(|n| {
        piece(view! { <option value=n.to_string() selected=n == now>{n.to_string()}</option> })
    });
    let options: Vec<AnyView> = options.collect();
    piece(view! {
        <FieldShell form=FORM name=PEOPLE label=t(texts::PEOPLE) hint=t(texts::PEOPLE_HINT) errors=model.errors(PEOPLE.to_owned())>
            <select id=id name=PEOPLE aria-describedby=described>{options}</select>
        </FieldShell>
    })
}

/// The fields of those who come along, and the button for one more.
#[component]
fn Companions(model: FormModel, each: Vec<AskedField>, most: u32) -> AnyView {
    let lang = model.lang;
    let blocks = (1..most).map(|person| block(model, &each, person));
    let blocks: Vec<AnyView> = blocks.collect();
    let more = move || model.people.get() < most;
    let open = move || model.people.get() > 1;
    let removed = move || model.removed.with(|removed| removed.as_ref().map(|(n, _)| n + 1));
    piece(view! {
        <details class="fold people" open=open>
            <summary class="button">{t(texts::MORE)}</summary>
            <p class="people-text">{t(texts::MORE_TEXT)}</p>
            {blocks}
        </details>
        <div class="people-foot alive-only">
            <div role="status">
                {move || removed().map(|n| piece(view! { <span>{texts::removed(lang, n)}</span> " " }))}
            </div>
            <button type="button" class="button button-quiet" id="person-undo" class:gone=move || removed().is_none()
                on:click=handler(move |_| model.undo())>
                {t(texts::UNDO)}
            </button>
            <button type="button" class="button" class:gone=move || !more() on:click=handler(move |_| model.add())>
                <Icon name="plus" />
                {t(texts::ADD)}
            </button>
            <p class="muted">{texts::group(lang, most)}</p>
        </div>
    })
}

/// The fields of one of those who come along; 1 is the second person.
fn block(model: FormModel, each: &[AskedField], person: u32) -> AnyView {
    let fields: Vec<AnyView> = each.iter().map(|f| asked_field(model, f, person)).collect();
    let number = person + 1;
    let away = move || model.alive.get() && number > model.people.get();
    let name = texts::person(model.lang, number);
    piece(view! {
        <fieldset class="person" id=format!("person-{number}") tabindex="-1" disabled=away class:gone=away>
            <legend>{name}</legend>
            {fields}
            <button type="button" class="button button-quiet alive-only" on:click=handler(move |_| model.remove(person))>
                <Icon name="trash" />
                {texts::remove(model.lang, number)}
            </button>
        </fieldset>
    })
}
