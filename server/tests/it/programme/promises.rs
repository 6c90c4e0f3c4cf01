//! What people were told holds: how long an answer is kept, under which question it stands, who
//! hears of what, and how often.

use app::{
    api::{AttendeeList, FieldForm},
    domain::Date,
};
use serde_json::json;
use server::{
    clock::now,
    jobs,
    store::registrations::{self, erase_due},
};

use crate::harness::{World, ask, group, new_event, token_of};

const DAY: i64 = 86_400_000;

fn question(key: &str, label: &str, kind: &str) -> FieldForm {
    FieldForm { label: label.into(), kind: kind.into(), ..ask(key, "optional") }
}

both! {
    async fn an_answer_is_kept_no_longer_than_was_said(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut all = world.citizen();
        let anna = all.sign_up(id, "Anna", 1).await;
        let longer = |days: &str| {
            let days = days.to_owned();
            move |form: &mut app::api::EventForm| {
                form.fields.iter_mut().for_each(|field| field.keep_days = days.clone());
            }
        };
        ed.change_event(id, longer("700")).await.expect(200);
        let ben = all.sign_up(id, "Ben", 1).await;
        // A later change of something else does not lengthen it either.
        ed.change_event(id, |form| form.title = "Löten für alle".into()).await.expect(200);
        erase_due(&world.state.db, now().plus_ms(37 * DAY)).await.unwrap();
        assert!(all.registration(&token_of(&anna)).await.answers.is_empty());
        assert_eq!(all.registration(&token_of(&ben)).await.answers.len(), 3);
        // What is kept for a shorter time goes earlier, for everybody.
        ed.change_event(id, longer("1")).await.expect(200);
        erase_due(&world.state.db, now().plus_ms(8 * DAY)).await.unwrap();
        assert!(all.registration(&token_of(&ben)).await.answers.is_empty());
    }
}

both! {
    async fn an_answer_stands_under_no_other_question(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 5, 3);
        form.fields.push(question("q1", "Was essen Sie nicht?", "line"));
        let id = ed.add_event(&form).await;
        let mut sent = group("Anna", 1);
        sent["q1"] = json!("Nüsse");
        world.citizen().register(id, &sent).await.expect(201);
        // A typo is put right: the same question.
        ed.change_event(id, |form| form.fields.last_mut().unwrap().label = "Was essen Sie nicht gern?".into()).await.expect(200);
        assert_eq!(ed.staff_event(id).await.form.fields.last().unwrap().key, "q1");
        ed.change_event(id, |form| form.fields.retain(|field| field.key != "q1")).await.expect(200);
        ed.change_event(id, |form| form.fields.push(question("q1", "Welche Lampe?", "line"))).await.expect(200);
        let fields = ed.staff_event(id).await.form.fields;
        assert_eq!(fields.last().map(|f| (f.key.as_str(), f.label.as_str())), Some(("q2", "Welche Lampe?")));
        let list: AttendeeList =
            ed.get(&format!("/api/staff/events/{id}/attendees")).await.expect(200).json();
        assert!(list.items[0].answers.iter().all(|answer| answer.input != "q2"));
    }
}

both! {
    async fn what_is_erased_leaves_no_address_in_mails(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut all = world.citizen();
        let anna = all.sign_up(id, "Anna", 1).await;
        all.sign_up(id, "Ben", 1).await;
        world.sql("UPDATE outbox SET sent_at = 1").await;
        let of = |name: &str| format!("SELECT COUNT(*) FROM outbox WHERE recipient = '{name}@example.org'");
        all.registration_step(&token_of(&anna), "erase").await.expect(200);
        assert_eq!((world.number(&of("anna")).await, world.number(&of("ben")).await), (0, 1));
        erase_due(&world.state.db, now().plus_ms(40 * DAY)).await.unwrap();
        assert_eq!(world.number(&of("ben")).await, 0);
    }
}

both! {
    async fn the_same_words_reach_nobody_twice(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        world.citizen().sign_up(id, "Anna", 1).await;
        let words = json!({ "to": "all", "subject": "Werkzeug", "text": "Bitte eine Zange mitbringen." });
        for _ in 0..2 {
            let sent: app::api::MessageSent =
                ed.post(&format!("/api/staff/events/{id}/messages"), &words).await.expect(200).json();
            assert_eq!((sent.mails, sent.unreachable), (1, 0));
        }
        let count = |sql: &'static str| { let world = world.clone(); async move { world.number(sql).await } };
        assert_eq!(count("SELECT COUNT(*) FROM outbox WHERE kind = 'message'").await, 1);
        assert_eq!(count("SELECT COUNT(*) FROM activity WHERE kind = 'event.message'").await, 1);
        let other = json!({ "to": "all", "subject": "Werkzeug", "text": "Und eine Schere." });
        ed.post(&format!("/api/staff/events/{id}/messages"), &other).await.expect(200);
        assert_eq!(count("SELECT COUNT(*) FROM outbox WHERE kind = 'message'").await, 2);
    }
}

both! {
    async fn nobody_is_flooded_with_mails(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut all = world.citizen();
        for _ in 0..20 {
            let made = all.sign_up(id, "Opfer", 1).await;
            all.leave(&token_of(&made)).await.expect(200);
        }
        let mails = "SELECT COUNT(*) FROM outbox WHERE recipient = 'opfer@example.org'";
        assert_eq!(world.number(mails).await, 30);
        // What the team says still comes.
        let made = all.sign_up(id, "Opfer", 1).await;
        assert!(made.position.is_none());
        ed.change_event(id, |form| form.place = "Aula".into()).await.expect(200);
        assert_eq!(world.number(mails).await, 31);
    }
}

both! {
    async fn of_what_is_over_nobody_hears(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        world.citizen().sign_up(id, "Anna", 1).await;
        let yesterday = Date::of(now()).plus_days(-1).to_string();
        let changed = "SELECT COUNT(*) FROM outbox WHERE key LIKE '%:changed:%'";
        ed.change_event(id, |form| form.dates[0].date = yesterday).await.expect(200);
        assert_eq!(world.number(changed).await, 1, "it was to come");
        ed.change_event(id, |form| form.place = "Aula".into()).await.expect(200);
        assert_eq!(world.number(changed).await, 1);
    }
}

both! {
    async fn a_restored_event_is_told_of_however_late(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 50, 3)).await;
        world.citizen().sign_up(id, "Anna", 1).await;
        ed.event_step(id, "cancel").await.expect(200);
        // Sent, and forgotten after a month.
        world.sql("DELETE FROM outbox").await;
        ed.event_step(id, "restore").await.expect(200);
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE key LIKE '%:restored:%'").await, 1);
    }
}

both! {
    async fn each_date_is_reminded_of_and_thanks_go_to_who_came(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Kurs", 4, 3);
        form.dates.extend(new_event("x", 8, 3).dates);
        let id = ed.add_event(&form).await;
        let mut all = world.citizen();
        let anna = all.sign_up(id, "Anna", 1).await;
        all.sign_up(id, "Ben", 1).await;
        let dates = all.event(id).await.dates;
        let before = |n: usize, hours: i64| dates[n].starts_at.plus_ms(-hours * 3_600_000);
        let count = |what: &str| {
            let world = world.clone();
            let sql = format!("SELECT COUNT(*) FROM outbox WHERE key LIKE '%:{what}:%'");
            async move { world.number(&sql).await }
        };
        jobs::programme(&world.state, before(0, 20)).await.unwrap();
        assert_eq!(count("reminder").await, 2);
        jobs::programme(&world.state, before(1, 30)).await.unwrap();
        assert_eq!(count("reminder").await, 2);
        for _ in 0..2 {
            jobs::programme(&world.state, before(1, 20)).await.unwrap();
        }
        assert_eq!(count("reminder").await, 4);
        let code = all.registration(&token_of(&anna)).await.code;
        let scan = json!({ "code": code, "nonce": "kamera-1-0001" });
        ed.post(&format!("/api/staff/events/{id}/scans"), &scan).await.expect(200);
        jobs::programme(&world.state, dates[1].ends_at.plus_ms(1)).await.unwrap();
        assert_eq!(count("thanks").await, 1);
        assert!(registrations::next_due(&world.state.db).await.unwrap().is_none());
    }
}

both! {
    async fn where_one_takes_part_from_afar(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut all = world.citizen();
        let mut form = new_event("Vortrag", 5, 3);
        form.online_url = "https://meet.example.org/raum".into();
        form.must_confirm = true;
        let refused = ed.post("/api/staff/events", &json!(form)).await.problem(422);
        assert!(refused["fields"]["must_confirm"].is_array(), "an address may be left out");
        form.fields[2].mode = "required".into();
        let id = ed.add_event(&form).await;
        assert_eq!(all.event(id).await.online_url, None);
        let anna = all.sign_up(id, "Anna", 1).await;
        assert_eq!(all.registration(&token_of(&anna)).await.online_url, None, "not confirmed yet");
        let path = format!("/api/registrations/{}/calendar.ics", token_of(&anna));
        assert!(!all.get(&path).await.expect(200).body.contains("meet.example.org"));
        // Where nobody signs up, everybody finds it.
        form.signs_up = false;
        form.must_confirm = false;
        let open = ed.add_event(&form).await;
        assert_eq!(all.event(open).await.online_url.as_deref(), Some("https://meet.example.org/raum"));
        let calendar = all.get(&format!("/api/events/{open}/calendar.ics")).await.expect(200);
        assert!(calendar.body.contains("meet.example.org"));
    }
}

both! {
    async fn a_feed_begins_today(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut long = new_event("Kurs", 1, 3);
        long.dates = (1..=28).flat_map(|n| new_event("x", n, 3).dates).collect();
        for _ in 0..3 {
            ed.add_event(&long).await;
        }
        let shift = 30 * DAY;
        world.sql(&format!("UPDATE event_dates SET starts_at = starts_at - {shift}, ends_at = ends_at - {shift}")).await;
        ed.add_event(&new_event("Das Nächste", 2, 3)).await;
        let feed = world.citizen().get("/programme.atom").await.expect(200).body;
        assert!(feed.contains("Das Nächste") && !feed.contains("Kurs"), "{feed}");
        let calendar = world.citizen().get("/programme.ics").await.expect(200).body;
        assert_eq!(calendar.matches("SUMMARY:Kurs").count(), 84, "a calendar still has them");
        assert!(calendar.contains("SUMMARY:Das Nächste"));
    }
}

both! {
    async fn a_date_less_is_told_to_calendars(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Kurs", 4, 3);
        form.dates.extend(new_event("x", 8, 3).dates);
        let id = ed.add_event(&form).await;
        world.citizen().sign_up(id, "Anna", 1).await;
        ed.change_event(id, |form| form.dates.truncate(1)).await.expect(200);
        let told = "SELECT COUNT(*) FROM outbox WHERE key LIKE '%:changed:%' AND params LIKE '%\"gone\":[[2,%'";
        assert_eq!(world.number(told).await, 1);
    }
}
