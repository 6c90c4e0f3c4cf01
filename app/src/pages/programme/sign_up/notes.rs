//! What the form says around its fields: what is wrong, and how the waitlist works.

use leptos::{ev, prelude::*};

use super::model::{FORM, FormModel};
use crate::{
    api::Problem,
    browser,
    components::{ProblemNotice, handler, piece},
    held::memo,
    i18n::{form, problems, programme::sign_up as texts, t},
};

/// Everything that is wrong, as links to the fields.
#[component]
pub(crate) fn Summary(
    /// The form.
    model: FormModel,
    /// Whether the page came back after a plain post that failed.
    came_back: bool,
) -> AnyView {
    let wrong = memo(move || {
        let said = |name: String| {
            let why = model.errors_of(&name).into_iter().next()?;
            Some((name, why))
        };
        match model.was_tried() {
            true => model.inputs().into_iter().filter_map(said).collect::<Vec<_>>(),
            false => Vec::new(),
        }
    });
    let link = move |(name, why): (String, String)| {
        let target = format!("{FORM}-{name}");
        let words = format!("{} – {why}", model.label(&name));
        let href = format!("#{target}");
        let go = move |event: ev::MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            browser::focus(&target);
        };
        piece(view! { <li><a href=href on:click=handler(go)>{words}</a></li> })
    };
    let list = move || {
        let wrong = wrong.get();
        if wrong.is_empty() {
            return None;
        }
        let links: Vec<AnyView> = wrong.into_iter().map(link).collect();
        Some(piece(view! {
            <div class="form-summary" id="registration-summary" tabindex="-1" role="group"
                aria-labelledby="registration-summary-title" autofocus=came_back>
                <h3 id="registration-summary-title">{t(form::SUMMARY)}</h3>
                <ul>{links}</ul>
            </div>
        }))
    };
    list.into_any()
}

/// Why the last send failed, where no field that is seen tells.
#[component]
pub(crate) fn Failed(
    /// The form.
    model: FormModel,
) -> AnyView {
    let other = move || {
        let said = model.other_errors();
        (!said.is_empty()).then(|| Problem {
            kind: "about:blank".to_owned(),
            title: t(problems::INVALID).to_owned(),
            status: 422,
            detail: Some(said.join(" ")),
            fields: std::collections::BTreeMap::new(),
            request_id: None,
        })
    };
    let shown = move || {
        let problem = model.problem.get().or_else(other);
        problem.map(|problem| piece(view! { <ProblemNotice problem=problem /> }))
    };
    shown.into_any()
}

/// How the waitlist works, in plain words.
#[component]
pub(crate) fn Rule(
    /// How long an offer holds, in hours; none where that is told elsewhere.
    #[prop(optional_no_strip)]
    hours: Option<u32>,
) -> AnyView {
    let lang = crate::i18n::lang();
    piece(view! {
        <details class="fold waiting-rule">
            <summary>{t(texts::RULE)}</summary>
            <ul>
                <li>{t(texts::RULE_FIRST)}</li>
                <li>{t(texts::RULE_GROUP)}</li>
                {hours.map(|hours| piece(view! { <li>{texts::offer(lang, hours)}</li> }))}
                <li>{t(texts::RULE_LEAVE)}</li>
            </ul>
        </details>
    })
}
