//! The desk at the door: who is there.

use app::{
    api::{NewScan, ScanDone},
    domain::{FieldError, FieldErrors},
    i18n::problems,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use crate::{
    clock::now,
    routes::{
        error::Error,
        params::Path,
        posted::{Again, FormValues, FromForm, Posted, failed, see_other},
        staff::Moderator,
        visitor::Reader,
    },
    state::AppState,
    store::{
        decisions::By,
        registrations::{self, Scan, Scanned},
    },
};

/// Longest nonce of a scan, in characters.
const NONCE_MAX: usize = 64;
/// How long ago a scan of a device that was offline may lie, in milliseconds: three days.
const SCAN_OLD: i64 = 3 * 86_400_000;

impl FromForm for NewScan {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        let people = form.all("people");
        let people: Option<Vec<i64>> = people.iter().map(|n| n.parse().ok()).collect();
        let nonce = form.one("nonce");
        Ok(Self {
            // A form is sent once; going back and sending it again is a scan of its own.
            nonce: if nonce.is_empty() { crate::token::random() } else { nonce },
            code: form.one("code"),
            people: people.ok_or_else(|| FieldErrors::one("people", FieldError::Unknown))?,
            at: None,
            what: form.one("what"),
        })
    }
}

/// Check in, or take it back
///
/// Safe to repeat: the same `nonce` counts once. Devices that were offline say when it was.
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/scans",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body(content(
        (NewScan = "application/json"),
        (NewScan = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = ScanDone),
        (status = 303, description = "A form was taken: to the list"),
    ),
)]
pub async fn scan(
    staff: Moderator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewScan>,
) -> Response {
    let scanned = async {
        let raw = posted.value?;
        let scan = read(&raw)?;
        let by = By { staff: staff.me.id, now: now() };
        match registrations::scan(&state.db, id, &scan, &staff.me.scope(), by).await? {
            Scanned::Done(registration, again) => {
                Ok(ScanDone { registration: *registration, again })
            }
            Scanned::NotFound => Err(Error::NotFound),
            Scanned::Unknown => Err(Error::Conflict(problems::CODE_UNKNOWN)),
            Scanned::NoSeat(_) => Err(Error::Conflict(problems::NO_SEAT_YET)),
        }
    };
    let typed = posted.form;
    let by_code = typed.as_ref().is_some_and(|form| !form.one("code").is_empty());
    let page = match by_code {
        true => format!("/staff/events/{id}/checkin"),
        false => format!("/staff/events/{id}/attendees"),
    };
    match scanned.await {
        Ok(done) if typed.is_some() => {
            let done = if done.again { "again" } else { "scanned" };
            see_other(&format!("{page}?done={done}"))
        }
        Ok(done) => Json(done).into_response(),
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            failed(&headers, lang, typed, Again { path: &page, form: "scan" }, error).await
        }
    }
}

/// A scan, as far as anything can be one.
fn read(raw: &NewScan) -> Result<Scan, Error> {
    let mut errors = FieldErrors::default();
    let nonce = raw.nonce.trim();
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !(8..=NONCE_MAX).contains(&nonce.len()) || !plain(nonce) {
        errors.add("nonce", FieldError::Unknown);
    }
    // The whole text of a QR code is as good as the code in it.
    let code = raw.code.trim().rsplit(':').next().unwrap_or_default().to_uppercase();
    if code.is_empty() && raw.people.is_empty() {
        errors.add("code", FieldError::Required);
    }
    if code.len() > NONCE_MAX || !plain(&code) {
        errors.add("code", FieldError::Unknown);
    }
    if raw.people.len() > 12 {
        errors.add("people", FieldError::TooMany { max: 12 });
    }
    let out = match raw.what.as_str() {
        "" | "in" => false,
        "out" => true,
        _ => {
            errors.add("what", FieldError::Unknown);
            false
        }
    };
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let (latest, earliest) = (now(), now().plus_ms(-SCAN_OLD));
    Ok(Scan {
        nonce: nonce.to_owned(),
        code: (!code.is_empty()).then_some(code),
        people: raw.people.clone(),
        // A clock that runs ahead, or was never set, is no reason to lose somebody.
        at: raw.at.map_or(latest, |at| at.clamp(earliest, latest)),
        out,
    })
}
