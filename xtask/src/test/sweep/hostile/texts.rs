//! Texts that want to be more than text, in every field, looked for wherever they are shown.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Target;

const SCRIPT: &str = "<script>alert(1)</script>";
const TEXTS: [&str; 12] = [
    SCRIPT,
    "\"><img src=x onerror=alert(1)><script>alert(1)</script>",
    "</title></textarea></script><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->]]><script>alert(1)</script>",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} and more",
    "'; DROP TABLE ideas; -- and so on",
    "\u{202e}rückwärts\u{2066} und \u{2069}zurück \u{200f}\u{200e}",
    "nul\0zero \u{1}\u{2}\u{7f}\u{85} controls",
    "\u{feff}\u{200b}\u{200d}\u{ad} nothing to see",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}algo",
    "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 families and flags",
    "\u{10ffff}\u{e000}\u{fffd}\u{1f4a9} far away",
];

/// Sends all texts in all fields, publishes them, and looks at every page that shows them.
pub(super) fn run(to: &Target<'_>) -> Result<usize> {
    for text in TEXTS {
        let fields = idea(text);
        let mut all: Vec<Value> = vec![fields.clone()];
        // Each field alone as well: else one that is refused hides the others.
        for field in ["title", "text", "author", "email", "lab", "topic", "project", "affiliation"]
        {
            let mut one = idea("A bench by the brook");
            one["email"] = json!("");
            one[field] = json!(text);
            all.push(one);
        }
        for idea in all {
            let answer = post(to, "/api/ideas", &idea)?;
            if answer.0 == 201 {
                shown(to, &answer.1)?;
            }
        }
        for path in ["/api/ideas/1/comments", "/api/ideas/1/companions", "/api/ideas/1/reports"] {
            let body = json!({
                "text": format!("{text} {text}"), "author": text, "affiliation": text,
                "name": text, "contact": text, "note": text, "reason": text,
            });
            post(to, path, &body)?;
            let form: String = body
                .as_object()
                .context("no fields")?
                .iter()
                .map(|(name, value)| format!("{name}={}&", encode(value.as_str().unwrap_or(""))))
                .collect();
            let kind = [("Content-Type", "application/x-www-form-urlencoded")];
            let answer = to.answer("POST", path, &kind, form.as_bytes())?;
            harmless(path, &answer.body)?;
        }
    }
    for page in ["/ideas", "/ideas.atom", "/", "/ideas/1", "/staff/queue", "/sitemap.xml"] {
        let answer = to.answer("GET", page, &[("Cookie", to.session)], b"")?;
        harmless(page, &answer.body)?;
    }
    Ok(TEXTS.len() * 15)
}

fn idea(text: &str) -> Value {
    json!({
        "title": text,
        "text": format!("{text} {text}"),
        "author": text,
        "topic": "klima",
        "lab": "soest",
        "email": format!("{text}@example.org"),
    })
}

fn post(to: &Target<'_>, path: &str, body: &Value) -> Result<(u16, Value)> {
    let kind = [("Content-Type", "application/json")];
    let answer = to.answer("POST", path, &kind, body.to_string().as_bytes())?;
    ensure!(
        matches!(answer.status, 200..=204 | 400..=499),
        "{} for {body} to {path}",
        answer.status
    );
    Ok((answer.status, answer.json().unwrap_or_default()))
}

/// Publishes an idea and looks at what shows it, before and after.
fn shown(to: &Target<'_>, created: &Value) -> Result<()> {
    let private = created["manage_url"].as_str().context("no private page")?;
    let id = created["id"].as_i64().context("no number")?;
    let look = |page: &str| -> Result<()> {
        let answer = to.answer("GET", page, &[("Cookie", to.session)], b"")?;
        ensure!(answer.status == 200, "{page} answers {}", answer.status);
        harmless(page, &answer.body)
    };
    look(private)?;
    look("/staff/queue")?;
    let decision = json!({ "action": "publish", "reason": "" }).to_string();
    let headers = [("Content-Type", "application/json"), ("Cookie", to.session)];
    let path = format!("/api/staff/ideas/{id}/decision");
    let answer = to.answer("POST", &path, &headers, decision.as_bytes())?;
    ensure!(answer.status == 200, "{} when publishing idea {id}", answer.status);
    look(&format!("/ideas/{id}"))
}

/// No page may hold a script that somebody typed.
fn harmless(page: &str, body: &[u8]) -> Result<()> {
    let body = String::from_utf8_lossy(body);
    for bad in ["<script>alert", "<img src=x", "\0"] {
        ensure!(!body.contains(bad), "{page} shows {bad:?} as it was typed");
    }
    Ok(())
}

fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
