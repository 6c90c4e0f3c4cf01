//! Mails to many who signed up for the same event.

use std::collections::{HashMap, HashSet};

use app::domain::{MessageDraft, Scope, Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType,
    PaginatorTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};

use super::{Told, letter, seed};
use crate::{
    store::{
        Db, StoreResult, Write,
        activity::{self, Details, Entry},
        decisions::By,
        entities::{
            attendees, events, outbox as outbox_rows,
            registration_answers::{self as answers},
            registrations::{self, Model},
        },
        events::sees,
        outbox::{About, Letter},
    },
    token,
};

/// How many mails one statement puts out.
const CHUNK: usize = 200;
/// Mails about a cancelled event wait so long, in milliseconds, for whoever cancelled it by
/// mistake.
const GRACE: i64 = 30_000;

/// Registrations of an event with their addresses, those in these states.
async fn recipients(
    conn: &impl ConnectionTrait,
    event: i64,
    states: &[&str],
    only: Option<&[i64]>,
) -> StoreResult<Vec<(Model, String)>> {
    use registrations::{Column, Entity};
    let mut query = Entity::find()
        .filter(Column::EventId.eq(event))
        .filter(Column::State.is_in(states.iter().copied()));
    if let Some(only) = only {
        query = query.filter(Column::Id.is_in(only.iter().copied()));
    }
    let rows = query.all(conn).await?;
    let found: Vec<(i64, String)> = answers::Entity::find()
        .select_only()
        .columns([answers::Column::RegistrationId, answers::Column::Value])
        .filter(answers::Column::EventId.eq(event))
        .filter(answers::Column::Key.eq("email"))
        .into_tuple()
        .all(conn)
        .await?;
    let mut addresses: HashMap<i64, String> = found.into_iter().collect();
    let with = |row: Model| addresses.remove(&row.id).map(|email| (row, email));
    Ok(rows.into_iter().filter_map(with).collect())
}

/// Registrations of an event of which somebody was checked in.
async fn came(conn: &impl ConnectionTrait, event: i64) -> StoreResult<HashSet<i64>> {
    use registrations::{Column, Entity};
    let rows: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .join(
            JoinType::InnerJoin,
            Entity::belongs_to(attendees::Entity)
                .from(Column::Id)
                .to(attendees::Column::RegistrationId)
                .into(),
        )
        .filter(Column::EventId.eq(event).and(attendees::Column::ArrivedAt.is_not_null()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

const OPEN: [&str; 3] = ["confirmed", "offered", "waitlisted"];
const SEATED: [&str; 1] = ["confirmed"];

/// Puts out mails to many, a statement for each [`CHUNK`]; how many of them are new.
async fn put_all(
    write: &Write,
    to: Vec<(Model, String)>,
    key: impl Fn(&Model) -> String,
    letter: impl Fn(&Model) -> Letter,
    (now, due): (Timestamp, Timestamp),
) -> StoreResult<u64> {
    use outbox_rows::{ActiveModel, Column, Entity};
    let mut new = 0;
    for chunk in to.chunks(CHUNK) {
        let rows = chunk.iter().map(|(row, email)| {
            let letter = letter(row);
            ActiveModel {
                key: Set(key(row)),
                message_id: Set(token::random()),
                recipient: Set(email.clone()),
                lang: Set(row.lang.clone()),
                kind: Set(letter.kind().to_owned()),
                params: Set(letter.to_json()),
                created_at: Set(now.0),
                due_at: Set(due.0),
                registration_id: Set(Some(row.id)),
                ..ActiveModel::default()
            }
        });
        new += Entity::insert_many(rows)
            .on_conflict(OnConflict::column(Column::Key).do_nothing().to_owned())
            .exec_without_returning(write.conn())
            .await?;
    }
    write.mails();
    Ok(new)
}

/// Tells everybody who signed up for an event and can be reached; reminders and thanks only those
/// who have seats.
pub(in crate::store) async fn tell_all(
    write: &Write,
    event: &events::Model,
    told: Told,
    now: Timestamp,
) -> StoreResult<()> {
    let states: &[&str] = match told {
        Told::Reminder(_) | Told::Thanks => &SEATED,
        _ => &OPEN,
    };
    let mut to = recipients(write.conn(), event.id, states, None).await?;
    if told == Told::Thanks {
        let came = came(write.conn(), event.id).await?;
        // Where nobody was checked in, nobody knows who came.
        to.retain(|(row, _)| came.is_empty() || came.contains(&row.id));
    }
    let key = |row: &Model| match told {
        // Once for each beginning, whatever happens in between.
        Told::Reminder(starts) => format!("registration:{}:{}:{starts}", row.id, told.key()),
        Told::Thanks => format!("registration:{}:{}:{}", row.id, told.key(), event.starts_at),
        _ => format!("registration:{}:{}:{}", row.id, told.key(), event.version),
    };
    let due = match told {
        Told::EventCancelled { .. } => now.plus_ms(GRACE),
        _ => now,
    };
    put_all(write, to, key, |row| letter(event.id, row.id, seed(row), told.about()), (now, due))
        .await?;
    Ok(())
}

/// Tells everybody that an event takes place after all. Where the mails about the cancelling have
/// not gone yet, they never go, and nobody hears of either.
pub(in crate::store) async fn tell_restored(
    write: &Write,
    event: &events::Model,
    now: Timestamp,
) -> StoreResult<()> {
    use outbox_rows::{Column, Entity};
    let to = recipients(write.conn(), event.id, &OPEN, None).await?;
    // The version that cancelled it is the one before.
    let key = |row: &Model| format!("registration:{}:cancelled:{}", row.id, event.version - 1);
    let mut told = Vec::new();
    for chunk in to.chunks(CHUNK) {
        let keys: Vec<String> = chunk.iter().map(|(row, _)| key(row)).collect();
        let waits = Column::SentAt.is_null().and(Column::ClaimedUntil.is_null());
        let unsent = Entity::find()
            .select_only()
            .column(Column::Key)
            .filter(Column::Key.is_in(&keys).and(waits.clone()));
        let unsent: Vec<String> = unsent.into_tuple().all(write.conn()).await?;
        let gone = Entity::delete_many()
            .filter(Column::Key.is_in(&unsent).and(waits))
            .exec(write.conn())
            .await?;
        // One that was taken to be sent just now will be read.
        let heard =
            |row: &Model| gone.rows_affected != unsent.len() as u64 || !unsent.contains(&key(row));
        told.extend(chunk.iter().filter(|(row, _)| heard(row)).cloned());
    }
    let restored = |row: &Model| format!("registration:{}:restored:{}", row.id, event.version);
    let about = |row: &Model| letter(event.id, row.id, seed(row), About::EventRestored);
    put_all(write, told, restored, about, (now, now)).await?;
    Ok(())
}

/// How many registrations would be told of a change.
///
/// # Errors
/// The database cannot be read.
pub async fn reachable(db: &Db, event: i64) -> StoreResult<u32> {
    use answers::{Column, Entity};
    let count = Entity::find()
        .join(
            JoinType::InnerJoin,
            Entity::belongs_to(registrations::Entity)
                .from(Column::RegistrationId)
                .to(registrations::Column::Id)
                .into(),
        )
        .filter(Column::Key.eq("email"))
        .filter(registrations::Column::EventId.eq(event))
        .filter(registrations::Column::State.is_in(OPEN))
        .count(db.read())
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Writes to participants in the team's words; how many get a mail and how many have no address.
/// Sent once more, the same words reach nobody twice.
/// None where the event is not there or not within the limits.
///
/// # Errors
/// The database could not write it.
pub async fn message(
    db: &Db,
    id: i64,
    (to, draft): (&To, &MessageDraft),
    (scope, by): (&Scope, By),
) -> StoreResult<Option<(u32, u32)>> {
    let write = db.write().await?;
    let event = crate::store::events::take(&write, id).await?;
    let Some(event) = event.filter(|event| sees(scope, event.lab.as_deref())) else {
        write.rollback().await?;
        return Ok(None);
    };
    let (states, only): (&[&str], Option<&[i64]>) = match to {
        To::All => (&OPEN, None),
        To::Confirmed => (&SEATED, None),
        To::Waitlisted => (&["waitlisted", "offered"], None),
        To::Some(ids) => (&OPEN, Some(ids)),
    };
    let reached = recipients(write.conn(), id, states, only).await?;
    let mut all = registrations::Entity::find()
        .filter(registrations::Column::EventId.eq(id))
        .filter(registrations::Column::State.is_in(states.iter().copied()));
    if let Some(only) = only {
        all = all.filter(registrations::Column::Id.is_in(only.iter().copied()));
    }
    let all = u32::try_from(all.count(write.conn()).await?).unwrap_or(u32::MAX);
    let once = token::hash_parts(&[&draft.subject, &draft.text]);
    let reachable = u32::try_from(reached.len()).unwrap_or(u32::MAX);
    let words = |row: &Model| Letter::Message {
        event: id,
        title: event.title.clone(),
        subject: draft.subject.clone(),
        text: draft.text.clone(),
        seed: seed(row),
    };
    let key = |row: &Model| format!("registration:{}:message:{once}", row.id);
    let new = put_all(&write, reached, key, words, (by.now, by.now)).await?;
    if new == 0 && reachable > 0 {
        write.rollback().await?;
        return Ok(Some((reachable, all.saturating_sub(reachable))));
    }
    let details = Details {
        subject: Some(event.title.clone()),
        note: Some(draft.subject.clone()),
        ..Details::default()
    };
    let entry = Entry::event(app::api::ActivityKind::EventMessage, id, by.now);
    activity::append(&write, Entry { details, staff: Some(by.staff), ..entry }).await?;
    write.commit().await?;
    Ok(Some((reachable, all.saturating_sub(reachable))))
}

/// To whom a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// Whoever has seats or waits.
    All,
    /// Whoever has seats.
    Confirmed,
    /// Whoever waits.
    Waitlisted,
    /// Registrations with these numbers.
    Some(Vec<i64>),
}
