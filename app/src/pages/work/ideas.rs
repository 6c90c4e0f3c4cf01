//! `/staff/ideas`: any idea there is, found by number, words, status, department or age, so that
//! none is forgotten.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map, params::ParamsMap};
use serde::{Deserialize, Serialize};

use super::rows::Row;
use crate::{
    api::{self, ApiResult, Catalog, Department, Me, StaffIdeaPage as Page, StaffIdeaQuery},
    components::{Busy, PageHead, piece},
    data,
    domain::IdeaStatus,
    held::memo,
    i18n::{self, common, staff, t, work},
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// The ages that can be asked for, in days.
const AGES: [i64; 4] = [7, 30, 90, 365];

fn asked(params: &ParamsMap) -> StaffIdeaQuery {
    let get = |name: &str| params.get(name).unwrap_or_default();
    StaffIdeaQuery {
        q: get("q"),
        status: get("status"),
        department: get("department"),
        older: get("older"),
        after: get("after"),
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    page: Page,
    departments: Vec<Department>,
}

async fn load(query: StaffIdeaQuery) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::staff_ideas(&query).await?;
    let departments = api::departments().await?.items;
    Ok(Loaded { me, page, departments })
}

/// All ideas.
#[component]
pub(super) fn StaffIdeasPage() -> impl IntoView {
    let params = use_query_map();
    let query = memo(move || params.with(asked));
    let data = data::load(move || query.get(), load);
    let catalog = site::catalog();
    view! {
        <PageHead title=t(work::ALL_IDEAS) description=t(work::ALL_IDEAS_TEXT) path="/staff/ideas" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                match data.await {
                    Ok(loaded) => view! { <List loaded=loaded query=query.get_untracked() catalog=catalog /> },
                    Err(error) => view! { <StaffClosed title=staff::ALL_IDEAS error=error back="/staff/ideas" /> },
                }
            })}
        </Transition>
    }
}

#[component]
fn List(loaded: Loaded, query: StaffIdeaQuery, catalog: Catalog) -> AnyView {
    let Loaded { me, page, departments } = loaded;
    let catalog = StoredValue::new(catalog);
    let more = page.next.map(|after| {
        let query = StaffIdeaQuery { after, ..query.clone() };
        let href = format!("/staff/ideas?{}", query.to_query());
        piece(view! { <p class="work-more-link"><A href=href attr:class="button">{t(work::MORE)}</A></p> })
    });
    let none =
        page.items.is_empty().then(|| piece(view! { <p class="empty">{t(work::NONE_FOUND)}</p> }));
    let rows = page.items.into_iter().map(|item| {
        view! { <Row item=item department=String::new() catalog=catalog /> }
    });
    let rows = rows.collect_view();
    piece(view! {
        <StaffFrame me=me>
            <h1>{t(work::ALL_IDEAS)}</h1>
            <p class="section-lead">{t(work::ALL_IDEAS_TEXT)}</p>
            <Filter query=query departments=departments />
            {none}
            <ul class="work-rows">{rows}</ul>
            {more}
        </StaffFrame>
    })
}

/// What is looked for: a plain form that asks for this page.
#[component]
fn Filter(query: StaffIdeaQuery, departments: Vec<Department>) -> AnyView {
    let lang = i18n::lang();
    let option = |value: String, label: String, chosen: &str| {
        let selected = value == chosen;
        piece(view! { <option value=value selected=selected>{label}</option> })
    };
    let statuses = IdeaStatus::ALL.map(|status| {
        option(status.as_str().to_owned(), t(common::status(status)).to_owned(), &query.status)
    });
    let all = std::iter::once(("none".to_owned(), t(work::WITHOUT).to_owned()));
    let all = all.chain(departments.into_iter().map(|d| (d.slug, lang.pick(d.name_de, d.name_en))));
    let all: Vec<AnyView> = all.map(|(slug, name)| option(slug, name, &query.department)).collect();
    let ages = AGES.map(|days| option(days.to_string(), work::older(lang, days), &query.older));
    piece(view! {
        <form class="work-filter" method="get" action="/staff/ideas" role="search">
            <div class="field work-filter-q">
                <label for="work-q">{t(work::SEARCH)}</label>
                <input id="work-q" type="search" name="q" value=query.q maxlength="200" />
            </div>
            <div class="field">
                <label for="work-status">{t(work::STATUS)}</label>
                <select id="work-status" name="status">
                    <option value="">{t(work::ANY)}</option>
                    {statuses.into_iter().collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="work-department">{t(work::DEPARTMENT)}</label>
                <select id="work-department" name="department">
                    <option value="">{t(work::ANY)}</option>
                    {all}
                </select>
            </div>
            <div class="field">
                <label for="work-older">{t(work::UNTOUCHED)}</label>
                <select id="work-older" name="older">
                    <option value="">{t(work::ANY)}</option>
                    {ages.into_iter().collect_view()}
                </select>
            </div>
            <button class="button button-main">{t(work::FIND)}</button>
        </form>
    })
}
