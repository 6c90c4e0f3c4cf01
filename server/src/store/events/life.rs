//! The life of an event: published, cancelled, taking place after all, copied.

use app::{
    api::ActivityKind,
    domain::{Date, EventDraft, Period, Scope},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{results::claim_photo, save, sees, staff, take};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::{event_dates, events},
    idempotency::{self, Key, Taken},
    registrations::{self, Told},
};

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lived {
    /// It is done; the number of the event, or of the first copy.
    Done(i64),
    /// It is not there, or not within the limits.
    NotFound,
    /// It does not lead there from its present state.
    NoWay,
    /// People signed up: it can only be cancelled.
    HasRegistrations,
    /// It is over.
    Over,
    /// The key was used with another body.
    KeyReused,
}

/// Puts a draft into the programme.
///
/// # Errors
/// The database could not write it.
pub async fn publish(db: &Db, id: i64, scope: &Scope, by: By) -> StoreResult<Lived> {
    let write = db.write().await?;
    let event = match begin(&write, id, scope, "draft").await? {
        Ok(event) => event,
        Err(refused) => return refuse(write, refused).await,
    };
    if event.ends_at <= by.now.0 {
        return refuse(write, Lived::Over).await;
    }
    let event = set_state(&write, event, "published", None, by).await?;
    events::Entity::update_many()
        .col_expr(events::Column::PublishedAt, Expr::value(by.now.0))
        .filter(events::Column::Id.eq(id).and(events::Column::PublishedAt.is_null()))
        .exec(write.conn())
        .await?;
    save::jobs(&write, &event, by.now).await?;
    finish(write, ActivityKind::EventPublished, &event, None, by).await
}

/// Makes a draft again of an event for which nobody has signed up.
///
/// # Errors
/// The database could not write it.
pub async fn withdraw(db: &Db, id: i64, scope: &Scope, by: By) -> StoreResult<Lived> {
    let write = db.write().await?;
    let event = match begin(&write, id, scope, "published").await? {
        Ok(event) => event,
        Err(refused) => return refuse(write, refused).await,
    };
    if event.taken + event.waiting > 0 {
        return refuse(write, Lived::HasRegistrations).await;
    }
    let event = set_state(&write, event, "draft", None, by).await?;
    finish(write, ActivityKind::EventWithdrawn, &event, None, by).await
}

/// Cancels an event: everybody who signed up or waits is told, with `note`. Registrations stay as
/// they are, so that it can take place after all.
///
/// # Errors
/// The database could not write it.
pub async fn cancel(
    db: &Db,
    id: i64,
    note: Option<String>,
    scope: &Scope,
    by: By,
) -> StoreResult<Lived> {
    let write = db.write().await?;
    let event = match begin(&write, id, scope, "published").await? {
        Ok(event) => event,
        Err(refused) => return refuse(write, refused).await,
    };
    if event.ends_at <= by.now.0 {
        return refuse(write, Lived::Over).await;
    }
    let event = set_state(&write, event, "cancelled", note.clone(), by).await?;
    registrations::tell_all(&write, &event, Told::EventCancelled { note: note.clone() }, by.now)
        .await?;
    finish(write, ActivityKind::EventCancelled, &event, note, by).await
}

/// Lets a cancelled event take place after all. Whoever has not been told of the cancelling yet
/// hears of neither.
///
/// # Errors
/// The database could not write it.
pub async fn restore(db: &Db, id: i64, scope: &Scope, by: By) -> StoreResult<Lived> {
    let write = db.write().await?;
    let event = match begin(&write, id, scope, "cancelled").await? {
        Ok(event) => event,
        Err(refused) => return refuse(write, refused).await,
    };
    if event.ends_at <= by.now.0 {
        return refuse(write, Lived::Over).await;
    }
    let event = set_state(&write, event, "published", None, by).await?;
    registrations::renew(&write, &event, by.now).await?;
    registrations::tell_restored(&write, &event, by.now).await?;
    save::jobs(&write, &event, by.now).await?;
    let mut log = registrations::move_up(&write, event.clone(), by.now).await?;
    log.insert(0, entry(ActivityKind::EventRestored, &event, None, by));
    activity::append_all(&write, &log).await?;
    write.commit().await?;
    Ok(Lived::Done(event.id))
}

/// What is copied: one draft on each of these days.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// The days; none for one copy on the same day.
    pub days: Vec<Date>,
    /// Claims of pictures, one for each copy, or none at all.
    pub pictures: Vec<String>,
    /// So that it is done once, however often it is sent.
    pub key: Option<Key>,
}

/// Makes copies as drafts, one on each of these days at the same times of the day; of an event
/// with several dates, all move along. With several days, all become a series with the event.
/// Sent again with the same key, the same copies.
///
/// # Errors
/// The database could not write it.
pub async fn copies(
    db: &Db,
    id: i64,
    copies: &Copies,
    scope: &Scope,
    by: By,
) -> StoreResult<Lived> {
    let Copies { days, pictures, key } = copies;
    let Some(original) = staff::draft(db, id).await? else { return Ok(Lived::NotFound) };
    let write = db.write().await?;
    let Some(event) = take(&write, id).await?.filter(|event| sees(scope, event.lab.as_deref()))
    else {
        return refuse(write, Lived::NotFound).await;
    };
    let series = match (days.is_empty(), event.series_id) {
        (true, _) => None,
        (false, Some(series)) => Some(series),
        (false, None) => {
            events::Entity::update_many()
                .col_expr(events::Column::SeriesId, Expr::value(id))
                .filter(events::Column::Id.eq(id))
                .exec(write.conn())
                .await?;
            Some(id)
        }
    };
    let first = Date::of(original.starts());
    let days = if days.is_empty() { &[first][..] } else { days };
    let (mut log, mut made) = (Vec::new(), None);
    for (n, day) in days.iter().enumerate() {
        let draft = moved(&original, day.0 - first.0);
        let copy = save::insert(&write, &draft, Some(by.staff), series, by.now).await?;
        if let Some(claim) = pictures.get(n) {
            // Claimed a moment ago by nobody else; a copy without its picture is a copy still.
            claim_photo(&write, copy, claim, ("cover", 0), by.now).await?;
        }
        made.get_or_insert(copy);
        let details =
            Details { subject: Some(draft.title.clone()), item: Some(id), ..Details::default() };
        let entry = Entry::event(ActivityKind::EventDrafted, copy, by.now);
        log.push(Entry { details, staff: Some(by.staff), ..entry });
    }
    let Some(made) = made else { return refuse(write, Lived::NotFound).await };
    if let Some(key) = key
        && !idempotency::take(&write, key, made, by.now).await?
    {
        write.rollback().await?;
        return Ok(match idempotency::taken(db, key).await? {
            Taken::ByThis(id) => Lived::Done(id),
            Taken::ByAnother => Lived::KeyReused,
        });
    }
    activity::append_all(&write, &log).await?;
    write.commit().await?;
    Ok(Lived::Done(made))
}

/// The same event so many days later, at the same times on the clock.
fn moved(original: &EventDraft, days: i64) -> EventDraft {
    let shift = |at: app::domain::Timestamp| {
        let civil = at.local();
        Date::of(at).plus_days(days).at(civil.hour * 60 + civil.minute)
    };
    let mut draft = original.clone();
    draft.dates = original
        .dates
        .iter()
        .map(|period| Period { starts: shift(period.starts), ends: shift(period.ends) })
        .collect();
    draft.opens = original.opens.map(shift);
    draft.closes = original.closes.map(shift);
    draft
}

async fn begin(
    write: &Write,
    id: i64,
    scope: &Scope,
    from: &str,
) -> StoreResult<Result<events::Model, Lived>> {
    let found = take(write, id).await?.filter(|event| sees(scope, event.lab.as_deref()));
    Ok(match found {
        None => Err(Lived::NotFound),
        Some(event) if event.state == from => Ok(event),
        Some(_) => Err(Lived::NoWay),
    })
}

async fn refuse(write: Write, refused: Lived) -> StoreResult<Lived> {
    write.rollback().await?;
    Ok(refused)
}

/// Sets the state; calendars learn of it by a higher sequence.
async fn set_state(
    write: &Write,
    event: events::Model,
    state: &str,
    note: Option<String>,
    by: By,
) -> StoreResult<events::Model> {
    let sequence = event.sequence + i64::from(event.published_at.is_some());
    events::Entity::update_many()
        .col_expr(events::Column::State, Expr::value(state))
        .col_expr(events::Column::CancelledNote, Expr::value(note.clone()))
        .col_expr(events::Column::Sequence, Expr::value(sequence))
        .col_expr(events::Column::Version, Expr::col(events::Column::Version).add(1))
        .col_expr(events::Column::ChangedAt, Expr::value(by.now.0))
        .filter(events::Column::Id.eq(event.id))
        .exec(write.conn())
        .await?;
    event_dates::Entity::update_many()
        .col_expr(event_dates::Column::IsPublic, Expr::value(state != "draft"))
        .filter(event_dates::Column::EventId.eq(event.id))
        .exec(write.conn())
        .await?;
    Ok(events::Model {
        state: state.to_owned(),
        cancelled_note: note,
        sequence,
        version: event.version + 1,
        changed_at: by.now.0,
        ..event
    })
}

/// What the log is told of a step.
fn entry(kind: ActivityKind, event: &events::Model, note: Option<String>, by: By) -> Entry {
    let details = Details { subject: Some(event.title.clone()), note, ..Details::default() };
    Entry { details, staff: Some(by.staff), ..Entry::event(kind, event.id, by.now) }
}

async fn finish(
    write: Write,
    kind: ActivityKind,
    event: &events::Model,
    note: Option<String>,
    by: By,
) -> StoreResult<Lived> {
    activity::append(&write, entry(kind, event, note, by)).await?;
    write.commit().await?;
    Ok(Lived::Done(event.id))
}
