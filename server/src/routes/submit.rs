//! Sending in an idea.

use app::{
    api::{IdeaCreated, NewIdea},
    domain::{FieldError, FieldErrors, IdeaDraft, PHOTOS_MAX},
    i18n::Lang,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    error::Error,
    idempotency::SentKey,
    posted::{Again, FormValues, FromForm, Posted, PostedFile, failed, see_other},
    visitor::{ClientIp, Participant, Reader},
};
use crate::{
    clock,
    limits::Action,
    photos::{self, TakeError},
    state::AppState,
    store::{
        ideas::{self, Submission, Submitted},
        idempotency::Key,
    },
    token,
};

impl FromForm for NewIdea {
    const FILES: bool = true;

    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            title: form.one("title"),
            text: form.one("text"),
            topic: form.one("topic"),
            lab: form.one("lab"),
            project: form.one("project"),
            author: form.one("author"),
            affiliation: form.one("affiliation"),
            email: form.one("email"),
            photos: form.all("photos"),
            event: form.one("event"),
        })
    }
}

/// Send in an idea
///
/// As JSON, or as a form: then photos may come along as files named `photo`, and the answer is
/// 303 to the private page.
#[utoipa::path(
    post,
    path = "/api/ideas",
    params(
        ("Idempotency-Key" = Option<String>, Header, max_length = 200,
            description = "The same key and body answer the same result, once"),
        ("idempotency_key" = Option<String>, Query, max_length = 200,
            description = "In place of the header"),
    ),
    request_body(content(
        (NewIdea = "application/json"),
        (NewIdea = "application/x-www-form-urlencoded"),
        (NewIdea = "multipart/form-data"),
    )),
    responses(
        (status = 201, body = IdeaCreated, headers(
            ("Location" = String, description = "The page of the idea, once it is public"))),
        (status = 303, description = "A form was taken: to the private page"),
    ),
)]
#[allow(clippy::too_many_arguments, reason = "extractors")]
pub async fn create(
    State(state): State<AppState>,
    Reader(lang): Reader,
    ip: ClientIp,
    participant: Participant,
    key: SentKey,
    headers: HeaderMap,
    mut posted: Posted<NewIdea>,
) -> Response {
    let done = take(&state, lang, ip, participant, &key, &mut posted).await;
    match done {
        Ok(response) => response,
        Err(error) => {
            let again = Again { path: "/ideas/new", form: "idea" };
            failed(&headers, lang, posted.form, again, error).await
        }
    }
}

async fn take(
    state: &AppState,
    lang: Lang,
    ip: ClientIp,
    participant: Participant,
    sent_key: &SentKey,
    posted: &mut Posted<NewIdea>,
) -> Result<Response, Error> {
    ip.allow(state, Action::Idea, participant.id())?;
    let raw = posted.value.clone()?;
    let key = sent_key.of("ideas", &body(&raw, posted), posted.form.as_ref())?;
    let raw = attach(state, ip, &participant, raw, posted).await?;
    let draft = IdeaDraft::parse(&raw)?;
    let seed = match &key {
        Some(Key { key_hash, body_hash }) => vec![key_hash.clone(), body_hash.clone()],
        None => vec![token::random()],
    };
    let private = token::private(&state.secret, &seed);
    let submission = Submission {
        draft,
        person: participant.person.clone(),
        token_hash: token::hash(&private),
        seed,
        lang,
        secret: state.secret.clone(),
        key,
        rules: state.rules.get(&state.db).await?,
        now: clock::now(),
    };
    let (id, status, again) = match ideas::submit(&state.db, &submission).await? {
        Submitted::Created { id, status, again } => (id, status, again),
        Submitted::KeyReused => return Err(Error::KeyReused),
        Submitted::Unknown(errors) => return Err(errors.into()),
    };
    let manage_url = format!("/my/{private}");
    let response = if posted.is_form() {
        see_other(&format!("{manage_url}?new=1"))
    } else {
        let location = HeaderValue::try_from(format!("/ideas/{id}"));
        let location = location.map_err(|e| Error::Internal(e.to_string()))?;
        let created = Json(IdeaCreated { id, status, manage_url });
        (StatusCode::CREATED, [(header::LOCATION, location)], created).into_response()
    };
    // Sent again, nothing was done, and no participant was made.
    Ok(if again { response } else { participant.remember(response) })
}

/// What the key belongs to: the fields and the files.
fn body(raw: &NewIdea, posted: &Posted<NewIdea>) -> String {
    let mut body = serde_json::to_string(raw).unwrap_or_default();
    for file in &posted.files {
        body.push_str(&token::hash_bytes(&file.bytes));
    }
    body
}

/// Takes the files of the form as photos, as if they had been uploaded before. Their claims go
/// into the form as well: should it come back, they need not be chosen again.
async fn attach(
    state: &AppState,
    ip: ClientIp,
    participant: &Participant,
    mut raw: NewIdea,
    posted: &mut Posted<NewIdea>,
) -> Result<NewIdea, Error> {
    if raw.photos.len() + posted.files.len() > PHOTOS_MAX {
        let error = FieldError::TooMany { max: PHOTOS_MAX };
        return Err(FieldErrors::one("photos", error).into());
    }
    for file in std::mem::take(&mut posted.files) {
        ip.allow(state, Action::Upload, participant.id())?;
        let uploaded = upload(state, file).await?;
        if let Some(form) = &mut posted.form {
            form.0.entry("photos".to_owned()).or_default().push(uploaded.claim.clone());
        }
        raw.photos.push(uploaded.claim);
    }
    Ok(raw)
}

/// Takes a file as a photo that no idea has claimed yet.
async fn upload(state: &AppState, file: PostedFile) -> Result<app::api::PhotoUploaded, Error> {
    photos::take(state, file.bytes, file.room).await.map_err(|error| match error {
        TakeError::Refused(why) => FieldErrors::one("photos", why).into(),
        TakeError::Failed(why) => Error::Internal(why),
    })
}
