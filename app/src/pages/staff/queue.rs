//! `/staff/queue`: what waits for a decision.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use serde::{Deserialize, Serialize};

use super::{
    actions::Actions,
    desk::{Desk, Trouble},
    dom,
    events::{Key, key_of, parse_key},
    item::Item,
    keys::Keys,
    queue_state::Queue,
    recent::{Recent, UndoToast, known},
    rows::Rows,
};
use crate::{
    api::{self, ApiResult, Catalog, Me, QueuePage, Waiting},
    components::{Busy, Icon, PageHead},
    data,
    forms::{FormState, form_state},
    i18n::{self, staff, t},
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    /// The thing that shall be open.
    item: Option<Key>,
    /// Where the page of the list begins.
    after: String,
    /// A decision that a plain form has just made.
    undo: Option<i64>,
}

impl Asked {
    fn from_params(params: &ParamsMap) -> Self {
        Self {
            item: params.get("item").and_then(|item| parse_key(&item)),
            after: params.get("after").unwrap_or_default(),
            undo: params.get("undo").and_then(|seq| seq.parse().ok()),
        }
    }
}

/// What the page begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    page: QueuePage,
    /// The thing that the address asks for, if it still waits.
    open: Option<Waiting>,
}

async fn load(asked: Asked) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::queue(&api::QueueQuery { after: asked.after, ..Default::default() }).await?;
    let open = match asked.item {
        Some(key) => match page.items.iter().find(|item| key_of(item) == key) {
            Some(item) => Some(item.clone()),
            None => api::waiting(key.0, key.1).await.ok(),
        },
        None => None,
    };
    Ok(Loaded { me, page, open })
}

/// The queue. Only staff see it.
#[component]
pub(super) fn QueueView() -> impl IntoView {
    let asked = use_query_map().with_untracked(Asked::from_params);
    let failed = (form_state("decision"), form_state("undo"));
    let data = {
        let asked = asked.clone();
        data::load(|| (), move |()| load(asked.clone()))
    };
    let catalog = site::catalog();
    view! {
        <PageHead title=t(staff::QUEUE) description=t(staff::LIST) path="/staff/queue" private=true />
        <Suspense fallback=|| view! { <Busy /> }>
            {move || {
                let (asked, failed) = (asked.clone(), failed.clone());
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(data) => {
                            view! { <Workplace data=data asked=asked failed=failed catalog=catalog /> }.into_any()
                        }
                        Err(error) => view! { <StaffClosed title=staff::QUEUE error=error back="/staff/queue" /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Workplace(
    data: Loaded,
    asked: Asked,
    failed: (FormState, FormState),
    catalog: Catalog,
) -> impl IntoView {
    let lang = i18n::lang();
    let Loaded { me, page, open } = data;
    let seq = page.seq;
    let over = asked.item.is_some() && open.is_none();
    let desk = Desk::new(Queue::new(page, asked.after.is_empty(), open));
    desk.follow(seq);
    desk.toast.set(known(desk.decisions, asked.undo));
    let (decision, undo) = failed;
    let problem = decision.problem.clone().or(undo.problem);
    // A reason that is missing is told at its field.
    let told = problem.as_ref().is_some_and(|p| p.status == 422) && !over;
    if told {
        desk.declining.set(true);
    } else if let Some(problem) = problem {
        let detail = problem.detail.unwrap_or_default();
        let text = format!("{} {detail}", problem.title);
        desk.trouble.set(Some(Trouble { text, sign_in: problem.status == 401 }));
    } else if over {
        desk.passed.set(Some(t(staff::WAITS_NO_MORE).to_owned()));
    }
    let catalog = StoredValue::new(catalog);
    let total = Memo::new(move |_| desk.queue.with(Queue::total));
    site::title(move || staff::queue_title(lang, total.get()));
    view! {
        <StaffFrame me=me>
        <div class="queue">
            <div class="queue-head">
                <h1>{t(staff::QUEUE)}</h1>
                <p class="queue-count">{move || staff::waiting(lang, total.get())}</p>
            </div>
            <p class="visually-hidden" role="status">{move || desk.said.get()}</p>
            <Troubles desk=desk />
            <div class="queue-panes">
                <Rows desk=desk catalog=catalog />
                <Pane desk=desk catalog=catalog failed=decision />
                <Recent desk=desk />
            </div>
            <Keys desk=desk />
        </div>
        </StaffFrame>
    }
}

/// What went wrong, read out at once.
#[component]
fn Troubles(desk: Desk) -> impl IntoView {
    let close = move |_| desk.trouble.set(None);
    view! {
        <div role="alert">
            {move || desk.trouble.get().map(|trouble| view! {
                <div class="notice notice-problem">
                    <Icon name="alert" />
                    <div>
                        <p>{trouble.text}</p>
                        {if trouble.sign_in {
                            view! {
                                <a href="/staff?back=/staff/queue" class="button" rel="external">{t(staff::SIGN_IN)}</a>
                            }.into_any()
                        } else {
                            view! {
                                <button type="button" class="button button-quiet alive-only" on:click=close>{t(staff::OK)}</button>
                            }.into_any()
                        }}
                    </div>
                </div>
            })}
        </div>
    }
}

/// The open item with its decision under the thumb, or the good news that nothing waits.
#[component]
fn Pane(desk: Desk, catalog: StoredValue<Catalog>, failed: FormState) -> impl IntoView {
    let open = Memo::new(move |_| desk.queue.with(Queue::open));
    let first = open.get_untracked();
    view! {
        <section class="queue-pane" id=dom::PANE aria-label=t(staff::OPEN_ITEM)>
            // Always there, so that a screen reader notices what comes into it.
            <div role="status">
                {move || desk.passed.get().map(|passed| view! { <p class="queue-note">{passed}</p> })}
            </div>
            {move || match open.get() {
                Some(key) => view! { <Item desk=desk catalog=catalog key=key /> }.into_any(),
                None => view! { <Done desk=desk /> }.into_any(),
            }}
            <div class="queue-foot">
                <UndoToast desk=desk />
                {move || open.get().map(|key| {
                    // What was typed belongs to the thing that it was typed for.
                    let failed = if Some(key) == first { failed.clone() } else { FormState::default() };
                    view! { <Actions desk=desk key=key failed=failed /> }
                })}
            </div>
        </section>
    }
}

/// Nothing waits, or nothing more on this page.
#[component]
fn Done(desk: Desk) -> impl IntoView {
    let all = Memo::new(move |_| desk.queue.with(Queue::total) == 0);
    view! {
        <div class="queue-empty">
            <Icon name="sun" />
            <h2 id=dom::HEADING tabindex="-1">
                {move || t(if all.get() { staff::EMPTY } else { staff::EMPTY_PAGE })}
            </h2>
            {move || if all.get() {
                view! { <p>{t(staff::EMPTY_TEXT)}</p> }.into_any()
            } else {
                view! { <p><a class="button" href="/staff/queue" rel="external">{t(staff::FROM_START)}</a></p> }.into_any()
            }}
        </div>
    }
}
