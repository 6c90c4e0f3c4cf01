//! Staff who decide in the same moment, on things that belong together.

use app::api::{CommentCreated, NewIdea, WaitingKind as Kind};
use serde_json::json;

use crate::harness::{World, new_idea};

both! {
    async fn comments_of_one_idea_are_all_counted(world: World) {
        let mo = world.moderator().await;
        let mut anna = world.citizen();
        let idea = anna.publish("Ein Brunnen").await;
        world.sql(&format!("UPDATE ideas SET lab = 'soest' WHERE id = {idea}")).await;
        let mut deciding = Vec::new();
        for n in 0..12 {
            let made = world.citizen().comment(idea, &format!("Wort {n}")).await.expect(201);
            let id = made.json::<CommentCreated>().id;
            let mut mo = mo.clone();
            deciding.push(async move { mo.decide(Kind::Comment, id, "publish", "").await });
        }
        let deciding: Vec<_> = deciding.into_iter().map(tokio::spawn).collect();
        for decided in deciding {
            assert_eq!(decided.await.unwrap().status, 200);
        }
        assert_eq!(world.number("SELECT comments FROM ideas").await, 12);
    }
}

both! {
    async fn reports_about_one_thing_never_wait_in_a_circle(world: World) {
        let mut mo = world.moderator().await;
        for n in 0..6 {
            let id = world.citizen().publish(&format!("Grobheit {n}")).await;
            for _ in 0..4 {
                let report = json!({ "reason": "spam", "text": "" });
                let path = format!("/api/ideas/{id}/reports");
                assert!(world.citizen().post(&path, &report).await.status < 300);
            }
            let reports: Vec<i64> = mo.queue().await.items.iter().map(|one| one.id).collect();
            assert_eq!(reports.len(), 4);
            let deciding = reports.into_iter().enumerate().map(|(nth, report)| {
                let (mut mo, action) = (mo.clone(), if nth == 3 { "keep" } else { "hide" });
                tokio::spawn(async move {
                    mo.decide(Kind::Report, report, action, "Unhöflich").await.status
                })
            });
            let deciding: Vec<_> = deciding.collect();
            for decided in deciding {
                let status = decided.await.unwrap();
                assert!([200, 409].contains(&status), "{status}");
            }
            assert_eq!(mo.queue().await.total, 0);
            let hidden = format!("SELECT COUNT(*) FROM ideas WHERE id = {id} AND NOT is_public");
            assert_eq!(world.number(&hidden).await, 1);
        }
    }
}

both! {
    async fn a_decision_and_its_undo_leave_one_state(world: World) {
        let mut mo = world.moderator().await;
        let new = NewIdea { lab: "soest".to_owned(), ..new_idea("Eine Bank") };
        let id = world.citizen().post_idea(&new).await.id;
        let seq = mo.decided(Kind::Idea, id, "publish").await;
        let undoing = (0..4).map(|_| {
            let mut mo = mo.clone();
            tokio::spawn(async move { mo.undo(seq).await.status })
        });
        let undoing: Vec<_> = undoing.collect();
        let mut statuses = Vec::new();
        for undone in undoing {
            statuses.push(undone.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409, 409, 409]);
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.undone'").await, 1);
    }
}
