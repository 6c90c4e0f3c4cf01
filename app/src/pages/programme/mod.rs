//! The programme: what is on, one event whole, and signing up for it. A chunk of its own.

mod calendar;
mod days;
mod event;
mod filters;
mod further;
mod list;
mod month;
mod query;
mod seats;
pub(crate) mod sign_up;
mod subscribe;
mod week;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows the programme or an event.
    programme_page, __preload_programme_page, {
        /// `/programme`
        ProgrammeRoute => list::ProgrammePage,
        /// `/events/{id}`
        EventRoute => event::EventPage,
    }
);
