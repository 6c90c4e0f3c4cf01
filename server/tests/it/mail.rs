//! Mail, sent to a real SMTP server.

use std::{collections::HashMap, sync::Arc, time::Duration};

use app::{api::NewIdea, api::WaitingKind, domain::Timestamp};
use serde_json::json;
use server::{
    clock::now,
    mail::{Done, Mailer},
    store::outbox::{self, Letter, Mail},
};

use crate::harness::{HOST, Message, Mood, Smtp, World, new_idea};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn by_anna(lab: &str) -> NewIdea {
    NewIdea { lab: lab.into(), email: "Anna@example.org".into(), ..new_idea("Ein Brunnen") }
}

/// Sends what is due in so many minutes.
async fn work(mailer: &Mailer, minutes: i64) -> Done {
    mailer.work(Timestamp(now().0 + minutes * MINUTE)).await.unwrap()
}

fn sent(sent: u64) -> Done {
    Done { sent, ..Done::default() }
}

/// What every mail has.
fn check(message: &Message, to: &str) {
    assert_eq!(message.from, format!("stadtlabor@{HOST}"));
    assert_eq!(message.to, [to]);
    assert_eq!(message.header("to"), to);
    assert!(message.header("from").contains(&format!("<stadtlabor@{HOST}>")));
    assert_eq!(message.header("auto-submitted"), "auto-generated");
    assert_eq!(message.header("mime-version"), "1.0");
    assert!(message.header("date").ends_with("+0000"), "{}", message.header("date"));
    let id = message.header("message-id");
    assert!(id.starts_with('<') && id.ends_with(&format!("@{HOST}>")), "{id}");
    let kinds: Vec<&str> =
        message.parts.iter().map(|(k, _)| k.split(';').next().unwrap()).collect();
    assert_eq!(kinds, ["text/plain", "text/html"], "the best comes last");
    assert!(message.raw.lines().all(|line| line.len() <= 998), "RFC 5322, 2.1.1");
    let lang = message.header("content-language");
    assert!(message.html().contains(&format!("<html lang=\"{lang}\">")));
    assert!(message.html().contains("prefers-color-scheme: dark"));
    assert!(!message.html().contains("<img") && !message.html().contains("<script"));
}

both! {
    async fn an_author_hears_that_an_idea_has_arrived(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut anna = world.citizen();
        let created = anna.post_idea(&by_anna("soest")).await;
        assert_eq!(work(&mailer, 0).await, sent(1));
        let mails = smtp.take();
        check(&mails[0], "anna@example.org");
        assert_eq!(mails[0].subject(), "Ihre Idee ist angekommen");
        assert_eq!(mails[0].link("/my/"), created.manage_url);
        assert!(mails[0].html().contains(&created.manage_url));
        // Nobody has said yet that the address is the author's.
        assert!(!mails[0].raw.contains("Brunnen") && !mails[0].text().contains("Brunnen"));
        assert_eq!(mails[0].header("list-unsubscribe"), "");
        let follow = mails[0].link("/follow/");
        world.citizen().get(&format!("/api{follow}")).await.expect(200);

        let mut ben = world.citizen().with("accept-language", "en");
        let created = ben.post_idea(&NewIdea { email: "ben@example.org".into(), ..new_idea("A bench") }).await;
        assert_eq!(work(&mailer, 0).await, sent(1));
        let mails = smtp.take();
        check(&mails[0], "ben@example.org");
        assert_eq!(mails[0].subject(), "Your idea has arrived");
        assert!(mails[0].text().contains("is on the wall"));
        assert_eq!(mails[0].link("/my/"), created.manage_url);
        // The same again is the same idea, and no second mail; without an address there is none.
        let mut keyed = world.citizen().with("idempotency-key", "einmal");
        keyed.post_idea(&by_anna("soest")).await;
        keyed.post_idea(&by_anna("soest")).await;
        anna.publish("Ohne Adresse").await;
        assert_eq!(work(&mailer, 5).await, sent(1));
        assert_eq!(work(&mailer, 5).await, Done::default());
        // What was said is erased as soon as it is sent; no token ever lay there.
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE params <> '{}'").await, 0);
    }
}

both! {
    async fn each_change_is_told_once_to_each(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let (mut anna, mut mo) = (world.citizen(), world.staff("Eda", "editor").await);
        let id = anna.post_idea(&by_anna("soest")).await.id;
        work(&mailer, 0).await;
        let arrived = smtp.take();
        mo.decided(WaitingKind::Idea, id, "publish").await;
        // A minute for whoever slipped.
        assert_eq!(work(&mailer, 0).await, Done::default());
        assert_eq!(work(&mailer, 2).await, sent(1));
        let mails = smtp.take();
        check(&mails[0], "anna@example.org");
        assert_eq!(mails[0].subject(), "„Ein Brunnen“: jetzt auf der Ideenwand");
        assert!(mails[0].text().contains(&format!("http://{HOST}/ideas/{id}\n")));
        let url = mails[0].header("list-unsubscribe");
        let follow = mails[0].link("/follow/");
        assert_eq!(url, format!("<http://{HOST}/api{follow}/unsubscribe>"));
        assert_eq!(mails[0].header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
        assert_eq!(follow, arrived[0].link("/follow/"), "one page for all mails");
        assert_ne!(mails[0].header("message-id"), arrived[0].header("message-id"));

        let status = json!({ "status": "declined", "note": "Dort liegen Leitungen.\n\nTut uns leid." });
        mo.post(&format!("/api/staff/ideas/{id}/status"), &status).await.expect(200);
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'news' AND sent_at IS NULL").await, 1);
        assert_eq!(work(&mailer, 2).await, sent(1));
        let mails = smtp.take();
        assert_eq!(mails[0].subject(), "„Ein Brunnen“: Nicht umsetzbar");
        assert!(mails[0].text().contains("> Dort liegen Leitungen.\n> \n> Tut uns leid."), "{}", mails[0].text());
        assert!(mails[0].html().contains("Dort liegen Leitungen."));
        // What citizens do is no news.
        anna.support(id).await;
        assert_eq!(work(&mailer, 5).await, Done::default());
    }
}

both! {
    async fn a_declined_idea_is_told_to_its_author_alone(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let (mut anna, mut mo) = (world.citizen(), world.moderator().await);
        let id = anna.post_idea(&by_anna("soest")).await.id;
        work(&mailer, 0).await;
        smtp.take();
        mo.decided(WaitingKind::Idea, id, "decline").await;
        assert_eq!(work(&mailer, 2).await, sent(1));
        let mails = smtp.take();
        assert_eq!(mails[0].subject(), "„Ein Brunnen“: Nicht umsetzbar");
        assert!(mails[0].text().contains("> Das gehört nicht hierher."));
        assert!(!mails[0].text().contains("/ideas/"), "it has no page");
    }
}

both! {
    async fn what_is_taken_back_at_once_is_told_to_nobody(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let (mut anna, mut mo) = (world.citizen(), world.moderator().await);
        let id = anna.post_idea(&by_anna("soest")).await.id;
        work(&mailer, 0).await;
        smtp.take();
        let seq = mo.decided(WaitingKind::Idea, id, "decline").await;
        mo.undo(seq).await.expect(204);
        assert_eq!(work(&mailer, 5).await, Done::default());
        let seq = mo.decided(WaitingKind::Idea, id, "publish").await;
        assert_eq!(work(&mailer, 5).await, sent(1));
        mo.undo(seq).await.expect(204);
        assert_eq!(work(&mailer, 5).await, sent(1));
        let subjects: Vec<String> = smtp.take().iter().map(|m| m.subject().to_owned()).collect();
        assert_eq!(subjects, ["„Ein Brunnen“: jetzt auf der Ideenwand", "„Ein Brunnen“: zurückgenommen"]);
    }
}

both! {
    async fn no_field_gets_into_the_headers(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut mo = world.staff("Eda", "editor").await;
        let evil = "Brunnen\r\nBcc: opfer@example.org\r\n\r\n<b>Los</b>\u{0}\u{202e}";
        let idea = NewIdea {
            title: format!("{evil} {}", "ä".repeat(60)),
            author: "Anna\r\nBcc: opfer@example.org".into(),
            ..by_anna("soest")
        };
        let id = world.citizen().post_idea(&idea).await.id;
        // What no form lets through.
        let write = world.state.db.write().await.unwrap();
        for (key, recipient) in [("a", "a@example.org\r\nBcc: opfer@example.org"), ("b", "b@example.org, opfer@example.org"), ("c", "")] {
            let letter = Letter::Confirm { idea: id };
            let (now, lang) = (now(), "de".to_owned());
            let mail = Mail { key: key.into(), recipient: recipient.into(), lang, letter, registration: None, now, due: now };
            assert!(outbox::put(&write, mail.clone()).await.unwrap());
            assert!(!outbox::put(&write, mail).await.unwrap(), "one row for a key");
        }
        write.commit().await.unwrap();
        world.sql("UPDATE departments SET name_de = 'Tief\r\nBcc: opfer@example.org'").await;
        mo.decided(WaitingKind::Idea, id, "publish").await;
        let note = json!({ "status": "in_review", "note": evil });
        mo.post(&format!("/api/staff/ideas/{id}/status"), &note).await.expect(200);
        let done = work(&mailer, 2).await;
        assert_eq!((done.sent, done.failed), (3, 3), "{done:?}");
        for mail in smtp.take() {
            check(&mail, "anna@example.org");
            let mut names: Vec<&str> = mail.headers.iter().map(|(n, _)| n.as_str()).collect();
            names.retain(|name| !name.starts_with("list-unsubscribe"));
            names.sort_unstable();
            assert_eq!(names, ["auto-submitted", "content-language", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"]);
            assert!(!mail.html().contains("<b>Los"), "{}", mail.html());
        }
    }
}

both! {
    async fn the_teams_words_reach_those_who_signed_up(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let evil = "Löten\r\nBcc: opfer@example.org\r\n\r\n<b>Los</b>\u{0}\u{202e}";
        let write = world.state.db.write().await.unwrap();
        for lang in ["de", "en"] {
            let letter = Letter::Message {
                event: 7,
                title: format!("{evil} {}", "ä".repeat(100)),
                subject: evil.into(),
                text: evil.into(),
                seed: vec!["a".into(), lang.into()],
            };
            let (now, lang) = (now(), lang.to_owned());
            let recipient = format!("{lang}@example.org");
            let mail = Mail { key: format!("message:{lang}"), recipient, lang, letter, registration: None, now, due: now };
            outbox::put(&write, mail).await.unwrap();
        }
        write.commit().await.unwrap();
        assert_eq!(work(&mailer, 0).await, sent(2));
        let mut mails = smtp.take();
        mails.sort_by(|a, b| a.to.cmp(&b.to));
        for (mail, to) in mails.iter().zip(["de@example.org", "en@example.org"]) {
            check(mail, to);
            let names: Vec<&str> = mail.headers.iter().map(|(n, _)| n.as_str()).collect();
            assert!(!names.contains(&"bcc"), "{names:?}");
            assert!(mail.subject().contains("Löten Bcc: opfer@example.org <b>Los</b>"), "{}", mail.subject());
            assert!(mail.text().contains("\nBcc: opfer@example.org\n"), "it is text");
            assert!(!mail.html().contains("<b>Los"));
            assert_eq!(mail.link("/my/").len(), "/my/".len() + 32);
        }
        assert!(mails[0].subject().starts_with('„') && mails[1].subject().starts_with('“'));
    }
}

both! {
    async fn a_mail_that_is_not_taken_is_tried_again(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 4).await;
        world.citizen().post_idea(&by_anna("soest")).await;
        smtp.mood(Mood::Refusing("451 4.3.0 later"));
        let delayed = Done { delayed: 1, ..Done::default() };
        let mut at = 0;
        for wait in [1, 5, 30, 120, 720] {
            assert_eq!(work(&mailer, at).await, delayed);
            assert_eq!(work(&mailer, at + wait - 1).await, Done::default(), "not yet");
            at += wait;
        }
        // Where it says nothing at all, it is left before anybody else may try.
        smtp.mood(Mood::Stalling);
        let began = std::time::Instant::now();
        assert_eq!(work(&mailer, at).await, delayed);
        assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
        smtp.mood(Mood::Refusing("550 5.7.1 not for you"));
        at += 720;
        assert_eq!(work(&mailer, at).await, delayed, "that is about us, not about Anna");
        smtp.mood(Mood::Good);
        assert_eq!(work(&mailer, at + 720).await, sent(1));
        assert_eq!(smtp.take().len(), 1);
        assert_eq!(world.number("SELECT attempts FROM outbox").await, 8);
    }
}

both! {
    async fn a_mail_is_given_up_in_the_end(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut anna = world.citizen();
        anna.post_idea(&by_anna("soest")).await;
        smtp.mood(Mood::Refusing("550 5.1.1 nobody of that name"));
        let failed = Done { failed: 1, ..Done::default() };
        assert_eq!(work(&mailer, 0).await, failed, "at once, where there is nobody");
        anna.post_idea(&by_anna("soest")).await;
        smtp.mood(Mood::Refusing("451 4.3.0 later"));
        let mut hours = 0;
        while work(&mailer, hours * 60).await.failed == 0 {
            hours += 1;
            assert!(hours < 24 * 4, "it never ends");
        }
        assert!(hours >= 24 * 2, "after {hours} hours");
        smtp.mood(Mood::Good);
        assert_eq!(work(&mailer, hours * 60 + 2000).await, Done::default());
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE failed_at IS NOT NULL AND params = '{}' AND error <> ''").await, 2);
        // And forgotten a month later.
        let later = Timestamp(now().0 + 31 * 24 * HOUR);
        let erased = server::jobs::erase(&world.state, later).await.unwrap().0;
        assert_eq!(erased.mails, 2);
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox").await, 0);
    }
}

both! {
    async fn two_instances_send_nothing_twice(world: World) {
        let smtp = Smtp::start().await;
        smtp.mood(Mood::Slow(Duration::from_millis(3)));
        let count = 300;
        let write = world.state.db.write().await.unwrap();
        for n in 0..count {
            let letter = Letter::Confirm { idea: n };
            let (now, lang) = (now(), "de".to_owned());
            let recipient = format!("n{n}@example.org");
            let mail = Mail { key: format!("test:{n}"), recipient, lang, letter, registration: None, now, due: now };
            outbox::put(&write, mail).await.unwrap();
        }
        write.commit().await.unwrap();
        let mut all = Vec::new();
        for _ in 0..2 {
            let mailer = Arc::new(smtp.mailer(&world, 600).await);
            all.push(tokio::spawn(async move { work(&mailer, 0).await }));
        }
        let mut shares = Vec::new();
        for one in all {
            shares.push(one.await.unwrap().sent);
        }
        assert_eq!(shares.iter().sum::<u64>(), count as u64, "{shares:?}");
        assert!(shares.iter().all(|share| *share > 0), "both had a part: {shares:?}");
        let mut taken: HashMap<String, usize> = HashMap::new();
        for mail in smtp.take() {
            *taken.entry(mail.to[0].clone()).or_default() += 1;
        }
        assert_eq!(taken.len(), count as usize);
        assert!(taken.values().all(|n| *n == 1), "{taken:?}");
    }
}

both! {
    async fn what_died_with_its_instance_is_sent_by_another(world: World) {
        let smtp = Smtp::start().await;
        world.citizen().post_idea(&by_anna("soest")).await;
        let claimed = outbox::claim(&world.state.db, "somebody", 10 * MINUTE, 4, now()).await.unwrap();
        assert_eq!(claimed.len(), 1);
        let mailer = smtp.mailer(&world, 600).await;
        assert_eq!(work(&mailer, 0).await, Done::default(), "it is somebody's");
        assert_eq!(work(&mailer, 11).await, sent(1));
        let id = smtp.take()[0].header("message-id").to_owned();
        assert_eq!(id, format!("<{}@{HOST}>", claimed[0].message_id));
    }
}

both! {
    async fn without_a_server_mails_are_files(world: World) {
        let created = world.citizen().post_idea(&by_anna("soest")).await;
        let mailer = Mailer::new(&world.state).unwrap();
        assert_eq!(work(&mailer, 0).await, sent(1));
        let folder = world.database.data.join("outbox");
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        assert!(files[0].extension().unwrap() == "eml");
        let text = std::fs::read_to_string(&files[0]).unwrap();
        let message = Message::new(format!("stadtlabor@{HOST}"), vec!["anna@example.org".into()], text);
        check(&message, "anna@example.org");
        assert_eq!(message.link("/my/"), created.manage_url);
        let later = std::time::SystemTime::now() + Duration::from_secs(31 * 86_400);
        let remove = |at| server::mail::remove_old(&world.database.data, at);
        assert_eq!(remove(std::time::SystemTime::now()).await.unwrap(), 0);
        assert_eq!(remove(later).await.unwrap(), 1);
    }
}

both! {
    async fn the_worker_wakes_by_itself(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut anna = world.citizen();
        anna.post_idea(&by_anna("soest")).await;
        let running = tokio::spawn(server::mail::run(Arc::new(mailer)));
        let began = std::time::Instant::now();
        while smtp.taken().is_empty() {
            assert!(began.elapsed() < Duration::from_secs(10), "nothing was sent");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        running.abort();
    }
}
