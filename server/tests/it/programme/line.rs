//! The line: offers, deadlines, groups.

use app::domain::RegistrationState::{Cancelled, Confirmed, Offered, Waitlisted};
use serde_json::json;
use server::{clock::now, jobs};

use crate::harness::{World, group, in_hours, new_event, token_of};

both! {
    async fn a_freed_seat_is_offered_to_the_next_who_fits(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 3)).await;
        let mut all = world.citizen();
        let (one, two) = (all.sign_up(id, "Anna", 1).await, all.sign_up(id, "Ben", 2).await);
        let family = all.sign_up(id, "Familie", 3).await;
        let single = all.sign_up(id, "Solo", 1).await;
        all.leave(&token_of(&one)).await.expect(200);
        // The family does not fit and keeps its place; the next who fits is asked.
        let mine = all.registration(&token_of(&family)).await;
        assert_eq!((mine.status, mine.position), (Waitlisted, Some(1)));
        let mine = all.registration(&token_of(&single)).await;
        assert_eq!((mine.status, mine.position), (Offered, None));
        let until = mine.offered_until.unwrap();
        assert!((until.0 - in_hours(24).0).abs() < 60_000);
        all.registration_step(&token_of(&single), "accept").await.expect(200);
        assert_eq!(all.registration(&token_of(&single)).await.status, Confirmed);
        // Everybody leaves: now the family fits.
        all.leave(&token_of(&two)).await.expect(200);
        assert_eq!(all.registration(&token_of(&family)).await.status, Waitlisted);
        all.leave(&token_of(&single)).await.expect(200);
        assert_eq!(all.registration(&token_of(&family)).await.status, Offered);
        assert_eq!(all.event(id).await.card.seats.taken, 3);
        all.registration_step(&token_of(&family), "decline").await.expect(200);
        assert_eq!(all.registration(&token_of(&family)).await.status, Cancelled);
        assert_eq!(all.event(id).await.card.seats.taken, 0);
    }
}

both! {
    async fn an_offer_that_runs_out_moves_on(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 1)).await;
        let mut all = world.citizen();
        let seated = all.sign_up(id, "Anna", 1).await;
        let first = all.sign_up(id, "Ben", 1).await;
        let second = all.sign_up(id, "Cem", 1).await;
        all.leave(&token_of(&seated)).await.expect(200);
        jobs::programme(&world.state, in_hours(23)).await.unwrap();
        assert_eq!(all.registration(&token_of(&first)).await.status, Offered);
        jobs::programme(&world.state, in_hours(25)).await.unwrap();
        assert_eq!(all.registration(&token_of(&first)).await.status, Cancelled);
        assert_eq!(all.registration(&token_of(&second)).await.status, Offered);
        // Too late for the first.
        all.registration_step(&token_of(&first), "accept").await.problem(409);
        // Done once, however often it is looked for.
        jobs::programme(&world.state, in_hours(25)).await.unwrap();
        assert_eq!(all.registration(&token_of(&second)).await.status, Offered);
        let told = "SELECT COUNT(*) FROM outbox WHERE key LIKE 'registration:%:expired:%'";
        assert_eq!(world.number(told).await, 1);
    }
}

both! {
    async fn more_seats_move_the_line_and_fewer_never_take_one_away(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 2)).await;
        let mut all = world.citizen();
        all.sign_up(id, "Anna", 2).await;
        let first = all.sign_up(id, "Ben", 2).await;
        let second = all.sign_up(id, "Cem", 1).await;
        ed.change_event(id, |form| form.capacity = "1".into()).await.problem(422);
        ed.change_event(id, |form| form.capacity = "4".into()).await.expect(200);
        assert_eq!(all.registration(&token_of(&first)).await.status, Offered);
        assert_eq!(all.registration(&token_of(&second)).await.position, Some(1));
        // Without a count there is room for everybody.
        ed.change_event(id, |form| form.capacity = String::new()).await.expect(200);
        assert_eq!(all.registration(&token_of(&second)).await.status, Offered);
        let seats = all.event(id).await.card.seats;
        assert_eq!((seats.capacity, seats.taken, seats.waiting), (None, 5, 0));
        ed.change_event(id, |form| form.capacity = "5".into()).await.expect(200);
    }
}

both! {
    async fn a_group_may_grow_where_there_is_room(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 3)).await;
        let mut all = world.citizen();
        let anna = token_of(&all.sign_up(id, "Anna", 1).await);
        let ben = token_of(&all.sign_up(id, "Ben", 1).await);
        let path = format!("/api/registrations/{anna}");
        all.json("PUT", &path, &group("Anna", 2)).await.expect(200);
        all.json("PUT", &path, &group("Anna", 3)).await.problem(409);
        let cem = all.sign_up(id, "Cem", 1).await;
        assert_eq!(cem.status, Waitlisted);
        // One fewer: the next is asked.
        all.json("PUT", &path, &group("Anna", 1)).await.expect(200);
        assert_eq!(all.registration(&token_of(&cem)).await.status, Offered);
        let mut taken = group("Anna", 1);
        taken["email"] = json!("ben@example.org");
        all.json("PUT", &path, &taken).await.problem(409);
        assert_eq!(all.registration(&ben).await.status, Confirmed);
    }
}

both! {
    async fn a_rush_for_few_seats_loses_nobody(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 7)).await;
        let tasks: Vec<_> = (0..40)
            .map(|n| {
                let mut one = world.citizen();
                tokio::spawn(async move {
                    let made = one.sign_up(id, &format!("P{n}"), n % 3 + 1).await;
                    if n % 8 == 7 {
                        one.leave(&token_of(&made)).await.expect(200);
                    }
                    (made.status, made.position)
                })
            })
            .collect();
        for task in tasks {
            let (status, position) = task.await.unwrap();
            assert_eq!(status == Waitlisted, position.is_some());
        }
        let taken = "SELECT COALESCE(SUM(people), 0) FROM registrations
            WHERE state IN ('confirmed', 'offered')";
        let taken = world.number(&format!("SELECT CAST(({taken}) AS BIGINT)")).await;
        let seats = ed.event(id).await.card.seats;
        assert_eq!(i64::from(seats.taken), taken);
        let waiting = "SELECT COUNT(*) FROM registrations WHERE state = 'waitlisted'";
        assert_eq!(i64::from(seats.waiting), world.number(waiting).await);
        assert_eq!(world.number("SELECT COUNT(*) FROM registrations").await, 40);
        // Nobody waits who would fit.
        let fits = format!(
            "SELECT COUNT(*) FROM registrations WHERE state = 'waitlisted' AND people <= {}",
            7 - taken
        );
        assert_eq!(world.number(&fits).await, 0);
    }
}

both! {
    async fn reminders_and_thanks_go_out_once(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 1)).await;
        let mut all = world.citizen();
        let anna = all.sign_up(id, "Anna", 1).await;
        all.sign_up(id, "Ben", 1).await;
        let count = |what: &str| {
            let world = world.clone();
            let sql = format!("SELECT COUNT(*) FROM outbox WHERE key LIKE 'registration:%:{what}:%'");
            async move { world.number(&sql).await }
        };
        let starts = all.event(id).await.card.starts_at;
        let hours = |n: i64| starts.plus_ms(n * 3_600_000);
        jobs::programme(&world.state, hours(-25)).await.unwrap();
        assert_eq!(count("reminder").await, 0);
        for _ in 0..3 {
            jobs::programme(&world.state, hours(-23)).await.unwrap();
        }
        // Only whoever has a seat is reminded.
        assert_eq!((count("reminder").await, count("thanks").await), (1, 0));
        // Two at once do it once.
        let (one, two) = (world.state.clone(), world.state.clone());
        let later = hours(3);
        let (a, b) = tokio::join!(
            tokio::spawn(async move { jobs::programme(&one, later).await }),
            tokio::spawn(async move { jobs::programme(&two, later).await })
        );
        a.unwrap().unwrap();
        b.unwrap().unwrap();
        assert_eq!(count("thanks").await, 1);
        // Feedback is for afterwards.
        let path = format!("/api/registrations/{}/feedback", token_of(&anna));
        all.post(&path, &json!({ "stars": "5" })).await.problem(409);
        let said = app::domain::FeedbackDraft { stars: Some(5), good: None, missing: None };
        let hash = server::token::hash(&token_of(&anna));
        let say = server::store::registrations::give_feedback(&world.state.db, &hash, &said, later);
        say.await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM feedback").await, 1);
        assert!(now() < later);
    }
}

both! {
    async fn nothing_runs_out_while_an_event_is_cancelled(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 1)).await;
        let mut all = world.citizen();
        let seated = all.sign_up(id, "Anna", 1).await;
        let asked = all.sign_up(id, "Ben", 1).await;
        all.leave(&token_of(&seated)).await.expect(200);
        ed.event_step(id, "cancel").await.expect(200);
        jobs::programme(&world.state, in_hours(30)).await.unwrap();
        assert_eq!(all.registration(&token_of(&asked)).await.status, Offered);
        assert_eq!(server::store::registrations::next_due(&world.state.db).await.unwrap().map(|at| at > in_hours(48)), Some(true), "only the reminder is due");
        // It takes place after all: the offer begins anew.
        world.sql("UPDATE registrations SET offered_until = 1 WHERE state = 'offered'").await;
        ed.event_step(id, "restore").await.expect(200);
        jobs::programme(&world.state, in_hours(1)).await.unwrap();
        all.registration_step(&token_of(&asked), "accept").await.expect(200);
        assert_eq!(all.registration(&token_of(&asked)).await.status, Confirmed);
    }
}
