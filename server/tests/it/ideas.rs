//! Sending in and reading ideas.

use app::{
    api::{Idea, IdeaCreated, IdeaPage, Lab, LabPage, NewIdea},
    domain::IdeaStatus,
};
use serde_json::{Value, json};

use crate::harness::{World, new_idea};

both! {
    async fn an_idea_goes_on_the_board_of_an_open_lab(world: World) {
        let mut anna = world.citizen();
        let answer = anna.post("/api/ideas", &json!(new_idea("Mehr Bänke am Markt"))).await.expect(201);
        let created: IdeaCreated = answer.json();
        assert_eq!(created.status, IdeaStatus::Published);
        assert_eq!(answer.header("location"), format!("/ideas/{}", created.id));
        assert!(created.manage_url.starts_with("/my/"));

        let idea: Idea = world.citizen().get(&format!("/api/ideas/{}", created.id)).await.expect(200).json();
        assert_eq!(idea.card.title, "Mehr Bänke am Markt");
        assert_eq!(idea.card.lab.as_deref(), Some("offen"));
        assert!(!idea.supported);
        let told: Vec<_> = idea.timeline.iter().map(|e| e.status).collect();
        assert_eq!(told, [IdeaStatus::Submitted, IdeaStatus::Published]);
        let board: IdeaPage = world.citizen().board("").await;
        assert_eq!(board.items.iter().map(|c| c.id).collect::<Vec<_>>(), [created.id]);
        assert!(board.seq >= 2);
        // Should it be hidden one day, the live stream knows from this that boards had it.
        let told = "SELECT COUNT(*) FROM activity WHERE kind = 'idea.status' AND details LIKE '%\"shown_after\":true%'";
        assert_eq!(world.number(told).await, 1);
    }
}

both! {
    async fn an_idea_waits_where_the_lab_moderates(world: World) {
        let mut anna = world.citizen();
        for lab in ["soest", ""] {
            let created = anna.post_idea(&NewIdea { lab: lab.into(), ..new_idea("Ein Brunnen") }).await;
            assert_eq!(created.status, IdeaStatus::Submitted);
            anna.get(&format!("/api/ideas/{}", created.id)).await.problem(404);
        }
        assert_eq!(anna.board("").await.items, []);
    }
}

both! {
    async fn a_project_decides_on_the_lab(world: World) {
        let mut anna = world.citizen();
        let park = NewIdea { lab: String::new(), project: "park".into(), ..new_idea("Eine Wiese") };
        let created = anna.post_idea(&park).await;
        assert_eq!(created.status, IdeaStatus::Published);
        let idea: Idea = anna.get(&format!("/api/ideas/{}", created.id)).await.json();
        assert_eq!(idea.card.lab.as_deref(), Some("offen"));
        let wrong = NewIdea { project: "markt".into(), ..new_idea("Eine Wiese") };
        let problem = anna.post("/api/ideas", &json!(wrong)).await.problem(422);
        assert!(problem["fields"]["project"].is_array(), "{problem}");
    }
}

both! {
    async fn what_is_wrong_is_told_by_field_in_both_languages(world: World) {
        let bad = json!({ "title": "Hm", "text": "", "topic": "nichts", "email": "nobody", "affiliation": "king" });
        let mut anna = world.citizen();
        let problem = anna.post("/api/ideas", &bad).await.problem(422);
        assert_eq!(problem["title"], "Bitte prüfen Sie Ihre Angaben.");
        assert_eq!(problem["fields"]["title"], json!(["Bitte mindestens 5 Zeichen."]));
        assert_eq!(problem["fields"]["text"], json!(["Hier fehlt noch etwas."]));
        let answer = anna.post("/api/ideas?lang=en", &bad).await;
        assert_eq!(answer.header("content-language"), "en");
        let problem = answer.problem(422);
        assert_eq!(problem["fields"]["title"], json!(["At least 5 characters, please."]));
        let fields: Vec<_> = problem["fields"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(fields, ["affiliation", "email", "text", "title"]);

        let unknown = NewIdea { topic: "nichts".into(), lab: "nirgends".into(), project: "nie".into(), ..new_idea("Eine Idee") };
        let problem = anna.post("/api/ideas", &json!(unknown)).await.problem(422);
        let fields: Vec<_> = problem["fields"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(fields, ["lab", "project", "topic"]);
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM participants").await, 0);
    }
}

both! {
    async fn the_same_key_and_body_is_one_idea(world: World) {
        let mut anna = world.citizen().with("idempotency-key", "k-1");
        let idea = json!(new_idea("Einmal ist genug"));
        let first: IdeaCreated = anna.post("/api/ideas", &idea).await.expect(201).json();
        let again = anna.post("/api/ideas", &idea).await.expect(201);
        assert_eq!(again.json::<IdeaCreated>(), first);
        assert_eq!(again.header("location"), format!("/ideas/{}", first.id));
        // Without the cookie of the first answer, which got lost, and after a restart.
        let mut lost = world.restarted(|_| {}).await.citizen();
        let by_query: IdeaCreated = lost.post("/api/ideas?idempotency_key=k-1", &idea).await.expect(201).json();
        assert_eq!(by_query, first);
        let other = json!(new_idea("Etwas ganz anderes"));
        assert_eq!(anna.post("/api/ideas", &other).await.problem(422)["type"], "/problems/key-reused");
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM participants").await, 1);
        anna.headers.clear();
        anna.post_idea(&new_idea("Einmal ist genug")).await;
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 2);
    }
}

both! {
    async fn the_same_key_at_once_is_one_idea(world: World) {
        let idea = json!(new_idea("Alle gleichzeitig"));
        let posts = (0..12).map(|_| {
            let (mut anna, idea) = (world.citizen().with("idempotency-key", "at-once"), idea.clone());
            tokio::spawn(async move { anna.post("/api/ideas", &idea).await.expect(201).json::<IdeaCreated>() })
        });
        let mut answers = Vec::new();
        for post in posts.collect::<Vec<_>>() {
            answers.push(post.await.unwrap());
        }
        assert!(answers.iter().all(|a| *a == answers[0]), "{answers:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 1);
    }
}

both! {
    async fn the_answer_to_a_key_stays_after_a_moderator_decided(world: World) {
        let mut anna = world.citizen().with("idempotency-key", "k-2");
        let idea = json!(NewIdea { lab: "soest".into(), ..new_idea("Eine Frage der Zeit") });
        let first: IdeaCreated = anna.post("/api/ideas", &idea).await.expect(201).json();
        world.sql("UPDATE ideas SET status = 'published', is_public = TRUE, published_at = created_at + 5").await;
        let again: IdeaCreated = anna.post("/api/ideas", &idea).await.expect(201).json();
        assert_eq!(again, first);
    }
}

both! {
    async fn a_participant_is_known_by_a_cookie(world: World) {
        let mut anna = world.citizen();
        let first = anna.post("/api/ideas", &json!(new_idea("Die erste Idee"))).await.expect(201);
        let cookie = first.header("set-cookie").to_owned();
        for part in ["participant=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"));
        let second = anna.post("/api/ideas", &json!(new_idea("Die zweite Idee"))).await.expect(201);
        assert_eq!(second.header("set-cookie"), "");
        assert_eq!(world.number("SELECT COUNT(*) FROM participants").await, 1);
        let held = anna.cookies["participant"].clone();
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM participants WHERE token_hash = '{held}'")).await, 0);

        let https = world.restarted(|config| config.base_url = Some("https://stadtlabor.test".into())).await;
        let mut ben = https.citizen();
        for nonsense in ["x", "0123456789abcdef0123456789abcdef", "' OR 1=1 --"] {
            ben.cookies.insert("participant".into(), nonsense.into());
            let answer = ben.post("/api/ideas", &json!(new_idea("Noch eine Idee"))).await.expect(201);
            assert!(answer.header("set-cookie").contains("; Secure"), "{nonsense}");
        }
        // Looking around makes nobody a participant.
        assert_eq!(world.citizen().get("/api/ideas").await.header("set-cookie"), "");
    }
}

both! {
    async fn labs_tell_what_their_pages_need(world: World) {
        let mut anna = world.citizen();
        anna.publish("Etwas für das Labor").await;
        let page: LabPage = anna.get("/api/labs").await.expect(200).json();
        assert_eq!(page.items.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["offen", "soest"]);
        let lab: Lab = anna.get("/api/labs/offen").await.expect(200).json();
        assert_eq!((lab.hours.len(), lab.hours[0].from.as_str(), lab.ideas), (1, "10:00", 1));
        anna.get("/api/labs/nirgends").await.problem(404);
        let catalog: Value = anna.get("/api/catalog").await.expect(200).json();
        assert_eq!(catalog["topics"][0]["slug"], "innenstadt");
        assert_eq!(catalog["projects"][0]["lab"], "offen");
    }
}

both! {
    async fn the_address_of_an_idea_is_a_picture(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Plakat").await;
        let code = anna.get(&format!("/api/ideas/{id}/qr.svg")).await.expect(200);
        assert_eq!(code.header("content-type"), "image/svg+xml");
        assert!(code.body.starts_with("<svg ") && code.body.ends_with("</svg>"));
        anna.get("/api/ideas/999/qr.svg").await.problem(404);
    }
}

both! {
    async fn similar_ideas_are_found_while_typing(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Trinkwasserbrunnen am Bahnhof").await;
        anna.publish("Lastenräder zum Ausleihen").await;
        let page: IdeaPage = anna.get("/api/ideas/similar?q=Trinkwasserbrunnen").await.expect(200).json();
        assert_eq!(page.items.iter().map(|c| c.id).collect::<Vec<_>>(), [id]);
        let none: IdeaPage = anna.get("/api/ideas/similar").await.expect(200).json();
        assert_eq!(none.items, []);
    }
}
