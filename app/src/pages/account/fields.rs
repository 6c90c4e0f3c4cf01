//! Fields of the forms about accounts.

use leptos::prelude::*;

use crate::{
    components::{FieldShell, Notice, ProblemNotice, field_ids, piece},
    forms::FormState,
    i18n::{Text, t},
};

/// How a field behaves.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// `type` of the input.
    pub(super) kind: &'static str,
    /// What browsers fill in.
    pub(super) autocomplete: &'static str,
    /// The longest value, in characters.
    pub(super) max: &'static str,
}

/// A name.
pub(super) const NAME: Kind = Kind { kind: "text", autocomplete: "name", max: "80" };
/// Something that no browser knows.
pub(super) const OTHER: Kind = Kind { kind: "text", autocomplete: "off", max: "80" };
/// The address of somebody else.
pub(super) const EMAIL: Kind = Kind { kind: "email", autocomplete: "off", max: "254" };
/// The present password.
pub(super) const OLD: Kind =
    Kind { kind: "password", autocomplete: "current-password", max: "1000" };
/// A new password.
pub(super) const NEW: Kind = Kind { kind: "password", autocomplete: "new-password", max: "200" };
/// A code of an app.
pub(super) const CODE: Kind = Kind { kind: "text", autocomplete: "one-time-code", max: "40" };

/// A field of one line, with what is wrong with it after a form came back.
pub(super) fn line(
    (form, name): (&'static str, &'static str),
    label: Text,
    hint: Option<Text>,
    kind: Kind,
    (value, errors): (String, Vec<String>),
) -> AnyView {
    let (id, described) = field_ids(form, name);
    let invalid = (!errors.is_empty()).then_some("true");
    let input = move || {
        piece(view! {
            <input id=id type=kind.kind name=name value=value required maxlength=kind.max autocomplete=kind.autocomplete
                autocapitalize="off" spellcheck="false" aria-describedby=described aria-invalid=invalid />
        })
    };
    let errors = Signal::stored(errors);
    match hint {
        Some(hint) => piece(view! {
            <FieldShell form=form name=name label=t(label) hint=t(hint) errors=errors>{input()}</FieldShell>
        }),
        None => piece(view! {
            <FieldShell form=form name=name label=t(label) errors=errors>{input()}</FieldShell>
        }),
    }
}

/// A secret that never comes back with its form.
pub(super) fn secret(
    form: &FormState,
    (name, field): (&'static str, &'static str),
    label: Text,
    hint: Option<Text>,
    kind: Kind,
) -> AnyView {
    line((name, field), label, hint, kind, (String::new(), form.errors(field)))
}

/// What is wrong with a form that came back.
pub(super) fn trouble(form: &FormState) -> AnyView {
    let problem = form.problem.clone();
    problem.map(|problem| piece(view! { <ProblemNotice problem=problem /> })).into_any()
}

/// What was done.
pub(super) fn done(said: Option<Text>) -> AnyView {
    said.map(|said| piece(view! { <Notice>{t(said)}</Notice> })).into_any()
}

/// A button that does one thing.
pub(super) fn press(action: String, label: Text, class: &'static str, about: String) -> AnyView {
    // Several say the same: for screen readers each says about whom.
    let about = format!("{} – {about}", t(label));
    piece(view! {
        <form method="post" action=action>
            <button class=class aria-label=about>{t(label)}</button>
        </form>
    })
}
