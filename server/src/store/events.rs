//! The programme: events, their dates, and how full they are.

mod cards;
mod detail;
mod facts;
mod feed;
mod kept;
mod life;
mod list;
mod results;
mod save;
mod staff;

pub use cards::{State, states};
pub use detail::{asked, detail, public};
pub use facts::{Facts, by_ids as facts};
pub use feed::{BACK_DAYS, entries as feed_entries, entries_of};
pub use kept::KeptEvents;
pub use life::{Copies, Lived, cancel, copies, publish, restore, withdraw};
pub use list::{Listed, Place, Wanted, list};
pub use results::{Changed, File, add_file, file, remove_file, save as save_results, set_cover};
pub use save::{Saved, add, create, save};
pub use staff::{When, find as staff_find, list as staff_list, sees};

pub(super) use cards::{seats, window};
pub(super) use detail::{asked_of, is_public, title};
pub(super) use save::{HOUR, next_start};

use super::StoreResult;
use super::Write;
use super::entities::events::{Entity, Model};
use sea_orm::{EntityTrait, QuerySelect, sea_query::LockType};

/// Takes an event for this transaction and reads it: whatever moves its seats, its line or its
/// dates does this first, so that two of them follow each other. SQLite has one writer anyway.
pub(super) async fn take(write: &Write, id: i64) -> StoreResult<Option<Model>> {
    // Foreign keys to the event may still be checked meanwhile.
    let query = Entity::find_by_id(id).lock(LockType::NoKeyUpdate);
    Ok(query.one(write.conn()).await?)
}
