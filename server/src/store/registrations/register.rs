//! Signing up: seats, or a place in line.

mod queue;
mod rows;
mod together;

use std::sync::Arc;

use app::{
    api::AskedField,
    domain::{FieldErrors, RegistrationDraft, RegistrationState, SignUp, Timestamp},
    i18n::Lang,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use queue::Queues;
pub(super) use rows::{Place, insert};
use together::Outcome;

use super::{line, state, tell};
use crate::{
    store::{
        Db, StoreError, StoreResult,
        entities::registrations,
        events::take,
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
pub async fn register(db: &Db, new: NewPlace) -> StoreResult<Made> {
    match queue::join(db, new.clone()).await? {
        Outcome::Done(made) => Ok(made),
        Outcome::Known => known(db, &new).await,
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
    let place = Place { new, status, line, confirm_by: None, source: "web" };
    insert(&write, &event, &[place]).await?;
    line::count(&write, &event).await?;
    write.commit_quietly().await
}

/// Something was there already: the same request, or another one with the same key or address.
async fn known(db: &Db, new: &NewPlace) -> StoreResult<Made> {
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
