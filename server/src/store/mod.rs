//! Every query and every transaction, a file per noun. Knows no HTTP.
//!
//! Functions return named outcomes; a violated constraint is one of them, never a check that
//! was made before writing.

pub mod account;
pub mod activity;
pub mod answers;
pub mod audit;
pub mod cards;
pub mod catalog;
pub mod comments;
pub mod companions;
pub mod db;
pub mod decisions;
pub mod details;
pub mod entities;
pub mod evening;
pub mod events;
pub mod export;
pub mod factors;
pub mod feed;
pub mod followers;
pub mod history;
mod hold;
pub mod ideas;
pub mod idempotency;
pub mod invitations;
mod kept;
pub mod merging;
pub mod migrations;
pub mod my;
pub mod notices;
pub mod numbers;
pub mod outbox;
pub mod participants;
pub mod people;
pub mod photos;
pub mod places;
pub mod presence;
pub mod queue;
pub mod registrations;
pub mod reports;
pub mod retention;
pub mod rules;
pub mod scope;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod sign_in_steps;
pub mod staff;
pub mod supports;
pub mod templates;
pub mod timeline;
mod trust;
pub mod whereabouts;
pub mod whole;
pub mod working;
pub mod worklist;

pub use db::{Db, StoreError, StoreResult, Write};
