//! Hiding what is public: the idea, or one of its comments.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::State;
use crate::{
    api::{self, Comment, CommentPage},
    components::{Ago, handler, piece},
    domain::{REASON_MAX, excerpt},
    held::memo,
    i18n::{board, related, t},
    pages::work::{
        desk::{Form, Send},
        fields::Area,
        op::Op,
    },
};

fn form(state: State, op: Op) -> AnyView {
    let desk = state.desk;
    let comment = match op {
        Op::HideComment(_, id) => {
            Some(piece(view! { <input type="hidden" name="comment" value=id /> }))
        }
        _ => None,
    };
    piece(view! {
        <Form desk=desk op=op.clone() class="work-form" back=format!("/staff/ideas/{}", state.id())>
            {comment}
            <Area desk=desk op=op.clone() name="reason" label=t(related::HIDE_WHY) max=REASON_MAX required=true />
            <Send desk=desk op=op class="button button-danger" label=t(related::HIDE_GO) />
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
                <summary><h2 id="work-hide">{t(related::HIDE)}</h2></summary>
                <p class="field-hint">{t(related::HIDE_HINT)}</p>
                {form(state, op)}
            </details>
        </section>
    })
}

fn comment(state: State, comment: Comment) -> AnyView {
    let by = comment.author.unwrap_or_else(|| t(board::ANONYMOUS).to_owned());
    let (id, reply) = (comment.id, comment.reply_to.is_some());
    let (op, text) = (Op::HideComment(state.id(), id), comment.text);
    let came_back = state.desk.came_back(&op);
    let body = match comment.hidden {
        Some(why) => piece(view! {
            <p class="work-past">{t(related::COMMENT_HIDDEN)} " " <span dir="auto">{why}</span></p>
        }),
        None => piece(view! {
            <p class="comment-by"><strong dir="auto">{by}</strong> <Ago at=comment.at /></p>
            <p class="my-lines" dir="auto">{text.clone()}</p>
            <details class="work-fold" open=came_back>
                <summary class="button button-quiet">
                    {t(related::HIDE_GO)} " …" <span class="visually-hidden">{excerpt(&text, 60)}</span>
                </summary>
                {form(state, op)}
            </details>
        }),
    };
    piece(
        view! { <li class="work-comment" id=format!("comment-{id}") class:work-reply=reply>{body}</li> },
    )
}

/// The public comments, a page after the other; each can be hidden.
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
    // One of the forms came back, or another page was asked for.
    let asked = use_query_map().with_untracked(|query| query.get("comments").is_some());
    let open = asked
        || page.with_untracked(|page| {
            page.items.iter().any(|one| state.desk.came_back(&Op::HideComment(id, one.id)))
        });
    let none = move || page.with(|page| page.items.is_empty());
    let next = move || page.with(|page| page.next.clone());
    let more = move || next().is_some();
    let more_href = move || {
        let after = api::encode(&next().unwrap_or_default());
        format!("/staff/ideas/{id}?comments={after}#work-comments")
    };
    let load = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        let Some(after) = page.with_untracked(|page| page.next.clone()) else { return };
        spawn_local(async move {
            if let Ok(fresh) = api::comments(id, &after).await {
                page.try_update(|page| {
                    page.items.extend(fresh.items);
                    page.next = fresh.next;
                });
            }
        });
    };
    piece(view! {
        <section class="work-box" class:gone=none aria-labelledby="work-comments">
            <details class="work-fold" open=open>
                <summary><h2 id="work-comments">{t(related::COMMENTS)}</h2></summary>
                <ul class="work-list">
                    <For each=move || page.get().items key=|one| (one.id, one.hidden.is_some()) children=move |one| comment(state, one) />
                </ul>
                <p class:gone=move || !more()>
                    <a class="button" rel="external" href=more_href on:click=handler(load)>{t(related::MORE_COMMENTS)}</a>
                </p>
            </details>
        </section>
    })
}
