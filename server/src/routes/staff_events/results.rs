//! Results of an event: text, photos, files; and the files for everybody.

use app::{
    api::{NewResults, StaffEvent},
    domain::{FieldError, FieldErrors, FileKind, clean_line, parse_results},
};
use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{changed, shown};
use crate::{
    clock::now,
    photos,
    routes::{
        error::Error,
        params::Path,
        posted::{Again, FormValues, FromForm, Posted, failed, see_other},
        staff::{Editor, session},
        visitor::Reader,
    },
    state::AppState,
    store::{
        decisions::By,
        events::{self, File, sees},
    },
    token,
};

/// The largest file, in bytes.
const FILE_MAX: usize = 10 * 1024 * 1024;
/// Longest name of a file, in characters.
const NAME_MAX: usize = 120;
/// What may be put up, by the ends of names. Everything is sent as a download, never shown.
const KINDS: [(&str, &str); 9] = [
    ("pdf", "application/pdf"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("txt", "text/plain; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
];

impl FromForm for NewResults {
    const FILES: bool = true;

    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self {
            results: form.one("results"),
            photos: form.all("photos"),
            remove: form.all("remove"),
        })
    }
}

/// Write the results of an event, with photos that were uploaded before
#[utoipa::path(
    put,
    path = "/api/staff/events/{id}/results",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body = NewResults,
    responses((status = 200, body = StaffEvent)),
)]
pub async fn put(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    mut posted: Posted<NewResults>,
) -> Result<Json<StaffEvent>, Error> {
    save(&state, &staff, id, &mut posted).await?;
    shown(&state, id, &staff.me).await.map(Json)
}

/// Write the results of an event, without a script: photos may come along as files
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/results",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body(content(
        (NewResults = "application/json"),
        (NewResults = "application/x-www-form-urlencoded"),
        (NewResults = "multipart/form-data"),
    )),
    responses(
        (status = 200, body = StaffEvent),
        (status = 303, description = "A form was taken: to the results"),
    ),
)]
pub async fn post(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    mut posted: Posted<NewResults>,
) -> Response {
    let outcome = save(&state, &staff, id, &mut posted).await;
    answer((&state, &staff, &headers, lang), id, posted.form, outcome).await
}

async fn save(
    state: &AppState,
    staff: &Editor,
    id: i64,
    posted: &mut Posted<NewResults>,
) -> Result<(), Error> {
    let raw = posted.value.clone()?;
    let text = parse_results(&raw.results)?;
    let mut claims = raw.photos;
    for file in std::mem::take(&mut posted.files).into_iter().filter(|f| f.field == "photo") {
        claims.push(photos::take(state, file.bytes, file.room).await?.claim);
    }
    let by = By { staff: staff.me.id, now: now() };
    let what = (text, claims.as_slice(), raw.remove.as_slice());
    let gone = events::save_results(&state.db, id, what, (&staff.me.scope(), by)).await?;
    for key in changed(gone)? {
        photos::remove(&state.config.data, &key).await;
    }
    Ok(())
}

async fn answer(
    (state, staff, headers, lang): (&AppState, &Editor, &HeaderMap, app::i18n::Lang),
    id: i64,
    typed: Option<FormValues>,
    outcome: Result<(), Error>,
) -> Response {
    let path = format!("/staff/events/{id}/results");
    match outcome {
        Ok(()) if typed.is_some() => see_other(&format!("{path}?done=saved")),
        Ok(()) => match shown(state, id, &staff.me).await {
            Ok(event) => Json(event).into_response(),
            Err(error) => error.into_response(),
        },
        Err(Error::NotFound) => Error::NotFound.into_response(),
        Err(error) => {
            failed(headers, lang, typed, Again { path: &path, form: "results" }, error).await
        }
    }
}

/// What goes with a file.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Upload {
    kind: String,
}

impl FromForm for Upload {
    const FILES: bool = true;

    fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
        Ok(Self { kind: form.one("kind") })
    }
}

/// A file of an event, as a multipart form.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form")]
pub struct FileForm {
    /// document or result
    kind: String,
    /// PDF, Open Document, Office, text or CSV, at most 10 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Put a file up, to be downloaded from the page of an event
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/files",
    params(("id" = i64, Path, description = "Number of the event")),
    request_body(content = inline(FileForm), content_type = "multipart/form-data"),
    responses(
        (status = 200, body = StaffEvent),
        (status = 303, description = "To the results"),
    ),
)]
pub async fn upload(
    staff: Editor,
    State(state): State<AppState>,
    Path(id): Path<i64>,
    Reader(lang): Reader,
    headers: HeaderMap,
    mut posted: Posted<Upload>,
) -> Response {
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let outcome = keep(&state, &staff, id, &mut posted).await;
    // The page with a script sends a form as well, but wants no page back.
    let typed = posted.form.filter(|_| !wants_json);
    answer((&state, &staff, &headers, lang), id, typed, outcome).await
}

async fn keep(
    state: &AppState,
    staff: &Editor,
    id: i64,
    posted: &mut Posted<Upload>,
) -> Result<(), Error> {
    let raw = posted.value.clone()?;
    let kind = FileKind::from_key(&raw.kind);
    let kind = kind.ok_or_else(|| FieldErrors::one("kind", FieldError::Unknown))?;
    let wrong = |why| Error::Invalid(FieldErrors::one("file", why));
    let mut files = std::mem::take(&mut posted.files).into_iter().filter(|f| f.field == "file");
    let sent = files.next().ok_or_else(|| wrong(FieldError::Required))?;
    if sent.bytes.len() > FILE_MAX {
        return Err(wrong(FieldError::FileTooLarge { max_mb: FILE_MAX / 1024 / 1024 }));
    }
    let (name, media_type) = name_of(&sent.name).ok_or_else(|| wrong(FieldError::NotAFile))?;
    let file = File {
        key: token::random(),
        name,
        media_type: media_type.to_owned(),
        is_public: false,
        lab: None,
    };
    let folder = state.config.data.join("files");
    let path = folder.join(&file.key);
    let failed = |error: std::io::Error| Error::Internal(error.to_string());
    tokio::fs::create_dir_all(&folder).await.map_err(failed)?;
    tokio::fs::write(&path, &sent.bytes).await.map_err(failed)?;
    let by = By { staff: staff.me.id, now: now() };
    let size = i64::try_from(sent.bytes.len()).unwrap_or(i64::MAX);
    let scope = staff.me.scope();
    let done = events::add_file(&state.db, id, (kind, &file, size), (&scope, by)).await;
    let done = done.map_err(Error::from).and_then(changed);
    if done.is_err() {
        let _ = tokio::fs::remove_file(&path).await;
    }
    done.map(|_| ())
}

/// The name of a file as it is kept, and its media type; none where such a file is not taken.
fn name_of(raw: &str) -> Option<(String, &'static str)> {
    let name = clean_line(raw.rsplit(['/', '\\']).next().unwrap_or_default());
    let name: String = name.chars().filter(|c| !matches!(c, '"' | '<' | '>' | '|' | ':')).collect();
    let (stem, end) = name.rsplit_once('.')?;
    let end = end.to_ascii_lowercase();
    let (_, media_type) = KINDS.iter().find(|(known, _)| *known == end)?;
    let stem: String = stem.trim().chars().take(NAME_MAX).collect();
    (!stem.is_empty()).then(|| (format!("{stem}.{end}"), *media_type))
}

/// Take a file away
#[utoipa::path(
    post,
    path = "/api/staff/events/{id}/files/{file}/remove",
    params(
        ("id" = i64, Path, description = "Number of the event"),
        ("file" = i64, Path, description = "Number of the file"),
    ),
    responses(
        (status = 200, body = StaffEvent),
        (status = 303, description = "A form was taken: to the results"),
    ),
)]
pub async fn remove(
    staff: Editor,
    State(state): State<AppState>,
    Path((id, file)): Path<(i64, i64)>,
    Reader(lang): Reader,
    headers: HeaderMap,
) -> Response {
    let gone = async {
        let by = By { staff: staff.me.id, now: now() };
        let gone = events::remove_file(&state.db, (id, file), (&staff.me.scope(), by)).await?;
        let key = changed(gone)?;
        if let Err(error) = tokio::fs::remove_file(state.config.data.join("files").join(key)).await
        {
            tracing::warn!(%error, "a file could not be removed");
        }
        Ok(())
    };
    let outcome = gone.await;
    let form = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let typed = form.filter(|kind| kind.contains("form")).map(|_| FormValues::default());
    answer((&state, &staff, &headers, lang), id, typed, outcome).await
}

/// `GET /files/{key}/{name}`: a file of an event, as a download. Of drafts for staff only.
///
/// # Errors
/// 404 where it is not there.
pub async fn file(
    State(state): State<AppState>,
    Path((key, _)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if !token::is_token(&key) {
        return Err(Error::NotFound);
    }
    let found = events::file(&state.db, &key).await?.ok_or(Error::NotFound)?;
    if !found.is_public {
        let (session, _) = session(&state, &headers).await?.ok_or(Error::NotFound)?;
        if !sees(&session.me.scope(), found.lab.as_deref()) {
            return Err(Error::NotFound);
        }
    }
    let read = tokio::fs::read(state.config.data.join("files").join(&found.key)).await;
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound),
        Err(error) => return Err(Error::Internal(error.to_string())),
    };
    let value =
        |text: &str| HeaderValue::try_from(text).map_err(|e| Error::Internal(e.to_string()));
    // RFC 6266: the name in UTF-8, percent-encoded.
    let name = format!("attachment; filename*=UTF-8''{}", app::api::encode(&found.name));
    let mut response = Body::from(bytes).into_response();
    let of = response.headers_mut();
    of.insert(header::CONTENT_TYPE, value(&found.media_type)?);
    of.insert(header::CONTENT_DISPOSITION, value(&name)?);
    of.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"));
    of.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    of.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'"),
    );
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn names_of_files() {
        let name = |raw: &str| name_of(raw).map(|(name, _)| name);
        assert_eq!(name("C:\\Ordner\\Protokoll.PDF").as_deref(), Some("Protokoll.pdf"));
        assert_eq!(name("../../a\"b\r\n.txt").as_deref(), Some("ab.txt"));
        for bad in ["x.html", "x.svg", "x.pdf.exe", ".pdf", "pdf", ""] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }
}
