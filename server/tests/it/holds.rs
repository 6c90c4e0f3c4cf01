//! What is public at once, what is held and why, who is trusted, and evenings that publish
//! first.

use app::{
    api::{CommentCreated, Decided, Evening, NewIdea, Waiting, WaitingKind as Kind},
    domain::{HoldReason, IdeaStatus, TrustRule},
};
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

fn in_soest(title: &str) -> NewIdea {
    NewIdea { lab: "soest".to_owned(), ..new_idea(title) }
}

/// What the queue says of an idea.
async fn waiting(mo: &mut Citizen, kind: Kind, id: i64) -> Waiting {
    mo.get(&format!("/api/staff/queue/{}/{id}", kind.segment())).await.expect(200).json()
}

async fn evening(mo: &mut Citizen, lab: &str, minutes: u32) -> Evening {
    let path = format!("/api/staff/labs/{lab}/evening");
    mo.post(&path, &json!({ "minutes": minutes })).await.expect(200).json()
}

both! {
    async fn the_reason_for_holding_is_shown(world: World) {
        world.sql("INSERT INTO hold_words (word) VALUES ('Straßenköter')").await;
        let mut mo = world.moderator().await;
        let links = NewIdea {
            text: "Siehe https://a.example und www.b.example dazu.".into(),
            ..new_idea("Zwei Adressen")
        };
        // The lab publishes at once, and holds all the same.
        let held = world.citizen().post_idea(&links).await;
        assert_eq!(held.status, IdeaStatus::Submitted);
        assert_eq!(waiting(&mut mo, Kind::Idea, held.id).await.held, [HoldReason::Links]);
        let words = NewIdea { text: "Lauter STRASSENKOETER hier.".into(), ..new_idea("MEHR RUHE BITTE JETZT") };
        let held = world.citizen().post_idea(&words).await;
        let item = waiting(&mut mo, Kind::Idea, held.id).await;
        assert_eq!(item.held, [HoldReason::Words, HoldReason::Caps]);
        assert!(!item.unseen);
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let shouted: CommentCreated = anna.comment(id, "DAS IST DOCH UNERHÖRT").await.expect(201).json();
        assert!(!shouted.published);
        assert_eq!(waiting(&mut mo, Kind::Comment, shouted.id).await.held, [HoldReason::Caps]);
        let calm: CommentCreated = anna.comment(id, "Das ist doch schön").await.expect(201).json();
        assert!(calm.published);
    }
}

both! {
    async fn settings_say_what_is_held(world: World) {
        world.sql("INSERT INTO settings (name, value) VALUES ('hold_links', '-1'), ('hold_caps', '0'), ('hold_burst', '2')").await;
        let mut anna = world.citizen();
        let loud = NewIdea { text: "www.a.example www.b.example".into(), ..new_idea("LAUTER GROSSE BUCHSTABEN") };
        assert_eq!(anna.post_idea(&loud).await.status, IdeaStatus::Published);
        let mut mo = world.moderator().await;
        let mut bo = world.citizen();
        for n in 0..3 {
            let id = bo.post_idea(&in_soest(&format!("Bank Nummer {n}"))).await.id;
            let held = waiting(&mut mo, Kind::Idea, id).await.held;
            assert_eq!(held, if n < 2 { vec![] } else { vec![HoldReason::Burst] }, "{n}");
        }
    }
}

both! {
    async fn who_was_published_often_skips_the_queue(world: World) {
        world.sql("INSERT INTO settings (name, value) VALUES ('trust_after', '2'), ('hold_burst', '0')").await;
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let first = anna.post_idea(&in_soest("Eine Bank")).await;
        let trust = waiting(&mut mo, Kind::Idea, first.id).await.trust.unwrap();
        assert_eq!((trust.published, trust.trusted, trust.rule), (0, false, TrustRule::Earned));
        mo.decided(Kind::Idea, first.id, "publish").await;
        let comment: CommentCreated = anna.comment(first.id, "Noch ein Wort").await.expect(201).json();
        assert!(!comment.published);
        assert_eq!(waiting(&mut mo, Kind::Comment, comment.id).await.trust.unwrap().published, 1);
        mo.decided(Kind::Comment, comment.id, "publish").await;
        let next = anna.post_idea(&in_soest("Noch eine Bank")).await;
        assert_eq!(next.status, IdeaStatus::Published);
        assert_eq!(mo.queue().await.total, 0);
        // Rules hold what a trusted participant sends, too.
        let loud = anna.post_idea(&in_soest("MEHR BÄNKE AM MARKT")).await;
        assert_eq!(loud.status, IdeaStatus::Submitted);
        // Revoked, and the revocation taken back.
        let path = format!("/api/staff/ideas/{}/trust", first.id);
        let seq = mo.post(&path, &json!({ "rule": "never" })).await.expect(200).json::<Decided>().seq;
        assert_eq!(anna.post_idea(&in_soest("Dritte Bank")).await.status, IdeaStatus::Submitted);
        assert_eq!(anna.post_idea(&new_idea("Bank im offenen Lab")).await.status, IdeaStatus::Submitted);
        let page: app::api::StaffIdea = mo.get(&format!("/api/staff/ideas/{}", first.id)).await.expect(200).json();
        assert_eq!(page.trust.map(|trust| (trust.rule, trust.trusted)), Some((TrustRule::Never, false)));
        let mut dep = world.limited("Dep", "department", &[], &["tiefbau"]).await;
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, since) VALUES ({}, 'tiefbau', 1)", first.id)).await;
        let page: app::api::StaffIdea = dep.get(&format!("/api/staff/ideas/{}", first.id)).await.expect(200).json();
        assert_eq!(page.trust, None, "no business of a department");
        mo.undo(seq).await.expect(204);
        mo.undo(seq).await.problem(409);
        assert_eq!(anna.post_idea(&in_soest("Vierte Bank")).await.status, IdeaStatus::Published);
        // Somebody new, trusted by a decision.
        let mut bo = world.citizen();
        let first = bo.post_idea(&in_soest("Ein Baum")).await.id;
        let path = format!("/api/staff/ideas/{first}/trust");
        mo.post(&path, &json!({ "rule": "always" })).await.expect(200);
        assert_eq!(bo.post_idea(&in_soest("MEHR BÄUME AM MARKT")).await.status, IdeaStatus::Published);
        mo.post(&path, &json!({ "rule": "sometimes" })).await.problem(422);
        mo.post("/api/staff/reports/1/trust", &json!({ "rule": "never" })).await.problem(404);
        world.sql(&format!("UPDATE ideas SET participant_id = NULL WHERE id = {first}")).await;
        mo.post(&path, &json!({ "rule": "never" })).await.problem(409);
    }
}

both! {
    async fn an_evening_publishes_first_and_moderates_after(world: World) {
        let mut mo = world.moderator().await;
        assert!(evening(&mut mo, "soest", 90).await.until.is_some());
        assert_eq!(mo.queue().await.evenings.len(), 1);
        let mut anna = world.citizen();
        let good = anna.post_idea(&in_soest("Eine Bank")).await;
        let bad = anna.post_idea(&in_soest("Ein frecher Titel")).await;
        assert_eq!((good.status, bad.status), (IdeaStatus::Published, IdeaStatus::Published));
        let loud = anna.post_idea(&in_soest("MEHR BÄNKE AM MARKT")).await;
        assert_eq!(loud.status, IdeaStatus::Submitted);
        let comment: CommentCreated = anna.comment(good.id, "Ein Wort dazu").await.expect(201).json();
        assert!(comment.published);
        assert_eq!(anna.board("").await.total, 2);
        let queue = mo.queue().await;
        assert_eq!(queue.total, 4);
        let unseen: Vec<i64> = queue.items.iter().filter(|one| one.unseen).map(|one| one.id).collect();
        assert_eq!(unseen.len(), 3);
        // Looked at: it stays, and nothing is told of it in public.
        let active = anna.board("").await.items.iter().map(|card| card.active_at).max();
        let seq = mo.decided(Kind::Idea, good.id, "publish").await;
        assert_eq!(mo.queue().await.total, 3);
        let idea: app::api::Idea = anna.get(&format!("/api/ideas/{}", good.id)).await.expect(200).json();
        assert_eq!(idea.timeline.len(), 2);
        assert_eq!(anna.board("").await.items.iter().map(|card| card.active_at).max(), active);
        mo.decide(Kind::Idea, good.id, "publish", "").await.problem(409);
        mo.undo(seq).await.expect(204);
        assert_eq!(mo.queue().await.total, 4);
        // Declined after all: hidden, with its trace; and taken back, it is public and waits.
        mo.decide(Kind::Idea, bad.id, "decline", "").await.problem(422);
        let seq = mo.decided(Kind::Idea, bad.id, "decline").await;
        anna.get(&format!("/api/ideas/{}", bad.id)).await.problem(410);
        mo.undo(seq).await.expect(204);
        anna.get(&format!("/api/ideas/{}", bad.id)).await.expect(200);
        assert!(waiting(&mut mo, Kind::Idea, bad.id).await.unseen);
        mo.decide(Kind::Comment, comment.id, "decline", "").await.problem(422);
        let seq = mo.decided(Kind::Comment, comment.id, "decline").await;
        assert_eq!(anna.board("").await.items.iter().map(|card| card.comments).sum::<u32>(), 0);
        mo.undo(seq).await.expect(204);
        mo.decided(Kind::Comment, comment.id, "publish").await;
        assert_eq!(anna.board("").await.items.iter().map(|card| card.comments).sum::<u32>(), 1);
        // Over, everything is as before.
        assert_eq!(evening(&mut mo, "soest", 0).await.until, None);
        assert_eq!(anna.post_idea(&in_soest("Späte Bank")).await.status, IdeaStatus::Submitted);
        assert!(mo.queue().await.evenings.is_empty());
        for (lab, minutes) in [("soest", 721), ("soest", u32::MAX)] {
            mo.post(&format!("/api/staff/labs/{lab}/evening"), &json!({ "minutes": minutes })).await.problem(422);
        }
        mo.post("/api/staff/labs/nirgends/evening", &json!({ "minutes": 5 })).await.problem(404);
        mo.form("/api/staff/labs/soest/evening", &[("minutes", "30")]).await.expect(303);
        mo.form("/api/staff/labs/soest/evening", &[("minutes", "-1")]).await.expect(422);
    }
}
