//! The rows of a registration.

use app::{
    api::ActivityKind,
    domain::{RegistrationState, Timestamp},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::{NewPlace, code};
use crate::store::{
    StoreResult, Write, activity,
    entities::{attendees, events, registrations},
    registrations::answers,
};

/// The columns of a registration.
fn columns(
    new: &NewPlace,
    status: RegistrationState,
    (line, confirm_by, source): (i64, Option<Timestamp>, &str),
) -> registrations::ActiveModel {
    registrations::ActiveModel {
        event_id: Set(new.event),
        token_hash: Set(new.token_hash.clone()),
        code: Set(code(&new.secret, &new.token_hash)),
        seed: Set(serde_json::to_string(&new.seed).unwrap_or_default()),
        state: Set(status.as_str().to_owned()),
        people: Set(new.draft.people.into()),
        line: Set(line),
        lang: Set(new.lang.tag().to_owned()),
        email_hash: Set(new.email_hash()),
        confirm_by: Set(confirm_by.map(|by| by.0)),
        source: Set(source.to_owned()),
        created_at: Set(new.now.0),
        changed_at: Set(new.now.0),
        ..registrations::ActiveModel::default()
    }
}

/// Writes the registration itself; none where its token or its address is there already. The
/// event is taken by this transaction.
pub(in crate::store::registrations) async fn insert(
    write: &Write,
    new: &NewPlace,
    status: RegistrationState,
    stands: (i64, Option<Timestamp>, &str),
) -> StoreResult<Option<i64>> {
    insert_row(write, columns(new, status, stands)).await
}

/// Writes a registration that stands nowhere yet, for an event that is not taken; none where its
/// token is there already. Its address comes with its place ([`stand`]): two with the same address
/// would wait for each other here, and one of them might have the event.
pub(super) async fn begin(
    write: &Write,
    new: &NewPlace,
    confirm_by: Option<Timestamp>,
) -> StoreResult<Option<i64>> {
    // A place in line that nobody else has, and that nobody ever sees.
    let nowhere = rand::random::<i64>() | i64::MIN;
    let row = columns(new, RegistrationState::Waitlisted, (nowhere, confirm_by, "web"));
    insert_row(write, registrations::ActiveModel { email_hash: Set(None), ..row }).await
}

async fn insert_row(write: &Write, row: registrations::ActiveModel) -> StoreResult<Option<i64>> {
    let inserted = registrations::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_with_returning(write.conn())
        .await;
    match inserted {
        Ok(row) => Ok(Some(row.id)),
        Err(sea_orm::DbErr::RecordNotInserted | sea_orm::DbErr::RecordNotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Gives a registration its place and the event its count, and tells the log, at once: everybody
/// else who wants the event waits meanwhile. False where the address is there already. The event is
/// taken by this transaction.
pub(super) async fn stand(
    write: &Write,
    new: &NewPlace,
    (id, status, line): (i64, RegistrationState, i64),
    event: &events::Model,
) -> StoreResult<bool> {
    // A hash in hexadecimal, numbers and a word of ours: nothing that anybody wrote.
    let hash = new.email_hash().map_or_else(|| "NULL".to_owned(), |hash| format!("'{hash}'"));
    let (state, event_id) = (status.as_str(), event.id);
    let events::Model { taken, waiting, next_line, .. } = event;
    let both = format!(
        "UPDATE registrations SET state = '{state}', line = {line}, email_hash = {hash}
            WHERE id = {id};
         UPDATE events SET taken = {taken}, waiting = {waiting}, next_line = {next_line}
            WHERE id = {event_id}"
    );
    let made = (ActivityKind::RegistrationMade, new.now);
    match activity::append_at_once(write, &both, made, (event_id, id)).await {
        Ok(()) => Ok(true),
        Err(error) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes the people and their answers.
pub(in crate::store::registrations) async fn rows(
    write: &Write,
    new: &NewPlace,
    id: i64,
    event: &events::Model,
) -> StoreResult<()> {
    let people = (0..i64::from(new.draft.people)).map(|position| attendees::ActiveModel {
        registration_id: Set(id),
        position: Set(position),
        ..attendees::ActiveModel::default()
    });
    attendees::Entity::insert_many(people).exec_without_returning(write.conn()).await?;
    let ends = Timestamp(event.ends_at);
    answers::write(write, (event.id, id), &new.draft, &new.asked, ends).await
}
