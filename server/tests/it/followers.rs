//! Following an idea by mail, without an account.

use app::{
    api::{Follow, FollowMode, NewIdea, WaitingKind},
    domain::{AssignDraft, Date, Scope, Timestamp},
};
use serde_json::json;
use server::{
    clock::now,
    mail::{Mailer, daily},
    store::{
        decisions::{self, By, Undone},
        working,
    },
};

use crate::harness::{Citizen, Message, Smtp, World, new_idea};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

async fn work(mailer: &Mailer) -> u64 {
    mailer.work(Timestamp(now().0 + 2 * MINUTE)).await.unwrap().sent
}

async fn follow(citizen: &mut Citizen, id: i64, email: &str, mode: &str) {
    let wish = json!({ "email": email, "mode": mode });
    let answer = citizen.post(&format!("/api/ideas/{id}/followers"), &wish).await.expect(202);
    assert_eq!(answer.body, "");
}

async fn following(citizen: &mut Citizen, page: &str) -> Follow {
    citizen.get(&format!("/api{page}")).await.expect(200).json()
}

async fn choose(citizen: &mut Citizen, page: &str, action: &str) -> u16 {
    citizen.post(&format!("/api{page}"), &json!({ "action": action })).await.status
}

/// Asks, and confirms by the link in the mail; gives the page behind it.
async fn confirmed(
    world: &World,
    smtp: &Smtp,
    mailer: &Mailer,
    id: i64,
    email: &str,
    mode: &str,
) -> String {
    follow(&mut world.citizen(), id, email, mode).await;
    work(mailer).await;
    let page = smtp.take().iter().find(|m| m.to == [email]).unwrap().link("/follow/");
    assert_eq!(choose(&mut world.citizen(), &page, "confirm").await, 200);
    page
}

async fn status(mo: &mut Citizen, id: i64, status: &str) {
    let to = json!({ "status": status, "note": "So ist es." });
    mo.post(&format!("/api/staff/ideas/{id}/status"), &to).await.expect(200);
}

fn to(mails: &[Message]) -> Vec<&str> {
    let mut to: Vec<&str> = mails.iter().map(|mail| mail.to[0].as_str()).collect();
    to.sort_unstable();
    to
}

both! {
    async fn an_address_is_asked_first(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let id = world.citizen().publish("Ein geheimnisvoller Brunnen").await;
        let mut ben = world.citizen().with("accept-language", "en");
        follow(&mut ben, id, "Ben@example.org", "now").await;
        assert_eq!(work(&mailer).await, 1);
        let mails = smtp.take();
        assert_eq!((mails[0].subject(), to(&mails)[0]), ("Please confirm: stay up to date", "ben@example.org"));
        assert!(!mails[0].text().contains("Brunnen") && !mails[0].html().contains("Brunnen"));
        let page = mails[0].link("/follow/");
        // Whoever only looks, such as a scanner of links, confirms nothing.
        let seen = following(&mut ben, &page).await;
        assert!(!seen.confirmed);
        assert_eq!(seen.email, "b…@example.org");
        let html = ben.get(&page).await.expect(200).body;
        assert!(html.contains("Brunnen") && html.contains("value=\"confirm\""), "{html}");
        ben.get(&format!("/api{page}/unsubscribe")).await.expect(303);
        status(&mut mo, id, "in_review").await;
        assert_eq!(work(&mailer).await, 0);
        assert_eq!(choose(&mut ben, &page, "confirm").await, 200);
        assert!(following(&mut ben, &page).await.confirmed);
        status(&mut mo, id, "planned").await;
        assert_eq!(work(&mailer).await, 1);
        assert_eq!(smtp.take()[0].subject(), "“Ein geheimnisvoller Brunnen”: Planned");
        // Asked again, the answer is the same, and nobody else chooses.
        follow(&mut world.citizen(), id, "ben@example.org", "daily").await;
        work(&mailer).await;
        assert_eq!(smtp.take()[0].link("/follow/"), page);
        assert_eq!(following(&mut ben, &page).await.mode, FollowMode::Now);
        assert_eq!(world.number("SELECT COUNT(*) FROM followers").await, 1);
        // What nobody confirms is forgotten.
        follow(&mut ben, id, "niemand@example.org", "now").await;
        let erased = server::jobs::erase(&world.state, Timestamp(now().0 + 4 * DAY)).await.unwrap().0;
        assert_eq!((erased.followers, world.number("SELECT COUNT(*) FROM followers").await), (1, 1));
    }
}

both! {
    async fn an_address_is_not_filled_with_questions(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        for n in 0..8 {
            let id = world.citizen().publish(&format!("Idee Nummer {n}")).await;
            follow(&mut world.citizen(), id, "opfer@example.org", "now").await;
        }
        assert_eq!(work(&mailer).await, 5);
        let limited = world.restarted(|config| config.rate_limits = server::config::Switch::On).await;
        let mut ben = limited.citizen();
        let wish = json!({ "email": "ben@example.org", "mode": "now" });
        let mut asked = 0;
        while ben.post("/api/ideas/1/followers", &wish).await.status == 202 {
            asked += 1;
        }
        // Some come back meanwhile.
        assert!((200..260).contains(&asked), "{asked}");
        ben.post("/api/ideas/1/followers", &wish).await.problem(429);
    }
}

both! {
    async fn one_click_ends_it_from_anywhere(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let id = world.citizen().publish("Ein Brunnen").await;
        let page = confirmed(&world, &smtp, &mailer, id, "ben@example.org", "now").await;
        status(&mut mo, id, "in_review").await;
        work(&mailer).await;
        let url = smtp.take()[0].header("list-unsubscribe").to_owned();
        let path = url.trim_matches(['<', '>']).split_once(".test").unwrap().1.to_owned();
        // As the mail program of another site sends it (RFC 8058).
        let mut elsewhere = world.citizen().with("origin", "https://mail.example.com").with("sec-fetch-site", "cross-site");
        elsewhere.form(&path, &[("List-Unsubscribe", "One-Click")]).await.expect(204);
        assert_eq!(following(&mut world.citizen(), &page).await.mode, FollowMode::Off);
        status(&mut mo, id, "planned").await;
        assert_eq!(work(&mailer).await, 0);
        // Nothing else comes from another site.
        elsewhere.post(&format!("/api{page}"), &json!({ "action": "now" })).await.problem(403);
        elsewhere.post("/api/ideas", &json!(new_idea("Fremd"))).await.problem(403);
        elsewhere.form("/api/follow/0/unsubscribe", &[]).await.problem(403);
        let unknown = format!("/api/follow/{}/unsubscribe", "0".repeat(32));
        elsewhere.form(&unknown, &[]).await.problem(404);
        // It can be taken back, and what waits when it is chosen off is not sent either.
        assert_eq!(choose(&mut world.citizen(), &page, "now").await, 200);
        status(&mut mo, id, "in_progress").await;
        assert_eq!(choose(&mut world.citizen(), &page, "off").await, 200);
        assert_eq!(work(&mailer).await, 0);
        assert_eq!(choose(&mut world.citizen(), &page, "stop").await, 204);
        assert_eq!(world.number("SELECT COUNT(*) FROM followers").await, 0);
        world.citizen().get(&format!("/api{page}")).await.problem(404);
        assert_eq!(choose(&mut world.citizen(), &page, "now").await, 404);
    }
}

both! {
    async fn it_works_without_a_script(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let id = world.citizen().publish("Ein Brunnen").await;
        let mut ben = world.citizen();
        let path = format!("/api/ideas/{id}/followers");
        let html = ben.get(&format!("/ideas/{id}")).await.expect(200).body;
        assert!(html.contains(&format!("action=\"{path}\"")));
        let wrong = ben.form(&path, &[("email", "ben"), ("mode", "daily")]).await.expect(422);
        assert!(wrong.body.contains("value=\"ben\"") && wrong.body.contains("name@example.org"));
        ben.form(&path, &[("email", "ben@example.org"), ("mode", "off")]).await.expect(422);
        let asked = ben.form(&path, &[("email", "ben@example.org"), ("mode", "daily")]).await.expect(303);
        assert_eq!(asked.header("location"), format!("/ideas/{id}?done=follow"));
        work(&mailer).await;
        let page = smtp.take()[0].link("/follow/");
        let done = ben.form(&format!("/api{page}"), &[("action", "confirm")]).await.expect(303);
        assert_eq!(done.header("location"), format!("{page}?done=saved"));
        let html = ben.get(done.header("location")).await.expect(200).body;
        assert!(html.contains("noindex"));
        assert_eq!(following(&mut ben, &page).await.mode, FollowMode::Daily);
        ben.form(&format!("/api{page}"), &[("action", "explode")]).await.expect(422);
        let gone = ben.form(&format!("/api{page}"), &[("action", "stop")]).await.expect(303);
        ben.get(gone.header("location")).await.expect(200);
        ben.get(&page).await.expect(404);
        ben.post("/api/ideas/999/followers", &json!({ "email": "b@example.org", "mode": "now" })).await.problem(404);
        for wrong in ["b@x.org\r\nBcc: c@example.org", "b@x.org\0", "b@x.org,c@x.org", ""] {
            ben.post(&path, &json!({ "email": wrong, "mode": "now" })).await;
        }
        let odd = "SELECT COUNT(*) FROM followers WHERE email LIKE '%c@%' OR email LIKE '%,%'";
        assert_eq!(world.number(odd).await, 0);
    }
}

both! {
    async fn the_address_of_an_author_follows_what_becomes_of_it(world: World) {
        let idea = NewIdea { lab: "soest".into(), email: "anna@example.org".into(), ..new_idea("Ein Brunnen") };
        let mut anna = world.citizen();
        let created = anna.post_idea(&idea).await;
        let api = format!("/api{}", created.manage_url);
        let other = NewIdea { email: "anna@example.com".into(), ..idea.clone() };
        anna.json("PUT", &api, &json!(other)).await.expect(200);
        let rows = |email: &str| format!("SELECT COUNT(*) FROM followers WHERE is_author AND email = '{email}'");
        assert_eq!(world.number(&rows("anna@example.org")).await, 0);
        assert_eq!(world.number(&rows("anna@example.com")).await, 1);
        let same = "SELECT COUNT(*) FROM followers f JOIN ideas i ON i.id = f.idea_id WHERE f.erase_at = i.email_until";
        assert_eq!(world.number(same).await, 1);
        anna.json("PUT", &api, &json!(NewIdea { email: String::new(), ..idea.clone() })).await.expect(200);
        assert_eq!(world.number("SELECT COUNT(*) FROM followers").await, 0);
        anna.json("PUT", &api, &json!(idea)).await.expect(200);
        let erased = server::jobs::erase(&world.state, Timestamp(now().0 + 181 * DAY)).await.unwrap().0;
        assert_eq!((erased.emails, erased.followers), (1, 1));
        anna.json("PUT", &api, &json!(idea)).await.expect(200);
        anna.ask("DELETE", &api, None).await.expect(200);
        assert_eq!(world.number("SELECT COUNT(*) FROM followers").await, 0);
    }
}

both! {
    async fn followers_of_what_is_merged_hear_of_what_leads(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let leader = world.citizen().publish("Ein Brunnen").await;
        let merged = world.citizen().publish("Noch ein Brunnen").await;
        confirmed(&world, &smtp, &mailer, leader, "ben@example.org", "now").await;
        confirmed(&world, &smtp, &mailer, merged, "ben@example.org", "now").await;
        let page = confirmed(&world, &smtp, &mailer, merged, "cem@example.org", "now").await;
        world.sql(&format!("UPDATE ideas SET status = 'merged', merged_into = {leader} WHERE id = {merged}")).await;
        status(&mut mo, leader, "in_review").await;
        assert_eq!(work(&mailer).await, 2, "one for each, however many of them Ben follows");
        let mails = smtp.take();
        assert_eq!(to(&mails), ["ben@example.org", "cem@example.org"]);
        let cem = mails.iter().find(|m| m.to == ["cem@example.org"]).unwrap();
        assert_eq!((cem.subject(), cem.link("/follow/")), ("„Ein Brunnen“: In Prüfung", page));
        // Off is off for both.
        let ben = mails.iter().find(|m| m.to == ["ben@example.org"]).unwrap().link("/follow/");
        assert_eq!(choose(&mut world.citizen(), &ben, "off").await, 200);
        status(&mut mo, leader, "planned").await;
        assert_eq!(work(&mailer).await, 1);
    }
}

both! {
    async fn a_merge_is_told_once_to_each(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let leader = world.citizen().publish("Ein Brunnen").await;
        let merged = world.citizen().publish("Noch ein Brunnen").await;
        for (id, email) in [(leader, "ben@example.org"), (merged, "ben@example.org"), (merged, "cem@example.org"), (leader, "dana@example.org")] {
            confirmed(&world, &smtp, &mailer, id, email, "now").await;
        }
        let told = |mails: &[Message]| {
            let mut told: Vec<String> = mails.iter().map(|m| format!("{} {}", m.to[0], m.subject())).collect();
            told.sort();
            told
        };
        let into = json!({ "into": leader, "seen": "" });
        mo.post(&format!("/api/staff/ideas/{merged}/merge"), &into).await.expect(200);
        work(&mailer).await;
        assert_eq!(told(&smtp.take()), [
            "ben@example.org „Noch ein Brunnen“: zusammengeführt",
            "cem@example.org „Noch ein Brunnen“: zusammengeführt",
            "dana@example.org „Ein Brunnen“: eine Idee kam dazu",
        ]);
        mo.post(&format!("/api/staff/ideas/{merged}/unmerge"), &json!({})).await.expect(200);
        work(&mailer).await;
        assert_eq!(told(&smtp.take()), [
            "ben@example.org „Noch ein Brunnen“: steht wieder für sich",
            "cem@example.org „Noch ein Brunnen“: steht wieder für sich",
            "dana@example.org „Ein Brunnen“: wieder getrennt",
        ]);
    }
}

both! {
    async fn a_question_goes_to_the_author_alone(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.moderator().await;
        let idea = NewIdea { lab: "soest".into(), email: "anna@example.org".into(), ..new_idea("Ein Brunnen") };
        let id = world.citizen().post_idea(&idea).await.id;
        work(&mailer).await;
        smtp.take();
        let question = json!({ "text": "An welchem Platz?" });
        mo.post(&format!("/api/staff/ideas/{id}/question"), &question).await.expect(200);
        work(&mailer).await;
        let mails = smtp.take();
        assert_eq!(mails[0].subject(), "„Ein Brunnen“: eine Frage an Sie");
        assert!(mails[0].text().contains("> An welchem Platz?"), "{}", mails[0].text());
    }
}

both! {
    async fn a_digest_a_day(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let first = world.citizen().publish("Ein Brunnen").await;
        let second = world.citizen().publish("Eine Bank").await;
        status(&mut mo, first, "in_review").await;
        for id in [first, second] {
            confirmed(&world, &smtp, &mailer, id, "ben@example.org", "daily").await;
        }
        // Four in the morning of the next day, UTC: five or six o'clock.
        let night = Timestamp((now().0 / DAY + 1) * DAY + 4 * 60 * MINUTE);
        let morning = night.plus_ms(4 * 60 * MINUTE);
        status(&mut mo, first, "planned").await;
        status(&mut mo, second, "in_review").await;
        let slip = mo.post(&format!("/api/staff/ideas/{second}/status"), &json!({ "status": "declined", "note": "Nein." })).await;
        let seq = slip.expect(200).json::<app::api::Decided>().seq;
        mo.undo(seq).await.expect(204);
        assert_eq!(work(&mailer).await, 0, "nothing at once");
        assert_eq!(daily::make(&world.state, night).await.unwrap(), None);
        // Two instances at once.
        let other = world.restarted(|_| ()).await;
        let (a, b) = tokio::join!(daily::make(&world.state, morning), daily::make(&other.state, morning));
        let made = a.unwrap().unwrap_or(0) + b.unwrap().unwrap_or(0);
        assert_eq!(made, 1);
        assert_eq!(mailer.work(morning).await.unwrap().sent, 1);
        let mails = smtp.take();
        assert_eq!(mails[0].subject(), "Neues zu 2 Ideen");
        let text = mails[0].text();
        assert!(text.contains("Ein Brunnen") && text.contains("Geplant"), "{text}");
        assert!(text.contains("Eine Bank") && text.contains("In Prüfung"), "{text}");
        assert!(!text.contains("Nein."), "what was taken back is not told: {text}");
        assert_eq!(text.matches("In Prüfung").count(), 1, "what was before is not told: {text}");
        // The same day again, and the next without news: nothing.
        assert_eq!(daily::make(&world.state, morning.plus_ms(60 * MINUTE)).await.unwrap(), None);
        assert_eq!(daily::make(&world.state, morning.plus_ms(DAY)).await.unwrap(), Some(0));
        status(&mut mo, first, "in_progress").await;
        assert_eq!(daily::make(&world.state, morning.plus_ms(2 * DAY)).await.unwrap(), Some(1));
        mailer.work(morning.plus_ms(2 * DAY)).await.unwrap();
        let mails = smtp.take();
        assert_eq!(mails[0].subject(), "Neues zu „Ein Brunnen“");
        let url = mails[0].header("list-unsubscribe").to_owned();
        let path = url.trim_matches(['<', '>']).split_once(".test").unwrap().1;
        world.citizen().form(path, &[("List-Unsubscribe", "One-Click")]).await.expect(204);
        assert_eq!(world.number("SELECT COUNT(*) FROM followers WHERE mode = 'off'").await, 2);
    }
}

both! {
    async fn a_digest_tells_what_was_taken_back_of_an_earlier_one(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let id = world.citizen().publish("Ein Brunnen").await;
        confirmed(&world, &smtp, &mailer, id, "ben@example.org", "daily").await;
        let morning = Timestamp((now().0 / DAY + 1) * DAY + 8 * 60 * MINUTE);
        let digest = async |day: i64| {
            daily::make(&world.state, morning.plus_ms(day * DAY)).await.unwrap();
            mailer.work(morning.plus_ms(day * DAY)).await.unwrap();
            smtp.take().first().map(|mail| mail.text().to_owned()).unwrap_or_default()
        };
        let given = mo.post(&format!("/api/staff/ideas/{id}/departments"), &json!({ "department": "tiefbau" })).await;
        let seq = given.expect(200).json::<app::api::Decided>().seq;
        assert!(digest(0).await.contains("Tiefbau"));
        mo.undo(seq).await.expect(204);
        let told = digest(1).await;
        assert!(told.contains("zurückgenommen") && !told.contains("Tiefbau"), "{told}");

        // An answer that was told, withdrawn, and comes back before the next digest: nothing.
        world.sql(&format!("INSERT INTO answers (idea_id, department, draft, draft_at, ready_at, approved_at) VALUES ({id}, 'tiefbau', 'Wir bauen.', 1, 1, 1)")).await;
        let items = json!({ "items": [{ "idea": id, "department": "tiefbau" }] });
        mo.post("/api/staff/answers/publish", &items).await.expect(200);
        assert!(digest(2).await.contains("Wir bauen."));
        let answer = format!("/api/staff/ideas/{id}/answers/tiefbau");
        mo.post(&format!("{answer}/withdraw"), &json!({})).await.expect(200);
        mo.post(&format!("{answer}/restore"), &json!({})).await.expect(200);
        assert_eq!(digest(3).await, "");
        mo.post(&format!("{answer}/withdraw"), &json!({})).await.expect(200);
        assert!(digest(4).await.contains("zurückgenommen"));
        mo.post(&format!("{answer}/restore"), &json!({})).await.expect(200);
        assert!(digest(5).await.contains("Wir bauen."));
    }
}

both! {
    async fn what_is_taken_back_late_is_told_if_it_was_news(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let id = world.citizen().publish("Ein Brunnen").await;
        confirmed(&world, &smtp, &mailer, id, "ben@example.org", "now").await;
        let trust = mo.post(&format!("/api/staff/ideas/{id}/trust"), &json!({ "rule": "never" })).await;
        let trust = trust.expect(200).json::<app::api::Decided>().seq;
        let moved = mo.post(&format!("/api/staff/ideas/{id}/status"), &json!({ "status": "in_review", "note": "" })).await;
        let moved = moved.expect(200).json::<app::api::Decided>().seq;
        work(&mailer).await;
        smtp.take();
        // Nobody knows any more who was told.
        world.sql("DELETE FROM outbox").await;
        let late = By { staff: 1, now: now().plus_ms(31 * DAY) };
        let undo = async |seq| {
            let undone = decisions::undo(&world.state.db, &Scope::default(), seq, late).await;
            assert_eq!(undone.unwrap(), Undone::Done);
            mailer.work(late.now.plus_ms(2 * MINUTE)).await.unwrap().sent
        };
        assert_eq!(undo(trust).await, 0, "no business of followers");
        assert_eq!(undo(moved).await, 1);
        assert!(smtp.take()[0].text().contains("zurückgenommen"));
    }
}

both! {
    async fn a_department_hears_what_is_theirs(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        world.staff("Eda", "editor").await;
        let mut tia = world.staff("Tia", "department").await;
        for name in ["Tom", "Uwe"] {
            world.staff(name, "department").await;
        }
        world.sql("DELETE FROM staff_departments").await;
        world.sql("INSERT INTO staff_departments (staff_id, department) SELECT id, 'tiefbau' FROM staff WHERE name IN ('Tia', 'Tom')").await;
        world.sql("UPDATE staff SET mail = 'off' WHERE name = 'Tom'").await;
        world.sql("UPDATE staff SET lang = 'en' WHERE name = 'Tia'").await;
        let id = world.citizen().publish("Ein Brunnen").await;
        let draft = AssignDraft {
            department: "tiefbau".into(),
            due_on: Date::from_iso("2027-05-31"),
            word: Some("Bitte bis zum Fest.".into()),
            review: false,
        };
        let by = By { staff: 1, now: now() };
        working::assign(&world.state.db, id, &draft, &Scope::default(), by).await.unwrap();
        assert_eq!(work(&mailer).await, 1);
        let mails = smtp.take();
        assert_eq!(to(&mails), ["tia@example.org"]);
        assert_eq!(mails[0].subject(), "New for Civil engineering: “Ein Brunnen”");
        assert!(mails[0].text().contains("> Bitte bis zum Fest.") && mails[0].text().contains("31 May 2027"));
        assert!(mails[0].text().contains(&format!("/staff/ideas/{id}")));
        // Handed on with a word: the others hear of it, and of the word.
        world.sql("INSERT INTO departments (slug, name_de, name_en) VALUES ('gruen', 'Grün', 'Green')").await;
        world.sql("INSERT INTO staff_departments (staff_id, department) SELECT id, 'gruen' FROM staff WHERE name IN ('Tia', 'Uwe')").await;
        let hand_on = json!({ "to": "gruen", "word": "Das ist Grünfläche." });
        let path = format!("/api/staff/ideas/{id}/departments/tiefbau/hand-on");
        tia.post(&path, &hand_on).await.expect(200);
        assert_eq!(work(&mailer).await, 1);
        let mails = smtp.take();
        assert_eq!(to(&mails), ["uwe@example.org"], "whoever did it knows");
        assert_eq!(mails[0].subject(), "Neu für Grün: „Ein Brunnen“");
        assert!(mails[0].text().contains("> Das ist Grünfläche."));
    }
}

both! {
    async fn a_waiting_idea_is_followed_by_nobody_else(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let idea = NewIdea { lab: "soest".into(), ..new_idea("Ein Brunnen") };
        let id = world.citizen().post_idea(&idea).await.id;
        let wish = json!({ "email": "ben@example.org", "mode": "now" });
        world.citizen().post(&format!("/api/ideas/{id}/followers"), &wish).await.problem(404);
        let mut mo = world.moderator().await;
        mo.decided(WaitingKind::Idea, id, "publish").await;
        let page = confirmed(&world, &smtp, &mailer, id, "ben@example.org", "now").await;
        world.sql("UPDATE ideas SET is_public = FALSE").await;
        let seen = following(&mut world.citizen(), &page).await;
        assert_eq!((seen.title, seen.public), (None, false));
        world.citizen().get(&page).await.expect(200);
    }
}
