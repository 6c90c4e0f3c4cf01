//! Somebody with a browser.

use std::collections::BTreeMap;

use app::api::{IdeaCreated, IdeaPage, NewIdea};
use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};

use super::{Answer, World, world::HOST};

/// A browser with its cookies. Cloned, it is the same browser in another tab: what a tab gets
/// later the other does not have.
#[derive(Clone)]
pub(crate) struct Citizen {
    pub(crate) world: World,
    pub(crate) cookies: BTreeMap<String, String>,
    /// Sent with every request.
    pub(crate) headers: Vec<(String, String)>,
}

/// An idea that is fine, on the board at once.
pub(crate) fn new_idea(title: &str) -> NewIdea {
    NewIdea {
        title: title.to_owned(),
        text: format!("{title}: Das wünschen wir uns schon lange."),
        topic: "innenstadt".to_owned(),
        lab: "offen".to_owned(),
        ..NewIdea::default()
    }
}

impl Citizen {
    pub(crate) fn new(world: World) -> Self {
        Self { world, cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// The same person with a header on every request.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Asks, keeps the cookies of the answer, and does not follow redirections.
    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        body: Option<(&str, Body)>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let body = match body {
            Some((kind, body)) => {
                request = request.header(header::CONTENT_TYPE, kind);
                body
            }
            None => Body::empty(),
        };
        let answer = self.world.ask(request.body(body).unwrap()).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, _) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.json("POST", path, body).await
    }

    pub(crate) async fn json(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        let body = Body::from(body.to_string());
        self.ask(method, path, Some(("application/json", body))).await
    }

    /// Posts a plain form, as a browser without a script does.
    pub(crate) async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |(name, value): &(&str, &str)| {
            format!("{}={}", app::api::encode(name), app::api::encode(value))
        };
        let body = fields.iter().map(encode).collect::<Vec<_>>().join("&");
        let body = Some(("application/x-www-form-urlencoded", Body::from(body)));
        self.ask("POST", path, body).await
    }

    /// Sends in an idea that must be taken.
    pub(crate) async fn post_idea(&mut self, idea: &NewIdea) -> IdeaCreated {
        self.post("/api/ideas", &json!(idea)).await.expect(201).json()
    }

    /// Sends in an idea that is public at once.
    pub(crate) async fn publish(&mut self, title: &str) -> i64 {
        self.post_idea(&new_idea(title)).await.id
    }

    pub(crate) async fn support(&mut self, id: i64) -> Answer {
        self.ask("PUT", &format!("/api/ideas/{id}/support"), None).await
    }

    pub(crate) async fn unsupport(&mut self, id: i64) -> Answer {
        self.ask("DELETE", &format!("/api/ideas/{id}/support"), None).await
    }

    pub(crate) async fn comment(&mut self, id: i64, text: &str) -> Answer {
        self.post(&format!("/api/ideas/{id}/comments"), &json!({ "text": text })).await
    }

    /// The board as this query shows it.
    pub(crate) async fn board(&mut self, query: &str) -> IdeaPage {
        self.get(&format!("/api/ideas?{query}")).await.expect(200).json()
    }
}
