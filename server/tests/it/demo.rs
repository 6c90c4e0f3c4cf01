//! The sample content, and the schema on top of it.

use std::collections::BTreeSet;

use app::domain::IdeaStatus;
use server::{
    clock,
    demo::{Filled, fill},
    store::migrations,
};

use crate::harness::World;

both! {
    async fn the_sample_content_fills_an_empty_board(world: World) {
        let Filled::Ideas(n) = fill(&world.state, clock::now()).await.unwrap() else {
            panic!("the board was empty");
        };
        assert!(n >= 60);
        assert_eq!(fill(&world.state, clock::now()).await.unwrap(), Filled::NotEmpty);
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, n as i64);

        let fresh = world.restarted(|_| {}).await;
        let mut anna = fresh.citizen();
        let board = anna.board("limit=60").await;
        assert!(board.total >= 50);
        assert!(board.items.iter().filter(|c| c.photo.is_some()).count() > 10);
        let stands: BTreeSet<IdeaStatus> = board.items.iter().map(|c| c.status).collect();
        assert!(IdeaStatus::LANES.iter().take(5).all(|lane| stands.contains(lane)), "{stands:?}");
        assert!(!anna.board("q=B%C3%A4nke").await.items.is_empty());
        for card in &board.items {
            let idea: app::api::Idea = anna.get(&format!("/api/ideas/{}", card.id)).await.expect(200).json();
            assert_eq!(idea.timeline.last().map(|e| e.status), Some(card.status), "{}", card.title);
            assert!(card.active_at <= clock::now());
        }
        let photo = board.items.iter().find_map(|c| c.photo.clone()).unwrap();
        assert!(photo.alt.is_some());
        anna.get(&photo.small_url()).await.expect(200);

        // Counters tell what the tables hold.
        for (counter, table, only) in [("supports", "supports", ""), ("companions", "companions", ""), ("comments", "comments", "AND c.status = 'published'")] {
            let wrong = format!("SELECT COUNT(*) FROM ideas AS i WHERE i.{counter} <> (SELECT COUNT(*) FROM {table} AS c WHERE c.idea_id = i.id {only})");
            assert_eq!(world.number(&wrong).await, 0, "{counter}");
        }
        // The log is in the order of time.
        let back = "SELECT COUNT(*) FROM activity AS a JOIN activity AS b ON b.seq = a.seq + 1 WHERE b.at < a.at";
        assert_eq!(world.number(back).await, 0);

        // Starting again over all of it changes nothing.
        migrations::run(&world.database.url, &world.database.data).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, n as i64);
    }
}
