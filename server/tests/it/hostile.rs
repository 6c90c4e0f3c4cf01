//! No input, however hostile, gets a 5xx.

use app::api::encode;
use axum::body::Body;
use serde_json::{Value, json};

use crate::harness::{Citizen, World, new_idea};

/// Values that break things.
fn values() -> Vec<String> {
    vec![
        "\0".into(),
        "a\0b".into(),
        "' OR 1=1; --".into(),
        "\"; DROP TABLE ideas; --".into(),
        "<script>alert(1)</script>".into(),
        "{{7*7}}${7*7}%s%n".into(),
        "../../../etc/passwd".into(),
        "\u{202E}gnalretnih\u{202C}".into(),
        "\u{FEFF}\u{200B}\u{2028}".into(),
        "😀".repeat(100),
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢".into(),
        "%00%ff%zz".into(),
        "-1".into(),
        "0".into(),
        i64::MAX.to_string(),
        i64::MIN.to_string(),
        "99999999999999999999999999".into(),
        "1e400".into(),
        "NaN".into(),
        "x".repeat(5000),
        " ".repeat(2000),
        "\r\nset-cookie: a=b".into(),
        "(((((((((((((((((((a+)+)+".into(),
        "* AND NOT \"".into(),
    ]
}

fn harmless(answer: &crate::harness::Answer, what: &str) {
    assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.body);
    assert!(
        !answer.headers.contains_key("set-cookie") || !answer.header("set-cookie").contains("a=b")
    );
}

async fn get(citizen: &mut Citizen, path: &str) {
    let answer = citizen.get(path).await;
    harmless(&answer, path);
}

both! {
    async fn in_addresses(world: World) {
        let mut eve = world.citizen();
        eve.publish("Ein Brunnen").await;
        for value in values() {
            let v = encode(&value);
            for name in ["lab", "topic", "project", "status", "q", "sort", "after", "limit", "lang", "x"] {
                get(&mut eve, &format!("/api/ideas?{name}={v}")).await;
                get(&mut eve, &format!("/api/ideas?q=a&{name}={v}&{name}={v}")).await;
            }
            for path in [
                format!("/api/ideas/{v}"),
                format!("/api/ideas/{v}/comments"),
                format!("/api/ideas/1/comments?after={v}"),
                format!("/api/ideas/{v}/qr.svg"),
                format!("/api/ideas/similar?q={v}"),
                format!("/api/labs/{v}"),
                format!("/api/my/{v}"),
                format!("/api/supports?ids={v}"),
                format!("/api/{v}"),
            ] {
                get(&mut eve, &path).await;
            }
            eve.cookies.insert("participant".into(), v.clone());
            eve.cookies.insert("lang".into(), v.clone());
            get(&mut eve, "/api/ideas/1").await;
            eve.cookies.clear();
        }
    }
}

both! {
    async fn in_bodies(world: World) {
        let mut eve = world.citizen();
        let id = eve.publish("Ein Brunnen").await;
        let fine = json!(new_idea("Eine gute Idee"));
        let posts = [
            ("/api/ideas".to_owned(), fine),
            (format!("/api/ideas/{id}/comments"), json!({ "text": "Gut", "author": "", "affiliation": "", "reply_to": null })),
            (format!("/api/ideas/{id}/companions"), json!({ "name": "Eve", "contact": "eve@example.org", "note": "" })),
            (format!("/api/ideas/{id}/reports"), json!({ "reason": "spam", "text": "" })),
            (format!("/api/ideas/{id}/support"), json!({ "on": true, "back": "/" })),
            ("/api/my/0123456789abcdef0123456789abcdef".to_owned(), json!({ "action": "save", "idea": {} })),
        ];
        let kinds = [json!(null), json!(5), json!(-1.5), json!(true), json!([]), json!({}), json!([["x"]])];
        let texts: Vec<Value> = values().into_iter().map(Value::String).collect();
        let mut turn = 0;
        for (path, body) in &posts {
            for field in body.as_object().unwrap().keys() {
                for value in kinds.iter().chain(&texts) {
                    let mut hostile = body.clone();
                    hostile[field] = value.clone();
                    let answer = eve.post(path, &hostile).await;
                    harmless(&answer, &format!("{path} {field}={value}"));
                    // A form comes back as a page, which takes its time: some of each.
                    turn += 1;
                    if let Value::String(text) = value
                        && turn % 5 == 0
                    {
                        let answer = eve.form(path, &[(field, text), (field, text)]).await;
                        harmless(&answer, &format!("form {path} {field}={value}"));
                    }
                }
            }
            for raw in [&b"\xff\xfe\x00"[..], b"a=%FF%00&=&&&=x", b"{\"a\":1e999}", b"\"\\ud800\"", b"[[[[[["] {
                for kind in ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data; boundary=", "\u{7f}", "application/json; charset=utf-7"] {
                    let Ok(kind) = axum::http::HeaderValue::from_str(kind) else { continue };
                    let body = Body::from(raw.to_vec());
                    let answer = eve.ask("POST", path, Some((kind.to_str().unwrap(), body))).await;
                    harmless(&answer, path);
                }
            }
        }
        for key in values().iter().filter(|v| axum::http::HeaderValue::from_str(v).is_ok()) {
            let mut keyed = world.citizen().with("idempotency-key", key);
            harmless(&keyed.comment(id, "Mit Schlüssel").await, key);
        }
    }
}

both! {
    async fn what_is_kept_is_harmless_text(world: World) {
        let mut eve = world.citizen();
        let mut idea = new_idea("<b>Fett\u{202E} und\0 böse</b>");
        idea.text = "<script>alert(1)</script>\r\n\r\n\r\n\r\n\u{2067}Ende der Geschichte\0".into();
        idea.author = "Eve\u{200B}\u{202D}".into();
        let id = eve.post_idea(&idea).await.id;
        let kept: app::api::Idea = eve.get(&format!("/api/ideas/{id}")).await.json();
        assert_eq!(kept.card.title, "<b>Fett und böse</b>");
        assert_eq!(kept.text, "<script>alert(1)</script>\n\nEnde der Geschichte");
        assert_eq!(kept.author.as_deref(), Some("Eve"));
    }
}

both! {
    async fn a_form_that_comes_back_holds_nothing_but_text(world: World) {
        const EVIL: &str = "\0</textarea></script>\"><script>alert(1)</script>";
        let mut mo = world.moderator().await;
        let mut eve = world.citizen();
        let idea = eve.publish("Ein Brunnen").await;
        let waiting = eve.post_idea(&app::api::NewIdea { lab: "soest".into(), ..new_idea("Eine Bank") }).await;
        let too_long = EVIL.repeat(60);
        let forms = [
            (format!("/api/ideas/{idea}/comments"), vec![("text", EVIL), ("author", &too_long), ("affiliation", EVIL)]),
            (format!("/api/ideas/{idea}/reports"), vec![("text", EVIL), ("reason", EVIL)]),
            (format!("/api/ideas/{idea}/companions"), vec![("name", EVIL), ("contact", EVIL), ("note", &too_long)]),
            ("/api/ideas".to_owned(), vec![("title", EVIL), ("text", EVIL), ("topic", EVIL), ("email", EVIL), ("author", EVIL)]),
            (format!("/api{}", waiting.manage_url), vec![("title", EVIL), ("text", EVIL), ("topic", EVIL)]),
            ("/api/staff/session".to_owned(), vec![("email", EVIL), ("password", EVIL), ("back", EVIL)]),
            (format!("/api/staff/ideas/{}/decision", waiting.id), vec![("action", "decline"), ("reason", &too_long)]),
        ];
        for (path, fields) in forms {
            let who = if path.ends_with("decision") { &mut mo } else { &mut eve };
            let answer = who.form(&path, &fields).await;
            assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
            assert!(answer.body.contains("alert(1)") || path.ends_with("session"), "{path} forgets what was typed");
            for bad in ["<script>alert", "</textarea></script>", "\0"] {
                assert!(!answer.body.contains(bad), "{path} shows {bad} as it was typed");
            }
        }
    }
}
