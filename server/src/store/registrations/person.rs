//! Everything that was given with an address: for whoever asks staff to find or erase it.

use app::{
    api::PersonFound,
    domain::{Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    erase::{forget_mails, wipe},
    register::email_hash,
    state,
};
use crate::store::{
    Db, StoreResult,
    cards::number,
    decisions::By,
    entities::{
        events,
        registrations::{Column, Entity},
    },
    events::{sees, take},
};

/// The most registrations that are shown or erased at once.
const MANY: u64 = 200;

/// What was found.
pub type Found = Vec<PersonFound>;

/// Registrations that were made with this address, the latest first, within the limits.
///
/// # Errors
/// The database cannot be read.
pub async fn find_all(
    db: &Db,
    email: &str,
    scope: &Scope,
    secret: &[u8; 32],
) -> StoreResult<Found> {
    let rows = Entity::find()
        .filter(Column::EmailHash.eq(email_hash(secret, email)))
        .order_by_desc(Column::Id)
        .limit(MANY)
        .all(db.read())
        .await?;
    let of = events::Entity::find()
        .filter(events::Column::Id.is_in(rows.iter().map(|row| row.event_id)))
        .all(db.read())
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let event = of.iter().find(|event| event.id == row.event_id);
        let Some(event) = event.filter(|event| sees(scope, event.lab.as_deref())) else {
            continue;
        };
        found.push(PersonFound {
            id: row.id,
            event: event.id,
            title: event.title.clone(),
            starts_at: Timestamp(event.starts_at),
            status: state(&row)?,
            people: number(row.people),
        });
    }
    Ok(found)
}

/// Erases what was given with this address, within the limits; how many answers that were.
///
/// # Errors
/// The database could not write it.
pub async fn erase_all(
    db: &Db,
    email: &str,
    (scope, by): (&Scope, By),
    secret: &[u8; 32],
) -> StoreResult<u64> {
    let mut erased = 0;
    loop {
        let mut wiped = 0;
        for found in find_all(db, email, scope, secret).await? {
            let write = db.write().await?;
            let event = take(&write, found.event).await?;
            let row = Entity::find_by_id(found.id).one(write.conn()).await?;
            let (Some(event), Some(row)) = (event, row) else {
                write.rollback().await?;
                continue;
            };
            forget_mails(&write, &row).await?;
            erased += wipe(&write, event, &row, Some(by.staff), by.now).await?;
            write.commit_seats().await?;
            wiped += 1;
        }
        // Of what is erased the address is no longer known.
        if wiped == 0 {
            return Ok(erased);
        }
    }
}
