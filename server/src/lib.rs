//! The server: a thin HTTP layer over the store.
// Views are deeply nested types.
#![recursion_limit = "1024"]

pub mod calendar;
pub mod clock;
pub mod config;
pub mod demo;
pub mod jobs;
pub mod limits;
pub mod live;
pub mod mail;
pub mod markdown;
pub mod measure;
pub mod metrics;
pub mod password;
pub mod photos;
pub mod routes;
pub mod search;
pub mod serve;
pub mod shares;
pub mod shutdown;
pub mod sign_ins;
pub mod state;
pub mod store;
pub mod token;
pub mod totp;
pub mod webauthn;

use axum::Router;

pub use state::AppState;

/// Everything that the program answers, ready to be served or called in process.
pub fn build(state: AppState) -> Router {
    routes::router(state)
}
