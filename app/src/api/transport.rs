//! The one seam for data: gloo-net in the browser, the same router called in process while the
//! server renders a page.

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};

use super::Problem;
use crate::json;

/// Why a call gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub enum ApiError {
    /// The server said no, and why.
    Problem(Problem),
    /// No answer came, or none that can be read: try again.
    Network,
}

impl ApiError {
    /// The HTTP status, if there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Problem(problem) => Some(problem.status),
            Self::Network => None,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => f.write_str(&problem.title),
            Self::Network => f.write_str("network"),
        }
    }
}

impl std::error::Error for ApiError {}

/// What a call gives.
pub type ApiResult<T> = Result<T, ApiError>;

/// Percent-encodes a value for a query string or a path segment (RFC 3986, unreserved kept).
pub fn encode(raw: &str) -> String {
    use fmt::Write;
    let mut out = String::with_capacity(raw.len());
    for byte in raw.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Reads an answer: 2xx as `T`, everything else as a problem.
pub(in crate::api) fn read<T: DeserializeOwned>(status: u16, body: &str) -> ApiResult<T> {
    if (200..300).contains(&status) {
        // An empty answer reads as `null`, so that `()` is a fine `T`.
        let body = if body.is_empty() { "null" } else { body };
        return json::from_str(body).ok_or(ApiError::Network);
    }
    Err(json::from_str(body).map_or(ApiError::Network, ApiError::Problem))
}

pub(super) async fn get<T: DeserializeOwned>(path: String) -> ApiResult<T> {
    send("GET", path, None).await
}

/// Asks for something to be done that needs no words.
pub(super) async fn act<T: DeserializeOwned>(method: &'static str, path: String) -> ApiResult<T> {
    send(method, path, None).await
}

pub(super) async fn call<T: DeserializeOwned>(
    method: &'static str,
    path: String,
    body: &impl Serialize,
) -> ApiResult<T> {
    let body = serde_json::to_string(body).map_err(|_| ApiError::Network)?;
    send(method, path, Some(body)).await
}

#[cfg(feature = "ssr")]
mod in_process {
    use std::{future::Future, pin::Pin, sync::Arc};

    use super::{ApiError, ApiResult, DeserializeOwned, read};

    /// The answer of the router: status and body.
    pub type BackendFuture = Pin<Box<dyn Future<Output = (u16, String)> + Send>>;

    /// Calls the router in process with method, path and JSON body, on behalf of the visitor
    /// whose page is being rendered. The server puts it into the context of every page.
    #[derive(Clone)]
    #[allow(clippy::type_complexity)]
    pub struct Backend(
        pub Arc<dyn Fn(&'static str, String, Option<String>) -> BackendFuture + Send + Sync>,
    );

    pub(super) fn send<T: DeserializeOwned>(
        method: &'static str,
        path: String,
        body: Option<String>,
    ) -> impl Future<Output = ApiResult<T>> + Send {
        // Read before the first await: afterwards there is no context.
        let answer = leptos::prelude::use_context::<Backend>()
            .map(|backend| (backend.0)(method, path, body));
        async move {
            let (status, body) = answer.ok_or(ApiError::Network)?.await;
            read(status, &body)
        }
    }
}
#[cfg(feature = "ssr")]
use in_process::send;
#[cfg(feature = "ssr")]
pub use in_process::{Backend, BackendFuture};

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn send<T: DeserializeOwned>(
    method: &'static str,
    path: String,
    body: Option<String>,
) -> impl Future<Output = ApiResult<T>> + Send {
    use gloo_net::http::{Method, RequestBuilder};
    // The browser has one thread; resources ask for `Send` all the same.
    send_wrapper::SendWrapper::new(async move {
        let method: Method = method.parse().map_err(|_| ApiError::Network)?;
        let builder =
            RequestBuilder::new(&path).method(method).header("accept", "application/json");
        let sent = match body {
            Some(body) => match builder.header("content-type", "application/json").body(body) {
                Ok(request) => request.send().await,
                Err(error) => Err(error),
            },
            None => builder.send().await,
        };
        let answer = sent.map_err(|_| ApiError::Network)?;
        let body = answer.text().await.map_err(|_| ApiError::Network)?;
        read(answer.status(), &body)
    })
}

#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
async fn send<T: DeserializeOwned>(_: &'static str, _: String, _: Option<String>) -> ApiResult<T> {
    read(0, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding() {
        assert_eq!(encode("Grün & Bank"), "Gr%C3%BCn%20%26%20Bank");
        assert_eq!(encode("a-b_c.d~e"), "a-b_c.d~e");
    }

    #[test]
    fn answers() {
        assert_eq!(read::<()>(204, ""), Ok(()));
        assert_eq!(read::<u32>(200, "3"), Ok(3));
        assert_eq!(read::<u32>(502, "<html>"), Err(ApiError::Network));
        let problem =
            read::<u32>(404, r#"{"type":"/problems/not-found","title":"x","status":404}"#);
        assert_eq!(problem.unwrap_err().status(), Some(404));
    }
}
