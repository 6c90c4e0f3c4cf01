//! Who is on the staff: accounts and invitations.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, SignedIn, encode};
use crate::domain::{Role, Timestamp};

/// A member of staff, as admins see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Person {
    /// Number of the account.
    pub id: i64,
    /// As shown to colleagues.
    pub name: String,
    /// The address that they sign in with.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// Slugs of the labs that this is limited to; none is all.
    pub labs: Vec<String>,
    /// Slugs of the departments that this is limited to; none is all.
    pub departments: Vec<String>,
    /// Since when the person cannot sign in, where they cannot.
    pub disabled_at: Option<Timestamp>,
    /// Whether a second factor is asked for.
    pub second_factor: bool,
    /// When the person was last here; none where they are not signed in anywhere.
    pub seen_at: Option<Timestamp>,
    /// Whether whoever asks may change the account: it has no more rights than they have.
    pub mine_to_change: bool,
}

/// An invitation that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Its number.
    pub id: i64,
    /// Who is invited.
    pub email: String,
    /// As shown to colleagues.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Slugs of the labs that this is limited to; none is all.
    pub labs: Vec<String>,
    /// Slugs of the departments that this is limited to; none is all.
    pub departments: Vec<String>,
    /// Name of who invited.
    pub by: String,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// Whether whoever asks may take it back.
    pub mine_to_change: bool,
}

/// A lab or department to be limited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its identifier.
    pub slug: String,
    /// Its name in German.
    pub name_de: String,
    /// Its name in English.
    pub name_en: String,
}

/// One page of the staff, by name, and what belongs to managing them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct People {
    /// The members of staff.
    pub people: Vec<Person>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// The invitations that are open, latest first, at most 100.
    pub invitations: Vec<Invitation>,
    /// The labs that whoever asks may limit others to.
    pub labs: Vec<Unit>,
    /// The departments that whoever asks may limit others to.
    pub departments: Vec<Unit>,
}

/// An invitation, or other rights for somebody. Raw strings; the server parses them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewRights {
    /// `moderator`, `editor`, `department` or `admin`.
    pub role: String,
    /// Slugs of labs; none is all.
    pub labs: Vec<String>,
    /// Slugs of departments; a member of a department needs one at least.
    pub departments: Vec<String>,
}

/// An invitation to be sent. Raw strings; the server parses them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Invite {
    /// Where the link goes, and what they will sign in with.
    pub email: String,
    /// As shown to colleagues; can be changed later.
    pub name: String,
    /// `moderator`, `editor`, `department` or `admin`.
    pub role: String,
    /// Slugs of labs; none is all.
    pub labs: Vec<String>,
    /// Slugs of departments.
    pub departments: Vec<String>,
    /// Language of the mail: `de` or `en`.
    pub lang: String,
}

/// An invitation that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Invited {
    /// Its number.
    pub id: i64,
    /// The link, told this once.
    pub link: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// An invitation as whoever was invited sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Welcome {
    /// Who is invited.
    pub email: String,
    /// The name that the inviter gave.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Name of who invited.
    pub by: String,
    /// Until when the link works.
    pub expires_at: Timestamp,
}

/// Takes an invitation up.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Join {
    /// As shown to colleagues.
    pub name: String,
    /// The password to sign in with from now on.
    pub password: String,
}

/// `GET /api/staff/people`
pub async fn people(after: Option<i64>) -> ApiResult<People> {
    get(match after {
        Some(after) => format!("/api/staff/people?after={after}"),
        None => "/api/staff/people".to_owned(),
    })
    .await
}

/// `POST /api/staff/people/{id}`: 409 where no admin without limits would be left.
pub async fn change_person(id: i64, rights: &NewRights) -> ApiResult<()> {
    call("POST", format!("/api/staff/people/{id}"), rights).await
}

/// `POST /api/staff/people/{id}/{what}`: `disable`, `enable`, `remove` or `reset`.
pub async fn act_on_person(id: i64, what: &'static str) -> ApiResult<()> {
    act("POST", format!("/api/staff/people/{id}/{what}")).await
}

/// `POST /api/staff/invitations`
pub async fn invite(invite: &Invite) -> ApiResult<Invited> {
    call("POST", "/api/staff/invitations".to_owned(), invite).await
}

/// `POST /api/staff/invitations/{id}/revoke`
pub async fn revoke(id: i64) -> ApiResult<()> {
    act("POST", format!("/api/staff/invitations/{id}/revoke")).await
}

/// `GET /api/staff/welcome/{token}`: 404 once it was taken up, taken back or is too old.
pub async fn welcome(token: &str) -> ApiResult<Welcome> {
    get(format!("/api/staff/welcome/{}", encode(token))).await
}

/// `POST /api/staff/welcome/{token}`
pub async fn join_staff(token: &str, join: &Join) -> ApiResult<SignedIn> {
    call("POST", format!("/api/staff/welcome/{}", encode(token)), join).await
}
