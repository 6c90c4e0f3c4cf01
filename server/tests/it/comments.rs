//! Comments and reports.

use app::api::{CommentCreated, CommentPage};
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

async fn page(citizen: &mut Citizen, id: i64, after: &str) -> CommentPage {
    let path = format!("/api/ideas/{id}/comments?after={}", app::api::encode(after));
    citizen.get(&path).await.expect(200).json()
}

both! {
    async fn comments_and_replies_stand_together(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let path = format!("/api/ideas/{id}/comments");
        let mut ids = Vec::new();
        for text in ["Erstens", "Zweitens"] {
            let created: CommentCreated = anna.comment(id, text).await.expect(201).json();
            assert!(created.published);
            ids.push(created.id);
        }
        let reply = json!({ "text": "Zu erstens", "reply_to": ids[0], "author": "Ben", "affiliation": "science" });
        let reply: CommentCreated = anna.post(&path, &reply).await.expect(201).json();
        let listed = page(&mut anna, id, "").await;
        let order: Vec<_> = listed.items.iter().map(|c| c.id).collect();
        assert_eq!(order, [ids[0], reply.id, ids[1]]);
        assert_eq!(listed.items[1].reply_to, Some(ids[0]));
        assert_eq!(world.number("SELECT comments FROM ideas").await, 3);

        let told = "SELECT COUNT(*) FROM activity WHERE kind = 'comment.published' AND details LIKE '%\"shown_after\":true%'";
        assert_eq!(world.number(told).await, 3);

        // A reply to a reply, to another idea's comment, to nothing.
        let other = anna.publish("Etwas anderes").await;
        let foreign: CommentCreated = anna.comment(other, "Dort").await.expect(201).json();
        for parent in [reply.id, foreign.id, 0, -1, i64::MAX] {
            let problem = anna.post(&path, &json!({ "text": "So nicht", "reply_to": parent })).await.problem(422);
            assert!(problem["fields"]["reply_to"].is_array());
        }
        anna.post(&path, &json!({ "text": "x" })).await.problem(422);
        anna.post(&path, &json!({ "text": "So nicht", "reply_to": "1" })).await.problem(400);
        anna.get("/api/ideas/999/comments").await.problem(404);

        // Where a comment is hidden, so are its replies.
        world.sql(&format!("UPDATE comments SET status = 'declined' WHERE id = {}", ids[0])).await;
        let order: Vec<_> = page(&mut anna, id, "").await.items.iter().map(|c| c.id).collect();
        assert_eq!(order, [ids[1]]);
    }
}

both! {
    async fn comments_wait_where_the_lab_moderates(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        world.sql("UPDATE ideas SET lab = 'soest'").await;
        let created: CommentCreated = anna.comment(id, "Noch nicht öffentlich").await.expect(201).json();
        assert!(!created.published);
        assert_eq!(page(&mut anna, id, "").await.items, []);
        assert_eq!(world.number("SELECT comments FROM ideas").await, 0);
        anna.post(&format!("/api/comments/{}/reports", created.id), &json!({ "reason": "spam" })).await.problem(404);
    }
}

both! {
    async fn pages_of_comments_have_each_once(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let mut rows = Vec::new();
        for n in 1..=120 {
            let parent = if n > 20 { (n % 20 + 1).to_string() } else { "NULL".into() };
            rows.push(format!("({id}, {parent}, 'Text {n}', 'published', {n})"));
        }
        world.sql(&format!("INSERT INTO comments (idea_id, reply_to, text, status, created_at) VALUES {}", rows.join(", "))).await;
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let listed = page(&mut anna, id, &after).await;
            assert!(listed.items.len() <= 50);
            seen.extend(listed.items.iter().map(|c| (c.reply_to.unwrap_or(c.id), c.id)));
            match listed.next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(seen.len(), 120);
        assert!(seen.is_sorted());
        for bad in ["x", "t1", "t1.x", "n1.2", "t1.99999999999999999999"] {
            anna.get(&format!("/api/ideas/{id}/comments?after={bad}")).await.problem(422);
        }
    }
}

both! {
    async fn the_same_key_is_one_comment(world: World) {
        let mut anna = world.citizen().with("idempotency-key", "c-1");
        let id = world.citizen().publish("Ein Brunnen").await;
        let first: CommentCreated = anna.comment(id, "Nur einmal").await.expect(201).json();
        let again: CommentCreated = anna.comment(id, "Nur einmal").await.expect(201).json();
        assert_eq!(again, first);
        anna.comment(id, "Etwas anderes").await.problem(422);
        world.sql("UPDATE ideas SET status = 'done'").await;
        let late: CommentCreated = anna.comment(id, "Nur einmal").await.expect(201).json();
        assert_eq!(late, first);
        let posts: Vec<_> = (0..8).map(|_| {
            let mut ben = world.citizen().with("idempotency-key", "c-2");
            tokio::spawn(async move { ben.comment(id, "Zugleich").await.status })
        }).collect();
        world.sql("UPDATE ideas SET status = 'published'").await;
        for post in posts {
            assert!([201, 409].contains(&post.await.unwrap()));
        }
        assert!(world.number("SELECT COUNT(*) FROM comments").await <= 2);
    }
}

both! {
    async fn a_report_counts_once(world: World) {
        let mut anna = world.citizen();
        let id = anna.post_idea(&new_idea("Ein Brunnen")).await.id;
        let comment: CommentCreated = anna.comment(id, "Unverschämt").await.expect(201).json();
        for _ in 0..2 {
            for path in [format!("/api/ideas/{id}/reports"), format!("/api/comments/{}/reports", comment.id)] {
                anna.post(&path, &json!({ "reason": "offensive" })).await.expect(204);
            }
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM reports").await, 2);
        let log = "SELECT COUNT(*) FROM activity WHERE kind = 'report.submitted' AND report_id IS NOT NULL";
        assert_eq!(world.number(log).await, 2);
        let path = format!("/api/ideas/{id}/reports");
        world.citizen().post(&path, &json!({ "reason": "spam" })).await.expect(204);
        assert_eq!(world.number("SELECT COUNT(*) FROM reports").await, 3);
        anna.post(&path, &json!({ "reason": "other" })).await.problem(422);
        anna.post(&path, &json!({ "reason": "because" })).await.problem(422);
        for gone in ["/api/ideas/999/reports", "/api/comments/999/reports"] {
            anna.post(gone, &json!({ "reason": "spam" })).await.problem(404);
        }
    }
}
