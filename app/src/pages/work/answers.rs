//! `/staff/answers`: drafts that wait for a second pair of eyes, approved answers to publish one
//! or many at once, and what is public.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use serde::{Deserialize, Serialize};

use super::{
    answer_parts::Standing,
    desk::{Desk, Form, Said, Send},
    op::Op,
};
use crate::{
    api::{self, AnswerItem, AnswerPage, ApiResult, Me, encode},
    components::{Busy, PageHead, piece},
    data,
    held::memo,
    i18n::{self, Text, staff, t, work},
    pages::staff_frame::{StaffClosed, StaffFrame},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    page: AnswerPage,
}

async fn load(state: String, after: String) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::staff_answers(&state, &after).await?;
    Ok(Loaded { me, page })
}

/// The answers.
#[component]
pub(super) fn AnswersPage() -> impl IntoView {
    let query = use_query_map();
    let desk = Desk::new();
    let asked = memo(move || {
        let get = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        let state = Some(get("state")).filter(|state| !state.is_empty());
        (state.unwrap_or_else(|| "ready".to_owned()), get("after"))
    });
    let data = data::load(
        move || (asked.get(), desk.changed.get()),
        |((state, after), _)| load(state, after),
    );
    view! {
        <PageHead title=t(staff::ANSWERS) description=t(work::ANSWERS_TEXT) path="/staff/answers" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let (state, _) = asked.get_untracked();
                match data.await {
                    Ok(loaded) => view! { <List loaded=loaded state=state desk=desk /> },
                    Err(error) => view! { <StaffClosed title=staff::ANSWERS error=error back="/staff/answers" /> },
                }
            })}
        </Transition>
    }
}

#[component]
fn List(loaded: Loaded, state: String, desk: Desk) -> AnyView {
    let Loaded { me, page } = loaded;
    let states: [(&str, Text); 4] = [
        ("ready", work::WAITS_FOR_EYES),
        ("approved", work::ANSWERS_APPROVED),
        ("draft", work::IN_WORK),
        ("published", work::ANSWERS_PUBLISHED),
    ];
    let filters = states.map(|(key, label)| {
        let here = (key == state).then_some("page");
        let href = format!("/staff/answers?state={key}");
        piece(view! { <li><a href=href class="segment" aria-current=here>{t(label)}</a></li> })
    });
    let more = page.next.map(|after| {
        let href = format!("/staff/answers?state={state}&after={}", encode(&after));
        piece(view! { <p class="work-more-link"><A href=href attr:class="button">{t(work::MORE)}</A></p> })
    });
    let none =
        page.items.is_empty().then(|| piece(view! { <p class="empty">{t(work::NO_ANSWERS)}</p> }));
    let many = state == "approved" && page.may_answer && !page.items.is_empty();
    let back = format!("/staff/answers?state={state}");
    let answers = page.may_answer;
    let list = match many {
        true => piece(view! { <Publish desk=desk items=page.items /> }),
        false => {
            let item =
                |item| view! { <Item desk=desk item=item answers=answers back=back.clone() /> };
            let items = page.items.into_iter().map(item).collect_view();
            piece(view! { <div class="work-answer-list">{items}</div> })
        }
    };
    piece(view! {
        <StaffFrame me=me>
            <h1>{t(staff::ANSWERS)}</h1>
            <p class="section-lead">{t(work::ANSWERS_TEXT)}</p>
            <Said desk=desk />
            <nav class="segments work-segments" aria-label=t(work::FILTER)>
                <ul>{filters.into_iter().collect_view()}</ul>
            </nav>
            {none}
            {list}
            {more}
        </StaffFrame>
    })
}

/// Whose answer to what it is.
fn title(item: &AnswerItem) -> AnyView {
    let name = i18n::lang().pick(item.answer.name_de.clone(), item.answer.name_en.clone());
    let (idea, title) = (item.idea, item.title.clone());
    piece(view! {
        <h2 class="work-answer-title">
            <A href=format!("/staff/ideas/{}#answers", idea)>
                <span class="work-number">{format!("#{}", idea)}</span> " " {title}
            </A>
        </h2>
        <p class="muted">{name}</p>
    })
}

#[component]
fn Item(desk: Desk, item: AnswerItem, answers: bool, back: String) -> AnyView {
    let head = title(&item);
    let AnswerItem { idea, answer, .. } = item;
    let department = answer.department.clone();
    piece(view! {
        <article class="work-answer">
            {head}
            <Standing desk=desk idea=idea department=department answer=answer public=true
                answers=answers throws=false back=back />
        </article>
    })
}

/// Approved answers with a box each: those that are checked become public in one go.
#[component]
fn Publish(desk: Desk, items: Vec<AnswerItem>) -> AnyView {
    let lang = i18n::lang();
    let many = items.len();
    let item = |item: AnswerItem| {
        let head = title(&item);
        let value = format!("{}.{}", item.idea, item.answer.department);
        let label = work::publish_this(lang, &item.title);
        let draft = item.answer.draft;
        let by = draft.as_ref().map(|draft| {
            let who = draft.approved_by.clone().unwrap_or_else(|| t(work::SOMEBODY).to_owned());
            piece(view! { <p class="muted">{work::approved_by(lang, &who)}</p> })
        });
        let html = draft.map(|draft| draft.html).unwrap_or_default();
        piece(view! {
            <article class="work-answer work-pick">
                <label class="work-check">
                    <input type="checkbox" name="item" value=value checked />
                    <span class="visually-hidden">{label}</span>
                </label>
                <div>
                    {head}
                    <div class="prose" inner_html=html></div>
                    {by}
                </div>
            </article>
        })
    };
    let items = items.into_iter().map(item).collect_view();
    piece(view! {
        <Form desk=desk op=Op::Publish class="work-answer-list" back="/staff/answers?state=approved&done=published">
            {items}
            <div class="work-publish">
                <Send desk=desk op=Op::Publish class="button button-main" label=work::publish_many(lang, many) />
            </div>
        </Form>
    })
}
