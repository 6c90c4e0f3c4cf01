//! Who staff are: signing in and out.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, encode};
use crate::domain::{Role, Scope};

/// What a sign-in sends.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignIn {
    /// The address that the account was made with.
    pub email: String,
    /// The password.
    pub password: String,
}

/// The signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Me {
    /// Number of the account.
    pub id: i64,
    /// As shown to colleagues.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Slugs of the labs that this is limited to; none is all.
    pub labs: Vec<String>,
    /// Slugs of the departments that this is limited to; none is all. Members of a department
    /// have at least one.
    pub departments: Vec<String>,
}

impl Me {
    /// Which ideas the person sees.
    pub fn scope(&self) -> Scope {
        Scope::of(&self.labs, &self.departments)
    }

    /// The page where the person works: the queue, or what waits for the department.
    pub fn home(&self) -> String {
        match self.departments.as_slice() {
            _ if self.role.may_moderate() => "/staff/queue".to_owned(),
            [only] => format!("/staff/departments/{}", encode(only)),
            _ => "/staff/departments".to_owned(),
        }
    }
}

/// `POST /api/staff/session`
pub async fn sign_in(form: &SignIn) -> ApiResult<super::SignedIn> {
    call("POST", "/api/staff/session".to_owned(), form).await
}

/// `GET /api/staff/me`: 401 where nobody is signed in.
pub async fn me() -> ApiResult<Me> {
    get("/api/staff/me".to_owned()).await
}

/// `DELETE /api/staff/session`: here, or everywhere.
pub async fn sign_out(everywhere: bool) -> ApiResult<()> {
    act("DELETE", format!("/api/staff/session?everywhere={everywhere}")).await
}
