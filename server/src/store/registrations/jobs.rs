//! Reminders and thanks: a row for each, done once, whoever does it.

use app::domain::Timestamp;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    lapse::takes_place,
    tell::{Told, tell_all},
};
use crate::store::{
    Db, StoreResult, Write,
    entities::{
        event_jobs::{Column, Entity, Model},
        events, registrations,
    },
    events::{HOUR, next_start, take},
};

/// The most jobs that are looked at in one go.
const BATCH: u64 = 50;

/// Does what is due; how many jobs that were. The job is marked as done in the transaction that
/// puts its mails out: after a crash both are there or neither, and of two instances one waits
/// for the other and then finds it done.
///
/// # Errors
/// The database could not write it.
pub async fn run_due(db: &Db, now: Timestamp) -> StoreResult<u64> {
    let mut done = 0;
    loop {
        let due = Entity::find()
            .filter(Column::DoneAt.is_null().and(Column::DueAt.lte(now.0)))
            .order_by_asc(Column::DueAt)
            .limit(BATCH)
            .all(db.read())
            .await?;
        // What fails keeps nothing else from being done.
        let mut failed = None;
        for job in &due {
            match one(db, job, now).await {
                Ok(was) => done += u64::from(was),
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        if (due.len() as u64) < BATCH {
            return Ok(done);
        }
    }
}

async fn one(db: &Db, job: &Model, now: Timestamp) -> StoreResult<bool> {
    let write = db.write().await?;
    let event = take(&write, job.event_id).await?;
    let own = Column::EventId.eq(job.event_id).and(Column::Kind.eq(&job.kind));
    let marked = Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(now.0))
        .filter(own.and(Column::DoneAt.is_null()).and(Column::DueAt.lte(now.0)))
        .exec(write.conn())
        .await?;
    let Some(event) = event.filter(|_| marked.rows_affected > 0) else {
        write.rollback().await?;
        return Ok(false);
    };
    let takes_place = event.state == "published";
    match job.kind.as_str() {
        "remind" => remind(&write, &event, takes_place, now).await?,
        _ if takes_place => tell_all(&write, &event, Told::Thanks, now).await?,
        _ => {}
    }
    write.commit().await?;
    Ok(true)
}

/// Reminds of the date that is soon, and comes back before the one after it. Nobody is reminded of
/// what does not take place, or has begun.
async fn remind(
    write: &Write,
    event: &events::Model,
    takes_place: bool,
    now: Timestamp,
) -> StoreResult<()> {
    let Some(hours) = event.remind_hours else { return Ok(()) };
    let mut next = next_start(write, event.id, now).await?;
    if let Some(starts) = next.filter(|starts| starts.0 - hours * HOUR <= now.0) {
        if takes_place {
            tell_all(write, event, Told::Reminder(starts), now).await?;
        }
        next = next_start(write, event.id, starts).await?;
    }
    let Some(next) = next else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(next.0 - hours * HOUR))
        .col_expr(Column::DoneAt, Expr::value(None::<i64>))
        .filter(Column::EventId.eq(event.id).and(Column::Kind.eq("remind")))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// When something is due next: a job, an offer that runs out, an address to be confirmed.
///
/// # Errors
/// The database cannot be read.
pub async fn next_due(db: &Db) -> StoreResult<Option<Timestamp>> {
    let job: Option<i64> = Entity::find()
        .select_only()
        .column(Column::DueAt)
        .filter(Column::DoneAt.is_null())
        .order_by_asc(Column::DueAt)
        .limit(1)
        .into_tuple()
        .one(db.read())
        .await?;
    let offer: Option<i64> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::OfferedUntil)
        .filter(takes_place())
        .filter(registrations::Column::State.eq("offered"))
        .order_by_asc(registrations::Column::OfferedUntil)
        .limit(1)
        .into_tuple()
        .one(db.read())
        .await?;
    let confirm: Option<i64> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::ConfirmBy)
        .filter(takes_place())
        .filter(registrations::Column::ConfirmBy.is_not_null())
        .filter(registrations::Column::State.ne("cancelled"))
        .order_by_asc(registrations::Column::ConfirmBy)
        .limit(1)
        .into_tuple()
        .one(db.read())
        .await?;
    Ok([job, offer, confirm].into_iter().flatten().min().map(Timestamp))
}
