//! What the law asks for. These pages are mostly text that few people read.

mod operator;
mod parts;
mod views;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows a legal page.
    legal_page, __preload_legal_page, {
        /// `/privacy`
        PrivacyRoute => views::Privacy,
        /// `/imprint`
        ImprintRoute => views::Imprint,
        /// `/accessibility`
        AccessibilityRoute => views::Accessibility,
    }
);
