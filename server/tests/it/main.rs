//! Stories over the real router, each on SQLite and on PostgreSQL, each with a fresh database.
// A test that cannot go on says so by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[macro_use]
mod harness;

mod answers;
mod at_once;
mod audit;
mod authorisation;
mod comments;
mod demo;
mod export;
mod feed;
mod followers;
mod forms;
mod holds;
mod hostile;
mod ideas;
mod jobs;
mod lists;
mod live;
mod mail;
mod merging;
mod migrations;
mod moderation;
mod my;
mod nul;
mod numbers;
mod people;
mod photos;
mod presence;
mod privacy;
mod problems;
mod programme;
mod property;
mod questions;
mod queue;
mod search;
mod serving;
mod settings;
mod staff;
mod supports;
mod working;
