//! Bodies: JSON from programs and the hydrated page, forms from everything else. The same
//! handler takes both, answers JSON to the one and 303 See Other to the other.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use app::{
    domain::{FieldError, FieldErrors},
    forms::FormState,
    i18n::Lang,
};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use super::{error::Error, nul, pages, visitor::ClientIp};
use crate::{
    shares::{Most, Share},
    state::AppState,
};

/// The largest JSON or urlencoded body, and the most text in a multipart one, in bytes.
pub const BODY_MAX: usize = 64 * 1024;
/// The largest multipart body, in bytes: three photos and the text.
pub const MULTIPART_MAX: usize = 32 * 1024 * 1024;
/// How long a body may take to come. A photo on one bar of signal needs its time.
const BODY_TIME: Duration = Duration::from_secs(120);
/// The most of files that are held in memory, on their way or waiting for their turn to be read,
/// in bytes.
const IN_FLIGHT: Most = Most { all: 512 * 1024 * 1024, address: 256 * 1024 * 1024 };
/// When to come again with a file where there is no room for it now, in seconds.
const FULL: u64 = 10;
/// The most fields of a form.
const FIELDS_MAX: usize = 200;

/// What a form typed, by field name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormValues(pub BTreeMap<String, Vec<String>>);

impl FormValues {
    /// A form of one field.
    pub fn of(field: &str, value: &str) -> Self {
        Self(BTreeMap::from([(field.to_owned(), vec![value.to_owned()])]))
    }

    /// The first value of a field, empty where there is none.
    pub fn one(&self, field: &str) -> String {
        self.0.get(field).and_then(|values| values.first()).cloned().unwrap_or_default()
    }

    /// All values of a field that are not empty.
    pub fn all(&self, field: &str) -> Vec<String> {
        let values = self.0.get(field).cloned().unwrap_or_default();
        values.into_iter().filter(|value| !value.is_empty()).collect()
    }
}

/// A request type that a form can carry.
pub trait FromForm: Sized {
    /// Whether files come along; without, a body of all kinds is small.
    const FILES: bool = false;

    /// Takes the fields by their names.
    ///
    /// # Errors
    /// A field that cannot be read at all. Whether its value makes sense is for the domain.
    fn from_form(form: &FormValues) -> Result<Self, FieldErrors>;
}

/// A file in a multipart form.
#[derive(Clone, Debug)]
pub struct PostedFile {
    /// Name of its field.
    pub field: String,
    /// Its own name, as it was sent.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
    /// The room that it takes, until the last of the body's files is dropped.
    pub room: Arc<Share>,
}

/// A body, as what it was meant to be.
#[derive(Clone, Debug)]
pub struct Posted<T> {
    /// What was sent, or what is wrong with it: a form comes back with it.
    pub value: Result<T, FieldErrors>,
    /// What was typed, where it was a form.
    pub form: Option<FormValues>,
    /// Files that came along, in order; never empty ones.
    pub files: Vec<PostedFile>,
}

impl<T: DeserializeOwned + FromForm> FromRequest<AppState> for Posted<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Error> {
        let read = async {
            match media_type(request.headers()).as_str() {
                "application/json" => {
                    let body = collect(request.into_body()).await?;
                    let value = json(&body)?;
                    Ok(Self { value: Ok(value), form: None, files: Vec::new() })
                }
                "application/x-www-form-urlencoded" => {
                    let body = collect(request.into_body()).await?;
                    Ok(Self::of_form(urlencoded(&body)?, Vec::new()))
                }
                "multipart/form-data" => {
                    let (form, files) = multipart(request, state, T::FILES).await?;
                    Ok(Self::of_form(form, files))
                }
                _ => Err(Error::MediaType),
            }
        };
        tokio::time::timeout(BODY_TIME, read).await.unwrap_or(Err(Error::Timeout))
    }
}

impl<T: FromForm> Posted<T> {
    fn of_form(form: FormValues, files: Vec<PostedFile>) -> Self {
        // A field that people do not see and programs that fill in everything do fill in.
        let value = match form.one("website").is_empty() {
            true => T::from_form(&form),
            false => Err(FieldErrors::one("website", FieldError::LeaveEmpty)),
        };
        Self { value, form: Some(form), files }
    }
}

impl<T> Posted<T> {
    /// Whether it was a form, which wants pages for answers.
    pub fn is_form(&self) -> bool {
        self.form.is_some()
    }
}

/// Where a failed form comes back to.
#[derive(Clone, Copy, Debug)]
pub struct Again<'a> {
    /// The page that has the form.
    pub path: &'a str,
    /// Which form of that page.
    pub form: &'static str,
}

/// The answer to a failure: the page again with what was typed, or the problem.
pub async fn failed(
    headers: &HeaderMap,
    lang: Lang,
    typed: Option<FormValues>,
    again: Again<'_>,
    error: Error,
) -> Response {
    let Some(typed) = typed else { return error.into_response() };
    let form = FormState {
        form: again.form.to_owned(),
        values: shown(typed.0),
        problem: Some(error.problem(lang)),
    };
    let mut response = pages::page_with_form(headers, again.path, form).await;
    if let Error::TooMany(seconds) = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What was typed, without the one character that stands for what HTML cannot hold.
fn shown(mut values: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    for value in values.values_mut().flatten().filter(|value| value.contains(nul::STAND_IN)) {
        *value = value.replace(nul::STAND_IN, "");
    }
    values
}

/// 303 to a path of this site.
pub fn see_other(to: &str) -> Response {
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// The path that a form wants to go back to, if it is one of this site and nothing else.
pub fn safe_path(back: &str) -> Option<&str> {
    let one_slash = back.starts_with('/') && !back.starts_with("//");
    // Browsers read a backslash as a slash, and drop tabs and line ends.
    let plain = back.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (one_slash && plain && back.len() <= 2000).then_some(back)
}

fn media_type(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// A JSON object. (A list would pass for one whose fields come in order.)
fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Error::Malformed("a JSON object is expected".to_owned()));
    }
    serde_json::from_slice(&nul::json(body)).map_err(|why| Error::Malformed(why.to_string()))
}

async fn collect(body: Body) -> Result<Bytes, Error> {
    match Limited::new(body, BODY_MAX).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(why) if why.is::<LengthLimitError>() => Err(Error::TooLarge),
        Err(_) => Err(Error::Malformed("the body ended early".to_owned())),
    }
}

fn urlencoded(body: &[u8]) -> Result<FormValues, Error> {
    let mut form = FormValues::default();
    for (n, (name, value)) in form_urlencoded::parse(body).enumerate() {
        if n >= FIELDS_MAX {
            return Err(Error::TooLarge);
        }
        let (name, value) = (nul::text(name.into_owned()), nul::text(value.into_owned()));
        form.0.entry(name).or_default().push(value);
    }
    Ok(form)
}

async fn multipart(
    mut request: Request,
    state: &AppState,
    takes_files: bool,
) -> Result<(FormValues, Vec<PostedFile>), Error> {
    if !takes_files {
        DefaultBodyLimit::max(BODY_MAX).apply(&mut request);
    }
    let (mut parts, body) = request.into_parts();
    let Ok(ClientIp(ip)) = ClientIp::from_request_parts(&mut parts, state).await;
    let mut room = state.in_flight.share(ip);
    let request = Request::from_parts(parts, body);
    let mut parts = Multipart::from_request(request, state).await.map_err(|_| Error::MediaType)?;
    let (mut form, mut files, mut text, mut fields) = (FormValues::default(), Vec::new(), 0, 0);
    while let Some(mut field) = parts.next_field().await.map_err(|why| multipart_error(&why))? {
        let name = nul::text(field.name().unwrap_or_default().to_owned());
        let file_name = field.file_name().map(|name| nul::text(name.to_owned()));
        let is_file = file_name.is_some();
        let mut bytes = BytesMut::new();
        while let Some(chunk) = field.chunk().await.map_err(|why| multipart_error(&why))? {
            if !room.grow(chunk.len(), IN_FLIGHT) {
                return Err(Error::TooMany(FULL));
            }
            bytes.extend_from_slice(&chunk);
        }
        fields += 1;
        text += name.len() + if is_file { 0 } else { bytes.len() };
        if fields > FIELDS_MAX || text > BODY_MAX {
            return Err(Error::TooLarge);
        }
        if !is_file {
            let value = nul::text(String::from_utf8_lossy(&bytes).into_owned());
            form.0.entry(name).or_default().push(value);
        } else if !bytes.is_empty() {
            // An untouched file input sends an empty file.
            files.push((name, file_name.unwrap_or_default(), bytes.freeze()));
        }
    }
    let room = Arc::new(room);
    let file = |(field, name, bytes)| PostedFile { field, name, bytes, room: room.clone() };
    Ok((form, files.into_iter().map(file).collect()))
}

fn multipart_error(why: &axum::extract::multipart::MultipartError) -> Error {
    match why.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Malformed(why.body_text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_back_to() {
        for good in ["/", "/ideas", "/ideas?topic=a%20b#x"] {
            assert_eq!(safe_path(good), Some(good));
        }
        for bad in [
            "",
            "ideas",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://e",
            "/ä",
        ] {
            assert_eq!(safe_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn forms_are_read_whole() {
        let form = urlencoded(b"a=1&a=2&b=%C3%A4+x&c&=d&e=%FF%zz").unwrap();
        assert_eq!(form.all("a"), ["1", "2"]);
        assert_eq!(form.one("b"), "ä x");
        assert_eq!(form.one("c"), "");
        assert!(urlencoded("a=1&".repeat(300).as_bytes()).is_err());
    }
}
