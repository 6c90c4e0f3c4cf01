//! The way in: the home page and the labs, a chunk of their own.

use super::{home::HomePage, labs, lazy::lazy_pages};

lazy_pages!(
    /// Shows the home page or a lab.
    visit_page, __preload_visit_page, {
        /// `/`
        HomeRoute => HomePage,
        /// `/labs`
        LabsRoute => labs::LabsPage,
        /// `/labs/{slug}`
        LabRoute => labs::LabPage,
    }
);
