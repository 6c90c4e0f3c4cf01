//! Who hears of an idea by mail, and how the news get to them.
//!
//! Nobody has to tell followers: [`super::activity::append`] does, for every entry that is news
//! to them ([`News::of`]), in the same transaction. Those who want to hear at once get a row of
//! the outbox each; those who want a digest a day are found by the job that makes it
//! ([`digest`]), from the log.

mod authors;
pub mod digest;
mod following;
mod news;
mod telling;

pub use authors::{Arrival, arrived, author};
pub use following::{Asked, Choice, Following, ask, choose, find, stop_all, wants};
pub use news::News;
pub(super) use telling::tell;

use crate::token;

/// An address as followers are known by: capital letters make no difference.
pub fn address(email: &str) -> String {
    email.to_lowercase()
}

/// The token of the page on which an address chooses what it hears of an idea: the same
/// whenever it is asked for, so that every mail can hold it while only its hash is stored.
pub fn token(secret: &[u8; 32], idea: i64, email: &str) -> String {
    token::derived(secret, &["follow", &idea.to_string(), &address(email)])
}
