//! Plain forms, as browsers send them before, or without, a script.

use app::api::{IdeaPage, MyIdea};
use axum::body::Body;
use serde_json::json;

use crate::harness::World;

const IDEA: [(&str, &str); 4] = [
    ("title", "Mehr Bänke am Markt"),
    ("text", "Wo soll man sich sonst hinsetzen?"),
    ("topic", "innenstadt"),
    ("lab", "offen"),
];

both! {
    async fn a_form_is_taken_and_leads_on(world: World) {
        let mut anna = world.citizen();
        let answer = anna.form("/api/ideas", &IDEA).await.expect(303);
        let to = answer.header("location").to_owned();
        let token = to.strip_prefix("/my/").and_then(|t| t.strip_suffix("?new=1")).unwrap();
        let mine: MyIdea = anna.get(&format!("/api/my/{token}")).await.expect(200).json();
        let id = mine.id;

        let comment = anna.form(&format!("/api/ideas/{id}/comments"), &[("text", "Ja bitte")]).await.expect(303);
        assert_eq!(comment.header("location"), format!("/ideas/{id}?done=published#comments"));
        let join = [("name", "Anna"), ("contact", "anna@example.org"), ("note", "")];
        let join = anna.form(&format!("/api/ideas/{id}/companions"), &join).await.expect(303);
        assert_eq!(join.header("location"), format!("/ideas/{id}?done=companion"));
        let report = anna.form(&format!("/api/ideas/{id}/reports"), &[("reason", "spam")]).await.expect(303);
        assert_eq!(report.header("location"), format!("/ideas/{id}?done=report"));
        let number = world.number("SELECT id FROM comments").await;
        let report = anna.form(&format!("/api/comments/{number}/reports"), &[("reason", "wrong")]).await.expect(303);
        assert_eq!(report.header("location"), format!("/ideas/{id}?done=report"));
    }
}

both! {
    async fn the_button_works_as_a_form(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let path = format!("/api/ideas/{id}/support");
        let page = format!("/ideas/{id}");
        for (on, back, to) in [
            ("1", "", page.as_str()),
            ("1", "/ideas?topic=klima", "/ideas?topic=klima"),
            ("0", "//evil.example/", page.as_str()),
            ("1", "https://evil.example/", page.as_str()),
            ("0", "/\\evil.example", page.as_str()),
        ] {
            let answer = anna.form(&path, &[("on", on), ("back", back)]).await.expect(303);
            assert_eq!(answer.header("location"), to);
            assert_eq!(world.number("SELECT supports FROM ideas").await.to_string(), on);
        }
        anna.form(&path, &[("on", "maybe")]).await.expect(422);
        let state: serde_json::Value = anna.post(&path, &json!({ "on": true })).await.expect(200).json();
        assert_eq!(state, json!({ "supported": true, "supports": 1 }));
    }
}

both! {
    async fn what_was_typed_comes_back(world: World) {
        let mut anna = world.citizen();
        let bad = [("title", "Hm"), ("text", "Ganz viel Mühe <script>"), ("topic", "innenstadt")];
        let answer = anna.form("/api/ideas", &bad).await.expect(422);
        assert_eq!(answer.header("location"), "");
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 0);
        assert!(answer.header("content-type").starts_with("text/html"));
        assert!(answer.body.contains("Ganz viel Mühe &lt;script&gt;"), "{}", answer.body);
        assert!(answer.body.contains("Bitte mindestens 5 Zeichen."));
        let id = anna.publish("Ein Brunnen").await;
        anna.form(&format!("/api/ideas/{id}/comments"), &[("text", "")]).await.expect(422);
        anna.form(&format!("/api/ideas/{id}/comments"), &[("text", "Gut"), ("reply_to", "x")]).await.expect(422);
        anna.form(&format!("/api/ideas/{id}/companions"), &[]).await.expect(422);
        anna.form(&format!("/api/ideas/{id}/reports"), &[("reason", "other")]).await.expect(422);
        anna.form("/api/ideas/999/reports", &[("reason", "spam")]).await.expect(404);
    }
}

both! {
    async fn a_form_sent_twice_counts_once_and_corrected_counts_anew(world: World) {
        let mut anna = world.citizen();
        let mut fields = IDEA.to_vec();
        fields.push(("idempotency_key", "from-the-page"));
        let first = anna.form("/api/ideas", &fields).await.expect(303);
        let again = anna.form("/api/ideas", &fields).await.expect(303);
        assert_eq!(first.header("location"), again.header("location"));
        fields[0].1 = "Noch mehr Bänke am Markt";
        let corrected = anna.form("/api/ideas", &fields).await.expect(303);
        assert_ne!(first.header("location"), corrected.header("location"));
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 2);
    }
}

both! {
    async fn programs_that_fill_in_everything_are_told(world: World) {
        let mut anna = world.citizen();
        let mut fields = IDEA.to_vec();
        fields.push(("website", "https://buy.example"));
        anna.form("/api/ideas", &fields).await.expect(422);
        fields[4].1 = "";
        anna.form("/api/ideas", &fields).await.expect(303);
    }
}

both! {
    async fn multipart_forms_are_taken_too(world: World) {
        let mut anna = world.citizen();
        let mut body = String::new();
        for (name, value) in IDEA {
            body += &format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        // A file input that nobody touched.
        body += "--b\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"\"\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--b--\r\n";
        let body = Body::from(body);
        anna.ask("POST", "/api/ideas", Some(("multipart/form-data; boundary=b", body))).await.expect(303);
        let board: IdeaPage = anna.board("").await;
        assert_eq!(board.items[0].title, "Mehr Bänke am Markt");
        let broken = Body::from("--b\r\nnonsense");
        anna.ask("POST", "/api/ideas", Some(("multipart/form-data; boundary=b", broken))).await.problem(400);
        let bare = Body::from("x");
        anna.ask("POST", "/api/ideas", Some(("multipart/form-data", bare))).await.problem(415);
    }
}

both! {
    async fn a_form_that_cannot_be_read_is_answered_with_a_page(world: World) {
        let browser = || world.citizen().with("accept", "text/html").with("referer", "http://localhost/ideas/5?a=b");
        let large = "x".repeat(70_000);
        let answer = browser().form("/api/ideas/5/comments", &[("text", large.as_str())]).await.expect(413);
        assert!(answer.header("content-type").starts_with("text/html"), "{}", answer.body);
        assert!(answer.body.contains("href=\"/ideas/5?a=b\""), "{}", answer.body);
        let answer = browser().form("/api/staff/ideas/1/decision", &[("action", "publish")]).await.expect(401);
        assert!(answer.body.contains("href=\"/staff?back=/staff/queue\""), "{}", answer.body);
        // Programs get what programs read.
        world.citizen().form("/api/staff/ideas/1/decision", &[("action", "publish")]).await.problem(401);
    }
}
