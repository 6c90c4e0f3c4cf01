//! Who of the staff is here, and who looks at what.

use serde::{Deserialize, Serialize};

use super::transport::{act, call};
use super::{ApiResult, WaitingKind, encode};
use crate::domain::Timestamp;

/// How long a claim holds that is not renewed, in seconds.
pub const CLAIM_SECONDS: u32 = 120;

/// What a tab of a member of staff shows. Sent when it changes, and now and then to say that
/// the tab is still there: what is not renewed lapses after [`CLAIM_SECONDS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Claim {
    /// Names the tab: 8 to 64 letters, digits and dashes, random.
    pub tab: String,
    /// What is open in it: `idea`, `comment`, `report`, `edit` or `companion`; empty where
    /// nothing is.
    pub kind: String,
    /// Its number among its kind.
    pub id: Option<i64>,
}

/// One tab of somebody who is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Present {
    /// Number of the account.
    pub staff: i64,
    /// As shown to colleagues.
    pub name: String,
    /// What kind of thing is open; none where nothing is, or where it belongs to a lab that the
    /// one who hears this does not moderate.
    pub kind: Option<WaitingKind>,
    /// Its number among its kind.
    pub item: Option<i64>,
    /// Since when.
    pub since: Timestamp,
}

/// Everybody who is here: the data of `event: presence` on the staff's live stream. The whole
/// list each time, on opening and whenever it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Presence {
    /// One for each open tab, longest there first.
    pub people: Vec<Present>,
}

/// `PUT /api/staff/presence`: this tab is here, and shows this.
pub async fn claim(claim: &Claim) -> ApiResult<()> {
    call("PUT", "/api/staff/presence".to_owned(), claim).await
}

/// `DELETE /api/staff/presence/{tab}`: this tab is gone. A page that is being closed sends a
/// beacon to [`gone_path`] instead.
pub async fn gone(tab: &str) -> ApiResult<()> {
    act("DELETE", format!("/api/staff/presence/{}", encode(tab))).await
}

/// Where a page that is being closed sends its last word, by `navigator.sendBeacon`.
pub fn gone_path(tab: &str) -> String {
    format!("/api/staff/presence/{}/gone", encode(tab))
}
