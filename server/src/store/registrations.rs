//! Signing up for events: who has seats, who stands in line, and what they answered.
//!
//! Everything that moves seats takes the event first (`store::events::take`), so that two who
//! want the last seat follow each other. What is taken and who waits is counted at the event, in
//! the same transaction; a check of the database holds it below the capacity.

mod answers;
mod change;
mod desk;
mod erase;
mod jobs;
mod lapse;
mod line;
mod list;
mod mine;
mod person;
mod register;
mod scan;
mod tell;

pub use answers::erase_at;
pub use change::{Acted, accept, cancel, change, confirm, give_feedback};
pub use desk::{
    Desk, add as add_at_desk, cancel as cancel_at_desk, restore as restore_at_desk, seat,
};
pub use erase::{erase, erase_due};
pub use jobs::{next_due, run_due};
pub use lapse::lapse;
pub use list::{attendees, erased, feedback_page, numbers, one, waiting};
pub use mine::{QR_PREFIX, Recipient, about, address, find, recipient};
pub use person::{Found, erase_all, find_all};
pub use register::{Made, NewPlace, Queues, add, register};
pub use scan::{Scan, Scanned, scan};
pub use tell::{To, Told, message, reachable};

pub(super) use line::{move_up, renew};
pub(super) use tell::{tell_all, tell_restored};

use app::domain::RegistrationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entities::registrations::{Column, Entity, Model};
use super::{StoreError, StoreResult, Write};

/// How a registration stands.
fn state(row: &Model) -> StoreResult<RegistrationState> {
    RegistrationState::from_key(&row.state)
        .ok_or_else(|| StoreError::corrupt("registrations.state"))
}

/// The registration with this token, and its event taken for this transaction. It is read after
/// the event was taken: nobody moves it meanwhile.
async fn take(
    write: &Write,
    token_hash: &str,
) -> StoreResult<Option<(super::entities::events::Model, Model)>> {
    let by_token = || Entity::find().filter(Column::TokenHash.eq(token_hash));
    let Some(found) = by_token().one(write.conn()).await? else { return Ok(None) };
    let Some(event) = super::events::take(write, found.event_id).await? else { return Ok(None) };
    let row = by_token().one(write.conn()).await?;
    Ok(row.map(|row| (event, row)))
}
