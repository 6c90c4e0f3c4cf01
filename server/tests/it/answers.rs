//! Official answers: drafted, approved by somebody else, published, changed.

use app::{
    api::{AnswerPage, Idea, Preview, Published, StaffIdea},
    domain::Timestamp,
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::harness::{Answer, Citizen, World};

async fn assigned(world: &World, title: &str) -> i64 {
    let id = world.citizen().publish(title).await;
    world
        .sql(&format!(
            "INSERT INTO idea_departments (idea_id, department, since) VALUES ({id}, 'tiefbau', 1)"
        ))
        .await;
    id
}

fn path(id: i64) -> String {
    format!("/api/staff/ideas/{id}/answers/tiefbau")
}

async fn draft(who: &mut Citizen, id: i64, text: &str) -> Answer {
    who.json("PUT", &path(id), &json!({ "text": text, "ready": true })).await
}

async fn approve(who: &mut Citizen, id: i64, seen: &str) -> Answer {
    who.post(&format!("{}/approve", path(id)), &json!({ "seen": seen })).await
}

async fn publish(who: &mut Citizen, ids: &[i64]) -> Answer {
    let items: Vec<Value> =
        ids.iter().map(|id| json!({ "idea": id, "department": "tiefbau" })).collect();
    who.post("/api/staff/answers/publish", &json!({ "items": items })).await
}

async fn read(world: &World, id: i64) -> Idea {
    world.citizen().get(&format!("/api/ideas/{id}")).await.expect(200).json()
}

async fn listed(who: &mut Citizen, state: &str) -> Vec<i64> {
    let page: AnswerPage =
        who.get(&format!("/api/staff/answers?state={state}")).await.expect(200).json();
    page.items.iter().map(|item| item.idea).collect()
}

both! {
    async fn nobody_approves_their_own_draft(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "admin").await;
        let mut tia = world.limited("Tia", "department", &[], &["tiefbau"]).await;
        let mut mo = world.moderator().await;
        let id = assigned(&world, "Ein Brunnen").await;
        draft(&mut mo, id, "Für die Stadt spricht nur, wer darf.").await.problem(403);
        tia.json("PUT", &path(id), &json!({ "text": "Wir prüfen noch" })).await.expect(200);
        assert_eq!(listed(&mut edi, "draft").await, [id]);
        approve(&mut edi, id, "").await.problem(409);
        draft(&mut tia, id, "Wir **bauen** ihn.").await.expect(200);
        assert_eq!(listed(&mut edi, "ready").await, [id]);
        assert_eq!(listed(&mut tia, "ready").await, [id]);
        approve(&mut tia, id, "").await.problem(403);
        approve(&mut mo, id, "").await.problem(403);
        publish(&mut edi, &[id]).await.problem(409);
        // Whoever edits a draft vouches for it, and cannot approve it any more.
        draft(&mut edi, id, "Wir **bauen** ihn, im Mai.").await.expect(200);
        approve(&mut edi, id, "").await.problem(409);
        let refused = world.state.db.read().execute_unprepared(
            "UPDATE answers SET ready_at = 1, approved_at = 1, approved_by = draft_by").await;
        assert!(refused.is_err(), "the database holds it as well");
        approve(&mut kim, id, "").await.expect(200);
        approve(&mut kim, id, "").await.problem(409);
        assert_eq!(listed(&mut edi, "approved").await, [id]);
        assert!(read(&world, id).await.answers.is_empty());
        publish(&mut tia, &[id]).await.problem(403);
        let done: Published = publish(&mut edi, &[id]).await.expect(200).json();
        assert_eq!(done.published, 1);
        let idea = read(&world, id).await;
        assert_eq!(idea.answers[0].html, "<p>Wir <strong>bauen</strong> ihn, im Mai.</p>");
        assert_eq!((idea.answers[0].department_de.as_str(), idea.answers[0].changed_at), ("Tiefbau", None));
        publish(&mut edi, &[id]).await.problem(409);
        assert_eq!(listed(&mut kim, "published").await, [id]);
        let html = world.citizen().get(&format!("/ideas/{id}")).await.expect(200).body;
        assert!(html.contains("Antwort der Stadt") && html.contains("<p>Wir <strong>bauen</strong> ihn, im Mai.</p>"));
    }
}

both! {
    async fn nobody_writes_over_a_draft_they_have_not_read(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let id = assigned(&world, "Ein Brunnen").await;
        let save = |text: &str, seen: &str| json!({ "text": text, "seen": seen });
        // Both begin on a page without a draft.
        edi.json("PUT", &path(id), &save("Wir bauen ihn.", "none")).await.expect(200);
        kim.json("PUT", &path(id), &save("Wir nicht.", "none")).await.problem(412);
        let page: StaffIdea = kim.get(&format!("/api/staff/ideas/{id}")).await.expect(200).json();
        let read = page.answers[0].draft.as_ref().unwrap();
        assert_eq!(read.text, "Wir bauen ihn.", "nothing is overwritten");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        kim.json("PUT", &path(id), &save("Wir bauen ihn im Mai.", &read.at.to_string())).await.expect(200);
        edi.json("PUT", &path(id), &save("Wir bauen ihn im Juni.", &read.at.to_string())).await.problem(412);
        // As a form, with what was typed.
        let form = edi.form(&path(id), &[("text", "Im Juli."), ("seen", "none"), ("department", "tiefbau")]).await;
        let form = form.expect(412);
        assert!(form.body.contains("Im Juli.") && form.body.contains("Wir bauen ihn im Mai."));
        // What is thrown away is no draft any more.
        let seen: StaffIdea = edi.get(&format!("/api/staff/ideas/{id}")).await.expect(200).json();
        let seen = seen.answers[0].draft.as_ref().unwrap().at.to_string();
        kim.ask("DELETE", &path(id), None).await.expect(200);
        edi.json("PUT", &path(id), &save("Im August.", &seen)).await.problem(412);
        edi.json("PUT", &path(id), &save("Im August.", "")).await.expect(200);
    }
}

both! {
    async fn nobody_approves_what_they_have_not_read(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let id = assigned(&world, "Ein Brunnen").await;
        draft(&mut edi, id, "Wir bauen ihn.").await.expect(200);
        let seen: StaffIdea = kim.get(&format!("/api/staff/ideas/{id}")).await.expect(200).json();
        let at = seen.answers[0].draft.as_ref().unwrap().at;
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        draft(&mut edi, id, "Wir bauen ihn nicht.").await.expect(200);
        approve(&mut kim, id, &at.to_string()).await.problem(412);
        let now: StaffIdea = kim.get(&format!("/api/staff/ideas/{id}")).await.expect(200).json();
        let now = now.answers[0].draft.as_ref().unwrap();
        assert!(!now.mine && now.by.as_deref() == Some("Edi") && now.at > at && now.at > Timestamp(0));
        approve(&mut kim, id, &now.at.to_string()).await.expect(200);
        // An approval is of these words.
        draft(&mut edi, id, "Wir bauen ihn doch.").await.expect(200);
        publish(&mut edi, &[id]).await.problem(409);
    }
}

both! {
    async fn changing_what_is_public_takes_the_same_way(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let id = assigned(&world, "Ein Brunnen").await;
        draft(&mut edi, id, "Im Mai.").await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        publish(&mut kim, &[id]).await.expect(200);
        let first = read(&world, id).await.answers[0].clone();
        draft(&mut kim, id, "Im Juni.").await.expect(200);
        assert_eq!(read(&world, id).await.answers[0], first);
        edi.ask("DELETE", &path(id), None).await.expect(200);
        edi.ask("DELETE", &path(id), None).await.problem(404);
        assert_eq!(read(&world, id).await.answers[0], first);
        draft(&mut kim, id, "Im Juni.").await.expect(200);
        approve(&mut edi, id, "").await.expect(200);
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        publish(&mut edi, &[id]).await.expect(200);
        let second = read(&world, id).await.answers[0].clone();
        assert_eq!((second.html.as_str(), second.at), ("<p>Im Juni.</p>", first.at));
        assert!(second.changed_at.is_some_and(|at| at > first.at));
        let html = world.citizen().get(&format!("/ideas/{id}")).await.expect(200).body;
        assert!(html.contains("geändert"));
        // A draft that was never public goes without a trace but in the log.
        let other = assigned(&world, "Eine Linde").await;
        draft(&mut edi, other, "Vielleicht").await.expect(200);
        edi.ask("DELETE", &path(other), None).await.expect(200);
        assert_eq!(world.number("SELECT COUNT(*) FROM answers").await, 1);
    }
}

both! {
    async fn many_become_public_at_once_or_none(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let mut ids = Vec::new();
        for n in 0..5 {
            let id = assigned(&world, &format!("Bank Nummer {n}")).await;
            draft(&mut edi, id, &format!("Antwort {n}")).await.expect(200);
            if n < 4 {
                approve(&mut kim, id, "").await.expect(200);
            }
            ids.push(id);
        }
        publish(&mut kim, &ids).await.problem(409);
        publish(&mut kim, &[ids[0], 999_999]).await.problem(404);
        publish(&mut kim, &[]).await.problem(422);
        publish(&mut kim, &[1; 101]).await.problem(422);
        assert_eq!(world.number("SELECT COUNT(*) FROM answers WHERE text IS NOT NULL").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.answered'").await, 0);
        // Not while nobody sees the idea.
        world.sql(&format!("UPDATE ideas SET is_public = FALSE WHERE id = {}", ids[3])).await;
        publish(&mut kim, &ids[..4]).await.problem(409);
        world.sql(&format!("UPDATE ideas SET is_public = TRUE WHERE id = {}", ids[3])).await;
        let (mut a, mut b) = (edi.clone(), kim.clone());
        let mut reversed = ids[..4].to_vec();
        reversed.reverse();
        let (a, b) = tokio::join!(publish(&mut a, &ids[..4]), publish(&mut b, &reversed));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "one of two at the same time");
        assert_eq!(world.number("SELECT COUNT(*) FROM answers WHERE text IS NOT NULL").await, 4);
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.answered'").await, 4);
        assert_eq!(listed(&mut kim, "published").await.len(), 4);
    }
}

both! {
    async fn a_public_answer_is_withdrawn_and_comes_back(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        world.sql("INSERT INTO departments (slug, name_de, name_en) VALUES ('gruen', 'Grün', 'Green')").await;
        let mut gil = world.limited("Gil", "editor", &[], &["gruen"]).await;
        let id = assigned(&world, "Ein Brunnen").await;
        world.sql(&format!("INSERT INTO followers (idea_id, email, lang, mode, token_hash, is_author, confirmed_at, created_at, erase_at)
            VALUES ({id}, 'ben@example.org', 'de', 'now', 'hash', FALSE, 1, 1, 9999999999999)")).await;
        let to_go = async || world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'news' AND sent_at IS NULL").await;
        let (away, back) = (format!("{}/withdraw", path(id)), format!("{}/restore", path(id)));
        edi.post(&away, &json!({})).await.problem(409);
        draft(&mut edi, id, "Wir bauen ihn.").await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        publish(&mut kim, &[id]).await.expect(200);
        assert_eq!((read(&world, id).await.answers.len(), to_go().await), (1, 1));

        // A slip, seen within the minute: nobody hears of it.
        gil.post(&away, &json!({})).await.problem(404);
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, since) VALUES ({id}, 'gruen', 1)")).await;
        gil.post(&away, &json!({})).await.problem(403);
        kim.post(&away, &json!({})).await.expect(200);
        kim.post(&away, &json!({})).await.problem(409);
        assert_eq!((read(&world, id).await.answers.len(), to_go().await), (0, 0));
        assert!(!world.citizen().get(&format!("/ideas/{id}")).await.body.contains("Wir bauen ihn."));
        let seen: StaffIdea = kim.get(&format!("/api/staff/ideas/{id}")).await.expect(200).json();
        assert!(seen.answers[0].withdrawn_at.is_some());
        assert_eq!(seen.answers[0].text.as_deref(), Some("Wir bauen ihn."));
        assert!(seen.history.iter().any(|e| e.to.as_deref() == Some("published") && e.undone));
        // It comes back, and is told of.
        kim.form(&back, &[]).await.expect(303);
        kim.post(&back, &json!({})).await.problem(409);
        assert_eq!((read(&world, id).await.answers.len(), to_go().await), (1, 1));
        assert!(read(&world, id).await.answers[0].changed_at.is_none());

        // Whoever was told hears of it; unless it is back before that.
        world.sql("UPDATE outbox SET sent_at = 1 WHERE kind = 'news'").await;
        kim.post(&away, &json!({})).await.expect(200);
        assert_eq!(to_go().await, 1);
        kim.post(&back, &json!({})).await.expect(200);
        assert_eq!(to_go().await, 0, "nothing has happened");
        kim.post(&away, &json!({})).await.expect(200);
        world.sql("UPDATE outbox SET sent_at = 1 WHERE kind = 'news'").await;
        kim.post(&back, &json!({})).await.expect(200);
        assert_eq!(to_go().await, 1, "they heard that it was gone");

        // Some have heard, and some not yet: all of them know in the end, each once.
        world.sql("DELETE FROM outbox").await;
        world.sql(&format!("INSERT INTO followers (idea_id, email, lang, mode, token_hash, is_author, confirmed_at, created_at, erase_at)
            VALUES ({id}, 'cem@example.org', 'de', 'now', 'other', FALSE, 1, 1, 9999999999999)")).await;
        draft(&mut edi, id, "Wir bauen ihn bald.").await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        publish(&mut kim, &[id]).await.expect(200);
        assert_eq!(to_go().await, 2);
        world.sql("UPDATE outbox SET sent_at = 1 WHERE recipient = 'ben@example.org'").await;
        kim.post(&away, &json!({})).await.expect(200);
        kim.post(&back, &json!({})).await.expect(200);
        let to_cem = "SELECT COUNT(*) FROM outbox WHERE recipient = 'cem@example.org' AND sent_at IS NULL";
        assert_eq!((world.number(to_cem).await, to_go().await), (1, 1));

        // Nothing of what is hidden is told.
        world.sql("DELETE FROM outbox").await;
        world.sql(&format!("UPDATE ideas SET is_public = FALSE WHERE id = {id}")).await;
        kim.post(&away, &json!({})).await.expect(200);
        kim.post(&back, &json!({})).await.expect(200);
        assert_eq!(to_go().await, 0);
        world.sql(&format!("UPDATE ideas SET is_public = TRUE WHERE id = {id}")).await;

        // A better one takes the place of one that is withdrawn.
        kim.post(&away, &json!({})).await.expect(200);
        draft(&mut edi, id, "Wir bauen ihn im Mai.").await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        assert_eq!(read(&world, id).await.answers.len(), 0);
        publish(&mut kim, &[id]).await.expect(200);
        assert_eq!(read(&world, id).await.answers[0].html, "<p>Wir bauen ihn im Mai.</p>");
        kim.post(&back, &json!({})).await.problem(409);
        let refused = world.state.db.read().execute_unprepared(
            "INSERT INTO answers (idea_id, department, draft, draft_at, withdrawn_at) SELECT idea_id, 'gruen', 'x', 1, 1 FROM answers").await;
        assert!(refused.is_err(), "nothing is withdrawn that was never public");
    }
}

both! {
    async fn of_two_answers_in_one_moment_one_is_withdrawn(world: World) {
        world.sql("INSERT INTO departments (slug, name_de, name_en) VALUES ('gruen', 'Grün', 'Green')").await;
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let id = assigned(&world, "Ein Brunnen").await;
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, since) VALUES ({id}, 'gruen', 1)")).await;
        world.sql(&format!("INSERT INTO followers (idea_id, email, lang, mode, token_hash, is_author, confirmed_at, created_at, erase_at)
            VALUES ({id}, 'ben@example.org', 'de', 'now', 'hash', FALSE, 1, 1, 9999999999999)")).await;
        let green = format!("/api/staff/ideas/{id}/answers/gruen");
        draft(&mut edi, id, "Wir bauen ihn.").await.expect(200);
        edi.json("PUT", &green, &json!({ "text": "Wir pflanzen.", "ready": true })).await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        kim.post(&format!("{green}/approve"), &json!({ "seen": "" })).await.expect(200);
        let items = json!([{ "idea": id, "department": "tiefbau" }, { "idea": id, "department": "gruen" }]);
        kim.post("/api/staff/answers/publish", &json!({ "items": items })).await.expect(200);
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'news'").await, 2);
        kim.post(&format!("{green}/withdraw"), &json!({})).await.expect(200);
        let left = "SELECT COUNT(*) FROM outbox WHERE kind = 'news' AND params LIKE '%tiefbau%'";
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'news'").await, 1);
        assert_eq!(world.number(left).await, 1, "the other one is told of");
    }
}

both! {
    async fn several_departments_answer_one_idea(world: World) {
        world.sql("INSERT INTO departments (slug, name_de, name_en) VALUES ('gruen', 'Grün', 'Green')").await;
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let mut tia = world.limited("Tia", "department", &[], &["tiefbau"]).await;
        let id = assigned(&world, "Ein Brunnen").await;
        let green = format!("/api/staff/ideas/{id}/answers/gruen");
        let sent = json!({ "text": "Wir pflanzen.", "ready": true });
        edi.json("PUT", &green, &sent).await.problem(409);
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, since) VALUES ({id}, 'gruen', 2)")).await;
        tia.json("PUT", &green, &sent).await.problem(403);
        edi.json("PUT", &green, &sent).await.expect(200);
        draft(&mut tia, id, "Wir graben.").await.expect(200);
        kim.post(&format!("{green}/approve"), &json!({})).await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        let both = json!({ "items": [{ "idea": id, "department": "gruen" }, { "idea": id, "department": "tiefbau" }] });
        kim.post("/api/staff/answers/publish", &both).await.expect(200);
        let said: Vec<_> = read(&world, id).await.answers.into_iter().map(|a| a.department_de).collect();
        assert_eq!(said.len(), 2);
        let page: AnswerPage = tia.get("/api/staff/answers?state=published").await.expect(200).json();
        assert_eq!(page.items.len(), 1, "a department sees its own");
        assert!(!page.may_answer);
        for bad in ["x", "r1", "p1.2", "%00"] {
            kim.get(&format!("/api/staff/answers?after={bad}")).await.problem(422);
        }
        kim.get("/api/staff/answers?state=king").await.problem(422);
    }
}

both! {
    async fn hostile_markdown_stays_text(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let id = assigned(&world, "Ein Brunnen").await;
        let hostile = "<script>alert(1)</script>\n\n[klick](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n# <b>groß</b>\n\n![bild](https://e.example/x.png)\u{0}\u{202e}";
        let made: Preview = edi.post("/api/staff/answers/preview", &json!({ "text": hostile })).await.expect(200).json();
        draft(&mut edi, id, hostile).await.expect(200);
        approve(&mut kim, id, "").await.expect(200);
        publish(&mut kim, &[id]).await.expect(200);
        let answer = read(&world, id).await.answers[0].html.clone();
        assert_eq!(answer, made.html);
        for page in [format!("/ideas/{id}"), format!("/staff/ideas/{id}")] {
            let html = kim.get(&page).await.expect(200).body;
            for bad in ["<script>alert", "<img src=x", "href=\"javascript", "<b>groß"] {
                assert!(!html.contains(bad), "{bad} on {page}");
            }
        }
        for bad in ["", " ", "x", &"x".repeat(8001)] {
            draft(&mut edi, id, bad).await.problem(422);
            edi.post("/api/staff/answers/preview", &json!({ "text": bad })).await.problem(422);
        }
        draft(&mut edi, 999_999, "Nichts da").await.problem(404);
        let odd = edi.json("PUT", &format!("/api/staff/ideas/{id}/answers/%00"), &json!({ "text": "abc" })).await;
        odd.problem(404);
    }
}

both! {
    async fn answers_work_by_plain_forms(world: World) {
        let mut edi = world.staff("Edi", "editor").await;
        let mut kim = world.staff("Kim", "editor").await;
        let id = assigned(&world, "Ein Brunnen").await;
        let home = format!("/staff/ideas/{id}");
        let number = id.to_string();
        let shown = edi.form("/api/staff/answers/preview", &[
            ("text", "Wir **bauen** <i>ihn</i>."), ("idea", &number), ("department", "tiefbau"), ("preview", "<script>"),
        ]).await.expect(200);
        assert!(shown.body.contains("<p>Wir <strong>bauen</strong> &lt;i&gt;ihn&lt;/i&gt;.</p>"), "the preview");
        assert!(shown.body.contains("Wir **bauen** &lt;i&gt;ihn&lt;/i&gt;."), "what was typed is there again");
        assert!(!shown.body.contains("<script>\""));
        let again = edi.form(&path(id), &[("text", ""), ("department", "tiefbau")]).await.expect(422);
        assert!(again.header("content-type").starts_with("text/html"));
        let done = edi.form(&path(id), &[("text", "Wir bauen ihn."), ("ready", "1"), ("department", "tiefbau")]).await.expect(303);
        assert_eq!(done.header("location"), format!("{home}?done=drafted"));
        edi.form(&format!("{}/approve", path(id)), &[]).await.expect(409);
        let back = [("back", "/staff/answers")];
        let done = kim.form(&format!("{}/approve", path(id)), &back).await.expect(303);
        assert_eq!(done.header("location"), "/staff/answers");
        kim.form("/api/staff/answers/publish", &[("item", "x.tiefbau")]).await.expect(422);
        kim.form("/api/staff/answers/publish", &[]).await.expect(422);
        let item = format!("{id}.tiefbau");
        let done = kim.form("/api/staff/answers/publish", &[("item", &item)]).await.expect(303);
        assert_eq!(done.header("location"), "/staff/answers?state=approved&done=published");
        assert_eq!(read(&world, id).await.answers.len(), 1);
        edi.form(&path(id), &[("text", "Doch nicht."), ("department", "tiefbau")]).await.expect(303);
        edi.form(&format!("{}/discard", path(id)), &[]).await.expect(303);
        assert_eq!(read(&world, id).await.answers[0].html, "<p>Wir bauen ihn.</p>");
    }
}
