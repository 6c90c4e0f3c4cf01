//! The fields of the forms, each with its label, its hint and what is wrong with it.
//!
//! As `components::FieldShell`, for names that are made while the page is: a field of the sign-up
//! has one for each of its parts.

use leptos::prelude::*;

use crate::{
    components::{piece, textarea_html},
    i18n::{common, t},
};

/// What is wrong with a field, as sentences.
pub(super) type Errors = Signal<Vec<String>>;

/// Nothing is ever wrong.
pub(super) fn fine() -> Errors {
    Signal::stored(Vec::new())
}

/// A field: which, what it is called, what stands in it.
#[derive(Clone)]
pub(super) struct Field {
    /// Its id is made of it.
    pub(super) form: &'static str,
    /// Its name in the form.
    pub(super) name: String,
    /// On screen.
    pub(super) label: String,
    /// Why it is asked, or how to fill it in; empty for none.
    pub(super) hint: String,
    /// What stands in it.
    pub(super) value: String,
    /// Whether it may stay empty; then the label says so.
    pub(super) optional: bool,
    /// What is wrong with it.
    pub(super) errors: Errors,
}

impl Field {
    /// A field that must be filled in and has no hint.
    pub(super) fn new(
        form: &'static str,
        name: impl Into<String>,
        label: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        Self {
            form,
            name: name.into(),
            label: label.into(),
            hint: String::new(),
            value: value.into(),
            optional: false,
            errors: fine(),
        }
    }

    /// With a reason.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// It may stay empty.
    pub(super) fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// With what is wrong with it.
    pub(super) fn errors(self, errors: Errors) -> Self {
        Self { errors, ..self }
    }

    fn id(&self) -> String {
        format!("{}-{}", self.form, self.name)
    }

    fn described(&self) -> String {
        let id = self.id();
        if self.hint.is_empty() { format!("{id}-errors") } else { format!("{id}-hint {id}-errors") }
    }

    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + 'static {
        let errors = self.errors;
        move || errors.with(|errors| (!errors.is_empty()).then_some("true"))
    }
}

/// What is wrong, read out when it appears.
pub(super) fn says(id: &str, errors: Errors) -> AnyView {
    let said = move || {
        let errors = errors.get().into_iter();
        errors.map(|error| piece(view! { <p>{error}</p> })).collect_view()
    };
    piece(
        view! { <div class="field-errors" id=format!("{id}-errors") aria-live="polite">{said}</div> },
    )
}

/// Label above, hint and errors around a control.
pub(super) fn shell(field: &Field, control: AnyView) -> AnyView {
    let id = field.id();
    let invalid = field.invalid();
    let optional = field
        .optional
        .then(|| piece(view! { <span class="field-optional">{t(common::OPTIONAL)}</span> }));
    let hint = (!field.hint.is_empty()).then(|| {
        piece(view! { <p class="field-hint" id=format!("{id}-hint")>{field.hint.clone()}</p> })
    });
    let (says, label) = (says(&id, field.errors), field.label.clone());
    piece(view! {
        <div class="field" class:field-invalid=move || invalid().is_some()>
            <label for=id>{label} {optional}</label>
            {hint}
            {control}
            {says}
        </div>
    })
}

/// A line, of a type such as `text`, `date`, `email`.
pub(super) fn line(field: Field, kind: &'static str, max: usize) -> AnyView {
    let mode = (kind == "number").then_some("numeric");
    // Not as a number: what is wrong with it is told in our words, and a phone shows the right
    // keys all the same.
    let kind = if kind == "number" { "text" } else { kind };
    let max = matches!(kind, "text" | "email" | "tel" | "url").then(|| max.to_string());
    let control = piece(view! {
        <input id=field.id() type=kind name=field.name.clone() value=field.value.clone() maxlength=max
            inputmode=mode autocomplete="off" required=!field.optional aria-describedby=field.described()
            aria-invalid=field.invalid() />
    });
    shell(&field, control)
}

/// Several lines.
pub(super) fn area(field: Field, rows: u32, max: usize) -> AnyView {
    let control = piece(view! {
        <textarea id=field.id() name=field.name.clone() rows=rows maxlength=max required=!field.optional
            aria-describedby=field.described() aria-invalid=field.invalid()
            inner_html=textarea_html(&field.value)></textarea>
    });
    shell(&field, control)
}

/// One of several: values and texts.
pub(super) fn select(field: Field, of: Vec<(String, String)>) -> AnyView {
    let options = of.into_iter().map(|(key, text)| {
        let chosen = key == field.value;
        piece(view! { <option value=key selected=chosen>{text}</option> })
    });
    let options = options.collect_view();
    let control = piece(view! {
        <select id=field.id() name=field.name.clone() aria-describedby=field.described()
            aria-invalid=field.invalid()>{options}</select>
    });
    shell(&field, control)
}

/// Yes or no; sent as `on`.
pub(super) fn tick(field: Field, on: bool) -> AnyView {
    let id = field.id();
    let hint = (!field.hint.is_empty()).then(|| {
        piece(
            view! { <span class="field-hint" id=format!("{id}-hint")>{field.hint.clone()}</span> },
        )
    });
    let says = says(&id, field.errors);
    piece(view! {
        <div class="field">
            <label class="choice event-tick">
                <input id=id type="checkbox" name=field.name.clone() value="on" checked=on
                    aria-describedby=field.described() aria-invalid=field.invalid() />
                <span>{field.label.clone()} {hint}</span>
            </label>
            {says}
        </div>
    })
}

/// One or more of several that are one question: chips to tap. `kind` is `radio` or `checkbox`.
pub(super) fn chips(
    field: &Field,
    kind: &'static str,
    of: Vec<Chip>,
    chosen: impl Fn(&str) -> bool,
) -> AnyView {
    let id = field.id();
    let name = field.name.clone();
    let chips = of.into_iter().map(|Chip { key, text, colour }| {
        let on = chosen(&key);
        piece(view! {
            <label class="chip chip-choice" data-colour=colour>
                <input type=kind name=name.clone() value=key checked=on />
                {text}
            </label>
        })
    });
    let chips = chips.collect_view();
    let optional = field
        .optional
        .then(|| piece(view! { <span class="field-optional">{t(common::OPTIONAL)}</span> }));
    let hint = (!field.hint.is_empty()).then(|| {
        piece(view! { <p class="field-hint" id=format!("{id}-hint")>{field.hint.clone()}</p> })
    });
    let (says, described, invalid) = (says(&id, field.errors), field.described(), field.invalid());
    piece(view! {
        <fieldset class="field" id=id tabindex="-1" aria-describedby=described
            class:field-invalid=move || invalid().is_some()>
            <legend>{field.label.clone()} {optional}</legend>
            {hint}
            <div class="choices">{chips}</div>
            {says}
        </fieldset>
    })
}

/// Something to tap.
pub(super) struct Chip {
    /// Its value.
    pub(super) key: String,
    /// On screen.
    pub(super) text: String,
    /// Its colour, of a topic.
    pub(super) colour: Option<String>,
}

impl Chip {
    /// One without a colour.
    pub(super) fn plain(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { key: key.into(), text: text.into(), colour: None }
    }
}
