//! Topics, filters and views: plain links and one GET form.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use super::query::{ProgrammeView, Shape};
use crate::{
    api::Catalog,
    components::{FilterSheet, Segment, carried, choice, piece, segments, topic_chips},
    domain::EventKind,
    i18n::{
        board,
        programme::{self, list},
        t,
    },
};

/// The address of what a form chooses.
fn address(params: &ParamsMap) -> String {
    ProgrammeView::from_params(params).href()
}

/// Everything with which a reader chooses what the programme shows.
#[component]
pub(super) fn Filters(
    /// What it shows now.
    view: ProgrammeView,
    /// Names of labs and topics.
    catalog: Catalog,
) -> AnyView {
    // What is looked at stays to choose, though it is offered no more.
    let catalog = catalog.offered_besides([&view.topic, &view.lab, ""]);
    let topics = topic_chips(catalog.topics.clone(), &view.topic, |slug| {
        view.with(|v| v.topic = slug.to_owned()).href()
    });
    piece(view! {
        <div class="board-tools">
            {topics}
            <div class="board-row">
                <Sheet view=view.clone() catalog=catalog />
                {shapes(&view)}
                {(view.shape == Shape::Days).then(|| when(&view))}
            </div>
        </div>
    })
}

/// Lab, kind, and whether there are seats.
#[component]
fn Sheet(view: ProgrammeView, catalog: Catalog) -> AnyView {
    let labs = catalog.labs.into_iter().map(|lab| (lab.slug, lab.name)).collect();
    let kinds = EventKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), t(programme::kind(*kind)).to_owned()));
    let mut along = view.with(|_| {}).pairs();
    along.retain(|(name, _)| !["lab", "kind", "free"].contains(name));
    let bare = ProgrammeView {
        shape: view.shape,
        from: view.from,
        past: view.past,
        ..ProgrammeView::default()
    };
    let free = (!view.past).then(|| {
        piece(view! {
            <label class="choice">
                <input type="checkbox" name="free" value="1" checked=view.free />
                <span>{t(list::FREE)}</span>
            </label>
        })
    });
    piece(view! {
        <FilterSheet action="/programme" address=address set=view.filters() go=list::FILTER_GO bare=bare.href()>
            {carried(along)}
            {choice("lab", board::LAB, view.lab, labs)}
            {choice("kind", list::KIND, view.kind, kinds.collect())}
            {free}
        </FilterSheet>
    })
}

/// List, week or month. A calendar opens where the list or the other calendar was.
fn shapes(view: &ProgrammeView) -> AnyView {
    let one = |shape: Shape| {
        let (label, icon) = match shape {
            Shape::Days => (list::VIEW_DAYS, "list"),
            Shape::Week => (list::VIEW_WEEK, "lanes"),
            Shape::Month => (list::VIEW_MONTH, "calendar"),
        };
        let other = view.with(|v| {
            v.shape = shape;
            v.past = false;
            if shape == Shape::Days {
                v.from = None;
            }
        });
        Segment { href: other.href(), label, icon: Some(icon), current: shape == view.shape }
    };
    segments(board::VIEW, Shape::ALL.map(one).into())
}

/// What is to come, or what was.
fn when(view: &ProgrammeView) -> AnyView {
    let one = |past: bool| {
        let other = view.with(|v| {
            v.past = past;
            v.from = None;
            v.free = v.free && !past;
        });
        let label = if past { list::PAST } else { list::UPCOMING };
        Segment { href: other.href(), label, icon: None, current: past == view.past }
    };
    segments(list::WHEN, [false, true].map(one).into())
}
