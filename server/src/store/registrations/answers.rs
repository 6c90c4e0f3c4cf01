//! What was answered: a row for each answer, with the moment at which it goes.

use std::collections::HashMap;

use app::{
    api::{AskedField, GivenAnswer},
    domain::{self, Date, RegistrationDraft, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::store::{
    StoreResult, Write,
    cards::CHUNK,
    entities::registration_answers::{ActiveModel, Column, Entity},
};

/// When an answer is erased that is kept so many days after an event: in the night after the last
/// day.
pub fn erase_at(ends: Timestamp, keep_days: u32) -> Timestamp {
    Date::of(ends).plus_days(i64::from(keep_days) + 1).begins()
}

/// The answers of a registration, as they are written.
pub(super) fn rows(
    (event, registration): (i64, i64),
    draft: &RegistrationDraft,
    asked: &[AskedField],
    ends: Timestamp,
) -> Vec<ActiveModel> {
    let keep = |key: &str| asked.iter().find(|field| field.key == key).map_or(0, |f| f.keep_days);
    let row = |answer: &domain::GivenAnswer| ActiveModel {
        registration_id: Set(registration),
        event_id: Set(event),
        person: Set(answer.person.map(i64::from)),
        key: Set(answer.key.clone()),
        value: Set(answer.value.clone()),
        erase_at: Set(erase_at(ends, keep(&answer.key)).0),
        ..ActiveModel::default()
    };
    draft.answers.iter().map(row).collect()
}

/// Writes answers of registrations that have none.
pub(super) async fn write(write: &Write, rows: &[ActiveModel]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(write.conn()).await?;
    }
    Ok(())
}

/// The answers of these registrations, each by its input.
pub(super) async fn of(
    conn: &impl ConnectionTrait,
    ids: &[i64],
) -> StoreResult<HashMap<i64, Vec<GivenAnswer>>> {
    let mut all: HashMap<i64, Vec<GivenAnswer>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = Entity::find()
            .filter(Column::RegistrationId.is_in(ids.iter().copied()))
            .order_by_asc(Column::RegistrationId)
            .order_by_asc(Column::Id);
        for row in rows.all(conn).await? {
            let input = match row.person {
                Some(person @ 1..) => format!("{}_{}", row.key, person + 1),
                _ => row.key,
            };
            let answer = GivenAnswer { input, value: row.value };
            all.entry(row.registration_id).or_default().push(answer);
        }
    }
    Ok(all)
}
