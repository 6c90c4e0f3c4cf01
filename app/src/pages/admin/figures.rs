//! What the numbers look like: tiles, charts, and the table behind each chart.

use leptos::prelude::*;

use super::bars::{Bar, Bars, Column, Columns, Figure};
use crate::{
    api::{self, Catalog, DepartmentShare, Numbers, NumbersQuery, Share, Typical},
    components::{lab_of, piece, topic_of},
    i18n::{self, Lang, admin, count},
};

/// Where the table of a chart is taken away.
fn file(table: &str, query: &NumbersQuery) -> String {
    format!("/api/staff/numbers/{table}.csv?{}", query.to_query())
}

fn number(lang: Lang, n: u32) -> String {
    count(lang, u64::from(n))
}

fn time(lang: Lang, typical: Typical) -> String {
    typical.ms.map_or_else(|| "–".to_owned(), |ms| admin::duration(lang, ms))
}

/// The numbers that count most.
pub(super) fn tiles(numbers: &Numbers, lang: Lang) -> AnyView {
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
        .map(|(name, n)| format!("{}: {}", name.get(lang), number(lang, n)))
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

/// What came in, day by day.
pub(super) fn intake(numbers: &Numbers, csv: &NumbersQuery, lang: Lang) -> AnyView {
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
        <Figure id="intake" title=title chart=chart heads=heads.map(|head| head.get(lang)).into() rows=rows csv=file("days", csv) />
    })
}

/// Bars by topic.
pub(super) fn by_topic(
    numbers: &Numbers,
    catalog: &Catalog,
    csv: &NumbersQuery,
    lang: Lang,
) -> AnyView {
    let named = numbers.topics.iter().map(|share| {
        let (name, _, colour) = topic_of(catalog, share.slug.as_deref().unwrap_or_default());
        let slug = share.slug.clone().unwrap_or_default();
        (if name.is_empty() { slug } else { name }, Some(colour), share)
    });
    groups("by-topic", [admin::BY_TOPIC, admin::TOPIC], named.collect(), file("topics", csv), lang)
}

/// Bars by lab.
pub(super) fn by_lab(
    numbers: &Numbers,
    catalog: &Catalog,
    csv: &NumbersQuery,
    lang: Lang,
) -> AnyView {
    let named = numbers.labs.iter().map(|share| {
        let name = match &share.slug {
            Some(slug) => lab_of(catalog, slug),
            None => admin::NO_LAB.get(lang).to_owned(),
        };
        (name, None, share)
    });
    groups("by-lab", [admin::BY_LAB, admin::LAB], named.collect(), file("labs", csv), lang)
}

fn groups(
    id: &'static str,
    [title, first]: [i18n::Text; 2],
    shares: Vec<(String, Option<String>, &Share)>,
    csv: String,
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
    let chart = piece(view! {
        <p class="numbers-measure">{admin::BARS_CAME_IN.get(lang)}</p>
        <Bars id=id title=title words=words bars=bars />
    });
    piece(view! { <Figure id=id title=title chart=chart heads=heads rows=rows csv=csv /> })
}

/// Bars by department: what it has to do.
pub(super) fn by_department(numbers: &Numbers, csv: &NumbersQuery, lang: Lang) -> AnyView {
    let mut busiest: Vec<&DepartmentShare> = numbers.departments.iter().collect();
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
        let counts =
            [share.open, share.working, share.overdue, share.done, share.ideas, share.waiting];
        row.extend(counts.map(|n| number(lang, n)));
        row.extend([share.decision, share.answer].map(|typical| time(lang, typical)));
        row
    });
    let rows = rows.collect();
    let heads = [
        admin::DEPARTMENT,
        admin::OPEN,
        admin::WORKING,
        admin::OVERDUE,
        admin::DONE,
        admin::CAME_IN,
        admin::WAITS,
        admin::TO_DECISION,
        admin::TO_ANSWER,
    ];
    let heads = heads.map(|head| head.get(lang)).into();
    let title = admin::BY_DEPARTMENT.get(lang);
    let chart = piece(view! {
        <p class="numbers-measure">{admin::BARS_OPEN.get(lang)}</p>
        <Bars id="by-department" title=title words=words bars=bars />
    });
    piece(
        view! { <Figure id="by-department" title=title chart=chart heads=heads rows=rows csv=file("departments", csv) /> },
    )
}
