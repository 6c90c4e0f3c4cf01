//! The attendee list and the desk at the door.

use app::{
    api::{AttendeeList, ScanDone, StaffRegistration},
    domain::RegistrationState::{Cancelled, Confirmed, Waitlisted},
};
use serde_json::{Value, json};

use crate::harness::{Citizen, World, new_event, token_of};

async fn list(who: &mut Citizen, id: i64) -> AttendeeList {
    who.get(&format!("/api/staff/events/{id}/attendees")).await.expect(200).json()
}

fn scan(nonce: &str, code: &str) -> Value {
    json!({ "nonce": format!("nonce-of-scan-{nonce}"), "code": code })
}

both! {
    async fn checking_in_is_safe_to_repeat(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut mo = world.moderator().await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut anna = world.citizen();
        let family = anna.sign_up(id, "Anna", 3).await;
        let late = anna.sign_up(id, "Ben", 1).await;
        let code = anna.registration(&token_of(&family)).await.code;
        let path = format!("/api/staff/events/{id}/scans");
        let done: ScanDone = mo.post(&path, &scan("1", &format!("stadtlabor:{id}:{code}"))).await.expect(200).json();
        assert!(!done.again && done.registration.people.iter().all(|p| p.arrived_at.is_some()));
        // The same scan sent again, as after a gap in the network.
        let same: ScanDone = mo.post(&path, &scan("1", &code)).await.expect(200).json();
        assert!(!same.again);
        // Scanned once more.
        let again: ScanDone = mo.post(&path, &scan("2", &code.to_lowercase())).await.expect(200).json();
        assert!(again.again);
        assert_eq!(list(&mut mo, id).await.numbers.arrived, 3);
        // One of them is not there after all.
        let person = done.registration.people[1].id;
        let out = json!({ "nonce": "nonce-of-scan-3", "people": [person], "what": "out" });
        mo.post(&path, &out).await.expect(200);
        mo.post(&path, &out).await.expect(200);
        assert_eq!(list(&mut mo, id).await.numbers.arrived, 2);
        // Nobody of this event, somebody without a seat, a scan that is none.
        mo.post(&path, &scan("4", "0123456789ABCDEF")).await.problem(409);
        let waits = anna.registration(&token_of(&late)).await.code;
        mo.post(&path, &scan("5", &waits)).await.problem(409);
        mo.post(&path, &json!({ "nonce": "x", "code": "' OR 1=1", "what": "fly" })).await.problem(422);
        let other = ed.add_event(&new_event("Sägen", 6, 3)).await;
        mo.post(&format!("/api/staff/events/{other}/scans"), &scan("6", &code)).await.problem(409);
        assert_eq!(world.number("SELECT COUNT(*) FROM scans").await, 3);
    }
}

both! {
    async fn a_scan_made_offline_keeps_its_time(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut anna = world.citizen();
        let made = anna.sign_up(id, "Anna", 1).await;
        let code = anna.registration(&token_of(&made)).await.code;
        let path = format!("/api/staff/events/{id}/scans");
        let then = server::clock::now().plus_ms(-600_000);
        let sent = json!({ "nonce": "nonce-offline", "code": code, "at": then });
        let done: ScanDone = ed.post(&path, &sent).await.expect(200).json();
        assert_eq!(done.registration.people[0].arrived_at, Some(then));
        // A clock that runs ahead is not believed.
        let ahead = json!({ "nonce": "nonce-ahead", "code": code, "at": "2199-01-01T00:00:00Z" });
        ed.post(&path, &ahead).await.expect(200);
        let arrived = list(&mut ed, id).await.items[0].people[0].arrived_at;
        assert_eq!(arrived, Some(then), "the earliest counts");
    }
}

both! {
    async fn of_two_scans_the_later_counts_in_whatever_order_they_come(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut anna = world.citizen();
        let made = anna.sign_up(id, "Anna", 2).await;
        let code = anna.registration(&token_of(&made)).await.code;
        let path = format!("/api/staff/events/{id}/scans");
        let now = server::clock::now();
        let ago = |minutes: i64| now.plus_ms(-minutes * 60_000);
        let sent = |nonce: &str, people: &[i64], what: &str, minutes: i64| {
            let code = if people.is_empty() { code.as_str() } else { "" };
            json!({
                "nonce": format!("nonce-of-scan-{nonce}"), "code": code, "people": people,
                "what": what, "at": ago(minutes),
            })
        };
        let there = |done: &ScanDone| -> Vec<_> {
            done.registration.people.iter().map(|person| person.arrived_at).collect()
        };
        let first: ScanDone = ed.post(&path, &sent("1", &[], "in", 30)).await.expect(200).json();
        let [one, other] = [first.registration.people[0].id, first.registration.people[1].id];
        let out: ScanDone = ed.post(&path, &sent("2", &[one], "out", 10)).await.expect(200).json();
        assert_eq!(there(&out), [None, Some(ago(30))]);

        // A device that was offline tells what it saw before that, however often.
        let late = sent("3", &[], "in", 20);
        for _ in 0..2 {
            let done: ScanDone = ed.post(&path, &late).await.expect(200).json();
            assert!(done.again);
            assert_eq!(there(&done), [None, Some(ago(30))]);
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM scans").await, 3);
        assert_eq!(list(&mut ed, id).await.numbers.arrived, 1);

        // Who comes after all is not sent away by what was before; the other was last seen before it.
        let back: ScanDone = ed.post(&path, &sent("4", &[one], "in", 5)).await.expect(200).json();
        assert_eq!(there(&back), [Some(ago(5)), Some(ago(30))]);
        let gone: ScanDone = ed.post(&path, &sent("5", &[one, other], "out", 15)).await.expect(200).json();
        assert!(!gone.again);
        assert_eq!(there(&gone), [Some(ago(5)), None]);
    }
}

both! {
    async fn staff_add_cancel_restore_and_seat(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut mo = world.moderator().await;
        let id = ed.add_event(&new_event("Löten", 5, 2)).await;
        let path = format!("/api/staff/events/{id}/attendees");
        let walk_in = json!({ "last_name": "Laufkundschaft", "arrived": "yes" });
        let made: StaffRegistration = mo.post(&path, &walk_in).await.expect(201).json();
        assert_eq!((made.status, made.source.as_str()), (Confirmed, "desk"));
        assert!(made.people[0].arrived_at.is_some());
        mo.post(&path, &json!({ "first_name": "Ohne" })).await.problem(422);
        let two: StaffRegistration =
            mo.post(&path, &json!({ "last_name": "Zwei", "people": "2" })).await.expect(201).json();
        assert_eq!(two.status, Waitlisted);
        // There is one seat: two do not fit, and whoever stands at the door is not put in line.
        mo.post(&path, &json!({ "last_name": "Zwei", "people": "2", "arrived": "yes" })).await.problem(409);
        let step = |id: i64, what: &str| format!("/api/staff/registrations/{id}/{what}");
        mo.ask("POST", &step(two.id, "seat"), None).await.problem(409);
        mo.ask("POST", &step(made.id, "cancel"), None).await.expect(200);
        let all = list(&mut mo, id).await;
        assert_eq!(all.numbers.offered, 2, "the line moved");
        assert_eq!(all.items.last().unwrap().status, Cancelled);
        let seated: StaffRegistration = mo.ask("POST", &step(two.id, "seat"), None).await.expect(200).json();
        assert_eq!(seated.status, Confirmed);
        let back: StaffRegistration = mo.ask("POST", &step(made.id, "restore"), None).await.expect(200).json();
        assert_eq!(back.status, Waitlisted, "its seat has gone");
        mo.ask("POST", &step(made.id, "restore"), None).await.problem(409);
        mo.ask("POST", &step(made.id, "fly"), None).await.problem(404);
        // As a form, back to the list.
        let form = mo.form(&path, &[("last_name", "Formular"), ("arrived", "")]).await.expect(303);
        assert_eq!(form.header("location"), format!("/staff/events/{id}/attendees?done=added"));
    }
}

both! {
    async fn the_list_as_a_table(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut anna = world.citizen();
        anna.sign_up(id, "=1+1", 2).await;
        let file = ed.get(&format!("/api/staff/events/{id}/attendees.csv")).await.expect(200);
        let lines: Vec<&str> = file.body.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].contains("Vorname;Nachname;E-Mail-Adresse;Telefonnummer;Stand"), "{}", lines[0]);
        assert!(lines[1].contains("'=1+1;Beispiel"), "{}", lines[1]);
        world.citizen().get(&format!("/api/staff/events/{id}/attendees.csv")).await.problem(401);
    }
}

both! {
    async fn somebody_is_found_among_very_many(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let path = format!("/api/staff/events/{id}/attendees");
        let joerg = json!({ "first_name": "Jörg", "last_name": "Weiß" });
        ed.post(&path, &joerg).await.expect(201);
        const MANY: usize = 1200;
        world.sql(&format!(
            "INSERT INTO registrations (event_id, token_hash, code, seed, state, people, line, lang,
                source, created_at, changed_at)
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})
             SELECT {id}, 'hash' || i, 'CODE' || i, 'seed', 'waitlisted', 1, 1000 + i, 'de', 'web', 1, 1
             FROM n"
        )).await;
        world.sql(
            "INSERT INTO registration_answers (registration_id, event_id, person, key, value, erase_at)
             SELECT id, event_id, 0, 'first_name', 'Person-' || line || '-x', 9000000000000
             FROM registrations WHERE token_hash LIKE 'hash%'",
        ).await;
        // From page to page everybody is there once, with the place that is theirs.
        let (mut found, mut after, mut pages) = (Vec::new(), String::new(), 0);
        loop {
            let page: AttendeeList = ed.get(&format!("{path}?after={after}")).await.expect(200).json();
            pages += 1;
            found.extend(page.items.iter().map(|one| (one.position, one.answers[0].value.clone())));
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(pages, 3);
        let wanted = |n: usize| (Some(n as u32), format!("Person-{}-x", 1000 + n));
        let everybody: Vec<_> = [(None, "Jörg".to_owned())].into_iter().chain((1..=MANY).map(wanted)).collect();
        assert_eq!(found, everybody);
        // The page looks among all of them, shows a part and says so.
        let mut html = async |query: &str| {
            ed.get(&format!("/staff/events/{id}/{query}")).await.expect(200).body
        };
        let (first, last) = ("Person-1001-x", format!("Person-{}-x", 1000 + MANY));
        let rows = |html: &str| html.matches("class=\"att-pick\"").count();
        let all = html("attendees").await;
        assert!(all.contains("1.000 von 1.201") && all.contains("most=2000"), "how many are shown");
        assert_eq!((rows(&all), rows(&html("attendees?most=2000").await)), (1000, 1 + MANY));
        let one = html(&format!("attendees?q=PERSON-{}-", 1000 + MANY)).await;
        assert_eq!(rows(&one), 1);
        assert_eq!(rows(&html("attendees?show=seated").await), 1);
        assert_eq!(rows(&html("attendees?show=waiting&most=9999999").await), MANY);
        for nobody in ["q=niemand", "q=%00", "q=%25", "show=cancelled", "most=x&q=_"] {
            assert_eq!(rows(&html(&format!("attendees?{nobody}")).await), 0, "{nobody}");
        }
        // On paper and at the door is everybody with a seat.
        world.sql("UPDATE registrations SET state = 'confirmed' WHERE token_hash LIKE 'hash%'").await;
        world.sql("INSERT INTO attendees (registration_id, position)
            SELECT id, 0 FROM registrations WHERE token_hash LIKE 'hash%'").await;
        for part in ["print", "badges", "checkin"] {
            let html = html(part).await;
            assert!(html.contains(first) && html.contains(&last), "{part}");
        }
    }
}
