//! Where the team sets things, reads the log and looks at the numbers. A chunk of its own.

mod audit;
mod bars;
mod figures;
mod numbers;
mod settings;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows a page of the settings, the log or the numbers.
    admin_page, __preload_admin_page, {
        /// `/staff/settings`
        SettingsRoute => settings::SettingsPage,
        /// `/staff/settings/{section}`
        SectionRoute => settings::SettingsPage,
        /// `/staff/settings/{section}/{id}`
        ItemRoute => settings::SettingsPage,
        /// `/staff/audit`
        AuditRoute => audit::AuditView,
        /// `/staff/numbers`
        NumbersRoute => numbers::NumbersView,
    }
);
