//! What waits, and what staff decide.

use app::{
    api::{Idea, MyIdea, NewIdea, WaitingKind, WaitingKind as Kind},
    domain::IdeaStatus,
};
use axum::body::Body;
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

fn waiting(title: &str) -> NewIdea {
    NewIdea { lab: "soest".to_owned(), ..new_idea(title) }
}

async fn report(citizen: &mut Citizen, path: &str) {
    let sent = json!({ "reason": "spam", "text": "" });
    let status = citizen.post(path, &sent).await.status;
    assert!((200..300).contains(&status), "{status}");
}

fn kinds(page: &app::api::QueuePage) -> Vec<(WaitingKind, i64)> {
    page.items.iter().map(|one| (one.kind, one.id)).collect()
}

both! {
    async fn oldest_first_of_all_kinds(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let public = anna.publish("Ein Brunnen").await;
        world.sql(&format!("UPDATE ideas SET lab = 'soest' WHERE id = {public}")).await;
        let comment: app::api::CommentCreated =
            anna.comment(public, "Noch ein Wort").await.expect(201).json();
        report(&mut anna, &format!("/api/ideas/{public}/reports")).await;
        let idea = anna.post_idea(&waiting("Eine Bank")).await.id;
        let page = mo.queue().await;
        assert_eq!(page.total, 3);
        let report = page.items.iter().find(|one| one.kind == Kind::Report).unwrap();
        assert_eq!(report.idea.card.id, public);
        assert!(report.report.is_some());
        let commented = page.items.iter().find(|one| one.kind == Kind::Comment).unwrap();
        assert_eq!(commented.comment.as_ref().map(|c| (c.id, c.text.as_str())), Some((comment.id, "Noch ein Wort")));
        let new = page.items.last().unwrap();
        assert_eq!((new.kind, new.idea.text.starts_with("Eine Bank"), new.idea.card.status),
            (Kind::Idea, true, IdeaStatus::Submitted));
        for one in &page.items {
            let path = format!("/api/staff/queue/{}/{}", one.kind.segment(), one.id);
            let found: app::api::Waiting = mo.get(&path).await.expect(200).json();
            assert_eq!(&found, one);
        }
        mo.decided(Kind::Idea, idea, "publish").await;
        mo.get(&format!("/api/staff/queue/ideas/{idea}")).await.problem(404);
        for bad in ["ideas/0", "ideas/-1", "labs/1", "comments/99999"] {
            mo.get(&format!("/api/staff/queue/{bad}")).await.problem(404);
        }
        mo.get("/api/staff/queue/ideas/99999999999999999999").await.problem(400);
    }
}

both! {
    async fn pages_follow_each_other_without_gap_and_cost_the_same(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let public = anna.publish("Ein Brunnen").await;
        mo.queue().await;
        for n in 0..30 {
            anna.post_idea(&waiting(&format!("Bank Nummer {n}"))).await;
            let mut somebody = world.citizen();
            report(&mut somebody, &format!("/api/ideas/{public}/reports")).await;
        }
        // All in the same moment: then kind and number order them.
        world.sql("UPDATE ideas SET waits_since = 5000 WHERE waits_since IS NOT NULL").await;
        world.sql("UPDATE reports SET created_at = 5000").await;
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/staff/queue?after={after}");
            let page: app::api::QueuePage = mo.get(&path).await.expect(200).json();
            assert_eq!(page.total, 60);
            assert!(page.items.len() <= 25);
            seen.extend(kinds(&page));
            match page.next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(seen.len(), 60);
        let mut once = seen.clone();
        once.sort_by_key(|(kind, id)| (kind.segment() == "reports", *id));
        once.dedup();
        assert_eq!(once, seen);
        for bad in ["x", "w1", "w1.2.3.4", "w1.2.99999999999999999999", "%00", "t1.2"] {
            mo.get(&format!("/api/staff/queue?after={bad}")).await.problem(422);
        }
        world.statements();
        mo.queue().await;
        let full = world.statements();
        assert!(full <= 30, "{full} statements for a full page");
    }
}

both! {
    async fn of_two_decisions_the_first_holds(world: World) {
        let mo = world.moderator().await;
        let kim = world.staff("Kim", "admin").await;
        for n in 0..5 {
            let id = world.citizen().post_idea(&waiting(&format!("Bank Nummer {n}"))).await.id;
            let (mut mo, mut kim) = (mo.clone(), kim.clone());
            let a = tokio::spawn(async move { mo.decide(Kind::Idea, id, "publish", "").await });
            let b = tokio::spawn(async move { kim.decide(Kind::Idea, id, "decline", "Kein Platz").await });
            let (a, b) = (a.await.unwrap(), b.await.unwrap());
            let mut statuses = [a.status, b.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 409]);
            let (late, first) = if a.status == 409 { (a, "Kim") } else { (b, "Mo") };
            let detail = late.problem(409)["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(first), "{detail}");
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.status'").await, 5);
    }
}

both! {
    async fn published_and_taken_back(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let id = anna.post_idea(&waiting("Eine Bank")).await.id;
        anna.get(&format!("/api/ideas/{id}")).await.problem(404);
        let seq = mo.decided(Kind::Idea, id, "publish").await;
        let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        assert_eq!(idea.card.status, IdeaStatus::Published);
        assert_eq!(idea.timeline.len(), 2);
        assert_eq!(mo.queue().await.total, 0);
        mo.undo(seq).await.expect(204);
        anna.get(&format!("/api/ideas/{id}")).await.problem(404);
        assert_eq!(kinds(&mo.queue().await), [(Kind::Idea, id)]);
        mo.undo(seq).await.problem(409);
        let seq = mo.decided(Kind::Idea, id, "publish").await;
        let moved = json!({ "status": "planned", "note": "2027" });
        mo.post(&format!("/api/staff/ideas/{id}/status"), &moved).await.expect(200);
        // Something else has happened since.
        mo.undo(seq).await.problem(409);
        for missing in [0, -1, 999_999, i64::MAX] {
            mo.undo(missing).await.problem(404);
        }
    }
}

both! {
    async fn declined_with_a_reason_that_the_author_reads(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&waiting("Eine Bank")).await;
        let refused = mo.decide(Kind::Idea, made.id, "decline", " \u{200B} ").await.problem(422);
        assert!(refused["fields"]["reason"].is_array(), "{refused}");
        let long = "x".repeat(2001);
        mo.decide(Kind::Idea, made.id, "decline", &long).await.problem(422);
        mo.decide(Kind::Idea, made.id, "keep", "").await.problem(422);
        mo.decide(Kind::Idea, made.id, "", "").await.problem(422);
        mo.decide(Kind::Idea, made.id, "decline", "Dort ist kein Platz.").await.expect(200);
        let my: MyIdea = anna.get(&format!("/api{}", made.manage_url)).await.expect(200).json();
        assert_eq!(my.status, IdeaStatus::Declined);
        assert_eq!(my.timeline.last().unwrap().note.as_deref(), Some("Dort ist kein Platz."));
        anna.get(&format!("/api/ideas/{}", made.id)).await.problem(404);
        assert_eq!(anna.board("").await.total, 0);
    }
}

both! {
    async fn comments_are_published_and_counted(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let idea = anna.publish("Ein Brunnen").await;
        world.sql(&format!("UPDATE ideas SET lab = 'soest' WHERE id = {idea}")).await;
        let id = anna.comment(idea, "Ein Wort dazu").await.expect(201).json::<app::api::CommentCreated>().id;
        let count = "SELECT comments FROM ideas";
        assert_eq!(world.number(count).await, 0);
        let seq = mo.decided(Kind::Comment, id, "publish").await;
        assert_eq!(world.number(count).await, 1);
        mo.decide(Kind::Comment, id, "decline", "").await.problem(409);
        mo.undo(seq).await.expect(204);
        assert_eq!(world.number(count).await, 0);
        let seq = mo.decided(Kind::Comment, id, "decline").await;
        mo.undo(seq).await.expect(204);
        assert_eq!(kinds(&mo.queue().await), [(Kind::Comment, id)]);
        mo.decide(Kind::Comment, 999, "publish", "").await.problem(404);
    }
}

both! {
    async fn hiding_settles_every_report_and_can_be_taken_back(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let id = anna.publish("Eine Beleidigung").await;
        for _ in 0..3 {
            report(&mut world.citizen(), &format!("/api/ideas/{id}/reports")).await;
        }
        let first = mo.queue().await.items[0].id;
        mo.decide(Kind::Report, first, "hide", "").await.problem(422);
        let seq = mo.decided(Kind::Report, first, "hide").await;
        assert_eq!(mo.queue().await.total, 0);
        let hidden = anna.get(&format!("/api/ideas/{id}")).await.problem(410);
        assert_eq!((hidden["type"].as_str(), hidden["detail"].as_str()),
            (Some("/problems/hidden"), Some("Das gehört nicht hierher.")));
        assert_eq!(anna.board("q=Beleidigung").await.total, 0);
        mo.decide(Kind::Report, first, "keep", "").await.problem(409);
        mo.undo(seq).await.expect(204);
        assert_eq!(mo.queue().await.total, 3);
        let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        assert_eq!(idea.card.status, IdeaStatus::Published);
        assert_eq!(anna.board("q=Beleidigung").await.total, 1);
        let kept = mo.decided(Kind::Report, first, "keep").await;
        assert_eq!(mo.queue().await.total, 2);
        mo.undo(kept).await.expect(204);
        assert_eq!(mo.queue().await.total, 3);
    }
}

both! {
    async fn a_hidden_comment_keeps_its_place_and_its_replies(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let idea = anna.publish("Ein Brunnen").await;
        let said = |answer: crate::harness::Answer| answer.expect(201).json::<app::api::CommentCreated>().id;
        let parent = said(anna.comment(idea, "Frech").await);
        let reply = json!({ "text": "Selber", "reply_to": parent });
        said(anna.post(&format!("/api/ideas/{idea}/comments"), &reply).await);
        assert_eq!(world.number("SELECT comments FROM ideas").await, 2);
        report(&mut anna, &format!("/api/comments/{parent}/reports")).await;
        let waiting = mo.queue().await.items;
        assert_eq!(waiting[0].comment.as_ref().unwrap().id, parent);
        let seq = mo.decided(Kind::Report, waiting[0].id, "hide").await;
        assert_eq!(world.number("SELECT comments FROM ideas").await, 1);
        let page: app::api::CommentPage =
            anna.get(&format!("/api/ideas/{idea}/comments")).await.expect(200).json();
        let read: Vec<_> =
            page.items.iter().map(|one| (one.text.as_str(), one.hidden.as_deref())).collect();
        assert_eq!(read, [("", Some("Das gehört nicht hierher.")), ("Selber", None)]);
        let late = json!({ "text": "Noch einer", "reply_to": parent });
        anna.post(&format!("/api/ideas/{idea}/comments"), &late).await.problem(422);
        mo.undo(seq).await.expect(204);
        assert_eq!(world.number("SELECT comments FROM ideas").await, 2);
    }
}

both! {
    async fn an_idea_moves_only_where_a_way_leads(world: World) {
        let mut mo = world.moderator().await;
        let id = world.citizen().publish("Ein Brunnen").await;
        let path = format!("/api/staff/ideas/{id}/status");
        mo.post(&path, &json!({ "status": "done" })).await.expect(200);
        mo.post(&path, &json!({ "status": "published" })).await.problem(409);
        mo.post(&path, &json!({ "status": "merged" })).await.problem(409);
        mo.post(&path, &json!({ "status": "king" })).await.problem(422);
        mo.post(&path, &json!({ "status": "declined" })).await.problem(422);
        mo.post("/api/staff/ideas/999/status", &json!({ "status": "done" })).await.problem(404);
        let idea: Idea = mo.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        assert_eq!(idea.card.status, IdeaStatus::Done);
    }
}

both! {
    async fn what_its_author_withdrew_is_nobodys_decision(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&waiting("Eine Bank")).await;
        anna.ask("DELETE", &format!("/api{}", made.manage_url), None).await.expect(200);
        mo.decide(Kind::Idea, made.id, "publish", "").await.problem(409);
    }
}

both! {
    async fn everything_works_by_plain_forms(world: World) {
        let mut mo = world.moderator().await;
        let id = world.citizen().post_idea(&waiting("Eine Bank")).await.id;
        let path = format!("/api/staff/ideas/{id}/decision");
        let failed = mo.form(&path, &[("action", "decline"), ("reason", "")]).await.expect(422);
        assert!(failed.header("content-type").starts_with("text/html"));
        let done = mo.form(&path, &[("action", "publish")]).await.expect(303);
        let seq = world.number("SELECT decision_seq FROM ideas").await;
        assert_eq!(done.header("location"), format!("/staff/queue?undo={seq}"));
        let back = mo.form(&format!("/api/staff/undo/{seq}"), &[]).await.expect(303);
        assert_eq!(back.header("location"), "/staff/queue");
        mo.form(&format!("/api/staff/undo/{seq}"), &[]).await.expect(409);
        let odd = Some(("application/json", Body::from("null")));
        mo.ask("POST", &path, odd).await.problem(400);
    }
}

both! {
    async fn nobody_publishes_what_they_have_not_read(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&waiting("Eine Bank")).await;
        let seen = mo.queue().await.items[0].idea.card.active_at.to_string();
        let changed = NewIdea { text: "Ganz anders als zuvor gedacht.".into(), ..waiting("Keine Bank") };
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        anna.ask("PUT", &format!("/api{}", made.manage_url), Some(("application/json", Body::from(json!(changed).to_string())))).await.expect(200);
        let path = format!("/api/staff/ideas/{}/decision", made.id);
        let publish = |seen: &str| json!({ "action": "publish", "reason": "", "seen": seen });
        mo.post(&path, &publish(&seen)).await.problem(412);
        anna.get(&format!("/api/ideas/{}", made.id)).await.problem(404);
        let now = mo.queue().await.items[0].idea.card.active_at.to_string();
        mo.post(&path, &publish(&now)).await.expect(200);
        let idea: Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!(idea.card.title, "Keine Bank");
    }
}
