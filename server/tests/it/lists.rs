//! The board: filters, orders, pages, and what they cost.

use std::collections::BTreeSet;

use app::api::IdeaPage;
use sea_orm::{ConnectionTrait, Statement};
use server::store::{
    Db,
    ideas::{ListQuery, Place, list},
};

use crate::harness::{Citizen, Kind, TestDatabase, World};

/// So many public ideas, straight into the database and the log.
async fn fill(world: &World, n: i64) {
    let mut ideas = Vec::new();
    for i in 0..n {
        let (lab, topic) =
            (["offen", "soest"][i as usize % 2], ["innenstadt", "klima"][i as usize / 2 % 2]);
        let status = ["published", "planned", "done"][i as usize % 3];
        // Ties everywhere: only the number tells them apart.
        ideas.push(format!(
            "('{lab}', '{topic}', 'Idee {i}', 'Text der Idee {i}', 'web', '{status}', TRUE, 'hash{i}', {at}, {at}, {at}, {})",
            i % 7,
            at = 1_000_000 + i / 4,
        ));
    }
    world.sql(&format!(
        "INSERT INTO ideas (lab, topic, title, text, source, status, is_public, token_hash, created_at, published_at, active_at, supports) VALUES {}",
        ideas.join(", ")
    )).await;
    world.sql("INSERT INTO activity (at, kind, idea_id, details) SELECT created_at, 'idea.status', id, '{}' FROM ideas ORDER BY id").await;
}

/// All pages of a query, as numbers.
async fn walk(citizen: &mut Citizen, query: &str) -> Vec<i64> {
    let (mut seen, mut after) = (Vec::new(), String::new());
    for _ in 0..100 {
        let page = citizen.board(&format!("{query}&after={after}")).await;
        seen.extend(page.items.iter().map(|c| c.id));
        match page.next {
            Some(next) => after = next,
            None => return seen,
        }
    }
    panic!("{query} never ends");
}

both! {
    async fn walking_all_pages_meets_each_idea_once(world: World) {
        fill(&world, 100).await;
        let mut anna = world.citizen();
        for sort in ["", "newest", "supported", "active"] {
            let seen = walk(&mut anna, &format!("limit=7&sort={sort}")).await;
            assert_eq!(seen.len(), 100, "{sort}");
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 100, "{sort}");
        }
        for (filter, n) in [
            ("lab=offen", 50),
            ("topic=klima", 50),
            ("status=planned", 33),
            ("lab=soest&topic=klima", 25),
            ("project=markt", 0),
            ("status=submitted", 0),
            ("status=merged", 0),
            ("lab=nirgends", 0),
            ("lab=%00&topic=%27%3B--", 0),
        ] {
            let seen = walk(&mut anna, &format!("limit=9&{filter}")).await;
            assert_eq!(seen.len(), n, "{filter}");
            assert_eq!(anna.board(filter).await.total, n as u64, "{filter}");
        }
    }
}

both! {
    async fn new_ideas_do_not_disturb_a_walk(world: World) {
        fill(&world, 40).await;
        let mut anna = world.citizen();
        let first = anna.board("limit=20").await;
        for n in 0..5 {
            anna.publish(&format!("Dazwischen {n}")).await;
        }
        let second = anna.board(&format!("limit=60&after={}", first.next.unwrap())).await;
        let mut seen: Vec<_> = first.items.iter().chain(&second.items).map(|c| c.id).collect();
        assert_eq!(seen.len(), 40);
        seen.dedup();
        assert!(seen.is_sorted_by(|a, b| a > b));
        assert!(anna.board("").await.items[0].title.starts_with("Dazwischen"));
    }
}

both! {
    async fn a_page_costs_the_same_however_much_is_on_it(world: World) {
        fill(&world, 24).await;
        let mut anna = world.citizen();
        anna.board("").await;
        let mut costs = Vec::new();
        for query in ["limit=1", "limit=24", "limit=24&sort=supported", "limit=24&lab=offen"] {
            world.statements();
            assert!(!anna.board(query).await.items.is_empty());
            costs.push(world.statements());
        }
        assert!(costs.iter().all(|n| *n == costs[0] && *n <= 4), "{costs:?}");
        let mut detail = Vec::new();
        for id in [1, 2] {
            world.statements();
            anna.get(&format!("/api/ideas/{id}")).await.expect(200);
            detail.push(world.statements());
        }
        assert!(detail[0] == detail[1] && detail[0] <= 8, "{detail:?}");
    }
}

both! {
    async fn words_are_searched(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Grünflächen an der Hauptstraße").await;
        anna.publish("Lastenräder zum Ausleihen").await;
        for q in ["grün", "gruenflaeche", "HAUPTSTRASSE", "Grünfläche"] {
            let page = anna.board(&format!("q={}", app::api::encode(q))).await;
            assert_eq!(page.items.iter().map(|c| c.id).collect::<Vec<_>>(), [id], "{q}");
            assert_eq!(page.total, 1);
        }
        for sort in ["supported", "active"] {
            assert_eq!(anna.board(&format!("q=gruen&sort={sort}")).await.items.len(), 1);
        }
        assert_eq!(anna.board("q=Zugspitze").await.items, []);
        assert_eq!(anna.board("q=gruen&lab=soest").await.items, []);
    }
}

both! {
    async fn pages_of_a_search_have_each_once(world: World) {
        fill(&world, 50).await;
        let mut anna = world.citizen();
        let seen = walk(&mut anna, "q=Idee&limit=12").await;
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 50);
        assert_eq!(seen.len(), 50);
    }
}

both! {
    async fn questions_that_make_no_sense_are_refused(world: World) {
        fill(&world, 3).await;
        let mut anna = world.citizen();
        for (query, field) in [
            ("status=open", "status"),
            ("sort=best", "sort"),
            ("limit=0", "limit"),
            ("limit=61", "limit"),
            ("limit=-1", "limit"),
            ("limit=99999999999999999999", "limit"),
            ("limit=x", "limit"),
            ("after=x", "after"),
            ("after=s1.2", "after"),
            ("after=n1.99999999999999999999", "after"),
            ("q=a&after=n1.2", "after"),
            ("q=a&after=q1001", "after"),
        ] {
            let problem = anna.get(&format!("/api/ideas?{query}")).await.problem(422);
            assert!(problem["fields"][field].is_array(), "{query}: {problem}");
        }
        anna.get(&format!("/api/ideas?q={}", "x".repeat(201))).await.problem(422);
        anna.get("/api/ideas?lab=a&lab=b").await.problem(400);
        let many: String = (0..10_000).map(|n| format!("f{n}=x&")).collect();
        anna.get(&format!("/api/ideas?{}", &many[..60_000])).await.expect(200);
    }
}

both! {
    async fn the_board_says_from_where_to_listen_on(world: World) {
        let mut anna = world.citizen();
        let before: IdeaPage = anna.board("").await;
        let id = anna.publish("Ein Brunnen").await;
        let after = anna.board("").await;
        assert!(after.seq > before.seq);
        assert_eq!(after.seq, world.number("SELECT MAX(seq) FROM activity").await);
        anna.support(id).await.expect(200);
        let idea: app::api::Idea = anna.get(&format!("/api/ideas/{id}")).await.json();
        assert_eq!(idea.seq, world.number("SELECT MAX(seq) FROM activity").await);
    }
}

/// The statement that `list` runs and its plan on SQLite.
async fn plan(database: &TestDatabase, query: &ListQuery) -> String {
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let noted = seen.clone();
    let note = move |sql: &str| noted.lock().unwrap().push(sql.to_owned());
    let db = Db::open_observed(&database.url, note).await.unwrap();
    list(&db, query).await.unwrap();
    let sql = seen.lock().unwrap().iter().find(|s| s.contains("FROM \"ideas\"")).unwrap().clone();
    let backend = db.read().get_database_backend();
    let explain = Statement::from_string(backend, format!("EXPLAIN QUERY PLAN {sql}"));
    let rows = db.read().query_all_raw(explain).await.unwrap();
    let lines: Vec<String> = rows.iter().map(|r| r.try_get("", "detail").unwrap()).collect();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_order_and_filter_has_its_index() {
    use app::{api::IdeaSort, domain::IdeaStatus};
    let database = TestDatabase::new(Kind::Sqlite).await;
    for sort in IdeaSort::ALL {
        for after in [None, Some(Place { value: 5, id: 5 })] {
            let all = ListQuery { sort, after, limit: 24, ..ListQuery::default() };
            let some = || Some("x".to_owned());
            let filtered = [
                ("", all.clone()),
                ("_lab", ListQuery { lab: some(), ..all.clone() }),
                ("_topic", ListQuery { topic: some(), ..all.clone() }),
                ("_project", ListQuery { project: some(), ..all.clone() }),
                ("_status", ListQuery { status: Some(IdeaStatus::Planned), ..all.clone() }),
            ];
            for (filter, query) in filtered {
                let plan = plan(&database, &query).await;
                let index = format!("USING INDEX ideas_{}{filter} ", sort.as_str());
                assert!(format!("{plan} ").contains(&index), "{index}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{sort:?} {filter}: {plan}");
            }
        }
    }
    database.end().await;
}
