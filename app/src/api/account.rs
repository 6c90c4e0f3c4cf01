//! One's own account: how one signs in, and what belongs to it.

use serde::{Deserialize, Serialize};

use super::transport::{act, call, get};
use super::{ApiResult, Me, Unit};
use crate::domain::Timestamp;

/// What a sign-in gives: somebody, or a second step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Who is signed in; none where a second step is still to come.
    pub me: Option<Me>,
    /// What the second step can be.
    pub second: Option<Second>,
}

/// What a second step can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Second {
    /// A code of an authenticator app.
    pub totp: bool,
    /// A passkey.
    pub passkey: bool,
    /// One of the recovery codes.
    pub recovery: bool,
}

/// The code of a second step.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Code {
    /// Six digits of the app, or a recovery code.
    pub code: String,
}

/// What a browser needs to make or use a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PasskeyOptions {
    /// 32 bytes in base64url, good once.
    pub challenge: String,
    /// The name of the site.
    pub rp: String,
    /// How long it may take, in milliseconds.
    pub timeout: u32,
    /// Whether the device has to make sure who is there.
    pub verify: bool,
    /// Ids in base64url: to sign in, those that may be used (none: any); to make one, those
    /// that are there already.
    pub credentials: Vec<String>,
    /// To make one: the user's handle, in base64url.
    pub user: Option<String>,
    /// To make one: the user's name.
    pub name: Option<String>,
    /// To make one: COSE's numbers of the algorithms that are taken, best first.
    pub algorithms: Vec<i32>,
}

/// What a passkey signed, in base64url.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PasskeySignature {
    /// `id` of the credential.
    pub id: String,
    /// `response.clientDataJSON`
    pub client_data: String,
    /// `response.authenticatorData`
    pub authenticator_data: String,
    /// `response.signature`
    pub signature: String,
    /// `response.userHandle`, where there is one.
    pub user: String,
}

/// A passkey that was made, in base64url.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewPasskey {
    /// What its owner calls it.
    pub name: String,
    /// `response.clientDataJSON`
    pub client_data: String,
    /// `response.attestationObject`
    pub attestation: String,
}

/// A passkey of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Its number.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A place where somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// Its number.
    pub id: i64,
    /// Since when.
    pub created_at: Timestamp,
    /// Last seen, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is this one.
    pub here: bool,
}

/// An authenticator app that is being set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TotpSetup {
    /// For typing, in Base32.
    pub secret: String,
    /// The same as an `otpauth://` address.
    pub uri: String,
    /// The address as a QR code: an SVG picture.
    pub qr: String,
}

/// One's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Account {
    /// Who it is.
    pub me: Me,
    /// The labs and departments that one is limited to; none is all.
    pub limits: Vec<Unit>,
    /// The address that one signs in with.
    pub email: String,
    /// Language of mails: `de` or `en`.
    pub lang: String,
    /// Whether mails about work come.
    pub mail: bool,
    /// Whether an authenticator app is set up.
    pub totp: bool,
    /// The one that is being set up here.
    pub setup: Option<TotpSetup>,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are left.
    pub recovery_left: u32,
    /// Where one is signed in, latest first; at most 50.
    pub sessions: Vec<SessionInfo>,
}

/// Changes of one's own account. Raw strings; the server parses them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Profile {
    /// As shown to colleagues.
    pub name: String,
    /// `de` or `en`.
    pub lang: String,
    /// Whether mails about work come: `now` or `off`.
    pub mail: String,
}

/// Another password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewPassword {
    /// The present one.
    pub old: String,
    /// The one from now on.
    pub new: String,
}

/// The present password, for what weakens an account.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Confirm {
    /// The present password.
    pub password: String,
}

/// Recovery codes, told this once; none where there are some already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Codes {
    /// Ten, each good once.
    pub codes: Vec<String>,
}

/// `GET /api/staff/session/second`: 401 where no password was given before.
pub async fn second() -> ApiResult<Second> {
    get("/api/staff/session/second".to_owned()).await
}

/// `POST /api/staff/session/second`
pub async fn sign_in_by_code(code: &Code) -> ApiResult<SignedIn> {
    call("POST", "/api/staff/session/second".to_owned(), code).await
}

/// `POST /api/staff/session/passkey/options`
pub async fn passkey_sign_in_options() -> ApiResult<PasskeyOptions> {
    act("POST", "/api/staff/session/passkey/options".to_owned()).await
}

/// `POST /api/staff/session/passkey`
pub async fn sign_in_by_passkey(signature: &PasskeySignature) -> ApiResult<SignedIn> {
    call("POST", "/api/staff/session/passkey".to_owned(), signature).await
}

/// `GET /api/staff/account`
pub async fn account() -> ApiResult<Account> {
    get("/api/staff/account".to_owned()).await
}

/// `POST /api/staff/account`
pub async fn save_profile(profile: &Profile) -> ApiResult<()> {
    call("POST", "/api/staff/account".to_owned(), profile).await
}

/// `POST /api/staff/account/password`: ends all other sessions.
pub async fn change_password(new: &NewPassword) -> ApiResult<()> {
    call("POST", "/api/staff/account/password".to_owned(), new).await
}

/// `POST /api/staff/account/totp`: begins to set an app up.
pub async fn set_up_totp() -> ApiResult<TotpSetup> {
    act("POST", "/api/staff/account/totp".to_owned()).await
}

/// `POST /api/staff/account/totp/confirm`
pub async fn confirm_totp(code: &Code) -> ApiResult<Codes> {
    call("POST", "/api/staff/account/totp/confirm".to_owned(), code).await
}

/// `POST /api/staff/account/totp/remove`
pub async fn remove_totp(confirm: &Confirm) -> ApiResult<()> {
    call("POST", "/api/staff/account/totp/remove".to_owned(), confirm).await
}

/// `POST /api/staff/account/passkeys/options`
pub async fn passkey_options() -> ApiResult<PasskeyOptions> {
    act("POST", "/api/staff/account/passkeys/options".to_owned()).await
}

/// `POST /api/staff/account/passkeys`
pub async fn add_passkey(new: &NewPasskey) -> ApiResult<Codes> {
    call("POST", "/api/staff/account/passkeys".to_owned(), new).await
}

/// `POST /api/staff/account/passkeys/{id}/remove`
pub async fn remove_passkey(id: i64, confirm: &Confirm) -> ApiResult<()> {
    call("POST", format!("/api/staff/account/passkeys/{id}/remove"), confirm).await
}

/// `POST /api/staff/account/codes`: new recovery codes; the old ones no longer work.
pub async fn new_codes(confirm: &Confirm) -> ApiResult<Codes> {
    call("POST", "/api/staff/account/codes".to_owned(), confirm).await
}

/// `POST /api/staff/account/sessions/{id}/end`
pub async fn end_session(id: i64) -> ApiResult<()> {
    act("POST", format!("/api/staff/account/sessions/{id}/end")).await
}
