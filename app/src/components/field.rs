//! The frame of a form field: label, reason, errors, tied together for screen readers.

use leptos::prelude::*;

use super::escape_html;
use crate::i18n::{common, t};

/// The ids that tie a field to its hint and errors: `(input, aria-describedby)`.
pub(crate) fn field_ids(form: &str, name: &str) -> (String, String) {
    (format!("{form}-{name}"), format!("{form}-{name}-hint {form}-{name}-errors"))
}

/// Label above, hint and errors below a control. The control inside gives itself the ids of
/// [`field_ids`] and, while there are errors, `aria-invalid`.
#[component]
pub(crate) fn FieldShell(
    /// Name of the form.
    form: &'static str,
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// Why it is asked for, or how to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it may stay empty; then the label says so.
    #[prop(optional)]
    optional: bool,
    /// What is wrong with it, as sentences.
    #[prop(into)]
    errors: Signal<Vec<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (id, _) = field_ids(form, &name);
    let says_id = id.clone();
    view! {
        <div class="field" class:field-invalid=move || !errors.get().is_empty()>
            <label for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="field-optional">{t(common::OPTIONAL)}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {children()}
            <FieldSays id=says_id errors=errors />
        </div>
    }
}

/// The same around several controls that are one question: a group with a legend. It can take
/// the focus, so that a list of errors can lead to it.
#[component]
pub(crate) fn FieldGroup(
    /// Name of the form.
    form: &'static str,
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Why it is asked, or how to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it may stay unanswered; then the legend says so.
    #[prop(optional)]
    optional: bool,
    /// What is wrong with the answer, as sentences.
    #[prop(into)]
    errors: Signal<Vec<String>>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let (id, _) = field_ids(form, &name);
    let hint_id = format!("{id}-hint");
    let says_id = id.clone();
    let described = match hint {
        Some(_) => format!("{hint_id} {id}-errors"),
        None => format!("{id}-errors"),
    };
    view! {
        <fieldset
            class="field"
            id=id
            tabindex="-1"
            aria-describedby=described
            class:field-invalid=move || !errors.get().is_empty()
        >
            <legend>
                {label}
                {optional.then(|| view! { <span class="field-optional">{t(common::OPTIONAL)}</span> })}
            </legend>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {children()}
            <FieldSays id=says_id errors=errors />
        </fieldset>
    }
}

/// What is wrong with a field. The place is always there, so that a screen reader hears what
/// comes into it.
#[component]
fn FieldSays(id: String, errors: Signal<Vec<String>>) -> impl IntoView {
    view! {
        <div class="field-errors" id=format!("{id}-errors") aria-live="polite">
            {move || errors.get().into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}
        </div>
    }
}

/// Escapes text for the inside of a `<textarea>`, to be given as its `inner_html`: the renderer
/// itself writes what stands there as it is. A line end at the beginning is doubled,
/// because a parser drops the first.
pub(crate) fn textarea_html(text: &str) -> String {
    let escaped = escape_html(text);
    if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textarea_cannot_be_left() {
        assert_eq!(textarea_html("</textarea>&"), "&lt;/textarea&gt;&amp;");
        assert_eq!(textarea_html("\nx"), "\n\nx");
    }
}
