//! Writing the programme.

use app::{
    api::{DateForm, StaffEvent, StaffEventPage},
    domain::EventState,
};
use serde_json::json;

use crate::harness::{World, group, new_event, token_of};
use crate::photos;

async fn mails(world: &World, what: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM outbox WHERE key LIKE 'registration:%:{what}:%'");
    world.number(&sql).await
}

both! {
    async fn from_draft_to_programme_and_back(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.draft_event(&new_event("Löten", 5, 2)).await;
        let mut anna = world.citizen();
        anna.get(&format!("/api/events/{id}")).await.problem(404);
        anna.get(&format!("/events/{id}")).await.expect(404);
        ed.get(&format!("/api/events/{id}")).await.expect(200);
        assert!(anna.programme("").await.items.is_empty());
        ed.event_step(id, "publish").await.expect(200);
        ed.event_step(id, "publish").await.problem(409);
        assert_eq!(anna.programme("").await.items.len(), 1);
        ed.event_step(id, "withdraw").await.expect(200);
        assert!(anna.programme("").await.items.is_empty());
        ed.event_step(id, "publish").await.expect(200);
        anna.sign_up(id, "Anna", 1).await;
        ed.event_step(id, "withdraw").await.problem(409);
        let list: StaffEventPage = ed.get("/api/staff/events").await.expect(200).json();
        assert_eq!(list.items[0].seats.taken, 1);
    }
}

both! {
    async fn a_move_is_told_and_a_word_is_not(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 1)).await;
        let mut anna = world.citizen();
        anna.sign_up(id, "Anna", 1).await;
        anna.sign_up(id, "Ben", 1).await;
        ed.change_event(id, |form| form.text.push_str(" Bitte Schürze mitbringen.")).await.expect(200);
        assert_eq!(mails(&world, "changed").await, 0);
        let day = new_event("x", 8, 1).dates[0].date.clone();
        ed.change_event(id, |form| {
            form.dates[0].date = day.clone();
            form.note = "Der Raum war doppelt belegt.".into();
        })
        .await
        .expect(200);
        assert_eq!(mails(&world, "changed").await, 2);
        let params = "SELECT COUNT(*) FROM outbox WHERE params LIKE '%doppelt belegt%'";
        assert_eq!(world.number(params).await, 2);
        let ics = anna.get(&format!("/api/events/{id}/calendar.ics")).await.expect(200).body;
        assert!(ics.contains("SEQUENCE:2"), "{ics}");
        assert!(ics.contains(&format!("UID:event-{id}-1@")));
        // A version that somebody else has changed is not overwritten.
        let mut old = ed.staff_event(id).await.form;
        old.version -= 1;
        ed.json("PUT", &format!("/api/staff/events/{id}"), &json!(old)).await.problem(412);
    }
}

both! {
    async fn a_cancelled_event_tells_everybody_unless_it_was_a_slip(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 1)).await;
        let mut anna = world.citizen();
        let first = anna.sign_up(id, "Anna", 1).await;
        anna.sign_up(id, "Ben", 1).await;
        let path = format!("/api/staff/events/{id}/cancel");
        ed.post(&path, &json!({ "note": "Die Referentin ist krank." })).await.expect(200);
        assert_eq!(mails(&world, "cancelled").await, 2);
        let event = anna.event(id).await;
        assert_eq!(event.card.state, EventState::Cancelled);
        assert_eq!(event.cancelled_note.as_deref(), Some("Die Referentin ist krank."));
        anna.register(id, &group("Cem", 1)).await.problem(409);
        assert!(!anna.registration(&token_of(&first)).await.editable);
        // Taken back before the mails went: nobody hears of either.
        ed.event_step(id, "restore").await.expect(200);
        assert_eq!((mails(&world, "cancelled").await, mails(&world, "restored").await), (0, 0));
        // Once they have gone, everybody hears that it takes place.
        ed.post(&path, &json!({})).await.expect(200);
        world.sql("UPDATE outbox SET sent_at = 1 WHERE key LIKE '%:cancelled:%'").await;
        ed.event_step(id, "restore").await.expect(200);
        assert_eq!(mails(&world, "restored").await, 2);
        anna.leave(&token_of(&first)).await.expect(200);
    }
}

both! {
    async fn copies_become_a_series(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 5, 3);
        let second = new_event("x", 6, 3).dates[0].date.clone();
        form.dates.push(DateForm { date: second, from: "10:00".into(), to: "11:00".into() });
        let id = ed.add_event(&form).await;
        let (one, two) = (new_event("x", 12, 1), new_event("x", 19, 1));
        let days = format!("{}\n{}", one.dates[0].date, two.dates[0].date);
        let copies = format!("/api/staff/events/{id}/copies");
        ed.post(&copies, &json!({ "days": days })).await.expect(200);
        let event = ed.staff_event(id).await;
        assert_eq!(event.series.len(), 2);
        let copy = ed.staff_event(event.series[0].0).await;
        assert_eq!(copy.card.state, EventState::Draft);
        assert_eq!(copy.form.dates.len(), 2);
        assert_eq!(copy.form.dates[0].date, one.dates[0].date);
        assert_eq!(copy.form.dates[0].from, "10:00");
        assert_eq!(copy.form.fields, event.form.fields);
        ed.post(&copies, &json!({ "days": "morgen" })).await.problem(422);
        // One copy by itself is no series.
        let sole: app::api::StaffEvent = ed.post(&copies, &json!({})).await.expect(200).json();
        assert!(sole.series.is_empty());
        ed.event_step(copy.card.id, "publish").await.expect(200);
        let mut anna = world.citizen();
        assert_eq!(anna.event(id).await.series.len(), 1);
        // The same request twice makes the same copies.
        let keyed = format!("{copies}?idempotency_key=einmal");
        let (first, again): (StaffEvent, StaffEvent) = (
            ed.post(&keyed, &json!({ "days": days })).await.expect(200).json(),
            ed.post(&keyed, &json!({ "days": days })).await.expect(200).json(),
        );
        assert_eq!((first.card.id, first.series.len()), (again.card.id, again.series.len()));
        assert_eq!(first.series.len(), 4);
        ed.post(&keyed, &json!({})).await.problem(422);
    }
}

both! {
    async fn a_copy_has_the_picture_for_itself(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let photo = photos::upload(&mut ed).await;
        let mut form = new_event("Löten", 5, 3);
        form.photo = photo.claim;
        let id = ed.add_event(&form).await;
        let days = new_event("x", 12, 1).dates[0].date.clone();
        let copies = format!("/api/staff/events/{id}/copies");
        let copy: StaffEvent =
            ed.post(&copies, &json!({ "days": days })).await.expect(200).json();
        let (first, second) = (ed.staff_event(id).await.photo, copy.photo.unwrap());
        let first = first.unwrap();
        assert_ne!(first.key, second.key);
        assert_eq!((first.width, first.height), (second.width, second.height));
        let bytes = |key: &str| format!("/photos/{key}-s.jpg");
        // Drafts show theirs to staff only; what the first one loses the copy keeps.
        ed.event_step(copy.card.id, "publish").await.expect(200);
        ed.change_event(id, |form| form.remove_photo = true).await.expect(200);
        let mut anna = world.citizen();
        anna.get(&bytes(&first.key)).await.expect(404);
        anna.get(&bytes(&second.key)).await.expect(200);
    }
}

both! {
    async fn what_is_named_must_be_there_and_within_the_limits(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut wrong = new_event("Löten", 5, 2);
        wrong.lab = "nirgends".into();
        wrong.topics = vec!["klima".into(), "nichts".into()];
        wrong.projects = vec!["nichts".into()];
        let problem = ed.post("/api/staff/events", &json!(wrong)).await.problem(422);
        let fields: Vec<&str> =
            problem["fields"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["lab", "projects", "topics"]);
        let mut soest = world.limited("So", "editor", &["soest"], &[]).await;
        soest.post("/api/staff/events", &json!(new_event("Löten", 5, 2))).await.problem(422);
        let id = ed.add_event(&new_event("Löten", 5, 2)).await;
        soest.get(&format!("/api/staff/events/{id}")).await.problem(404);
        soest.get(&format!("/api/staff/events/{id}/attendees")).await.problem(404);
        soest.event_step(id, "cancel").await.problem(404);
        let list: StaffEventPage = soest.get("/api/staff/events").await.expect(200).json();
        assert!(list.items.is_empty());
        let mut mo = world.moderator().await;
        mo.get(&format!("/api/staff/events/{id}/attendees")).await.expect(200);
        mo.event_step(id, "cancel").await.problem(403);
    }
}

both! {
    async fn an_idea_is_born_at_an_event(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 2)).await;
        let draft = ed.draft_event(&new_event("Entwurf", 5, 2)).await;
        let mut anna = world.citizen();
        let mut idea = crate::harness::new_idea("Eine Lötstation für alle");
        idea.event = id.to_string();
        let made = anna.post_idea(&idea).await;
        let shown: app::api::Idea =
            anna.get(&format!("/api/ideas/{}", made.id)).await.expect(200).json();
        assert_eq!(shown.event, Some((id, "Löten".to_owned())));
        assert_eq!(anna.event(id).await.ideas[0].id, made.id);
        for bad in [draft.to_string(), "999".into(), "x".into()] {
            idea.event = bad;
            anna.post("/api/ideas", &json!(idea)).await.problem(422);
        }
    }
}

both! {
    async fn results_and_files(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 2)).await;
        let path = format!("/api/staff/events/{id}/results");
        ed.json("PUT", &path, &json!({ "results": "**Zwölf** Lampen <script>alert(1)</script>" })).await.expect(200);
        let mut anna = world.citizen();
        let html = anna.event(id).await.results_html.unwrap();
        assert!(html.contains("<strong>Zwölf</strong>") && !html.contains("<script"));
        let upload = |name: &str| {
            let body = format!("--x\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\nresult\r\n--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n%PDF-1.4\r\n--x--\r\n");
            Some(("multipart/form-data; boundary=x", axum::body::Body::from(body)))
        };
        let files = format!("/api/staff/events/{id}/files");
        let mut asks = ed.clone().with("accept", "application/json");
        asks.ask("POST", &files, upload("Protokoll.html")).await.problem(422);
        asks.ask("POST", &files, upload("Protokoll.pdf")).await.expect(200);
        let file = anna.event(id).await.files.remove(0);
        let got = anna.get(&file.url).await.expect(200);
        assert_eq!(got.body, "%PDF-1.4");
        assert!(got.header("content-disposition").starts_with("attachment"));
        assert!(got.header("content-security-policy").contains("sandbox"));
        ed.ask("POST", &format!("{files}/{}/remove", file.id), None).await.expect(200);
        anna.get(&file.url).await.problem(404);
    }
}

both! {
    async fn staff_write_to_participants(world: World) {
        let mut mo = world.moderator().await;
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten", 5, 1)).await;
        let mut anna = world.citizen();
        anna.sign_up(id, "Anna", 1).await;
        let mut phone = group("Ben", 1);
        phone["email"] = json!("");
        phone["phone"] = json!("030 23125");
        anna.register(id, &phone).await.expect(201);
        let path = format!("/api/staff/events/{id}/messages");
        let words = |to: &str| json!({ "subject": "Bitte Schürze\r\nBcc: x@example.org", "text": "Danke!", "to": to });
        let sent: app::api::MessageSent = mo.post(&path, &words("all")).await.expect(200).json();
        assert_eq!((sent.mails, sent.unreachable), (1, 1));
        let sent: app::api::MessageSent = mo.post(&path, &words("waitlisted")).await.expect(200).json();
        assert_eq!((sent.mails, sent.unreachable), (0, 1));
        mo.post(&path, &words("everybody")).await.problem(422);
        mo.post(&path, &json!({ "to": "all" })).await.problem(422);
    }
}
