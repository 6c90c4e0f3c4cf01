//! The board as lanes by status: side by side on wide screens, to swipe on a phone.

use leptos::prelude::*;

use super::{
    cards::{Cards, LiveCard},
    list::BoardData,
    query::BoardView,
};
use crate::{
    api::Catalog,
    components::{IdeaCardView, piece},
    domain::IdeaStatus,
    held::memo,
    i18n::{self, board, common, t},
};

/// All lanes. A card that gets another status moves to its lane.
#[component]
pub(super) fn Lanes(
    /// What the board shows.
    view: BoardView,
    /// One page per lane.
    data: BoardData,
    /// Where the cards live.
    cards: Cards,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
) -> AnyView {
    let lang = i18n::lang();
    let back = view.href();
    let supported = data.supported;
    let lanes: Vec<_> = IdeaStatus::LANES
        .into_iter()
        .zip(data.pages)
        .map(|(status, page)| {
            let total = page.total;
            let more = page.next.is_some();
            let order =
                cards.add(page.items, &supported).into_iter().map(|c| c.id).collect::<Vec<_>>();
            (status, total, more, order)
        })
        .collect();
    let lanes = lanes.into_iter().map(|(status, total, more, order)| {
        let in_lane = memo(move || {
            cards.moves.track();
            let mut lane: Vec<i64> = cards
                .all()
                .into_iter()
                .filter(|live| live.card.with_untracked(|c| c.status == status))
                .map(|live| live.id)
                .collect();
            // What came in live stands above what the page began with.
            lane.sort_by_key(|id| (order.iter().position(|o| o == id).map_or(0, |at| at + 1), -id));
            lane
        });
        let by_id = move |id: &i64| cards.all().into_iter().find(|live| live.id == *id);
        let shown = move || in_lane.get().iter().filter_map(by_id).collect::<Vec<LiveCard>>();
        let back = back.clone();
        let all = view.with(|v| {
            v.lanes = false;
            v.query.status = status.as_str().to_owned();
        });
        piece(view! {
            <li class="lane" data-status=status.as_str()>
                <h2 class="lane-title">
                    <span class="status" data-status=status.as_str()>{t(common::status(status))}</span>
                    <span class="lane-count">{i18n::count(lang, total)}</span>
                </h2>
                <ul class="lane-cards">
                    <For each=shown key=|live| live.id let:live>
                        <li class="arriving">
                            <IdeaCardView card=live.card supported=live.supported catalog=catalog back=back.clone() slim=true />
                        </li>
                    </For>
                </ul>
                {move || in_lane.with(Vec::is_empty).then(|| piece(view! { <p class="lane-empty">{t(board::LANE_EMPTY)}</p> }))}
                {more.then(|| piece(view! { <p><a href=all.href() class="button button-wide">{t(board::MORE)}</a></p> }))}
            </li>
        })
    });
    let lanes: Vec<AnyView> = lanes.collect();
    piece(view! {
        <ul class="lanes" tabindex="0" aria-label=t(board::LANES_LABEL)>{lanes}</ul>
    })
}
