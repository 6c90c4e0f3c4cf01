//! Signing up: seats or a place in line, answers, log and mail in one transaction.

mod rows;

use std::sync::Arc;

use app::{
    api::AskedField,
    domain::{
        FieldError, FieldErrors, RegistrationDraft, RegistrationState, SignUp, Timestamp,
        confirm_until,
    },
    i18n::Lang,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tokio::sync::OwnedMutexGuard;

use rows::{begin, stand};
pub(super) use rows::{insert, rows};

use super::{line, state, tell};
use crate::{
    store::{
        Db, StoreError, StoreResult, Write,
        cards::number,
        entities::{events, registrations},
        events::{kept, seats, take, window},
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

impl NewPlace {
    pub(super) fn email_hash(&self) -> Option<String> {
        self.draft.email.as_deref().map(|email| email_hash(&self.secret, email))
    }
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
    // What is kept of the event may be older than what another instance has made of it.
    let mut before = kept(db, new.event);
    loop {
        // Given back after the transaction.
        let mut turn = None;
        let write = db.write().await?;
        match place(db, &write, new, (before.take(), &mut turn)).await? {
            Placed::Done(made) => {
                write.commit_seats().await?;
                return Ok(made);
            }
            Placed::Refused(made) => {
                write.rollback().await?;
                return Ok(made);
            }
            Placed::There => {
                write.rollback().await?;
                return there(db, new).await;
            }
            Placed::Changed => write.rollback().await?,
        }
    }
}

/// Adds a registration as it was made at some time, without mail and log: for sample content.
///
/// # Errors
/// The database could not write it.
pub async fn add(db: &Db, new: &NewPlace) -> StoreResult<()> {
    let write = db.write().await?;
    let event = take(&write, new.event).await?;
    let mut event = event.ok_or_else(|| StoreError::corrupt("no such event"))?;
    let (status, line) = line::join(&mut event, new.draft.people);
    if let Some(id) = insert(&write, new, status, (line, None, "web")).await? {
        rows(&write, new, id, &event).await?;
    }
    line::count(&write, &event).await?;
    write.commit_quietly().await
}

/// What became of the rows.
enum Placed {
    /// They are written.
    Done(Made),
    /// They must not be.
    Refused(Made),
    /// The token, the key or the address is there already.
    There,
    /// The event was changed meanwhile: once more.
    Changed,
}

/// Why nobody is signed up so; none where somebody is.
fn refused(event: &events::Model, new: &NewPlace) -> Option<Made> {
    if event.state == "draft" {
        return Some(Made::NotFound);
    }
    let people = new.draft.people;
    let found = window(event).at(new.now, seats(event));
    if !found.takes() && found != SignUp::Full {
        return Some(Made::Shut(found));
    }
    if event.capacity.is_some_and(|capacity| i64::from(people) > capacity) {
        let max = event.capacity.unwrap_or_default();
        let error = FieldError::NotANumber { min: 1, max };
        return Some(Made::Wrong(FieldErrors::one("people", error)));
    }
    (!seats(event).fits(people) && !event.waitlist).then_some(Made::Shut(SignUp::Full))
}

/// Everything that does not depend on the others who sign up is written first, so that all who
/// sign up for the same event at once wait for each other only from when it is taken.
async fn place(
    db: &Db,
    write: &Write,
    new: &NewPlace,
    (before, turn): (Option<events::Model>, &mut Option<OwnedMutexGuard<()>>),
) -> StoreResult<Placed> {
    let before = match before {
        Some(kept) => Some(kept),
        None => events::Entity::find_by_id(new.event).one(write.conn()).await?,
    };
    let Some(before) = before else { return Ok(Placed::Refused(Made::NotFound)) };
    let confirm_by = new.draft.email.as_ref().filter(|_| before.must_confirm);
    let confirm_by = confirm_by.map(|_| confirm_until(new.now));
    // What was sent once is there, whatever has become of the event since.
    let Some(id) = begin(write, new, confirm_by).await? else {
        return Ok(Placed::There);
    };
    if let Some(key) = &new.key
        && !idempotency::take(write, key, id, new.now).await?
    {
        return Ok(Placed::There);
    }
    if let Some(made) = refused(&before, new) {
        return Ok(Placed::Refused(made));
    }
    rows(write, new, id, &before).await?;
    if let Some(email) = &new.draft.email {
        tell::signed_up(write, &before, (id, &new.seed, new.lang, email), new.now).await?;
    }
    *turn = Some(db.turn(new.event).await);
    let Some(mut event) = take(write, new.event).await? else {
        return Ok(Placed::Refused(Made::NotFound));
    };
    if event.version != before.version {
        return Ok(Placed::Changed);
    }
    if let Some(made) = refused(&event, new) {
        return Ok(Placed::Refused(made));
    }
    let (status, line) = line::join(&mut event, new.draft.people);
    if !stand(write, new, (id, status, line), &event).await? {
        return Ok(Placed::There);
    }
    let position = match status {
        // Whoever comes stands last.
        RegistrationState::Waitlisted => Some(number(event.waiting)),
        _ => None,
    };
    Ok(Placed::Done(Made::Done { status, position, confirm_by, again: false }))
}

/// Something was there already: the same request, or another one with the same key or address.
async fn there(db: &Db, new: &NewPlace) -> StoreResult<Made> {
    use registrations::{Column, Entity};
    let same = Entity::find().filter(Column::TokenHash.eq(&new.token_hash));
    if let Some(row) = same.one(db.read()).await? {
        let now = state(&row)?;
        let position = super::mine::position(db.read(), &row).await?;
        return Ok(Made::Done {
            status: now,
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
        write.commit_seats().await?;
    }
    Ok(Made::Existing)
}
