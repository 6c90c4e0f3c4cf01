//! `/ideas/{id}`: one idea, whole.

mod comments;
mod follow;
mod group;
mod head;
mod join;
mod next;
mod report;
mod story;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::{self, ActivityKind, ApiError, Catalog, CommentPage, Idea},
    components::{Busy, Notice, ProblemNotice, problem_of},
    data,
    forms::FormState,
    held::memo,
    i18n::{board, t},
    live, site,
};

/// An idea and the first page of its comments.
type IdeaData = Result<(Idea, CommentPage), ApiError>;

async fn load(id: Option<i64>, after: String) -> IdeaData {
    // Not a number: there is no such idea, and nobody needs to be asked.
    let id = id.unwrap_or(-1);
    let (idea, comments) = (api::idea(id), api::comments(id, &after));
    Ok((idea.await?, comments.await?))
}

/// The page of an idea.
#[component]
pub(crate) fn IdeaPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let id = memo(move || params.read().get("id").and_then(|id| id.parse::<i64>().ok()));
    let after = memo(move || query.read().get("comments").unwrap_or_default());
    let resets = use_context::<live::Live>().map(|l| l.resets);
    let anew = RwSignal::new(0_u32);
    let data = data::load(
        move || (id.get(), after.get(), resets.map(|r| r.get()), anew.get()),
        |(id, after, _, _)| load(id, after),
    );
    let catalog = site::catalog();
    // A form that came too late is shown again, with what was typed.
    let came_back = data::shared(|| use_context::<FormState>().is_some());
    view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                match data.await {
                    Ok((idea, _)) if idea.merged_into.is_some() && !came_back => {
                        let (id, into) = (idea.card.id, idea.merged_into.unwrap_or_default());
                        view! { <group::Moved id=id into=into /> }.into_any()
                    }
                    Ok((idea, comments)) => view! { <Whole idea=idea comments=comments catalog=catalog anew=anew /> }.into_any(),
                    Err(error) => view! { <Missing error=error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// What changes while the page is open.
#[derive(Clone, Copy)]
struct State {
    /// The whole idea.
    idea: RwSignal<Idea>,
    /// How many support it; the button counts here.
    supports: RwSignal<u32>,
    /// Whether this browser supports it.
    supported: RwSignal<bool>,
    /// Counts up when the page has to begin anew.
    anew: RwSignal<u32>,
}

impl State {
    fn id(self) -> i64 {
        self.idea.with_untracked(|idea| idea.card.id)
    }

    /// Keeps the idea current from its place in the log on.
    fn follow(self, comments: comments::Thread) {
        let (id, seq) = self.idea.with_untracked(|idea| (idea.card.id, idea.seq));
        let farewell = t(board::IDEA_GONE);
        live::listen(seq, false, move |event| {
            if event.idea != id {
                return;
            }
            let told = matches!(
                event.kind,
                ActivityKind::IdeaStatus
                    | ActivityKind::IdeaUndone
                    | ActivityKind::IdeaAnswered
                    | ActivityKind::IdeaAssigned
                    | ActivityKind::IdeaHandedOn
                    | ActivityKind::IdeaWorked
                    | ActivityKind::IdeaMerged
                    | ActivityKind::IdeaUnmerged
                    | ActivityKind::IdeaLinked
                    | ActivityKind::IdeaUnlinked
                    | ActivityKind::IdeaReworded
                    | ActivityKind::EditAccepted
                    | ActivityKind::EditUndone
            );
            let regrouped =
                matches!(event.kind, ActivityKind::IdeaMerged | ActivityKind::IdeaUnmerged);
            if told && event.card.is_none() {
                self.leave(farewell);
                return;
            }
            if let Some(card) = event.card.clone() {
                self.supports.set(card.supports);
                self.idea.update(|idea| idea.card = card);
            }
            comments.hear(event);
            if regrouped {
                comments.renew(id);
            }
            if told {
                // What was said with it is more than the event tells.
                leptos::task::spawn_local(async move {
                    match api::idea(id).await {
                        Ok(fresh) => {
                            self.supported.set(fresh.supported);
                            self.idea.set(fresh);
                        }
                        Err(error) if matches!(error.status(), Some(404 | 410)) => {
                            self.leave(farewell);
                        }
                        Err(_) => {}
                    }
                });
            }
        });
    }

    /// It is not public any more, so nobody reads it on: the page loads anew in place, is told
    /// the same as somebody who comes now, and shows that.
    fn leave(self, farewell: &'static str) {
        if self.anew.try_update(|n| *n += 1).is_some() {
            live::say(farewell);
        }
    }
}

#[component]
fn Whole(
    idea: Idea,
    comments: CommentPage,
    catalog: Catalog,
    anew: RwSignal<u32>,
) -> impl IntoView {
    let supports = RwSignal::new(idea.card.supports);
    let supported = RwSignal::new(idea.supported);
    let state = State { idea: RwSignal::new(idea), supports, supported, anew };
    let thread = comments::Thread::new(comments);
    state.follow(thread);
    let catalog = StoredValue::new(catalog);
    view! {
        <head::Head idea=state.idea.get_untracked() />
        <p class="idea-back"><a href="/ideas">"← " {t(board::BACK)}</a></p>
        <Done />
        {move || state.idea.with(|idea| idea.merged_into).map(|into| view! {
            <Notice>
                {t(board::MERGED)} " " <a href=format!("/ideas/{into}#idea-{}", state.id())>{t(board::MERGED_LINK)}</a>
            </Notice>
        })}
        <article class="idea">
            <story::Story state=state catalog=catalog supported=supported />
            <comments::Comments state=state thread=thread />
        </article>
    }
}

/// Whether this page answers a plain post that did one of these.
fn just_did(what: &[&str]) -> bool {
    let query = use_query_map();
    query.with_untracked(|query| query.get_str("done").is_some_and(|done| what.contains(&done)))
}

/// What a plain post just did.
#[component]
fn Done() -> impl IntoView {
    let query = use_query_map();
    let done = move || {
        let text = match query.read().get_str("done").unwrap_or_default() {
            "comment" => board::COMMENT_WAITS,
            "published" => board::COMMENT_DONE,
            "companion" => board::JOIN_DONE,
            "report" => board::REPORT_DONE,
            _ => return None,
        };
        Some(view! { <Notice>{t(text)}</Notice> })
    };
    view! { {done} }
}

#[component]
fn Missing(error: ApiError) -> impl IntoView {
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    if problem.status == 404 {
        view! {
            <crate::components::PageHead title=t(board::IDEA_GONE) description="" path="/ideas" private=true />
            <h1>{t(board::IDEA_GONE)}</h1>
            <p><a href="/ideas" class="button button-main">{t(board::BACK)}</a></p>
        }
        .into_any()
    } else if problem.status == 410 {
        // The trace of what was here, and why it is not any more.
        view! {
            <crate::components::PageHead title=t(board::IDEA_HIDDEN) description="" path="/ideas" private=true />
            <div class="idea-hidden">
                <h1>{t(board::IDEA_HIDDEN)}</h1>
                <p>{t(board::HIDDEN_TEXT)}</p>
                {problem.detail.map(|why| view! { <p class="hidden-why"><strong>{t(board::HIDDEN_WHY)} ": "</strong> {why}</p> })}
                <p><a href="/ideas" class="button button-main">{t(board::BACK)}</a></p>
            </div>
        }
        .into_any()
    } else {
        view! { <ProblemNotice problem=problem /> }.into_any()
    }
}
