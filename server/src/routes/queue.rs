//! What waits for staff.

use app::{
    api::{QueuePage, Waiting, WaitingKind},
    domain::{FieldError, FieldErrors},
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    error::Error,
    ideas::may_be_slug,
    params::{Path, Query},
    staff::Moderator,
};
use crate::{
    clock::now,
    state::AppState,
    store::{
        activity,
        queue::{self, Filter, Place},
    },
};

/// How many things a page of the queue has.
const PAGE: usize = 25;

/// Which part of the queue. Empty values ask for everything.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct QueueParams {
    /// `next` of the page before
    after: String,
    /// Slug of a lab
    lab: String,
    /// Slug of a topic
    topic: String,
    /// `ideas`, `comments`, `reports`, `edits` or `companions`
    kind: String,
}

impl QueueParams {
    /// The filter and the place; no filter where nothing can match it.
    fn read(&self) -> Result<(Option<Filter>, Option<Place>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let kind = WaitingKind::from_segment(&self.kind);
        if kind.is_none() && !self.kind.is_empty() {
            errors.add("kind", FieldError::Unknown);
        }
        let after = place(&self.after);
        if after.is_none() && !self.after.is_empty() {
            errors.add("after", FieldError::NotAPlace);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let some = |slug: &String| (!slug.is_empty()).then(|| slug.clone());
        let filter = Filter { lab: some(&self.lab), topic: some(&self.topic), kind };
        let possible = may_be_slug(&self.lab) && may_be_slug(&self.topic);
        Ok((possible.then_some(filter), after))
    }
}

/// What waits, longest waiting first
///
/// Ideas, comments, reports, proposed edits and offers to help, as far as they are within the
/// limits of whoever asks.
#[utoipa::path(
    get,
    path = "/api/staff/queue",
    params(QueueParams),
    responses(
        (status = 200, body = QueuePage),
        (status = 422, description = "`after` is no place in the queue, or `kind` is none.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    staff: Moderator,
    State(state): State<AppState>,
    Query(asked): Query<QueueParams>,
) -> Result<Json<QueuePage>, Error> {
    let (filter, after) = asked.read()?;
    let (db, scope) = (&state.db, staff.scope());
    // First: what happens from here on comes through the live stream.
    let seq = activity::head(db).await?;
    let evenings = queue::evenings(db, &scope, now()).await?;
    let Some(filter) = filter else {
        let all = queue::counts(db, &scope, &Filter::default()).await?.sum();
        return Ok(Json(QueuePage { all, evenings, seq, ..QueuePage::default() }));
    };
    let counts = queue::counts(db, &scope, &filter).await?;
    let all = match filter.lab.is_some() || filter.topic.is_some() {
        true => queue::counts(db, &scope, &Filter::default()).await?.sum(),
        false => counts.sum(),
    };
    let total = filter.kind.map_or(counts.sum(), |kind| counts.of(kind));
    let rules = state.rules.get(db).await?;
    let (items, next) = queue::page(db, &rules, &scope, &filter, after, PAGE).await?;
    let next = next.map(cursor);
    Ok(Json(QueuePage { items, next, total, all, counts, evenings, seq }))
}

/// One thing, as long as it waits
#[utoipa::path(
    get,
    path = "/api/staff/queue/{kind}/{id}",
    params(
        ("kind" = String, Path, description = "`ideas`, `comments`, `reports`, `edits` or `companions`"),
        ("id" = i64, Path, description = "Its number among its kind"),
    ),
    responses((status = 200, body = Waiting)),
)]
pub async fn find(
    staff: Moderator,
    State(state): State<AppState>,
    Path((segment, id)): Path<(String, i64)>,
) -> Result<Json<Waiting>, Error> {
    let kind = kind(&segment)?;
    let rules = state.rules.get(&state.db).await?;
    let waiting = queue::find(&state.db, &rules, &staff.scope(), kind, id).await?;
    Ok(Json(waiting.ok_or(Error::NotFound)?))
}

/// The kind of a segment of the path.
pub(super) fn kind(segment: &str) -> Result<WaitingKind, Error> {
    WaitingKind::from_segment(segment).ok_or(Error::NotFound)
}

fn cursor(place: Place) -> String {
    format!("w{}.{}.{}", place.since, place.rank, place.id)
}

fn place(text: &str) -> Option<Place> {
    let mut numbers = text.strip_prefix('w')?.splitn(3, '.').map(|n| n.parse::<i64>().ok());
    let (since, rank, id) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let place = Place { since, rank, id };
    (cursor(place) == text).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_and_nonsense_does_not() {
        let here = Place { since: 1_700_000_000_000, rank: 2, id: 15 };
        assert_eq!(place(&cursor(here)), Some(here));
        for bad in ["", "w", "w1.2", "w1.2.3.4", "w+1.2.3", "w1.2.99999999999999999999", "x1.2.3"] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_filter_that_names_nothing_possible_is_none() {
        let of = |lab: &str, kind: &str| {
            QueueParams { lab: lab.into(), kind: kind.into(), ..QueueParams::default() }.read()
        };
        let (filter, _) = of("soest", "edits").unwrap();
        let wanted =
            Filter { lab: Some("soest".into()), topic: None, kind: Some(WaitingKind::Edit) };
        assert_eq!(filter, Some(wanted));
        assert_eq!(of("Soest\0", "").unwrap().0, None);
        assert!(of("", "edit").is_err());
    }
}
