//! Signing up in one transaction: seats or places in line, answers, keys, log and mails.

use std::collections::HashSet;

use app::{
    api::ActivityKind,
    domain::{FieldError, FieldErrors, RegistrationState, SignUp, confirm_until},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{Made, NewPlace, Place, insert};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Entry},
    cards::number,
    entities::{
        events,
        registrations::{Column, Entity},
    },
    events::{seats, take, window},
    idempotency,
    registrations::{line, tell},
};

/// What became of one of them.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// This.
    Done(Made),
    /// The token, the key or the address was used before.
    Known,
}

/// Signs these up for the event that all of them want, in their order; what became of each.
///
/// # Errors
/// The database could not write it: then nothing was written.
pub(super) async fn together(db: &Db, all: &[NewPlace]) -> StoreResult<Vec<Outcome>> {
    let Some(first) = all.first() else { return Ok(Vec::new()) };
    let write = db.write().await?;
    let Some(mut event) = take(&write, first.event).await? else {
        write.rollback().await?;
        return Ok(vec![Outcome::Done(Made::NotFound); all.len()]);
    };
    let mut known = Known::find(&write, event.id, all).await?;
    let (mut outcomes, mut places) = (Vec::with_capacity(all.len()), Vec::new());
    for new in all {
        // What was sent once is there, whatever has become of the event since.
        if known.sent(new) {
            outcomes.push(Outcome::Known);
            continue;
        }
        if let Some(made) = refused(&event, new) {
            outcomes.push(Outcome::Done(made));
            continue;
        }
        if !known.comes(new) {
            outcomes.push(Outcome::Known);
            continue;
        }
        let (status, line) = line::join(&mut event, new.draft.people);
        // Whoever comes stands last.
        let position = (status == RegistrationState::Waitlisted).then_some(number(event.waiting));
        let confirm_by = new.draft.email.as_ref().filter(|_| event.must_confirm);
        let confirm_by = confirm_by.map(|_| confirm_until(new.now));
        places.push(Place { new, status, line, confirm_by, source: "web" });
        outcomes.push(Outcome::Done(Made::Done { status, position, confirm_by, again: false }));
    }
    if places.is_empty() {
        write.rollback().await?;
        return Ok(outcomes);
    }
    match seat(&write, &event, &places).await {
        Ok(()) => write.commit_seats().await?,
        // With several it is not known whose it is.
        Err(error) if all.len() == 1 && error.is_unique_violation() => {
            write.rollback().await?;
            return Ok(vec![Outcome::Known]);
        }
        Err(error) => return Err(error),
    }
    Ok(outcomes)
}

/// Writes all that is to be written of these.
async fn seat(write: &Write, event: &events::Model, places: &[Place<'_>]) -> StoreResult<()> {
    let ids = insert(write, event, places).await?;
    let all: Vec<_> = ids.into_iter().zip(places.iter().map(|place| place.new)).collect();
    tell::signed_up(write, event, &all).await?;
    line::count(write, event).await?;
    let mut log = Vec::with_capacity(all.len());
    for (id, new) in &all {
        log.push(Entry::registration(ActivityKind::RegistrationMade, (event.id, *id), new.now));
    }
    activity::append_all(write, &log).await
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

/// What nobody else can come with.
#[derive(Debug, Default)]
struct Known {
    tokens: HashSet<String>,
    keys: HashSet<String>,
    addresses: HashSet<String>,
}

impl Known {
    /// What of these was used before. The event is taken by this transaction: nobody else comes meanwhile.
    async fn find(write: &Write, event: i64, all: &[NewPlace]) -> StoreResult<Self> {
        let tokens: Vec<&str> = all.iter().map(|new| new.token_hash.as_str()).collect();
        let addresses: Vec<String> = all.iter().filter_map(NewPlace::email_hash).collect();
        let keys = all.iter().filter_map(|new| Some(new.key.as_ref()?.key_hash.as_str()));
        let keys: Vec<&str> = keys.collect();
        let of = |column: Column| Entity::find().select_only().column(column);
        let sent = of(Column::TokenHash).filter(Column::TokenHash.is_in(tokens));
        let mut known = Self {
            tokens: sent.into_tuple::<String>().all(write.conn()).await?.into_iter().collect(),
            keys: idempotency::which(write, keys).await?.into_iter().collect(),
            addresses: HashSet::new(),
        };
        if !addresses.is_empty() {
            let open = of(Column::EmailHash)
                .filter(Column::EventId.eq(event))
                .filter(Column::EmailHash.is_in(addresses))
                .filter(Column::State.ne(RegistrationState::Cancelled.as_str()));
            known.addresses.extend(open.into_tuple::<String>().all(write.conn()).await?);
        }
        Ok(known)
    }

    /// Whether the same was sent before, or anything else with its key.
    fn sent(&self, new: &NewPlace) -> bool {
        let key = new.key.as_ref();
        self.tokens.contains(&new.token_hash)
            || key.is_some_and(|key| self.keys.contains(&key.key_hash))
    }

    /// Lets somebody come; false where another one has come with this address.
    fn comes(&mut self, new: &NewPlace) -> bool {
        if !new.email_hash().is_none_or(|hash| self.addresses.insert(hash)) {
            return false;
        }
        self.tokens.insert(new.token_hash.clone());
        self.keys.extend(new.key.iter().map(|key| key.key_hash.clone()));
        true
    }
}
