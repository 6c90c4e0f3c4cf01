//! `/staff/numbers`: what comes in, what waits, how long things take; and the tables to take
//! away.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::bars::{Bar, Bars, Column, Columns, Figure};
use crate::{
    api::{self, ApiResult, Catalog, DepartmentShare, Me, Numbers, Share, Typical},
    browser,
    components::{Busy, Icon, PageHead, lab_of, piece, topic_of},
    data,
    held::memo,
    i18n::{self, Lang, admin, count, t},
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

async fn load(days: u32) -> ApiResult<Loaded> {
    let me = api::me().await?;
    Ok(Loaded { me, numbers: api::numbers(days).await? })
}

/// The numbers. Who moderates sees them.
#[component]
pub(super) fn NumbersView() -> AnyView {
    let query = use_query_map();
    let days = memo(move || {
        let asked = query.read().get("days").and_then(|days| days.parse().ok());
        asked.filter(|days| PERIODS.contains(days)).unwrap_or(30)
    });
    let data = data::load(move || days.get(), load);
    let catalog = site::catalog();
    piece(view! {
        <PageHead title=t(admin::NUMBERS) description=t(admin::NUMBERS_TEXT) path="/staff/numbers" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let days = days.get();
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(loaded) => view! { <Page loaded=loaded days=days catalog=catalog /> },
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
fn Page(loaded: Loaded, days: u32, catalog: Catalog) -> AnyView {
    let lang = i18n::lang();
    let Loaded { me, numbers } = loaded;
    let team = me.role.may_administer() && me.scope().is_everything();
    let seq = numbers.seq;
    let numbers = RwSignal::new(numbers);
    let asked = StoredValue::new(false);
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
                if let Ok(fresh) = api::numbers(days).await {
                    numbers.try_set(fresh);
                }
            });
        });
    });
    let periods = PERIODS.map(|period| {
        let current = (period == days).then_some("true");
        let href = format!("/staff/numbers?days={period}");
        piece(view! {
            <li>
                <a href=href class="segment" aria-current=current data-noscroll=true>{admin::days(lang, period)}</a>
            </li>
        })
    });
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
                {move || numbers.with(|numbers| tiles(numbers, lang))}
                {move || numbers.with(|numbers| intake(numbers, lang))}
                <div class="numbers-groups">
                    {move || numbers.with(|n| catalog.with_value(|catalog| by_topic(&n.topics, catalog, lang)))}
                    {move || numbers.with(|n| catalog.with_value(|catalog| by_lab(&n.labs, catalog, lang)))}
                    {move || numbers.with(|n| by_department(&n.departments, lang))}
                </div>
                <Exports team=team />
            </div>
        </StaffFrame>
    })
}

fn number(lang: Lang, n: u32) -> String {
    count(lang, u64::from(n))
}

fn time(lang: Lang, typical: Typical) -> String {
    typical.ms.map_or_else(|| "–".to_owned(), |ms| admin::duration(lang, ms))
}

/// The numbers that count most.
fn tiles(numbers: &Numbers, lang: Lang) -> AnyView {
    let waiting = numbers.waiting;
    let kinds = [
        (admin::IDEAS, waiting.ideas),
        (admin::COMMENTS, waiting.comments),
        (admin::REPORTS, waiting.reports),
        (admin::EDITS, waiting.edits),
        (admin::OFFERS, waiting.companions),
    ];
    let kinds: Vec<String> = kinds
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(name, n)| format!("{} {}", number(lang, n), name.get(lang)))
        .collect();
    let oldest = waiting.oldest.map(|at| {
        piece(view! {
            <p class="tile-more">{admin::OLDEST.get(lang)} ": " {i18n::date_time(lang, at)}</p>
        })
    });
    let kinds = if kinds.is_empty() {
        admin::NOTHING_WAITS.get(lang).to_owned()
    } else {
        kinds.join(" · ")
    };
    let typical = |title: i18n::Text, typical: Typical| {
        let cases = match typical.cases {
            0 => admin::NO_CASES.get(lang).to_owned(),
            n => admin::cases(lang, n),
        };
        piece(view! {
            <div class="tile">
                <dt>{title.get(lang)}</dt>
                <dd>
                    <strong class="tile-number">{time(lang, typical)}</strong>
                    <p class="tile-more">{cases}</p>
                    <p class="tile-more">{admin::MEDIAN.get(lang)}</p>
                </dd>
            </div>
        })
    };
    piece(view! {
        <dl class="tiles">
            <div class="tile">
                <dt>{admin::WAITING.get(lang)}</dt>
                <dd>
                    <strong class="tile-number">{number(lang, waiting.total())}</strong>
                    <p class="tile-more">{kinds}</p>
                    {oldest}
                </dd>
            </div>
            {typical(admin::TO_DECISION, numbers.decision)}
            {typical(admin::TO_ANSWER, numbers.answer)}
        </dl>
    })
}

fn intake(numbers: &Numbers, lang: Lang) -> AnyView {
    let days = &numbers.days;
    let sum = |of: fn(&api::DayCount) -> u32| days.iter().map(of).sum::<u32>();
    let most = days.iter().map(|day| day.ideas + day.comments).max().unwrap_or(0);
    let words = admin::intake_words(lang, days.len(), sum(|d| d.ideas), sum(|d| d.comments), most);
    let columns = days.iter().map(|day| {
        let (_, month, of_month) = day.day.parts();
        let label = admin::short_day(lang, of_month, month);
        Column { label, lower: day.ideas, upper: day.comments }
    });
    let columns = columns.collect();
    let rows = days.iter().rev().map(|day| {
        let name = i18n::date(lang, day.day.begins());
        let [ideas, comments, reports] =
            [day.ideas, day.comments, day.reports].map(|n| number(lang, n));
        vec![name, ideas, comments, reports]
    });
    let rows = rows.collect();
    let heads = [admin::DAY, admin::IDEAS, admin::COMMENTS, admin::REPORTS];
    let title = admin::INTAKE.get(lang);
    let chart = piece(view! {
        <Columns id="intake" title=title words=words columns=columns />
        <ul class="numbers-legend" aria-hidden="true">
            <li><span class="legend-one"></span> {admin::IDEAS.get(lang)}</li>
            <li><span class="legend-two"></span> {admin::COMMENTS.get(lang)}</li>
        </ul>
    });
    piece(view! {
        <Figure id="intake" title=title chart=chart heads=heads.map(|head| head.get(lang)).into() rows=rows />
    })
}

fn by_topic(shares: &[Share], catalog: &Catalog, lang: Lang) -> AnyView {
    let named = shares.iter().map(|share| {
        let (name, _, colour) = topic_of(catalog, share.slug.as_deref().unwrap_or_default());
        let slug = share.slug.clone().unwrap_or_default();
        (if name.is_empty() { slug } else { name }, Some(colour), share)
    });
    groups("by-topic", [admin::BY_TOPIC, admin::TOPIC], named.collect(), lang)
}

fn by_lab(shares: &[Share], catalog: &Catalog, lang: Lang) -> AnyView {
    let named = shares.iter().map(|share| {
        let name = match &share.slug {
            Some(slug) => lab_of(catalog, slug),
            None => admin::NO_LAB.get(lang).to_owned(),
        };
        (name, None, share)
    });
    groups("by-lab", [admin::BY_LAB, admin::LAB], named.collect(), lang)
}

fn groups(
    id: &'static str,
    [title, first]: [i18n::Text; 2],
    shares: Vec<(String, Option<String>, &Share)>,
    lang: Lang,
) -> AnyView {
    let most = shares.iter().max_by_key(|(.., share)| share.ideas);
    let words = admin::groups_words(lang, most.map(|(name, _, s)| (name.as_str(), s.ideas)));
    let bars = shares.iter().map(|(name, colour, share)| Bar {
        name: name.clone(),
        value: share.ideas,
        colour: colour.clone(),
    });
    let bars = bars.collect();
    let rows = shares.iter().map(|(name, _, share)| {
        vec![
            name.clone(),
            number(lang, share.ideas),
            number(lang, share.waiting),
            time(lang, share.decision),
            time(lang, share.answer),
        ]
    });
    let rows = rows.collect();
    let heads = [first, admin::IDEAS, admin::WAITS, admin::TO_DECISION, admin::TO_ANSWER];
    let heads = heads.map(|head| head.get(lang)).into();
    let title = title.get(lang);
    let chart = piece(view! { <Bars id=id title=title words=words bars=bars /> });
    piece(view! { <Figure id=id title=title chart=chart heads=heads rows=rows /> })
}

fn by_department(shares: &[DepartmentShare], lang: Lang) -> AnyView {
    let mut busiest: Vec<&DepartmentShare> = shares.iter().collect();
    busiest.sort_by_key(|share| std::cmp::Reverse(share.open + share.working));
    let name = |share: &DepartmentShare| lang.pick(share.name_de.clone(), share.name_en.clone());
    let bars: Vec<Bar> = busiest
        .iter()
        .map(|share| Bar { name: name(share), value: share.open + share.working, colour: None })
        .collect();
    let most = bars.first().filter(|bar| bar.value > 0);
    let words = admin::groups_words(lang, most.map(|bar| (bar.name.as_str(), bar.value)));
    let rows = busiest.iter().map(|share| {
        let mut row = vec![name(share)];
        let counts = [share.open, share.working, share.overdue, share.done];
        row.extend(counts.map(|n| number(lang, n)));
        row.push(time(lang, share.answer));
        row
    });
    let rows = rows.collect();
    let heads = [
        admin::DEPARTMENT,
        admin::OPEN,
        admin::WORKING,
        admin::OVERDUE,
        admin::DONE,
        admin::TO_ANSWER,
    ];
    let heads = heads.map(|head| head.get(lang)).into();
    let title = admin::BY_DEPARTMENT.get(lang);
    let chart = piece(view! { <Bars id="by-department" title=title words=words bars=bars /> });
    piece(view! { <Figure id="by-department" title=title chart=chart heads=heads rows=rows /> })
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
