//! The programme: events, signing up, the line, the desk at the door.

mod desk;
mod editing;
mod erasing;
mod line;
mod reading;
mod signing_up;
