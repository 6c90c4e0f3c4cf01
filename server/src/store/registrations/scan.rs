//! Checking in: by code or by person, any number of times, also from a device that was offline.

use app::{
    api::{ActivityKind, StaffRegistration},
    domain::{RegistrationState, Scope, Timestamp},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{list::one, mine::by_code, state};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Entry},
    decisions::By,
    entities::{
        attendees::{Column, Entity},
        registrations, scans,
    },
    events::{sees, take},
};

/// A check-in, or its taking back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Chosen at random by the device: the same counts once.
    pub nonce: String,
    /// What the code says.
    pub code: Option<String>,
    /// Numbers of persons; none for all of the code.
    pub people: Vec<i64>,
    /// When it happened.
    pub at: Timestamp,
    /// Whether it takes a check-in back.
    pub out: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// How they stand now, and whether this changed nothing.
    Done(Box<StaffRegistration>, bool),
    /// The event is not there, or not within the limits.
    NotFound,
    /// Nobody of this event has this code or number.
    Unknown,
    /// It has no seats: it waits, or is cancelled.
    NoSeat(RegistrationState),
}

/// Checks people in or out. Of what happened to somebody the latest counts, in whatever order
/// devices send it.
///
/// # Errors
/// The database could not write it.
pub async fn scan(db: &Db, event: i64, scan: &Scan, scope: &Scope, by: By) -> StoreResult<Scanned> {
    let write = db.write().await?;
    // Taken: who is checked in twice at once is checked in once.
    let Some(event) = take(&write, event).await?.filter(|e| sees(scope, e.lab.as_deref())) else {
        write.rollback().await?;
        return Ok(Scanned::NotFound);
    };
    let Some(row) = whose(&write, event.id, scan).await? else {
        write.rollback().await?;
        return Ok(Scanned::Unknown);
    };
    let status = state(&row)?;
    if status != RegistrationState::Confirmed && !scan.out {
        write.rollback().await?;
        return Ok(Scanned::NoSeat(status));
    }
    if let Some(before) = scans::Entity::find_by_id(&scan.nonce).one(write.conn()).await? {
        write.rollback().await?;
        if before.event_id != event.id {
            return Ok(Scanned::Unknown);
        }
        return done(db, before.registration_id, before.again).await;
    }
    let changed = set(&write, &row, scan).await?;
    let again = changed == 0;
    let kept = scans::ActiveModel {
        nonce: Set(scan.nonce.clone()),
        event_id: Set(event.id),
        registration_id: Set(row.id),
        again: Set(again),
        staff_id: Set(Some(by.staff)),
        at: Set(scan.at.0),
    };
    scans::Entity::insert(kept)
        .on_conflict(OnConflict::column(scans::Column::Nonce).do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?;
    if again {
        write.commit_quietly().await?;
    } else {
        let id = (event.id, row.id);
        let entry = Entry::registration(ActivityKind::RegistrationArrived, id, by.now);
        activity::append(&write, Entry { staff: Some(by.staff), ..entry }).await?;
        write.commit_seats().await?;
    }
    done(db, row.id, again).await
}

async fn done(db: &Db, id: i64, again: bool) -> StoreResult<Scanned> {
    Ok(match one(db, id).await? {
        Some(registration) => Scanned::Done(Box::new(registration), again),
        None => Scanned::Unknown,
    })
}

/// The registration that a scan is about.
async fn whose(
    write: &Write,
    event: i64,
    scan: &Scan,
) -> StoreResult<Option<registrations::Model>> {
    if let Some(code) = &scan.code {
        return by_code(write.conn(), event, code).await;
    }
    let Some(first) = scan.people.first() else { return Ok(None) };
    let Some(person) = Entity::find_by_id(*first).one(write.conn()).await? else {
        return Ok(None);
    };
    let row = registrations::Entity::find_by_id(person.registration_id)
        .filter(registrations::Column::EventId.eq(event));
    Ok(row.one(write.conn()).await?)
}

/// Notes who is there; how many were not noted so before. A device that was offline may send what
/// is older than the last scan of somebody: for them it comes too late, and changes nothing.
async fn set(write: &Write, row: &registrations::Model, scan: &Scan) -> StoreResult<u64> {
    let at = scan.at.0;
    let meant = || {
        let all = Entity::update_many()
            .filter(Column::RegistrationId.eq(row.id))
            .filter(Column::ScannedAt.is_null().or(Column::ScannedAt.lte(at)));
        match scan.people.is_empty() {
            true => all,
            false => all.filter(Column::Id.is_in(scan.people.iter().copied())),
        }
    };
    let update = match scan.out {
        true => meant()
            .col_expr(Column::ArrivedAt, Expr::value(None::<i64>))
            .filter(Column::ArrivedAt.is_not_null()),
        // Whoever is there already has been since then.
        false => {
            meant().col_expr(Column::ArrivedAt, Expr::value(at)).filter(Column::ArrivedAt.is_null())
        }
    };
    let changed = update.exec(write.conn()).await?.rows_affected;
    // Also of those for whom nothing changed: this is the last that was seen of them.
    meant().col_expr(Column::ScannedAt, Expr::value(at)).exec(write.conn()).await?;
    Ok(changed)
}
