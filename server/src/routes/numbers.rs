//! Numbers for the team.

use app::{
    api::{Catalog, Numbers, NumbersQuery, Share, Typical},
    domain::{Date, FieldError, FieldErrors},
    i18n::{Lang, Text, admin as texts, text},
};
use axum::{Json, extract::State, response::Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    csv,
    error::Error,
    ideas::may_be_slug,
    params::{Path, Query},
    staff::Moderator,
    visitor::Reader,
};
use crate::{
    clock::now,
    state::AppState,
    store::numbers::{self, Picked},
};

/// Which numbers. Empty values ask for everything.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct NumbersParams {
    /// How many days, today included: `30`, `90` or `365`; without, 30
    days: String,
    /// Slug of a lab
    lab: String,
    /// Slug of a topic
    topic: String,
    /// Slug of a department
    department: String,
}

impl NumbersParams {
    fn read(self) -> Result<NumbersQuery, FieldErrors> {
        let mut errors = FieldErrors::default();
        let days = match self.days.as_str() {
            "" | "30" => 30,
            "90" => 90,
            "365" => 365,
            _ => {
                errors.add("days", FieldError::Unknown);
                0
            }
        };
        let Self { lab, topic, department, .. } = self;
        for (name, slug) in [("lab", &lab), ("topic", &topic), ("department", &department)] {
            if !may_be_slug(slug) {
                errors.add(name, FieldError::Unknown);
            }
        }
        if errors.is_empty() {
            Ok(NumbersQuery { days, lab, topic, department })
        } else {
            Err(errors)
        }
    }
}

/// What comes in, what waits, how long things take
///
/// Within the limits of the person who asks.
#[utoipa::path(
    get,
    path = "/api/staff/numbers",
    params(NumbersParams),
    responses(
        (status = 200, body = Numbers),
        (status = 422, description = "No such period, or what cannot be a slug.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    staff: Moderator,
    State(state): State<AppState>,
    Query(asked): Query<NumbersParams>,
) -> Result<Json<Numbers>, Error> {
    let picked = Picked { within: staff.scope(), query: asked.read()? };
    Ok(Json(numbers::read(&state.db, &picked, now()).await?))
}

/// The numbers as CSV
///
/// What `/api/staff/numbers` tells with the same filter: day by day, by topic, by lab, or by
/// department. How long things take is in whole minutes.
#[utoipa::path(
    get,
    path = "/api/staff/numbers/{file}",
    params(
        ("file" = String, Path, description = "`days.csv`, `topics.csv`, `labs.csv` or `departments.csv`"),
        NumbersParams,
    ),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 422, description = "No such period, or what cannot be a slug.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    staff: Moderator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    Path(file): Path<String>,
    Query(asked): Query<NumbersParams>,
) -> Result<Response, Error> {
    let table = file.strip_suffix(".csv").ok_or(Error::NotFound)?;
    let rows: fn(&Numbers, &Catalog, Lang) -> Rows = match table {
        "days" => days,
        "topics" => topics,
        "labs" => labs,
        "departments" => departments,
        _ => return Err(Error::NotFound),
    };
    let picked = Picked { within: staff.scope(), query: asked.read()? };
    let numbers = numbers::read(&state.db, &picked, now()).await?;
    let mut whole = String::new();
    let places = state.catalog.get(&state.db).await?;
    for row in rows(&numbers, &places.catalog, lang) {
        csv::row(&mut whole, row);
    }
    let none = |()| std::future::ready(Ok((String::new(), None)));
    csv::download(&format!("numbers-{table}"), Date::of(now()), whole, (), none)
}

/// The rows of a table, its head first.
type Rows = Vec<Vec<String>>;

const SLUG: Text = text("Kürzel", "Slug");
const MINUTES: Text = text("Median in Minuten", "median in minutes");
const CASES: Text = text("Fälle", "cases");

fn heads(lang: Lang, names: &[Text]) -> Vec<String> {
    names.iter().map(|name| name.get(lang).to_owned()).collect()
}

/// The heads of the median and its number of cases.
fn typical_heads(lang: Lang, name: Text) -> [String; 2] {
    [MINUTES, CASES].map(|what| format!("{}: {}", name.get(lang), what.get(lang)))
}

fn typical(typical: Typical) -> [String; 2] {
    let minutes = typical.ms.map(|ms| (ms / 60_000).to_string());
    [minutes.unwrap_or_default(), typical.cases.to_string()]
}

fn days(numbers: &Numbers, _: &Catalog, lang: Lang) -> Rows {
    let head = heads(lang, &[texts::DAY, texts::IDEAS, texts::COMMENTS, texts::REPORTS]);
    let rows = numbers.days.iter().map(|day| {
        let counts = [day.ideas, day.comments, day.reports].map(|n| n.to_string());
        [vec![day.day.to_string()], counts.to_vec()].concat()
    });
    std::iter::once(head).chain(rows).collect()
}

fn topics(numbers: &Numbers, catalog: &Catalog, lang: Lang) -> Rows {
    let name = |slug: &str| {
        let topic = catalog.topics.iter().find(|topic| topic.slug == slug)?;
        Some(lang.pick(topic.name_de.as_str(), &topic.name_en))
    };
    shares(&numbers.topics, texts::TOPIC, name, lang)
}

fn labs(numbers: &Numbers, catalog: &Catalog, lang: Lang) -> Rows {
    let name = |slug: &str| {
        let lab = catalog.labs.iter().find(|lab| lab.slug == slug)?;
        Some(lab.name.as_str())
    };
    shares(&numbers.labs, texts::LAB, name, lang)
}

fn shares<'a>(
    shares: &[Share],
    first: Text,
    name: impl Fn(&str) -> Option<&'a str>,
    lang: Lang,
) -> Rows {
    let mut head = heads(lang, &[first, SLUG, texts::IDEAS, texts::WAITS]);
    head.extend(typical_heads(lang, texts::TO_DECISION));
    head.extend(typical_heads(lang, texts::TO_ANSWER));
    let rows = shares.iter().map(|share| {
        let slug = share.slug.as_deref().unwrap_or_default();
        let mut row = vec![csv::safe(name(slug).unwrap_or(slug)), csv::safe(slug)];
        row.extend([share.ideas, share.waiting].map(|n| n.to_string()));
        row.extend(typical(share.decision));
        row.extend(typical(share.answer));
        row
    });
    std::iter::once(head).chain(rows).collect()
}

fn departments(numbers: &Numbers, _: &Catalog, lang: Lang) -> Rows {
    let counts = [texts::OPEN, texts::WORKING, texts::OVERDUE, texts::DONE];
    let mut head = heads(lang, &[texts::DEPARTMENT, SLUG, texts::IDEAS, texts::WAITS]);
    head.extend(heads(lang, &counts));
    head.extend(typical_heads(lang, texts::TO_DECISION));
    head.extend(typical_heads(lang, texts::TO_ANSWER));
    let rows = numbers.departments.iter().map(|share| {
        let name = lang.pick(&share.name_de, &share.name_en);
        let mut row = vec![csv::safe(name), csv::safe(&share.slug)];
        let counts =
            [share.ideas, share.waiting, share.open, share.working, share.overdue, share.done];
        row.extend(counts.map(|n| n.to_string()));
        row.extend(typical(share.decision));
        row.extend(typical(share.answer));
        row
    });
    std::iter::once(head).chain(rows).collect()
}
