//! The rows of registrations.

use std::collections::HashMap;

use app::domain::{RegistrationState, Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{NewPlace, code};
use crate::store::{
    StoreError, StoreResult, Write,
    entities::{attendees, events, registrations},
    idempotency,
    registrations::answers,
};

/// A place that somebody gets.
#[derive(Clone, Copy, Debug)]
pub(in crate::store::registrations) struct Place<'n> {
    /// Who.
    pub(in crate::store::registrations) new: &'n NewPlace,
    /// With seats, or in line.
    pub(in crate::store::registrations) status: RegistrationState,
    /// Their number in the order of those who came.
    pub(in crate::store::registrations) line: i64,
    /// Until when the address must be confirmed.
    pub(in crate::store::registrations) confirm_by: Option<Timestamp>,
    /// `web` or `desk`.
    pub(in crate::store::registrations) source: &'static str,
}

impl Place<'_> {
    fn row(&self) -> registrations::ActiveModel {
        let new = self.new;
        registrations::ActiveModel {
            event_id: Set(new.event),
            token_hash: Set(new.token_hash.clone()),
            code: Set(code(&new.secret, &new.token_hash)),
            seed: Set(serde_json::to_string(&new.seed).unwrap_or_default()),
            state: Set(self.status.as_str().to_owned()),
            people: Set(new.draft.people.into()),
            line: Set(self.line),
            lang: Set(new.lang.tag().to_owned()),
            email_hash: Set(new.email_hash()),
            confirm_by: Set(self.confirm_by.map(|by| by.0)),
            source: Set(self.source.to_owned()),
            created_at: Set(new.now.0),
            changed_at: Set(new.now.0),
            ..registrations::ActiveModel::default()
        }
    }
}

/// Writes registrations for an event with their people, answers and keys; their numbers, in the
/// same order. The event is taken by this transaction.
///
/// # Errors
/// The database could not write them. A violated unique constraint means that a token, an address
/// or a key is there already.
pub(in crate::store::registrations) async fn insert(
    write: &Write,
    event: &events::Model,
    places: &[Place<'_>],
) -> StoreResult<Vec<i64>> {
    let rows: Vec<_> = places.iter().map(Place::row).collect();
    let made = registrations::Entity::insert_many(rows).exec_with_returning(write.conn()).await?;
    // A database may give them in another order.
    let made: HashMap<String, i64> = made.into_iter().map(|row| (row.token_hash, row.id)).collect();
    let (mut ids, mut people, mut given) = (Vec::with_capacity(places.len()), vec![], vec![]);
    let mut keys = Vec::new();
    for Place { new, .. } in places {
        let id = made.get(&new.token_hash).copied();
        let id = id.ok_or_else(|| StoreError::corrupt("a registration was not written"))?;
        people.extend((0..i64::from(new.draft.people)).map(|position| attendees::ActiveModel {
            registration_id: Set(id),
            position: Set(position),
            ..attendees::ActiveModel::default()
        }));
        let ends = Timestamp(event.ends_at);
        given.extend(answers::rows((event.id, id), &new.draft, &new.asked, ends));
        keys.extend(new.key.as_ref().map(|key| (key, id, new.now)));
        ids.push(id);
    }
    attendees::Entity::insert_many(people).exec_without_returning(write.conn()).await?;
    answers::write(write, &given).await?;
    idempotency::take_all(write, &keys).await?;
    Ok(ids)
}
