//! Departments work on ideas: assignments, states, handing on, notes, lists.

use app::{
    api::{Decided, DepartmentPage, Idea, Note, NotePage, StaffIdea, StaffIdeaPage, WorkPage},
    domain::{IdeaStatus, WorkState},
};
use serde_json::{Value, json};

use crate::harness::{Answer, Citizen, World, new_idea};

/// The town with three departments.
async fn departments(world: &World) {
    world
        .sql(
            "INSERT INTO departments (slug, name_de, name_en)
             VALUES ('gruen', 'Grün', 'Green'), ('verkehr', 'Verkehr', 'Transport')",
        )
        .await;
}

async fn assign(who: &mut Citizen, idea: i64, department: &str, due: &str) -> Answer {
    let path = format!("/api/staff/ideas/{idea}/departments/{department}");
    who.json("PUT", &path, &json!({ "due_on": due })).await
}

async fn whole(who: &mut Citizen, idea: i64) -> StaffIdea {
    who.get(&format!("/api/staff/ideas/{idea}")).await.expect(200).json()
}

fn states(idea: &StaffIdea) -> Vec<(&str, WorkState)> {
    idea.departments.iter().map(|work| (work.slug.as_str(), work.state)).collect()
}

/// The work page, whole: all pages of it.
async fn walk(who: &mut Citizen, path: &str) -> Vec<i64> {
    let (mut seen, mut after) = (Vec::new(), String::new());
    for _ in 0..50 {
        let page: WorkPage = who.get(&format!("{path}?after={after}")).await.expect(200).json();
        seen.extend(page.items.iter().map(|item| item.card.id));
        match page.next {
            Some(next) => after = app::api::encode(&next),
            None => return seen,
        }
    }
    panic!("{path} never ends");
}

both! {
    async fn a_department_gets_an_idea_and_everybody_sees_it(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let path = format!("/api/staff/ideas/{id}/departments/tiefbau");
        let sent = json!({ "due_on": "1.12.2026", "word": "geheim-wort", "review": true });
        mo.json("PUT", &path, &sent).await.expect(200);
        let page = anna.get(&format!("/api/ideas/{id}")).await.expect(200);
        assert!(!page.body.contains("geheim-wort"));
        let idea: Idea = page.json();
        assert_eq!(idea.card.status, IdeaStatus::InReview);
        assert_eq!(idea.working.len(), 1);
        assert_eq!(idea.working[0].department_de, "Tiefbau");
        assert_eq!(idea.working[0].due_on.unwrap().to_string(), "2026-12-01");
        let html = anna.get(&format!("/ideas/{id}")).await.expect(200).body;
        assert!(html.contains("Wie es weitergeht") && html.contains("bis 1. Dezember 2026"));

        // Another day: the department keeps what it has.
        let since = idea.working[0].since;
        mo.post(&path, &json!({ "due_on": "2027-01-31" })).await.expect(200);
        let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        assert_eq!((idea.working[0].since, idea.working[0].due_on.unwrap().to_string()), (since, "2027-01-31".to_owned()));

        // A second one, and the first one taken back.
        assign(&mut mo, id, "gruen", "").await.expect(200);
        mo.ask("DELETE", &path, None).await.expect(200);
        let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        assert_eq!(idea.working.iter().map(|w| w.department_de.as_str()).collect::<Vec<_>>(), ["Grün"]);
        mo.ask("DELETE", &path, None).await.problem(409);
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.assigned'").await, 4);
        assert_eq!(world.number("SELECT COUNT(*) FROM activity WHERE kind = 'idea.status'").await, 2);
    }
}

both! {
    async fn an_assignment_is_taken_back_like_every_decision(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let id = world.citizen().publish("Ein Brunnen").await;
        let seq = |answer: Answer| answer.expect(200).json::<Decided>().seq;
        let undo = |seq: i64| format!("/api/staff/undo/{seq}");
        let work = |idea: &StaffIdea| {
            let all = idea.departments.iter();
            all.map(|d| (d.slug.clone(), d.state, d.due_on.map(|d| d.to_string()), d.since)).collect::<Vec<_>>()
        };
        let given = seq(assign(&mut mo, id, "gruen", "2026-12-01").await);
        let before = whole(&mut mo, id).await;
        // Another day, and the old one again.
        let moved = seq(assign(&mut mo, id, "gruen", "2027-02-01").await);
        mo.post(&undo(given), &json!({})).await.problem(409);
        mo.post(&undo(moved), &json!({})).await.expect(204);
        assert_eq!(work(&whole(&mut mo, id).await), work(&before));
        mo.post(&undo(moved), &json!({})).await.problem(409);
        // Handed back to a department that was done with it, and done again.
        let state = format!("/api/staff/ideas/{id}/departments/gruen/state");
        mo.post(&state, &json!({ "state": "done" })).await.expect(200);
        let done = whole(&mut mo, id).await;
        let again = seq(assign(&mut mo, id, "gruen", "2027-03-01").await);
        mo.post(&undo(again), &json!({})).await.expect(204);
        assert_eq!(work(&whole(&mut mo, id).await), work(&done));
        // Who has begun has begun.
        let other = seq(assign(&mut mo, id, "verkehr", "").await);
        let begun = format!("/api/staff/ideas/{id}/departments/verkehr/state");
        mo.post(&begun, &json!({ "state": "working" })).await.expect(200);
        mo.post(&undo(other), &json!({})).await.problem(409);
        // One that was never given before is not there any more, and nobody is written to.
        let new = seq(assign(&mut mo, id, "tiefbau", "").await);
        mo.post(&undo(new), &json!({})).await.expect(204);
        let after = whole(&mut mo, id).await;
        assert_eq!(states(&after), [("gruen", WorkState::Done), ("verkehr", WorkState::Working)]);
        assert!(after.history.iter().any(|entry| entry.seq == new && entry.undone));
        // Handed on and back again: that is another story by now.
        let lent = seq(assign(&mut mo, id, "tiefbau", "2027-01-31").await);
        let hand_on = |from: &str, to: &str| (
            format!("/api/staff/ideas/{id}/departments/{from}/hand-on"),
            json!({ "to": to, "word": "Bitte", "due_on": "" }),
        );
        for (from, to) in [("tiefbau", "gruen"), ("gruen", "tiefbau")] {
            let (path, body) = hand_on(from, to);
            mo.post(&path, &body).await.expect(200);
        }
        mo.post(&undo(lent), &json!({})).await.problem(409);
        // The day that it was handed on with is there again.
        let moved = seq(assign(&mut mo, id, "tiefbau", "2027-05-01").await);
        mo.post(&undo(moved), &json!({})).await.expect(204);
        let after = whole(&mut mo, id).await;
        let due = after.departments.iter().find(|d| d.slug == "tiefbau").unwrap().due_on;
        assert_eq!(due.map(|day| day.to_string()).as_deref(), Some("2027-01-31"));
        // What moved to review along moves back along.
        let other = world.citizen().publish("Ein Baum").await;
        let path = format!("/api/staff/ideas/{other}/departments/gruen");
        let reviewed = seq(mo.json("PUT", &path, &json!({ "review": true })).await);
        assert_eq!(whole(&mut mo, other).await.idea.card.status, IdeaStatus::InReview);
        mo.post(&undo(reviewed), &json!({})).await.expect(204);
        let after = whole(&mut mo, other).await;
        assert_eq!((after.idea.card.status, after.departments.len()), (IdeaStatus::Published, 0));
        // Nobody takes back what is beyond their limits.
        mo.ask("DELETE", &format!("/api/staff/ideas/{id}/departments/tiefbau"), None).await.expect(200);
        let last = seq(assign(&mut mo, id, "tiefbau", "").await);
        let mut lim = world.limited("Lim", "moderator", &["soest"], &[]).await;
        lim.post(&undo(last), &json!({})).await.problem(404);
        let mut dep = world.limited("Dep", "department", &[], &["tiefbau"]).await;
        dep.post(&undo(last), &json!({})).await.problem(403);
    }
}

both! {
    async fn what_cannot_be_is_refused(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let id = world.citizen().publish("Ein Brunnen").await;
        for bad in ["31.2.2026", "morgen", "2026-13-01", "1.1.26.7", "\u{0}"] {
            let path = format!("/api/staff/ideas/{id}/departments/tiefbau");
            let answer = mo.json("PUT", &path, &json!({ "due_on": bad })).await;
            // What is left of a NUL is nothing, and that is no date.
            if bad == "\u{0}" {
                answer.expect(200);
            } else {
                let problem = answer.problem(422);
                assert!(problem["fields"]["due_on"].is_array(), "{problem}");
            }
        }
        assign(&mut mo, id, "nirgends", "").await.problem(422);
        assign(&mut mo, id, "A%00", "").await.problem(404);
        assign(&mut mo, 999_999, "tiefbau", "").await.problem(404);
        assign(&mut mo, -1, "tiefbau", "").await.problem(404);
        assign(&mut mo, i64::MAX, "tiefbau", "").await.problem(404);
        let state = |department: &str| format!("/api/staff/ideas/{id}/departments/{department}/state");
        mo.post(&state("gruen"), &json!({ "state": "done" })).await.problem(409);
        mo.post(&state("a%00b"), &json!({ "state": "done" })).await.problem(404);
        for bad in ["handed_on", "", "king"] {
            mo.post(&state("tiefbau"), &json!({ "state": bad })).await.problem(422);
        }
        mo.post(&state("tiefbau"), &json!({ "state": "open" })).await.problem(409);
        let long = "x".repeat(1001);
        mo.post(&state("tiefbau"), &json!({ "state": "done", "word": long })).await.problem(422);
        world.sql("UPDATE departments SET archived_at = 1 WHERE slug = 'gruen'").await;
        assign(&mut mo, id, "gruen", "").await.problem(422);
        world.sql(&format!("UPDATE ideas SET status = 'withdrawn', is_public = FALSE WHERE id = {id}")).await;
        assign(&mut mo, id, "verkehr", "").await.problem(409);
        world.citizen().get("/api/staff/departments").await.problem(401);
    }
}

both! {
    async fn handed_on_with_a_word_and_handed_back(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let mut tia = world.limited("Tia", "department", &[], &["tiefbau"]).await;
        let mut gus = world.limited("Gus", "department", &[], &["gruen"]).await;
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        assign(&mut mo, id, "tiefbau", "2026-12-01").await.expect(200);
        let hand_on = |from: &str| format!("/api/staff/ideas/{id}/departments/{from}/hand-on");
        let path = hand_on("tiefbau");
        let refused = tia.post(&path, &json!({ "to": "gruen" })).await.problem(422);
        assert!(refused["fields"]["word"].is_array());
        tia.post(&path, &json!({ "to": "nirgends", "word": "Nicht wir." })).await.problem(422);
        tia.post(&path, &json!({ "to": "tiefbau", "word": "Nicht wir." })).await.problem(409);
        gus.post(&path, &json!({ "to": "gruen", "word": "Her damit." })).await.problem(404);
        tia.post(&path, &json!({ "to": "gruen", "word": "Das ist Grünfläche." })).await.expect(200);

        let seen = whole(&mut gus, id).await;
        assert_eq!(states(&seen), [("tiefbau", WorkState::HandedOn), ("gruen", WorkState::Open)]);
        let gruen = &seen.departments[1];
        assert_eq!(gruen.due_on.unwrap().to_string(), "2026-12-01", "what was promised holds on");
        let entry = &seen.history[0];
        assert_eq!((entry.from.as_deref(), entry.to.as_deref()), (Some("tiefbau"), Some("gruen")));
        assert_eq!((entry.note.as_deref(), entry.by.as_deref()), (Some("Das ist Grünfläche."), Some("Tia")));
        // Whoever has handed it on does not see it any more, and the public not the word.
        tia.get(&format!("/api/staff/ideas/{id}")).await.problem(404);
        let public = anna.get(&format!("/api/ideas/{id}")).await.expect(200);
        assert!(!public.body.contains("Grünfläche"));
        assert_eq!(public.json::<Idea>().working[0].department_de, "Grün");

        let back = json!({ "to": "tiefbau", "word": "Doch der Tiefbau.", "due_on": "24.12.2026" });
        gus.post(&hand_on("gruen"), &back).await.expect(200);
        let seen = whole(&mut tia, id).await;
        let mut now = states(&seen);
        now.sort_by_key(|(slug, _)| *slug);
        assert_eq!(now, [("gruen", WorkState::HandedOn), ("tiefbau", WorkState::Open)]);
        let words: Vec<_> = seen.history.iter().filter_map(|entry| entry.note.as_deref()).collect();
        assert!(words.contains(&"Das ist Grünfläche.") && words.contains(&"Doch der Tiefbau."));
        // Of two at the same time, one hands it on.
        let (mut a, mut b) = (tia.clone(), mo.clone());
        let path = hand_on("tiefbau");
        let (to_gruen, to_verkehr) = (json!({ "to": "gruen", "word": "ab" }), json!({ "to": "verkehr", "word": "ab" }));
        let (a, b) = tokio::join!(a.post(&path, &to_gruen), b.post(&path, &to_verkehr));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert!(matches!(statuses, [200, 409 | 404]), "{statuses:?}");
    }
}

both! {
    async fn a_department_sees_what_is_its_own(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let mut tia = world.limited("Tia", "department", &[], &["tiefbau"]).await;
        let mut ina = world.limited("Ina", "moderator", &["soest"], &[]).await;
        let mut anna = world.citizen();
        let ours = anna.publish("Ein Brunnen").await;
        let theirs = anna.publish("Eine Linde").await;
        assign(&mut mo, ours, "tiefbau", "").await.expect(200);
        assign(&mut mo, theirs, "gruen", "").await.expect(200);

        tia.get(&format!("/api/staff/ideas/{theirs}")).await.problem(404);
        let found: StaffIdeaPage = tia.get("/api/staff/ideas").await.expect(200).json();
        assert_eq!(found.items.iter().map(|item| item.card.id).collect::<Vec<_>>(), [ours]);
        tia.get("/api/staff/departments/gruen/ideas").await.problem(403);
        let page: WorkPage = tia.get("/api/staff/departments/tiefbau/ideas").await.expect(200).json();
        assert_eq!((page.items.len(), page.department.waiting, page.department.mine), (1, 1, true));
        let all: DepartmentPage = tia.get("/api/staff/departments").await.expect(200).json();
        let counts: Vec<_> = all.items.iter().map(|d| (d.slug.as_str(), d.waiting, d.mine)).collect();
        assert_eq!(counts, [("gruen", 0, false), ("tiefbau", 1, true), ("verkehr", 0, false)]);

        // To route is for those who route; to work is for those who have it.
        assign(&mut tia, ours, "gruen", "").await.problem(403);
        tia.ask("DELETE", &format!("/api/staff/ideas/{ours}/departments/tiefbau"), None).await.problem(403);
        tia.post(&format!("/api/staff/ideas/{ours}/status"), &json!({ "status": "done" })).await.problem(403);
        let state = |idea: i64, slug: &str| format!("/api/staff/ideas/{idea}/departments/{slug}/state");
        tia.post(&state(theirs, "gruen"), &json!({ "state": "done" })).await.problem(404);
        assign(&mut mo, ours, "gruen", "").await.expect(200);
        tia.post(&state(ours, "gruen"), &json!({ "state": "done" })).await.problem(403);
        tia.post(&state(ours, "tiefbau"), &json!({ "state": "working", "word": "Angefangen" })).await.expect(200);
        tia.post(&state(ours, "tiefbau"), &json!({ "state": "done" })).await.expect(200);
        let done: WorkPage = tia.get("/api/staff/departments/tiefbau/ideas?state=done").await.expect(200).json();
        assert_eq!(done.items.len(), 1);
        assert!(walk(&mut tia, "/api/staff/departments/tiefbau/ideas").await.is_empty());
        let idea: Idea = anna.get(&format!("/api/ideas/{ours}")).await.expect(200).json();
        assert_eq!(idea.working.len(), 1, "who is done has it no longer");
        let seen = whole(&mut tia, ours).await;
        assert!(seen.ways.is_empty() && !seen.powers.route && !seen.powers.answer);
        assert_eq!(seen.departments.iter().map(|d| d.mine).collect::<Vec<_>>(), [true, false]);

        // Another lab is another world.
        ina.get(&format!("/api/staff/ideas/{ours}")).await.problem(404);
        assign(&mut ina, ours, "verkehr", "").await.problem(404);
        let found: StaffIdeaPage = ina.get("/api/staff/ideas").await.expect(200).json();
        assert!(found.items.is_empty());
        let page: WorkPage = ina.get("/api/staff/departments/gruen/ideas").await.expect(200).json();
        assert_eq!((page.items.len(), page.department.waiting), (0, 0));
    }
}

both! {
    async fn overdue_first_page_by_page_at_the_same_cost(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let mut ids = Vec::new();
        for n in 0..60 {
            ids.push(anna.publish(&format!("Bank Nummer {n}")).await);
        }
        // Days in no order, ties, and every fifth without one.
        let rows: Vec<String> = ids.iter().enumerate().map(|(n, id)| {
            let due = match n % 5 {
                0 => "NULL".to_owned(),
                _ => format!("'20{:02}-0{}-1{}'", 20 + n * 7 % 20, 1 + n % 9, n % 3),
            };
            format!("({id}, 'tiefbau', '{}', {due})", ["open", "working"][n % 2])
        }).collect();
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, state, due_on) VALUES {}", rows.join(", "))).await;
        let seen = walk(&mut mo, "/api/staff/departments/tiefbau/ideas").await;
        assert_eq!(seen.len(), 60);
        let day_of: std::collections::HashMap<i64, String> = {
            let mut days = std::collections::HashMap::new();
            for id in &ids {
                let seen = whole(&mut mo, *id).await;
                let day = seen.departments[0].due_on.map(|d| d.to_string());
                days.insert(*id, day.unwrap_or_else(|| "~".to_owned()));
            }
            days
        };
        let order: Vec<(&String, i64)> = seen.iter().map(|id| (&day_of[id], *id)).collect();
        assert!(order.is_sorted(), "{order:?}");
        let all: DepartmentPage = mo.get("/api/staff/departments").await.expect(200).json();
        let today = app::domain::Date::of(server::clock::now()).to_string();
        let late = day_of.values().filter(|day| *day < &today).count();
        assert!(late > 0);
        assert_eq!((all.items[0].waiting, all.items[0].overdue as usize), (60, late));
        for bad in ["x", "d", "d2026-02-31.5", "n1.2", "%00"] {
            mo.get(&format!("/api/staff/departments/tiefbau/ideas?after={bad}")).await.problem(422);
        }
        mo.get("/api/staff/departments/tiefbau/ideas?state=king").await.problem(422);
        mo.get("/api/staff/departments/nirgends/ideas").await.problem(404);
        mo.get("/api/staff/departments/%00/ideas").await.problem(404);

        let mut costs = Vec::new();
        for path in [
            "/api/staff/departments/tiefbau/ideas",
            "/api/staff/departments/tiefbau/ideas?after=d.999999999",
            "/api/staff/ideas",
            "/api/staff/ideas?q=Nummer&status=published&department=tiefbau",
        ] {
            world.statements();
            mo.get(path).await.expect(200);
            costs.push(world.statements());
        }
        assert!(costs.iter().all(|n| *n <= 9), "{costs:?}");
        let mut whole_costs = Vec::new();
        for id in [ids[0], ids[1]] {
            world.statements();
            mo.get(&format!("/api/staff/ideas/{id}")).await.expect(200);
            whole_costs.push(world.statements());
            assign(&mut mo, id, "tiefbau", "2026-12-01").await.expect(200);
            let note = json!({ "text": "Eine Notiz" });
            mo.post(&format!("/api/staff/ideas/{id}/notes"), &note).await.expect(201);
            world.statements();
            mo.get(&format!("/api/staff/ideas/{id}")).await.expect(200);
            whole_costs.push(world.statements());
        }
        // A name more where somebody of the staff has done something.
        assert!(whole_costs.iter().all(|n| *n <= 22 && n.abs_diff(whole_costs[0]) <= 1), "{whole_costs:?}");
    }
}

both! {
    async fn nothing_is_forgotten(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let old = anna.publish("Straßenbäume für Übermorgen").await;
        let new = anna.publish("Eine Bank am Markt").await;
        let waiting = anna.post_idea(&app::api::NewIdea { lab: "soest".into(), ..new_idea("Noch nicht gelesen") }).await.id;
        world.sql(&format!("UPDATE ideas SET active_at = 1000 WHERE id = {old}")).await;
        assign(&mut mo, new, "gruen", "").await.expect(200);
        let mut find = async |query: &str| -> Vec<i64> {
            let page: StaffIdeaPage = mo.get(&format!("/api/staff/ideas?{query}")).await.expect(200).json();
            page.items.iter().map(|item| item.card.id).collect()
        };
        assert_eq!(find("").await, [waiting, new, old]);
        assert_eq!(find(&format!("q={old}")).await, [old]);
        assert_eq!(find(&format!("q=%23{new}")).await, [new]);
        assert_eq!(find("q=straßenbäume+übermorgen").await, [old]);
        assert_eq!(find("q=BANK").await, [new]);
        assert_eq!(find("q=100%25").await, [0_i64; 0]);
        assert_eq!(find("q=_").await, [0_i64; 0]);
        assert_eq!(find("q=%00").await, [waiting, new, old]);
        assert_eq!(find("status=submitted").await, [waiting]);
        assert_eq!(find("department=gruen").await, [new]);
        assert_eq!(find("department=none").await, [waiting, old]);
        assert_eq!(find("department=none&status=published").await, [old]);
        assert_eq!(find("department=%00").await, [0_i64; 0]);
        assert_eq!(find("older=30").await, [old]);
        for bad in ["older=x", "older=0", "older=99999", "status=king", "after=x", "older=3&after=c1.2"] {
            mo.get(&format!("/api/staff/ideas?{bad}")).await.problem(422);
        }
    }
}

both! {
    async fn notes_are_for_the_team(world: World) {
        departments(&world).await;
        let mut mo = world.moderator().await;
        let mut tia = world.limited("Tia", "department", &[], &["tiefbau"]).await;
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let path = format!("/api/staff/ideas/{id}/notes");
        tia.post(&path, &json!({ "text": "Darf nicht" })).await.problem(404);
        assign(&mut mo, id, "tiefbau", "").await.expect(200);
        let note: Note = tia.post(&path, &json!({ "text": "geheim <b>notiert</b>", "department": "tiefbau" })).await.expect(201).json();
        assert_eq!(note.by.as_deref(), Some("Tia"));
        tia.post(&path, &json!({ "text": "x" })).await.problem(422);
        tia.post(&path, &json!({ "text": "Für wen?", "department": "gruen" })).await.problem(422);
        tia.post(&path, &json!({ "text": "Für wen?", "department": "a\u{0}" })).await.problem(422);
        tia.post(&path, &json!({ "text": "x".repeat(4001) })).await.problem(422);
        let notes: NotePage = mo.get(&path).await.expect(200).json();
        assert_eq!(notes.items, [note]);
        for public in [format!("/api/ideas/{id}"), format!("/ideas/{id}"), "/ideas.atom".to_owned()] {
            assert!(!anna.get(&public).await.expect(200).body.contains("geheim"));
        }
        anna.get(&path).await.problem(401);
    }
}

both! {
    async fn everything_works_by_plain_forms(world: World) {
        departments(&world).await;
        let mut mo = world.staff("Edi", "editor").await;
        let mut tia = world.limited("Tia", "department", &[], &["tiefbau"]).await;
        let id = world.citizen().publish("Ein Brunnen").await;
        let base = format!("/api/staff/ideas/{id}");
        let home = format!("/staff/ideas/{id}");
        let assign = format!("{base}/departments");
        let again = mo.form(&assign, &[("department", "tiefbau"), ("due_on", "31.4.2026")]).await.expect(422);
        assert!(again.header("content-type").starts_with("text/html"));
        let done = mo.form(&assign, &[("department", "tiefbau"), ("due_on", "30.4.2027"), ("review", "1")]).await.expect(303);
        assert_eq!(done.header("location"), format!("{home}?done=assigned"));
        let status = world.number("SELECT COUNT(*) FROM ideas WHERE status = 'in_review'").await;
        assert_eq!(status, 1);
        mo.form(&format!("{base}/departments/tiefbau"), &[("due_on", "1.5.27")]).await.expect(303);
        mo.form(&format!("{base}/departments/tiefbau/state"), &[("state", "working")]).await.expect(303);
        mo.form(&format!("{base}/departments/tiefbau/state"), &[("state", "working")]).await.expect(409);
        mo.form(&format!("{base}/notes"), &[("text", "Bitte bald.")]).await.expect(303);
        let handed = [("to", "gruen"), ("word", "Nicht wir.")];
        let to = tia.form(&format!("{base}/departments/tiefbau/hand-on"), &handed).await.expect(303);
        assert_eq!(to.header("location"), "/staff/departments/tiefbau?done=handed-on");
        let gone = mo.form(&format!("{base}/departments/gruen/remove"), &[]).await.expect(303);
        assert_eq!(gone.header("location"), format!("{home}?done=removed"));
        let elsewhere = [("department", "verkehr"), ("back", "/staff/queue")];
        let back = mo.form(&assign, &elsewhere).await.expect(303);
        assert_eq!(back.header("location"), "/staff/queue");
        let evil = [("department", "verkehr"), ("back", "//evil.example")];
        let back = mo.form(&assign, &evil).await.expect(303);
        assert_eq!(back.header("location"), format!("{home}?done=assigned"));
        let odd: Value = mo.get(&base).await.expect(200).json();
        assert_eq!(odd["departments"].as_array().unwrap().len(), 2);
    }
}
