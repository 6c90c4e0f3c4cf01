//! Hiding what is public: the idea, or one of its comments.

use leptos::{prelude::*, task::spawn_local};

use super::State;
use crate::{
    api::{self, Comment, CommentPage},
    components::{Ago, piece},
    domain::REASON_MAX,
    held::memo,
    i18n::{board, bonds, t},
    pages::work::{
        desk::{Form, Send},
        fields::Area,
        op::Op,
    },
};

fn form(state: State, op: Op) -> AnyView {
    let desk = state.desk;
    piece(view! {
        <Form desk=desk op=op.clone() class="work-form" back=format!("/staff/ideas/{}", state.id())>
            <Area desk=desk op=op.clone() name="reason" label=t(bonds::HIDE_WHY) max=REASON_MAX required=true />
            <Send desk=desk op=op class="button button-danger" label=t(bonds::HIDE_GO) />
        </Form>
    })
}

/// Hides the idea, as long as it is public.
#[component]
pub(super) fn Hiding(
    /// The page's state.
    state: State,
) -> AnyView {
    let op = Op::Hide(state.id());
    let open = state.desk.came_back(&op);
    let public = memo(move || state.idea.with(|idea| idea.public));
    piece(view! {
        <section class="work-box" class:gone=move || !public.get() aria-labelledby="work-hide">
            <details class="work-fold" open=open>
                <summary><h2 id="work-hide">{t(bonds::HIDE)}</h2></summary>
                <p class="field-hint">{t(bonds::HIDE_HINT)}</p>
                {form(state, op)}
            </details>
        </section>
    })
}

fn comment(state: State, comment: Comment) -> AnyView {
    let by = comment.author.unwrap_or_else(|| t(board::ANONYMOUS).to_owned());
    let (id, reply) = (comment.id, comment.reply_to.is_some());
    let body = match comment.hidden {
        Some(why) => piece(view! {
            <p class="work-past">{t(bonds::COMMENT_HIDDEN)} " " <span dir="auto">{why}</span></p>
        }),
        None => piece(view! {
            <p class="comment-by"><strong dir="auto">{by}</strong> <Ago at=comment.at /></p>
            <p class="my-lines" dir="auto">{comment.text}</p>
            <details class="work-fold">
                <summary class="button button-quiet">{t(bonds::HIDE_GO)} " …"</summary>
                {form(state, Op::HideComment(state.id(), id))}
            </details>
        }),
    };
    piece(
        view! { <li class="work-comment" id=format!("comment-{id}") class:work-reply=reply>{body}</li> },
    )
}

/// The first page of the public comments, each of which can be hidden.
#[component]
pub(super) fn Comments(
    /// The page's state.
    state: State,
    /// What the page begins with.
    comments: CommentPage,
) -> AnyView {
    let id = state.id();
    let page = RwSignal::new(comments);
    // Their number changes with each that comes, goes or is hidden.
    let there = memo(move || state.idea.with(|idea| (idea.public, idea.idea.card.comments)));
    Effect::new(move |before: Option<(bool, u32)>| {
        let now = there.get();
        if now.0 && before.is_some_and(|before| before != now) {
            spawn_local(async move {
                if let Ok(fresh) = api::comments(id, "").await {
                    page.try_set(fresh);
                }
            });
        }
        now
    });
    let none = move || page.with(|page| page.items.is_empty());
    let more = move || page.with(|page| page.next.is_some());
    piece(view! {
        <section class="work-box" class:gone=none aria-labelledby="work-comments">
            <details class="work-fold">
                <summary><h2 id="work-comments">{t(bonds::COMMENTS)}</h2></summary>
                <ul class="work-list">
                    <For each=move || page.get().items key=|one| (one.id, one.hidden.is_some()) children=move |one| comment(state, one) />
                </ul>
                <p class:gone=move || !more()><a href=format!("/ideas/{id}#comments")>{t(bonds::MORE_COMMENTS)}</a></p>
            </details>
        </section>
    })
}
