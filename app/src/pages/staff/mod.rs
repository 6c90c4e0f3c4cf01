//! Where staff work. Citizens never download it.

mod actions;
mod alerts;
mod boxes;
mod bulk;
mod decisions;
mod desk;
mod dialogs;
mod diff;
mod dom;
mod events;
mod few;
mod filter;
mod head;
mod item;
mod keys;
mod more;
mod queue;
mod queue_state;
mod ready;
mod recent;
mod rows;
mod selection;
mod swipe;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows a page of the staff.
    staff_page, __preload_staff_page, {
        /// `/staff/queue`
        QueueRoute => queue::QueueView,
    }
);
