//! What staff and authors say to each other: questions and answers, edits that are proposed,
//! wordings for publication.

use app::api::{
    CommentCreated, CommentPage, Decided, Idea, IdeaCreated, MyIdea, NewIdea, QueuePage, Waiting,
    WaitingKind as Kind,
};
use axum::body::Body;
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

fn in_soest(title: &str) -> NewIdea {
    NewIdea { lab: "soest".to_owned(), ..new_idea(title) }
}

async fn my(anna: &mut Citizen, made: &IdeaCreated) -> MyIdea {
    anna.get(&format!("/api{}", made.manage_url)).await.expect(200).json()
}

async fn seq(answer: crate::harness::Answer) -> i64 {
    answer.expect(200).json::<Decided>().seq
}

both! {
    async fn a_question_is_the_authors_turn_and_an_answer_the_teams(world: World) {
        let mut mo = world.moderator().await;
        let mut kim = world.staff("Kim", "moderator").await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&in_soest("Eine Bank")).await;
        let later = world.citizen().post_idea(&in_soest("Ein Baum")).await.id;
        let path = format!("/api/staff/ideas/{}/question", made.id);
        mo.post(&path, &json!({ "text": " " })).await.problem(422);
        seq(mo.post(&path, &json!({ "text": "Wo genau soll sie stehen?" })).await).await;
        let waits = |page: &QueuePage| page.items.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(waits(&mo.queue().await), [later]);
        let late = kim.post(&path, &json!({ "text": "Und warum?" })).await.problem(409);
        assert!(late["detail"].as_str().unwrap().contains("Mo"), "{late}");
        let asked = my(&mut anna, &made).await.question.unwrap();
        assert_eq!((asked.text.as_str(), asked.answer), ("Wo genau soll sie stehen?", None));
        let reply = format!("/api{}/reply", made.manage_url);
        anna.post(&reply, &json!({ "text": "x" })).await.problem(422);
        let said: MyIdea = anna.post(&reply, &json!({ "text": "Am Brunnen." })).await.expect(200).json();
        assert_eq!(said.question.unwrap().answer.as_deref(), Some("Am Brunnen."));
        anna.post(&reply, &json!({ "text": "Noch etwas." })).await.problem(409);
        // Back where it stood, with question and answer.
        assert_eq!(waits(&mo.queue().await), [made.id, later]);
        let item = &mo.queue().await.items[0];
        assert_eq!(item.question.as_ref().unwrap().answer.as_deref(), Some("Am Brunnen."));
        let nobody = format!("/api/my/{}/reply", "0".repeat(32));
        anna.post(&nobody, &json!({ "text": "Hallo" })).await.problem(404);
        // What was answered is not taken back, and another question may follow.
        mo.ask("DELETE", &path, None).await.problem(404);
        seq(mo.post(&path, &json!({ "text": "Aus Holz?" })).await).await;
        assert_eq!(my(&mut anna, &made).await.question.unwrap().text, "Aus Holz?");
    }
}

both! {
    async fn a_question_can_be_taken_back(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&in_soest("Eine Bank")).await;
        let path = format!("/api/staff/ideas/{}/question", made.id);
        let asked = seq(mo.post(&path, &json!({ "text": "Wo genau?" })).await).await;
        mo.undo(asked).await.expect(204);
        assert_eq!(mo.queue().await.total, 1);
        assert_eq!(my(&mut anna, &made).await.question, None);
        mo.undo(asked).await.problem(409);
        seq(mo.post(&path, &json!({ "text": "Wo genau?" })).await).await;
        mo.ask("DELETE", &path, None).await.expect(204);
        mo.ask("DELETE", &path, None).await.problem(404);
        assert_eq!(mo.queue().await.total, 1);
        // Decided although it was asked; taken back, it is the author's turn again.
        seq(mo.post(&path, &json!({ "text": "Wo genau?" })).await).await;
        let decided = mo.decided(Kind::Idea, made.id, "publish").await;
        let reply = format!("/api{}/reply", made.manage_url);
        anna.post(&reply, &json!({ "text": "Dort." })).await.problem(409);
        mo.undo(decided).await.expect(204);
        assert_eq!(mo.queue().await.total, 0);
        // Not answered for a week, it is the team's turn again; an answer still comes.
        let days = |n: i64| server::clock::now().plus_ms(n * 86_400_000);
        let overdue = |at| server::store::decisions::overdue(&world.state.db, at);
        assert_eq!(overdue(days(6)).await.unwrap(), 0);
        assert_eq!(overdue(days(8)).await.unwrap(), 1);
        assert_eq!(mo.queue().await.total, 1);
        assert_eq!(overdue(days(8)).await.unwrap(), 0);
        // Noted once, so that every open queue hears of it.
        let noted = "SELECT COUNT(*) FROM activity WHERE kind = 'idea.returned'";
        assert_eq!(world.number(noted).await, 1);
        // Edited instead of answered.
        let edited = NewIdea { text: "Am Brunnen, aus Holz.".into(), ..in_soest("Eine Bank") };
        let body = Some(("application/json", Body::from(json!(edited).to_string())));
        anna.ask("PUT", &format!("/api{}", made.manage_url), body).await.expect(200);
        let item = &mo.queue().await.items[0];
        assert_eq!(item.question.as_ref().unwrap().answer.as_deref(), Some(""));
        mo.post("/api/staff/ideas/999/question", &json!({ "text": "Hallo?" })).await.problem(404);
        let public = anna.publish("Ein Brunnen").await;
        let path = format!("/api/staff/ideas/{public}/question");
        mo.post(&path, &json!({ "text": "Hallo?" })).await.problem(409);
        let done = mo.form(&format!("/api/staff/ideas/{}/question", made.id), &[("text", "Aus Stein?")]).await.expect(303);
        assert!(done.header("location").starts_with("/staff/queue?undo="));
        anna.form(&reply, &[("text", "Aus Holz")]).await.expect(303);
        assert_eq!(mo.queue().await.total, 1);
    }
}

both! {
    async fn an_idea_is_edited_for_publication_and_restored(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&in_soest("Eine Bank, ihr Trottel")).await;
        let seen = mo.queue().await.items[0].seen.clone();
        let path = format!("/api/staff/ideas/{}/wording", made.id);
        let wording = |title: &str, seen: &str| json!({ "title": title, "text": "Am Markt fehlt eine Bank.", "seen": seen });
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        mo.json("PUT", &path, &wording("x", "")).await.problem(422);
        let first = seq(mo.json("PUT", &path, &wording("Eine Bank", &seen)).await).await;
        // Whoever still reads the old text overwrites nothing and decides nothing.
        mo.json("PUT", &path, &wording("Keine Bank", &seen)).await.problem(412);
        let old = json!({ "action": "publish", "seen": seen });
        mo.post(&format!("/api/staff/ideas/{}/decision", made.id), &old).await.problem(412);
        mo.json("PUT", &path, &wording("Eine Bank", "")).await.problem(409);
        let item = mo.queue().await.items[0].clone();
        assert_eq!(item.original.unwrap().title, "Eine Bank, ihr Trottel");
        mo.decided(Kind::Idea, made.id, "publish").await;
        let idea: Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert!(idea.reworded && idea.card.title == "Eine Bank");
        assert_eq!(my(&mut anna, &made).await.original.unwrap().title, "Eine Bank, ihr Trottel");
        // Again; then back, step by step.
        let second = seq(mo.post(&path, &wording("Zwei Bänke", "")).await).await;
        mo.undo(first).await.problem(409);
        mo.undo(second).await.expect(204);
        let idea: Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!((idea.card.title.as_str(), idea.reworded), ("Eine Bank", true));
        let restored = seq(mo.post(&format!("{path}/undo"), &json!({})).await).await;
        let idea: Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!((idea.card.title.as_str(), idea.reworded), ("Eine Bank, ihr Trottel", false));
        mo.post(&format!("{path}/undo"), &json!({})).await.problem(409);
        mo.undo(restored).await.expect(204);
        let idea: Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!((idea.card.title.as_str(), idea.reworded), ("Eine Bank", true));
        mo.undo(first).await.expect(204);
        let idea: Idea = anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!((idea.card.title.as_str(), idea.reworded), ("Eine Bank, ihr Trottel", false));
        assert_eq!(anna.board("q=Trottel").await.total, 1);
    }
}

both! {
    async fn a_comment_is_edited_for_publication(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let idea = anna.publish("Ein Brunnen").await;
        let id = anna.comment(idea, "Ihr Trottel, baut ihn").await.expect(201).json::<CommentCreated>().id;
        let path = format!("/api/staff/comments/{id}/wording");
        let first = seq(mo.json("PUT", &path, &json!({ "text": "Baut ihn" })).await).await;
        let read = |page: CommentPage| (page.items[0].text.clone(), page.items[0].reworded);
        let comments = format!("/api/ideas/{idea}/comments");
        assert_eq!(read(anna.get(&comments).await.expect(200).json()), ("Baut ihn".into(), true));
        mo.json("PUT", &path, &json!({ "text": "Bitte baut ihn", "seen": "anders" })).await.problem(412);
        mo.undo(first).await.expect(204);
        assert_eq!(read(anna.get(&comments).await.expect(200).json()), ("Ihr Trottel, baut ihn".into(), false));
        mo.json("PUT", &path, &json!({ "text": "x" })).await.problem(422);
        mo.json("PUT", "/api/staff/comments/999/wording", &json!({ "text": "Hallo" })).await.problem(404);
        mo.json("PUT", "/api/staff/reports/1/wording", &json!({ "text": "Hallo" })).await.problem(404);
        mo.form(&path, &[("text", "Baut ihn bitte")]).await.expect(303);
        mo.form(&format!("{path}/undo"), &[]).await.expect(303);
    }
}

both! {
    async fn the_author_of_a_public_idea_proposes_an_edit(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&new_idea("Ein Brunnen")).await;
        assert!(my(&mut anna, &made).await.may_propose);
        let edit = format!("/api{}/edit", made.manage_url);
        let wording = |title: &str| json!({ "title": title, "text": "Mitten auf dem Markt, mit Trinkwasser." });
        anna.post(&edit, &wording("x")).await.problem(422);
        let mine: MyIdea = anna.post(&edit, &wording("Ein Trinkbrunnen")).await.expect(200).json();
        assert_eq!(mine.proposed.unwrap().title, "Ein Trinkbrunnen");
        let item = mo.queue().await.items[0].clone();
        assert_eq!((item.kind, item.idea.card.title.as_str()), (Kind::Edit, "Ein Brunnen"));
        assert_eq!(item.edit.as_ref().unwrap().title, "Ein Trinkbrunnen");
        // Another one takes its place, and whoever read the first decides on neither.
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        anna.post(&edit, &wording("Zwei Trinkbrunnen")).await.expect(200);
        let old = json!({ "action": "publish", "seen": item.seen });
        let decision = format!("/api/staff/edits/{}/decision", item.id);
        mo.post(&decision, &old).await.problem(412);
        let accepted = mo.decided(Kind::Edit, item.id, "publish").await;
        assert_eq!(anna.board("q=Trinkbrunnen").await.total, 1);
        mo.decide(Kind::Edit, item.id, "decline", "Nein.").await.problem(409);
        mo.undo(accepted).await.expect(204);
        assert_eq!(anna.board("q=Trinkbrunnen").await.total, 0);
        assert_eq!(mo.queue().await.total, 1);
        mo.decide(Kind::Edit, item.id, "decline", "").await.problem(422);
        let declined = mo.decided(Kind::Edit, item.id, "decline").await;
        let mine = my(&mut anna, &made).await;
        assert_eq!(mine.proposal_declined.as_deref(), Some("Das gehört nicht hierher."));
        assert_eq!(mine.proposed, None);
        anna.post(&edit, &wording("Drei Trinkbrunnen")).await.expect(200);
        // A newer one waits: the old decision stands.
        mo.undo(declined).await.problem(409);
        anna.ask("DELETE", &edit, None).await.expect(200);
        assert_eq!(mo.queue().await.total, 0);
        mo.undo(declined).await.expect(204);
        assert_eq!(mo.queue().await.total, 1);
        anna.form(&edit, &[("action", "withdraw")]).await.expect(303);
        assert_eq!(mo.queue().await.total, 0);
        // What waits or is closed is not proposed to.
        let waits = anna.post_idea(&in_soest("Eine Bank")).await;
        anna.post(&format!("/api{}/edit", waits.manage_url), &wording("Zwei Bänke")).await.problem(409);
        mo.post(&format!("/api/staff/ideas/{}/status", made.id), &json!({ "status": "done" })).await.expect(200);
        anna.post(&edit, &wording("Vier Brunnen")).await.problem(409);
    }
}

both! {
    async fn an_offer_to_help_is_taken_up_or_declined(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let idea = anna.publish("Ein Brunnen").await;
        let path = format!("/api/ideas/{idea}/companions");
        let offer = |note: &str| json!({ "name": "Bo", "contact": "bo@example.org", "note": note });
        let mut bo = world.citizen();
        bo.post(&path, &offer("Ich grabe")).await.expect(200);
        let item: Waiting = mo.queue().await.items[0].clone();
        assert_eq!((item.kind, item.offer.as_ref().unwrap().name.as_str()), (Kind::Companion, "Bo"));
        let taken = mo.decided(Kind::Companion, item.id, "publish").await;
        assert_eq!(mo.queue().await.total, 0);
        mo.decide(Kind::Companion, item.id, "decline", "").await.problem(409);
        mo.undo(taken).await.expect(204);
        assert_eq!(mo.queue().await.items[0].since, item.since);
        mo.decided(Kind::Companion, item.id, "decline").await;
        // Made anew, it is looked at anew.
        bo.post(&path, &offer("Ich grabe wirklich")).await.expect(200);
        let again = mo.queue().await.items[0].clone();
        assert_eq!((again.id, again.offer.unwrap().note.as_deref()), (item.id, Some("Ich grabe wirklich")));
        assert_eq!(world.number("SELECT companions FROM ideas").await, 1);
    }
}
