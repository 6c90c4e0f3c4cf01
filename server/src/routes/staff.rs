//! Signing in and out, and who may do what: every staff handler takes a [`Staff`].

pub mod account;
pub mod factors;
pub mod people;
pub mod second;
pub mod welcome;

use std::marker::PhantomData;

use app::{
    api::{Me, SignIn, SignedIn},
    domain::{FieldErrors, Scope},
};
use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::{
    error::Error,
    params::Query,
    posted::{Again, FormValues, FromForm, Posted, failed, safe_path, see_other},
    visitor::{ClientIp, Reader},
};
use crate::{
    clock::now,
    limits::Action,
    state::AppState,
    store::{
        sessions::{self, ABSOLUTE, Session},
        staff,
    },
    token,
};

/// Name of the cookie that holds a session.
pub const COOKIE: &str = "staff";
/// Where staff begin.
const HOME: &str = "/staff";
/// Where staff work.
pub(super) const QUEUE: &str = "/staff/queue";

/// What a handler asks of a member of staff.
pub trait Requirement: Send {
    /// Whether this person may.
    fn met_by(me: &Me) -> bool;
}

/// Being signed in.
#[derive(Clone, Copy, Debug)]
pub struct Any;

impl Requirement for Any {
    fn met_by(_: &Me) -> bool {
        true
    }
}

/// Deciding what is published.
#[derive(Clone, Copy, Debug)]
pub struct Moderates;

impl Requirement for Moderates {
    fn met_by(me: &Me) -> bool {
        me.role.may_moderate()
    }
}

/// Answering for the town.
#[derive(Clone, Copy, Debug)]
pub struct Edits;

impl Requirement for Edits {
    fn met_by(me: &Me) -> bool {
        me.role.may_edit()
    }
}

/// Working on ideas: every role, each within its [`Scope`].
#[derive(Clone, Copy, Debug)]
pub struct Works;

impl Requirement for Works {
    fn met_by(_: &Me) -> bool {
        true
    }
}

/// Writing answers: whoever does more than moderate.
#[derive(Clone, Copy, Debug)]
pub struct Writes;

impl Requirement for Writes {
    fn met_by(me: &Me) -> bool {
        me.role.may_draft()
    }
}

/// Managing people and reading the records; an admin with limits within these.
#[derive(Clone, Copy, Debug)]
pub struct Administers;

impl Requirement for Administers {
    fn met_by(me: &Me) -> bool {
        me.role.may_administer()
    }
}

/// Changing what holds for the whole site: an admin without limits.
#[derive(Clone, Copy, Debug)]
pub struct Governs;

impl Requirement for Governs {
    fn met_by(me: &Me) -> bool {
        me.role.may_administer() && me.scope().is_everything()
    }
}

/// A signed-in member of staff who may. 401 for nobody, 403 for whoever may not.
#[derive(Clone, Debug)]
pub struct Staff<R> {
    /// Who it is.
    pub me: Me,
    /// Hash of the session's token.
    pub token_hash: String,
    requirement: PhantomData<R>,
}

/// Anybody who is signed in.
pub type Colleague = Staff<Any>;
/// Somebody who may moderate.
pub type Moderator = Staff<Moderates>;
/// Somebody who may answer for the town.
pub type Editor = Staff<Edits>;
/// Somebody who works on ideas.
pub type Worker = Staff<Works>;
/// Somebody who writes answers.
pub type Writer = Staff<Writes>;
/// Somebody who manages people and reads the records.
pub type Administrator = Staff<Administers>;
/// Somebody who may change what holds for the whole site.
pub type Governor = Staff<Governs>;

impl<R> Staff<R> {
    /// Which ideas the person sees.
    pub fn scope(&self) -> Scope {
        self.me.scope()
    }
}

impl<R: Requirement> FromRequestParts<AppState> for Staff<R> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let (session, token_hash) = session(state, &parts.headers).await?.ok_or(Error::SignIn)?;
        if !R::met_by(&session.me) {
            return Err(Error::Forbidden);
        }
        sessions::touch(&state.db, &session, now()).await?;
        Ok(Self { me: session.me, token_hash, requirement: PhantomData })
    }
}

/// The session of a request and the hash of its token, if there is one that is alive.
pub(super) async fn session(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<Option<(Session, String)>, Error> {
    let Some(hash) = held(headers) else { return Ok(None) };
    Ok(sessions::find(&state.db, &hash, now()).await?.map(|session| (session, hash)))
}

fn held(headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let held = jar.get(COOKIE)?.value();
    token::is_token(held).then(|| token::hash(held))
}

fn cookie(state: &AppState, name: &str, value: &str, seconds: i64) -> Result<HeaderValue, Error> {
    let secure = if state.config.https() { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(cookie).map_err(|e| Error::Internal(e.to_string()))
}

impl FromForm for SignIn {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { email: form.one("email"), password: form.one("password") })
    }
}

/// Sign in
#[utoipa::path(
    post,
    path = "/api/staff/session",
    request_body(content((SignIn = "application/json"), (SignIn = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, body = SignedIn, description = "Somebody is signed in, or a second step is to come."),
        (status = 303, description = "A form was sent: on to work, or to the second step."),
        (status = 401, description = "The address or the password is wrong.", body = app::api::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn sign_in(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<SignIn>,
) -> Response {
    let is_form = posted.is_form();
    let mut typed = posted.form;
    let back = typed.as_ref().map(|typed| typed.one("back")).unwrap_or_default();
    if let Some(typed) = &mut typed {
        typed.0.remove("password");
    }
    let begun = async {
        let asked = posted.value?;
        state.limits.check(Action::SignIn, None, ip).map_err(Error::TooMany)?;
        begin(&state, &asked, ip).await
    };
    match begun.await {
        Ok(Begun::Done(me, cookie)) => welcome_in(me, cookie, is_form.then_some(&back)),
        Ok(Begun::Second(second, cookie)) => {
            let mut response = match is_form {
                true => see_other(&second::page(&back)),
                false => Json(SignedIn { me: None, second: Some(second) }).into_response(),
            };
            response.headers_mut().append(header::SET_COOKIE, cookie);
            response
        }
        Err(error) => {
            let again = Again { path: HOME, form: "sign-in" };
            failed(&headers, lang, typed, again, error).await
        }
    }
}

/// How far a password led.
enum Begun {
    /// All the way.
    Done(Me, HeaderValue),
    /// To the second step.
    Second(app::api::Second, HeaderValue),
}

async fn begin(state: &AppState, asked: &SignIn, ip: std::net::IpAddr) -> Result<Begun, Error> {
    let email = asked.email.trim().to_lowercase();
    state.sign_ins.attempt(&email, ip, now()).map_err(Error::TooMany)?;
    let (me, stored) = staff::by_email(&state.db, &email).await?.unzip();
    let right = state.passwords.verify(asked.password.clone(), stored).await;
    match (right.map_err(|e| Error::Internal(e.to_string()))?, me) {
        (true, Some(me)) => {
            state.sign_ins.succeeded(&email, ip);
            if let Some((second, cookie)) = second::begin(state, me.id).await? {
                return Ok(Begun::Second(second, cookie));
            }
            let cookie = enter(state, me.id).await?;
            Ok(Begun::Done(me, cookie))
        }
        _ => Err(Error::WrongPassword),
    }
}

/// Begins a session; its cookie.
async fn enter(state: &AppState, staff: i64) -> Result<HeaderValue, Error> {
    let fresh = token::random();
    sessions::begin(&state.db, staff, &token::hash(&fresh), now()).await?;
    cookie(state, COOKIE, &fresh, ABSOLUTE / 1000)
}

/// The answer to a complete sign-in; `back` is where a form wants to go.
fn welcome_in(me: Me, cookie: HeaderValue, back: Option<&String>) -> Response {
    let mut response = match back {
        Some(back) => see_other(safe_path(back).unwrap_or(&me.home())),
        None => Json(SignedIn { me: Some(me), second: None }).into_response(),
    };
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Whether a request that needs no words comes from a plain form.
fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"))
}

/// Which sessions end.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct End {
    everywhere: bool,
}

impl FromForm for End {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { everywhere: matches!(form.one("everywhere").as_str(), "1" | "true") })
    }
}

/// Sign out, here or everywhere
#[utoipa::path(
    delete,
    path = "/api/staff/session",
    params(("everywhere" = Option<bool>, Query, description = "Whether all sessions of the account end")),
    responses((status = 204, description = "Nobody is signed in here any more.")),
)]
pub async fn sign_out(
    State(state): State<AppState>,
    Query(end): Query<End>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    ended(&state, &headers, end.everywhere, StatusCode::NO_CONTENT.into_response()).await
}

/// Sign out by a plain form
#[utoipa::path(
    post,
    path = "/api/staff/session/end",
    request_body(content = inline(EndForm), content_type = "application/x-www-form-urlencoded"),
    responses((status = 303, description = "Back to the sign-in.")),
)]
pub async fn sign_out_form(
    State(state): State<AppState>,
    headers: HeaderMap,
    posted: Posted<End>,
) -> Result<Response, Error> {
    ended(&state, &headers, posted.value?.everywhere, see_other(HOME)).await
}

/// The form of a sign-out.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the form")]
struct EndForm {
    /// `1` ends all sessions of the account.
    everywhere: Option<String>,
}

async fn ended(
    state: &AppState,
    headers: &HeaderMap,
    everywhere: bool,
    mut response: Response,
) -> Result<Response, Error> {
    if let Some(hash) = held(headers) {
        sessions::end(&state.db, &hash, everywhere).await?;
    }
    response.headers_mut().append(header::SET_COOKIE, cookie(state, COOKIE, "", 0)?);
    Ok(response)
}

/// Who is signed in
#[utoipa::path(get, path = "/api/staff/me", responses((status = 200, body = Me)))]
pub async fn me(staff: Colleague) -> Json<Me> {
    Json(staff.me)
}
