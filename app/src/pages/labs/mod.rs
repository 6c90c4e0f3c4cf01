//! The labs: where they are, when they are open, what they work on.

mod card;
mod hours;
mod lab;
mod list;

pub(crate) use card::LabCard;
pub(crate) use lab::LabPage;
pub(crate) use list::LabsPage;
