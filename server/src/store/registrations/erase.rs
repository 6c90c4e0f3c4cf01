//! Erasing: each answer on its date, a whole registration when its owner or staff wish it. What
//! is counted stays counted, and a record says what was erased.

use app::{api::ActivityKind, domain::Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QuerySelect, QueryTrait, Statement, sea_query::Expr,
};

use super::{
    change::{Acted, end},
    state, take,
};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Entry},
    entities::{
        erasures, events, outbox, registration_answers as answers,
        registrations::{self, Column, Entity},
    },
};

/// Answers to one field of one event that have served their time.
#[derive(Debug, FromQueryResult)]
struct Due {
    event_id: i64,
    key: String,
}

/// Erases the answers whose date has come, a transaction for each field of an event; how many
/// they were.
///
/// # Errors
/// The database could not write it.
pub async fn erase_due(db: &Db, now: Timestamp) -> StoreResult<u64> {
    const SQL: &str = "SELECT event_id, key FROM registration_answers WHERE erase_at <= $1
        GROUP BY event_id, key ORDER BY event_id, key";
    let backend = db.read().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, SQL, [now.0.into()]);
    let due = Due::find_by_statement(statement).all(db.read()).await?;
    let mut erased = 0;
    for Due { event_id, key } in due {
        let write = db.write().await?;
        let gone = answers::Entity::delete_many()
            .filter(answers::Column::EventId.eq(event_id).and(answers::Column::Key.eq(&key)))
            .filter(answers::Column::EraseAt.lte(now.0))
            .exec(write.conn())
            .await?
            .rows_affected;
        if gone == 0 {
            write.rollback().await?;
            continue;
        }
        if key == "email" {
            forget_addresses(&write, event_id).await?;
        }
        record(&write, event_id, &[(key, gone)], "date", now).await?;
        write.commit_seats().await?;
        erased += gone;
    }
    Ok(erased)
}

/// Of those whose address is erased nothing is left to know them by, in mails neither: also not in
/// those to an address that they had before, or have taken back.
async fn forget_addresses(write: &Write, event: i64) -> StoreResult<()> {
    let with = answers::Entity::find()
        .select_only()
        .column(answers::Column::RegistrationId)
        .filter(answers::Column::EventId.eq(event).and(answers::Column::Key.eq("email")));
    let without = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::EventId.eq(event))
        .filter(Column::Id.not_in_subquery(with.clone().into_query()));
    outbox::Entity::delete_many()
        .filter(outbox::Column::RegistrationId.in_subquery(without.into_query()))
        .exec(write.conn())
        .await?;
    Entity::update_many()
        .col_expr(Column::EmailHash, Expr::value(None::<String>))
        .filter(Column::EventId.eq(event).and(Column::EmailHash.is_not_null()))
        .filter(Column::Id.not_in_subquery(with.into_query()))
        .exec(write.conn())
        .await?;
    Ok(())
}

async fn record(
    write: &Write,
    event: i64,
    erased: &[(String, u64)],
    why: &str,
    now: Timestamp,
) -> StoreResult<()> {
    let rows = erased.iter().map(|(field, answers)| erasures::ActiveModel {
        event_id: Set(event),
        field: Set(field.clone()),
        answers: Set(i64::try_from(*answers).unwrap_or(i64::MAX)),
        why: Set(why.to_owned()),
        at: Set(now.0),
        ..erasures::ActiveModel::default()
    });
    if !erased.is_empty() {
        erasures::Entity::insert_many(rows).exec_without_returning(write.conn()).await?;
    }
    Ok(())
}

/// Erases all answers of a registration in this transaction, with a record. Where the event has
/// not begun, its seats are freed as well: nobody could be let in. How many answers there were.
/// `by` is the member of staff who does it, where it is not the person.
pub(super) async fn wipe(
    write: &Write,
    event: events::Model,
    row: &registrations::Model,
    by: Option<i64>,
    now: Timestamp,
) -> StoreResult<u64> {
    let why = if by.is_some() { "staff" } else { "person" };
    let keys: Vec<String> = answers::Entity::find()
        .select_only()
        .column(answers::Column::Key)
        .filter(answers::Column::RegistrationId.eq(row.id))
        .into_tuple()
        .all(write.conn())
        .await?;
    let mut counted: Vec<(String, u64)> = Vec::new();
    for key in keys {
        match counted.iter_mut().find(|(one, _)| *one == key) {
            Some((_, count)) => *count += 1,
            None => counted.push((key, 1)),
        }
    }
    answers::Entity::delete_many()
        .filter(answers::Column::RegistrationId.eq(row.id))
        .exec(write.conn())
        .await?;
    record(write, event.id, &counted, why, now).await?;
    let id = (event.id, row.id);
    let erased = Entry::registration(ActivityKind::RegistrationErased, id, now);
    let mut log = vec![Entry { staff: by, ..erased }];
    if now.0 < event.starts_at && state(row)?.is_open() {
        log.push(Entry::registration(ActivityKind::RegistrationCancelled, id, now));
        log.extend(end(write, event, row, now).await?);
    }
    Entity::update_many()
        .col_expr(Column::EmailHash, Expr::value(None::<String>))
        .col_expr(Column::ConfirmBy, Expr::value(None::<i64>))
        .col_expr(Column::ErasedAt, Expr::value(now.0))
        .filter(Column::Id.eq(row.id))
        .exec(write.conn())
        .await?;
    activity::append_all(write, &log).await?;
    Ok(counted.iter().map(|(_, count)| count).sum())
}

/// Erases what whoever signed up has said, on their wish.
///
/// # Errors
/// The database could not write it.
pub async fn erase(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Acted> {
    let write = db.write().await?;
    let Some((event, row)) = take(&write, token_hash).await? else {
        write.rollback().await?;
        return Ok(Acted::NotFound);
    };
    if row.erased_at.is_some() {
        write.rollback().await?;
        return Ok(Acted::Done);
    }
    forget_mails(&write, &row).await?;
    wipe(&write, event, &row, None, now).await?;
    write.commit_seats().await?;
    Ok(Acted::Done)
}

/// Mails that have not gone yet do not go any more, and of the others nobody knows to whom.
pub(super) async fn forget_mails(write: &Write, row: &registrations::Model) -> StoreResult<()> {
    outbox::Entity::delete_many()
        .filter(outbox::Column::RegistrationId.eq(row.id))
        .exec(write.conn())
        .await?;
    Ok(())
}
