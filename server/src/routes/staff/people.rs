//! Admins manage who is on the staff.

use app::{
    api::{Invite, Invited, NewRights, People},
    domain::{FieldError, FieldErrors, Rights, parse_email, parse_name},
    forms::FormState,
    i18n::{Lang, people as words},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::super::{
    error::Error,
    pages::page_with_form,
    params::{Path, Query},
    posted::{Again, FormValues, FromForm, Posted, failed, see_other},
    visitor::Reader,
};
use super::{Administrator, is_form};
use crate::{
    clock::now,
    state::AppState,
    store::{
        invitations::{self, LASTS, Revoked},
        people::{self, By, Change, Changed},
    },
    token,
};

/// The page of the people.
const PAGE: &str = "/staff/people";

impl Administrator {
    fn rights(&self) -> Rights {
        let me = self.me.clone();
        Rights { role: me.role, labs: me.labs, departments: me.departments }
    }

    fn by(&self) -> By {
        By { staff: self.me.id, now: now() }
    }
}

/// Where a page of the staff begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: Option<i64>,
}

/// Who is on the staff, and who is invited
#[utoipa::path(
    get,
    path = "/api/staff/people",
    params(("after" = Option<i64>, Query, description = "`next` of the page before")),
    responses((status = 200, body = People)),
)]
pub async fn list(
    staff: Administrator,
    State(state): State<AppState>,
    Query(asked): Query<After>,
) -> Result<Json<People>, Error> {
    Ok(Json(people::page(&state.db, &staff.rights(), asked.after, now()).await?))
}

impl FromForm for Invite {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            email: form.one("email"),
            name: form.one("name"),
            role: form.one("role"),
            labs: form.all("labs"),
            departments: form.all("departments"),
            lang: form.one("lang"),
        })
    }
}

/// Invite somebody
///
/// The link goes by mail, and is told once here. It works for seven days.
#[utoipa::path(
    post,
    path = "/api/staff/invitations",
    request_body(content((Invite = "application/json"), (Invite = "application/x-www-form-urlencoded"))),
    responses(
        (status = 201, body = Invited),
        (status = 200, description = "A form was sent: its page, with the link.", content_type = "text/html"),
    ),
)]
pub async fn invite(
    staff: Administrator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<Invite>,
) -> Response {
    let is_form = posted.is_form();
    let done = async { invited(&state, &staff, &posted.value?).await };
    match done.await {
        Ok(invited) if is_form => {
            // The link is in no address: it comes with the page, once.
            let values = [("link".to_owned(), vec![invited.link])].into();
            let form = FormState { form: "invited".to_owned(), values, problem: None };
            page_with_form(&headers, PAGE, form).await
        }
        Ok(invited) => {
            let location = [(header::LOCATION, PAGE)];
            (StatusCode::CREATED, location, Json(invited)).into_response()
        }
        Err(error) => {
            failed(&headers, lang, posted.form, Again { path: PAGE, form: "invite" }, error).await
        }
    }
}

async fn invited(
    state: &AppState,
    staff: &Administrator,
    asked: &Invite,
) -> Result<Invited, Error> {
    let mut errors = FieldErrors::default();
    let required = |value: Option<String>| value.ok_or(FieldError::Required);
    let email = errors.take("email", parse_email(&asked.email).and_then(required));
    let name = errors.take("name", parse_name(&asked.name).and_then(required));
    let lang = match asked.lang.as_str() {
        "" => Some("de"),
        "de" | "en" => Some(asked.lang.as_str()),
        _ => errors.take("lang", Err(FieldError::Unknown)),
    };
    let rights = match Rights::parse(&asked.role, &asked.labs, &asked.departments) {
        Ok(rights) => Some(rights),
        Err(more) => {
            errors.0.extend(more.0);
            None
        }
    };
    let (Some(email), Some(name), Some(lang), Some(rights)) = (email, name, lang, rights) else {
        return Err(errors.into());
    };
    let seed = vec!["invitation".to_owned(), token::random()];
    let secret = token::private(&state.secret, &seed);
    let new = invitations::New {
        email: email.to_lowercase(),
        name,
        rights,
        lang: lang.to_owned(),
        token_hash: token::hash(&secret),
        seed,
        by: staff.me.name.clone(),
    };
    let by = staff.by();
    let wrong = |field, error| Err(FieldErrors::one(field, error).into());
    match invitations::invite(&state.db, new, by).await? {
        invitations::Invited::Done(id) => Ok(Invited {
            id,
            link: format!("{}/staff/invite/{secret}", state.config.base_url()),
            expires_at: by.now.plus_ms(LASTS),
        }),
        invitations::Invited::EmailTaken => wrong("email", FieldError::EmailTaken),
        invitations::Invited::Already => wrong("email", FieldError::InvitedAlready),
        invitations::Invited::Beyond => wrong("labs", FieldError::BeyondLimits),
        invitations::Invited::Unknown => wrong("labs", FieldError::Unknown),
    }
}

/// Take an invitation back
///
/// Takes no body.
#[utoipa::path(
    post,
    path = "/api/staff/invitations/{id}/revoke",
    params(("id" = i64, Path, description = "Number of the invitation")),
    responses(
        (status = 204, description = "The link no longer works."),
        (status = 303, description = "A form was sent: back to the people."),
    ),
)]
pub async fn revoke(
    staff: Administrator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let done = async {
        match invitations::revoke(&state.db, id, staff.by()).await? {
            Revoked::Done => Ok(()),
            Revoked::NotFound => Err(Error::NotFound),
            Revoked::Beyond => Err(Error::Forbidden),
        }
    };
    let form = is_form(&headers).then(FormValues::default);
    answered(&headers, lang, form, done.await).await
}

impl FromForm for NewRights {
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            role: form.one("role"),
            labs: form.all("labs"),
            departments: form.all("departments"),
        })
    }
}

/// Give somebody another role or other limits
///
/// Where that is less than before, their sessions end. 409 where no admin without limits would
/// be left.
#[utoipa::path(
    post,
    path = "/api/staff/people/{id}",
    params(("id" = i64, Path, description = "Number of the account")),
    request_body(content((NewRights = "application/json"), (NewRights = "application/x-www-form-urlencoded"))),
    responses(
        (status = 204, description = "It is changed."),
        (status = 303, description = "A form was sent: back to the people."),
    ),
)]
pub async fn change(
    staff: Administrator,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    posted: Posted<NewRights>,
) -> Response {
    let done = async {
        let asked = posted.value?;
        let rights = Rights::parse(&asked.role, &asked.labs, &asked.departments)?;
        changed(&state, &staff, id, Change::Rights(rights)).await
    };
    answered(&headers, lang, posted.form, done.await).await
}

/// Disable, enable or remove an account, or take its second factors away
///
/// Takes no body. To remove erases what is personal: the name becomes that of the role. The log
/// stays. Sessions end. 409 where no admin without limits would be left.
#[utoipa::path(
    post,
    path = "/api/staff/people/{id}/{what}",
    params(
        ("id" = i64, Path, description = "Number of the account"),
        ("what" = String, Path, description = "`disable`, `enable`, `remove` or `reset`"),
    ),
    responses(
        (status = 204, description = "It is done."),
        (status = 303, description = "A form was sent: back to the people."),
    ),
)]
pub async fn act(
    staff: Administrator,
    State(state): State<AppState>,
    Path((id, what)): Path<(i64, String)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let done = async {
        let what = match what.as_str() {
            "disable" => Change::Disable,
            "enable" => Change::Enable,
            "reset" => Change::Reset,
            "remove" => Change::Remove,
            _ => return Err(Error::NotFound),
        };
        changed(&state, &staff, id, what).await
    };
    let form = is_form(&headers).then(FormValues::default);
    answered(&headers, lang, form, done.await).await
}

async fn changed(
    state: &AppState,
    staff: &Administrator,
    id: i64,
    change: Change,
) -> Result<(), Error> {
    match people::change(&state.db, id, change, staff.by()).await? {
        Changed::Done => Ok(()),
        Changed::NotFound => Err(Error::NotFound),
        Changed::Beyond => Err(Error::Forbidden),
        Changed::LastAdmin => Err(Error::Conflict(words::LAST_ADMIN)),
        Changed::Unknown => Err(FieldErrors::one("labs", FieldError::Unknown).into()),
    }
}

async fn answered(
    headers: &HeaderMap,
    lang: Lang,
    form: Option<FormValues>,
    done: Result<(), Error>,
) -> Response {
    match (done, form) {
        (Ok(()), None) => StatusCode::NO_CONTENT.into_response(),
        (Ok(()), Some(_)) => see_other(&format!("{PAGE}?done=saved")),
        (Err(error), form) => {
            failed(headers, lang, form, Again { path: PAGE, form: "people" }, error).await
        }
    }
}
