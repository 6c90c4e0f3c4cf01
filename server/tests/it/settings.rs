//! What the team sets: places, texts to begin with, rules.

use app::api::{Catalog, Lab, LabPage, Saved, TemplatePage, TopicSettingsPage};
use serde_json::{Value, json};

use crate::harness::{Answer, Citizen, World, new_idea};

const TEMPLATES: &str = "
INSERT INTO templates (kind, topic, title, text, position, archived_at)
VALUES ('decline', NULL, 'Allgemein', 'x', 1, NULL), ('decline', 'klima', 'Klima', 'x', 2, NULL),
       ('decline', 'innenstadt', 'Innenstadt', 'x', 0, NULL), ('ask', NULL, 'Wo', 'x', 0, NULL),
       ('decline', NULL, 'Alt', 'x', 0, 5)";

both! {
    async fn templates_are_offered_by_kind_and_topic(world: World) {
        world.sql(TEMPLATES).await;
        let mut dep = world.staff("Dep", "department").await;
        let mut titles = async |query: &str| {
            let page: TemplatePage =
                dep.get(&format!("/api/staff/templates{query}")).await.expect(200).json();
            page.items.into_iter().map(|t| t.title).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(titles("?kind=decline&topic=klima").await, "Klima Allgemein");
        assert_eq!(titles("?kind=decline").await, "Innenstadt Klima Allgemein");
        assert_eq!(titles("?kind=ask&topic=nirgends%00").await, "Wo");
        assert_eq!(titles("").await, "Innenstadt Klima Allgemein Wo");
        dep.get("/api/staff/templates?kind=praise").await.problem(422);
        world.citizen().get("/api/staff/templates").await.problem(401);
    }
}

/// What a form of a topic sends.
fn topic(name: &str) -> Value {
    json!({ "name_de": name, "name_en": "Name", "icon": "tree", "colour": "moss", "position": "3" })
}

async fn saved(answer: Answer) -> Saved {
    answer.expect(200).json()
}

both! {
    async fn a_topic_is_changed_and_everybody_sees_it_at_once(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let mut anna = world.citizen();
        let before: Catalog = anna.get("/api/catalog").await.expect(200).json();
        assert_eq!(before.topics[1].name_de, "Klimaschutz");
        let path = "/api/staff/settings/topics/klima";
        let first = saved(ada.json("PUT", path, &topic("Klima & Wärme")).await).await;
        let after: Catalog = anna.get("/api/catalog").await.expect(200).json();
        let klima = after.topics.iter().find(|t| t.slug == "klima").unwrap();
        assert_eq!((klima.name_de.as_str(), klima.icon.as_str()), ("Klima & Wärme", "tree"));
        let log = "SELECT COUNT(*) FROM activity WHERE kind = 'settings.changed'
            AND details LIKE '%topic/klima%' AND details LIKE '%Klimaschutz → Klima & Wärme%'";
        assert_eq!(world.number(log).await, 1);
        let again = saved(ada.json("PUT", path, &topic("Klima & Wärme")).await).await;
        assert_eq!((first.seq.is_some(), again.seq), (true, None), "nothing is different");
        ada.json("PUT", "/api/staff/settings/topics/nirgends", &topic("Nirgends")).await.problem(404);
        ada.json("PUT", "/api/staff/settings/topics/x%00", &topic("Nirgends")).await.problem(404);
    }
}

both! {
    async fn another_instance_hears_of_it(world: World) {
        let other = world.restarted(|_| {}).await;
        let mut there = other.citizen();
        let name = async |citizen: &mut Citizen| {
            let catalog: Catalog = citizen.get("/api/catalog").await.expect(200).json();
            catalog.topics.into_iter().find(|t| t.slug == "klima").unwrap().name_de
        };
        assert_eq!(name(&mut there).await, "Klimaschutz");
        assert_eq!(other.state.rules.get(&other.state.db).await.unwrap().trust_after, Some(5));
        let mut ada = world.staff("Ada", "admin").await;
        ada.json("PUT", "/api/staff/settings/topics/klima", &topic("Neu")).await.expect(200);
        let rules = json!({ "trust_after": "2", "hold_links": "", "hold_words": "Kredit\nSofort Geld" });
        ada.json("PUT", "/api/staff/settings/rules", &rules).await.expect(200);
        let begun = std::time::Instant::now();
        while name(&mut there).await != "Neu" {
            assert!(begun.elapsed().as_secs() < 5, "the other instance has not heard of it");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let rules = other.state.rules.get(&other.state.db).await.unwrap();
        assert_eq!((rules.trust_after, rules.hold_links, rules.hold_caps), (Some(2), None, false));
        assert_eq!(rules.words, ["kredit", "sofort geld"]);
        other.state.shutdown.begin();
    }
}

both! {
    async fn what_is_put_away_is_offered_no_more_and_keeps_its_name(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let mut anna = world.citizen();
        let old = anna.publish("Mehr Bänke am Markt").await;
        let way = |section: &str, slug: &str, what: &str| {
            format!("/api/staff/settings/{section}/{slug}/{what}")
        };
        for (section, slug) in [("topics", "innenstadt"), ("labs", "offen"), ("projects", "markt")] {
            ada.ask("POST", &way(section, slug, "archive"), None).await.expect(200);
        }
        ada.ask("POST", &way("topics", "klima", "archive"), None).await.problem(409);
        let refused = anna.post("/api/ideas", &json!(new_idea("Noch eine Bank"))).await.problem(422);
        assert!(refused["fields"]["topic"].is_array() && refused["fields"]["lab"].is_array());
        let labs: LabPage = anna.get("/api/labs").await.expect(200).json();
        assert_eq!(labs.items.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["soest"]);
        anna.get("/api/labs/offen").await.expect(200);
        let catalog: Catalog = anna.get("/api/catalog").await.expect(200).json();
        assert!(catalog.topics[0].archived && !catalog.topics[1].archived);
        let board = anna.get("/ideas").await.expect(200).body;
        assert!(board.contains("Mehr Bänke am Markt") && board.contains("Innenstadt"));
        assert!(!board.contains("topic=innenstadt"), "no filter for what is put away");
        assert!(!anna.get("/ideas/new").await.expect(200).body.contains("value=\"innenstadt\""));
        assert!(anna.get(&format!("/ideas/{old}")).await.expect(200).body.contains("Innenstadt"));
        ada.ask("POST", &way("topics", "innenstadt", "restore"), None).await.expect(200);
        let again = saved(ada.ask("POST", &way("topics", "innenstadt", "restore"), None).await).await;
        assert_eq!(again.seq, None);
        ada.ask("POST", &way("labs", "offen", "restore"), None).await.expect(200);
        anna.post_idea(&new_idea("Noch eine Bank")).await;
        ada.ask("POST", &way("cities", "offen", "archive"), None).await.problem(404);
        ada.ask("POST", &way("labs", "a%00", "archive"), None).await.problem(404);
        ada.ask("POST", &way("rules", "rules", "archive"), None).await.problem(404);
        ada.ask("POST", &way("templates", "99999999999999999999", "archive"), None).await.problem(404);
    }
}

both! {
    async fn slugs_are_made_once_and_from_the_name(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let path = "/api/staff/settings/topics";
        let mut made = Vec::new();
        for name in ["Grün & Blau", "Grün / Blau", "日本", "New"] {
            made.push(saved(ada.post(path, &topic(name)).await).await.id);
        }
        assert_eq!(made, ["gruen-blau", "gruen-blau-2", "topic", "topic-2"]);
        ada.json("PUT", &format!("{path}/gruen-blau"), &topic("Rot")).await.expect(200);
        let topics: TopicSettingsPage = ada.get(path).await.expect(200).json();
        let renamed = topics.items.iter().find(|t| t.name_de == "Rot").unwrap();
        assert_eq!(renamed.slug, "gruen-blau");
        let lab = json!({ "name": "Stadtlabor Süd", "town": "Süd", "text_de": "x", "text_en": "x",
            "hours": ["10-16", "", "10–12, 14–18 Uhr"], "pre_moderation": true });
        let lab = saved(ada.post("/api/staff/settings/labs", &lab).await).await;
        assert_eq!(lab.id, "stadtlabor-sued");
        let lab: Lab = world.citizen().get("/api/labs/stadtlabor-sued").await.expect(200).json();
        assert_eq!(lab.hours.len(), 3);
        assert_eq!((lab.hours[2].weekday, lab.hours[2].to.as_str()), (3, "18:00"));
        let department = json!({ "name_de": "Grünflächenamt", "name_en": "Parks" });
        let department = saved(ada.post("/api/staff/settings/departments", &department).await).await;
        assert_eq!(department.id, "gruenflaechenamt");
        let project = json!({ "lab": "soest", "name_de": "Wall", "name_en": "Wall" });
        assert_eq!(saved(ada.post("/api/staff/settings/projects", &project).await).await.id, "wall");
    }
}

both! {
    async fn there_are_only_so_many(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        for n in 0..199 {
            world.sql(&format!("INSERT INTO departments (slug, name_de, name_en) VALUES ('d{n}', 'x', 'x')")).await;
        }
        let department = json!({ "name_de": "Noch eins", "name_en": "One more" });
        ada.post("/api/staff/settings/departments", &department).await.problem(409);
    }
}

both! {
    async fn what_is_wrong_is_said_by_field(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let fields = |problem: &Value| {
            problem["fields"].as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ")
        };
        let bad = ada.post("/api/staff/settings/topics", &json!({ "name_de": "\0", "icon": "skull" })).await;
        assert_eq!(fields(&bad.problem(422)), "colour icon name_de name_en");
        let lab = json!({ "hours": ["nie"], "email": "x", "position": "eins" });
        let bad = ada.post("/api/staff/settings/labs", &lab).await.problem(422);
        assert_eq!(fields(&bad), "email hours_1 name position text_de text_en town");
        let project = json!({ "lab": "nirgends\0", "name_de": "Wall", "name_en": "Wall" });
        let bad = ada.post("/api/staff/settings/projects", &project).await.problem(422);
        assert_eq!(fields(&bad), "lab");
        let template = json!({ "kind": "praise", "topic": "x".repeat(90), "title": "", "text": "" });
        let bad = ada.post("/api/staff/settings/templates", &template).await.problem(422);
        assert_eq!(fields(&bad), "kind text title topic");
        let rules = json!({ "trust_after": "-1", "hold_burst": "1e3" });
        let bad = ada.json("PUT", "/api/staff/settings/rules", &rules).await.problem(422);
        assert_eq!(fields(&bad), "hold_burst trust_after");
        // A plain form comes back with what was typed.
        let back = ada.form("/api/staff/settings/topics", &[("name_de", "Grün"), ("icon", "skull")]).await;
        let back = back.expect(422);
        assert!(back.header("content-type").starts_with("text/html"));
        let fine = [("name_de", "Grün"), ("name_en", "Green"), ("icon", "tree"), ("colour", "moss")];
        let done = ada.form("/api/staff/settings/topics", &fine).await.expect(303);
        assert_eq!(done.header("location"), "/staff/settings/topics?added=gruen");
    }
}

both! {
    async fn templates_are_written_put_away_and_brought_back(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let template = |topic: &str| json!({ "kind": "hide", "topic": topic, "title": "Werbung", "text": "Keine Werbung.\n\nDanke." });
        let made = saved(ada.post("/api/staff/settings/templates", &template("klima")).await).await;
        ada.post("/api/staff/settings/templates", &template("nirgends")).await.problem(422);
        let offered = async |ada: &mut Citizen| {
            let page: TemplatePage = ada.get("/api/staff/templates?kind=hide&topic=klima").await.expect(200).json();
            page.items.len()
        };
        assert_eq!(offered(&mut ada).await, 1);
        let path = format!("/api/staff/settings/templates/{}", made.id);
        ada.ask("POST", &format!("{path}/archive"), None).await.expect(200);
        assert_eq!(offered(&mut ada).await, 0);
        ada.ask("POST", &format!("{path}/restore"), None).await.expect(200);
        ada.json("PUT", &path, &template("innenstadt")).await.expect(200);
        assert_eq!(offered(&mut ada).await, 0);
        ada.json("PUT", "/api/staff/settings/templates/abc", &template("")).await.problem(404);
        ada.json("PUT", "/api/staff/settings/templates/4711", &template("")).await.problem(404);
    }
}

both! {
    async fn only_admins_and_each_within_their_labs(world: World) {
        let mut mo = world.staff("Mo", "moderator").await;
        let mut lim = world.limited("Lim", "admin", &["soest"], &[]).await;
        for section in ["labs", "topics", "projects", "departments", "templates", "rules"] {
            mo.get(&format!("/api/staff/settings/{section}")).await.problem(403);
            lim.get(&format!("/api/staff/settings/{section}")).await.expect(200);
        }
        mo.ask("POST", "/api/staff/settings/labs/soest/archive", None).await.problem(403);
        let lab = json!({ "name": "Soest", "town": "Soest", "text_de": "x", "text_en": "x" });
        lim.json("PUT", "/api/staff/settings/labs/soest", &lab).await.expect(200);
        lim.json("PUT", "/api/staff/settings/labs/offen", &lab).await.problem(403);
        lim.post("/api/staff/settings/labs", &lab).await.problem(403);
        lim.json("PUT", "/api/staff/settings/topics/klima", &topic("Neu")).await.problem(403);
        lim.ask("POST", "/api/staff/settings/topics/klima/archive", None).await.problem(403);
        lim.ask("POST", "/api/staff/settings/labs/offen/archive", None).await.problem(403);
        lim.ask("POST", "/api/staff/settings/labs/soest/archive", None).await.expect(200);
        lim.json("PUT", "/api/staff/settings/rules", &json!({})).await.problem(403);
        let project = |lab: &str| json!({ "lab": lab, "name_de": "Wall", "name_en": "Wall" });
        lim.json("PUT", "/api/staff/settings/projects/markt", &project("soest")).await.expect(200);
        // Neither out of one's labs nor into another.
        lim.json("PUT", "/api/staff/settings/projects/markt", &project("offen")).await.problem(403);
        lim.json("PUT", "/api/staff/settings/projects/park", &project("soest")).await.problem(403);
    }
}

both! {
    async fn two_that_add_the_same_at_once_both_get_one(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let body = topic("Grün");
        let mut tabs = [ada.clone(), ada.clone(), ada.clone(), ada.clone()];
        let asked = tabs.iter_mut().map(|tab| tab.post("/api/staff/settings/topics", &body));
        for answer in futures::future::join_all(asked).await {
            answer.expect(200);
        }
        let topics: TopicSettingsPage = ada.get("/api/staff/settings/topics").await.expect(200).json();
        let mut made: Vec<_> = topics.items.into_iter().map(|t| t.slug).filter(|s| s.starts_with("gruen")).collect();
        made.sort();
        assert_eq!(made, ["gruen", "gruen-2", "gruen-3", "gruen-4"]);
    }
}

both! {
    async fn nobody_writes_over_what_they_have_not_seen(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let mut bea = world.staff("Bea", "admin").await;
        let path = "/api/staff/settings/topics/klima";
        let page: app::api::TopicSettingsPage = ada.get("/api/staff/settings/topics").await.expect(200).json();
        let form = |name: &str, seen: &str| json!({
            "name_de": name, "name_en": "Climate", "icon": "sun", "colour": "green",
            "text_de": "Neu", "text_en": "New", "position": "1", "seen": seen,
        });
        let seen = page.seq.to_string();
        ada.json("PUT", path, &form("Klima", &seen)).await.expect(200);
        // One's own change is no surprise.
        ada.json("PUT", path, &form("Klima hier", &seen)).await.expect(200);
        bea.json("PUT", path, &form("Klimaschutz hier", &seen)).await.problem(412);
        // As a form: what was typed stands there, and going on writes over it.
        let typed = [
            ("name_de", "Klima bei uns"), ("name_en", "Climate"), ("icon", "sun"),
            ("colour", "green"), ("text_de", "Neu"), ("text_en", "New"), ("position", "1"), ("seen", seen.as_str()),
        ];
        let page = bea.form(path, &typed).await.expect(412).body;
        assert!(page.contains("Klima bei uns"));
        let fresh = page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(fresh.parse::<i64>().unwrap() > seen.parse().unwrap());
        bea.json("PUT", path, &form("Klima bei uns", fresh)).await.expect(200);
        // What else was changed does not matter, and neither does whoever asks nothing.
        ada.json("PUT", "/api/staff/settings/topics/innenstadt", &form("Mitte", fresh)).await.expect(200);
        ada.json("PUT", path, &form("Klima", "")).await.expect(200);
        let rules: app::api::RulesSettings = bea.get("/api/staff/settings/rules").await.expect(200).json();
        let set = |links: &str| json!({ "trust_after": "3", "hold_links": links, "hold_burst": "5", "seen": rules.seq.to_string() });
        ada.json("PUT", "/api/staff/settings/rules", &set("1")).await.expect(200);
        bea.json("PUT", "/api/staff/settings/rules", &set("2")).await.problem(412);
    }
}
