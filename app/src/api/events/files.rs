//! Files of an event: to read before, and of its results.

use crate::api::ApiResult;
use crate::api::transport::act;

use super::StaffEvent;

/// `POST /api/staff/events/{id}/files`: uploads one file as multipart field `file`, with its
/// `kind`, in the browser.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub async fn upload_event_file(
    event: i64,
    kind: &str,
    file: &web_sys::File,
) -> ApiResult<StaffEvent> {
    use crate::api::ApiError;
    let form = web_sys::FormData::new().map_err(|_| ApiError::Network)?;
    form.append_with_str("kind", kind).map_err(|_| ApiError::Network)?;
    form.append_with_blob_and_filename("file", file, &file.name())
        .map_err(|_| ApiError::Network)?;
    let request = gloo_net::http::Request::post(&format!("/api/staff/events/{event}/files"))
        .header("accept", "application/json")
        .body(form)
        .map_err(|_| ApiError::Network)?;
    let answer = request.send().await.map_err(|_| ApiError::Network)?;
    let body = answer.text().await.map_err(|_| ApiError::Network)?;
    crate::api::transport::read(answer.status(), &body)
}

/// `POST /api/staff/events/{id}/files/{file}/remove`
pub async fn remove_event_file(event: i64, file: i64) -> ApiResult<StaffEvent> {
    act("POST", format!("/api/staff/events/{event}/files/{file}/remove")).await
}
