//! Ideas that are the same are merged; ideas that belong together are linked.

use app::{
    api::{Decided, LinkTo, NewLink, NewMerge, SimilarIdea, SimilarIdeas, WaitingKind},
    domain::{FieldError, FieldErrors, IdeaStatus, parse_link_note},
    i18n::merging as texts,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    decisions::{BackTo, at, done, with},
    error::Error,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path, see_other},
    staff::{Moderator, QUEUE},
    visitor::Reader,
    working::page_of,
};
use crate::{
    clock::now,
    search::Like,
    state::AppState,
    store::{
        cards,
        decisions::By,
        merging::{self, Linked, Merged},
        scope, search,
    },
};

/// The most ideas that are like one.
const SIMILAR: usize = 8;
/// How many are looked at, for some may not be seen by whoever asks.
const SIMILAR_READ: usize = 40;

/// Public and waiting ideas that are like this one, most alike first, at most eight
#[utoipa::path(
    get,
    path = "/api/staff/ideas/{id}/similar",
    params(("id" = i64, Path, description = "Number of the idea")),
    responses((status = 200, body = SimilarIdeas)),
)]
pub async fn similar(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
) -> Result<Json<SimilarIdeas>, Error> {
    let (db, limits) = (&state.db, staff.scope());
    if !scope::sees(db.read(), &limits, id).await? {
        return Err(Error::NotFound);
    }
    state.search.sync(db).await?;
    let idea = search::by_ids(db, &[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
    let like = Like {
        id,
        title: &idea.title,
        text: &idea.text,
        topic: &idea.topic,
        lab: idea.lab.as_deref(),
    };
    let ids = state.search.like(&like, SIMILAR_READ);
    let seen = merging::readable(db.read(), &ids, &limits).await?;
    let ids: Vec<i64> = ids.into_iter().filter(|id| seen.contains(id)).take(SIMILAR).collect();
    let mut cards = cards::all_by_ids(db, &ids).await?;
    let items = ids.iter().filter_map(|id| cards.remove(id)).map(|any| SimilarIdea {
        public: any.is_public,
        waiting: any.card.status == IdeaStatus::Submitted,
        same_topic: any.card.topic == idea.topic,
        same_lab: any.card.lab.is_some() && any.card.lab == idea.lab,
        card: any.card,
    });
    Ok(Json(SimilarIdeas { items: items.collect() }))
}

/// A merge, and where a form wants to go afterwards.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MergeForm {
    #[serde(flatten)]
    merge: NewMerge,
    /// The path of this site to go to, or empty: the queue, which offers to take it back.
    back: String,
}

impl FromForm for MergeForm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let merge = NewMerge { into: number(form, "into")?, seen: form.one("seen") };
        Ok(Self { merge, back: form.one("back") })
    }
}

/// Merge an idea into another one, which leads
///
/// Supporters are counted once, comments move along, its address leads to the other. `undo` and
/// `unmerge` take it apart again.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/merge",
    params(("id" = i64, Path, description = "Number of the idea")),
    request_body(content((MergeForm = "application/json"), (MergeForm = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the queue, or to where it wanted."),
        (status = 412, body = app::api::Problem, content_type = "application/problem+json",
            description = "Its author edited it after it was `seen`."),
    ),
)]
pub async fn merge(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<MergeForm>,
) -> Response {
    let by = By { staff: staff.me.id, now: now() };
    let limits = staff.scope();
    let (typed, value) = (posted.form, posted.value);
    let merged = async {
        let MergeForm { merge: NewMerge { into, seen }, back } = value?;
        let done = merged(merging::merge(&state.db, id, into, &seen, &limits, by).await?)?;
        Ok::<_, Error>((done, back))
    };
    match merged.await {
        Ok((seq, back)) if typed.is_some() => {
            see_other(&with(safe_path(&back).unwrap_or(QUEUE), &format!("undo={seq}")))
        }
        Ok((seq, _)) => Json(Decided { seq }).into_response(),
        Err(error) => {
            let path = at(typed.as_ref(), WaitingKind::Idea.segment(), id);
            failed(&headers, lang, typed, Again { path: &path, form: "merge" }, error).await
        }
    }
}

fn merged(outcome: Merged) -> Result<i64, Error> {
    match outcome {
        Merged::Decided(decided) => done(decided),
        Merged::NoWay => Err(Error::Conflict(texts::NO_WAY)),
        Merged::NoLeader => Err(FieldErrors::one("into", FieldError::Unknown).into()),
        Merged::LeaderMerged => Err(Error::Conflict(texts::LEADER_MERGED)),
        Merged::Full => Err(Error::Conflict(texts::GROUP_FULL)),
    }
}

/// Take a merge apart
///
/// Works at any time: status, visibility, supporters and comments are as they would be without
/// it. Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/unmerge",
    params(
        ("id" = i64, Path, description = "Number of the merged idea"),
        ("back" = Option<String>, Query, description = "The path of this site that a form goes back to; without, the idea"),
    ),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to where it stood."),
    ),
)]
pub async fn unmerge(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Query(back): Query<BackTo>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let by = By { staff: staff.me.id, now: now() };
    let seq = match merging::unmerge(&state.db, id, &staff.scope(), by).await? {
        crate::store::decisions::Decided::Gone => return Err(Error::Conflict(texts::NOT_MERGED)),
        decided => done(decided)?,
    };
    Ok(answer(&headers, &with(back.or(&page_of(id)), &format!("undo={seq}")), seq))
}

impl FromForm for NewLink {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { note: form.one("note") })
    }
}

/// Link two ideas
///
/// Both stay on their own, and each page tells of the other. Again, it gives the link other words.
#[utoipa::path(
    put,
    path = "/api/staff/ideas/{id}/links/{other}",
    params(
        ("id" = i64, Path, description = "Number of an idea"),
        ("other" = i64, Path, description = "Number of another one"),
    ),
    request_body(content((NewLink = "application/json"))),
    responses((status = 200, body = Decided)),
)]
pub async fn link(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, other)): Path<(i64, i64)>,
    posted: Posted<NewLink>,
) -> Result<Json<Decided>, Error> {
    let by = By { staff: staff.me.id, now: now() };
    let note = parse_link_note(&posted.value?.note)?;
    let limits = staff.scope();
    let seq = linked(merging::link(&state.db, id, other, note.as_deref(), &limits, by).await?)?;
    Ok(Json(Decided { seq }))
}

/// Take a link away
#[utoipa::path(
    delete,
    path = "/api/staff/ideas/{id}/links/{other}",
    params(
        ("id" = i64, Path, description = "Number of an idea"),
        ("other" = i64, Path, description = "Number of another one"),
    ),
    responses((status = 200, body = Decided)),
)]
pub async fn unlink(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, other)): Path<(i64, i64)>,
) -> Result<Json<Decided>, Error> {
    let by = By { staff: staff.me.id, now: now() };
    let seq = linked(merging::unlink(&state.db, id, other, &staff.scope(), by).await?)?;
    Ok(Json(Decided { seq }))
}

/// A link as a form.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct LinkForm {
    /// `link`, or `unlink` to take it away; empty means `link`.
    action: String,
    /// What they have to do with each other, or empty.
    note: String,
    /// The path of this site to go back to, or empty: the idea.
    back: String,
}

impl FromForm for LinkForm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { action: form.one("action"), note: form.one("note"), back: form.one("back") })
    }
}

/// Link two ideas, or take a link away: the buttons without a script
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/links/{other}",
    params(
        ("id" = i64, Path, description = "Number of an idea"),
        ("other" = i64, Path, description = "Number of another one"),
    ),
    request_body(content((LinkForm = "application/json"), (LinkForm = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to where it stood."),
    ),
)]
pub async fn post_link(
    staff: Moderator,
    State(state): State<AppState>,
    Path((id, other)): Path<(i64, i64)>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<LinkForm>,
) -> Response {
    let by = By { staff: staff.me.id, now: now() };
    let limits = staff.scope();
    let (typed, value) = (posted.form, posted.value);
    let page = page_of(id);
    let done = async {
        let form = value?;
        let outcome = match form.action.as_str() {
            "" | "link" => {
                let note = parse_link_note(&form.note)?;
                merging::link(&state.db, id, other, note.as_deref(), &limits, by).await?
            }
            "unlink" => merging::unlink(&state.db, id, other, &limits, by).await?,
            _ => return Err(FieldErrors::one("action", FieldError::Unknown).into()),
        };
        Ok::<_, Error>((linked(outcome)?, form.back))
    };
    match done.await {
        Ok((seq, back)) if typed.is_some() => {
            see_other(&with(safe_path(&back).unwrap_or(&page), &format!("undo={seq}")))
        }
        Ok((seq, _)) => Json(Decided { seq }).into_response(),
        Err(error) => {
            failed(&headers, lang, typed, Again { path: &page, form: "link" }, error).await
        }
    }
}

impl FromForm for LinkTo {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { other: number(form, "other")?, note: form.one("note") })
    }
}

/// The number of an idea, as people write it.
fn number(form: &FormValues, field: &str) -> Result<i64, FieldErrors> {
    let unknown = |_| FieldErrors::one(field, FieldError::Unknown);
    form.one(field).trim().trim_start_matches('#').trim().parse().map_err(unknown)
}

/// Link two ideas: the form that asks for the number of the other one
#[utoipa::path(
    post,
    path = "/api/staff/ideas/{id}/links",
    params(("id" = i64, Path, description = "Number of an idea")),
    request_body(content((LinkTo = "application/json"), (LinkTo = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = Decided),
        (status = 303, description = "A form was sent: back to the idea."),
    ),
)]
pub async fn link_to(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<LinkTo>,
) -> Response {
    let by = By { staff: staff.me.id, now: now() };
    let limits = staff.scope();
    let (typed, value) = (posted.form, posted.value);
    let page = page_of(id);
    let done = async {
        let LinkTo { other, note } = value?;
        let note = parse_link_note(&note)?;
        let outcome = merging::link(&state.db, id, other, note.as_deref(), &limits, by).await?;
        match outcome {
            Linked::NotFound => Err(FieldErrors::one("other", FieldError::Unknown).into()),
            outcome => linked(outcome),
        }
    };
    match done.await {
        Ok(seq) if typed.is_some() => see_other(&with(&page, &format!("undo={seq}"))),
        Ok(seq) => Json(Decided { seq }).into_response(),
        Err(error) => {
            failed(&headers, lang, typed, Again { path: &page, form: "link" }, error).await
        }
    }
}

fn linked(outcome: Linked) -> Result<i64, Error> {
    match outcome {
        Linked::Done(seq) => Ok(seq),
        Linked::NotFound => Err(Error::NotFound),
        Linked::Full => Err(Error::Conflict(texts::LINKS_FULL)),
    }
}

/// The answer to a button that has nothing else: a form goes to a page, a program reads.
fn answer(headers: &HeaderMap, page: &str, seq: i64) -> Response {
    let kind = headers.get(axum::http::header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    match kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded")) {
        true => see_other(page),
        false => Json(Decided { seq }).into_response(),
    }
}
