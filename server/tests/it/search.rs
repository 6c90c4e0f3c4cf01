//! Searching the board, the same on both databases.

use app::api::{IdeaPage, WaitingKind};

use crate::harness::{World, new_idea};

both! {
    async fn german_in_every_spelling(world: World) {
        let mut anna = world.citizen();
        let green = anna.publish("Mehr Grünfläche am Fluss").await;
        let road = anna.publish("Die Straße sicherer machen").await;
        for q in ["grün", "gruenflaeche", "Grünflächen", "Grünfläche", "Grünfläxhe", "Gr%C3%BCnfl%C3%A4che"] {
            let found = anna.board(&format!("q={}", if q.contains('%') { q.into() } else { app::api::encode(q) })).await;
            assert_eq!(found.items.iter().map(|card| card.id).collect::<Vec<_>>(), [green], "{q}");
            assert_eq!(found.total, 1);
        }
        for q in ["Strasse", "strasse", "STRASSE", "Stra%C3%9Fe"] {
            let found = anna.board(&format!("q={q}")).await;
            assert_eq!(found.items.iter().map(|card| card.id).collect::<Vec<_>>(), [road], "{q}");
        }
        assert_eq!(anna.board("q=Schwimmbad").await.total, 0);
    }
}

both! {
    async fn the_index_follows_the_log(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        assert_eq!(anna.board("q=Bank").await.total, 0);
        let made = app::api::NewIdea { lab: "soest".into(), ..new_idea("Eine Bank am See") };
        let id = anna.post_idea(&made).await.id;
        assert_eq!(anna.board("q=Bank").await.total, 0);
        let seq = mo.decided(WaitingKind::Idea, id, "publish").await;
        assert_eq!(anna.board("q=Bank").await.total, 1);
        // Another start of the program finds the same.
        let again = world.restarted(|_| {}).await;
        assert_eq!(again.citizen().board("q=B%C3%A4nke").await.total, 1);
        mo.undo(seq).await.expect(204);
        assert_eq!(anna.board("q=Bank").await.total, 0);
        assert_eq!(anna.board("").await.total, 0);
        assert_eq!(again.citizen().board("q=Bank").await.total, 0);
    }
}

both! {
    async fn similar_ideas_while_typing(world: World) {
        let mut anna = world.citizen();
        let bench = anna.publish("Bänke am Marktplatz").await;
        anna.publish("Radweg zum Bahnhof").await;
        let found: IdeaPage =
            anna.get("/api/ideas/similar?q=eine%20Bank%20am%20Marktplatz").await.expect(200).json();
        assert_eq!(found.items.first().map(|card| card.id), Some(bench));
    }
}
