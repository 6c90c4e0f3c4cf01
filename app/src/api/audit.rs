//! The activity log, as those see it who answer for it.

use serde::{Deserialize, Serialize};

use super::transport::get;
use super::{ActivityKind, ApiResult, encode};
use crate::domain::Timestamp;

/// What is looked for in the log; raw strings, and empty ones ask nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    /// A kind such as `idea.status`, or what kinds begin with, such as `idea`; `all` for all;
    /// empty for all but supports.
    pub kind: String,
    /// Number of a member of staff.
    pub staff: String,
    /// Number of an idea.
    pub idea: String,
    /// The first day, such as `2026-05-01`.
    pub from: String,
    /// The last day, such as `2026-05-31`.
    pub to: String,
    /// `next` of the page before.
    pub after: String,
}

impl AuditQuery {
    /// As a query string, without its question mark.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("kind", &self.kind),
            ("staff", &self.staff),
            ("idea", &self.idea),
            ("from", &self.from),
            ("to", &self.to),
            ("after", &self.after),
        ];
        let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: ActivityKind,
    /// To which idea.
    pub idea: Option<i64>,
    /// That idea's title.
    pub title: Option<String>,
    /// To which of its comments.
    pub comment: Option<i64>,
    /// About which report.
    pub report: Option<i64>,
    /// By which member of staff.
    pub staff: Option<i64>,
    /// That person's name; none where the account is gone.
    pub name: Option<String>,
    /// Whether a participant did it.
    pub by_participant: bool,
    /// The state before.
    pub from: Option<String>,
    /// The state after.
    pub to: Option<String>,
    /// The note or reason; for settings what is different, a line each.
    pub note: Option<String>,
    /// The entry that this one takes back.
    pub undoes: Option<i64>,
    /// What an entry about no idea is about.
    pub subject: Option<String>,
    /// Number of the other idea.
    pub other: Option<i64>,
    /// Slug of the department.
    pub department: Option<String>,
    /// Until when, as `2026-05-31`.
    pub due: Option<String>,
}

/// A member of staff by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StaffName {
    /// Number of the account.
    pub id: i64,
    /// As shown to colleagues.
    pub name: String,
}

/// One page of the log, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// The entries.
    pub items: Vec<AuditEntry>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Everybody with an account, by name (500 at the most).
    pub staff: Vec<StaffName>,
}

/// `GET /api/staff/audit`
pub async fn audit(query: &AuditQuery) -> ApiResult<AuditPage> {
    get(format!("/api/staff/audit?{}", query.to_query())).await
}
