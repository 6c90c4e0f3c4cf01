//! `/my/{token}`: where an author sees what becomes of an idea, and changes it while it waits; and
//! where somebody who signed up sees, changes and cancels that.

mod current;
mod key;
mod manage;
mod propose;
mod registration;
mod story;
mod turn;

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};

use crate::{
    api::{self, ApiError, ApiResult, Catalog, MyIdea, MyRegistration},
    components::{Busy, Notice, PageHead, ProblemNotice, effect, problem_of},
    data,
    domain::IdeaStatus,
    held::memo,
    i18n::{common, form, t},
    site,
};
use current::{Current, Follow};

/// What a private link leads to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
enum Found {
    /// An idea.
    Idea(Box<MyIdea>),
    /// A sign-up.
    Registration(Box<MyRegistration>),
}

/// Looks for an idea, then for a sign-up; the other way round where this tab knows better, for
/// an answer that there is nothing is a failed request in the browser.
async fn find(token: &str) -> ApiResult<Found> {
    let is_missing = |error: &ApiError| error.status() == Some(404);
    if registration::is_known(token) {
        match api::my_registration(token).await {
            Err(error) if is_missing(&error) => {}
            found => return found.map(|my| Found::Registration(Box::new(my))),
        }
    }
    match api::my_idea(token).await {
        Err(error) if is_missing(&error) && !registration::is_known(token) => {
            api::my_registration(token).await.map(|my| Found::Registration(Box::new(my)))
        }
        found => found.map(|my| Found::Idea(Box::new(my))),
    }
}

/// The private page of an idea's author, or of somebody who signed up.
#[component]
pub(crate) fn MyPage() -> impl IntoView {
    let params = use_params_map();
    let token = memo(move || params.read().get("token").unwrap_or_default());
    let found = data::load(
        move || token.get(),
        |token| async move {
            let found = find(&token).await;
            (token, found)
        },
    );
    let catalog = site::catalog();
    view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                match found.await {
                    (token, Ok(Found::Idea(my))) => view! {
                        <PageHead title=t(form::MY_TITLE) description=t(form::MY_KEY_TEXT) path="/my" private=true />
                        <Mine token=token my=*my catalog=catalog />
                    }.into_any(),
                    (token, Ok(Found::Registration(my))) => view! {
                        <registration::RegistrationPage token=token my=*my />
                    }.into_any(),
                    (_, Err(error)) => view! { <Missing error=error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Nothing behind the link, or no answer.
#[component]
fn Missing(error: ApiError) -> impl IntoView {
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    let missing = problem.status == 404;
    let title = t(if missing { form::MY_UNKNOWN } else { form::MY_UNREADABLE });
    let rest = if missing {
        view! {
            <p>{t(form::MY_UNKNOWN_TEXT)}</p>
            <p class="my-ways">
                <A href="/ideas" attr:class="button button-main">{t(common::IDEAS)}</A>
                <A href="/programme" attr:class="button">{t(common::PROGRAMME)}</A>
            </p>
        }
        .into_any()
    } else {
        view! { <ProblemNotice problem=problem /> }.into_any()
    };
    view! {
        <PageHead title=title description=t(form::MY_UNKNOWN_TEXT) path="/my" private=true />
        <div class="form-page">
            <h1>{title}</h1>
            {rest}
        </div>
    }
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
    let name = Signal::derive(move || current.my.with(|my| my.idea.title.clone()));
    view! {
        <div class="form-page my-page">
            <Follow current=current />
            <h1>{move || title().get(lang)}</h1>
            {done.map(|done| view! { <Notice>{t(done)}</Notice> })}
            {thanks.then(|| view! { <Next current=current /> })}
            {thanks.then(|| view! { <key::Key token=token.clone() title=name text=form::MY_KEY_TEXT /> })}
            <turn::Turn token=token.clone() current=current />
            <story::Stand current=current />
            <story::Written current=current catalog=catalog />
            <manage::Manage token=token.clone() current=current catalog=catalog />
            <propose::Propose token=token.clone() current=current />
            {(!thanks).then(|| view! { <key::Key token=token title=name text=form::MY_KEY_TEXT /> })}
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
