//! Where staff work. Citizens never download it.

mod actions;
mod decisions;
mod desk;
mod dom;
mod entrance;
mod events;
mod item;
mod keys;
mod queue;
mod queue_state;
mod recent;
mod rows;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows a page of the staff.
    staff_page, __preload_staff_page, {
        /// `/staff`
        SignInRoute => entrance::Entrance,
        /// `/staff/queue`
        QueueRoute => queue::QueueView,
    }
);
