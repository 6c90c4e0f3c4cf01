//! For measurements only: many believable ideas, and bare inserts to compare with.

mod inserts;
mod places;
mod rows;
mod texts;
mod vocabulary;

pub use inserts::inserts;
pub use rows::{Filled, fill};
