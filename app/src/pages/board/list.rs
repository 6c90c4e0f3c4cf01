//! `/ideas`: the board.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    cards::{Cards, LiveCard},
    filters::Filters,
    further::Further,
    lanes::Lanes,
    query::BoardView,
};
use crate::{
    api::{self, ApiResult, Catalog, IdeaPage, IdeaQuery},
    browser,
    components::{
        Busy, IdeaCardView, PageHead, ProblemNotice, handler, piece, problem_of,
        support::PARTICIPATES,
    },
    data,
    domain::IdeaStatus,
    held::memo,
    i18n::{self, board, common, t},
    live, site,
};

/// One page of the board, or one per lane, and what this browser supports of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct BoardData {
    pub(super) pages: Vec<IdeaPage>,
    pub(super) supported: Vec<i64>,
}

/// What this browser supports of these ideas; nobody is asked for a browser that never took part.
pub(super) async fn supported_of(pages: &[IdeaPage]) -> Vec<i64> {
    let ids: Vec<i64> = pages.iter().flat_map(|p| p.items.iter().map(|c| c.id)).take(60).collect();
    let may = cfg!(feature = "ssr") || browser::stored(PARTICIPATES).is_some();
    if ids.is_empty() || !may {
        Vec::new()
    } else {
        api::supported(&ids).await.map(|s| s.items).unwrap_or_default()
    }
}

async fn load(view: BoardView) -> ApiResult<BoardData> {
    let queries: Vec<IdeaQuery> = if view.lanes {
        let lane = |status: &IdeaStatus| IdeaQuery {
            status: status.as_str().to_owned(),
            limit: 10,
            ..view.query.clone()
        };
        IdeaStatus::LANES.iter().map(lane).collect()
    } else {
        vec![view.query.clone()]
    };
    let calls: Vec<_> = queries.iter().map(api::ideas).collect();
    let mut pages = Vec::with_capacity(calls.len());
    for call in calls {
        pages.push(call.await?);
    }
    let supported = supported_of(&pages).await;
    Ok(BoardData { pages, supported })
}

/// The board: what can be chosen above, the cards below.
#[component]
pub(crate) fn BoardPage() -> AnyView {
    let params = use_query_map();
    let view = memo(move || BoardView::from_params(&params.read()));
    let resets = use_context::<live::Live>().map(|l| l.resets);
    let data = data::load(
        move || (view.get(), resets.map(|r| r.get())),
        |(view, _)| async move { (view.clone(), load(view).await) },
    );
    let catalog = site::catalog();
    piece(view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                let (view, data) = data.await;
                piece(view! { <Board view=view data=data catalog=catalog /> })
            })}
        </Transition>
    })
}

#[component]
fn Board(view: BoardView, data: ApiResult<BoardData>, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let total = data.as_ref().map_or(0, |d| d.pages.iter().map(|p| p.total).sum());
    let cards = Cards::new(total);
    let canonical =
        BoardView { query: IdeaQuery { after: String::new(), ..view.query.clone() }, lanes: false };
    let body = match data {
        Ok(data) => {
            let seq = data.pages.iter().map(|p| p.seq).min().unwrap_or(0);
            cards.follow(seq, view.clone());
            let catalog = StoredValue::new(catalog.clone());
            if view.lanes {
                piece(view! { <Lanes view=view.clone() data=data cards=cards catalog=catalog /> })
            } else {
                piece(view! { <List view=view.clone() data=data cards=cards catalog=catalog /> })
            }
        }
        Err(error) => {
            let problem = problem_of(error);
            site::set_status(if problem.status == 0 { 503 } else { problem.status });
            piece(view! { <ProblemNotice problem=problem /> })
        }
    };
    piece(view! {
        <PageHead title=t(board::TITLE) description=t(board::DESCRIPTION) path=canonical.href() />
        <div class="board-head">
            <h1>{t(board::TITLE)}</h1>
            <p class="board-count" id="matches">{move || board::matches(lang, cards.total.get())}</p>
        </div>
        <Filters view=view catalog=catalog />
        {body}
    })
}

/// One batch of cards: columns of their own, so that what comes later moves nothing above.
fn batch(
    cards: Cards,
    list: Vec<LiveCard>,
    catalog: StoredValue<Catalog>,
    back: String,
    eager: bool,
) -> AnyView {
    let alive = move |id| {
        cards.moves.track();
        cards.has(id)
    };
    let items = list.into_iter().enumerate().map(|(i, live)| {
        let back = back.clone();
        piece(view! {
            <li class="columns-item" class:gone=move || !alive(live.id)>
                <IdeaCardView card=live.card supported=live.supported catalog=catalog back=back eager=eager && i < 2 />
            </li>
        })
    });
    let items: Vec<AnyView> = items.collect();
    piece(view! { <ul class="columns">{items}</ul> })
}

#[component]
fn List(view: BoardView, data: BoardData, cards: Cards, catalog: StoredValue<Catalog>) -> AnyView {
    let lang = i18n::lang();
    let page = data.pages.into_iter().next().unwrap_or_default();
    let back = view.href();
    let first = cards.add(page.items, &data.supported);
    let empty = first.is_empty();
    let further = Further::new(cards, view.clone(), page.next);
    further.keep_place();
    let Further { next, batches, loading, .. } = further;
    let more = move |event: leptos::ev::MouseEvent| {
        // A new tab stays a new tab.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        further.more();
    };
    let more_href = {
        let view = view.clone();
        move || {
            let after = next.get().unwrap_or_default();
            view.with(|v| v.query.after = after).href()
        }
    };
    let first_href = (!view.query.after.is_empty()).then(|| view.with(|_| {}).href());
    let arrived_back = back.clone();
    let batch_back = back.clone();
    let reveal = move |_| {
        cards.reveal();
        browser::scroll_to_top();
    };
    piece(view! {
        <section class="board" aria-labelledby="board-list">
            <h2 class="visually-hidden" id="board-list">{t(board::LIST_LABEL)}</h2>
            {move || {
                let n = cards.waiting.with(Vec::len);
                (n > 0).then(|| piece(view! { <button class="pill" on:click=handler(reveal)>{board::arrived(lang, n)}</button> }))
            }}
            {first_href.map(|href| piece(view! { <p><a href=href>{t(board::FIRST_PAGE)}</a></p> }))}
            <ul class="columns arrivals" class:columns-none=move || cards.arrived.with(Vec::is_empty)>
                <For each=move || cards.arrived.get() key=|live| live.id let:live>
                    <li class="columns-item arriving">
                        <IdeaCardView card=live.card supported=live.supported catalog=catalog back=arrived_back.clone() />
                    </li>
                </For>
            </ul>
            {batch(cards, first, catalog, back, true)}
            <For each=move || batches.get() key=|(n, _)| *n let:entry>
                {batch(cards, entry.1, catalog, batch_back.clone(), false)}
            </For>
            {move || (empty && cards.arrived.with(Vec::is_empty)).then(|| piece(view! { <Empty /> }))}
            <p class="board-more" class:gone=move || next.get().is_none()>
                <a class="button button-wide" href=more_href on:click=handler(more) rel="next" aria-busy=move || loading.get().to_string()>
                    {move || t(if loading.get() { common::LOADING } else { board::MORE })}
                </a>
            </p>
        </section>
    })
}

/// Nothing matches: an invitation.
#[component]
pub(super) fn Empty() -> AnyView {
    piece(view! {
        <div class="empty">
            <h2>{t(board::EMPTY)}</h2>
            <p>{t(board::EMPTY_TEXT)}</p>
            <p class="board-row">
                <a href="/ideas/new" class="button button-main">{t(common::NEW_IDEA)}</a>
                <a href="/ideas" class="button">{t(board::EMPTY_RESET)}</a>
            </p>
        </div>
    })
}
