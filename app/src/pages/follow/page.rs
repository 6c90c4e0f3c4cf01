//! The page.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::choose::{Choose, Current};
use crate::{
    api::{self, ApiError, Follow, FollowMode},
    components::{Busy, Notice, PageHead, ProblemNotice, problem_of},
    data,
    forms::form_state,
    held::memo,
    i18n::{self, board, common, follow, t},
    site,
};

/// How often the holder of the link hears of an idea.
#[component]
pub(super) fn FollowPage() -> impl IntoView {
    let params = use_params_map();
    let token = memo(move || params.read().get("token").unwrap_or_default());
    let found = data::load(
        move || token.get(),
        |token| async move {
            let found = api::following(&token).await;
            (token, found)
        },
    );
    view! {
        <PageHead title=t(follow::TITLE) description=t(follow::TEXT) path="/follow" private=true />
        <div class="form-page follow-page">
            <Transition fallback=|| view! { <Busy /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        (token, Ok(follow)) => view! { <Mine token=token follow=follow /> }.into_any(),
                        (_, Err(error)) => view! { <Missing error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// Nothing behind the link, or no longer, or no answer.
#[component]
fn Missing(error: ApiError) -> impl IntoView {
    if error.status() == Some(404) {
        if use_query_map().with_untracked(|query| query.get_str("done") == Some("stopped")) {
            return view! { <Stopped /> }.into_any();
        }
        site::set_status(404);
        return view! {
            <h1>{t(follow::UNKNOWN)}</h1>
            <p>{t(follow::UNKNOWN_TEXT)}</p>
            <p><a href="/ideas" class="button button-main">{t(common::IDEAS)}</a></p>
        }
        .into_any();
    }
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    view! {
        <h1>{t(follow::TITLE)}</h1>
        <ProblemNotice problem=problem />
    }
    .into_any()
}

/// After the address was erased.
#[component]
fn Stopped() -> impl IntoView {
    view! {
        <h1 id="follow-said" tabindex="-1">{t(follow::STOPPED)}</h1>
        <p>{t(follow::STOPPED_TEXT)}</p>
        <p><a href="/ideas" class="button button-main">{t(board::BACK)}</a></p>
    }
}

#[component]
fn Mine(token: String, follow: Follow) -> impl IntoView {
    let saved = use_query_map().with_untracked(|query| query.get_str("done") == Some("saved"));
    let current = Current {
        token: StoredValue::new(token),
        follow: RwSignal::new(Some(follow)),
        saved: RwSignal::new(saved),
        problem: RwSignal::new(form_state("follow").problem),
    };
    move || match current.follow.get() {
        Some(follow) => view! { <Chosen current=current follow=follow /> }.into_any(),
        None => view! { <Stopped /> }.into_any(),
    }
}

/// What is followed, and what can be chosen.
#[component]
fn Chosen(current: Current, follow: Follow) -> impl IntoView {
    let lang = i18n::lang();
    let title = follow.title.clone().unwrap_or_else(|| follow::unnamed(lang, follow.idea));
    let heading = if follow.confirmed { follow::TITLE } else { follow::CONFIRM_TITLE };
    let until = i18n::date(lang, follow.until);
    let (mode, confirmed) = (follow.mode, follow.confirmed);
    view! {
        <h1>{t(heading)}</h1>
        <div id="follow-said" tabindex="-1">
            {move || current.saved.get().then(|| view! { <Notice>{t(follow::SAVED)}</Notice> })}
        </div>
        {move || current.problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
        <p class="follow-idea">
            <strong>{title}</strong>
            " "
            <span class="status" data-status=follow.status.as_str()>{t(common::status(follow.status))}</span>
        </p>
        {(!confirmed).then(|| view! {
            <p>{t(follow::CONFIRM_TEXT)}</p>
            <Choose current=current>
                <input type="hidden" name="action" value="confirm" />
                <button class="button button-main">{t(follow::CONFIRM)}</button>
            </Choose>
        })}
        {confirmed.then(|| view! {
            <Choose current=current>
                <Modes mode=mode />
                <button class="button button-main">{t(follow::SAVE)}</button>
            </Choose>
        })}
        <p class="follow-to">{follow::to(lang, &follow.email, &until)}</p>
        {follow.public.then(|| view! {
            <p><a href=format!("/ideas/{}", follow.idea) class="button">{t(follow::TO_IDEA)}</a></p>
        })}
        <section class="follow-stop" aria-labelledby="follow-stop-title">
            <h2 id="follow-stop-title">{t(follow::STOP_TITLE)}</h2>
            <p>{t(if follow.author { follow::STOP_AUTHOR } else { follow::STOP_TEXT })}</p>
            <Choose current=current>
                <input type="hidden" name="action" value="stop" />
                <button class="button">{t(if confirmed { follow::STOP } else { follow::REFUSE })}</button>
            </Choose>
        </section>
    }
}

/// How often, to choose from.
#[component]
fn Modes(mode: FollowMode) -> impl IntoView {
    let modes = FollowMode::ALL.map(|one| {
        view! {
            <label class="choice">
                <input type="radio" name="action" value=one.as_str() checked=one == mode required />
                <span>{t(follow::mode(one))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="follow-modes">
            <legend>{t(follow::MODE)}</legend>
            {modes.collect_view()}
        </fieldset>
    }
}
