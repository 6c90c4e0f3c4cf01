//! One's own account.

use app::{
    api::{Account, Confirm, Me, NewPassword, Profile},
    domain::{FieldError, FieldErrors, Rights, parse_name},
    forms::FormState,
    i18n::Lang,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::super::{
    error::Error,
    pages::page_with_form,
    params::Path,
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::{LANG_COOKIE, Reader},
};
use super::{Colleague, factors::setup, is_form};
use crate::{
    clock::now,
    password::check_own,
    state::AppState,
    store::{account, factors, people},
};

/// The page of the account.
pub(super) const PAGE: &str = "/staff/account";
/// What may not come back with a form.
const SECRETS: [&str; 4] = ["password", "old", "new", "code"];

/// A form of the account, without its secrets.
pub(super) struct Form {
    typed: FormValues,
    name: &'static str,
}

impl Form {
    /// What was typed into the form of this name, where it was a form.
    pub(super) fn of(typed: Option<FormValues>, name: &'static str) -> Option<Self> {
        let mut typed = typed?;
        for secret in SECRETS {
            typed.0.remove(secret);
        }
        Some(Self { typed, name })
    }
}

/// The answer to a change: nothing to say, or back to the page, or what is wrong.
pub(super) async fn again(
    headers: &HeaderMap,
    lang: Lang,
    form: Option<Form>,
    done: Result<(), Error>,
) -> Response {
    match (done, form) {
        (Ok(()), None) => StatusCode::NO_CONTENT.into_response(),
        (Ok(()), Some(form)) => see_other(&format!("{PAGE}?done={}", form.name)),
        (Err(error), None) => error.into_response(),
        (Err(error), Some(form)) => {
            let again = Again { path: PAGE, form: form.name };
            failed(headers, lang, Some(form.typed), again, error).await
        }
    }
}

/// The page of the account with something that is told once.
pub(super) async fn page_with(
    headers: &HeaderMap,
    form: &str,
    (name, values): (&str, Vec<String>),
) -> Response {
    let form = FormState {
        form: form.to_owned(),
        values: [(name.to_owned(), values)].into(),
        problem: None,
    };
    page_with_form(headers, PAGE, form).await
}

fn key(staff: &Colleague) -> (String, std::net::IpAddr) {
    let anywhere = std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
    (format!("account {}", staff.me.id), anywhere)
}

/// Counts an attempt with a password or a code, which fails until [`right`].
pub(super) fn slow_down(state: &AppState, staff: &Colleague) -> Result<(), Error> {
    let (key, ip) = key(staff);
    state.sign_ins.attempt(&key, ip, now()).map_err(Error::TooMany)
}

/// It was right.
pub(super) fn right(state: &AppState, staff: &Colleague) {
    let (key, ip) = key(staff);
    state.sign_ins.succeeded(&key, ip);
}

/// Insists on the present password; gives its hash.
pub(super) async fn verify_password(
    state: &AppState,
    staff: &Colleague,
    field: &str,
    password: &str,
) -> Result<String, Error> {
    slow_down(state, staff)?;
    let own = account::own(&state.db, staff.me.id).await?.ok_or(Error::SignIn)?;
    let verified = state.passwords.verify(password.to_owned(), Some(own.password_hash.clone()));
    match verified.await.map_err(|e| Error::Internal(e.to_string()))? {
        true => {
            right(state, staff);
            Ok(own.password_hash)
        }
        false => Err(FieldErrors::one(field, FieldError::PasswordWrong).into()),
    }
}

/// One's own account
#[utoipa::path(get, path = "/api/staff/account", responses((status = 200, body = Account)))]
pub async fn find(staff: Colleague, State(state): State<AppState>) -> Result<Json<Account>, Error> {
    let id = staff.me.id;
    let own = account::own(&state.db, id).await?.ok_or(Error::SignIn)?;
    let has = factors::of(&state.db, id).await?;
    let Me { role, labs, departments, .. } = staff.me.clone();
    Ok(Json(Account {
        limits: people::limits(&state.db, &Rights { role, labs, departments }).await?,
        setup: setup(&state, &staff, &own.email).await?,
        sessions: account::sessions(&state.db, id, &staff.token_hash, now()).await?,
        passkeys: factors::passkeys(&state.db, id).await?,
        recovery_left: u32::try_from(has.recovery_left).unwrap_or(u32::MAX),
        totp: has.totp.is_some(),
        mail: own.mail == "now",
        lang: own.lang,
        email: own.email,
        me: staff.me,
    }))
}

impl FromForm for Profile {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { name: form.one("name"), lang: form.one("lang"), mail: form.one("mail") })
    }
}

/// Change name, language and mail
///
/// Pages come in the chosen language from then on.
#[utoipa::path(
    post,
    path = "/api/staff/account",
    request_body(content((Profile = "application/json"), (Profile = "application/x-www-form-urlencoded"))),
    responses(
        (status = 204, description = "It is saved."),
        (status = 303, description = "A form was sent: back to the account."),
    ),
)]
pub async fn save(
    staff: Colleague,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Profile>,
) -> Response {
    let form = Form::of(posted.form, "profile");
    let done = async {
        let profile = posted.value?;
        let mut errors = FieldErrors::default();
        let name = parse_name(&profile.name).and_then(|name| name.ok_or(FieldError::Required));
        let name = errors.take("name", name);
        let chosen = match profile.lang.as_str() {
            "de" | "en" => Ok(profile.lang.as_str()),
            _ => Err(FieldError::Unknown),
        };
        let chosen = errors.take("lang", chosen);
        let mail = match profile.mail.as_str() {
            "now" => Ok("now"),
            "off" | "" => Ok("off"),
            _ => Err(FieldError::Unknown),
        };
        let mail = errors.take("mail", mail);
        let (Some(name), Some(chosen), Some(mail)) = (name, chosen, mail) else {
            return Err(Error::Invalid(errors));
        };
        account::save(&state.db, staff.me.id, (&name, chosen, mail), now()).await?;
        let cookie = format!("{LANG_COOKIE}={chosen}; Path=/; Max-Age=31536000; SameSite=Lax");
        HeaderValue::try_from(cookie).map_err(|e| Error::Internal(e.to_string()))
    };
    let (done, cookie) = match done.await {
        Ok(cookie) => (Ok(()), Some(cookie)),
        Err(error) => (Err(error), None),
    };
    let mut response = again(&headers, lang, form, done).await;
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

impl FromForm for NewPassword {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { old: form.one("old"), new: form.one("new") })
    }
}

impl FromForm for Confirm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { password: form.one("password") })
    }
}

/// Change the password; all other sessions end
#[utoipa::path(
    post,
    path = "/api/staff/account/password",
    request_body(content((NewPassword = "application/json"), (NewPassword = "application/x-www-form-urlencoded"))),
    responses(
        (status = 204, description = "It is changed."),
        (status = 303, description = "A form was sent: back to the account."),
    ),
)]
pub async fn change_password(
    staff: Colleague,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewPassword>,
) -> Response {
    let form = Form::of(posted.form, "password");
    let done = async {
        let sent = posted.value?;
        let own = account::own(&state.db, staff.me.id).await?.ok_or(Error::SignIn)?;
        check_own(&sent.new, &[&staff.me.name, &own.email])
            .map_err(|error| FieldErrors::one("new", error))?;
        let before = verify_password(&state, &staff, "old", &sent.old).await?;
        let after = state.passwords.hash(sent.new).await;
        let after = after.map_err(|e| Error::Internal(e.to_string()))?;
        let pair = (before.as_str(), after.as_str());
        match account::change_password(&state.db, staff.me.id, pair, &staff.token_hash, now())
            .await?
        {
            true => Ok(()),
            false => Err(FieldErrors::one("old", FieldError::PasswordWrong).into()),
        }
    };
    again(&headers, lang, form, done.await).await
}

/// End one of one's own sessions
///
/// Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/account/sessions/{id}/end",
    params(("id" = i64, Path, description = "Number of the session")),
    responses(
        (status = 204, description = "Nobody is signed in there any more."),
        (status = 303, description = "A form was sent: back to the account."),
    ),
)]
pub async fn end_session(
    staff: Colleague,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if !account::end_session(&state.db, staff.me.id, id).await? {
        return Err(Error::NotFound);
    }
    Ok(match is_form(&headers) {
        true => see_other(PAGE),
        false => StatusCode::NO_CONTENT.into_response(),
    })
}
