//! Each letter, in both languages.

mod every;

use app::domain::Date;

use super::*;
use crate::{
    mail::{html, letters::written, plain},
    store::outbox::{Letter, Names},
};

use every::every;

const SECRET: [u8; 32] = [7; 32];
const TITLE: &str = "Löten für alle";

fn at(day: &str, minutes: u32) -> Timestamp {
    Date::from_iso(day).unwrap().at(minutes)
}

fn site() -> Site<'static> {
    let base = "https://labor.example.org:8443".to_owned();
    Site { secret: &SECRET, base, from: "stadtlabor@labor.example.org" }
}

fn date(n: u32, dates: u32, day: &str) -> Entry {
    Entry {
        event: 7,
        date: n,
        dates,
        sequence: 2,
        changed_at: at("2026-11-01", 600),
        created_at: at("2026-10-01", 600),
        starts: at(day, 600),
        ends: at(day, 720),
        title: TITLE.into(),
        text: "Wir löten. ".repeat(200),
        location: Some("Stadtlabor Soest, Markt 1".into()),
        url: "https://labor.example.org:8443/events/7".into(),
        categories: Vec::new(),
        cancelled: false,
        conference: None,
    }
}

/// Somebody with a seat.
fn seated() -> Registered {
    Registered {
        event: 7,
        title: TITLE.into(),
        status: RegistrationState::Confirmed,
        position: None,
        people: 1,
        offered_until: None,
        confirm_by: None,
        online_url: None,
        address: None,
        sequence: 5,
        entries: vec![date(1, 1, "2026-12-05")],
        event_cancelled: false,
        cancelled_note: None,
        erased_on: Date::from_iso("2027-01-04"),
        gone: false,
    }
}

fn waiting() -> Registered {
    Registered { status: RegistrationState::Waitlisted, position: Some(3), ..seated() }
}

fn offered(people: u32) -> Registered {
    let offered_until = Some(at("2026-11-29", 750));
    Registered { status: RegistrationState::Offered, offered_until, people, ..seated() }
}

fn cancelled() -> Registered {
    Registered { status: RegistrationState::Cancelled, ..seated() }
}

fn off() -> Registered {
    Registered { event_cancelled: true, cancelled_note: Some("Wasserschaden".into()), ..seated() }
}

fn changed(what: &[&str]) -> About {
    let what = what.iter().map(|one| (*one).to_owned()).collect();
    let note = Some("Es regnet rein.\n\nTut uns leid.".into());
    About::Changed { note, what, gone: Vec::new() }
}

fn mail(lang: Lang) -> Claimed {
    Claimed {
        id: 1,
        message_id: "m".into(),
        recipient: "anna@example.org".into(),
        lang,
        letter: None,
        attempts: 1,
        created_at: at("2026-11-28", 720),
    }
}

fn page(lang: Lang, about: About, stands: Registered) -> Page {
    let seed = vec!["a".into(), "b".into()];
    let letter = Letter::Registration { registration: 4, event: 7, seed, about };
    let names = Names { registered: Some(stands), ..Names::default() };
    written(&site(), &mail(lang), &letter, &names).unwrap()
}

fn my() -> String {
    private(&site(), &["a".into(), "b".into()])
}

#[test]
fn when_where_and_until_when() {
    let text = |lang, about, stands| plain::render(&page(lang, about, stands));
    let offer = text(Lang::De, About::Offered, offered(3));
    for line in [
        "Wir halten sie bis 29. November 2026, 12:30 Uhr.",
        "- Samstag, 5. Dezember 2026, 10:00 bis 12:00 Uhr\n",
        "- Stadtlabor Soest, Markt 1\n",
        "- Für 3 Personen\n",
        "Annehmen oder ablehnen:\nhttps://",
        "Am 4. Januar 2027 löschen wir Ihre Adresse.",
    ] {
        assert!(offer.contains(line), "{line} in {offer}");
    }
    let unconfirmed = Registered { confirm_by: Some(at("2026-11-28", 750)), ..seated() };
    let confirm = text(Lang::En, About::SignedUp, unconfirmed);
    assert!(confirm.contains("until 28 November 2026, 12:30. Otherwise"), "{confirm}");
    let line = text(Lang::De, About::SignedUp, waiting());
    assert!(line.contains("Sie stehen auf der Warteliste auf Platz 3."), "{line}");
    let moved = text(Lang::De, changed(&["place"]), seated());
    assert!(moved.contains("> Es regnet rein.\n> \n> Tut uns leid."), "{moved}");
    let none = About::EventCancelled { note: None };
    assert!(text(Lang::De, none, off()).contains("> Wasserschaden"));
    let forgotten = Registered { erased_on: None, ..seated() };
    let due = Registered { erased_on: Date::from_iso("2026-11-28"), ..seated() };
    assert_eq!(
        text(Lang::De, About::Thanks, due),
        text(Lang::De, About::Thanks, forgotten.clone()),
        "no day that has begun"
    );
    let text = text(Lang::De, About::Thanks, forgotten);
    assert!(text.contains("Wann wir Ihre Adresse löschen, steht auf Ihrer persönlichen Seite."));
}

#[test]
fn the_link_is_for_whoever_has_a_seat() {
    let link = "https://meet.example.org/geheim";
    for (about, stands, ..) in every() {
        let seat = stands.status == RegistrationState::Confirmed
            && about != About::Readdressed
            && stands.confirm_by.is_none()
            && !stands.event_cancelled;
        let online = Registered { online_url: Some(link.into()), ..stands };
        let page = page(Lang::De, about.clone(), online);
        let shown = plain::render(&page).contains(link);
        assert_eq!(shown, seat && about != About::Thanks, "{about:?}");
        if let Some(enclosed) = page.calendar {
            assert_eq!(enclosed.file.contains("CONFERENCE"), seat, "{about:?}");
        }
    }
}

#[test]
fn a_calendar_knows_which_mail_is_the_later() {
    let one = page(Lang::De, About::SignedUp, seated()).calendar.unwrap();
    assert_eq!(one.dates, std::slice::from_ref(&one.file));
    for line in [
        "METHOD:REQUEST\r\n",
        "UID:event-7-1@labor.example.org\r\n",
        "SEQUENCE:5\r\n",
        "DTSTAMP:20261128T110000Z\r\n",
        "mailto:anna@example.org\r\n",
        "STATUS:CONFIRMED\r\n",
    ] {
        assert!(one.file.contains(line), "{line} in {}", one.file);
    }
    assert!(!one.file.contains("/my/"), "people share their calendars");
    assert!(one.file.len() < 3000, "the page has the rest");
    let away = page(Lang::De, About::CancelledByPerson, cancelled()).calendar.unwrap();
    assert!(away.file.contains("METHOD:CANCEL") && !away.file.contains("STATUS:"));
    let none = About::EventCancelled { note: None };
    let gone = page(Lang::De, none, off()).calendar.unwrap();
    assert!(gone.file.contains("METHOD:CANCEL") && gone.file.contains("STATUS:CANCELLED"));
}

#[test]
fn each_date_comes_by_itself_and_all_in_one_file() {
    let days = ["2026-11-21", "2026-12-05", "2026-12-12"];
    let entries: Vec<Entry> = days.iter().zip(1..).map(|(day, n)| date(n, 3, day)).collect();
    let several = Registered { entries, ..seated() };
    let asked = page(Lang::De, changed(&["time"]), several.clone()).calendar.unwrap();
    let count = |document: &String| document.matches("BEGIN:VEVENT").count();
    assert_eq!(asked.dates.iter().map(count).collect::<Vec<_>>(), [1, 1], "the first is over");
    assert!(asked.dates[0].contains("UID:event-7-2@") && asked.dates[1].contains("UID:event-7-3@"));
    assert!(asked.file.contains("METHOD:PUBLISH") && !asked.file.contains("ATTENDEE"));
    assert_eq!(count(&asked.file), 2);
    let out = Registered { status: RegistrationState::Cancelled, ..several };
    let out = page(Lang::De, About::CancelledByStaff, out).calendar.unwrap();
    assert_eq!(out.file.matches("STATUS:CANCELLED").count(), 2);
    assert!(out.dates.iter().all(|date| date.contains("METHOD:CANCEL")));
}

#[test]
fn a_date_that_is_no_more_leaves_the_calendar() {
    let date = |n: u32, day: &str| (n, at(day, 600), at(day, 720));
    let gone = vec![date(2, "2026-12-12"), date(3, "2020-12-19")];
    let about = About::Changed { note: None, what: vec!["time".into()], gone };
    let sent = page(Lang::De, about, seated()).calendar.unwrap();
    assert_eq!(sent.dates.len(), 1);
    assert!(sent.dates[0].contains("METHOD:REQUEST") && sent.dates[0].contains("UID:event-7-1@"));
    assert_eq!(sent.gone.len(), 1, "what is over stays");
    let out = &sent.gone[0];
    for part in ["METHOD:CANCEL", "UID:event-7-2@", "STATUS:CANCELLED", "SEQUENCE:5"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    assert_eq!(sent.file.matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn what_is_no_longer_true_is_not_sent() {
    let now = at("2026-11-28", 720);
    let gone = |stands| Registered { gone: true, ..stands };
    for (about, stands, ..) in every() {
        assert!(!timely(&about, &gone(stands), now), "{about:?}");
    }
    let no =
        |about: &About, stands: &Registered, now| assert!(!timely(about, stands, now), "{about:?}");
    no(&About::SignedUp, &cancelled(), now);
    no(&About::SignedUp, &off(), now);
    no(&About::Offered, &seated(), now);
    no(&About::Offered, &offered(1), at("2026-11-29", 750));
    no(&About::Seated, &cancelled(), now);
    no(&About::Expired, &seated(), now);
    no(&About::CancelledByStaff, &seated(), now);
    no(&changed(&["time"]), &off(), now);
    no(&About::EventCancelled { note: None }, &seated(), now);
    no(&About::EventRestored, &off(), now);
    no(&About::Reminder, &waiting(), now);
    no(&About::Reminder, &seated(), at("2026-12-05", 600));
    no(&About::Thanks, &off(), now);
}

#[test]
fn the_teams_words_are_the_teams() {
    let (title, subject) = (TITLE.to_owned(), "Bitte Schuhe mitbringen".to_owned());
    let text = "Hallo!\nEs wird nass.\n\n<b>Bis bald</b>".to_owned();
    let letter = |seed: &[&str]| Letter::Message {
        event: 7,
        title: title.clone(),
        subject: subject.clone(),
        text: text.clone(),
        seed: seed.iter().map(|part| (*part).to_owned()).collect(),
    };
    for (lang, expected) in [
        (Lang::De, "„Löten für alle“: Bitte Schuhe mitbringen"),
        (Lang::En, "“Löten für alle”: Bitte Schuhe mitbringen"),
    ] {
        let page = written(&site(), &mail(lang), &letter(&["a", "b"]), &Names::default()).unwrap();
        assert_eq!((page.subject.as_str(), page.heading.as_str()), (expected, subject.as_str()));
        assert!(page.calendar.is_none());
        let text = plain::render(&page);
        assert!(
            text.contains("\nHallo!\nEs wird nass.\n\n<b>Bis bald</b>\n") && text.contains(&my())
        );
        let html = html::render(&page, lang);
        assert!(html.contains("Hallo!<br>Es wird nass.</p>") && !html.contains("<b>"), "{html}");
        let page = written(&site(), &mail(lang), &letter(&[]), &Names::default()).unwrap();
        let text = plain::render(&page);
        assert!(!text.contains("/my/") && text.contains("/events/7"));
    }
}

#[test]
fn letters_come_back_as_they_were() {
    for (about, ..) in every() {
        let letter =
            Letter::Registration { registration: 4, event: 7, seed: vec!["a".into()], about };
        let json = serde_json::to_string(&letter).unwrap();
        assert_eq!(serde_json::from_str::<Letter>(&json).unwrap(), letter);
    }
    let json = r#"{"kind":"registration","registration":4,"event":7,"seed":[],"about":{"about":"cancelled_by_person"}}"#;
    let letter: Letter = serde_json::from_str(json).unwrap();
    assert_eq!(letter.kind(), "registration");
    let nobody = written(&site(), &mail(Lang::De), &letter, &Names::default());
    assert_eq!(nobody.err().as_deref(), Some("there is no such registration"));
}
