//! The activity log, for those who answer for it.

use app::{
    api::{ActivityKind, AuditEntry, AuditPage, AuditQuery},
    domain::{Date, FieldError, FieldErrors},
    i18n::{Lang, admin as texts},
};
use axum::{Json, extract::State, response::Response};

use super::{csv, error::Error, params::Query, staff::Administrator, visitor::Reader};
use crate::{
    clock::now,
    state::AppState,
    store::audit::{self, Filter},
};

/// How many entries a page of the log has.
const PAGE: u64 = 50;
/// So many entries are read at once for a file.
const PIECE: u64 = 500;

/// The filter that a query asks for, and the place that the page begins behind.
fn parse(asked: &AuditQuery) -> Result<(Filter, Option<i64>), Error> {
    let mut errors = FieldErrors::default();
    let number = |raw: &str| match raw.trim() {
        "" => Ok(None),
        given => {
            given.trim_start_matches('#').parse::<i64>().map(Some).map_err(|_| FieldError::Unknown)
        }
    };
    let kinds = match asked.kind.trim() {
        "" | "all" => Ok(Vec::new()),
        wanted => {
            let group = format!("{wanted}.");
            let fits =
                |kind: &ActivityKind| kind.as_str() == wanted || kind.as_str().starts_with(&group);
            let kinds: Vec<_> = ActivityKind::ALL.iter().copied().filter(fits).collect();
            if kinds.is_empty() { Err(FieldError::Unknown) } else { Ok(kinds) }
        }
    };
    let before = match asked.after.as_str() {
        "" => Ok(None),
        cursor => {
            let seq = cursor.strip_prefix('l').and_then(|seq| seq.parse::<i64>().ok());
            seq.filter(|seq| place(*seq) == cursor).map(Some).ok_or(FieldError::NotAPlace)
        }
    };
    let filter = Filter {
        kinds: errors.take("kind", kinds).unwrap_or_default(),
        // They are counted, and there are more of them than of everything else.
        without: asked.kind.trim().is_empty().then_some(ActivityKind::IdeaSupports),
        staff: errors.take("staff", number(&asked.staff)).flatten(),
        idea: errors.take("idea", number(&asked.idea)).flatten(),
        from: errors.take("from", Date::parse(&asked.from)).flatten().map(Date::begins),
        // Until the end of the day.
        until: errors
            .take("to", Date::parse(&asked.to))
            .flatten()
            .map(|day| day.plus_days(1).begins()),
    };
    let before = errors.take("after", before).flatten();
    if errors.is_empty() { Ok((filter, before)) } else { Err(errors.into()) }
}

fn place(seq: i64) -> String {
    format!("l{seq}")
}

/// The activity log, newest first
///
/// Whoever is limited sees what happened to the ideas within the limits.
#[utoipa::path(
    get,
    path = "/api/staff/audit",
    params(
        ("kind" = Option<String>, Query, description = "A kind such as `idea.status`, or what kinds begin with, such as `idea`; `all` for all; without, all but supports"),
        ("staff" = Option<String>, Query, description = "Number of a member of staff"),
        ("idea" = Option<String>, Query, description = "Number of an idea"),
        ("from" = Option<String>, Query, description = "The first day, such as `2026-05-01`"),
        ("to" = Option<String>, Query, description = "The last day, such as `2026-05-31`"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = AuditPage),
        (status = 422, description = "What is looked for makes no sense.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    staff: Administrator,
    State(state): State<AppState>,
    Query(asked): Query<AuditQuery>,
) -> Result<Json<AuditPage>, Error> {
    let (filter, before) = parse(&asked)?;
    let (items, more) = audit::page(&state.db, &staff.scope(), &filter, before, PAGE).await?;
    let next = items.last().filter(|_| more).map(|entry| place(entry.seq));
    Ok(Json(AuditPage { items, next, staff: audit::staff(&state.db).await? }))
}

/// The activity log as CSV
///
/// Exactly what `/api/staff/audit` shows with the same filter, all of it, each entry in words.
#[utoipa::path(
    get,
    path = "/api/staff/audit.csv",
    params(
        ("kind" = Option<String>, Query, description = "A kind such as `idea.status`, or what kinds begin with, such as `idea`; `all` for all; without, all but supports"),
        ("staff" = Option<String>, Query, description = "Number of a member of staff"),
        ("idea" = Option<String>, Query, description = "Number of an idea"),
        ("from" = Option<String>, Query, description = "The first day, such as `2026-05-01`"),
        ("to" = Option<String>, Query, description = "The last day, such as `2026-05-31`"),
    ),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 422, description = "What is looked for makes no sense.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    staff: Administrator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    Query(asked): Query<AuditQuery>,
) -> Result<Response, Error> {
    let (filter, before) = parse(&asked)?;
    let scope = staff.scope();
    let mut head = String::new();
    csv::row(&mut head, texts::AUDIT_HEADS.map(|name| name.get(lang)));
    let read = move |before: Option<i64>| {
        let (db, scope, filter) = (state.db.clone(), scope.clone(), filter.clone());
        async move {
            let (entries, more) = audit::page(&db, &scope, &filter, before, PIECE).await?;
            let next = entries.last().filter(|_| more).map(|entry| Some(entry.seq));
            let mut text = String::new();
            for entry in &entries {
                csv::row(&mut text, cells(entry, lang));
            }
            Ok((text, next))
        }
    };
    csv::download("audit", Date::of(now()), head, before, read)
}

fn cells(entry: &AuditEntry, lang: Lang) -> [String; 9] {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    [
        entry.seq.to_string(),
        csv::time(entry.at),
        entry.kind.as_str().to_owned(),
        csv::safe(&texts::entry(lang, entry)),
        csv::safe(&texts::who(lang, entry)),
        number(entry.idea),
        csv::safe(entry.title.as_deref().unwrap_or_default()),
        number(entry.comment),
        csv::safe(&texts::entry_note(lang, entry).join("\n")),
    ]
}
