//! What whoever signed up does on the private page: change, cancel, accept, confirm, say how it
//! was.

use app::{
    api::{ActivityKind, AskedField},
    domain::{
        Date, EventState, FeedbackDraft, FieldError, FieldErrors, RegistrationDraft,
        RegistrationState, Timestamp, confirm_until,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::{
    answers, line,
    register::email_hash,
    state, take,
    tell::{Told, address, tell, tell_at},
};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Entry},
    entities::{attendees, events, feedback, registration_answers, registrations},
    events::seats,
};

/// What became of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It is done.
    Done,
    /// No registration has this token.
    NotFound,
    /// The event has begun, is cancelled, or the registration is over.
    Closed,
    /// There is no offer any more.
    NotOffered,
    /// There are not so many seats.
    Full,
    /// Another registration has this address.
    Existing,
    /// Something is wrong with it.
    Wrong(FieldErrors),
}

/// A registration and its event, taken.
type Taken = (events::Model, registrations::Model);

/// Takes a registration that is open and whose event has not begun.
async fn open(
    write: &Write,
    token_hash: &str,
    now: Timestamp,
) -> StoreResult<Result<Taken, Acted>> {
    let Some((event, row)) = take(write, token_hash).await? else {
        return Ok(Err(Acted::NotFound));
    };
    let takes_place = event.state == EventState::Published.as_str();
    if !takes_place || now.0 >= event.starts_at || !state(&row)?.is_open() {
        return Ok(Err(Acted::Closed));
    }
    Ok(Ok((event, row)))
}

async fn refuse(write: Write, refused: Acted) -> StoreResult<Acted> {
    write.rollback().await?;
    Ok(refused)
}

/// Frees what a registration has, ends it, and lets the line move; what the log is to be told
/// besides. The event is taken.
pub(super) async fn end(
    write: &Write,
    mut event: events::Model,
    row: &registrations::Model,
    now: Timestamp,
) -> StoreResult<Vec<Entry>> {
    match state(row)? {
        RegistrationState::Confirmed | RegistrationState::Offered => event.taken -= row.people,
        RegistrationState::Waitlisted => event.waiting -= 1,
        RegistrationState::Cancelled => return Ok(Vec::new()),
    }
    line::set(write, row.id, RegistrationState::Cancelled, None, now).await?;
    line::count(write, &event).await?;
    line::move_up(write, event, now).await
}

/// Takes a registration back, or leaves the line; declines an offer as well.
///
/// # Errors
/// The database could not write it.
pub async fn cancel(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Acted> {
    let write = db.write().await?;
    let (event, row) = match open(&write, token_hash, now).await? {
        Ok(taken) => taken,
        Err(refused) => return refuse(write, refused).await,
    };
    let id = (event.id, row.id);
    tell(&write, &event, &row, &Told::CancelledByPerson, now).await?;
    let mut log = vec![Entry::registration(ActivityKind::RegistrationCancelled, id, now)];
    log.extend(end(&write, event, &row, now).await?);
    activity::append_all(&write, &log).await?;
    write.commit_seats().await?;
    Ok(Acted::Done)
}

/// Says yes to an offer, as long as it holds.
///
/// # Errors
/// The database could not write it.
pub async fn accept(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Acted> {
    let write = db.write().await?;
    let (event, row) = match open(&write, token_hash, now).await? {
        Ok(taken) => taken,
        Err(refused) => return refuse(write, refused).await,
    };
    if state(&row)? == RegistrationState::Confirmed {
        // Tapped twice.
        return refuse(write, Acted::Done).await;
    }
    if row.offered_until.is_none_or(|until| now.0 >= until) {
        return refuse(write, Acted::NotOffered).await;
    }
    line::set(&write, row.id, RegistrationState::Confirmed, None, now).await?;
    tell(&write, &event, &row, &Told::Accepted, now).await?;
    let id = (event.id, row.id);
    let entry = Entry::registration(ActivityKind::RegistrationSeated, id, now);
    activity::append(&write, entry).await?;
    write.commit_seats().await?;
    Ok(Acted::Done)
}

/// Confirms the address.
///
/// # Errors
/// The database could not write it.
pub async fn confirm(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Acted> {
    use registrations::{Column, Entity};
    let write = db.write().await?;
    let (event, row) = match open(&write, token_hash, now).await? {
        Ok(taken) => taken,
        Err(refused) => return refuse(write, refused).await,
    };
    match row.confirm_by {
        None => return refuse(write, Acted::Done).await,
        Some(by) if now.0 >= by => return refuse(write, Acted::Closed).await,
        Some(_) => {}
    }
    Entity::update_many()
        .col_expr(Column::ConfirmBy, Expr::value(None::<i64>))
        .filter(Column::Id.eq(row.id))
        .exec(write.conn())
        .await?;
    tell(&write, &event, &row, &Told::SignedUp, now).await?;
    let id = (event.id, row.id);
    activity::append(&write, Entry::registration(ActivityKind::RegistrationConfirmed, id, now))
        .await?;
    write.commit_seats().await?;
    Ok(Acted::Done)
}

/// Changes answers, and how many people come. Who has seats gets more only where they are free;
/// who waits keeps the place in line.
///
/// # Errors
/// The database could not write it.
pub async fn change(
    db: &Db,
    token_hash: &str,
    (draft, asked): (&RegistrationDraft, &[AskedField]),
    secret: &[u8; 32],
    now: Timestamp,
) -> StoreResult<Acted> {
    use registrations::{Column, Entity};
    let write = db.write().await?;
    let (mut event, row) = match open(&write, token_hash, now).await? {
        Ok(taken) => taken,
        Err(refused) => return refuse(write, refused).await,
    };
    let people = i64::from(draft.people);
    let status = state(&row)?;
    if event.capacity.is_some_and(|capacity| people > capacity) {
        let error = FieldError::NotANumber { min: 1, max: event.capacity.unwrap_or_default() };
        return refuse(write, Acted::Wrong(FieldErrors::one("people", error))).await;
    }
    if status.has_seats() {
        let more = u32::try_from(people - row.people).unwrap_or(0);
        if !seats(&event).fits(more) {
            return refuse(write, Acted::Full).await;
        }
        event.taken += people - row.people;
    }
    let hash = draft.email.as_deref().map(|email| email_hash(secret, email));
    if hash.is_some() && hash != row.email_hash && taken_by_another(&write, &row, &hash).await? {
        return refuse(write, Acted::Existing).await;
    }
    // Another address has to be confirmed like the first.
    let other = hash.is_some() && hash != row.email_hash;
    let confirm_by = match other && event.must_confirm {
        true => Some(confirm_until(now).0),
        false => row.confirm_by.filter(|_| hash.is_some()),
    };
    let before = address(write.conn(), row.id).await?;
    // The calendar at the address before hears of it.
    let sequence = row.sequence + i64::from(hash != row.email_hash);
    Entity::update_many()
        .col_expr(Column::People, Expr::value(people))
        .col_expr(Column::EmailHash, Expr::value(hash.clone()))
        .col_expr(Column::Sequence, Expr::value(sequence))
        .col_expr(Column::ConfirmBy, Expr::value(confirm_by))
        .col_expr(Column::ChangedAt, Expr::value(now.0))
        .filter(Column::Id.eq(row.id))
        .exec(write.conn())
        .await?;
    registration_answers::Entity::delete_many()
        .filter(registration_answers::Column::RegistrationId.eq(row.id))
        .exec(write.conn())
        .await?;
    let id = (event.id, row.id);
    answers::write(&write, &answers::rows(id, draft, asked, Timestamp(event.ends_at))).await?;
    if other {
        tell(&write, &event, &row, &Told::SignedUp, now).await?;
    }
    // Nobody knows whose it is that was not confirmed.
    let told = hash != row.email_hash && row.confirm_by.is_none();
    if let Some(before) = before.filter(|_| told) {
        tell_at(&write, &event, (&row, before), &Told::Readdressed, now).await?;
    }
    attendees::Entity::delete_many()
        .filter(attendees::Column::RegistrationId.eq(row.id))
        .filter(attendees::Column::Position.gte(people))
        .exec(write.conn())
        .await?;
    if people > row.people {
        let more = (row.people..people).map(|position| attendees::ActiveModel {
            registration_id: Set(row.id),
            position: Set(position),
            ..attendees::ActiveModel::default()
        });
        attendees::Entity::insert_many(more).exec_without_returning(write.conn()).await?;
    }
    line::count(&write, &event).await?;
    let mut log = vec![Entry::registration(ActivityKind::RegistrationChanged, id, now)];
    log.extend(line::move_up(&write, event, now).await?);
    activity::append_all(&write, &log).await?;
    write.commit_seats().await?;
    Ok(Acted::Done)
}

/// Whether another open registration for the same event has this address. The event is taken, so
/// none comes meanwhile.
async fn taken_by_another(
    write: &Write,
    row: &registrations::Model,
    hash: &Option<String>,
) -> StoreResult<bool> {
    use registrations::{Column, Entity};
    let other = Entity::find()
        .filter(Column::EventId.eq(row.event_id))
        .filter(Column::EmailHash.eq(hash.clone()))
        .filter(Column::State.ne(RegistrationState::Cancelled.as_str()).and(Column::Id.ne(row.id)));
    Ok(other.one(write.conn()).await?.is_some())
}

/// Keeps what somebody says of an event that they came to, once. What was said is not kept with
/// whose it was.
///
/// # Errors
/// The database could not write it.
pub async fn give_feedback(
    db: &Db,
    token_hash: &str,
    draft: &FeedbackDraft,
    now: Timestamp,
) -> StoreResult<Acted> {
    use registrations::{Column, Entity};
    let write = db.write().await?;
    let Some((event, row)) = take(&write, token_hash).await? else {
        return refuse(write, Acted::NotFound).await;
    };
    let was_there = state(&row)? == RegistrationState::Confirmed;
    if !was_there || event.state != "published" || now.0 < event.ends_at {
        return refuse(write, Acted::Closed).await;
    }
    let first = Entity::update_many()
        .col_expr(Column::FeedbackAt, Expr::value(now.0))
        .filter(Column::Id.eq(row.id).and(Column::FeedbackAt.is_null()))
        .exec(write.conn())
        .await?;
    if first.rows_affected == 0 {
        return refuse(write, Acted::Done).await;
    }
    let said = feedback::ActiveModel {
        event_id: Set(event.id),
        stars: Set(draft.stars.map(i64::from)),
        good: Set(draft.good.clone()),
        missing: Set(draft.missing.clone()),
        day: Set(Date::of(now).to_string()),
        ..feedback::ActiveModel::default()
    };
    feedback::Entity::insert(said).exec_without_returning(write.conn()).await?;
    activity::append(&write, Entry::event(ActivityKind::FeedbackGiven, event.id, now)).await?;
    write.commit_seats().await?;
    Ok(Acted::Done)
}
