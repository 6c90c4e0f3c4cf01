//! The live stream.

use app::api::{ActivityKind, WaitingKind};

use crate::harness::{World, new_idea};

both! {
    async fn what_happens_is_told_once_and_in_order(world: World) {
        let anna = world.citizen();
        let mut stream = anna.listen("/api/live", None).await;
        assert_eq!(stream.next().await.unwrap().retry, Some(2000));
        stream.place().await;
        let id = world.citizen().publish("Ein Brunnen").await;
        world.citizen().support(id).await.expect(200);
        world.citizen().comment(id, "Eine gute Idee").await.expect(201);
        let published = stream.event().await;
        assert_eq!((published.kind, published.idea), (ActivityKind::IdeaStatus, id));
        let card = published.card.unwrap();
        assert_eq!((card.title.as_str(), card.id), ("Ein Brunnen", id));
        let supported = stream.event().await;
        assert_eq!(supported.kind, ActivityKind::IdeaSupports);
        assert_eq!(supported.card.unwrap().supports, 1);
        let commented = stream.event().await;
        assert_eq!(commented.kind, ActivityKind::CommentPublished);
        assert_eq!(commented.comment.unwrap().text, "Eine gute Idee");
        assert!(published.seq < supported.seq && supported.seq < commented.seq);
    }
}

both! {
    async fn a_stream_resumes_across_a_restart(world: World) {
        let mut anna = world.citizen();
        let start = anna.board("").await.seq;
        let mut expected = Vec::new();
        for n in 0..5 {
            expected.push(anna.publish(&format!("Idee Nummer {n}")).await);
        }
        let mut heard = Vec::new();
        let mut stream = anna.listen(&format!("/api/live?after={start}"), None).await;
        let mut last = 0;
        for _ in 0..3 {
            let event = stream.event().await;
            (last, _) = (event.seq, heard.push(event.idea));
        }
        drop(stream);
        for n in 5..8 {
            expected.push(world.citizen().publish(&format!("Idee Nummer {n}")).await);
        }
        let again = world.restarted(|_| {}).await;
        // The header is newer than the address, which the browser keeps.
        let path = format!("/api/live?after={start}");
        let mut stream = again.citizen().listen(&path, Some(last)).await;
        let citizen = again.citizen();
        let later = tokio::spawn(async move {
            let mut ids = Vec::new();
            for n in 8..30 {
                ids.push(citizen.clone().publish(&format!("Idee Nummer {n}")).await);
            }
            ids
        });
        for _ in 3..30 {
            let event = stream.event().await;
            assert!(event.seq > last);
            (last, _) = (event.seq, heard.push(event.idea));
        }
        expected.extend(later.await.unwrap());
        assert_eq!(heard, expected);
    }
}

both! {
    async fn another_process_on_the_same_database_is_heard(world: World) {
        let other = world.restarted(|_| {}).await;
        let mut stream = world.citizen().listen("/api/live", None).await;
        stream.place().await;
        let id = other.citizen().publish("Ein Brunnen").await;
        assert_eq!(stream.event().await.idea, id);
    }
}

both! {
    async fn what_is_not_public_stays_inside(world: World) {
        let mut mo = world.moderator().await;
        let mut outside = world.citizen().listen("/api/live", None).await;
        let mut inside = mo.listen("/api/staff/live", None).await;
        outside.place().await;
        inside.place().await;
        let waiting = app::api::NewIdea { lab: "soest".to_owned(), ..new_idea("Geheime Idee") };
        let secret = world.citizen().post_idea(&waiting).await.id;
        let event = inside.event().await;
        assert_eq!((event.kind, event.idea), (ActivityKind::IdeaSubmitted, secret));
        assert_eq!(event.card.unwrap().title, "Geheime Idee");
        let seq = mo.decided(WaitingKind::Idea, secret, "decline").await;
        assert_eq!(inside.event().await.kind, ActivityKind::IdeaStatus);
        mo.undo(seq).await.expect(204);
        assert_eq!(inside.event().await.kind, ActivityKind::IdeaUndone);
        let marker = world.citizen().publish("Öffentliche Idee").await;
        // The first that is heard outside is the public one: of the other, not even a number.
        assert_eq!(outside.event().await.idea, marker);
        // Resumed from the very beginning, it is the same.
        let mut resumed = world.citizen().listen("/api/live?after=0", None).await;
        assert_eq!(resumed.event().await.idea, marker);
        // Published, it appears; taken back, it goes.
        let seq = mo.decided(WaitingKind::Idea, secret, "publish").await;
        let event = outside.event().await;
        assert_eq!((event.idea, event.card.is_some()), (secret, true));
        mo.undo(seq).await.expect(204);
        let event = outside.event().await;
        assert_eq!((event.kind, event.idea, event.card), (ActivityKind::IdeaUndone, secret, None));
        let mut late = world.citizen().listen("/api/live?after=0", None).await;
        late.event().await;
        assert_eq!(late.event().await.card, None, "what was hidden since is not told again");
    }
}

both! {
    async fn nonsense_is_refused_and_old_places_begin_anew(world: World) {
        let mut anna = world.citizen();
        anna.publish("Ein Brunnen").await;
        for bad in ["x", "1.5", "99999999999999999999", "%00", "1%202"] {
            anna.get(&format!("/api/live?after={bad}")).await.problem(422);
        }
        world.citizen().get("/api/staff/live").await.problem(401);
        for odd in [-1, i64::MIN, i64::MAX, 1_000_000, -3000] {
            let head = anna.board("").await.seq;
            while world.state.live.position() < head {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            let mut stream = anna.listen(&format!("/api/live?after={odd}"), None).await;
            stream.next().await;
            let told = stream.next().await.unwrap();
            assert_eq!((told.event.as_str(), told.id), ("reset", Some(head)), "{odd}");
            // And it goes on from there.
            let id = world.citizen().publish("Noch ein Brunnen").await;
            assert_eq!(stream.event().await.idea, id);
        }
    }
}

both! {
    async fn streams_end_with_the_program(world: World) {
        let mut stream = world.citizen().listen("/api/live", None).await;
        stream.place().await;
        assert_eq!(world.state.live.seats.taken(), 1);
        world.state.shutdown.begin();
        assert_eq!(stream.next().await.unwrap().retry, Some(1000));
        assert_eq!(stream.next().await, None);
        drop(stream);
        assert_eq!(world.state.live.seats.taken(), 0);
        let mut late = world.citizen().listen("/api/live", None).await;
        assert_eq!(late.next().await.unwrap().retry, Some(1000));
        assert_eq!(late.next().await, None);
    }
}

both! {
    async fn a_slow_client_is_cut_and_resumes(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let start = anna.board("").await.seq;
        let mut stream = anna.listen(&format!("/api/live?after={start}"), None).await;
        assert_eq!(stream.place().await, start);
        let insert = format!(
            "INSERT INTO activity (at, kind, idea_id, details)
             SELECT 0, 'idea.supports', {id}, '{{}}' FROM (
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
                SELECT i FROM n) AS many"
        );
        world.sql(&insert).await;
        world.state.db.wake();
        let mut last = start;
        let mut heard = 0;
        for attempt in 0.. {
            assert!(attempt < 5, "heard {heard}");
            // Long enough for the hub to run ahead.
            while world.state.live.position() < start + 1500 {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            while heard < 1500 {
                let Some(told) = stream.next().await else { break };
                if let Some(event) = told.live() {
                    assert!(event.seq > last);
                    (last, heard) = (event.seq, heard + 1);
                }
            }
            if heard == 1500 {
                assert!(attempt > 0, "it was never cut");
                break;
            }
            stream = anna.listen("/api/live", Some(last)).await;
        }
    }
}
