//! What those who signed up hear by mail, over a real SMTP server.

use app::{domain::Timestamp, i18n::Lang};
use serde_json::json;
use server::{jobs, mail::Mailer};

use crate::harness::{HOST, Message, Smtp, World, group, in_hours, new_event, token_of};

/// Sends what is due in an hour's time at the latest; the mails, by recipient.
async fn sent(smtp: &Smtp, mailer: &Mailer) -> Vec<Message> {
    sent_at(smtp, mailer, in_hours(1)).await
}

async fn sent_at(smtp: &Smtp, mailer: &Mailer, at: Timestamp) -> Vec<Message> {
    let done = mailer.work(at).await.unwrap();
    assert_eq!((done.failed, done.delayed), (0, 0));
    let mut mails = smtp.take();
    mails.sort_by(|a, b| a.to.cmp(&b.to));
    mails
}

/// The only line of the calendar that begins so.
#[track_caller]
fn line<'m>(mail: &'m Message, name: &str) -> &'m str {
    let mut found = mail.calendar().lines().filter_map(|line| line.strip_prefix(name));
    let one = found.next().unwrap_or_else(|| panic!("no {name} in {}", mail.calendar()));
    assert_eq!(found.next(), None, "{name} twice");
    one
}

/// What every mail has; `file` is what comes along for the calendar.
#[track_caller]
fn check(mail: &Message, to: &str, subject: &str, file: Option<&str>) {
    assert_eq!((mail.to.as_slice(), mail.subject()), (&[to.to_owned()][..], subject));
    let mut names: Vec<&str> = mail.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let expected = [
        "auto-submitted",
        "content-language",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
    ];
    assert_eq!(names, expected);
    let kinds: Vec<&str> =
        mail.parts.iter().map(|(kind, _)| kind.split(';').next().unwrap()).collect();
    match file {
        Some(file) => {
            assert_eq!(kinds, ["text/plain", "text/html", "text/calendar", "application/ics"]);
            assert_eq!(mail.files, [file]);
            assert_eq!(mail.calendar(), mail.parts[3].1, "either way the same");
            assert!(mail.parts[2].0.contains(&format!("method={}", line(mail, "METHOD:"))));
        }
        None => assert_eq!(kinds, ["text/plain", "text/html"]),
    }
    assert!(!mail.raw.contains("Geheim") && !mail.text().contains("Geheim"));
    assert!(!mail.html().contains("<b>") && !mail.html().contains("Geheim"));
}

both! {
    async fn from_signing_up_to_a_cancelled_event(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut ed = world.staff("Ed", "editor").await;
        let evil = "Löten\r\nBcc: opfer@example.org\r\n\r\n<b>Los</b>\u{0}\u{202e}";
        let id = ed.add_event(&new_event(evil, 9, 1)).await;
        let title = "Löten Bcc: opfer@example.org <b>Los</b>";
        let german = |what: &str| format!("{what}: „{title}“");
        let english = |what: &str| format!("{what}: “{title}”");
        let (german_file, english_file) = (Some("veranstaltung.ics"), Some("event.ics"));

        let mut anna = world.citizen();
        let person = |name: &str| {
            let mut sent = group(name, 1);
            sent["first_name"] = json!("Geheim\r\nBcc: opfer@example.org");
            sent
        };
        let first = anna.register(id, &person("Anna")).await.expect(201).json();
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "anna@example.org", &german("Sie sind angemeldet"), german_file);
        assert_eq!(mails[0].link("/my/"), format!("/my/{}", token_of(&first)));
        let (uid, sequence) = (line(&mails[0], "UID:").to_owned(), line(&mails[0], "SEQUENCE:").to_owned());
        assert_eq!(uid, format!("event-{id}-1@{}", HOST.split(':').next().unwrap()));
        assert_eq!(line(&mails[0], "METHOD:"), "REQUEST");

        let mut ben = world.citizen().with("accept-language", "en");
        let second = ben.register(id, &person("Ben")).await.expect(201).json();
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "ben@example.org", &english("You are on the waitlist"), None);
        assert!(mails[0].text().contains("You are number 1 on the waitlist."));

        // The same address once more: its owner hears of it, and nobody else.
        ben.register(id, &person("Anna")).await;
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "anna@example.org", &german("Sie sind schon angemeldet"), None);
        assert_eq!(mails[0].link("/my/"), format!("/my/{}", token_of(&first)));

        anna.leave(&token_of(&first)).await.expect(200);
        let mails = sent(&smtp, &mailer).await;
        assert_eq!(mails.len(), 2);
        check(&mails[0], "anna@example.org", &german("Abgemeldet"), german_file);
        assert_eq!((line(&mails[0], "METHOD:"), line(&mails[0], "UID:")), ("CANCEL", uid.as_str()));
        assert!(line(&mails[0], "SEQUENCE:") > sequence.as_str());
        check(&mails[1], "ben@example.org", &english("A seat is free for you"), None);

        ben.registration_step(&token_of(&second), "accept").await.expect(200);
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "ben@example.org", &english("Your seat is yours"), english_file);
        assert_eq!((line(&mails[0], "METHOD:"), line(&mails[0], "UID:")), ("REQUEST", uid.as_str()));
        let sequence = line(&mails[0], "SEQUENCE:").to_owned();

        ed.change_event(id, |form| {
            form.dates[0].from = "09:00".into();
            form.note = "An hour earlier.\r\n<b>Sorry</b>".into();
        })
        .await
        .expect(200);
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "ben@example.org", &english("New date"), english_file);
        assert!(mails[0].text().contains("> An hour earlier."), "{}", mails[0].text());
        assert!(line(&mails[0], "DTSTART;TZID=Europe/Berlin:").ends_with("T090000"));
        assert!(line(&mails[0], "SEQUENCE:") > sequence.as_str());
        assert_eq!(line(&mails[0], "UID:"), uid);
        let sequence = line(&mails[0], "SEQUENCE:").to_owned();

        let path = format!("/api/staff/events/{id}/cancel");
        ed.post(&path, &json!({ "note": "Burst pipe." })).await.expect(200);
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "ben@example.org", &english("It does not take place"), english_file);
        assert!(mails[0].text().contains("> Burst pipe."));
        assert_eq!((line(&mails[0], "METHOD:"), line(&mails[0], "STATUS:")), ("CANCEL", "CANCELLED"));
        assert!(line(&mails[0], "SEQUENCE:") > sequence.as_str());
        assert_eq!(mails.len(), 1, "whoever has left is left alone");
    }
}

both! {
    async fn every_letter_in_german(world: World) {
        every_letter(world, Lang::De).await;
    }
}

both! {
    async fn every_letter_in_english(world: World) {
        every_letter(world, Lang::En).await;
    }
}

/// Three sign up for the one seat, and live to see everything there is.
async fn every_letter(world: World, lang: Lang) {
    let smtp = Smtp::start().await;
    let mailer = smtp.mailer(&world, 600).await;
    let mut ed = world.staff("Ed", "editor").await;
    let id = ed.add_event(&new_event("Löten", 9, 1)).await;
    let mut all = world.citizen().with("accept-language", lang.tag());
    let file = Some(lang.pick("veranstaltung.ics", "event.ics"));
    let is = |mails: &[Message], name: &str, subject: (&str, &str), file: Option<&str>| {
        let to = format!("{}@example.org", name.to_lowercase());
        let mail = mails.iter().find(|mail| mail.to == [to.clone()]);
        let mail = mail.unwrap_or_else(|| panic!("nothing to {name} but {mails:?}"));
        let title = lang.pick("„Löten“", "“Löten”");
        check(mail, &to, &format!("{}: {title}", lang.pick(subject.0, subject.1)), file);
        assert_eq!(mail.header("content-language"), lang.tag());
        assert!(mail.html().contains(&format!("<html lang=\"{}\"", lang.tag())), "{}", mail.html());
    };

    let anna = token_of(&all.sign_up(id, "Anna", 1).await);
    all.sign_up(id, "Ben", 1).await;
    let cem = token_of(&all.sign_up(id, "Cem", 1).await);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Anna", ("Sie sind angemeldet", "You are signed up"), file);
    is(&mails, "Ben", ("Sie stehen auf der Warteliste", "You are on the waitlist"), None);
    all.register(id, &group("Anna", 1)).await.problem(409);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Anna", ("Sie sind schon angemeldet", "You are signed up already"), None);
    all.leave(&anna).await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Anna", ("Abgemeldet", "You have cancelled"), file);
    is(&mails, "Ben", ("Ein Platz ist frei für Sie", "A seat is free for you"), None);
    jobs::programme(&world.state, in_hours(25)).await.unwrap();
    let mails = sent_at(&smtp, &mailer, in_hours(26)).await;
    is(&mails, "Ben", ("Das Angebot ist abgelaufen", "The offer has lapsed"), None);
    is(&mails, "Cem", ("Ein Platz ist frei für Sie", "A seat is free for you"), None);
    all.registration_step(&cem, "accept").await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Cem", ("Ihr Platz ist sicher", "Your seat is yours"), file);
    let path = format!("/api/registrations/{cem}");
    all.json("PUT", &path, &group("Dana", 1)).await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    let other = ("Wir schreiben nicht mehr an diese Adresse", "We no longer write to this address");
    is(&mails, "Cem", other, file);
    is(&mails, "Dana", ("Sie sind angemeldet", "You are signed up"), file);
    let before = mails.iter().find(|mail| mail.to == ["cem@example.org"]).unwrap();
    assert_eq!(line(before, "METHOD:"), "CANCEL");
    assert!(!before.raw.contains("/my/") && !before.text().contains("/my/"));
    all.json("PUT", &path, &group("Cem", 1)).await.expect(200);
    sent(&smtp, &mailer).await;
    ed.change_event(id, |form| form.place = "Anderswo".into()).await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Cem", ("Neuer Ort", "New place"), file);
    ed.event_step(id, "cancel").await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Cem", ("Fällt aus", "It does not take place"), file);
    ed.event_step(id, "restore").await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Cem", ("Findet doch statt", "It takes place after all"), file);
    let starts = all.event(id).await.card.starts_at;
    let hours = |n: i64| starts.plus_ms(n * 3_600_000);
    jobs::programme(&world.state, hours(-23)).await.unwrap();
    let mails = sent_at(&smtp, &mailer, hours(-22)).await;
    is(&mails, "Cem", ("Bald ist es so weit", "It is soon"), None);
    jobs::programme(&world.state, hours(4)).await.unwrap();
    let mails = sent_at(&smtp, &mailer, hours(5)).await;
    is(&mails, "Cem", ("Danke, dass Sie da waren", "Thank you for coming"), None);
    let sql = "SELECT MAX(id) FROM registrations WHERE state = 'confirmed'";
    let seated = world.number(sql).await;
    let path = format!("/api/staff/registrations/{seated}/cancel");
    ed.ask("POST", &path, None).await.expect(200);
    let mails = sent(&smtp, &mailer).await;
    is(&mails, "Cem", ("Ihre Anmeldung ist aufgehoben", "Your registration was cancelled"), file);
}

both! {
    async fn an_address_that_must_be_confirmed_gets_its_calendar_afterwards(world: World) {
        let smtp = Smtp::start().await;
        let mailer = smtp.mailer(&world, 600).await;
        let mut ed = world.staff("Ed", "editor").await;
        let mut form = new_event("Löten", 9, 1);
        form.must_confirm = true;
        form.fields[2].mode = "required".into();
        form.online_url = "https://meet.example.org/geheim".into();
        let id = ed.add_event(&form).await;
        let mut anna = world.citizen();
        let made = anna.sign_up(id, "Anna", 1).await;
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "anna@example.org", "Bitte bestätigen: „Löten“", None);
        assert!(!mails[0].text().contains("meet.example.org"), "nobody knows whose address it is");
        let link = mails[0].link("/my/");
        let code = link.strip_prefix(&format!("{}?confirm=", made.manage_url)).unwrap();
        let path = format!("/api/registrations/{}/confirm?code={code}", token_of(&made));
        anna.ask("POST", &path, None).await.expect(200);
        let mails = sent(&smtp, &mailer).await;
        check(&mails[0], "anna@example.org", "Sie sind angemeldet: „Löten“", Some("veranstaltung.ics"));
        assert!(mails[0].text().contains("https://meet.example.org/geheim"));
    }
}
