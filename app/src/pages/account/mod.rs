//! Accounts of the staff: signing in, one's own account, the people.

mod codes;
mod entrance;
mod factors;
mod fields;
mod own;
mod passkey;
mod people;
mod person;
mod second;
mod welcome;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows a page about accounts.
    account_page, __preload_account_page, {
        /// `/staff`
        SignInRoute => entrance::Entrance,
        /// `/staff/second`
        SecondRoute => second::SecondView,
        /// `/staff/invite/{token}`
        InviteRoute => welcome::WelcomeView,
        /// `/staff/account`
        AccountRoute => own::AccountView,
        /// `/staff/people`
        PeopleRoute => people::PeopleView,
    }
);
