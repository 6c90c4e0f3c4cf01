//! What the board answered.

use axum::{
    body::to_bytes,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    what: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) async fn read(what: String, response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 64 << 20).await.unwrap();
        Self {
            what,
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// Insists on a status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} answered {:?}: {}",
            self.what,
            StatusCode::from_u16(self.status),
            self.body.chars().take(600).collect::<String>()
        );
        self
    }

    /// Reads the body.
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|e| {
            panic!("{} answered {}: {e}: {}", self.what, self.status, self.body)
        })
    }

    /// A header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Insists on a problem of this status, and gives it.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> Value {
        let answer = self.clone().expect(status);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{}", self.what);
        let problem: Value = answer.json();
        assert_eq!(problem["status"], status, "{}", self.what);
        assert!(problem["type"].as_str().is_some_and(|t| t.starts_with("/problems/")));
        assert!(problem["title"].as_str().is_some_and(|t| !t.is_empty()));
        problem
    }
}
