//! The private page of an author.

use app::{
    api::{MyIdea, NewIdea},
    domain::IdeaStatus,
};
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

fn waiting() -> NewIdea {
    NewIdea {
        lab: "soest".into(),
        author: "Anna".into(),
        email: "anna@example.org".into(),
        affiliation: "science".into(),
        ..new_idea("Ein Brunnen")
    }
}

async fn mine(citizen: &mut Citizen, path: &str) -> MyIdea {
    citizen.get(path).await.expect(200).json()
}

both! {
    async fn an_author_sees_and_edits_what_waits(world: World) {
        let mut anna = world.citizen();
        let created = anna.post_idea(&waiting()).await;
        let api = format!("/api{}", created.manage_url);
        // The link is enough: on another device there is no cookie.
        let mut elsewhere = world.citizen();
        let idea = mine(&mut elsewhere, &api).await;
        assert!(idea.editable);
        assert_eq!(idea.idea, waiting());
        let kept = idea.email_until.unwrap().0 - idea.created_at.0;
        assert_eq!(kept, 180 * 86_400_000);

        let better = NewIdea { title: "Zwei Brunnen".into(), lab: "offen".into(), email: String::new(), ..waiting() };
        let edited: MyIdea = elsewhere.json("PUT", &api, &json!(better)).await.expect(200).json();
        assert_eq!((edited.idea.title.as_str(), edited.status, edited.email_until), ("Zwei Brunnen", IdeaStatus::Submitted, None));
        let bad = NewIdea { topic: "nichts".into(), ..better.clone() };
        elsewhere.json("PUT", &api, &json!(bad)).await.problem(422);
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.edited'").await, 1);

        world.sql("UPDATE ideas SET status = 'published', is_public = TRUE, published_at = created_at").await;
        assert!(!mine(&mut elsewhere, &api).await.editable);
        elsewhere.json("PUT", &api, &json!(better)).await.problem(409);
        elsewhere.ask("DELETE", &api, None).await.problem(409);
    }
}

both! {
    async fn what_is_withdrawn_is_erased(world: World) {
        let mut anna = world.citizen();
        let created = anna.post_idea(&waiting()).await;
        let api = format!("/api{}", created.manage_url);
        let gone: MyIdea = anna.ask("DELETE", &api, None).await.expect(200).json();
        assert_eq!(gone.status, IdeaStatus::Withdrawn);
        assert_eq!(gone.timeline.last().map(|e| e.status), Some(IdeaStatus::Withdrawn));
        let left = mine(&mut anna, &api).await.idea;
        assert_eq!(left, NewIdea { title: "Ein Brunnen".into(), topic: "innenstadt".into(), lab: "soest".into(), ..NewIdea::default() });
        anna.ask("DELETE", &api, None).await.problem(409);
        anna.get(&format!("/api/ideas/{}", created.id)).await.problem(404);
    }
}

both! {
    async fn only_the_link_opens_the_page(world: World) {
        let mut anna = world.citizen();
        let created = anna.post_idea(&waiting()).await;
        let held = created.manage_url.trim_start_matches("/my/").to_owned();
        for wrong in [
            held.to_uppercase(),
            held.replace(|c: char| c.is_ascii_hexdigit(), "0"),
            held[1..].to_owned(),
            "%00".to_owned(),
            "x".repeat(5000),
            "1".to_owned(),
        ] {
            if wrong == held {
                continue;
            }
            anna.get(&format!("/api/my/{wrong}")).await.problem(404);
            anna.json("PUT", &format!("/api/my/{wrong}"), &json!(waiting())).await.problem(404);
            anna.ask("DELETE", &format!("/api/my/{wrong}"), None).await.problem(404);
        }
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM ideas WHERE token_hash = '{held}'")).await, 0);
    }
}

both! {
    async fn the_private_page_works_as_a_form(world: World) {
        let mut anna = world.citizen();
        let created = anna.post_idea(&waiting()).await;
        let api = format!("/api{}", created.manage_url);
        let fields = [("action", "save"), ("title", "Drei Brunnen"), ("text", "Das wünschen wir uns schon lange."), ("topic", "klima")];
        let saved = anna.form(&api, &fields).await.expect(303);
        assert_eq!(saved.header("location"), format!("{}?done=saved", created.manage_url));
        assert_eq!(mine(&mut anna, &api).await.idea.title, "Drei Brunnen");
        anna.form(&api, &[("action", "save"), ("title", "x")]).await.expect(422);
        anna.form(&api, &[("action", "explode")]).await.expect(422);
        let gone = anna.form(&api, &[("action", "withdraw")]).await.expect(303);
        assert_eq!(gone.header("location"), format!("{}?done=withdrawn", created.manage_url));
        anna.form(&api, &[("action", "withdraw")]).await.expect(409);
        anna.form("/api/my/0", &[("action", "withdraw")]).await.expect(404);
    }
}
