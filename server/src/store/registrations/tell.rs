//! Whom to tell of what by mail: whoever gave an address. One mail for each registration and
//! change, in the transaction of the change.

mod many;

use app::domain::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

pub use many::{To, message, reachable};
pub(in crate::store) use many::{tell_all, tell_restored};

use super::NewPlace;
use crate::{
    store::{
        StoreResult, Write,
        entities::{
            events,
            registration_answers::{self as answers},
            registrations::Model,
        },
        outbox::{self, About, Letter, Mail},
    },
    token,
};

/// The way in is mailed to an address at most this often, in milliseconds: an hour.
const WAY_IN_EVERY: i64 = 3_600_000;

/// So many mails about registrations one address gets in a day for what others than the team did:
/// whoever signs up may have given somebody else's. The private page says the same.
const MAILS_A_DAY: i64 = 30;
const DAY: i64 = 86_400_000;

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// They have signed up, and the address is theirs.
    SignedUp,
    /// Seats are kept for them.
    Offered,
    /// They have seats now.
    Seated,
    /// They said yes to an offer.
    Accepted,
    /// The offer ran out.
    Expired,
    /// The address was not confirmed in time.
    Unconfirmed,
    /// They took it back.
    CancelledByPerson,
    /// Staff took it back.
    CancelledByStaff,
    /// They gave another address; this goes to the one before, see `tell_at`.
    Readdressed,
    /// Time or place changed.
    Changed {
        /// What staff say of it.
        note: Option<String>,
        /// `time`, `place`.
        what: Vec<String>,
        /// Dates that are no more: their place among all, beginning and end.
        gone: Vec<(u32, Timestamp, Timestamp)>,
    },
    /// The event does not take place.
    EventCancelled {
        /// What staff say of it.
        note: Option<String>,
    },
    /// It takes place after all.
    EventRestored,
    /// The date that begins then is soon.
    Reminder(Timestamp),
    /// It is over: thanks, and how was it.
    Thanks,
}

impl Told {
    fn about(&self) -> About {
        match self.clone() {
            Self::SignedUp => About::SignedUp,
            Self::Offered => About::Offered,
            Self::Seated => About::Seated,
            Self::Accepted => About::Accepted,
            Self::Expired => About::Expired,
            Self::Unconfirmed => About::Unconfirmed,
            Self::CancelledByPerson => About::CancelledByPerson,
            Self::CancelledByStaff => About::CancelledByStaff,
            Self::Readdressed => About::Readdressed,
            Self::Changed { note, what, gone } => About::Changed { note, what, gone },
            Self::EventCancelled { note } => About::EventCancelled { note },
            Self::EventRestored => About::EventRestored,
            Self::Reminder(_) => About::Reminder,
            Self::Thanks => About::Thanks,
        }
    }

    /// What the key of the mail says of it.
    fn key(&self) -> &'static str {
        match self {
            Self::SignedUp => "signed-up",
            Self::Offered => "offered",
            Self::Seated => "seated",
            Self::Accepted => "accepted",
            Self::Expired => "expired",
            Self::Unconfirmed => "unconfirmed",
            Self::CancelledByPerson => "left",
            Self::CancelledByStaff => "removed",
            Self::Readdressed => "readdressed",
            Self::Changed { .. } => "changed",
            Self::EventCancelled { .. } => "cancelled",
            Self::EventRestored => "restored",
            Self::Reminder(_) => "reminder",
            Self::Thanks => "thanks",
        }
    }
}

/// From which the private page's token is made.
pub(super) fn seed(row: &Model) -> Vec<String> {
    serde_json::from_str(&row.seed).unwrap_or_default()
}

fn letter(event: i64, registration: i64, seed: Vec<String>, about: About) -> Letter {
    Letter::Registration { registration, event, seed, about }
}

/// Tells those who just signed up for an event: their numbers, and what they gave.
pub(super) async fn signed_up(
    write: &Write,
    event: &events::Model,
    all: &[(i64, &NewPlace)],
) -> StoreResult<()> {
    let mail = |&(id, new): &(i64, &NewPlace)| {
        Some(Mail {
            key: format!("registration:{id}:made"),
            recipient: new.draft.email.clone()?,
            lang: new.lang.tag().to_owned(),
            letter: letter(event.id, id, new.seed.clone(), About::SignedUp),
            registration: Some(id),
            now: new.now,
            due: new.now,
        })
    };
    let mails = all.iter().filter_map(mail).collect();
    outbox::put_within(write, mails, (MAILS_A_DAY, DAY)).await
}

/// Mails the way in to an address that somebody signed up with once more.
pub(super) async fn existing(
    write: &Write,
    row: &Model,
    email: &str,
    now: Timestamp,
) -> StoreResult<()> {
    let mail = Mail {
        key: format!("registration:{}:way-in:{}", row.id, now.0 / WAY_IN_EVERY),
        recipient: email.to_owned(),
        lang: row.lang.clone(),
        letter: letter(row.event_id, row.id, seed(row), About::Existing),
        registration: Some(row.id),
        now,
        due: now,
    };
    outbox::put(write, mail).await?;
    Ok(())
}

/// Tells one registration, where it has an address.
pub(super) async fn tell(
    write: &Write,
    event: &events::Model,
    row: &Model,
    told: &Told,
    now: Timestamp,
) -> StoreResult<()> {
    match address(write.conn(), row.id).await? {
        Some(email) => tell_at(write, event, (row, email), told, now).await,
        None => Ok(()),
    }
}

/// Tells one registration at this address.
pub(super) async fn tell_at(
    write: &Write,
    event: &events::Model,
    (row, email): (&Model, String),
    told: &Told,
    now: Timestamp,
) -> StoreResult<()> {
    let anybody = matches!(
        told,
        Told::SignedUp | Told::CancelledByPerson | Told::Accepted | Told::Readdressed
    );
    let mail = Mail {
        key: format!("registration:{}:{}:{}:{}", row.id, told.key(), now.0, token::random()),
        recipient: email,
        lang: row.lang.clone(),
        letter: letter(event.id, row.id, seed(row), told.about()),
        registration: Some(row.id),
        now,
        due: now,
    };
    if anybody {
        return outbox::put_within(write, vec![mail], (MAILS_A_DAY, DAY)).await;
    }
    outbox::put(write, mail).await?;
    Ok(())
}

/// The address of a registration, as long as it is kept.
pub(super) async fn address(
    conn: &impl ConnectionTrait,
    registration: i64,
) -> StoreResult<Option<String>> {
    use answers::{Column, Entity};
    let found = Entity::find()
        .select_only()
        .column(Column::Value)
        .filter(Column::RegistrationId.eq(registration))
        .filter(Column::Key.eq("email"));
    Ok(found.into_tuple().one(conn).await?)
}
