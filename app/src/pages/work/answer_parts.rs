//! An answer: what is public, what is drafted, who has to look at it, and the form to write it.

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    desk::{Desk, Form, Send},
    fields::{Area, Check},
    op::Op,
};
use crate::{
    api::{self, Draft, NO_DRAFT, StaffAnswer},
    browser,
    components::{Ago, Icon, ProblemNotice, effect, handler, piece, problem_of},
    domain::{ANSWER_MAX, Timestamp},
    held::Derived,
    i18n::{self, t, work},
};

/// Where an answer stands, and the next step.
#[component]
pub(super) fn Standing(
    /// The page's state.
    desk: Desk,
    /// Number of the idea.
    idea: i64,
    /// Slug of the department.
    department: String,
    /// The answer.
    answer: StaffAnswer,
    /// Whether everybody may see the idea.
    public: bool,
    /// Whether the reader approves and publishes.
    answers: bool,
    /// Whether the reader may throw the draft away.
    throws: bool,
    /// Where plain forms go on; empty for the idea.
    back: String,
) -> AnyView {
    let withdrawn = answer.withdrawn_at;
    let (op, step) = match withdrawn {
        None => (Op::Withdraw(idea, department.clone()), work::WITHDRAW),
        Some(_) => (Op::Restore(idea, department.clone()), work::RESTORE),
    };
    let name = i18n::lang().pick(answer.name_de, answer.name_en);
    let step = answers.then(|| {
        piece(view! {
            <Form desk=desk op=op.clone() class="work-inline" back=back.clone()>
                <Send desk=desk op=op class="button button-quiet" label=t(step) about=name />
            </Form>
        })
    });
    let shown = answer.html.map(|html| {
        let (word, at) = match withdrawn {
            Some(at) => (work::WITHDRAWN_SINCE, Some(at)),
            None => (work::PUBLIC_ANSWER, answer.at),
        };
        let changed = answer.changed_at.filter(|_| withdrawn.is_none()).map(|at| {
            piece(view! { <span>{t(i18n::board::ANSWER_CHANGED)} " " <Ago at=at /></span> })
        });
        piece(view! {
            <div class="answer" class:work-withdrawn=withdrawn.is_some()>
                <div class="prose" inner_html=html></div>
                <p class="answer-by">{t(word)} " " {at.map(|at| view! { <Ago at=at /> })} " " {changed}</p>
                {step}
            </div>
        })
    });
    let draft = answer.draft.map(|draft| {
        view! {
            <Drafted desk=desk idea=idea department=department draft=draft public=public
                answers=answers throws=throws back=back />
        }
    });
    piece(view! { <div class="work-standing">{shown} {draft}</div> })
}

#[component]
fn Drafted(
    desk: Desk,
    idea: i64,
    department: String,
    draft: Draft,
    public: bool,
    answers: bool,
    throws: bool,
    back: String,
) -> AnyView {
    let lang = i18n::lang();
    let approved = draft.approved_at.is_some();
    let by = draft.by.unwrap_or_else(|| t(work::SOMEBODY).to_owned());
    let (stand, kind) = match (approved, draft.ready) {
        (true, _) => {
            let who = draft.approved_by.unwrap_or_else(|| t(work::SOMEBODY).to_owned());
            (work::approved_by(lang, &who), "approved")
        }
        (false, true) => (t(work::WAITS_FOR_EYES).to_owned(), "ready"),
        (false, false) => (t(work::IN_WORK).to_owned(), "draft"),
    };
    let approve = (answers && draft.ready && !approved).then(|| match draft.mine {
        true => piece(view! { <p class="muted">{t(work::OTHER_EYES)}</p> }),
        false => {
            let op = Op::Approve(idea, department.clone());
            piece(view! {
                <Form desk=desk op=op.clone() class="work-inline" back=back.clone()>
                    <input type="hidden" name="seen" value=draft.at.to_string() />
                    <Send desk=desk op=op class="button button-main" label=t(work::APPROVE) />
                </Form>
            })
        }
    });
    let item = format!("{idea}.{department}");
    let publish = (answers && approved).then(|| match public {
        false => piece(view! { <p class="muted">{t(work::NOT_PUBLIC_YET)}</p> }),
        true => {
            let back = match back.is_empty() {
                true => format!("/staff/ideas/{idea}?done=published"),
                false => back.clone(),
            };
            piece(view! {
                <Form desk=desk op=Op::Publish class="work-inline" back=back>
                    <input type="hidden" name="item" value=item />
                    <Send desk=desk op=Op::Publish class="button button-main" label=t(work::PUBLISH) />
                </Form>
            })
        }
    });
    let discard = throws.then(|| {
        let op = Op::Discard(idea, department.clone());
        piece(view! {
            <Form desk=desk op=op.clone() class="work-inline" back=back.clone()>
                <Send desk=desk op=op class="button button-quiet" label=t(work::DISCARD) />
            </Form>
        })
    });
    piece(view! {
        <div class="work-draft" data-stand=kind>
            <p class="work-draft-stand">
                <Icon name=if approved { "check" } else { "clock" } />
                <strong>{stand}</strong>
                <span>{work::drafted_by(lang, &by)} ", " <Ago at=draft.at /></span>
            </p>
            <div class="prose" inner_html=draft.html></div>
            <div class="work-draft-steps">{approve} {publish} {discard}</div>
        </div>
    })
}

/// Which draft the writer has read: the one that the page came with, then every one of their own;
/// a colleague's once the writer was told that there is one.
fn seen(desk: Desk, op: &Op, saved: Derived<Option<(Timestamp, bool)>>) -> RwSignal<String> {
    let name = |saved: Option<(Timestamp, bool)>| match saved {
        Some((at, _)) => at.to_string(),
        None => NO_DRAFT.to_owned(),
    };
    let (key, now) = (op.key(), name(saved.get_untracked()));
    let told = move || desk.refused(&key) == Some(412);
    // A form that came back is about what it was begun with, unless that is what was wrong.
    let begun = desk.typed(op, "seen").filter(|seen| !seen.is_empty() && !untrack(&told));
    let seen = RwSignal::new(begun.unwrap_or(now));
    // The draft that the writer is told of is on its way.
    let due = RwSignal::new(false);
    effect(move || due.set(told()));
    effect(move || {
        let now = saved.get();
        let news = name(now) != seen.get_untracked();
        if now.is_some_and(|(_, mine)| mine) || (due.get() && news) {
            seen.set(name(now));
            due.set(false);
        }
    });
    seen
}

/// The form to write an answer, with a look at it.
#[component]
pub(super) fn Write(
    /// The page's state.
    desk: Desk,
    /// Number of the idea.
    idea: i64,
    /// Slug of the department.
    department: String,
    /// What is written so far.
    text: String,
    /// How it looks, where a plain post wanted to see it.
    preview: Option<String>,
    /// Whether an answer is public, and whether one is drafted.
    begun: Derived<(bool, bool)>,
    /// When the draft was saved that there is, and whether the reader did it.
    saved: Derived<Option<(Timestamp, bool)>>,
) -> AnyView {
    let op = Op::Draft(idea, department);
    let seen = seen(desk, &op, saved);
    let open = desk.came_back(&op) || preview.is_some();
    let looks = RwSignal::new(preview);
    let problem = RwSignal::new(None);
    let box_ref = NodeRef::<html::Div>::new();
    // Without a script the button sends the form; with one it asks for the look alone.
    let look = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let Some(form) = box_ref.get_untracked().and_then(|around| around.closest("form").ok()?)
        else {
            return;
        };
        let form: leptos::web_sys::HtmlFormElement =
            leptos::wasm_bindgen::JsCast::unchecked_into(form);
        let values = browser::form_values(&form);
        let text = values.into_iter().find(|(name, _)| name == "text").map(|(_, text)| text);
        spawn_local(async move {
            match api::preview_answer(&text.unwrap_or_default()).await {
                Ok(preview) => {
                    problem.try_set(None);
                    looks.try_set(Some(preview.html));
                }
                Err(error) => {
                    problem.try_set(Some(problem_of(error)));
                }
            }
        });
    };
    let label = move || {
        t(match begun.get() {
            (_, true) => work::DRAFT_EDIT,
            (true, false) => work::ANSWER_EDIT,
            _ => work::ANSWER_WRITE,
        })
    };
    let shown = move || {
        looks.get().map(|html| {
            piece(view! {
                <div class="work-preview">
                    <p class="work-preview-title">{t(work::PREVIEW)}</p>
                    <div class="prose" inner_html=html></div>
                </div>
            })
        })
    };
    piece(view! {
        <details class="work-fold" open=open>
            <summary class="button"><Icon name="comment" /> {label}</summary>
            <Form desk=desk op=op.clone() class="work-form">
                <input type="hidden" name="idea" value=idea />
                <input type="hidden" name="seen" value=move || seen.get() />
                <Area desk=desk op=op.clone() name="text" label=t(work::ANSWER) hint=t(work::MARKDOWN_HINT)
                    value=text rows=8 max=ANSWER_MAX required=true />
                <Check desk=desk op=op.clone() name="ready" label=t(work::READY) />
                <div class="work-draft-steps" node_ref=box_ref>
                    <Send desk=desk op=op class="button button-main" label=t(work::DRAFT_SAVE) />
                    <button class="button" formaction="/api/staff/answers/preview" on:click=handler(look)>{t(work::LOOK)}</button>
                </div>
                <div aria-live="polite">
                    {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
                    {shown}
                </div>
            </Form>
        </details>
    })
}
