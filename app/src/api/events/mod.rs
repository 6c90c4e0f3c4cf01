//! The programme: events, registrations, and what staff do with them.

mod desk;
mod event;
mod files;
mod form;
mod posted;
mod registration;

pub use desk::*;
pub use event::*;
pub use files::*;
pub use form::*;
pub use registration::*;
