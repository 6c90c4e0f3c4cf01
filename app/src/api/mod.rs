//! The wire: request and response types, and one function per endpoint, a file per noun.
//!
//! Requests carry raw strings; [`crate::domain`] parses them on both sides.

mod account;
mod answering;
mod audit;
mod catalog;
mod comments;
mod decisions;
mod events;
mod follow;
mod ideas;
mod live;
mod merging;
mod my;
mod numbers;
mod people;
mod photos;
mod presence;
mod problem;
mod queue;
mod settings;
mod staff;
mod transport;
mod working;

pub use account::*;
pub use answering::*;
pub use audit::*;
pub use catalog::*;
pub use comments::*;
pub use decisions::*;
pub use events::*;
pub use follow::*;
pub use ideas::*;
pub use live::*;
pub use merging::*;
pub use my::*;
pub use numbers::*;
pub use people::*;
pub use photos::*;
pub use presence::*;
pub use problem::*;
pub use queue::*;
pub use settings::*;
pub use staff::*;
pub use transport::{ApiError, ApiResult, encode};
#[cfg(feature = "ssr")]
pub use transport::{Backend, BackendFuture};
pub use working::*;
