//! Calendar documents (RFC 5545).

use app::domain::Timestamp;

/// One date of an event, as a calendar has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the programme")]
pub struct Entry {
    pub event: i64,
    pub date: u32,
    pub dates: u32,
    pub sequence: u32,
    pub changed_at: Timestamp,
    pub created_at: Timestamp,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub title: String,
    pub text: String,
    pub location: Option<String>,
    pub url: String,
    pub categories: Vec<String>,
    pub cancelled: bool,
    pub conference: Option<String>,
}
