//! The second step of a sign-in, and signing in by a passkey alone.

use app::{
    api::{Code, PasskeyOptions, PasskeySignature, Second, SignedIn, encode},
    domain::{FieldError, FieldErrors, clean_line},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;

use super::super::{
    error::Error,
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path},
    visitor::{ClientIp, Reader},
};
use super::{cookie, enter, welcome_in};
use crate::{
    clock::now,
    limits::Action,
    state::AppState,
    store::{
        factors,
        sign_in_steps::{self, LASTS, Step},
        staff,
    },
    token, totp,
    webauthn::{self, Assertion, Credential, Rp},
};

/// Name of the cookie that holds a sign-in that is not complete.
const STEP_COOKIE: &str = "staff_step";
/// The longest id, or part of a signature, that is looked at, in characters of base64url.
const PART_MAX: usize = 8_000;

/// The page of the second step.
pub(super) fn page(back: &str) -> String {
    match safe_path(back) {
        Some(back) => format!("/staff/second?back={}", encode(back)),
        None => "/staff/second".to_owned(),
    }
}

/// Begins the second step, where the account has one; its cookie.
pub(super) async fn begin(
    state: &AppState,
    staff: i64,
) -> Result<Option<(Second, HeaderValue)>, Error> {
    let has = factors::of(&state.db, staff).await?;
    if !has.any() {
        return Ok(None);
    }
    let fresh = token::random();
    let step = Step { staff: Some(staff), state: String::new() };
    sign_in_steps::begin(&state.db, &token::hash(&fresh), step, now()).await?;
    Ok(Some((ways(&has), cookie(state, STEP_COOKIE, &fresh, LASTS / 1000)?)))
}

fn ways(has: &factors::Factors) -> Second {
    Second {
        totp: has.totp.is_some(),
        passkey: !has.passkeys.is_empty(),
        recovery: has.recovery_left > 0,
    }
}

fn held(headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let held = jar.get(STEP_COOKIE)?.value();
    token::is_token(held).then(|| held.to_owned())
}

/// Whose second step this is; 401 where no password was given before, or too long ago.
async fn whose(state: &AppState, headers: &HeaderMap) -> Result<(i64, String), Error> {
    let hash = token::hash(&held(headers).ok_or(Error::SignIn)?);
    let step = sign_in_steps::find(&state.db, &hash, now()).await?;
    let staff = step.and_then(|step| step.staff).ok_or(Error::SignIn)?;
    Ok((staff, hash))
}

/// What the second step can be
#[utoipa::path(
    get,
    path = "/api/staff/session/second",
    responses((status = 200, body = Second)),
)]
pub async fn find(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Json<Second>, Error> {
    let (staff, _) = whose(&state, &headers).await?;
    Ok(Json(ways(&factors::of(&state.db, staff).await?)))
}

impl FromForm for Code {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { code: form.one("code") })
    }
}

/// Complete a sign-in by a code of the app or a recovery code
///
/// Each is good once. Wrong ones slow down, as wrong passwords do.
#[utoipa::path(
    post,
    path = "/api/staff/session/second",
    request_body(content((Code = "application/json"), (Code = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = SignedIn),
        (status = 303, description = "A form was sent: on to work."),
    ),
)]
pub async fn by_code(
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Code>,
) -> Response {
    let mut typed = posted.form;
    let back = typed.as_mut().map(|typed| {
        typed.0.remove("code");
        typed.one("back")
    });
    let done = async {
        let (staff, hash) = whose(&state, &headers).await?;
        prove(&state, staff, &posted.value?.code).await?;
        sign_in_steps::take(&state.db, &hash, now()).await?.ok_or(Error::SignIn)?;
        complete(&state, staff, back.as_ref()).await
    };
    match done.await {
        Ok(response) => response,
        Err(error) => {
            let path = page(back.as_deref().unwrap_or_default());
            let again = Again { path: &path, form: "second" };
            failed(&headers, lang, typed, again, error).await
        }
    }
}

/// Uses a code up.
///
/// # Errors
/// It is wrong, too old or used; or too many were.
async fn prove(state: &AppState, staff: i64, code: &str) -> Result<(), Error> {
    // By account, not by address: whoever tries here knows the password already.
    let key = format!("second step of {staff}");
    let anywhere = std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
    state.sign_ins.attempt(&key, anywhere, now()).map_err(Error::TooMany)?;
    let has = factors::of(&state.db, staff).await?;
    let secret = has.totp.as_deref();
    let step = secret.and_then(|secret| totp::step_of(secret, code, has.totp_step, now()));
    let right = match step {
        Some(step) => factors::use_totp(&state.db, staff, step).await?,
        None => {
            let hash = super::factors::code_hash(staff, code);
            factors::use_code(&state.db, staff, &hash, now()).await?
        }
    };
    if !right {
        return Err(FieldErrors::one("code", FieldError::CodeWrong).into());
    }
    state.sign_ins.succeeded(&key, anywhere);
    Ok(())
}

async fn complete(state: &AppState, staff: i64, back: Option<&String>) -> Result<Response, Error> {
    let me = staff::by_id(&state.db, staff).await?.ok_or(Error::SignIn)?;
    let entered = enter(state, staff).await?;
    let mut response = welcome_in(me, entered, back);
    response.headers_mut().append(header::SET_COOKIE, cookie(state, STEP_COOKIE, "", 0)?);
    Ok(response)
}

fn challenge_key(held: &str) -> String {
    token::hash_parts(&["challenge", held])
}

/// The site as passkeys know it.
///
/// # Errors
/// Its address has no name.
pub(super) fn site(state: &AppState) -> Result<Rp, Error> {
    let base = state.config.base_url();
    Rp::of(&base).ok_or_else(|| Error::Internal(format!("no name in {base}")))
}

/// Begin to sign in by a passkey, as the second step or alone
///
/// The challenge is good once, for ten minutes.
#[utoipa::path(
    post,
    path = "/api/staff/session/passkey/options",
    responses((status = 200, body = PasskeyOptions)),
)]
pub async fn passkey_options(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
) -> Result<Response, Error> {
    state.limits.check(Action::SignIn, None, ip).map_err(Error::TooMany)?;
    let staff = match whose(&state, &headers).await {
        Ok((staff, _)) => Some(staff),
        Err(Error::SignIn) => None,
        Err(error) => return Err(error),
    };
    let credentials = match staff {
        Some(staff) => factors::of(&state.db, staff).await?.passkeys,
        None => Vec::new(),
    };
    let token = match held(&headers) {
        Some(held) if staff.is_some() => held,
        _ => token::random(),
    };
    let challenge = webauthn::challenge();
    let step = Step { staff, state: challenge.clone() };
    sign_in_steps::begin(&state.db, &challenge_key(&token), step, now()).await?;
    let options = PasskeyOptions {
        challenge,
        rp: site(&state)?.id,
        timeout: webauthn::TIMEOUT,
        verify: staff.is_none(),
        credentials,
        user: None,
        name: None,
        algorithms: Vec::new(),
    };
    let mut response = Json(options).into_response();
    let cookie = cookie(&state, STEP_COOKIE, &token, LASTS / 1000)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

impl FromForm for PasskeySignature {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let one = |name| form.one(name);
        Ok(Self {
            id: one("id"),
            client_data: one("client_data"),
            authenticator_data: one("authenticator_data"),
            signature: one("signature"),
            user: one("user"),
        })
    }
}

/// Sign in by a passkey
#[utoipa::path(
    post,
    path = "/api/staff/session/passkey",
    request_body = PasskeySignature,
    responses(
        (status = 200, body = SignedIn),
        (status = 422, description = "The passkey is none of ours, or signed something else.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn by_passkey(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
    posted: Posted<PasskeySignature>,
) -> Result<Response, Error> {
    state.limits.check(Action::SignIn, None, ip).map_err(Error::TooMany)?;
    let sent = posted.value?;
    let token = held(&headers).ok_or(Error::SignIn)?;
    let begun = sign_in_steps::take(&state.db, &challenge_key(&token), now()).await?;
    let begun = begun.ok_or(Error::SignIn)?;
    let staff = signed_by(&state, &sent, &begun).await?;
    // The first step, if there was one, is over too.
    sign_in_steps::take(&state.db, &token::hash(&token), now()).await?;
    complete(&state, staff, None).await
}

/// Whose passkey signed what was asked.
async fn signed_by(state: &AppState, sent: &PasskeySignature, begun: &Step) -> Result<i64, Error> {
    let wrong = || Error::from(FieldErrors::one("passkey", FieldError::CodeWrong));
    let parts = [&sent.id, &sent.client_data, &sent.authenticator_data, &sent.signature];
    if parts.iter().any(|part| part.len() > PART_MAX || clean_line(part) != part.as_str()) {
        return Err(wrong());
    }
    let found = factors::passkey(&state.db, &sent.id).await?;
    let (me, id, stored) = found.ok_or_else(wrong)?;
    let user = super::factors::handle(state, me.id);
    let alone = begun.staff.is_none();
    let owner = match begun.staff {
        Some(staff) => staff == me.id,
        None => sent.user == user,
    };
    if !owner {
        return Err(wrong());
    }
    let credential: Credential =
        serde_json::from_str(&stored).map_err(|e| Error::Internal(e.to_string()))?;
    let assertion = Assertion {
        client_data: &sent.client_data,
        authenticator_data: &sent.authenticator_data,
        signature: &sent.signature,
    };
    let after = site(state)?.verify(&assertion, &begun.state, &credential, alone);
    let after = after.map_err(|refused| {
        tracing::warn!(staff = me.id, %refused, "a passkey was refused");
        wrong()
    })?;
    let after = serde_json::to_string(&after).map_err(|e| Error::Internal(e.to_string()))?;
    if !factors::passkey_used(&state.db, id, &stored, &after, now()).await? {
        return Err(wrong());
    }
    Ok(me.id)
}
