//! What the idea has to do with other ones: merged, linked.

use leptos::prelude::*;

use super::State;
use crate::{
    api::{IdeaLink, MergedIdea},
    components::{Ago, piece},
    domain::{IdeaStatus, LINK_NOTE_MAX},
    held::memo,
    i18n::{common, related, t},
    pages::work::{
        desk::{Form, Send},
        fields::{Area, Number},
        op::Op,
    },
};

/// A link to the page of another idea, for staff: loaded anew, for it is a page of the same kind.
fn to(id: i64, title: String) -> AnyView {
    piece(view! {
        <a href=format!("/staff/ideas/{id}") rel="external">
            <span class="work-number">{format!("#{id}")}</span> " " <span dir="auto">{title}</span>
        </a>
    })
}

/// A form that is one button.
fn button(state: State, op: Op, label: &'static str, about: String) -> AnyView {
    let desk = state.desk;
    piece(view! {
        <Form desk=desk op=op.clone() class="work-inline">
            <Send desk=desk op=op class="button button-quiet" label=label about=about />
        </Form>
    })
}

fn merged(state: State, idea: MergedIdea) -> AnyView {
    let apart =
        button(state, Op::Unmerge(state.id(), idea.id), t(related::UNMERGE), idea.title.clone());
    piece(view! {
        <li class="work-related-idea">
            <p>{to(idea.id, idea.title)} " " <Ago at=idea.at /></p>
            {apart}
        </li>
    })
}

fn linked(state: State, link: IdeaLink) -> AnyView {
    let op = Op::Unlink(state.id(), link.id);
    let title = link.title.clone();
    let desk = state.desk;
    piece(view! {
        <li class="work-related-idea">
            <p>
                {to(link.id, link.title)} " "
                <span class="status" data-status=link.status.as_str()>{t(common::status(link.status))}</span>
            </p>
            {link.note.map(|note| piece(view! { <p class="work-quote" dir="auto">{note}</p> }))}
            <Form desk=desk op=op.clone() class="work-inline" back=format!("/staff/ideas/{}", state.id())>
                <input type="hidden" name="action" value="unlink" />
                <Send desk=desk op=op class="button button-quiet" label=t(related::UNLINK) about=title />
            </Form>
        </li>
    })
}

/// The ideas that were merged into it or belong together with it, and the forms for more.
#[component]
pub(super) fn Related(
    /// The page's state.
    state: State,
) -> AnyView {
    let of = memo(move || state.idea.with(|i| (i.idea.merged.clone(), i.idea.links.clone())));
    let apart = memo(move || state.idea.with(|i| i.idea.merged_into.is_some()));
    let merges = memo(move || {
        state.idea.with(|i| {
            i.idea.merged_into.is_none() && i.idea.card.status.can_become(IdeaStatus::Merged)
        })
    });
    let id = state.id();
    piece(view! {
        <section class="work-box" aria-labelledby="work-related">
            <h2 id="work-related">{t(related::RELATED)}</h2>
            {move || apart.get().then(|| button(state, Op::Unmerge(id, id), t(related::UNMERGE), String::new()))}
            <div class:gone=move || of.with(|(merged, _)| merged.is_empty())>
                <h3>{t(related::MERGED)}</h3>
                <ul class="work-list">
                    {move || of.get().0.into_iter().map(|idea| merged(state, idea)).collect_view()}
                </ul>
            </div>
            <div class:gone=move || of.with(|(_, links)| links.is_empty())>
                <h3>{t(related::LINKED)}</h3>
                <ul class="work-list">
                    {move || of.get().1.into_iter().map(|link| linked(state, link)).collect_view()}
                </ul>
            </div>
            <div class="work-more">
                {link_form(state)}
                {move || merges.get().then(|| merge_form(state))}
            </div>
        </section>
    })
}

fn link_form(state: State) -> AnyView {
    let (desk, op) = (state.desk, Op::Link(state.id()));
    let open = desk.came_back(&op);
    piece(view! {
        <details class="work-fold" open=open>
            <summary class="button button-quiet">{t(related::LINK)} " …"</summary>
            <Form desk=desk op=op.clone() class="work-form">
                <p class="field-hint">{t(related::LINK_HINT)}</p>
                <Number desk=desk op=op.clone() name="other" label=t(related::OTHER) />
                <Area desk=desk op=op.clone() name="note" label=t(related::LINK_NOTE) hint=t(related::LINK_NOTE_HINT) max=LINK_NOTE_MAX />
                <Send desk=desk op=op class="button button-main" label=t(related::LINK) />
            </Form>
        </details>
    })
}

fn merge_form(state: State) -> AnyView {
    let (desk, op) = (state.desk, Op::Merge(state.id()));
    let open = desk.came_back(&op);
    piece(view! {
        <details class="work-fold" open=open>
            <summary class="button button-quiet">{t(related::MERGE)} " …"</summary>
            <Form desk=desk op=op.clone() class="work-form" back=format!("/staff/ideas/{}", state.id())>
                <p class="field-hint">{t(related::MERGE_HINT)}</p>
                <Number desk=desk op=op.clone() name="into" label=t(related::INTO) />
                <Send desk=desk op=op class="button button-main" label=t(related::MERGE) />
            </Form>
        </details>
    })
}
