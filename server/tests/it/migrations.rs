//! The schema on both databases.

use sea_orm::ConnectionTrait;
use server::store::{Db, migrations};

use crate::harness::{Kind, TestDatabase, World};

both! {
    async fn the_log_is_append_only(world: World) {
        world.citizen().publish("Ein Brunnen").await;
        let before = world.number("SELECT COUNT(*) FROM activity").await;
        for statement in [
            "UPDATE activity SET kind = 'x'",
            "DELETE FROM activity",
            "UPDATE activity SET at = 0 WHERE seq = 1",
        ] {
            let refused = world.state.db.read().execute_unprepared(statement).await.unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{refused}");
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM activity").await, before);
    }
}

both! {
    async fn the_database_holds_the_invariants(world: World) {
        world.citizen().publish("Ein Brunnen").await;
        for statement in [
            "UPDATE ideas SET status = 'nonsense'",
            "UPDATE ideas SET status = 'submitted'",
            "UPDATE ideas SET status = 'merged'",
            "UPDATE ideas SET supports = -1",
            "UPDATE ideas SET email = 'a@example.org'",
            "UPDATE ideas SET topic = 'nothing'",
            "INSERT INTO supports (idea_id, participant_id, created_at) VALUES (999, 999, 1)",
        ] {
            let done = world.state.db.read().execute_unprepared(statement).await;
            assert!(done.is_err(), "{statement}");
        }
    }
}

async fn twice_at_once(kind: Kind) {
    let database = TestDatabase::unmigrated(kind).await;
    let (url, data) = (database.url.clone(), database.data.clone());
    let instances: Vec<_> = (0..4)
        .map(|_| {
            let (url, data) = (url.clone(), data.clone());
            tokio::spawn(async move { migrations::run(&url, &data).await })
        })
        .collect();
    for instance in instances {
        instance.await.unwrap().unwrap();
    }
    migrations::run(&url, &data).await.unwrap();
    let db = Db::open(&url).await.unwrap();
    db.read().execute_unprepared("SELECT 1 FROM ideas").await.unwrap();
    db.read().clone().close().await.unwrap();
    database.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn instances_that_start_at_once_migrate_once_sqlite() {
    twice_at_once(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn instances_that_start_at_once_migrate_once_postgres() {
    twice_at_once(Kind::Postgres).await;
}
