//! Those who post.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{CITIZENS, EACH, Key, MINUTE};
use crate::http::Client;

/// Ideas of a lab that moderates and that can be talked about, one for each citizen.
pub(super) fn commentable(client: &mut Client, n: usize) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    let path = "/api/ideas?lab=soest&status=published&limit=60";
    let page = client.get(path)?.expect(200)?.json()?;
    for card in page["items"].as_array().context("no items")? {
        ids.push(card["id"].as_i64().context("no id")?);
    }
    ensure!(!ids.is_empty(), "nothing to talk about in Soest");
    Ok(ids.iter().copied().cycle().take(n).collect())
}

/// One citizen's minute: ideas, and in the middle a comment, each at its time.
pub(super) fn post(addr: SocketAddr, who: usize, about: i64, start: Instant) -> Result<Vec<Key>> {
    let mut client = Client::connect(addr)?;
    let mut cookie = String::new();
    let mut posted = Vec::new();
    for n in 0..EACH {
        let turn = u32::try_from(n * CITIZENS + who)?;
        let slots = u32::try_from(EACH * CITIZENS)?;
        let due = start + MINUTE * turn / slots;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let comments = n == EACH / 2;
        let (path, sent) = if comments {
            let text = format!("Das sehe ich auch so, sagt Nummer {who}.");
            (format!("/api/ideas/{about}/comments"), json!({ "text": text }))
        } else {
            let idea = json!({
                "title": format!("Eine Bank am Bach, Nummer {who}.{n}"),
                "text": "Am Bach fehlt eine Bank im Schatten. Wir helfen beim Aufstellen.",
                "topic": "klima",
                "lab": "soest",
            });
            ("/api/ideas".to_owned(), idea)
        };
        let known = [("Cookie", cookie.as_str())];
        let headers = if cookie.is_empty() { &known[..0] } else { &known[..] };
        let answer = client.post(&path, headers, &sent)?.expect(201)?;
        if let Some(set) = answer.header("set-cookie").and_then(|set| set.split(';').next()) {
            set.clone_into(&mut cookie);
        }
        let made = answer.json()?;
        let waits =
            if comments { made["published"] == false } else { made["status"] == "submitted" };
        ensure!(waits, "it does not wait for a moderator: {made}");
        let kind = if comments { "comments" } else { "ideas" };
        posted.push((kind.to_owned(), made["id"].as_i64().context("no id")?));
    }
    Ok(posted)
}
