//! Somebody who listens to the live stream.

use std::time::Duration;

use app::api::LiveEvent;
use axum::{
    body::{Body, BodyDataStream},
    http::{Request, header},
};
use futures::StreamExt;

use super::{Citizen, world::HOST};

/// One thing that the stream told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// `message` where none is given.
    pub(crate) event: String,
    pub(crate) id: Option<i64>,
    pub(crate) data: String,
    pub(crate) retry: Option<u64>,
}

impl Told {
    /// The event itself, where it is one.
    pub(crate) fn live(&self) -> Option<LiveEvent> {
        (self.event == "message" && !self.data.is_empty())
            .then(|| serde_json::from_str(&self.data).unwrap())
    }
}

/// An open stream.
pub(crate) struct Listener {
    body: BodyDataStream,
    text: String,
}

impl Citizen {
    /// Opens a stream, with the header `Last-Event-ID` where `last` is given.
    pub(crate) async fn listen(&self, path: &str, last: Option<i64>) -> Listener {
        let mut request = Request::builder().uri(path).header(header::HOST, HOST);
        let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        request = request.header(header::COOKIE, cookies.join("; "));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = self.world.begin(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), 200);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "text/event-stream");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-accel-buffering"), "no");
        Listener { body: response.into_body().into_data_stream(), text: String::new() }
    }
}

impl Listener {
    /// The next thing; none where the stream has ended. Ten seconds of silence are a failure.
    pub(crate) async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                return Some(parse(&block));
            }
            let piece = tokio::time::timeout(Duration::from_secs(10), self.body.next()).await;
            let piece = piece.expect("the stream is silent")?.unwrap();
            self.text.push_str(std::str::from_utf8(&piece).unwrap());
        }
    }

    /// The next event that is neither a place nor a heartbeat.
    pub(crate) async fn event(&mut self) -> LiveEvent {
        loop {
            let told = self.next().await.expect("the stream has ended");
            if let Some(event) = told.live() {
                assert_eq!(told.id, Some(event.seq));
                return event;
            }
        }
    }

    /// The place that the stream tells when it begins.
    pub(crate) async fn place(&mut self) -> i64 {
        loop {
            let told = self.next().await.expect("the stream has ended");
            assert_eq!(told.live(), None, "an event where none was expected");
            if told.event == "seq" {
                return told.id.unwrap();
            }
        }
    }
}

fn parse(block: &str) -> Told {
    let mut told = Told { event: "message".to_owned(), ..Told::default() };
    for line in block.lines() {
        match line.split_once(": ").unwrap_or((line, "")) {
            ("event", event) => told.event = event.to_owned(),
            ("id", id) => told.id = Some(id.parse().unwrap()),
            ("data", data) => told.data.push_str(data),
            ("retry", ms) => told.retry = Some(ms.parse().unwrap()),
            (":" | "", _) => {}
            (other, _) => panic!("{other:?} in {block:?}"),
        }
    }
    told
}
