//! Writing events: a new draft, and every change of one.

mod rows;

use app::{
    api::ActivityKind,
    domain::{EventDraft, FieldError, FieldErrors, Scope, Timestamp},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

pub(super) use rows::jobs;
pub(in crate::store) use rows::{HOUR, next_start};
use rows::{dates, keep_as_said, own_keys, parts, row};

use super::{cards, sees, take};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::{event_dates, events, labs, projects, topics},
    idempotency::{self, Key, Taken},
    registrations::{self, Told},
};

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is as wanted; its number.
    Done(i64),
    /// It is not there, or not within the limits.
    NotFound,
    /// Somebody else changed it since it was read.
    Changed,
    /// It is over, or cancelled: nothing of it is changed any more.
    Closed,
    /// The key was used with another body.
    KeyReused,
    /// Something that it names is not there, or does not fit what happened meanwhile.
    Wrong(FieldErrors),
}

/// Makes a draft; sent again with the same key, the same one.
///
/// # Errors
/// The database could not write it.
pub async fn create(
    db: &Db,
    draft: &EventDraft,
    scope: &Scope,
    by: By,
    key: Option<Key>,
) -> StoreResult<Saved> {
    let write = db.write().await?;
    if let Some(errors) = wrong(&write, draft, scope).await? {
        write.rollback().await?;
        return Ok(Saved::Wrong(errors));
    }
    let id = insert(&write, draft, Some(by.staff), None, by.now).await?;
    if let Some(key) = &key
        && !idempotency::take(&write, key, id, by.now).await?
    {
        write.rollback().await?;
        return Ok(match idempotency::taken(db, key).await? {
            Taken::ByThis(id) => Saved::Done(id),
            Taken::ByAnother => Saved::KeyReused,
        });
    }
    let details = Details { subject: Some(draft.title.clone()), ..Details::default() };
    let entry = Entry::event(ActivityKind::EventDrafted, id, by.now);
    activity::append(&write, Entry { details, staff: Some(by.staff), ..entry }).await?;
    write.commit().await?;
    Ok(Saved::Done(id))
}

/// Adds an event by nobody, public at once or as a draft: for sample content, tests and
/// measurements.
///
/// # Errors
/// The database could not write it.
pub async fn add(
    db: &Db,
    draft: &EventDraft,
    public: bool,
    series: Option<i64>,
    now: Timestamp,
) -> StoreResult<i64> {
    let write = db.write().await?;
    let id = insert(&write, draft, None, series, now).await?;
    if public {
        let done = events::Entity::update_many()
            .col_expr(events::Column::State, Expr::value("published"))
            .col_expr(events::Column::PublishedAt, Expr::value(now.0))
            .filter(events::Column::Id.eq(id))
            .exec_with_returning(write.conn())
            .await?;
        event_dates::Entity::update_many()
            .col_expr(event_dates::Column::IsPublic, Expr::value(true))
            .filter(event_dates::Column::EventId.eq(id))
            .exec(write.conn())
            .await?;
        if let Some(event) = done.first() {
            jobs(&write, event, now).await?;
        }
    }
    write.commit().await?;
    Ok(id)
}

/// Writes the rows of a new draft.
pub(super) async fn insert(
    write: &Write,
    draft: &EventDraft,
    staff: Option<i64>,
    series: Option<i64>,
    now: Timestamp,
) -> StoreResult<i64> {
    let row = events::ActiveModel {
        series_id: Set(series),
        state: Set("draft".to_owned()),
        created_by: Set(staff),
        created_at: Set(now.0),
        ..row(draft, now)
    };
    let id = events::Entity::insert(row).exec(write.conn()).await?.last_insert_id;
    parts(write, id, draft, false).await?;
    Ok(id)
}

/// Changes an event as it was read at `version`. Where time or place of a public one changes,
/// everybody who signed up is told, with `note`; where there are more seats, the line moves.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    id: i64,
    version: i64,
    draft: &EventDraft,
    note: Option<String>,
    (scope, by): (&Scope, By),
) -> StoreResult<Saved> {
    let write = db.write().await?;
    let outcome = change(&write, id, version, draft, note, (scope, by)).await?;
    match outcome {
        Saved::Done(_) => write.commit().await?,
        _ => write.rollback().await?,
    }
    Ok(outcome)
}

async fn change(
    write: &Write,
    id: i64,
    version: i64,
    draft: &EventDraft,
    note: Option<String>,
    (scope, by): (&Scope, By),
) -> StoreResult<Saved> {
    let Some(before) = take(write, id).await? else { return Ok(Saved::NotFound) };
    if !sees(scope, before.lab.as_deref()) {
        return Ok(Saved::NotFound);
    }
    if before.version != version {
        return Ok(Saved::Changed);
    }
    if before.state == "cancelled" {
        return Ok(Saved::Closed);
    }
    if let Some(errors) = wrong(write, draft, scope).await? {
        return Ok(Saved::Wrong(errors));
    }
    let taken = cards::seats(&before).taken;
    let least = if taken == 0 { 1 } else { i64::from(taken) };
    if draft.capacity.is_some_and(|capacity| i64::from(capacity) < least) {
        let max = i64::from(app::domain::EVENT_CAPACITY_MAX);
        let error = FieldError::NotANumber { min: least, max };
        return Ok(Saved::Wrong(FieldErrors::one("capacity", error)));
    }
    if before.taken + before.waiting > 0 && !draft.signs_up {
        return Ok(Saved::Wrong(FieldErrors::one("signs_up", FieldError::HasRegistrations)));
    }
    let fields = own_keys(write, id, &draft.fields).await?;
    let draft = &EventDraft { fields, ..draft.clone() };
    let dates_before = dates(write, id).await?;
    let dates_after: Vec<(i64, i64)> =
        draft.dates.iter().map(|period| (period.starts.0, period.ends.0)).collect();
    let moved = dates_before != dates_after;
    let elsewhere = before.lab != draft.lab
        || before.place != draft.place
        || before.online_url != draft.online_url;
    let public = before.state == "published";
    // A calendar has to know of everything that it shows.
    let sequence = before.sequence
        + i64::from(
            public
                && (moved || elsewhere || before.title != draft.title || before.text != draft.text),
        );
    let row = events::ActiveModel {
        version: Set(before.version + 1),
        sequence: Set(sequence),
        ..row(draft, by.now)
    };
    let after = events::Entity::update_many()
        .set(row)
        .filter(events::Column::Id.eq(id))
        .exec_with_returning(write.conn())
        .await?;
    let Some(after) = after.into_iter().next() else { return Ok(Saved::NotFound) };
    parts(write, id, draft, public).await?;
    keep_as_said(write, id, draft, Timestamp(before.ends_at)).await?;
    if public {
        jobs(write, &after, by.now).await?;
    }
    // Of what is over nobody needs to hear, and no calendar.
    let coming = draft.ends().0.max(before.ends_at) > by.now.0;
    if public && coming && (moved || elsewhere) {
        let what = [(moved, "time"), (elsewhere, "place")];
        let what = what.into_iter().filter(|(is, _)| *is).map(|(_, what)| what.to_owned());
        let gone = (1..).zip(dates_before).skip(dates_after.len());
        let gone = gone.map(|(n, (starts, ends))| (n, Timestamp(starts), Timestamp(ends)));
        let told = Told::Changed { note, what: what.collect(), gone: gone.collect() };
        registrations::tell_all(write, &after, told, by.now).await?;
    }
    let mut log = registrations::move_up(write, after, by.now).await?;
    let kind = if public { ActivityKind::EventChanged } else { ActivityKind::EventDrafted };
    let details = Details { subject: Some(draft.title.clone()), ..Details::default() };
    log.insert(0, Entry { details, staff: Some(by.staff), ..Entry::event(kind, id, by.now) });
    activity::append_all(write, &log).await?;
    Ok(Saved::Done(id))
}

/// What a draft names that is not there, or not within the limits.
async fn wrong(
    write: &Write,
    draft: &EventDraft,
    scope: &Scope,
) -> StoreResult<Option<FieldErrors>> {
    let conn = write.conn();
    let mut errors = FieldErrors::default();
    if let Some(lab) = &draft.lab
        && labs::Entity::find_by_id(lab).one(conn).await?.is_none()
    {
        errors.add("lab", FieldError::Unknown);
    }
    if !sees(scope, draft.lab.as_deref()) {
        errors.add("lab", FieldError::BeyondLimits);
    }
    let known = topics::Entity::find().filter(topics::Column::Slug.is_in(&draft.topics));
    if known.all(conn).await?.len() != draft.topics.len() {
        errors.add("topics", FieldError::Unknown);
    }
    let known = projects::Entity::find().filter(projects::Column::Slug.is_in(&draft.projects));
    if known.all(conn).await?.len() != draft.projects.len() {
        errors.add("projects", FieldError::Unknown);
    }
    Ok((!errors.is_empty()).then_some(errors))
}
