//! `/staff/queue`: what waits for a decision.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use serde::{Deserialize, Serialize};

use super::{
    actions::{Actions, Failed},
    alerts,
    bulk::Bulk,
    desk::{Desk, Trouble},
    dialogs::Dialogs,
    dom,
    events::{Key, key_of, parse_key},
    filter::Filter,
    head::Head,
    item::Item,
    keys,
    more::{self, More, later},
    queue_state::Queue,
    recent::{Recent, UndoToast},
    rows::Rows,
};
use crate::{
    api::{self, ApiResult, Catalog, Me, QueuePage, RecentDecisions, Template, Waiting},
    components::{Busy, Icon, PageHead, handler, piece},
    data,
    forms::{FormState, form_state},
    held::{Held, memo},
    i18n::{self, desk as words, staff, t},
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
    /// The part of the queue.
    filter: Filter,
}

impl Asked {
    fn from_params(params: &ParamsMap) -> Self {
        Self {
            item: params.get("item").and_then(|item| parse_key(&item)),
            after: params.get("after").unwrap_or_default(),
            undo: params.get("undo").and_then(|seq| seq.parse().ok()),
            filter: Filter::from_params(params),
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
    /// What I decided before.
    recent: RecentDecisions,
    /// Texts to begin with.
    templates: Vec<Template>,
}

async fn load(asked: Asked) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::queue(&asked.filter.ask(&asked.after)).await?;
    let open = match asked.item {
        Some(key) => match page.items.iter().find(|item| key_of(item) == key) {
            Some(item) => Some(item.clone()),
            None => api::waiting(key.0, key.1).await.ok(),
        },
        None => None,
    };
    // Without them the queue works all the same.
    let recent = api::recent_decisions().await.unwrap_or_default();
    let templates = api::templates(None, "").await.unwrap_or_default().items;
    Ok(Loaded { me, page, open, recent, templates })
}

/// The queue. Only staff see it.
#[component]
pub(super) fn QueueView() -> impl IntoView {
    let query = use_query_map();
    let first = query.with_untracked(Asked::from_params);
    let failed = (Failed::of_page(), form_state("undo"));
    // Another part of the queue is another queue; what is open in it changes in place.
    let filter = memo(move || query.with(Filter::from_params));
    let asked = {
        let first = first.clone();
        move |filter: Filter| match filter == first.filter {
            true => first.clone(),
            false => Asked { filter, ..Asked::default() },
        }
    };
    let data = {
        let asked = asked.clone();
        data::load(move || filter.get(), move |filter| load(asked(filter)))
    };
    let catalog = site::catalog();
    view! {
        <PageHead title=t(staff::QUEUE) description=t(staff::LIST) path="/staff/queue" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let (asked, failed) = (asked(filter.get()), failed.clone());
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(data) => {
                            view! { <Workplace data=data asked=asked failed=failed catalog=catalog /> }.into_any()
                        }
                        Err(error) => {
                            view! { <StaffClosed title=staff::QUEUE error=error back="/staff/queue" /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Workplace(
    data: Loaded,
    asked: Asked,
    failed: (Failed, FormState),
    catalog: Catalog,
) -> impl IntoView {
    let lang = i18n::lang();
    let Loaded { me, page, open, recent, templates } = data;
    let seq = page.seq;
    let over = asked.item.is_some() && open.is_none();
    let desk = Desk::new(&me, asked.filter, (page, asked.after.is_empty(), open), templates);
    desk.follow(seq);
    desk.watch();
    let keys = keys::listen(desk);
    desk.decisions.update(|all| all.add_recent(recent.items));
    desk.toast.set(
        asked
            .undo
            .filter(|seq| *seq > 0)
            .and_then(|seq| desk.decisions.try_update(|all| all.of_entry(seq))),
    );
    let (failed, undo) = failed;
    let problems = [&failed.decision, &failed.question, &failed.wording, &undo];
    let problem = problems.into_iter().find_map(|state| state.problem.clone());
    // What is missing is told at its field.
    let told = failed.tool().filter(|_| !over);
    if told.is_some() {
        desk.tool.set(told);
    } else if let Some(problem) = problem {
        let detail = problem.detail.unwrap_or_default();
        let text = format!("{} {detail}", problem.title);
        desk.trouble.set(Some(Trouble { text, sign_in: problem.status == 401 }));
    } else if over {
        desk.passed.set(Some(t(staff::WAITS_NO_MORE).to_owned()));
    }
    let catalog = Held::new(catalog);
    let total = memo(move || desk.queue.with(Queue::total));
    // The number in the title knows of the other parts too.
    let all = memo(move || total.get() + desk.others.get());
    site::title(move || staff::queue_title(lang, all.get()));
    alerts::keep(all);
    more::load(desk);
    view! {
        <StaffFrame me=me.clone()>
            <div class="queue">
                <Head desk=desk me=me catalog=catalog total=total />
                <p class="visually-hidden" role="status">{move || desk.said.get()}</p>
                <Troubles desk=desk />
                <div class="queue-panes">
                    <div class="queue-left">
                        <Bulk desk=desk />
                        <Rows desk=desk catalog=catalog />
                    </div>
                    <Pane desk=desk catalog=catalog failed=failed />
                    {later(desk, || More::Recent, move || piece(view! { <Recent desk=desk /> }))}
                </div>
            </div>
            <Dialogs desk=desk keys=keys />
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
                                <button type="button" class="button button-quiet alive-only" on:click=handler(close)>{t(staff::OK)}</button>
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
fn Pane(desk: Desk, catalog: Held<Catalog>, failed: Failed) -> impl IntoView {
    let open = memo(move || desk.queue.with(Queue::open));
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
                    let failed = if Some(key) == first { failed.clone() } else { Failed::default() };
                    view! { <Actions desk=desk key=key failed=failed /> }
                })}
            </div>
        </section>
    }
}

/// Nothing waits, or nothing more on this page.
#[component]
fn Done(desk: Desk) -> impl IntoView {
    let all = memo(move || desk.queue.with(Queue::total) == 0);
    let part = desk.filter.with_untracked(|filter| filter.set() > 0);
    view! {
        <div class="queue-empty">
            <Icon name="sun" />
            <h2 id=dom::HEADING tabindex="-1">
                {move || t(match all.get() { true if part => words::EMPTY_PART, true => staff::EMPTY, false => staff::EMPTY_PAGE })}
            </h2>
            {move || if all.get() && part {
                view! { <p><a class="button" href="/staff/queue">{t(words::FILTER_RESET)}</a></p> }.into_any()
            } else if all.get() {
                view! { <p>{t(staff::EMPTY_TEXT)}</p> }.into_any()
            } else {
                view! { <p><a class="button" href="/staff/queue" rel="external">{t(staff::FROM_START)}</a></p> }.into_any()
            }}
        </div>
    }
}
