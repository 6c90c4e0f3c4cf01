//! The programme for calendars and feed readers, whole or narrowed down, and single events.

use std::fmt::Write as _;

use app::{
    domain::EventKind,
    i18n::{Lang, common, programme},
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use serde::Deserialize;

use crate::{
    calendar::{self, Method},
    clock,
    routes::{
        error::Error,
        feed::answer,
        my::hashed,
        params::{Path, Query},
        programme_feed,
    },
    state::AppState,
    store::{
        events::{self, Wanted},
        registrations,
    },
};

/// The most dates in a calendar, before today and from then on.
const DATES: u64 = 1000;
/// The most dates in a feed, from today on.
const FEED: u64 = 60;
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// What a feed is narrowed to; empty strings ask for everything, as in the programme.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    lab: String,
    topic: String,
    kind: String,
}

impl Narrowed {
    /// What is wanted; none where nothing can be like that.
    fn wanted(&self) -> Option<Wanted> {
        // No slug has anything else in it, and PostgreSQL takes no NUL.
        let plain = |slug: &str| slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let kind = EventKind::from_key(&self.kind);
        if !plain(&self.lab) || !plain(&self.topic) || (kind.is_none() && !self.kind.is_empty()) {
            return None;
        }
        let some = |slug: &String| (!slug.is_empty()).then(|| slug.clone());
        let (lab, topic) = (some(&self.lab), some(&self.topic));
        Some(Wanted { lab, topic, kind, ..Wanted::default() })
    }

    /// As a query string with its question mark; empty where nothing is narrowed.
    fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in [("lab", &self.lab), ("topic", &self.topic), ("kind", &self.kind)] {
            if !value.is_empty() {
                let mark = if query.is_empty() { '?' } else { '&' };
                let _ = write!(query, "{mark}{name}={value}");
            }
        }
        query
    }
}

/// What the calendar is called: the site, and what it is narrowed to.
async fn name(state: &AppState, asked: &Narrowed) -> Result<String, Error> {
    let places = state.catalog.get(&state.db).await?;
    let lab = places.catalog.labs.iter().find(|lab| lab.slug == asked.lab);
    let topic = places.catalog.topics.iter().find(|topic| topic.slug == asked.topic);
    let kind = EventKind::from_key(&asked.kind);
    let mut parts = vec![common::STADTLABOR.get(Lang::De).to_owned()];
    parts.extend(lab.map(|lab| lab.name.clone()));
    parts.extend(topic.map(|topic| topic.name_de.clone()));
    parts.extend(kind.map(|kind| programme::kind(kind).de.to_owned()));
    Ok(parts.join(" · "))
}

/// `GET /programme.ics`: the programme as a calendar to subscribe to.
///
/// # Errors
/// The database cannot be read.
pub async fn ics(
    State(state): State<AppState>,
    Query(asked): Query<Narrowed>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let base = state.config.base_url();
    let entries = match asked.wanted() {
        Some(wanted) => {
            let most = (events::BACK_DAYS, DATES);
            events::feed_entries(&state.db, &wanted, &base, most, clock::now()).await?
        }
        None => Vec::new(),
    };
    let name = name(&state, &asked).await?;
    let host = calendar::host(&base);
    let body = calendar::document(host, Some(&name), Method::Publish, &entries, None);
    Ok(answer(&headers, body, CALENDAR))
}

/// `GET /programme.atom`: the programme for feed readers.
///
/// # Errors
/// The database cannot be read.
pub async fn atom(
    State(state): State<AppState>,
    Query(asked): Query<Narrowed>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let base = state.config.base_url();
    let (entries, query) = match asked.wanted() {
        Some(wanted) => {
            let entries = events::feed_entries(&state.db, &wanted, &base, (0, FEED), clock::now());
            (entries.await?, asked.query())
        }
        None => (Vec::new(), String::new()),
    };
    let body = programme_feed::atom(&base, &query, &entries);
    Ok(answer(&headers, body, "application/atom+xml; charset=utf-8"))
}

/// An event as a file for a calendar
#[utoipa::path(
    get,
    path = "/api/events/{id}/calendar.ics",
    params(("id" = i64, Path, description = "Number of the event")),
    responses((status = 200, content_type = "text/calendar", body = String)),
)]
pub async fn one(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if !events::public(&state.db, id).await? {
        return Err(Error::NotFound);
    }
    file(&state, &headers, id, None).await
}

/// The event of a registration as a file for a calendar
#[utoipa::path(
    get,
    path = "/api/registrations/{token}/calendar.ics",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, content_type = "text/calendar", body = String)),
)]
pub async fn mine(
    State(state): State<AppState>,
    Path(held): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = registrations::recipient(&state.db, &hashed(&held)?).await?;
    let found = found.ok_or(Error::NotFound)?;
    let mut response = file(&state, &headers, found.event, Some(&found)).await?;
    let private = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, private);
    Ok(response)
}

/// The dates of an event as a file, for everybody or for this guest.
async fn file(
    state: &AppState,
    headers: &HeaderMap,
    id: i64,
    guest: Option<&registrations::Recipient>,
) -> Result<Response, Error> {
    let base = state.config.base_url();
    let seated = guest.is_some_and(|guest| guest.seated);
    let entries = events::entries_of(&state.db, id, &base, seated).await?;
    let mut entries = entries.ok_or(Error::NotFound)?;
    // As mails count: of two that a calendar gets, the later one counts.
    for entry in &mut entries {
        entry.sequence += guest.map_or(0, |guest| guest.sequence);
        entry.cancelled |= guest.is_some_and(|guest| guest.cancelled);
    }
    let host = calendar::host(&base);
    let body = calendar::document(host, None, Method::Publish, &entries, None);
    let mut response = answer(headers, body, CALENDAR);
    let name = format!("attachment; filename=\"veranstaltung-{id}.ics\"");
    let name = HeaderValue::try_from(name).map_err(|e| Error::Internal(e.to_string()))?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
