//! `/follow/{token}`: how often somebody hears of an idea. A chunk of its own: few people see it.

mod choose;
mod page;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows the page of a follower.
    follow_page, __preload_follow_page, {
        /// `/follow/{token}`
        FollowRoute => page::FollowPage,
    }
);
