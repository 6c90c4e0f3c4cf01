//! What runs out: offers that nobody took up, addresses that nobody confirmed.

use app::{
    api::ActivityKind,
    domain::{EventState, RegistrationState, Timestamp},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};

use super::{
    change::end,
    state,
    tell::{Told, tell},
};
use crate::store::{
    Db, StoreResult,
    activity::{self, Entry},
    entities::{
        events,
        registrations::{Column, Entity, Model},
    },
    events::take,
};

/// The most that is looked at in one go.
const BATCH: u64 = 200;

/// Ends what has run out, each in a transaction of its own, and lets the line move; how many they
/// were. Two instances that do it at once do each once: the event is taken, and what was read
/// before is read again.
///
/// # Errors
/// The database could not write it.
pub async fn lapse(db: &Db, now: Timestamp) -> StoreResult<u64> {
    let mut lapsed = 0;
    loop {
        let due = due(db, now).await?;
        // What fails keeps nothing else from running out.
        let mut failed = None;
        for row in &due {
            match one(db, row, now).await {
                Ok(was) => lapsed += u64::from(was),
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        if (due.len() as u64) < BATCH {
            return Ok(lapsed);
        }
    }
}

/// Of events that take place. While one is cancelled nothing of it runs out: it may take place after
/// all.
pub(super) fn takes_place() -> Expr {
    let events = events::Entity::find()
        .select_only()
        .column(events::Column::Id)
        .filter(events::Column::State.eq(EventState::Published.as_str()));
    Column::EventId.in_subquery(events.into_query())
}

async fn due(db: &Db, now: Timestamp) -> StoreResult<Vec<Model>> {
    let offers = Entity::find()
        .filter(takes_place())
        .filter(Column::State.eq(RegistrationState::Offered.as_str()))
        .filter(Column::OfferedUntil.lte(now.0))
        .order_by_asc(Column::OfferedUntil)
        .limit(BATCH);
    let mut due = offers.all(db.read()).await?;
    let unconfirmed = Entity::find()
        .filter(takes_place())
        .filter(Column::ConfirmBy.is_not_null().and(Column::ConfirmBy.lte(now.0)))
        .filter(Column::State.ne(RegistrationState::Cancelled.as_str()))
        .order_by_asc(Column::ConfirmBy)
        .limit(BATCH);
    due.extend(unconfirmed.all(db.read()).await?);
    Ok(due)
}

async fn one(db: &Db, found: &Model, now: Timestamp) -> StoreResult<bool> {
    let write = db.write().await?;
    let Some(event) = take(&write, found.event_id).await? else { return Ok(false) };
    let Some(row) = Entity::find_by_id(found.id).one(write.conn()).await? else {
        return Ok(false);
    };
    let status = state(&row)?;
    let expired = row.offered_until.is_some_and(|until| until <= now.0);
    let unconfirmed = row.confirm_by.is_some_and(|by| by <= now.0);
    let takes_place = event.state == EventState::Published.as_str();
    if !takes_place || !status.is_open() || !(expired || unconfirmed) {
        write.rollback().await?;
        return Ok(false);
    }
    let told = if unconfirmed { Told::Unconfirmed } else { Told::Expired };
    tell(&write, &event, &row, &told, now).await?;
    let id = (event.id, row.id);
    let mut log = vec![Entry::registration(ActivityKind::RegistrationLapsed, id, now)];
    log.extend(end(&write, event, &row, now).await?);
    activity::append_all(&write, &log).await?;
    write.commit_seats().await?;
    Ok(true)
}
