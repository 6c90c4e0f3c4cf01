//! Signing up, and the private page.

use std::time::Duration;

use app::{
    api::{MyRegistration, RegistrationCreated},
    domain::RegistrationState,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use server::{clock::now, jobs};

use crate::harness::{World, ask, group, in_hours, new_event, token_of};

both! {
    async fn seats_then_the_line(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 2)).await;
        let mut anna = world.citizen();
        let first = anna.sign_up(id, "Anna", 1).await;
        assert_eq!((first.status, first.position), (RegistrationState::Confirmed, None));
        let second = anna.sign_up(id, "Ben", 1).await;
        assert_eq!(second.status, RegistrationState::Confirmed);
        let third = anna.sign_up(id, "Cem", 1).await;
        assert_eq!((third.status, third.position), (RegistrationState::Waitlisted, Some(1)));
        let fourth = anna.sign_up(id, "Dora", 2).await;
        assert_eq!((fourth.status, fourth.position), (RegistrationState::Waitlisted, Some(2)));
        let event = anna.event(id).await;
        let seats = event.card.seats;
        assert_eq!((seats.capacity, seats.taken, seats.waiting), (Some(2), 2, 2));
        assert_eq!(event.card.sign_up, app::domain::SignUp::Waitlist);
        // The private page tells the same.
        let mine = anna.registration(&token_of(&fourth)).await;
        assert_eq!((mine.status, mine.position, mine.people), (RegistrationState::Waitlisted, Some(2), 2));
        assert_eq!(mine.answers.len(), 5);
        anna.get(&fourth.manage_url).await.expect(200);
    }
}

both! {
    async fn the_same_request_twice_is_one_seat(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 5)).await;
        let mut keyed = world.citizen().with("idempotency-key", "einmal-und-nie-wieder");
        let first: RegistrationCreated =
            keyed.register(id, &group("Anna", 2)).await.expect(201).json();
        let again: RegistrationCreated =
            keyed.register(id, &group("Anna", 2)).await.expect(201).json();
        assert_eq!(first, again);
        assert_eq!(keyed.event(id).await.card.seats.taken, 2);
        keyed.register(id, &group("Ben", 1)).await.problem(422);
        // Taken back, sent again: it is there, as it was answered, and takes no seat.
        keyed.leave(&token_of(&first)).await.expect(200);
        keyed.register(id, &group("Anna", 2)).await.expect(201);
        assert_eq!(keyed.event(id).await.card.seats.taken, 0);
    }
}

both! {
    async fn several_instances_share_one_line(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 1)).await;
        let mut all = world.citizen();
        let first = all.sign_up(id, "Anna", 1).await;
        all.leave(&token_of(&first)).await.expect(200);
        let second = all.sign_up(id, "Ben", 1).await;
        assert_eq!((second.status, second.position), (RegistrationState::Confirmed, None));
        let other = world.restarted(|_| {}).await;
        let third = other.citizen().sign_up(id, "Cem", 1).await;
        assert_eq!((third.status, third.position), (RegistrationState::Waitlisted, Some(1)));
        for (n, name) in [(2, "Dana"), (3, "Elif")] {
            let made = all.sign_up(id, name, 1).await;
            assert_eq!((made.status, made.position), (RegistrationState::Waitlisted, Some(n)));
        }
        other.citizen().leave(&token_of(&third)).await.expect(200);
        let made = all.sign_up(id, "Fatma", 1).await;
        assert_eq!((made.status, made.position), (RegistrationState::Waitlisted, Some(3)));
        let lines = format!("SELECT COUNT(DISTINCT line) FROM registrations WHERE event_id = {id}");
        assert_eq!(world.number(&lines).await, 6);
        let made = app::api::ActivityKind::RegistrationMade.as_str();
        let told = format!("SELECT COUNT(*) FROM activity WHERE kind = '{made}' AND event_id = {id}");
        assert_eq!(world.number(&told).await, 6);
    }
}

both! {
    async fn who_comes_at_the_same_moment_is_not_mixed_up(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let first = ed.add_event(&new_event("Löten", 9, 8)).await;
        let mut small = new_event("Sägen", 9, 2);
        small.waitlist = false;
        let second = ed.add_event(&small).await;
        let gone = second + 100;
        // What each sends: the event, the key, the name, and how many come.
        let mut sent: Vec<(i64, String, String, u32)> = Vec::new();
        for n in 0..12 {
            sent.push((first, format!("k{n}"), format!("P{n}"), 1));
            sent.push((second, format!("k{n}"), format!("P{n}"), 1));
        }
        // The same once more, the same key for something else, and the same address without one.
        sent.push((first, "k3".into(), "P3".into(), 1));
        sent.push((first, "k4".into(), "Other".into(), 1));
        sent.push((first, "k99".into(), "P5".into(), 1));
        // What cannot be taken does not hold up anybody.
        sent.push((gone, "k1".into(), "P1".into(), 1));
        sent.push((first, "huge".into(), "Huge".into(), 9));
        let mut asked = Vec::new();
        for (event, key, name, people) in sent.clone() {
            let mut person = world.citizen().with("idempotency-key", &key);
            asked.push(tokio::spawn(async move {
                person.register(event, &group(&name, people)).await
            }));
        }
        let mut statuses = Vec::new();
        for (one, answer) in sent.iter().zip(asked) {
            statuses.push((one.clone(), answer.await.unwrap().status));
        }
        let of = |event: i64, status: u16| {
            statuses.iter().filter(|(one, got)| one.0 == event && *got == status).count()
        };
        // Either of two with one key or one address came first.
        assert_eq!((of(first, 201), of(first, 422), of(first, 409)), (13, 2, 1), "{statuses:?}");
        assert_eq!((of(second, 201), of(second, 409), of(gone, 404)), (2, 10, 1), "{statuses:?}");
        let count = |what: &str| format!("SELECT COUNT(*) FROM {what}");
        let rows = [
            ("registrations", 14),
            ("attendees", 14),
            ("outbox WHERE key LIKE 'registration:%:made'", 14),
            ("idempotency", 14),
        ];
        for (what, expected) in rows {
            assert_eq!(world.number(&count(what)).await, expected, "{what}");
        }
        let seats = ed.event(first).await.card.seats;
        assert_eq!((seats.taken, seats.waiting), (8, 4));
        let seats = ed.event(second).await.card.seats;
        assert_eq!((seats.taken, seats.waiting), (2, 0));
    }
}

both! {
    async fn who_cannot_be_written_does_not_harm_who_came_along(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 9, 4)).await;
        // A fault of the database's that one of them meets.
        let refused = "WHEN (NEW.value = 'Gift')";
        if world.state.db.is_postgres() {
            world.sql("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no'; END $$").await;
            world.sql(&format!("CREATE TRIGGER refuse BEFORE INSERT ON registration_answers
                FOR EACH ROW {refused} EXECUTE FUNCTION refuse()")).await;
        } else {
            world.sql(&format!("CREATE TRIGGER refuse BEFORE INSERT ON registration_answers
                {refused} BEGIN SELECT RAISE(ABORT, 'no'); END")).await;
        }
        // Nobody is written before all have come.
        let hold = world.state.db.write().await.unwrap();
        let taken = format!("UPDATE events SET title = title WHERE id = {id}");
        hold.conn().execute_unprepared(&taken).await.unwrap();
        let mut asked = Vec::new();
        for n in 0..9 {
            let mut person = world.citizen();
            let name = if n == 4 { "Gift".to_owned() } else { format!("P{n}") };
            asked.push(tokio::spawn(async move { person.register(id, &group(&name, 1)).await.status }));
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        hold.rollback().await.unwrap();
        let mut statuses = Vec::new();
        for answer in asked {
            statuses.push(answer.await.unwrap());
        }
        let wanted: Vec<u16> = (0..9).map(|n| if n == 4 { 500 } else { 201 }).collect();
        assert_eq!(statuses, wanted);
        for (rows, expected) in [("registrations", 8), ("attendees", 8), ("idempotency", 0)] {
            assert_eq!(world.number(&format!("SELECT COUNT(*) FROM {rows}")).await, expected, "{rows}");
        }
        let seats = ed.event(id).await.card.seats;
        assert_eq!((seats.taken, seats.waiting), (4, 4));
    }
}

both! {
    async fn an_address_signs_up_once(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 5)).await;
        let mut anna = world.citizen();
        let first = anna.sign_up(id, "Anna", 1).await;
        let mut other = group("Eve", 1);
        other["email"] = json!("ANNA@example.org");
        let problem = anna.register(id, &other).await.problem(409);
        // Nothing of the first is told; the way in goes to the address.
        assert!(!problem.to_string().contains(&token_of(&first)));
        let mails = "SELECT COUNT(*) FROM outbox WHERE recipient = 'ANNA@example.org'";
        assert_eq!(world.number(mails).await, 1);
        // However often it is tried.
        anna.register(id, &other).await.problem(409);
        assert_eq!(world.number(mails).await, 1);
        assert_eq!(anna.event(id).await.card.seats.taken, 1);
        // Another event is another matter, and so is the same after it was taken back.
        let second = ed.add_event(&new_event("Sägen", 6, 5)).await;
        anna.register(second, &other).await.expect(201);
        anna.leave(&token_of(&first)).await.expect(200);
        anna.register(id, &other).await.expect(201);
    }
}

both! {
    async fn everything_that_is_wrong_is_said_by_input(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 5, 5);
        form.fields.push(ask("birth_date", "required"));
        let id = ed.add_event(&form).await;
        let mut anna = world.citizen();
        let sent = json!({ "first_name": "A", "birth_date": "31.2.2015", "first_name_2": "B", "email": "x" });
        let problem = anna.register(id, &sent).await.problem(422);
        let fields: Vec<&str> =
            problem["fields"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["birth_date", "birth_date_2", "email", "last_name", "last_name_2"]);
        assert_eq!(anna.event(id).await.card.seats.taken, 0);
        for birth in ["3.4.2015", "2015-04-03", "3 April 2015"] {
            let mut sent = group(&format!("Kind{}", birth.len()), 1);
            sent["birth_date"] = json!(birth);
            let made: RegistrationCreated = anna.register(id, &sent).await.expect(201).json();
            let mine = anna.registration(&token_of(&made)).await;
            let said = mine.answers.iter().find(|answer| answer.input == "birth_date").unwrap();
            assert_eq!(said.value, "2015-04-03");
        }
        // A body that is none, a group that is too large, an event that is not there.
        anna.post(&format!("/api/events/{id}/registrations"), &json!([])).await.problem(400);
        anna.post(&format!("/api/events/{id}/registrations"), &json!({"people": 3})).await.problem(400);
        let mut many = group("Viele", 1);
        many["birth_date"] = json!("1.1.2000");
        many["people"] = json!("6");
        anna.register(id, &many).await.problem(422);
        anna.register(999, &group("Anna", 1)).await.problem(404);
    }
}

both! {
    async fn forms_work_without_a_script(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 5)).await;
        let mut anna = world.citizen();
        let path = format!("/api/events/{id}/registrations");
        let failed = anna.form(&path, &[("first_name", "Anna <b>"), ("email", "keine")]).await.expect(422);
        assert!(failed.body.contains("Anna &lt;b&gt;"), "what was typed comes back");
        let sent = [("first_name", "Anna"), ("last_name", "B"), ("email", "anna@example.org"), ("people", "2"),
            ("first_name_2", "Kim"), ("last_name_2", "B"), ("idempotency_key", "k1")];
        let made = anna.form(&path, &sent).await.expect(303);
        let page = made.header("location").to_owned();
        assert!(page.ends_with("?new=1"), "{page}");
        let token = page.strip_prefix("/my/").unwrap().strip_suffix("?new=1").unwrap().to_owned();
        // Sent twice by a nervous thumb: the same page.
        assert_eq!(anna.form(&path, &sent).await.expect(303).header("location"), page);
        assert_eq!(anna.event(id).await.card.seats.taken, 2);
        let mine = format!("/api/registrations/{token}");
        let saved = [("action", "save"), ("first_name", "Anna"), ("last_name", "C"), ("phone", "030 23125")];
        anna.form(&mine, &saved).await.expect(303);
        let now = anna.registration(&token).await;
        assert_eq!(now.people, 1);
        assert!(now.answers.iter().any(|answer| answer.input == "last_name" && answer.value == "C"));
        let wrong = anna.form(&mine, &[("action", "save"), ("first_name", "")]).await;
        wrong.expect(422);
        anna.form(&mine, &[("action", "fly")]).await.expect(422);
        let left = anna.form(&mine, &[("action", "cancel")]).await.expect(303);
        assert_eq!(left.header("location"), format!("/my/{token}?done=cancel"));
        assert_eq!(anna.event(id).await.card.seats.taken, 0);
    }
}

both! {
    async fn an_address_is_confirmed_in_half_an_hour_or_the_seat_goes_on(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 5, 1);
        form.must_confirm = true;
        form.fields[2].mode = "required".into();
        let id = ed.add_event(&form).await;
        let mut anna = world.citizen();
        let first = anna.sign_up(id, "Anna", 1).await;
        assert!(first.confirm_by.is_some());
        let second = anna.sign_up(id, "Ben", 1).await;
        assert_eq!(second.status, RegistrationState::Waitlisted);
        // Having the private page is not having read the mail.
        let mailed = |made: &RegistrationCreated, address: &str| {
            let token = token_of(made);
            let code = server::token::confirmation(&world.state.secret, &token, address);
            format!("/api/registrations/{token}/confirm?code={code}")
        };
        anna.registration_step(&token_of(&second), "confirm").await.problem(422);
        anna.registration_step(&token_of(&second), "confirm?code=0").await.problem(422);
        anna.ask("POST", &mailed(&second, "ben@example.org"), None).await.expect(200);
        jobs::programme(&world.state, now().plus_ms(29 * 60_000)).await.unwrap();
        assert_eq!(anna.registration(&token_of(&first)).await.status, RegistrationState::Confirmed);
        jobs::programme(&world.state, now().plus_ms(31 * 60_000)).await.unwrap();
        assert_eq!(anna.registration(&token_of(&first)).await.status, RegistrationState::Cancelled);
        assert_eq!(anna.registration(&token_of(&second)).await.status, RegistrationState::Offered);
        let told = "SELECT COUNT(*) FROM outbox WHERE key LIKE 'registration:%:unconfirmed:%'";
        assert_eq!(world.number(told).await, 1);
        // Whoever confirmed keeps the place.
        let mut cem = world.citizen();
        let event = ed.add_event(&form).await;
        let kept = cem.sign_up(event, "Cem", 1).await;
        let mine: MyRegistration =
            cem.ask("POST", &mailed(&kept, "cem@example.org"), None).await.expect(200).json();
        assert_eq!(mine.confirm_by, None);
        jobs::programme(&world.state, in_hours(2)).await.unwrap();
        assert_eq!(cem.registration(&token_of(&kept)).await.status, RegistrationState::Confirmed);
    }
}

both! {
    async fn nobody_signs_up_too_early_or_too_late(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut anna = world.citizen();
        let mut soon = new_event("Bald", 9, 5);
        soon.opens_date = app::domain::Date::of(now()).plus_days(3).to_string();
        let soon = ed.add_event(&soon).await;
        anna.register(soon, &group("Anna", 1)).await.problem(409);
        let mut closed = new_event("Geschlossen", 9, 5);
        closed.closes_date = app::domain::Date::of(now()).plus_days(-1).to_string();
        let closed = ed.add_event(&closed).await;
        anna.register(closed, &group("Anna", 1)).await.problem(409);
        let mut full = new_event("Voll", 9, 1);
        full.waitlist = false;
        let full = ed.add_event(&full).await;
        anna.sign_up(full, "Anna", 1).await;
        anna.register(full, &group("Ben", 1)).await.problem(409);
        let mut none = new_event("Ohne", 9, 1);
        none.signs_up = false;
        let none = ed.add_event(&none).await;
        anna.register(none, &group("Anna", 1)).await.problem(409);
        let draft = ed.draft_event(&new_event("Entwurf", 9, 5)).await;
        anna.register(draft, &group("Anna", 1)).await.problem(404);
    }
}

both! {
    async fn a_private_page_is_its_owners(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 5)).await;
        let mut anna = world.citizen();
        let made = anna.sign_up(id, "Anna", 1).await;
        let token = token_of(&made);
        let code = anna.get(&format!("/api/registrations/{token}/qr.svg")).await.expect(200);
        assert_eq!(code.header("content-type"), "image/svg+xml");
        let ics = anna.get(&format!("/api/registrations/{token}/calendar.ics")).await.expect(200);
        assert!(ics.body.contains("BEGIN:VEVENT"));
        let data = anna.get(&format!("/api/registrations/{token}/data.json")).await.expect(200);
        assert!(data.header("content-disposition").contains("attachment"));
        assert!(data.body.contains("anna@example.org"));
        for path in ["", "/qr.svg", "/calendar.ics", "/data.json"] {
            anna.get(&format!("/api/registrations/{}{path}", "0".repeat(32))).await.problem(404);
            anna.get(&format!("/api/registrations/x{path}")).await.problem(404);
        }
        anna.registration_step(&token, "fly").await.problem(404);
        anna.registration_step(&token, "accept").await.expect(200);
        let hashes = format!("SELECT COUNT(*) FROM registrations WHERE token_hash = '{token}'");
        assert_eq!(world.number(&hashes).await, 0, "kept as a hash");
    }
}

both! {
    async fn another_address_is_told_and_confirmed_like_the_first(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 5, 2);
        form.must_confirm = true;
        form.fields[2].mode = "required".into();
        let id = ed.add_event(&form).await;
        let mut anna = world.citizen();
        let token = token_of(&anna.sign_up(id, "Anna", 1).await);
        let code = server::token::confirmation(&world.state.secret, &token, "anna@example.org");
        let confirm = format!("/api/registrations/{token}/confirm?code={code}");
        anna.ask("POST", &confirm, None).await.expect(200);
        let mut other = group("Anna", 1);
        other["email"] = json!("kim@example.org");
        let path = format!("/api/registrations/{token}");
        let mine: MyRegistration = anna.json("PUT", &path, &other).await.expect(200).json();
        assert!(mine.confirm_by.is_some());
        let told = "SELECT COUNT(*) FROM outbox WHERE recipient = 'kim@example.org'";
        assert_eq!(world.number(told).await, 1);
        // The same address once more is nothing new.
        anna.json("PUT", &path, &other).await.expect(200);
        assert_eq!(world.number(told).await, 1);
        // What confirmed the first address does not confirm another.
        anna.ask("POST", &confirm, None).await.problem(422);
    }
}
