//! `/staff/departments/{slug}`: what a department has, overdue first.

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};
use serde::{Deserialize, Serialize};

use super::{
    desk::{Desk, Said},
    rows::Row,
};
use crate::{
    api::{self, ApiResult, Catalog, Me, WorkPage, encode},
    components::{Busy, PageHead, piece},
    data,
    domain::WorkState,
    held::memo,
    i18n::{self, Text, staff, t, work},
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    page: WorkPage,
}

async fn load(slug: String, state: String, after: String) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::department_ideas(&slug, &state, &after).await?;
    Ok(Loaded { me, page })
}

/// The page of a department.
#[component]
pub(super) fn DepartmentPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let desk = Desk::new();
    let asked = memo(move || {
        let slug = params.read().get("slug").unwrap_or_default();
        let get = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        (slug, get("state"), get("after"))
    });
    let data = data::load(move || asked.get(), |(slug, state, after)| load(slug, state, after));
    let catalog = site::catalog();
    view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                let (slug, state, _) = asked.get_untracked();
                match data.await {
                    Ok(loaded) => view! { <List loaded=loaded state=state desk=desk catalog=catalog /> },
                    Err(error) => {
                        let back = format!("/staff/departments/{}", encode(&slug));
                        view! { <StaffClosed title=staff::DEPARTMENTS error=error back=back /> }
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn List(loaded: Loaded, state: String, desk: Desk, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let Loaded { me, page } = loaded;
    let slug = page.department.slug.clone();
    let name = lang.pick(page.department.name_de, page.department.name_en);
    let path = format!("/staff/departments/{slug}");
    let filters: [(&str, Text); 4] = [
        ("", work::WAITING),
        (WorkState::Working.as_str(), work::STATE_WORKING),
        (WorkState::Done.as_str(), work::STATE_DONE),
        (WorkState::HandedOn.as_str(), work::STATE_HANDED_ON),
    ];
    let filters = filters.map(|(key, label)| {
        let here = (key == state).then_some("page");
        let href = if key.is_empty() { path.clone() } else { format!("{path}?state={key}") };
        piece(view! { <li><a href=href class="segment" aria-current=here>{t(label)}</a></li> })
    });
    let more = page.next.map(|after| {
        let href = format!("{path}?state={state}&after={}", encode(&after));
        piece(view! { <p class="work-more-link"><A href=href attr:class="button">{t(work::MORE)}</A></p> })
    });
    let none = page.items.is_empty().then(|| {
        let text = if state.is_empty() { work::NOTHING_WAITS } else { work::NONE_FOUND };
        piece(view! { <p class="empty">{t(text)}</p> })
    });
    let overdue = (page.department.overdue > 0).then(|| {
        piece(view! { <span class="work-due" data-urgency="overdue">{work::overdue(lang, page.department.overdue)}</span> })
    });
    let catalog = StoredValue::new(catalog);
    let rows = page.items.into_iter().map(|item| {
        view! { <Row item=item department=slug.clone() catalog=catalog /> }
    });
    let rows = rows.collect_view();
    view! {
        <PageHead title=name.clone() description=t(work::DEPARTMENTS_TEXT) path=path private=true />
        <StaffFrame me=me>
            <p class="idea-back"><A href="/staff/departments">"← " {t(staff::DEPARTMENTS)}</A></p>
            <h1>{name}</h1>
            <p class="work-row-meta">
                <span>{work::waiting(lang, page.department.waiting)}</span>
                {overdue}
            </p>
            <Said desk=desk />
            <nav class="segments work-segments" aria-label=t(work::FILTER)>
                <ul>{filters.into_iter().collect_view()}</ul>
            </nav>
            {none}
            <ul class="work-rows">{rows}</ul>
            {more}
        </StaffFrame>
    }
    .into_any()
}
