//! Every error has the same shape, and nothing is done for foreign sites.

use axum::body::Body;
use serde_json::{Value, json};
use server::{config::Switch, routes};

use crate::harness::{World, new_idea};

both! {
    async fn every_error_is_a_problem(world: World) {
        let mut anna = world.citizen();
        anna.get("/api/nothing").await.problem(404);
        anna.get("/api").await.problem(404);
        anna.get("/api/").await.problem(404);
        anna.get("/api/ideas/x").await.problem(400);
        anna.get("/api/ideas/99999999999999999999").await.problem(400);
        anna.get("/api/ideas/-1").await.problem(404);
        let method = anna.ask("PATCH", "/api/ideas", None).await;
        method.problem(405);
        let mut allow: Vec<_> = method.header("allow").split(',').map(str::trim).collect();
        allow.sort_unstable();
        assert_eq!(allow, ["GET", "HEAD", "POST"]);
        let json = "application/json";
        for (kind, body, status) in [
            (json, "{", 400),
            (json, "[]", 400),
            (json, "null", 400),
            (json, r#"{"title":5}"#, 400),
            (json, r#"{"title":"a","title":"b"}"#, 400),
            (json, r#"{"photos":"x"}"#, 400),
            (json, "", 400),
            ("text/plain", "{}", 415),
            ("", "{}", 415),
            (json, "{}", 422),
        ] {
            anna.ask("POST", "/api/ideas", Some((kind, body.into()))).await.problem(status);
        }
        anna.ask("POST", "/api/ideas", None).await.problem(415);
        let invalid = Body::from(b"{\"title\":\"\xff\xfe\"}".to_vec());
        anna.ask("POST", "/api/ideas", Some((json, invalid))).await.problem(400);
        let deep = "[".repeat(60_000);
        anna.ask("POST", "/api/ideas", Some((json, deep.into()))).await.problem(400);
        let large = format!("{{\"text\":\"{}\"}}", "x".repeat(70_000));
        anna.ask("POST", "/api/ideas", Some((json, large.clone().into()))).await.problem(413);
        let form = "application/x-www-form-urlencoded";
        anna.ask("POST", "/api/ideas", Some((form, large.into()))).await.problem(413);
    }
}

both! {
    async fn problems_speak_the_readers_language(world: World) {
        let mut anna = world.citizen();
        let german = anna.get("/api/nothing").await;
        assert_eq!(german.header("content-language"), "de");
        assert_eq!(german.problem(404)["title"], "Das gibt es hier nicht.");
        let mut ben = world.citizen().with("accept-language", "fr, en;q=0.8");
        assert_eq!(ben.get("/api/nothing").await.problem(404)["title"], "There is nothing here.");
        ben.cookies.insert("lang".into(), "de".into());
        assert_eq!(ben.get("/api/nothing").await.problem(404)["title"], "Das gibt es hier nicht.");
        assert_eq!(ben.get("/api/nothing?lang=en").await.header("content-language"), "en");
        assert_eq!(ben.get("/api/nothing").await.header("cache-control"), "no-store");
    }
}

both! {
    async fn nothing_is_done_for_foreign_sites(world: World) {
        let id = world.citizen().publish("Ein Brunnen").await;
        let idea = json!(new_idea("Von nebenan"));
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://stadtlabor.test:8080"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let mut evil = world.citizen().with(name, value);
            assert_eq!(evil.post("/api/ideas", &idea).await.problem(403)["type"], "/problems/foreign-origin");
            evil.support(id).await.problem(403);
            evil.form("/api/ideas", &[("title", "x")]).await.problem(403);
            evil.get("/api/ideas").await.expect(200);
        }
        for (name, value) in [("origin", "http://stadtlabor.test"), ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "none")] {
            world.citizen().with(name, value).post("/api/ideas", &idea).await.expect(201);
        }
    }
}

both! {
    async fn who_posts_too_much_is_told_when_to_go_on(world: World) {
        let strict = world.restarted(|config| config.rate_limits = Switch::On).await;
        let mut anna = strict.citizen();
        for n in 0..11 {
            anna.post("/api/ideas", &json!(new_idea(&format!("Idee {n}")))).await.expect(201);
        }
        let answer = anna.post("/api/ideas?lang=en", &json!(new_idea("Noch eine Idee"))).await;
        let problem = answer.problem(429);
        let wait: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=61).contains(&wait), "{wait}");
        assert_eq!(problem["detail"], format!("Please try again in {wait} seconds."));
        // Eighty phones in the same room go on.
        for n in 0..80 {
            strict.citizen().post("/api/ideas", &json!(new_idea(&format!("Telefon {n}")))).await.expect(201);
        }
    }
}

both! {
    async fn health_tells_process_and_database(world: World) {
        let mut anna = world.citizen();
        anna.get("/healthz").await.expect(200);
        anna.get("/readyz").await.expect(200);
        let ending = world.restarted(|_| {}).await;
        ending.state.shutdown.begin();
        ending.citizen().get("/healthz").await.expect(200);
        ending.citizen().get("/readyz").await.expect(503);
    }
}

both! {
    async fn the_api_describes_itself(world: World) {
        let served: Value = world.citizen().get("/api/openapi.json").await.expect(200).json();
        assert_eq!(served, json!(routes::description()));
        let paths = served["paths"].as_object().unwrap();
        for path in ["/api/ideas", "/api/ideas/{id}", "/api/ideas/{id}/support", "/api/my/{token}"] {
            assert!(paths.contains_key(path), "{path}");
        }
        assert!(served["components"]["schemas"]["Problem"].is_object());
        for (path, item) in paths {
            for (method, operation) in item.as_object().unwrap() {
                let answers = operation["responses"].as_object().unwrap();
                assert!(answers.contains_key("400") && answers.contains_key("500"), "{method} {path}");
            }
        }
        // Nothing refers to what is not there.
        let text = served.to_string();
        for reference in text.split("\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().unwrap();
            assert!(served["components"]["schemas"][name].is_object(), "{name}");
        }
    }
}
