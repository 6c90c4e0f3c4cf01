//! The programme: events, registrations, and what staff do with them.

mod desk;
mod event;
mod form;
mod registration;

pub use desk::*;
pub use event::*;
pub use form::*;
pub use registration::*;
