//! The server: a thin HTTP layer over the store.

pub mod config;
pub mod routes;
pub mod search;
pub mod state;
pub mod store;
