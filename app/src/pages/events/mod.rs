//! The programme, for staff: events to write and to run. A chunk of its own; what reads QR codes
//! is another (`door/scan.rs`).

mod acts;
mod attendees;
mod door;
mod editor;
mod event;
mod fields;
mod frame;
mod list;
mod names;
mod op;
mod person;
mod print;
mod reading;
mod results;

use super::lazy::lazy_pages;

// Named by what signs out, and by what is shown to somebody who is not signed in.
pub(super) use door::forget_list as forget_door;

lazy_pages!(
    /// Shows a page of the programme to staff.
    events_page, __preload_events_page, {
        /// `/staff/events`
        EventsRoute => list::EventsView,
        /// `/staff/events/{id}`, or `new`
        EventRoute => event::EventView,
        /// `/staff/events/{id}/{part}`
        EventPartRoute => event::EventView,
    }
);
