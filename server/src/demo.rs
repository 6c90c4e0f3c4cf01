//! Sample content: the labs, their topics and projects, and a few dozen ideas with a past.

mod content;
pub mod draw;
mod events;
mod fill;
mod filler;
mod past;
mod places;
mod work;

pub use fill::{Filled, fill};
