//! The address of an idea as a picture for posters.

use std::fmt::Write;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use qrcodegen::{QrCode, QrCodeEcc};

use super::{error::Error, params::Path};
use crate::{state::AppState, store::ideas};

/// The quiet zone around the code, in modules (ISO/IEC 18004 asks for four).
const QUIET: i32 = 4;

/// The address of a public idea as a QR code
#[utoipa::path(
    get,
    path = "/api/ideas/{id}/qr.svg",
    params(("id" = i64, Path, description = "Number of the idea")),
    responses((status = 200, content_type = "image/svg+xml", body = String)),
)]
pub async fn idea(State(state): State<AppState>, Path(id): Path<i64>) -> Result<Response, Error> {
    if !ideas::public(&state.db, id).await? {
        return Err(Error::NotFound);
    }
    let url = format!("{}/ideas/{id}", state.config.base_url());
    let code = QrCode::encode_text(&url, QrCodeEcc::Medium)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, svg(&code)).into_response())
}

/// The code as one path: a run of dark modules in a row is one stroke.
pub(super) fn svg(code: &QrCode) -> String {
    let size = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += i32::try_from(run).unwrap_or(1).max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}
