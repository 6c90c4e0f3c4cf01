//! Stories over the real router, each on SQLite and on PostgreSQL, each with a fresh database.

#[macro_use]
mod harness;

mod comments;
mod demo;
mod feed;
mod forms;
mod hostile;
mod ideas;
mod jobs;
mod lists;
mod live;
mod migrations;
mod my;
mod photos;
mod privacy;
mod problems;
mod queue;
mod search;
mod serving;
mod staff;
mod supports;
