//! Supporting, and offering help.

use app::api::{CompanionCount, Idea, SupportState, SupportedIdeas};
use serde_json::json;

use crate::harness::World;

both! {
    async fn one_support_for_a_browser(world: World) {
        let mut anna = world.citizen();
        let id = world.citizen().publish("Ein Brunnen").await;
        for _ in 0..3 {
            let state: SupportState = anna.support(id).await.expect(200).json();
            assert_eq!(state, SupportState { supported: true, supports: 1 });
        }
        let state: SupportState = world.citizen().support(id).await.expect(200).json();
        assert_eq!(state.supports, 2);
        let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.json();
        assert!(idea.supported);
        assert_eq!(idea.card.supports, 2);
        let asked = anna.get(&format!("/api/supports?ids={id},999")).await.expect(200);
        assert_eq!(asked.json::<SupportedIdeas>().items, [id]);
        for _ in 0..2 {
            let state: SupportState = anna.unsupport(id).await.expect(200).json();
            assert_eq!(state, SupportState { supported: false, supports: 1 });
        }
        let log = "SELECT COUNT(*) FROM activity WHERE kind = 'idea.supports'";
        assert_eq!(world.number(log).await, 3);
    }
}

both! {
    async fn a_hundred_at_once_are_counted_right(world: World) {
        let id = world.citizen().publish("Ein Brunnen").await;
        let mut anna = world.citizen();
        anna.support(id).await.expect(200);
        let mut clicks = Vec::new();
        for n in 0..100 {
            // Every second click comes from the same browser.
            let mut citizen = if n % 2 == 0 { anna.clone() } else { world.citizen() };
            clicks.push(tokio::spawn(async move { citizen.support(id).await.expect(200) }));
        }
        for click in clicks {
            click.await.unwrap();
        }
        assert_eq!(world.number("SELECT supports FROM ideas").await, 51);
        assert_eq!(world.number("SELECT COUNT(*) FROM supports").await, 51);
    }
}

both! {
    async fn only_open_ideas_are_supported(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        anna.support(id).await.expect(200);
        world.sql("UPDATE ideas SET status = 'done'").await;
        let mut ben = world.citizen();
        assert_eq!(ben.support(id).await.problem(409)["type"], "/problems/conflict");
        anna.unsupport(id).await.problem(409);
        // What is so already stays so.
        anna.support(id).await.expect(200);
        ben.unsupport(id).await.expect(200);
        let offer = json!({ "name": "Ben", "contact": "ben@example.org" });
        ben.post(&format!("/api/ideas/{id}/companions"), &offer).await.problem(409);
        ben.comment(id, "Schade").await.problem(409);
        world.sql("UPDATE ideas SET is_public = FALSE").await;
        for answer in [ben.support(id).await, anna.support(id).await, ben.support(12_345).await] {
            answer.problem(404);
        }
        ben.post(&format!("/api/ideas/{id}/companions"), &offer).await.problem(404);
        ben.post("/api/ideas/12345/companions", &offer).await.problem(404);
        ben.comment(id, "Schade").await.problem(404);
        // Whoever was refused everything is no participant.
        assert_eq!(world.number("SELECT COUNT(*) FROM participants").await, 1);
        assert_eq!(world.number("SELECT supports FROM ideas").await, 1);
    }
}

both! {
    async fn a_second_offer_replaces_the_first(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let path = format!("/api/ideas/{id}/companions");
        for name in ["Anna", "Anna B."] {
            let offer = json!({ "name": name, "contact": "anna@example.org", "note": "Ich grabe." });
            let count: CompanionCount = anna.post(&path, &offer).await.expect(200).json();
            assert_eq!(count.companions, 1);
        }
        let kept = "SELECT COUNT(*) FROM companions WHERE name = 'Anna B.' AND erase_at - created_at >= 31536000000";
        assert_eq!(world.number(kept).await, 1);
        let problem = anna.post(&path, &json!({ "name": "A" })).await.problem(422);
        let fields: Vec<_> = problem["fields"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(fields, ["contact", "name"]);
    }
}

both! {
    async fn asking_about_ideas_is_bounded(world: World) {
        let mut anna = world.citizen();
        for bad in ["x", "1,x", "99999999999999999999", "1%00"] {
            anna.get(&format!("/api/supports?ids={bad}")).await.problem(422);
        }
        let many = vec!["1"; 61].join(",");
        anna.get(&format!("/api/supports?ids={many}")).await.problem(422);
        let none: SupportedIdeas = anna.get("/api/supports").await.expect(200).json();
        assert_eq!(none.items, [] as [i64; 0]);
    }
}
