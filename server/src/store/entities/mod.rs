//! sea-orm models, primitives only. They never leave the server.

pub mod activity;
pub mod answers;
pub mod comments;
pub mod companions;
pub mod departments;
pub mod idea_departments;
pub mod ideas;
pub mod idempotency;
pub mod labs;
pub mod participants;
pub mod photos;
pub mod projects;
pub mod reports;
pub mod sessions;
pub mod settings;
pub mod staff;
pub mod supports;
pub mod topics;
