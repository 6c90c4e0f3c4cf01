//! For measurements only: many believable ideas and events, and bare inserts to compare with.

mod events;
mod inserts;
mod places;
mod rows;
mod signups;
mod texts;
mod vocabulary;

pub use events::add_events;
pub use inserts::inserts;
pub use rows::{Filled, fill};
pub use signups::signups;
