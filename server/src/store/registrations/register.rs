//! Signing up: seats or a place in line, answers, log and mail in one transaction.

use std::sync::Arc;

use app::{
    api::{ActivityKind, AskedField},
    domain::{
        FieldError, FieldErrors, RegistrationDraft, RegistrationState, SignUp, Timestamp,
        confirm_until,
    },
    i18n::Lang,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{answers, line, state, tell};
use crate::{
    store::{
        Db, StoreError, StoreResult, Write,
        activity::{self, Entry},
        cards::number,
        entities::{attendees, events, registrations},
        events::{seats, take, window},
        idempotency::{self, Key},
    },
    token,
};

/// Who signs up.
#[derive(Clone, Debug)]
pub struct NewPlace {
    /// Number of the event.
    pub event: i64,
    /// What was answered.
    pub draft: RegistrationDraft,
    /// What the event asks, as it was read for the draft.
    pub asked: Vec<AskedField>,
    /// Hash of the token of the private page. The same for the same key and body.
    pub token_hash: String,
    /// From which that token was made, for mails.
    pub seed: Vec<String>,
    /// The language of whoever signs up.
    pub lang: Lang,
    /// The installation's key.
    pub secret: Arc<[u8; 32]>,
    /// So that it is taken once, however often it is sent.
    pub key: Option<Key>,
    /// When.
    pub now: Timestamp,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// It is there.
    Done {
        /// Seats, or a place in line.
        status: RegistrationState,
        /// The place in line, from 1.
        position: Option<u32>,
        /// Until when the address must be confirmed.
        confirm_by: Option<Timestamp>,
        /// Whether it was there before: sent again with the same key.
        again: bool,
    },
    /// There is no such event.
    NotFound,
    /// Nobody can sign up now, and why.
    Shut(SignUp),
    /// Somebody signed up with this address before: the way in was mailed there.
    Existing,
    /// The key was used with another body.
    KeyReused,
    /// It does not fit.
    Wrong(FieldErrors),
}

/// What is stored of an address to know it again: nothing without the installation's key.
pub(super) fn email_hash(secret: &[u8; 32], email: &str) -> String {
    token::derived(secret, &["registration", &email.to_lowercase()])
}

/// What staff scan, made from the token: whoever reads it learns nothing of the private page.
pub(super) fn code(secret: &[u8; 32], token_hash: &str) -> String {
    let code = token::derived(secret, &["code", token_hash]);
    code.get(..16).unwrap_or(&code).to_uppercase()
}

/// Signs somebody up. Full means a place in line, not an error.
///
/// # Errors
/// The database could not write it: then nothing was written.
pub async fn register(db: &Db, new: &NewPlace) -> StoreResult<Made> {
    let write = db.write().await?;
    match place(&write, new).await? {
        Placed::Done(made) => {
            write.commit().await?;
            Ok(made)
        }
        Placed::Refused(made) => {
            write.rollback().await?;
            Ok(made)
        }
        Placed::There => {
            write.rollback().await?;
            there(db, new).await
        }
    }
}

/// What became of the rows.
enum Placed {
    /// They are written.
    Done(Made),
    /// They must not be.
    Refused(Made),
    /// The token, the key or the address is there already.
    There,
}

async fn place(write: &Write, new: &NewPlace) -> StoreResult<Placed> {
    let Some(mut event) = take(write, new.event).await? else {
        return Ok(Placed::Refused(Made::NotFound));
    };
    if event.state == "draft" {
        return Ok(Placed::Refused(Made::NotFound));
    }
    // What was sent once is there, whatever has become of the event since.
    if new.key.is_some() && by_token(write, &new.token_hash).await?.is_some() {
        return Ok(Placed::There);
    }
    let people = new.draft.people;
    let found = window(&event).at(new.now, seats(&event));
    if !found.takes() && found != SignUp::Full {
        return Ok(Placed::Refused(Made::Shut(found)));
    }
    if event.capacity.is_some_and(|capacity| i64::from(people) > capacity) {
        let max = event.capacity.unwrap_or_default();
        let error = FieldError::NotANumber { min: 1, max };
        return Ok(Placed::Refused(Made::Wrong(FieldErrors::one("people", error))));
    }
    let status = match (seats(&event).fits(people), event.waitlist) {
        (true, _) => RegistrationState::Confirmed,
        (false, true) => RegistrationState::Waitlisted,
        (false, false) => return Ok(Placed::Refused(Made::Shut(SignUp::Full))),
    };
    let confirm_by = event.must_confirm.then(|| confirm_until(new.now));
    let line = event.next_line;
    event.next_line += 1;
    match status {
        RegistrationState::Confirmed => event.taken += i64::from(people),
        _ => event.waiting += 1,
    }
    let Some(id) = insert(write, new, status, (line, confirm_by, "web")).await? else {
        return Ok(Placed::There);
    };
    if let Some(key) = &new.key
        && !idempotency::take(write, key, id, new.now).await?
    {
        return Ok(Placed::There);
    }
    rows(write, new, id, &event).await?;
    line::count(write, &event).await?;
    if let Some(email) = &new.draft.email {
        tell::signed_up(write, &event, (id, &new.seed, new.lang, email), new.now).await?;
    }
    let kind = ActivityKind::RegistrationMade;
    activity::append(write, Entry::registration(kind, (event.id, id), new.now)).await?;
    let position = match status {
        // Whoever comes stands last.
        RegistrationState::Waitlisted => Some(number(event.waiting)),
        _ => None,
    };
    Ok(Placed::Done(Made::Done { status, position, confirm_by, again: false }))
}

/// Writes the registration itself; none where its token or its address is there already.
pub(super) async fn insert(
    write: &Write,
    new: &NewPlace,
    status: RegistrationState,
    (line, confirm_by, source): (i64, Option<Timestamp>, &str),
) -> StoreResult<Option<i64>> {
    let email_hash = new.draft.email.as_deref().map(|email| email_hash(&new.secret, email));
    let row = registrations::ActiveModel {
        event_id: Set(new.event),
        token_hash: Set(new.token_hash.clone()),
        code: Set(code(&new.secret, &new.token_hash)),
        seed: Set(serde_json::to_string(&new.seed).unwrap_or_default()),
        state: Set(status.as_str().to_owned()),
        people: Set(new.draft.people.into()),
        line: Set(line),
        lang: Set(new.lang.tag().to_owned()),
        email_hash: Set(email_hash),
        confirm_by: Set(confirm_by.map(|by| by.0)),
        source: Set(source.to_owned()),
        created_at: Set(new.now.0),
        changed_at: Set(new.now.0),
        ..registrations::ActiveModel::default()
    };
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

/// Writes the people and their answers.
pub(super) async fn rows(
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

async fn by_token(write: &Write, hash: &str) -> StoreResult<Option<registrations::Model>> {
    let found = registrations::Entity::find().filter(registrations::Column::TokenHash.eq(hash));
    Ok(found.one(write.conn()).await?)
}

/// Something was there already: the same request, or another one with the same key or address.
async fn there(db: &Db, new: &NewPlace) -> StoreResult<Made> {
    use registrations::{Column, Entity};
    let same = Entity::find().filter(Column::TokenHash.eq(&new.token_hash));
    if let Some(row) = same.one(db.read()).await? {
        let now = state(&row)?;
        let position = super::mine::position(db.read(), &row).await?;
        // What was answered the first time: whoever moved up meanwhile was told of it.
        return Ok(Made::Done {
            status: match now {
                RegistrationState::Waitlisted => RegistrationState::Waitlisted,
                _ => RegistrationState::Confirmed,
            },
            position,
            confirm_by: row.confirm_by.map(Timestamp),
            again: true,
        });
    }
    if let Some(key) = &new.key
        && idempotency::is_taken(db, key).await?
    {
        return Ok(Made::KeyReused);
    }
    let Some(email) = &new.draft.email else {
        return Err(StoreError::corrupt("a registration that is there and is not"));
    };
    // The way in goes to the address and to nobody else.
    let hash = email_hash(&new.secret, email);
    let known = Entity::find()
        .filter(Column::EventId.eq(new.event))
        .filter(Column::EmailHash.eq(hash))
        .filter(Column::State.ne(RegistrationState::Cancelled.as_str()));
    if let Some(row) = known.one(db.read()).await? {
        let write = db.write().await?;
        tell::existing(&write, &row, email, new.now).await?;
        write.commit().await?;
    }
    Ok(Made::Existing)
}
