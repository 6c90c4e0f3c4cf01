//! `/programme`: what is on.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    days::Days,
    filters::Filters,
    month::Month,
    query::{ProgrammeView, Shape},
    seats::Seats,
    subscribe::Subscribe,
    week::Week,
};
use crate::{
    api::{self, ApiResult, Catalog, EventPage},
    browser,
    components::{Busy, Icon, PageHead, ProblemNotice, effect, handler, piece, problem_of},
    data,
    domain::Date,
    held::memo,
    i18n::{common, programme::list, t},
    live, site,
};

/// Id of the heading.
const TITLE: &str = "programme";
/// After so many milliseconds what was loaded anew stands in the page.
const SHOWN: u64 = 50;

/// What is shown, and on which day it was asked for.
#[derive(Clone)]
pub(super) struct Shown {
    /// What is chosen.
    pub(super) view: ProgrammeView,
    /// The day of the page's clock.
    pub(super) today: Date,
    /// How full the events are.
    pub(super) seats: Seats,
    /// Names of labs and topics.
    pub(super) catalog: StoredValue<Catalog>,
}

/// The programme: what can be chosen above, the events below.
#[component]
pub(crate) fn ProgrammePage() -> AnyView {
    let params = use_query_map();
    let view = memo(move || ProgrammeView::from_params(&params.read()));
    // As the server saw it: a clock that goes wrong changes nothing.
    let today = Date::of(site::now().get_untracked());
    let resets = use_context::<live::Live>().map(|l| l.resets);
    let again = RwSignal::new(0_u32);
    let data = data::load(
        move || (view.get(), resets.map(|r| r.get()), again.get()),
        move |(view, ..)| async move {
            let found = api::events(&view.query(today)).await;
            (view, today, found)
        },
    );
    let catalog = site::catalog();
    piece(view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                let (view, today, found) = data.await;
                piece(view! { <Programme view=view today=today found=found catalog=catalog again=again /> })
            })}
        </Transition>
    })
}

#[component]
fn Programme(
    view: ProgrammeView,
    today: Date,
    found: ApiResult<EventPage>,
    catalog: Catalog,
    again: RwSignal<u32>,
) -> AnyView {
    let seats = Seats::new();
    // Whoever asked for what is new goes on reading from the top, as soon as it is there.
    effect(move || {
        if again.get_untracked() > 0 {
            browser::after_ms(SHOWN, || browser::focus(TITLE));
        }
    });
    let show = move |_| again.update(|n| *n += 1);
    let news = move || {
        seats.outdated().then(|| {
            piece(view! { <button type="button" class="pill" on:click=handler(show)>{t(list::NEWS)}</button> })
        })
    };
    // However it is shown: one page for search engines.
    let canonical = view.with(|v| {
        v.shape = Shape::Days;
        v.from = None;
    });
    let (title, lead) =
        if view.past { (list::TITLE_PAST, list::LEAD_PAST) } else { (list::TITLE, list::LEAD) };
    let filters = piece(view! { <Filters view=view.clone() catalog=catalog.clone() /> });
    let subscribe = piece(view! { <Subscribe view=view.clone() /> });
    let body = match found {
        Ok(page) => {
            seats.follow(page.seq);
            let shape = view.shape;
            let shown = Shown { view, today, seats, catalog: StoredValue::new(catalog) };
            match shape {
                Shape::Days => piece(view! { <Days shown=shown page=page /> }),
                Shape::Week => piece(view! { <Week shown=shown page=page /> }),
                Shape::Month => piece(view! { <Month shown=shown page=page /> }),
            }
        }
        Err(error) => {
            let problem = problem_of(error);
            site::set_status(if problem.status == 0 { 503 } else { problem.status });
            piece(view! { <ProblemNotice problem=problem /> })
        }
    };
    piece(view! {
        <PageHead title=t(title) description=t(lead) path=canonical.href() />
        <link rel="stylesheet" href="/programme.css" />
        <div class="page-head programme-head">
            <h1 id=TITLE tabindex="-1">{t(title)}</h1>
            <p class="section-lead">{t(lead)}</p>
        </div>
        {filters}
        <div role="status">{news}</div>
        {body}
        {subscribe}
    })
}

/// Nothing is there: an invitation.
#[component]
pub(super) fn Empty(
    /// What is chosen.
    view: ProgrammeView,
) -> AnyView {
    let chosen = view.with(|_| {}) != ProgrammeView::default();
    let title = if view.past { list::EMPTY_PAST } else { list::EMPTY };
    piece(view! {
        <div class="empty">
            <h2>{t(title)}</h2>
            <p>{t(list::EMPTY_TEXT)}</p>
            <p class="lost-ways">
                <a href="/ideas/new" class="button button-main">
                    <Icon name="plus" />
                    {t(common::NEW_IDEA)}
                </a>
                {chosen.then(|| piece(view! { <a href="/programme" class="button">{t(list::EMPTY_RESET)}</a> }))}
            </p>
        </div>
    })
}
