//! What staff do with registrations: add somebody who phoned, cancel, restore, seat from the line.

use app::{
    api::ActivityKind,
    domain::{RegistrationState, Scope},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{
    change::end,
    line,
    register::{NewPlace, Place, insert},
    state,
    tell::{self, Told, tell},
};
use crate::store::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Entry},
    decisions::By,
    entities::{
        attendees, events,
        registrations::{Column, Entity, Model},
    },
    events::{seats, sees, take},
    idempotency,
};

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Desk {
    /// It is done: numbers of the registration and its event.
    Done(i64, i64),
    /// It is not there, or not within the limits.
    NotFound,
    /// There are not so many seats.
    Full,
    /// The event is a draft or cancelled, or the registration is not in that state.
    Closed,
    /// Another registration has this address.
    Existing,
    /// The key was used with another body.
    KeyReused,
}

async fn refuse(write: Write, refused: Desk) -> StoreResult<Desk> {
    write.rollback().await?;
    Ok(refused)
}

/// Adds somebody who phoned or walked in, at any time: seats, or a place in line where there are
/// none and there is a line. `arrived` checks everybody in at once.
///
/// # Errors
/// The database could not write it.
pub async fn add(
    db: &Db,
    new: &NewPlace,
    arrived: bool,
    (scope, by): (&Scope, By),
) -> StoreResult<Desk> {
    let write = db.write().await?;
    let event = take(&write, new.event).await?.filter(|event| sees(scope, event.lab.as_deref()));
    let Some(mut event) = event else { return refuse(write, Desk::NotFound).await };
    let same = Entity::find().filter(Column::TokenHash.eq(&new.token_hash));
    if let Some(row) = same.one(write.conn()).await? {
        return refuse(write, Desk::Done(row.id, row.event_id)).await;
    }
    if event.state != "published" {
        return refuse(write, Desk::Closed).await;
    }
    // Whoever stands at the door does not wait in line.
    let waits = event.waitlist && !arrived;
    if !seats(&event).fits(new.draft.people) && !waits {
        return refuse(write, Desk::Full).await;
    }
    let (status, line) = line::join(&mut event, new.draft.people);
    if let Some(key) = &new.key
        && !idempotency::which(&write, vec![&key.key_hash]).await?.is_empty()
    {
        return refuse(write, Desk::KeyReused).await;
    }
    let place = Place { new, status, line, confirm_by: None, source: "desk" };
    let id = match insert(&write, &event, &[place]).await {
        Ok(ids) => *ids.first().ok_or_else(|| StoreError::corrupt("nobody was added"))?,
        Err(error) if error.is_unique_violation() => return refuse(write, Desk::Existing).await,
        Err(error) => return Err(error),
    };
    line::count(&write, &event).await?;
    if arrived {
        attendees::Entity::update_many()
            .col_expr(attendees::Column::ArrivedAt, Expr::value(by.now.0))
            .col_expr(attendees::Column::ScannedAt, Expr::value(by.now.0))
            .filter(attendees::Column::RegistrationId.eq(id))
            .exec(write.conn())
            .await?;
    }
    tell::signed_up(&write, &event, &[(id, new)]).await?;
    let entry = Entry::registration(ActivityKind::RegistrationMade, (event.id, id), by.now);
    activity::append(&write, Entry { staff: Some(by.staff), ..entry }).await?;
    write.commit_seats().await?;
    Ok(Desk::Done(id, event.id))
}

/// The registration with this number and its event, taken, within the limits.
async fn begin(
    write: &Write,
    id: i64,
    scope: &Scope,
) -> StoreResult<Option<(events::Model, Model)>> {
    let Some(found) = Entity::find_by_id(id).one(write.conn()).await? else { return Ok(None) };
    let event = take(write, found.event_id).await?;
    let Some(event) = event.filter(|event| sees(scope, event.lab.as_deref())) else {
        return Ok(None);
    };
    let row = Entity::find_by_id(id).one(write.conn()).await?;
    Ok(row.map(|row| (event, row)))
}

/// Cancels a registration for whoever phoned; the line moves.
///
/// # Errors
/// The database could not write it.
pub async fn cancel(db: &Db, id: i64, scope: &Scope, by: By) -> StoreResult<Desk> {
    let write = db.write().await?;
    let Some((event, row)) = begin(&write, id, scope).await? else {
        return refuse(write, Desk::NotFound).await;
    };
    if !state(&row)?.is_open() {
        return refuse(write, Desk::Closed).await;
    }
    let of = (event.id, id);
    tell(&write, &event, &row, &Told::CancelledByStaff, by.now).await?;
    let entry = Entry::registration(ActivityKind::RegistrationCancelled, of, by.now);
    let mut log = vec![Entry { staff: Some(by.staff), ..entry }];
    log.extend(end(&write, event, &row, by.now).await?);
    activity::append_all(&write, &log).await?;
    write.commit_seats().await?;
    Ok(Desk::Done(id, of.0))
}

/// Takes a cancelling back: seats where there are some, else its old place in line. Whoever gave
/// an address and signed up anew meanwhile keeps the new registration.
///
/// # Errors
/// The database could not write it.
pub async fn restore(db: &Db, id: i64, scope: &Scope, by: By) -> StoreResult<Desk> {
    let write = db.write().await?;
    let Some((mut event, row)) = begin(&write, id, scope).await? else {
        return refuse(write, Desk::NotFound).await;
    };
    if state(&row)?.is_open() || event.state != "published" || row.erased_at.is_some() {
        return refuse(write, Desk::Closed).await;
    }
    if row.email_hash.is_some() {
        let other = Entity::find()
            .filter(Column::EventId.eq(event.id))
            .filter(Column::EmailHash.eq(row.email_hash.clone()))
            .filter(Column::State.ne(RegistrationState::Cancelled.as_str()));
        if other.one(write.conn()).await?.is_some() {
            return refuse(write, Desk::Existing).await;
        }
    }
    let people = u32::try_from(row.people).unwrap_or(1);
    let status = match (seats(&event).fits(people), event.waitlist) {
        (true, _) => RegistrationState::Confirmed,
        (false, true) => RegistrationState::Waitlisted,
        (false, false) => return refuse(write, Desk::Full).await,
    };
    match status {
        RegistrationState::Confirmed => event.taken += row.people,
        _ => event.waiting += 1,
    }
    Entity::update_many()
        .col_expr(Column::ConfirmBy, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id).and(Column::ConfirmBy.is_not_null()))
        .exec(write.conn())
        .await?;
    line::set(&write, id, status, None, by.now).await?;
    line::count(&write, &event).await?;
    if status == RegistrationState::Confirmed {
        tell(&write, &event, &row, &Told::Seated, by.now).await?;
    }
    finish(write, event.id, id, ActivityKind::RegistrationRestored, by).await
}

/// Seats somebody from the line at once, where there is room: for whoever stands at the door.
///
/// # Errors
/// The database could not write it.
pub async fn seat(db: &Db, id: i64, scope: &Scope, by: By) -> StoreResult<Desk> {
    let write = db.write().await?;
    let Some((mut event, row)) = begin(&write, id, scope).await? else {
        return refuse(write, Desk::NotFound).await;
    };
    match state(&row)? {
        // Seats are kept for them already.
        RegistrationState::Offered => {}
        RegistrationState::Waitlisted => {
            if !seats(&event).fits(u32::try_from(row.people).unwrap_or(1)) {
                return refuse(write, Desk::Full).await;
            }
            event.taken += row.people;
            event.waiting -= 1;
        }
        _ => return refuse(write, Desk::Closed).await,
    }
    line::set(&write, id, RegistrationState::Confirmed, None, by.now).await?;
    line::count(&write, &event).await?;
    tell(&write, &event, &row, &Told::Seated, by.now).await?;
    finish(write, event.id, id, ActivityKind::RegistrationSeated, by).await
}

async fn finish(
    write: Write,
    event: i64,
    id: i64,
    kind: ActivityKind,
    by: By,
) -> StoreResult<Desk> {
    let entry = Entry::registration(kind, (event, id), by.now);
    activity::append(&write, Entry { staff: Some(by.staff), ..entry }).await?;
    write.commit_seats().await?;
    Ok(Desk::Done(id, event))
}
