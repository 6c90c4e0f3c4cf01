//! Numbers for the team: what comes in, what waits, how long things take.

use serde::{Deserialize, Serialize};

use super::transport::get;
use super::{ApiResult, encode};
use crate::domain::{Date, Timestamp};

/// Which numbers are asked for; empty slugs ask for everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumbersQuery {
    /// How many days, today included: 30, 90 or 365.
    pub days: u32,
    /// Ideas of this lab only.
    pub lab: String,
    /// Ideas with this topic only.
    pub topic: String,
    /// Ideas that this department has only.
    pub department: String,
}

impl Default for NumbersQuery {
    fn default() -> Self {
        let all = String::new;
        Self { days: 30, lab: all(), topic: all(), department: all() }
    }
}

impl NumbersQuery {
    /// As a query string, without its question mark.
    pub fn to_query(&self) -> String {
        let slugs = [("lab", &self.lab), ("topic", &self.topic), ("department", &self.department)];
        let given = slugs.into_iter().filter(|(_, value)| !value.is_empty());
        given.fold(format!("days={}", self.days), |query, (name, value)| {
            format!("{query}&{name}={}", encode(value))
        })
    }
}

/// What came in on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DayCount {
    /// The day, in the lab's zone.
    pub day: Date,
    /// Ideas.
    pub ideas: u32,
    /// Comments.
    pub comments: u32,
    /// Reports.
    pub reports: u32,
}

/// What waits for the team now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WaitingNow {
    /// Ideas.
    pub ideas: u32,
    /// Comments.
    pub comments: u32,
    /// Reports.
    pub reports: u32,
    /// Edits that authors proposed.
    pub edits: u32,
    /// Offers to help.
    pub companions: u32,
    /// Since when the oldest of them waits.
    pub oldest: Option<Timestamp>,
}

impl WaitingNow {
    /// How much it is in all.
    pub fn total(&self) -> u32 {
        self.ideas + self.comments + self.reports + self.edits + self.companions
    }
}

/// How long something takes: half of the cases are quicker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Typical {
    /// The median in milliseconds; none without cases.
    pub ms: Option<i64>,
    /// The number of cases.
    pub cases: u32,
}

/// The numbers of one topic or lab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Share {
    /// Slug of the topic or lab; none for ideas without a lab.
    pub slug: Option<String>,
    /// Ideas that came in.
    pub ideas: u32,
    /// What waits for the team now.
    pub waiting: u32,
    /// From coming in to the first decision.
    pub decision: Typical,
    /// From coming in to an official answer.
    pub answer: Typical,
}

/// The numbers of one department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DepartmentShare {
    /// Its name in addresses.
    pub slug: String,
    /// On screen, German.
    pub name_de: String,
    /// On screen, English.
    pub name_en: String,
    /// Ideas that came in and that it has.
    pub ideas: u32,
    /// What waits for the team now, about ideas that it has.
    pub waiting: u32,
    /// From an idea's coming in to the first decision.
    pub decision: Typical,
    /// Ideas that it has not begun with.
    pub open: u32,
    /// Ideas that it works on.
    pub working: u32,
    /// Ideas that it is done with.
    pub done: u32,
    /// Of those open or worked on, how many are past their day.
    pub overdue: u32,
    /// From an idea's coming in to the department's answer.
    pub answer: Typical,
}

/// The numbers of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Numbers {
    /// What came in, a day after the other, today last.
    pub days: Vec<DayCount>,
    /// What waits now.
    pub waiting: WaitingNow,
    /// From an idea's coming in to its first decision, of those decided in these days.
    pub decision: Typical,
    /// From an idea's coming in to an official answer, of those given in these days.
    pub answer: Typical,
    /// By topic, most ideas first.
    pub topics: Vec<Share>,
    /// By lab, most ideas first.
    pub labs: Vec<Share>,
    /// By department.
    pub departments: Vec<DepartmentShare>,
    /// The staff's live stream continues from here.
    pub seq: i64,
}

/// `GET /api/staff/numbers`
pub async fn numbers(query: &NumbersQuery) -> ApiResult<Numbers> {
    get(format!("/api/staff/numbers?{}", query.to_query())).await
}
