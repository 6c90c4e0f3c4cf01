//! Second factors of one's own account: the app, passkeys, recovery codes.

use app::{
    api::{Code, Codes, Confirm, NewPasskey, PasskeyOptions, TotpSetup},
    domain::{FieldError, FieldErrors, NAME_MAX, clean_line},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use qrcodegen::{QrCode, QrCodeEcc};
use rand::RngCore;

use super::super::{
    error::Error,
    params::Path,
    posted::{FormValues, FromForm, Posted, see_other},
    qr,
    visitor::Reader,
};
use super::account::{self, Form, PAGE, again, verify_password};
use super::{Colleague, is_form, second::site};
use crate::{
    clock::now,
    state::AppState,
    store::{
        account as accounts,
        factors::{self, Added},
        sign_in_steps::{self, Step},
    },
    token, totp,
    webauthn::{self, Registration},
};

/// How many recovery codes there are.
const CODES: usize = 10;
/// Length of a recovery code, in bytes: 80 bits.
const CODE: usize = 10;
/// The longest part of a passkey that is looked at, in characters of base64url.
const PART_MAX: usize = 32_000;
/// The name that an authenticator app shows beside a code.
const ISSUER: &str = "Stadtlabor";

/// Fresh recovery codes, in groups of four.
fn codes() -> Vec<String> {
    let one = |_| {
        let mut bytes = [0; CODE];
        rand::rng().fill_bytes(&mut bytes);
        let code = BASE32_NOPAD.encode(&bytes).to_lowercase();
        let groups: Vec<&str> = (0..code.len()).step_by(4).map(|at| &code[at..at + 4]).collect();
        groups.join("-")
    };
    (0..CODES).map(one).collect()
}

/// What is stored of a recovery code, however it is typed.
pub(super) fn code_hash(staff: i64, code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    token::hash_parts(&["recovery code", &staff.to_string(), &plain.to_lowercase()])
}

fn hashed(staff: i64, codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| code_hash(staff, code)).collect()
}

/// What passkeys know an account by: says nothing about who it is.
pub(super) fn handle(state: &AppState, staff: i64) -> String {
    let handle = token::derived(&state.secret, &["passkey", &staff.to_string()]);
    BASE64URL_NOPAD.encode(handle.as_bytes())
}

fn setup_key(session: &str) -> String {
    token::hash_parts(&["app", session])
}

fn new_key(session: &str) -> String {
    token::hash_parts(&["new passkey", session])
}

/// The app that is being set up in this session.
pub(super) async fn setup(
    state: &AppState,
    staff: &Colleague,
    email: &str,
) -> Result<Option<TotpSetup>, Error> {
    let step = sign_in_steps::find(&state.db, &setup_key(&staff.token_hash), now()).await?;
    step.map(|step| shown(step.state, email)).transpose()
}

fn shown(secret: String, email: &str) -> Result<TotpSetup, Error> {
    let uri = totp::uri(&secret, ISSUER, email);
    let code = QrCode::encode_text(&uri, QrCodeEcc::Medium);
    let qr = qr::svg(&code.map_err(|error| Error::Internal(error.to_string()))?);
    Ok(TotpSetup { secret, uri, qr })
}

/// Begin to set an authenticator app up
///
/// Takes no body. Nothing changes before `/confirm`, within ten minutes.
#[utoipa::path(
    post,
    path = "/api/staff/account/totp",
    responses(
        (status = 200, body = TotpSetup),
        (status = 303, description = "A form was sent: to the account, which shows it."),
    ),
)]
pub async fn set_up_totp(
    staff: Colleague,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let own = accounts::own(&state.db, staff.me.id).await?.ok_or(Error::SignIn)?;
    let secret = totp::secret();
    let step = Step { staff: Some(staff.me.id), state: secret.clone() };
    sign_in_steps::begin(&state.db, &setup_key(&staff.token_hash), step, now()).await?;
    match is_form(&headers) {
        true => Ok(see_other("/staff/account#totp")),
        false => Ok(Json(shown(secret, &own.email)?).into_response()),
    }
}

/// Turn the authenticator app on, by one of its codes
#[utoipa::path(
    post,
    path = "/api/staff/account/totp/confirm",
    request_body(content((Code = "application/json"), (Code = "application/x-www-form-urlencoded"))),
    responses((status = 200, body = Codes, description = "Recovery codes, where there were none. A form gets its page with them.")),
)]
pub async fn confirm_totp(
    staff: Colleague,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Code>,
) -> Response {
    let form = Form::of(posted.form, "totp");
    let done = async {
        let code = posted.value?.code;
        let key = setup_key(&staff.token_hash);
        let begun = sign_in_steps::find(&state.db, &key, now()).await?;
        let secret = begun.ok_or(Error::NotFound)?.state;
        account::slow_down(&state, &staff)?;
        let step = totp::step_of(&secret, &code, 0, now());
        let step = step.ok_or_else(|| FieldErrors::one("code", FieldError::CodeWrong))?;
        sign_in_steps::take(&state.db, &key, now()).await?.ok_or(Error::NotFound)?;
        account::right(&state, &staff);
        let codes = codes();
        let hashed = hashed(staff.me.id, &codes);
        let taken =
            factors::set_totp(&state.db, staff.me.id, (&secret, step), &hashed, now()).await?;
        Ok(Codes { codes: if taken { codes } else { Vec::new() } })
    };
    told_once(&headers, lang, form, done.await).await
}

/// Turn the authenticator app off
#[utoipa::path(
    post,
    path = "/api/staff/account/totp/remove",
    request_body(content((Confirm = "application/json"), (Confirm = "application/x-www-form-urlencoded"))),
    responses(
        (status = 204, description = "It is off."),
        (status = 303, description = "A form was sent: back to the account."),
    ),
)]
pub async fn remove_totp(
    staff: Colleague,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Confirm>,
) -> Response {
    let form = Form::of(posted.form, "totp-remove");
    let done = async {
        verify_password(&state, &staff, "password", &posted.value?.password).await?;
        Ok(factors::remove_totp(&state.db, staff.me.id, now()).await?)
    };
    again(&headers, lang, form, done.await).await
}

/// New recovery codes; the old ones no longer work
#[utoipa::path(
    post,
    path = "/api/staff/account/codes",
    request_body(content((Confirm = "application/json"), (Confirm = "application/x-www-form-urlencoded"))),
    responses((status = 200, body = Codes, description = "The codes. A form gets its page with them.")),
)]
pub async fn new_codes(
    staff: Colleague,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Confirm>,
) -> Response {
    let form = Form::of(posted.form, "codes");
    let done = async {
        verify_password(&state, &staff, "password", &posted.value?.password).await?;
        if !factors::of(&state.db, staff.me.id).await?.any() {
            return Err(Error::NotFound);
        }
        let codes = codes();
        factors::replace_codes(&state.db, staff.me.id, &hashed(staff.me.id, &codes), now()).await?;
        Ok(Codes { codes })
    };
    told_once(&headers, lang, form, done.await).await
}

/// Codes are in no address: a form gets them with its page, once.
async fn told_once(
    headers: &HeaderMap,
    lang: app::i18n::Lang,
    form: Option<Form>,
    done: Result<Codes, Error>,
) -> Response {
    match (done, form) {
        (Ok(codes), None) => Json(codes).into_response(),
        (Ok(codes), Some(_)) if codes.codes.is_empty() => see_other(PAGE),
        (Ok(codes), Some(_)) => account::page_with(headers, "told", ("codes", codes.codes)).await,
        (Err(error), form) => again(headers, lang, form, Err(error)).await,
    }
}

/// Begin to add a passkey
///
/// Takes no body. The challenge is good once, for ten minutes.
#[utoipa::path(
    post,
    path = "/api/staff/account/passkeys/options",
    responses((status = 200, body = PasskeyOptions)),
)]
pub async fn passkey_options(
    staff: Colleague,
    State(state): State<AppState>,
) -> Result<Json<PasskeyOptions>, Error> {
    let challenge = webauthn::challenge();
    let step = Step { staff: Some(staff.me.id), state: challenge.clone() };
    sign_in_steps::begin(&state.db, &new_key(&staff.token_hash), step, now()).await?;
    Ok(Json(PasskeyOptions {
        challenge,
        rp: site(&state)?.id,
        timeout: webauthn::TIMEOUT,
        verify: true,
        credentials: factors::of(&state.db, staff.me.id).await?.passkeys,
        user: Some(handle(&state, staff.me.id)),
        name: Some(staff.me.name),
        algorithms: webauthn::ALGORITHMS.iter().filter_map(|n| i32::try_from(*n).ok()).collect(),
    }))
}

impl FromForm for NewPasskey {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let one = |name| form.one(name);
        Ok(Self {
            name: one("name"),
            client_data: one("client_data"),
            attestation: one("attestation"),
        })
    }
}

/// Add a passkey
#[utoipa::path(
    post,
    path = "/api/staff/account/passkeys",
    request_body = NewPasskey,
    responses(
        (status = 201, body = Codes, description = "It is there. Recovery codes, where there were none."),
        (status = 404, body = app::api::Problem, content_type = "application/problem+json",
            description = "Nothing was begun here, or it took too long."),
    ),
)]
pub async fn add_passkey(
    staff: Colleague,
    State(state): State<AppState>,
    posted: Posted<NewPasskey>,
) -> Result<(StatusCode, Json<Codes>), Error> {
    let sent = posted.value?;
    let wrong = |error| Error::from(FieldErrors::one("passkey", error));
    let name = clean_line(&sent.name);
    if name.chars().count() > NAME_MAX {
        return Err(FieldErrors::one("name", FieldError::TooLong { max: NAME_MAX }).into());
    }
    if sent.client_data.len() > PART_MAX || sent.attestation.len() > PART_MAX {
        return Err(wrong(FieldError::CodeWrong));
    }
    let begun = sign_in_steps::take(&state.db, &new_key(&staff.token_hash), now()).await?;
    let begun = begun.ok_or(Error::NotFound)?;
    let registration =
        Registration { client_data: &sent.client_data, attestation: &sent.attestation };
    let made = site(&state)?.register(&registration, &begun.state).map_err(|refused| {
        tracing::warn!(staff = staff.me.id, %refused, "a new passkey was refused");
        wrong(FieldError::CodeWrong)
    })?;
    let credential = serde_json::to_string(&made.credential);
    let new = factors::NewPasskey {
        credential_id: made.id,
        credential: credential.map_err(|error| Error::Internal(error.to_string()))?,
        name: if name.is_empty() { "Passkey".to_owned() } else { name },
    };
    let codes = codes();
    let hashed = hashed(staff.me.id, &codes);
    match factors::add_passkey(&state.db, staff.me.id, new, &hashed, now()).await? {
        Added::Done(taken) => {
            let codes = if taken { codes } else { Vec::new() };
            Ok((StatusCode::CREATED, Json(Codes { codes })))
        }
        Added::Taken => Err(wrong(FieldError::CodeWrong)),
        Added::TooMany => Err(wrong(FieldError::TooMany {
            max: usize::try_from(factors::PASSKEYS_MAX).unwrap_or(usize::MAX),
        })),
    }
}

/// Remove a passkey
#[utoipa::path(
    post,
    path = "/api/staff/account/passkeys/{id}/remove",
    params(("id" = i64, Path, description = "Number of the passkey")),
    request_body(content((Confirm = "application/json"), (Confirm = "application/x-www-form-urlencoded"))),
    responses(
        (status = 204, description = "It is gone."),
        (status = 303, description = "A form was sent: back to the account."),
    ),
)]
pub async fn remove_passkey(
    staff: Colleague,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Confirm>,
) -> Response {
    let form = Form::of(posted.form, "passkey-remove");
    let done = async {
        verify_password(&state, &staff, "password", &posted.value?.password).await?;
        match factors::remove_passkey(&state.db, staff.me.id, id, now()).await? {
            true => Ok(()),
            false => Err(Error::NotFound),
        }
    };
    again(&headers, lang, form, done.await).await
}
