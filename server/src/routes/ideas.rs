//! Reading the board.

use app::{
    api::{Idea, IdeaPage, IdeaSort},
    domain::{FieldError, FieldErrors, IdeaStatus, clean_line},
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    cursor,
    error::Error,
    params::{Path, Query},
    visitor::MaybeParticipant,
};
use crate::{
    search::{Filter, Page},
    state::AppState,
    store::{
        cards,
        ideas::{self, ListQuery},
    },
};

/// Ideas on a page, where nothing else is asked for.
const LIMIT: u64 = 24;
/// The most ideas on a page.
const LIMIT_MAX: u64 = 60;
/// Longest search, in characters.
const Q_MAX: usize = 200;
/// Longest text that similar ideas are looked for with, in characters; the rest is not read.
const SIMILAR_READ: usize = 2000;
/// The most similar ideas.
const SIMILAR: usize = 5;

/// What a page of the board shows. Empty values ask for everything.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListParams {
    /// Slug of a lab
    lab: String,
    /// Slug of a topic
    topic: String,
    /// Slug of a project
    project: String,
    /// Identifier of a status
    status: String,
    /// Words to search for, 200 characters at the most
    q: String,
    /// newest (with a search: best match first), supported or active
    sort: String,
    /// Where to go on: `next` of the page before, with everything else unchanged
    after: String,
    /// How many, 1 to 60
    #[param(value_type = Option<u32>, minimum = 1, maximum = 60, default = 24)]
    limit: String,
}

/// The parameters of a list, read.
struct Asked {
    filter: Filter,
    q: String,
    sort: IdeaSort,
    limit: u64,
    /// Whether a filter names something that cannot exist.
    nothing: bool,
}

impl ListParams {
    fn read(&self) -> Result<Asked, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut word = |field: &str, raw: &str| {
            let known = raw.is_empty();
            if !known {
                errors.add(field, FieldError::Unknown);
            }
        };
        let status = IdeaStatus::from_key(&self.status);
        if status.is_none() {
            word("status", &self.status);
        }
        let sort = IdeaSort::from_key(&self.sort);
        if sort.is_none() {
            word("sort", &self.sort);
        }
        let limit = if self.limit.is_empty() { Some(LIMIT) } else { self.limit.parse().ok() };
        let limit = limit.filter(|n| (1..=LIMIT_MAX).contains(n));
        if limit.is_none() {
            word("limit", &self.limit);
        }
        let q = clean_line(&self.q);
        if q.chars().count() > Q_MAX {
            errors.add("q", FieldError::TooLong { max: Q_MAX });
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let slugs = [&self.lab, &self.topic, &self.project];
        let some = |slug: &String| (!slug.is_empty()).then(|| slug.clone());
        Ok(Asked {
            nothing: slugs.into_iter().any(|slug| !may_be_slug(slug)),
            filter: Filter {
                lab: some(&self.lab),
                topic: some(&self.topic),
                project: some(&self.project),
                status,
            },
            q,
            sort: sort.unwrap_or_default(),
            limit: limit.unwrap_or(LIMIT),
        })
    }
}

/// Whether this could be the slug of something. Nothing else reaches the database.
pub(super) fn may_be_slug(text: &str) -> bool {
    text.len() <= 64
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// One page of the board
#[utoipa::path(
    get,
    path = "/api/ideas",
    params(ListParams),
    responses(
        (status = 200, body = IdeaPage),
        (status = 422, body = app::api::Problem, content_type = "application/problem+json",
            description = "An unknown status or order, a limit or a place that is none"),
    ),
)]
pub async fn list(
    State(state): State<AppState>,
    Query(params): Query<ListParams>,
) -> Result<Json<IdeaPage>, Error> {
    let asked = params.read()?;
    // First: what comes later comes through the live stream.
    let seq = state.search.sync(&state.db).await?;
    let page = match (asked.nothing, asked.q.is_empty()) {
        (true, _) => IdeaPage::default(),
        (_, true) => plain(&state, &asked, &params.after).await?,
        (_, false) => search(&state, &asked, &params.after).await?,
    };
    Ok(Json(IdeaPage { seq, ..page }))
}

/// The board as it stands.
async fn plain(state: &AppState, asked: &Asked, after: &str) -> Result<IdeaPage, Error> {
    let total = state.search.total(&asked.filter);
    let Asked { filter, sort, .. } = asked;
    let after = if after.is_empty() { None } else { Some(cursor::idea(*sort, after)?) };
    let query = ListQuery {
        lab: filter.lab.clone(),
        topic: filter.topic.clone(),
        project: filter.project.clone(),
        status: filter.status,
        sort: *sort,
        after,
        limit: asked.limit,
    };
    let listed = ideas::list(&state.db, &query).await?;
    let next = listed.next.map(|place| cursor::of_idea(*sort, place));
    Ok(IdeaPage { items: listed.cards, next, total, seq: 0 })
}

/// What matches some words: best first, or in another order.
async fn search(state: &AppState, asked: &Asked, after: &str) -> Result<IdeaPage, Error> {
    let Asked { sort, q, filter, .. } = asked;
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let first = Page { sort: *sort, offset: 0, after: None, limit };
    if *sort == IdeaSort::Newest {
        let offset = if after.is_empty() { 0 } else { cursor::offset(after)? };
        let hits = state.search.query(q, filter, Page { offset, ..first });
        let end = offset + hits.ids.len();
        let more = !hits.ids.is_empty()
            && u64::try_from(end).is_ok_and(|end| end < hits.total)
            && end <= cursor::SEARCH_DEPTH;
        let items = in_order(state, &hits.ids).await?;
        let next = more.then(|| cursor::of_offset(end));
        return Ok(IdeaPage { items, next, total: hits.total, seq: 0 });
    }
    let after = if after.is_empty() { None } else { Some(cursor::idea(*sort, after)?) };
    let hits = state.search.query(q, filter, Page { after, ..first });
    let items = in_order(state, &hits.ids).await?;
    let next = hits.next.map(|place| cursor::of_idea(*sort, place));
    Ok(IdeaPage { items, next, total: hits.total, seq: 0 })
}

/// Cards in the order of their numbers. What is no longer public is left out.
async fn in_order(state: &AppState, ids: &[i64]) -> Result<Vec<app::api::IdeaCard>, Error> {
    let mut cards = cards::cards_by_ids(&state.db, ids).await?;
    Ok(ids.iter().filter_map(|id| cards.remove(id)).collect())
}

/// What similar ideas are looked for with.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SimilarParams {
    /// Title and text as far as they are typed
    q: String,
}

/// Public ideas that say something like this, best first, at most five
#[utoipa::path(
    get,
    path = "/api/ideas/similar",
    params(SimilarParams),
    responses((status = 200, body = IdeaPage)),
)]
pub async fn similar(
    State(state): State<AppState>,
    Query(params): Query<SimilarParams>,
) -> Result<Json<IdeaPage>, Error> {
    let text: String = params.q.chars().take(SIMILAR_READ).collect();
    let seq = state.search.sync(&state.db).await?;
    let items = in_order(&state, &state.search.similar(&text, SIMILAR)).await?;
    let total = u64::try_from(items.len()).unwrap_or(0);
    Ok(Json(IdeaPage { items, next: None, total, seq }))
}

/// One public idea
#[utoipa::path(
    get,
    path = "/api/ideas/{id}",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, body = Idea),
        (status = 410, body = app::api::Problem, content_type = "application/problem+json",
            description = "Staff hid it; the detail says why."),
    ),
)]
pub async fn find(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    MaybeParticipant(participant): MaybeParticipant,
) -> Result<Json<Idea>, Error> {
    let idea = ideas::find(&state.db, id, participant).await?;
    match idea {
        Some(idea) => Ok(Json(idea)),
        None => Err(match ideas::hidden(&state.db, id).await? {
            Some(reason) => Error::Hidden(reason),
            None => Error::NotFound,
        }),
    }
}
