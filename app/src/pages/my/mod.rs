//! `/my/{token}`: where an author sees what becomes of an idea, and changes it while it waits.

mod current;
mod key;
mod manage;
mod propose;
mod story;
mod turn;

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};

use crate::{
    api::{self, ApiError, Catalog, MyIdea},
    components::{Busy, Notice, PageHead, ProblemNotice, effect, problem_of},
    data,
    domain::IdeaStatus,
    held::memo,
    i18n::{common, form, t},
    site,
};
use current::{Current, Follow};

/// The private page of an idea's author.
#[component]
pub(crate) fn MyPage() -> impl IntoView {
    let params = use_params_map();
    let token = memo(move || params.read().get("token").unwrap_or_default());
    let found = data::load(
        move || token.get(),
        |token| async move {
            let found = api::my_idea(&token).await;
            (token, found)
        },
    );
    let catalog = site::catalog();
    view! {
        <PageHead title=t(form::MY_TITLE) description=t(form::MY_KEY_TEXT) path="/my" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                match found.await {
                    (token, Ok(my)) => view! { <Mine token=token my=my catalog=catalog /> }.into_any(),
                    (_, Err(error)) => view! { <Missing error=error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// No idea behind the link, or no answer.
#[component]
fn Missing(error: ApiError) -> impl IntoView {
    if error.status() == Some(404) {
        site::set_status(404);
        return view! {
            <div class="form-page">
                <h1>{t(form::MY_UNKNOWN)}</h1>
                <p>{t(form::MY_UNKNOWN_TEXT)}</p>
                <p><A href="/ideas" attr:class="button button-main">{t(common::IDEAS)}</A></p>
            </div>
        }
        .into_any();
    }
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    view! {
        <div class="form-page">
            <h1>{t(form::MY_TITLE)}</h1>
            <ProblemNotice problem=problem />
        </div>
    }
    .into_any()
}

#[component]
fn Mine(token: String, my: MyIdea, catalog: Catalog) -> impl IntoView {
    let query = use_query_map().get_untracked();
    let is_new = query.get("new").is_some();
    let done = match query.get("done").as_deref() {
        Some("saved") => Some(form::MY_SAVED),
        Some("replied") => Some(form::MY_REPLIED),
        Some("proposed") => Some(form::MY_PROPOSED),
        _ => None,
    };
    let lang = crate::i18n::lang();
    let current = Current::new(token.clone(), my);
    current.stay_current();
    if is_new {
        // After a plain post nobody else forgets the draft.
        effect(move || current.my.with_untracked(|my| super::board::forget_if_sent(&my.idea)));
    }
    let thanks = is_new && current.my.with_untracked(|my| my.status != IdeaStatus::Withdrawn);
    let withdrawn = move || current.status() == IdeaStatus::Withdrawn;
    let title = move || if thanks && !withdrawn() { form::MY_THANKS } else { form::MY_TITLE };
    let catalog = StoredValue::new(catalog);
    view! {
        <div class="form-page my-page">
            <Follow current=current />
            <h1>{move || title().get(lang)}</h1>
            {done.map(|done| view! { <Notice>{t(done)}</Notice> })}
            {thanks.then(|| view! { <Next current=current /> })}
            {thanks.then(|| view! { <key::Key token=token.clone() current=current /> })}
            <turn::Turn token=token.clone() current=current />
            <story::Stand current=current />
            <story::Written current=current catalog=catalog />
            <manage::Manage token=token.clone() current=current catalog=catalog />
            <propose::Propose token=token.clone() current=current />
            {(!thanks).then(|| view! { <key::Key token=token current=current /> })}
        </div>
    }
}

/// What happens next, right after sending.
#[component]
fn Next(current: Current) -> impl IntoView {
    let waits = move || current.status() == IdeaStatus::Submitted;
    view! {
        <section class="my-next" class:gone=move || !waits() aria-labelledby="my-next-title">
            <h2 id="my-next-title">{t(form::MY_NEXT)}</h2>
            <ol>
                <li>{t(form::MY_NEXT_READ)}</li>
                <li>{t(form::MY_NEXT_BOARD)}</li>
                <li>{t(form::MY_NEXT_PAGE)}</li>
            </ol>
        </section>
    }
}
