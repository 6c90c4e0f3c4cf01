//! Everything as tables for spreadsheets.

use app::api::NewIdea;
use axum::body::Body;
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

const EVIL: &str = "=cmd|' /C calc'!A0";

/// One column of a table, by its head.
fn column(rows: &[Vec<String>], head: &str) -> Vec<String> {
    let at = rows[0].iter().position(|name| name == head);
    let at = at.unwrap_or_else(|| panic!("{head} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

async fn table(person: &mut Citizen, name: &str) -> Vec<Vec<String>> {
    person.get(&format!("/api/staff/export/{name}.csv")).await.expect(200).csv()
}

both! {
    async fn hostile_words_stay_words(world: World) {
        let mut anna = world.citizen();
        let idea = NewIdea {
            title: format!("{EVIL};x"),
            text: "-Erste Zeile \"mit Gänsefüßchen\"\n\n@zweite; Zeile\tund Grüße\0".into(),
            author: "+49 170 0000000".into(),
            email: "a@example.org".into(),
            ..new_idea("x")
        };
        let id = anna.post_idea(&idea).await.id;
        anna.comment(id, EVIL).await.expect(201);
        let companion = json!({ "name": "@Anna", "contact": "=1+1+1", "note": "\ttab" });
        anna.post(&format!("/api/ideas/{id}/companions"), &companion).await.expect(200);
        let mut ada = world.staff("Ada", "admin").await;
        let answer = ada.get("/api/staff/export/ideas.csv?lang=de").await.expect(200);
        let disposition = answer.header("content-disposition").to_owned();
        assert!(disposition.starts_with("attachment; filename=\"stadtlabor-ideas-20"), "{disposition}");
        assert!(disposition.ends_with(".csv\""));
        assert_eq!(answer.header("cache-control"), "no-store");
        let rows = answer.csv();
        assert_eq!(column(&rows, "Titel"), [format!("'{EVIL};x")]);
        assert_eq!(column(&rows, "Text"), ["'-Erste Zeile \"mit Gänsefüßchen\"\n\n@zweite; Zeile und Grüße"]);
        assert_eq!(column(&rows, "Name"), ["'+49 170 0000000"]);
        assert_eq!(column(&rows, "E-Mail"), ["a@example.org"]);
        assert_eq!(column(&rows, "Öffentlich"), ["ja"]);
        let when = &column(&rows, "Eingegangen")[0];
        assert!(when.starts_with("20") && when.len() == 19, "{when}");
        let comments = table(&mut ada, "comments").await;
        assert_eq!(column(&comments, "Text"), [format!("'{EVIL}")]);
        let companions = table(&mut ada, "companions").await;
        assert_eq!(column(&companions, "Name"), ["'@Anna"]);
        assert_eq!(column(&companions, "Kontakt"), ["'=1+1+1"]);
        // As browsers ask for it: compressed while it is read.
        for name in ["ideas", "answers"] {
            let mut browser = ada.clone().with("accept-encoding", "br");
            let answer = browser.get(&format!("/api/staff/export/{name}.csv")).await.expect(200);
            assert_eq!(answer.header("content-encoding"), "br");
        }
        for table_of in server::store::export::TABLES {
            assert!(!table(&mut ada, table_of.name).await.is_empty(), "{}", table_of.name);
        }
        assert!(column(&table(&mut ada, "labs").await, "Kürzel").contains(&"soest".to_owned()));
        assert_eq!(column(&table(&mut ada, "staff").await, "Name"), ["Ada"]);
        let mut lim = world.limited("Lim", "admin", &["soest"], &[]).await;
        lim.get("/api/staff/export/staff.csv").await.problem(403);
        lim.get("/api/staff/export/topics.csv").await.expect(200);
        let mut mo = world.moderator().await;
        mo.get("/api/staff/export/staff.csv").await.problem(403);
        let english = ada.get("/api/staff/export/ideas.csv?lang=en").await.expect(200).csv();
        assert_eq!(column(&english, "Title").len(), 1);
        for name in ["ideas", "sessions.csv", "..%2Fideas.csv", "%00.csv", ".csv"] {
            ada.get(&format!("/api/staff/export/{name}")).await.problem(404);
        }
    }
}

both! {
    async fn persons_are_for_admins_and_labs_for_theirs(world: World) {
        let mut anna = world.citizen();
        let open = anna.publish("Mehr Bänke am Markt").await;
        anna.comment(open, "Gute Idee!").await.expect(201);
        let soest = NewIdea { lab: "soest".into(), author: "Anna".into(), email: "a@example.org".into(),
            ..new_idea("Ein Baum am Wall") };
        let soest = anna.post_idea(&soest).await.id;
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department) VALUES ({open}, 'tiefbau'), ({soest}, 'tiefbau')")).await;
        let mut mo = world.staff("Mo", "moderator").await;
        let rows = table(&mut mo, "ideas").await;
        assert_eq!(column(&rows, "Nummer"), [open.to_string(), soest.to_string()]);
        for person in ["Name", "E-Mail", "Teilnahme-Nummer"] {
            assert!(!rows[0].iter().any(|head| head == person), "{person} is not for moderators");
        }
        assert!(!rows.concat().iter().any(|cell| cell.contains("Anna") || cell.contains("example.org")));
        assert!(!table(&mut mo, "activity").await[0].iter().any(|head| head == "Team"));
        let mut lim = world.limited("Lim", "moderator", &["soest"], &[]).await;
        for (name, head) in [("ideas", "Nummer"), ("supports", "Idee"), ("assignments", "Idee")] {
            let rows = table(&mut lim, name).await;
            assert_eq!(column(&rows, head), [soest.to_string()], "{name}");
        }
        assert_eq!(table(&mut lim, "comments").await.len(), 1);
        let seen = column(&table(&mut lim, "activity").await, "Idee");
        assert!(!seen.is_empty() && seen.iter().all(|idea| *idea == soest.to_string()));
        let mut dep = world.limited("Dep", "department", &[], &["tiefbau"]).await;
        dep.get("/api/staff/export/ideas.csv").await.problem(403);
        world.citizen().get("/api/staff/export/ideas.csv").await.problem(401);
    }
}

both! {
    async fn large_tables_come_page_by_page_and_whole(world: World) {
        // Two pages and a bit, and a table whose rows have two keys.
        let insert = |n: i64| format!(
            "INSERT INTO ideas (lab, topic, title, text, source, status, is_public, token_hash, created_at, published_at, active_at)
             VALUES ('offen', 'klima', 'Idee {n}', 'Text', 'web', 'published', TRUE, 't{n}', {n}, {n}, {n})");
        for n in 1..=1203 {
            world.sql(&insert(n)).await;
        }
        world.sql("INSERT INTO departments (slug, name_de, name_en) VALUES ('gruen', 'Grün', 'Parks')").await;
        world.sql("INSERT INTO idea_departments (idea_id, department) SELECT id, 'tiefbau' FROM ideas WHERE id <= 600").await;
        world.sql("INSERT INTO idea_departments (idea_id, department) SELECT id, 'gruen' FROM ideas WHERE id <= 600").await;
        let mut ada = world.staff("Ada", "admin").await;
        world.statements();
        let rows = table(&mut ada, "ideas").await;
        let read = world.statements();
        // Three for the pages, and some for the session.
        assert!(read <= 8, "{read} statements for three pages");
        let numbers: Vec<i64> = column(&rows, "Nummer").iter().map(|n| n.parse().unwrap()).collect();
        assert_eq!(numbers, (1..=1203).collect::<Vec<_>>());
        let pairs = table(&mut ada, "assignments").await;
        let mut seen: Vec<(String, String)> = column(&pairs, "Idee").into_iter().zip(column(&pairs, "Fachbereich")).collect();
        assert_eq!(seen.len(), 1200);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 1200, "none twice");
    }
}

both! {
    async fn a_table_is_read_as_it_is_taken(world: World) {
        for n in 1..=1100 {
            world.sql(&format!(
                "INSERT INTO ideas (topic, title, text, source, status, token_hash, created_at, active_at)
                 VALUES ('klima', 'Idee {n}', 'Text', 'web', 'withdrawn', 't{n}', {n}, {n})")).await;
        }
        let ada = world.staff("Ada", "admin").await;
        let request = axum::http::Request::get("/api/staff/export/ideas.csv")
            .header("host", "stadtlabor.test")
            .header("cookie", format!("staff={}", ada.cookies["staff"]));
        world.statements();
        let response = world.begin(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), 200);
        let before = world.statements();
        let body = world.end(response).await.body;
        assert!(world.statements() >= 3, "pages are read while the answer is");
        assert!(before <= 5, "{before} statements before anybody took a byte");
        assert!(body.len() > 50_000);
    }
}
