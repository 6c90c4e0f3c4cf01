//! What is not public is in no public answer.

use app::api::NewIdea;
use serde_json::json;

use crate::harness::{World, new_idea};

both! {
    async fn secrets_are_in_no_public_answer(world: World) {
        let mut anna = world.citizen();
        let public = NewIdea { email: "geheim-mail@example.org".into(), ..new_idea("Öffentliche Idee") };
        let public = anna.post_idea(&public).await;
        let waiting = NewIdea {
            lab: "soest".into(),
            text: "geheim-wartend und noch nicht gelesen".into(),
            ..new_idea("geheim-wartend")
        };
        let waiting = anna.post_idea(&waiting).await;
        let id = public.id;
        let offer = json!({ "name": "geheim-name", "contact": "geheim-kontakt", "note": "geheim-notiz" });
        anna.post(&format!("/api/ideas/{id}/companions"), &offer).await.expect(200);
        let report = json!({ "reason": "other", "text": "geheim-meldung" });
        anna.post(&format!("/api/ideas/{id}/reports"), &report).await.expect(204);
        world.sql("UPDATE labs SET pre_moderation = TRUE").await;
        anna.comment(id, "geheim-kommentar").await.expect(201);

        let mut ben = world.citizen();
        let paths = [
            "/api/ideas".to_owned(),
            "/api/ideas?q=geheim".to_owned(),
            "/api/ideas?status=submitted".to_owned(),
            "/api/ideas?sort=active&lab=soest".to_owned(),
            "/api/ideas/similar?q=geheim-wartend+noch+nicht".to_owned(),
            format!("/api/ideas/{id}"),
            format!("/api/ideas/{}", waiting.id),
            format!("/api/ideas/{id}/comments"),
            format!("/api/ideas/{}/comments", waiting.id),
            format!("/api/ideas/{}/qr.svg", waiting.id),
            "/api/catalog".to_owned(),
            "/api/labs".to_owned(),
            "/api/labs/soest".to_owned(),
            format!("/api/supports?ids={id},{}", waiting.id),
            "/ideas".to_owned(),
            format!("/ideas/{id}"),
            format!("/ideas/{}", waiting.id),
            "/".to_owned(),
            "/labs/soest".to_owned(),
            "/ideas.atom".to_owned(),
        ];
        let tokens = [&public, &waiting].map(|c| c.manage_url.trim_start_matches("/my/").to_owned());
        for path in &paths {
            let body = ben.get(path).await.body;
            // The search repeats what was asked for.
            let body = if path.contains("q=geheim") { body.replace("q=geheim", "") } else { body };
            for secret in ["geheim-mail", "geheim-name", "geheim-kontakt", "geheim-notiz", "geheim-meldung", "geheim-kommentar"] {
                assert!(!body.contains(secret), "{secret} in {path}");
            }
            assert!(path.contains("q=") || !body.contains("geheim-wartend"), "{path}: {body}");
            assert!(tokens.iter().all(|t| !body.contains(t)), "a token in {path}");
        }
        let similar: app::api::IdeaPage = ben.get("/api/ideas/similar?q=geheim-wartend").await.json();
        assert_eq!(similar.items, []);
        let offered = ben.board("").await;
        assert_eq!((offered.total, offered.items[0].companions), (1, 1));
    }
}

both! {
    async fn what_was_hidden_is_gone_everywhere(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        anna.comment(id, "Schön").await.expect(201);
        world.sql("UPDATE ideas SET is_public = FALSE").await;
        for path in ["", "/comments", "/qr.svg"] {
            anna.get(&format!("/api/ideas/{id}{path}")).await.problem(404);
        }
        assert_eq!(anna.board("").await.items, []);
        anna.post("/api/comments/1/reports", &json!({ "reason": "spam" })).await.problem(404);
    }
}
