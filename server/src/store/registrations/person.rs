//! Everything that was given with an address: for whoever asks staff to find or erase it.

use app::{
    api::PersonFound,
    domain::{Scope, Timestamp},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};

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
        events, outbox,
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

/// Erases what was given with this address, within the limits, and mails to it; how many answers
/// that were.
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
            break;
        }
    }
    forget_former(db, email, scope).await?;
    Ok(erased)
}

/// A mail to an address, and the event that it is about.
#[derive(Debug, FromQueryResult)]
struct Mail {
    id: i64,
    lab: Option<String>,
}

/// Mails to an address that somebody has changed since: their registration is found by the new one.
async fn forget_former(db: &Db, email: &str, scope: &Scope) -> StoreResult<()> {
    const SQL: &str = "SELECT o.id AS id, e.lab AS lab FROM outbox o
        JOIN registrations r ON r.id = o.registration_id JOIN events e ON e.id = r.event_id
        WHERE LOWER(o.recipient) = $1";
    let write = db.write().await?;
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, SQL, [email.to_lowercase().into()]);
    let mails = Mail::find_by_statement(statement).all(write.conn()).await?;
    let mails = mails.into_iter().filter(|mail| sees(scope, mail.lab.as_deref()));
    let mails: Vec<i64> = mails.map(|mail| mail.id).collect();
    if !mails.is_empty() {
        outbox::Entity::delete_many()
            .filter(outbox::Column::Id.is_in(mails))
            .exec(write.conn())
            .await?;
    }
    write.commit_quietly().await
}
