//! The fields of the forms, each with what is wrong with it.

use leptos::prelude::*;

use super::{desk::Desk, op::Op};
use crate::{
    api::Department,
    components::{piece, textarea_html},
    held::Derived,
    i18n::{self, common, t, work},
};

fn ids(op: &Op, name: &str) -> (String, String) {
    let id = format!("{}-{name}", op.key());
    let errors = format!("{id}-errors");
    (id, errors)
}

/// What is wrong with a field, read out when it appears.
#[component]
fn Errors(desk: Desk, key: String, name: &'static str, id: String) -> AnyView {
    let errors = move || {
        let wrong = desk.wrong(&key, name).into_iter();
        wrong.map(|error| piece(view! { <p>{error}</p> })).collect_view()
    };
    piece(view! { <div class="field-errors" id=id aria-live="polite">{errors}</div> })
}

fn invalid(desk: Desk, key: String, name: &'static str) -> impl Fn() -> Option<&'static str> {
    move || (!desk.wrong(&key, name).is_empty()).then_some("true")
}

/// A text of several lines.
#[component]
pub(super) fn Area(
    /// The page's state.
    desk: Desk,
    /// What the form does.
    op: Op,
    /// Name of the field.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// How to fill it in.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What stands in it, unless something else was typed.
    #[prop(optional, into)]
    value: String,
    /// Its height in lines.
    #[prop(default = 3)]
    rows: u32,
    /// The most characters.
    max: usize,
    /// Whether it may not stay empty.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let (id, errors) = ids(&op, name);
    let text = desk.typed(&op, name).unwrap_or(value);
    let hint_id = format!("{id}-hint");
    let described = match hint {
        Some(_) => format!("{hint_id} {errors}"),
        None => errors.clone(),
    };
    let optional = (!required)
        .then(|| piece(view! { <span class="field-optional">{t(common::OPTIONAL)}</span> }));
    piece(view! {
        <div class="field">
            <label for=id.clone()>{label} {optional}</label>
            {hint.map(|hint| piece(view! { <p class="field-hint" id=hint_id>{hint}</p> }))}
            <textarea
                id=id
                name=name
                rows=rows
                maxlength=max
                required=required
                aria-describedby=described
                aria-invalid=invalid(desk, op.key(), name)
                inner_html=textarea_html(&text)
            ></textarea>
            <Errors desk=desk key=op.key() name=name id=errors />
        </div>
    })
}

/// A day of the calendar.
#[component]
pub(super) fn Day(
    /// The page's state.
    desk: Desk,
    /// What the form does.
    op: Op,
    /// The day that is set, as `2026-12-01`, or empty.
    #[prop(optional, into)]
    value: String,
) -> AnyView {
    let (id, errors) = ids(&op, "due_on");
    let value = desk.typed(&op, "due_on").unwrap_or(value);
    piece(view! {
        <div class="field">
            <label for=id.clone()>
                {t(work::DUE)} <span class="field-optional">{t(common::OPTIONAL)}</span>
            </label>
            <input
                id=id
                type="date"
                name="due_on"
                value=value
                min="2000-01-01"
                max="2199-12-31"
                aria-describedby=errors.clone()
                aria-invalid=invalid(desk, op.key(), "due_on")
            />
            <Errors desk=desk key=op.key() name="due_on" id=errors />
        </div>
    })
}

/// The number of an idea, with or without its `#`.
#[component]
pub(super) fn Number(
    /// The page's state.
    desk: Desk,
    /// What the form does.
    op: Op,
    /// Name of the field.
    name: &'static str,
    /// Its label.
    label: &'static str,
) -> AnyView {
    let (id, errors) = ids(&op, name);
    let value = desk.typed(&op, name).unwrap_or_default();
    piece(view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=name
                value=value
                inputmode="numeric"
                pattern=r"\s*#?\s*[0-9]+\s*"
                autocomplete="off"
                required
                aria-describedby=errors.clone()
                aria-invalid=invalid(desk, op.key(), name)
            />
            <Errors desk=desk key=op.key() name=name id=errors />
        </div>
    })
}

/// One of the departments.
#[component]
pub(super) fn Choice(
    /// The page's state.
    desk: Desk,
    /// What the form does.
    op: Op,
    /// Name of the field.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// What can be chosen, as it changes.
    departments: Derived<Vec<Department>>,
) -> AnyView {
    let lang = i18n::lang();
    let (id, errors) = ids(&op, name);
    let chosen = desk.typed(&op, name).unwrap_or_default();
    let options = move || {
        let option = |department: Department| {
            let selected = department.slug == chosen;
            let name = lang.pick(department.name_de, department.name_en);
            piece(view! { <option value=department.slug selected=selected>{name}</option> })
        };
        departments.get().into_iter().map(option).collect_view()
    };
    piece(view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=name
                required
                aria-describedby=errors.clone()
                aria-invalid=invalid(desk, op.key(), name)
            >
                <option value="">{t(work::CHOOSE)}</option>
                {options}
            </select>
            <Errors desk=desk key=op.key() name=name id=errors />
        </div>
    })
}

/// Yes or no.
#[component]
pub(super) fn Check(
    /// The page's state.
    desk: Desk,
    /// What the form does.
    op: Op,
    /// Name of the field; it is `1` where checked.
    name: &'static str,
    /// Its label.
    label: &'static str,
) -> AnyView {
    // Preset on, unless the form came back without it.
    let checked = desk.typed(&op, name).is_none_or(|typed| typed == "1");
    piece(view! {
        <label class="work-check">
            <input type="checkbox" name=name value="1" checked=checked />
            <span>{label}</span>
        </label>
    })
}
