//! `/staff/numbers`: what comes in, what waits, how long things take; and the tables to take
//! away.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use serde::{Deserialize, Serialize};

use super::figures::{by_department, by_lab, by_topic, intake, tiles};
use crate::{
    api::{self, ApiResult, Catalog, DepartmentShare, Me, Numbers, NumbersQuery},
    browser,
    components::{Busy, Icon, PageHead, handler, piece},
    data,
    held::memo,
    i18n::{self, admin, t},
    live,
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

const PERIODS: [u32; 3] = [30, 90, 365];
/// The numbers are read again at most so often, in milliseconds, however much happens.
const REFRESH_MS: u64 = 3000;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    numbers: Numbers,
}

async fn load(query: NumbersQuery) -> ApiResult<Loaded> {
    let me = api::me().await?;
    Ok(Loaded { me, numbers: api::numbers(&query).await? })
}

fn asked(params: &ParamsMap) -> NumbersQuery {
    let get = |name: &str| params.get(name).unwrap_or_default();
    let days = get("days").parse().ok().filter(|days| PERIODS.contains(days)).unwrap_or(30);
    NumbersQuery { days, lab: get("lab"), topic: get("topic"), department: get("department") }
}

fn href(query: &NumbersQuery) -> String {
    format!("/staff/numbers?{}", query.to_query())
}

/// The numbers. Who moderates sees them.
#[component]
pub(super) fn NumbersView() -> AnyView {
    let params = use_query_map();
    let query = memo(move || asked(&params.read()));
    let data = data::load(move || query.get(), load);
    let catalog = site::catalog();
    piece(view! {
        <PageHead title=t(admin::NUMBERS) description=t(admin::NUMBERS_TEXT) path="/staff/numbers" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let query = query.get();
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(loaded) => view! { <Page loaded=loaded query=query catalog=catalog /> },
                        Err(error) => {
                            view! { <StaffClosed title=admin::NUMBERS error=error back="/staff/numbers" /> }
                        }
                    }
                })
            }}
        </Transition>
    })
}

#[component]
fn Page(loaded: Loaded, query: NumbersQuery, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let Loaded { me, numbers } = loaded;
    let team = me.role.may_administer() && me.scope().is_everything();
    let seq = numbers.seq;
    let numbers = RwSignal::new(numbers);
    let (asked, query) = (StoredValue::new(false), StoredValue::new(query));
    // Once in a while, and then after the last of what happened.
    live::listen(seq, true, move |_| {
        if asked.try_get_value() != Some(false) {
            return;
        }
        asked.set_value(true);
        browser::after_ms(REFRESH_MS, move || {
            if asked.try_set_value(false).is_some() {
                return;
            }
            spawn_local(async move {
                let Some(query) = query.try_get_value() else {
                    return;
                };
                if let Ok(fresh) = api::numbers(&query).await {
                    numbers.try_set(fresh);
                }
            });
        });
    });
    let periods = PERIODS.map(|days| {
        let current = query.with_value(|query| query.days == days).then_some("true");
        let href = href(&NumbersQuery { days, ..query.get_value() });
        piece(view! {
            <li>
                <a href=href class="segment" aria-current=current data-noscroll=true>{admin::days(lang, days)}</a>
            </li>
        })
    });
    let departments = numbers.with_untracked(|numbers| numbers.departments.clone());
    let filter = view! { <Filter query=query.get_value() catalog=catalog.clone() departments=departments /> };
    let catalog = StoredValue::new(catalog);
    piece(view! {
        <StaffFrame me=me>
            <div class="admin numbers">
                <div class="admin-head">
                    <h1>{t(admin::NUMBERS)}</h1>
                    <nav class="segments" aria-label=t(admin::PERIOD)>
                        <ul>{periods.into_iter().collect_view()}</ul>
                    </nav>
                </div>
                <p class="admin-lead">{t(admin::NUMBERS_TEXT)}</p>
                {filter}
                {move || numbers.with(|numbers| tiles(numbers, lang))}
                {move || numbers.with(|n| query.with_value(|query| intake(n, query, lang)))}
                <div class="numbers-groups">
                    {move || numbers.with(|n| catalog.with_value(|c| query.with_value(|query| by_topic(n, c, query, lang))))}
                    {move || numbers.with(|n| catalog.with_value(|c| query.with_value(|query| by_lab(n, c, query, lang))))}
                    {move || numbers.with(|n| query.with_value(|query| by_department(n, query, lang)))}
                </div>
                <Exports team=team />
            </div>
        </StaffFrame>
    })
}

/// Which ideas the numbers are about.
#[component]
fn Filter(query: NumbersQuery, catalog: Catalog, departments: Vec<DepartmentShare>) -> AnyView {
    let lang = i18n::lang();
    let navigate = use_navigate();
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut params = ParamsMap::new();
        for (name, value) in browser::form_values(&event_target(&event)) {
            params.insert(name, value);
        }
        navigate(&href(&asked(&params)), NavigateOptions { scroll: false, ..Default::default() });
    };
    let NumbersQuery { days, lab, topic, department } = query;
    let labs = catalog.labs.into_iter().map(|l| (l.slug, l.name)).collect();
    let topics = catalog.topics.into_iter();
    let topics = topics.map(|t| (t.slug, lang.pick(t.name_de, t.name_en))).collect();
    let departments = departments.into_iter();
    let departments = departments.map(|d| (d.slug, lang.pick(d.name_de, d.name_en))).collect();
    let filtered = [&lab, &topic, &department].into_iter().any(|slug| !slug.is_empty());
    let all = href(&NumbersQuery { days, ..NumbersQuery::default() });
    piece(view! {
        <search>
            <form class="numbers-filter" method="get" action="/staff/numbers" on:submit=handler(go) aria-label=t(admin::NUMBERS_FILTER)>
                <input type="hidden" name="days" value=days.to_string() />
                {choice("lab", admin::LAB, labs, &lab)}
                {choice("topic", admin::TOPIC, topics, &topic)}
                {choice("department", admin::DEPARTMENT, departments, &department)}
                <div class="numbers-go">
                    <button class="button button-main">{t(admin::AUDIT_GO)}</button>
                    {filtered.then(|| piece(view! {
                        <A href=all attr:class="button button-quiet">{t(admin::AUDIT_CLEAR)}</A>
                    }))}
                </div>
            </form>
        </search>
    })
}

fn choice(
    name: &'static str,
    label: i18n::Text,
    options: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let known = options.iter().any(|(slug, _)| slug == chosen);
    let options = options.into_iter().map(|(slug, name)| {
        let selected = slug == chosen;
        piece(view! { <option value=slug selected=selected>{name}</option> })
    });
    // What is looked at stays chosen, though it is not offered any more.
    let other = (!chosen.is_empty() && !known).then(|| {
        let slug = chosen.to_owned();
        let name = slug.clone();
        piece(view! { <option value=slug selected=true>{name}</option> })
    });
    let (options, id) = (options.collect_view(), format!("numbers-{name}"));
    piece(view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            <select id=id name=name>
                <option value="">{t(admin::NUMBERS_ALL)}</option>
                {options}
                {other}
            </select>
        </div>
    })
}

/// The tables to take away; with the one of the `team` for admins without limits.
#[component]
fn Exports(team: bool) -> AnyView {
    let tables = admin::TABLES.into_iter().filter(|(name, _)| team || *name != "staff");
    let links = tables.map(|(name, title)| {
        piece(view! {
            <li>
                <a class="button" href=format!("/api/staff/export/{name}.csv") rel="external" download="">
                    <Icon name="list" />
                    {t(title)}
                </a>
            </li>
        })
    });
    piece(view! {
        <section class="numbers-exports" aria-labelledby="exports">
            <h2 id="exports">{t(admin::EXPORTS)}</h2>
            <p>{t(admin::EXPORTS_TEXT)}</p>
            <ul>{links.collect_view()}</ul>
        </section>
    })
}
