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
        crate::merging::counters_hold(&world).await;
        // What is merged is read at the one that leads, and its comments are there.
        let merged = "SELECT COUNT(*) FROM ideas WHERE status = 'merged'";
        assert!(world.number(merged).await > 0);
        let left = "SELECT COUNT(*) FROM comments WHERE idea_id IN (SELECT id FROM ideas WHERE status = 'merged')";
        assert_eq!(world.number(left).await, 0);
        let id = world.number("SELECT MIN(id) FROM ideas WHERE status = 'merged'").await;
        let one: app::api::Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        let leader: app::api::Idea =
            anna.get(&format!("/api/ideas/{}", one.merged_into.unwrap())).await.expect(200).json();
        assert!(leader.merged.iter().any(|idea| idea.id == id));
        for told in [&one, &leader] {
            assert!(told.timeline.iter().any(|e| e.kind == app::api::ActivityKind::IdeaMerged && e.other.is_some()));
        }
        // The team has something to do, and words to begin with.
        let waiting = "SELECT COUNT(*) FROM ideas WHERE waits_since IS NOT NULL";
        assert!(world.number(waiting).await >= 3);
        let undecided = "SELECT COUNT(*) FROM ideas WHERE is_public AND decided_at IS NULL";
        assert_eq!(world.number(undecided).await, 0);
        for kind in ["decline", "hide", "ask", "answer"] {
            let templates = format!("SELECT COUNT(*) FROM templates WHERE kind = '{kind}'");
            assert!(world.number(&templates).await >= 6, "{kind}");
        }
        // The log is in the order of time.
        let back = "SELECT COUNT(*) FROM activity AS a JOIN activity AS b ON b.seq = a.seq + 1 WHERE b.at < a.at";
        assert_eq!(world.number(back).await, 0);

        // Starting again over all of it changes nothing.
        migrations::run(&world.database.url, &world.database.data).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, n as i64);
    }
}
