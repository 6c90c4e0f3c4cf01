//! A registration as whoever signed up sees it, and as mails tell of it.

use app::{
    api::{EventDate, MyRegistration},
    domain::{Date, EventState, RegistrationState, Timestamp},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use super::{answers, state};
use crate::store::{
    Db, StoreError, StoreResult, activity,
    cards::number,
    entities::{
        events, registration_answers,
        registrations::{Column, Entity, Model},
    },
    events as programme,
    outbox::Registered,
};

/// What a check-in code begins with in its QR code.
pub const QR_PREFIX: &str = "stadtlabor";

/// The place of a registration in line, from 1; none where it does not wait.
pub(super) async fn position(conn: &impl ConnectionTrait, row: &Model) -> StoreResult<Option<u32>> {
    if row.state != RegistrationState::Waitlisted.as_str() {
        return Ok(None);
    }
    let before = Entity::find()
        .filter(Column::EventId.eq(row.event_id))
        .filter(Column::State.eq(RegistrationState::Waitlisted.as_str()))
        .filter(Column::Line.lte(row.line))
        .count(conn)
        .await?;
    Ok(Some(u32::try_from(before).unwrap_or(u32::MAX)))
}

/// Whether somebody has seats and has confirmed their address where they must: nobody else learns
/// where to take part from afar.
fn comes(row: &Model) -> bool {
    row.state == RegistrationState::Confirmed.as_str() && row.confirm_by.is_none()
}

/// The registration with this token.
///
/// # Errors
/// The database cannot be read.
pub async fn find(
    db: &Db,
    token_hash: &str,
    now: Timestamp,
) -> StoreResult<Option<MyRegistration>> {
    let seq = activity::head(db).await?;
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db.read()).await?;
    let Some(row) = found else { return Ok(None) };
    let event = events::Entity::find_by_id(row.event_id).one(db.read()).await?;
    let event = event.ok_or_else(|| StoreError::corrupt("a registration without an event"))?;
    let facts = programme::facts(db, &[event.id]).await?.remove(&event.id);
    let facts = facts.ok_or_else(|| StoreError::corrupt("an event that is there and is not"))?;
    let status = state(&row)?;
    let over = now.0 >= event.ends_at;
    let takes_place = facts.state == EventState::Published;
    Ok(Some(MyRegistration {
        event: event.id,
        title: facts.title,
        event_state: facts.state,
        cancelled_note: facts.cancelled_note,
        dates: facts
            .dates
            .iter()
            .map(|(starts, ends)| EventDate { starts_at: *starts, ends_at: *ends })
            .collect(),
        address: facts.address,
        online_url: facts.online_url.filter(|_| comes(&row)),
        status,
        position: position(db.read(), &row).await?,
        offered_until: row.offered_until.map(Timestamp),
        confirm_by: row.confirm_by.map(Timestamp).filter(|_| status.is_open()),
        people: number(row.people),
        answers: answers::of(db.read(), &[row.id]).await?.remove(&row.id).unwrap_or_default(),
        fields: programme::asked_of(db, &event).await?,
        group_max: number(event.group_max),
        code: row.code,
        created_at: Timestamp(row.created_at),
        editable: status.is_open() && takes_place && now.0 < event.starts_at,
        may_give_feedback: over
            && takes_place
            && status == RegistrationState::Confirmed
            && row.feedback_at.is_none(),
        gave_feedback: row.feedback_at.is_some(),
        erased_at: row.erased_at.map(Timestamp),
        seq,
    }))
}

/// Whose registration a page is about: its number, its event, and what staff scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Number of the event.
    pub event: i64,
    /// What staff scan.
    pub code: String,
    /// Whether it has seats.
    pub seated: bool,
    /// Whether it was taken back.
    pub cancelled: bool,
    /// How often it was changed: added to what the event's dates say of themselves.
    pub sequence: u32,
}

/// What is needed for the calendar and the code of a registration; none where it is not there.
///
/// # Errors
/// The database cannot be read.
pub async fn recipient(db: &Db, token_hash: &str) -> StoreResult<Option<Recipient>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db.read()).await?;
    Ok(found.map(|row| Recipient {
        event: row.event_id,
        seated: comes(&row),
        cancelled: row.state == RegistrationState::Cancelled.as_str(),
        sequence: number(row.sequence),
        code: row.code,
    }))
}

/// The mail address of a registration, as long as it is kept.
///
/// # Errors
/// The database cannot be read.
pub async fn address(db: &Db, token_hash: &str) -> StoreResult<Option<String>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db.read()).await?;
    match found {
        Some(row) => super::tell::address(db.read(), row.id).await,
        None => Ok(None),
    }
}

/// A registration as a mail tells of it now; none where it, or its address, is gone.
///
/// # Errors
/// The database cannot be read.
pub async fn about(db: &Db, id: i64, base: &str) -> StoreResult<Option<Registered>> {
    let Some(row) = Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let Some(facts) = programme::facts(db, &[row.event_id]).await?.remove(&row.event_id) else {
        return Ok(None);
    };
    let status = state(&row)?;
    let seated = status == RegistrationState::Confirmed;
    let erased: Option<i64> = registration_answers::Entity::find()
        .select_only()
        .column(registration_answers::Column::EraseAt)
        .filter(registration_answers::Column::RegistrationId.eq(id))
        .filter(registration_answers::Column::Key.eq("email"))
        .into_tuple()
        .one(db.read())
        .await?;
    // Grows with what happens to the event and with what happens to the registration.
    let sequence = facts.sequence + number(row.sequence);
    let mut entries = facts.entries(base, seated);
    for entry in &mut entries {
        entry.sequence = sequence;
        entry.changed_at = entry.changed_at.max(Timestamp(row.changed_at));
    }
    Ok(Some(Registered {
        // In the night before this day begins.
        erased_on: erased.map(|at| Date::of(Timestamp(at)).plus_days(-1)),
        event: facts.id,
        status,
        position: position(db.read(), &row).await?,
        people: number(row.people),
        offered_until: row.offered_until.map(Timestamp),
        confirm_by: row.confirm_by.map(Timestamp).filter(|_| status.is_open()),
        online_url: facts.online_url.clone().filter(|_| seated),
        address: facts.address.clone(),
        sequence,
        entries,
        event_cancelled: facts.state == EventState::Cancelled,
        cancelled_note: facts.cancelled_note.clone(),
        title: facts.title,
        gone: row.erased_at.is_some(),
    }))
}

/// The numbers of those whose token this is, for tests and the log.
pub(super) async fn by_code(
    conn: &impl ConnectionTrait,
    event: i64,
    code: &str,
) -> StoreResult<Option<Model>> {
    let found = Entity::find()
        .filter(Column::Code.eq(code))
        .filter(Column::EventId.eq(event))
        .limit(1)
        .one(conn)
        .await?;
    Ok(found)
}
