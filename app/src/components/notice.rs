//! Messages: what happened, and that something takes a moment.

use leptos::prelude::*;

use super::{Icon, piece};
use crate::{
    api::{ApiError, Problem},
    i18n::{common, problems, t},
};

/// Something good to know, read out when it appears.
#[component]
pub(crate) fn Notice(
    /// The message.
    children: Children,
) -> AnyView {
    piece(view! {
        <div class="notice" role="status">
            <Icon name="check" />
            <div>{children()}</div>
        </div>
    })
}

/// What went wrong and what to do now, read out at once.
#[component]
pub(crate) fn ProblemNotice(
    /// The problem.
    problem: Problem,
) -> AnyView {
    piece(view! {
        <div class="notice notice-problem" role="alert">
            <Icon name="alert" />
            <div>
                <strong>{problem.title}</strong>
                {problem.detail.map(|detail| piece(view! { <p>{detail}</p> }))}
            </div>
        </div>
    })
}

/// The problem behind a failed call; for a lost connection one that says so.
pub(crate) fn problem_of(error: ApiError) -> Problem {
    match error {
        ApiError::Problem(problem) => problem,
        ApiError::Network => Problem {
            kind: "about:blank".to_owned(),
            title: t(problems::NETWORK).to_owned(),
            status: 0,
            detail: None,
            fields: std::collections::BTreeMap::new(),
            request_id: None,
        },
    }
}

/// Shows that a wait is one. Appears only after 300 ms (by its style), so that what is quick
/// does not flicker.
#[component]
pub(crate) fn Busy() -> AnyView {
    piece(view! {
        <p class="busy" role="status">
            <span class="spinner" aria-hidden="true"></span>
            {t(common::LOADING)}
        </p>
    })
}
