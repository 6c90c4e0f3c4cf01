//! Many moderators at one queue: filters and limits, many decisions at once, hiding with a
//! trace, and what each of them did last.

use app::{
    api::{
        ActivityKind, Bulk, BulkDone, BulkItem, Comment, CommentCreated, CommentPage, Decided,
        NewIdea, QueuePage, RecentDecisions, WaitingKind as Kind,
    },
    domain::IdeaStatus,
};
use serde_json::json;

use crate::harness::{Citizen, Listener, World, new_idea};

fn in_soest(title: &str) -> NewIdea {
    NewIdea { lab: "soest".to_owned(), ..new_idea(title) }
}

async fn queue(mo: &mut Citizen, query: &str) -> QueuePage {
    mo.get(&format!("/api/staff/queue?{query}")).await.expect(200).json()
}

fn ids(page: &QueuePage) -> Vec<(Kind, i64)> {
    page.items.iter().map(|one| (one.kind, one.id)).collect()
}

async fn recent(mo: &mut Citizen) -> Vec<(i64, String)> {
    let page: RecentDecisions = mo.get("/api/staff/decisions").await.expect(200).json();
    page.items.into_iter().map(|one| (one.seq, one.action)).collect()
}

/// The comment of the next event of a kind.
async fn next(stream: &mut Listener, kind: ActivityKind) -> Comment {
    loop {
        let event = stream.event().await;
        if event.kind == kind {
            return event.comment.unwrap();
        }
    }
}

/// A town with two labs in which something of most kinds waits: numbers of the idea without a
/// lab, of the one in Soest, and of a comment on a public idea in Soest.
async fn town(world: &World) -> (i64, i64, i64) {
    let mut anna = world.citizen();
    let nowhere = NewIdea { lab: String::new(), ..new_idea("Eine Bank") };
    let nowhere = anna.post_idea(&nowhere).await.id;
    let climate = NewIdea { topic: "klima".to_owned(), ..in_soest("Ein Baum") };
    let soest = anna.post_idea(&climate).await.id;
    let public = anna.publish("Ein Brunnen").await;
    world.sql(&format!("UPDATE ideas SET lab = 'soest' WHERE id = {public}")).await;
    let comment = anna.comment(public, "Ein Wort").await.expect(201).json::<CommentCreated>().id;
    let sent = json!({ "reason": "spam", "text": "" });
    anna.post(&format!("/api/ideas/{public}/reports"), &sent).await.expect(204);
    (nowhere, soest, comment)
}

both! {
    async fn the_queue_is_narrowed_and_counted(world: World) {
        let mut mo = world.moderator().await;
        let (nowhere, soest, comment) = town(&world).await;
        let all = queue(&mut mo, "").await;
        assert_eq!((all.total, all.all, all.items.len()), (4, 4, 4));
        assert_eq!((all.counts.ideas, all.counts.comments, all.counts.reports), (2, 1, 1));
        let lab = queue(&mut mo, "lab=soest").await;
        assert_eq!((lab.total, lab.all, lab.items.len(), lab.counts.ideas), (3, 4, 3, 1));
        assert!(!ids(&lab).contains(&(Kind::Idea, nowhere)));
        let climate = queue(&mut mo, "topic=klima").await;
        assert_eq!((ids(&climate), climate.total), (vec![(Kind::Idea, soest)], 1));
        let comments = queue(&mut mo, "kind=comments&lab=soest").await;
        assert_eq!((ids(&comments), comments.total, comments.counts.ideas), (vec![(Kind::Comment, comment)], 1, 1));
        let nothing = queue(&mut mo, "lab=N%00irgends").await;
        assert_eq!((nothing.total, nothing.all, nothing.items.len()), (0, 4, 0));
        mo.get("/api/staff/queue?kind=labs").await.problem(422);
    }
}

both! {
    async fn limits_hold_for_everything_that_waits(world: World) {
        let mut mo = world.moderator().await;
        let mut lim = world.limited("Lim", "moderator", &["soest"], &[]).await;
        let mut dep = world.limited("Dep", "moderator", &[], &["tiefbau"]).await;
        let (nowhere, soest, comment) = town(&world).await;
        let seen = queue(&mut lim, "").await;
        assert_eq!((seen.total, seen.all, seen.items.len()), (3, 3, 3));
        assert_eq!(queue(&mut lim, "lab=offen").await.total, 0);
        lim.get(&format!("/api/staff/queue/ideas/{nowhere}")).await.problem(404);
        for path in [format!("ideas/{nowhere}/decision"), format!("ideas/{nowhere}/wording"),
            format!("ideas/{nowhere}/trust"), format!("ideas/{nowhere}/question"), format!("ideas/{nowhere}/hide"),
            format!("ideas/{nowhere}/status"), "labs/offen/evening".to_owned()]
        {
            let sent = json!({ "action": "publish", "title": "Eine andere Bank", "text": "Ein anderer Text.",
                "rule": "never", "reason": "Darum", "status": "published", "minutes": 5 });
            lim.post(&format!("/api/staff/{path}"), &sent).await.problem(404);
        }
        let theirs = mo.decided(Kind::Idea, nowhere, "publish").await;
        lim.undo(theirs).await.problem(404);
        let many = Bulk {
            action: "publish".into(),
            items: [(Kind::Idea, soest), (Kind::Idea, nowhere), (Kind::Comment, comment)]
                .map(|(kind, id)| BulkItem { kind, id, seen: String::new() }).to_vec(),
            ..Bulk::default()
        };
        let done: BulkDone = lim.post("/api/staff/decisions", &json!(many)).await.expect(200).json();
        let statuses: Vec<_> = done.results.iter().map(|one| one.problem.as_ref().map(|p| p.status)).collect();
        assert_eq!(statuses, [None, Some(404), None]);
        // A moderator of a department sees what that has.
        assert_eq!(queue(&mut dep, "").await.total, 0);
        let late = world.citizen().post_idea(&in_soest("Noch ein Baum")).await.id;
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department) VALUES ({late}, 'tiefbau')")).await;
        assert_eq!(ids(&queue(&mut dep, "").await), [(Kind::Idea, late)]);
        dep.decided(Kind::Idea, late, "publish").await;
    }
}

both! {
    async fn many_are_decided_at_once_each_by_itself(world: World) {
        let mut mo = world.moderator().await;
        let mut kim = world.staff("Kim", "moderator").await;
        let mut items = Vec::new();
        for n in 0..4 {
            let id = world.citizen().post_idea(&in_soest(&format!("Bank Nummer {n}"))).await.id;
            items.push(BulkItem { kind: Kind::Idea, id, seen: String::new() });
        }
        kim.decided(Kind::Idea, items[1].id, "publish").await;
        items[2].seen = "2020-01-01T00:00:00.000Z".into();
        items.push(BulkItem { kind: Kind::Companion, id: 99, seen: String::new() });
        let bulk = |action: &str, reason: &str| json!(Bulk { action: action.into(), reason: reason.into(), items: items.clone() });
        let refused: BulkDone = mo.post("/api/staff/decisions", &bulk("decline", "")).await.expect(200).json();
        assert!(refused.results.iter().all(|one| one.seq.is_none()));
        let done: BulkDone = mo.post("/api/staff/decisions", &bulk("decline", "Kein Platz.")).await.expect(200).json();
        let told: Vec<_> = done.results.iter().map(|one| (one.id, one.seq.is_some(), one.problem.as_ref().map_or(0, |p| p.status))).collect();
        let wanted: Vec<_> = items.iter().zip([(true, 0), (false, 409), (false, 412), (true, 0), (false, 404)])
            .map(|(item, (ok, status))| (item.id, ok, status)).collect();
        assert_eq!(told, wanted);
        assert!(done.results[1].problem.as_ref().unwrap().detail.as_ref().unwrap().contains("Kim"));
        mo.undo(done.results[0].seq.unwrap()).await.expect(204);
        assert_eq!(mo.queue().await.total, 2);
        let many: Vec<_> = (0..101).map(|id| json!({ "kind": "idea", "id": id })).collect();
        mo.post("/api/staff/decisions", &json!({ "action": "publish", "items": many })).await.problem(422);
        mo.post("/api/staff/decisions", &json!({ "action": "publish", "items": [] })).await.problem(422);
        mo.post("/api/staff/decisions", &json!({ "action": "king", "items": many[..1] })).await.problem(422);
        mo.post("/api/staff/decisions", &json!({ "action": "publish", "items": [{ "kind": "lab", "id": 1 }] })).await.problem(400);
        let (a, b) = (format!("ideas-{}", items[0].id), format!("ideas-{}", items[2].id));
        mo.form("/api/staff/decisions", &[("action", "publish"), ("item", &a), ("item", &b)]).await.expect(303);
        assert_eq!(mo.queue().await.total, 0);
        mo.form("/api/staff/decisions", &[("action", "publish"), ("item", "ideas")]).await.expect(422);
    }
}

both! {
    async fn what_i_did_last_and_still_stands(world: World) {
        let mut mo = world.moderator().await;
        let mut kim = world.staff("Kim", "moderator").await;
        let (nowhere, soest, comment) = town(&world).await;
        let report = mo.queue().await.items.iter().find(|one| one.kind == Kind::Report).unwrap().id;
        let published = mo.decided(Kind::Idea, nowhere, "publish").await;
        let declined = mo.decided(Kind::Comment, comment, "decline").await;
        let kept = mo.decided(Kind::Report, report, "keep").await;
        let moved = mo.post(&format!("/api/staff/ideas/{nowhere}/status"), &json!({ "status": "planned" })).await.expect(200).json::<Decided>().seq;
        let asked = mo.post(&format!("/api/staff/ideas/{soest}/question"), &json!({ "text": "Wo denn?" })).await.expect(200).json::<Decided>().seq;
        kim.decided(Kind::Idea, soest, "decline").await;
        assert_eq!(
            recent(&mut mo).await,
            [(asked, "ask".into()), (moved, "move".into()), (kept, "keep".into()), (declined, "decline".into())]
        );
        mo.undo(kept).await.expect(204);
        mo.undo(moved).await.expect(204);
        // What it stood on is as before, but no decision of its own any more.
        assert_eq!(recent(&mut mo).await, [(asked, "ask".into()), (declined, "decline".into())]);
        mo.undo(published).await.problem(409);
        let hidden = mo.decided(Kind::Report, report, "hide").await;
        assert_eq!(recent(&mut mo).await[0], (hidden, "hide".into()));
        for n in 0..12 {
            let id = world.citizen().post_idea(&in_soest(&format!("Bank Nummer {n}"))).await.id;
            mo.decided(Kind::Idea, id, "publish").await;
        }
        assert_eq!(recent(&mut mo).await.len(), 10);
        assert!(recent(&mut kim).await.len() == 1);
    }
}

both! {
    async fn what_was_public_is_hidden_with_a_trace(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&new_idea("Ein Brunnen")).await;
        anna.post(&format!("/api/ideas/{}/reports", made.id), &json!({ "reason": "spam" })).await.expect(204);
        let path = format!("/api/staff/ideas/{}/hide", made.id);
        mo.post(&path, &json!({ "reason": "" })).await.problem(422);
        let seq = mo.post(&path, &json!({ "reason": "Nennt jemanden beim Namen." })).await.expect(200).json::<Decided>().seq;
        assert_eq!(mo.queue().await.total, 0, "its report is settled along");
        let gone = anna.get(&format!("/api/ideas/{}", made.id)).await.problem(410);
        assert_eq!(gone["detail"], "Nennt jemanden beim Namen.");
        assert_eq!(anna.board("").await.total, 0);
        assert!(!anna.get("/ideas.atom").await.body.contains("Ein Brunnen"));
        assert!(!anna.get("/sitemap.xml").await.body.contains(&format!("/ideas/{}<", made.id)));
        let mine: app::api::MyIdea = anna.get(&format!("/api{}", made.manage_url)).await.expect(200).json();
        assert_eq!(mine.hidden.as_deref(), Some("Nennt jemanden beim Namen."));
        let late = mo.post(&path, &json!({ "reason": "Noch einmal." })).await.problem(409);
        assert!(late["detail"].as_str().unwrap().contains("Mo"));
        mo.undo(seq).await.expect(204);
        assert_eq!(mo.queue().await.total, 1);
        let back: app::api::Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!(back.card.status, IdeaStatus::Published);
        mo.post("/api/staff/ideas/999/hide", &json!({ "reason": "Darum" })).await.problem(404);
        // A comment keeps its place; its event says so, and no more.
        let mut heard = world.citizen().listen("/api/live", None).await;
        heard.place().await;
        let id = anna.comment(made.id, "Ganz geheim").await.expect(201).json::<CommentCreated>().id;
        let path = format!("/api/staff/comments/{id}/hide");
        let seq = mo.post(&path, &json!({ "reason": "Beleidigt." })).await.expect(200).json::<Decided>().seq;
        let trace = next(&mut heard, ActivityKind::CommentDeclined).await;
        assert_eq!((trace.hidden.as_deref(), trace.text.as_str()), (Some("Beleidigt."), ""));
        let page: CommentPage = anna.get(&format!("/api/ideas/{}/comments", made.id)).await.expect(200).json();
        assert_eq!(page.items, [trace]);
        mo.undo(seq).await.expect(204);
        assert_eq!(next(&mut heard, ActivityKind::CommentUndone).await.text, "Ganz geheim");
        mo.post("/api/staff/edits/1/hide", &json!({ "reason": "Darum" })).await.problem(404);
    }
}

both! {
    async fn statements_do_not_grow_with_the_queue(world: World) {
        let mut mo = world.moderator().await;
        let mut few = 0;
        for round in 0..2 {
            for n in 0..(4 + 30 * round) {
                world.citizen().post_idea(&in_soest(&format!("Bank {round}.{n}"))).await;
            }
            mo.queue().await;
            world.statements();
            mo.queue().await;
            let now = world.statements();
            if round == 0 {
                few = now;
            } else {
                assert!(now <= few, "{now} statements for many, {few} for few");
            }
        }
    }
}

both! {
    async fn decisions_of_many_at_the_same_time_are_settled_once(world: World) {
        let mut ids = Vec::new();
        for n in 0..12 {
            ids.push(world.citizen().post_idea(&in_soest(&format!("Bank Nummer {n}"))).await.id);
        }
        let mut people = Vec::new();
        for name in ["Mo", "Kim", "Lou"] {
            people.push(world.staff(name, "moderator").await);
        }
        let work = people.into_iter().map(|mut who| {
            let ids = ids.clone();
            tokio::spawn(async move {
                let mut held = 0;
                for id in ids {
                    match who.decide(Kind::Idea, id, "publish", "").await.status {
                        200 => held += 1,
                        409 => {}
                        other => panic!("{other}"),
                    }
                }
                held
            })
        });
        let mut held = 0;
        for one in work.collect::<Vec<_>>() {
            held += one.await.unwrap();
        }
        assert_eq!(held, 12);
        let decided = "SELECT COUNT(*) FROM activity WHERE kind = 'idea.status' AND staff_id IS NOT NULL";
        assert_eq!(world.number(decided).await, 12);
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas WHERE waits_since IS NOT NULL").await, 0);
    }
}
