//! Stories over the real router, each on SQLite and on PostgreSQL, each with a fresh database.

#[macro_use]
mod harness;

mod comments;
mod demo;
mod forms;
mod hostile;
mod ideas;
mod lists;
mod migrations;
mod my;
mod privacy;
mod problems;
mod serving;
mod supports;
