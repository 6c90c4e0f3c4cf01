//! The private page of a registration.

use app::{
    api::{MyRegistration, NewFeedback, NewRegistration},
    domain::{Date, FeedbackDraft, FieldError, FieldErrors, RegistrationDraft},
    i18n::problems,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Deserialize;
use subtle::ConstantTimeEq;
use utoipa::{IntoParams, ToSchema};

use crate::{
    clock,
    limits::Action,
    routes::{
        error::Error,
        my::hashed,
        params::{Path, Query},
        posted::{Again, FormValues, FromForm, Posted, failed, see_other},
        qr,
        visitor::{ClientIp, MaybeParticipant, Reader},
    },
    state::AppState,
    store::registrations::{self, Acted, QR_PREFIX},
    token,
};

impl FromForm for NewFeedback {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { stars: form.one("stars"), good: form.one("good"), missing: form.one("missing") })
    }
}

fn done(acted: Acted) -> Result<(), Error> {
    match acted {
        Acted::Done => Ok(()),
        Acted::NotFound => Err(Error::NotFound),
        Acted::Closed => Err(Error::Conflict(problems::REGISTRATION_CLOSED)),
        Acted::NotOffered => Err(Error::Conflict(problems::NOT_OFFERED)),
        Acted::Full => Err(Error::Conflict(problems::NO_SEATS)),
        Acted::Existing => Err(Error::Conflict(problems::ADDRESS_TAKEN)),
        Acted::Wrong(errors) => Err(errors.into()),
    }
}

async fn shown(state: &AppState, held: &str) -> Result<MyRegistration, Error> {
    let found = registrations::find(&state.db, &hashed(held)?, clock::now()).await?;
    found.ok_or(Error::NotFound)
}

/// Confirms the address with the code that was mailed there.
async fn confirm(state: &AppState, held: &str, code: &str) -> Result<(), Error> {
    let hash = hashed(held)?;
    let address = registrations::address(&state.db, &hash).await?.unwrap_or_default();
    let right = token::confirmation(&state.secret, held, &address);
    if !bool::from(right.as_bytes().ct_eq(code.trim().as_bytes())) {
        return Err(FieldErrors::one("code", FieldError::CodeWrong).into());
    }
    done(registrations::confirm(&state.db, &hash, clock::now()).await?)
}

/// What can be done on the page besides changing answers and giving feedback.
async fn act(state: &AppState, held: &str, what: &str) -> Result<(), Error> {
    let (db, hash, now) = (&state.db, hashed(held)?, clock::now());
    done(match what {
        "accept" => registrations::accept(db, &hash, now).await?,
        // Who declines leaves the line.
        "cancel" | "decline" => registrations::cancel(db, &hash, now).await?,
        "erase" => registrations::erase(db, &hash, now).await?,
        _ => return Err(Error::NotFound),
    })
}

async fn change(state: &AppState, held: &str, raw: &NewRegistration) -> Result<(), Error> {
    let (hash, now) = (hashed(held)?, clock::now());
    let before = shown(state, held).await?;
    let today = Date::of(now);
    // As many as came so far, also where fewer may come by now.
    let most = before.group_max.max(before.people);
    let draft = RegistrationDraft::parse(raw, &before.fields, most, today)?;
    let drafted = (&draft, before.fields.as_slice());
    done(registrations::change(&state.db, &hash, drafted, &state.secret, now).await?)
}

async fn feedback(state: &AppState, held: &str, raw: &NewFeedback) -> Result<(), Error> {
    let draft = FeedbackDraft::parse(raw)?;
    let hash = hashed(held)?;
    done(registrations::give_feedback(&state.db, &hash, &draft, clock::now()).await?)
}

/// A registration as whoever signed up sees it
#[utoipa::path(
    get,
    path = "/api/registrations/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, body = MyRegistration)),
)]
pub async fn find(
    State(state): State<AppState>,
    Path(held): Path<String>,
) -> Result<Json<MyRegistration>, Error> {
    shown(&state, &held).await.map(Json)
}

/// Change answers, or how many people come
#[utoipa::path(
    put,
    path = "/api/registrations/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body = NewRegistration,
    responses((status = 200, body = MyRegistration)),
)]
pub async fn put(
    State(state): State<AppState>,
    Path(held): Path<String>,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    posted: Posted<NewRegistration>,
) -> Result<Json<MyRegistration>, Error> {
    ip.allow(&state, Action::Registration, who)?;
    change(&state, &held, &posted.value?).await?;
    shown(&state, &held).await.map(Json)
}

/// Take a registration back, or leave the line
#[utoipa::path(
    delete,
    path = "/api/registrations/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, body = MyRegistration)),
)]
pub async fn delete(
    State(state): State<AppState>,
    Path(held): Path<String>,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
) -> Result<Json<MyRegistration>, Error> {
    ip.allow(&state, Action::Registration, who)?;
    act(&state, &held, "cancel").await?;
    shown(&state, &held).await.map(Json)
}

/// The code that was mailed.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Code {
    /// To confirm with
    code: String,
}

/// Confirm the mail address, with the code that was mailed there
#[utoipa::path(
    post,
    path = "/api/registrations/{token}/confirm",
    params(("token" = String, Path, description = "The secret of the private page"), Code),
    responses((status = 200, body = MyRegistration)),
)]
pub async fn verify(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Query(sent): Query<Code>,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
) -> Result<Json<MyRegistration>, Error> {
    ip.allow(&state, Action::Registration, who)?;
    confirm(&state, &held, &sent.code).await?;
    shown(&state, &held).await.map(Json)
}

/// Accept or decline offered seats, erase personal data
#[utoipa::path(
    post,
    path = "/api/registrations/{token}/{what}",
    params(
        ("token" = String, Path, description = "The secret of the private page"),
        ("what" = String, Path, description = "accept, decline or erase"),
    ),
    responses((status = 200, body = MyRegistration)),
)]
pub async fn step(
    State(state): State<AppState>,
    Path((held, what)): Path<(String, String)>,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
) -> Result<Json<MyRegistration>, Error> {
    ip.allow(&state, Action::Registration, who)?;
    act(&state, &held, &what).await?;
    shown(&state, &held).await.map(Json)
}

/// Say how an event was
#[utoipa::path(
    post,
    path = "/api/registrations/{token}/feedback",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body = NewFeedback,
    responses((status = 200, body = MyRegistration)),
)]
pub async fn say(
    State(state): State<AppState>,
    Path(held): Path<String>,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    posted: Posted<NewFeedback>,
) -> Result<Json<MyRegistration>, Error> {
    ip.allow(&state, Action::Registration, who)?;
    feedback(&state, &held, &posted.value?).await?;
    shown(&state, &held).await.map(Json)
}

/// The private page as a form.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MineForm {
    /// `save`, `cancel`, `accept`, `decline`, `confirm`, `erase` or `feedback`.
    action: String,
    /// What was mailed, to confirm with.
    code: String,
    /// What to save; in a form, its fields stand beside `action`.
    registration: NewRegistration,
    /// What to say; in a form, its fields stand beside `action`.
    feedback: NewFeedback,
}

impl FromForm for MineForm {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            action: form.one("action"),
            code: form.one("code"),
            registration: NewRegistration::from_form(form)?,
            feedback: NewFeedback::from_form(form)?,
        })
    }
}

/// Everything that the private page does, without a script
#[utoipa::path(
    post,
    path = "/api/registrations/{token}",
    params(("token" = String, Path, description = "The secret of the private page")),
    request_body(content(
        (MineForm = "application/json"),
        (MineForm = "application/x-www-form-urlencoded"),
        (MineForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = MyRegistration),
        (status = 303, description = "A form was taken: to the private page"),
    ),
)]
pub async fn post(
    State(state): State<AppState>,
    Path(held): Path<String>,
    Reader(lang): Reader,
    ip: ClientIp,
    MaybeParticipant(who): MaybeParticipant,
    headers: HeaderMap,
    posted: Posted<MineForm>,
) -> Response {
    let what = posted.value.as_ref().map(|form| form.action.clone()).unwrap_or_default();
    let outcome = match (ip.allow(&state, Action::Registration, who), &posted.value) {
        (Err(error), _) => Err(error),
        (_, Err(errors)) => Err(errors.clone().into()),
        (_, Ok(form)) => match form.action.as_str() {
            "save" => change(&state, &held, &form.registration).await,
            "feedback" => feedback(&state, &held, &form.feedback).await,
            "confirm" => confirm(&state, &held, &form.code).await,
            "cancel" | "accept" | "decline" | "erase" => act(&state, &held, &form.action).await,
            _ => Err(FieldErrors::one("action", FieldError::Unknown).into()),
        },
    };
    match outcome {
        Ok(()) if posted.is_form() => see_other(&format!("/my/{held}?done={what}")),
        Ok(()) => match shown(&state, &held).await {
            Ok(registration) => Json(registration).into_response(),
            Err(error) => error.into_response(),
        },
        // Not a page to go back to.
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            let path = format!("/my/{held}");
            let again = Again { path: &path, form: "registration" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

/// Everything that is kept of a registration, as a file
#[utoipa::path(
    get,
    path = "/api/registrations/{token}/data.json",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, body = MyRegistration)),
)]
pub async fn data(
    State(state): State<AppState>,
    Path(held): Path<String>,
) -> Result<Response, Error> {
    let registration = shown(&state, &held).await?;
    let file = format!("attachment; filename=\"anmeldung-{}.json\"", registration.event);
    let file = HeaderValue::try_from(file).map_err(|e| Error::Internal(e.to_string()))?;
    let mut response = Json(registration).into_response();
    response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What staff scan at the door, as a QR code
#[utoipa::path(
    get,
    path = "/api/registrations/{token}/qr.svg",
    params(("token" = String, Path, description = "The secret of the private page")),
    responses((status = 200, content_type = "image/svg+xml", body = String)),
)]
pub async fn code(
    State(state): State<AppState>,
    Path(held): Path<String>,
) -> Result<Response, Error> {
    let found = registrations::recipient(&state.db, &hashed(&held)?).await?;
    let found = found.ok_or(Error::NotFound)?;
    let text = format!("{QR_PREFIX}:{}:{}", found.event, found.code);
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "private, max-age=3600")];
    Ok((headers, qr::svg(&code)).into_response())
}
