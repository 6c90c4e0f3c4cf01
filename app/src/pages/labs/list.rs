//! `/labs`: all labs.

use leptos::prelude::*;

use super::LabCard;
use crate::{
    api,
    components::{Busy, PageHead, ProblemNotice, problem_of},
    data,
    i18n::{t, visit},
    site,
};

/// All labs on cards.
#[component]
pub(crate) fn LabsPage() -> impl IntoView {
    let labs = data::load(|| (), |()| async { api::labs().await.map(|page| page.items) });
    view! {
        <PageHead title=t(visit::LABS_TITLE) description=t(visit::LABS_LEAD) path="/labs" />
        <div class="page-head">
            <h1>{t(visit::LABS_TITLE)}</h1>
            <p class="section-lead">{t(visit::LABS_LEAD)}</p>
        </div>
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                match labs.await {
                    Ok(labs) if labs.is_empty() => {
                        view! { <p>{t(visit::LABS_EMPTY)}</p> }.into_any()
                    }
                    Ok(labs) => {
                        let cards = labs.into_iter().map(|lab| view! { <li><LabCard lab=lab /></li> });
                        view! { <ul class="lab-cards">{cards.collect_view()}</ul> }.into_any()
                    }
                    Err(error) => {
                        let problem = problem_of(error);
                        site::set_status(if problem.status == 0 { 503 } else { problem.status });
                        view! { <ProblemNotice problem=problem /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}
