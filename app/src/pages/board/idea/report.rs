//! Telling the team that something is not in order.

use leptos::{prelude::*, task::spawn_local};

use super::join::invalid;
use crate::{
    api::{self, NewReport, Problem},
    browser,
    components::{Icon, Notice, ProblemNotice, field_ids, handler, problem_of, textarea_html},
    domain::{ReportDraft, ReportReason},
    forms::form_state,
    i18n::{self, board, common, t},
};

/// Reports an idea or one of its comments.
#[component]
pub(super) fn ReportForm(
    /// Where the plain form posts to.
    action: String,
    /// Number of the idea or comment.
    id: i64,
    /// The comment, where it is one.
    comment: Option<i64>,
) -> impl IntoView {
    let lang = i18n::lang();
    // A failed plain post opens the idea's form; comments' forms are too many to tell apart.
    let failed =
        if comment.is_none() { form_state("report") } else { crate::forms::FormState::default() };
    let problem = RwSignal::new(failed.problem.clone());
    let sending = RwSignal::new(false);
    let done = RwSignal::new(false);
    let form = NodeRef::<leptos::html::Form>::new();
    let name =
        if comment.is_some() { format!("report-comment-{id}") } else { format!("report-{id}") };
    let errors = move |field: &'static str| {
        Signal::derive(move || {
            problem.with(|p: &Option<Problem>| {
                p.as_ref().and_then(|p| p.fields.get(field)).cloned().unwrap_or_default()
            })
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(element) = form.get_untracked().filter(|_| !sending.get_untracked()) else {
            return;
        };
        let values = browser::form_values(&element);
        let get = |name: &str| {
            values.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let new = NewReport { reason: get("reason"), text: get("text") };
        if let Err(wrong) = ReportDraft::parse(&new) {
            problem.set(Some(invalid(lang, &wrong)));
            return;
        }
        sending.set(true);
        spawn_local(async move {
            let sent = match comment {
                Some(comment) => api::report_comment(comment, &new).await,
                None => api::report_idea(id, &new).await,
            };
            match sent {
                Ok(()) => {
                    problem.set(None);
                    done.set(true);
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
            sending.set(false);
        });
    };
    let reasons = ReportReason::ALL.map(|reason| {
        let checked = failed.value("reason") == reason.as_str();
        view! {
            <label class="choice">
                <input type="radio" name="reason" value=reason.as_str() checked=checked />
                {t(common::report_reason(reason))}
            </label>
        }
    });
    let (_, described) = field_ids("report", "text");
    let (reason_errors, text_errors) = (errors("reason"), errors("text"));
    view! {
        <details class="fold report" open=failed.problem.is_some()>
            <summary class="button button-quiet">
                <Icon name="flag" />
                {t(board::REPORT)}
            </summary>
            {move || done.get().then(|| view! { <Notice>{t(board::REPORT_DONE)}</Notice> })}
            <form method="post" action=action node_ref=form on:submit=handler(submit) novalidate class:gone=move || done.get()>
                <p>{t(board::REPORT_TEXT)}</p>
                {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
                <fieldset class="choices">
                    <legend>{t(board::REPORT_REASON)}</legend>
                    {reasons}
                    <div class="field-errors" aria-live="polite">
                        {move || reason_errors.get().into_iter().map(|e| view! { <p>{e}</p> }).collect_view()}
                    </div>
                </fieldset>
                <div class="field">
                    <label for=format!("{name}-text")>{t(board::REPORT_NOTE)}</label>
                    <textarea id=format!("{name}-text") name="text" rows="3" maxlength="1000" aria-describedby=described
                        inner_html=textarea_html(&failed.value("text"))></textarea>
                    <div class="field-errors" aria-live="polite">
                        {move || text_errors.get().into_iter().map(|e| view! { <p>{e}</p> }).collect_view()}
                    </div>
                </div>
                <button class="button" aria-busy=move || sending.get().to_string()>
                    {move || t(if sending.get() { common::SENDING } else { board::REPORT_SEND })}
                </button>
            </form>
        </details>
    }
}
