//! Personal data go on their date, or when somebody wishes it; numbers remain.

use app::{
    api::{AttendeeList, PersonPage},
    domain::{RegistrationState, Timestamp},
};
use serde_json::json;
use server::{clock::now, store::registrations::erase_due};

use crate::harness::{World, ask, group, new_event, token_of};

const DAY: i64 = 86_400_000;

fn in_days(days: i64) -> Timestamp {
    now().plus_ms(days * DAY)
}

both! {
    async fn each_answer_goes_on_its_date(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 5, 3);
        let mut note = ask("note", "optional");
        note.keep_days = "2".into();
        form.fields.push(note);
        let id = ed.add_event(&form).await;
        let mut anna = world.citizen();
        let mut sent = group("Anna", 2);
        sent["note"] = json!("Ich brauche einen Stuhl mit Lehne.");
        let made: app::api::RegistrationCreated = anna.register(id, &sent).await.expect(201).json();
        let erased = erase_due(&world.state.db, in_days(6)).await.unwrap();
        assert_eq!(erased, 0);
        let erased = erase_due(&world.state.db, in_days(9)).await.unwrap();
        assert_eq!(erased, 1, "the note");
        let mine = anna.registration(&token_of(&made)).await;
        assert!(mine.answers.iter().all(|answer| answer.input != "note"));
        // Moved to a later day, the rest is kept longer, as the page says.
        let later = new_event("x", 15, 3).dates[0].date.clone();
        ed.change_event(id, |form| form.dates[0].date = later).await.expect(200);
        assert_eq!(erase_due(&world.state.db, in_days(37)).await.unwrap(), 0);
        assert_eq!(erase_due(&world.state.db, in_days(47)).await.unwrap(), 5);
        assert_eq!(erase_due(&world.state.db, in_days(47)).await.unwrap(), 0);
        let list: AttendeeList =
            ed.get(&format!("/api/staff/events/{id}/attendees")).await.expect(200).json();
        assert_eq!(list.numbers.confirmed, 2, "numbers remain");
        let fields: Vec<&str> = list.erasures.iter().rev().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["note", "email", "first_name", "last_name"]);
        assert!(list.erasures.iter().all(|erasure| erasure.why == "date"));
        let known = "SELECT COUNT(*) FROM registrations WHERE email_hash IS NOT NULL";
        assert_eq!(world.number(known).await, 0);
    }
}

both! {
    async fn whoever_signed_up_erases_everything(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 1)).await;
        let mut anna = world.citizen();
        let made = anna.sign_up(id, "Anna", 1).await;
        let next = anna.sign_up(id, "Ben", 1).await;
        anna.registration_step(&token_of(&made), "erase").await.expect(200);
        let mine = anna.registration(&token_of(&made)).await;
        assert_eq!(mine.status, RegistrationState::Cancelled);
        assert!(mine.answers.is_empty() && mine.erased_at.is_some());
        assert_eq!(anna.registration(&token_of(&next)).await.status, RegistrationState::Offered);
        assert_eq!(
            world.number("SELECT COUNT(*) FROM outbox WHERE recipient = 'anna@example.org' AND sent_at IS NULL").await,
            0
        );
        anna.registration_step(&token_of(&made), "erase").await.expect(200);
        let record = "SELECT COUNT(*) FROM erasures WHERE why = 'person'";
        assert_eq!(world.number(record).await, 3);
    }
}

both! {
    async fn staff_find_and_erase_by_address(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut mo = world.moderator().await;
        let first = ed.add_event(&new_event("Löten", 5, 3)).await;
        let second = ed.add_event(&new_event("Sägen", 6, 3)).await;
        let mut anna = world.citizen();
        anna.sign_up(first, "Anna", 1).await;
        anna.sign_up(second, "Anna", 2).await;
        anna.sign_up(second, "Ben", 1).await;
        let who = json!({ "email": "Anna@Example.org" });
        let found: PersonPage = mo.post("/api/staff/persons/find", &who).await.expect(200).json();
        assert_eq!(found.items.len(), 2);
        let done: PersonPage = mo.post("/api/staff/persons/erase", &who).await.expect(200).json();
        assert_eq!(done.erased, 3 + 5);
        let found: PersonPage = mo.post("/api/staff/persons/find", &who).await.expect(200).json();
        assert!(found.items.is_empty());
        assert_eq!(anna.event(second).await.card.seats.taken, 1);
        let left = "SELECT COUNT(*) FROM registration_answers WHERE value LIKE '%anna%'";
        assert_eq!(world.number(left).await, 0);
        mo.post("/api/staff/persons/find", &json!({ "email": "x" })).await.problem(422);
        anna.post("/api/staff/persons/find", &who).await.problem(401);
    }
}

both! {
    async fn an_address_of_before_is_forgotten_as_well(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut mo = world.limited("Mo", "moderator", &["soest"], &[]).await;
        let id = ed.add_event(&new_event("Löten", 5, 3)).await;
        let mut anna = world.citizen();
        let mut typed = group("Anna", 1);
        typed["email"] = json!("ANNA@Example.org");
        let made: app::api::RegistrationCreated = anna.register(id, &typed).await.expect(201).json();
        let moved = token_of(&made);
        let silent = token_of(&anna.sign_up(id, "Ben", 1).await);
        let mut now_elsewhere = group("Anna", 1);
        now_elsewhere["email"] = json!("elsewhere@example.org");
        anna.json("PUT", &format!("/api/registrations/{moved}"), &now_elsewhere).await.expect(200);
        let mut no_address = group("Ben", 1);
        no_address["email"] = json!("");
        no_address["phone"] = json!("030 23125");
        anna.json("PUT", &format!("/api/registrations/{silent}"), &no_address).await.expect(200);
        let mails = |to: &str| format!("SELECT COUNT(*) FROM outbox WHERE LOWER(recipient) = '{to}@example.org'");
        assert!(world.number(&mails("anna")).await > 0 && world.number(&mails("ben")).await > 0);
        // Whoever asks staff to erase a former address has its mails erased, within their limits.
        let former = json!({ "email": "anna@example.org" });
        mo.post("/api/staff/persons/erase", &former).await.expect(200);
        assert!(world.number(&mails("anna")).await > 0, "not an event of theirs");
        ed.post("/api/staff/persons/erase", &former).await.expect(200);
        assert_eq!(world.number(&mails("anna")).await, 0);
        assert!(world.number(&mails("elsewhere")).await > 0);
        assert_eq!(anna.registration(&moved).await.status, RegistrationState::Confirmed);
        // On the date of the addresses of the event those go, too, that were taken back before.
        erase_due(&world.state.db, in_days(47)).await.unwrap();
        assert_eq!(world.number(&mails("ben")).await, 0);
        assert_eq!(world.number(&mails("elsewhere")).await, 0);
    }
}
