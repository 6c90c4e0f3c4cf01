//! The whole route table, read top to bottom.

pub mod error;
