//! Charts as SVG that say in words what they show, with the table behind each.
//!
//! Positions across are in percent and heights in pixels, so that a chart is as wide as its
//! page and its letters stay as large as others. Colours come from classes: the page's policy
//! lets no style stand at an element.

use leptos::prelude::*;

use crate::{
    components::{Icon, piece},
    i18n::{admin, t},
};

/// A chart with its heading and its table.
#[component]
pub(super) fn Figure(
    /// Names the chart in the page.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// The chart.
    chart: AnyView,
    /// Heads of the table, the first for the row's name.
    heads: Vec<&'static str>,
    /// Rows of the table, as wide as its heads.
    rows: Vec<Vec<String>>,
    /// Where the table is taken away as CSV.
    csv: String,
) -> AnyView {
    let count = heads.len();
    let labels = heads.clone();
    let head = heads.into_iter().map(|head| piece(view! { <th scope="col">{head}</th> }));
    let head = head.collect_view();
    let rows = rows.into_iter().map(move |row| {
        let cells = row.into_iter().take(count).zip(labels.clone()).enumerate();
        let cells = cells.map(|(n, (cell, label))| match n {
            0 => piece(view! { <th scope="row">{cell}</th> }),
            // On a phone each value stands behind its name.
            _ => piece(view! { <td data-label=label>{cell}</td> }),
        });
        let cells = cells.collect_view();
        piece(view! { <tr>{cells}</tr> })
    });
    let rows = rows.collect_view();
    piece(view! {
        <section class="numbers-figure" aria-labelledby=format!("{id}-heading")>
            <h2 id=format!("{id}-heading")>{title}</h2>
            {chart}
            <details class="numbers-table">
                <summary>{t(admin::AS_TABLE)}</summary>
                <div class="numbers-scroll" tabindex="0" role="region" aria-label=title>
                    <table>
                        <caption class="visually-hidden">{title}</caption>
                        <thead><tr>{head}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <a class="button" href=csv rel="external" download="">
                    <Icon name="list" />
                    {t(admin::AUDIT_CSV)}
                    <span class="visually-hidden">": " {title}</span>
                </a>
            </details>
        </section>
    })
}

/// One column of [`Columns`]: what stands at the foot, and what is above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) label: String,
    pub(super) lower: u32,
    pub(super) upper: u32,
}

/// Height of the columns, in pixels.
const HEIGHT: f64 = 180.0;
/// Room for letters under and above them.
const LETTERS: f64 = 24.0;

/// A number in an attribute: short.
fn short(n: f64) -> String {
    format!("{n:.2}")
}

fn percent(n: f64) -> String {
    format!("{n:.3}%")
}

/// Columns in a row, each of two parts.
#[component]
pub(super) fn Columns(
    /// Names the chart in the page.
    id: &'static str,
    /// What it is.
    title: &'static str,
    /// What it shows, in a sentence.
    words: String,
    /// The columns.
    columns: Vec<Column>,
) -> AnyView {
    let most = columns.iter().map(|c| c.lower + c.upper).max().unwrap_or(0);
    let scale = HEIGHT / f64::from(most.max(1));
    let wide = 100.0 / columns.len().max(1) as f64;
    let foot = LETTERS + HEIGHT;
    let bars = columns.iter().enumerate().filter(|(_, c)| c.lower + c.upper > 0);
    let bars = bars.map(|(n, column)| {
        let (x, width) = (percent(n as f64 * wide + wide * 0.1), percent(wide * 0.8));
        let (lower, upper) = (f64::from(column.lower) * scale, f64::from(column.upper) * scale);
        piece(view! {
            <rect class="bar-one" x=x.clone() width=width.clone() y=short(foot - lower) height=short(lower) />
            <rect class="bar-two" x=x width=width y=short(foot - lower - upper) height=short(upper) />
        })
    });
    let bars = bars.collect_view();
    let label = |n: usize| columns.get(n).map(|c| c.label.clone()).unwrap_or_default();
    let (first, middle, last) =
        (label(0), label(columns.len() / 2), label(columns.len().saturating_sub(1)));
    let (title_id, words_id) = (format!("{id}-title"), format!("{id}-words"));
    let named = format!("{title_id} {words_id}");
    let half = percent(100.0);
    piece(view! {
        <svg class="numbers-chart" role="img" aria-labelledby=named width="100%" height=short(foot + LETTERS)>
            <title id=title_id>{title}</title>
            <desc id=words_id>{words}</desc>
            <line class="chart-line" x1="0" x2=half.clone() y1=short(LETTERS) y2=short(LETTERS) />
            <line class="chart-line" x1="0" x2=half.clone() y1=short(LETTERS + HEIGHT / 2.0) y2=short(LETTERS + HEIGHT / 2.0) />
            {bars}
            <line class="chart-base" x1="0" x2=half y1=short(foot) y2=short(foot) />
            <text class="chart-text" x="0" y=short(LETTERS - 6.0)>{most.to_string()}</text>
            <text class="chart-text" x="0" y=short(foot + 18.0)>{first}</text>
            <text class="chart-text" x="50%" y=short(foot + 18.0) text-anchor="middle">{middle}</text>
            <text class="chart-text" x="100%" y=short(foot + 18.0) text-anchor="end">{last}</text>
        </svg>
    })
}

/// One bar of [`Bars`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) value: u32,
    /// A colour of the palette.
    pub(super) colour: Option<String>,
}

/// The most bars of a chart; the table has all.
const BARS: usize = 12;
/// Height of a bar with its name, in pixels.
const ROW: f64 = 46.0;

/// Bars one below the other, each under its name.
#[component]
pub(super) fn Bars(
    /// Names the chart in the page.
    id: &'static str,
    /// What it is.
    title: &'static str,
    /// What it shows, in a sentence.
    words: String,
    /// The bars, longest first.
    bars: Vec<Bar>,
) -> AnyView {
    let most = f64::from(bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1));
    let shown = bars.len().min(BARS);
    let rows = bars.into_iter().take(BARS).enumerate().map(|(n, bar)| {
        let top = n as f64 * ROW;
        // Room for the number behind the longest one.
        let width = percent(f64::from(bar.value) / most * 88.0);
        let behind = percent(f64::from(bar.value) / most * 88.0 + 1.5);
        piece(view! {
            <text class="chart-name" x="0" y=short(top + 15.0)>{bar.name}</text>
            <rect class="bar-one" data-colour=bar.colour x="0" width=width y=short(top + 22.0) height="14" rx="3" />
            <text class="chart-text" x=behind y=short(top + 34.0)>{bar.value.to_string()}</text>
        })
    });
    let rows = rows.collect_view();
    let (title_id, words_id) = (format!("{id}-title"), format!("{id}-words"));
    let named = format!("{title_id} {words_id}");
    let height = short(shown as f64 * ROW + 4.0);
    piece(view! {
        <svg class="numbers-chart" role="img" aria-labelledby=named width="100%" height=height>
            <title id=title_id>{title}</title>
            <desc id=words_id>{words}</desc>
            {rows}
        </svg>
    })
}
