//! The programme: events, signing up, the line, the desk at the door.

mod desk;
mod editing;
mod erasing;
mod line;
mod mails;
mod promises;
mod reading;
mod signing_up;
mod whatever;
