//! A field of a form as it stands on the page.

use leptos::prelude::*;

use super::fields::{Control, Field};
use crate::{
    components::{FieldGroup, FieldShell, Icon, field_ids, piece, textarea_html},
    domain::{COLOURS, ICONS},
    i18n::{admin, t},
};

/// Name of the form, for the ids of its fields.
pub(super) const FORM: &str = "setting";

/// A field with its label, its hint and what is wrong with it.
#[component]
pub(super) fn Control(field: Field, #[prop(into)] errors: Signal<Vec<String>>) -> AnyView {
    let Field { name, control, value, optional } = field;
    let label = t(admin::field(name));
    let hint = admin::hint(name).map(t).unwrap_or_default();
    let (id, described) = field_ids(FORM, name);
    let invalid = move || (!errors.get().is_empty()).then_some("true");
    let shell = move |inner: AnyView| match hint.is_empty() {
        true => piece(view! {
            <FieldShell form=FORM name=name label=label optional=optional errors=errors>{inner}</FieldShell>
        }),
        false => piece(view! {
            <FieldShell form=FORM name=name label=label hint=hint optional=optional errors=errors>{inner}</FieldShell>
        }),
    };
    match control {
        Control::Line(kind, max) => {
            let mode = (kind == "number").then_some("numeric");
            // Not as a number: what is wrong with it is told in our words, and a phone shows the
            // right keys all the same.
            let kind = if kind == "number" { "text" } else { kind };
            shell(piece(view! {
                <input id=id type=kind name=name value=value maxlength=max.to_string() inputmode=mode
                    required=!optional autocomplete="off" aria-describedby=described aria-invalid=invalid />
            }))
        }
        Control::Lines(max) => {
            let max = (max > 0).then(|| max.to_string());
            shell(piece(view! {
                <textarea id=id name=name rows="4" maxlength=max required=!optional aria-describedby=described
                    aria-invalid=invalid inner_html=textarea_html(&value)></textarea>
            }))
        }
        Control::Tick => piece(view! {
            <div class="field">
                <label class="choice settings-tick">
                    <input id=id type="checkbox" name=name value="1" checked=value == "1" />
                    <span>{label}</span>
                </label>
            </div>
        }),
        Control::Select(of) => {
            let options = of.into_iter().map(|(key, text)| {
                let chosen = key == value;
                piece(view! { <option value=key selected=chosen>{text}</option> })
            });
            let options = options.collect_view();
            shell(piece(view! {
                <select id=id name=name aria-describedby=described aria-invalid=invalid>{options}</select>
            }))
        }
        Control::Icons => {
            let choices = ICONS.map(|icon| {
                let chosen = icon == value;
                piece(view! {
                    <label class="chip chip-choice">
                        <input type="radio" name=name value=icon checked=chosen />
                        <Icon name=icon />
                        {t(admin::icon(icon))}
                    </label>
                })
            });
            piece(view! {
                <FieldGroup form=FORM name=name label=label errors=errors>
                    <div class="choices">{choices.into_iter().collect_view()}</div>
                </FieldGroup>
            })
        }
        Control::Colours => {
            let choices = COLOURS.map(|colour| {
                let chosen = colour == value;
                piece(view! {
                    <label class="chip chip-choice" data-colour=colour>
                        <input type="radio" name=name value=colour checked=chosen />
                        <span class="settings-swatch" aria-hidden="true"></span>
                        {t(admin::colour(colour))}
                    </label>
                })
            });
            piece(view! {
                <FieldGroup form=FORM name=name label=label errors=errors>
                    <div class="choices">{choices.into_iter().collect_view()}</div>
                </FieldGroup>
            })
        }
    }
}
