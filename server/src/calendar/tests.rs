//! Documents as a calendar reads them. An independent parser reads them in
//! `cargo xtask test --only calendar`.

use app::domain::{Date, Timestamp};

use super::*;

const HOST: &str = "stadtlabor.example.org";
const MINUTE: i64 = 60_000;
const GUEST: Guest<'_> =
    Guest { email: "anna@example.org", organizer: "stadtlabor@stadtlabor.example.org" };

fn at(day: &str, minutes: u32) -> Timestamp {
    Date::from_iso(day).unwrap().at(minutes)
}

fn entry() -> Entry {
    Entry {
        event: 7,
        date: 1,
        dates: 1,
        sequence: 3,
        changed_at: at("2026-03-01", 720),
        created_at: at("2026-02-01", 720),
        starts: at("2026-03-28", 600),
        ends: at("2026-03-28", 720),
        title: "World-Café: Räume, die guttun".into(),
        text: "Vier Tische.\n\nJede Frage zählt; keine ist zu blöd.".into(),
        location: Some("Stadtlabor Soest, Markt 1".into()),
        url: "https://stadtlabor.example.org/events/7".into(),
        categories: vec!["Innenstadt".into(), "Lärm, Licht".into()],
        cancelled: false,
        conference: None,
    }
}

fn published(entry: Entry) -> String {
    document(HOST, None, Method::Publish, &[entry], None)
}

/// The lines, unfolded; each is checked on the way.
fn lines(document: &str) -> Vec<String> {
    assert!(document.ends_with("\r\n"));
    assert!(document.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    assert!(!document.chars().any(|c| c.is_control() && c != '\r' && c != '\n'));
    document.replace("\r\n ", "").trim_end().split("\r\n").map(str::to_owned).collect()
}

/// The values of the properties that begin so.
fn values(document: &str, name: &str) -> Vec<String> {
    let lines = lines(document);
    lines.iter().filter_map(|line| line.strip_prefix(name)).map(str::to_owned).collect()
}

fn value(document: &str, name: &str) -> String {
    let found = values(document, name);
    assert_eq!(found.len(), 1, "{name} in {document}");
    found.into_iter().next().unwrap()
}

#[test]
fn a_date_says_everything() {
    let document = published(entry());
    let all = lines(&document);
    let from = all.iter().position(|line| line == "BEGIN:VEVENT").unwrap();
    let expected = [
        "BEGIN:VEVENT",
        "UID:event-7-1@stadtlabor.example.org",
        "SEQUENCE:3",
        "DTSTAMP:20260301T110000Z",
        "CREATED:20260201T110000Z",
        "LAST-MODIFIED:20260301T110000Z",
        "DTSTART;TZID=Europe/Berlin:20260328T100000",
        "DTEND;TZID=Europe/Berlin:20260328T120000",
        "SUMMARY:World-Café: Räume\\, die guttun",
        "DESCRIPTION:Vier Tische.\\n\\nJede Frage zählt\\; keine ist zu blöd.",
        "LOCATION:Stadtlabor Soest\\, Markt 1",
        "URL:https://stadtlabor.example.org/events/7",
        "CATEGORIES:Innenstadt,Lärm\\, Licht",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(all[from..], expected);
    assert_eq!(
        all[..3],
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Stadtlabor//Stadtlabor//DE"]
    );
    // A download is no message: nobody organizes it, and nobody is invited.
    for word in ["METHOD", "ORGANIZER", "ATTENDEE", "X-WR-CALNAME", "REFRESH-INTERVAL"] {
        assert_eq!(values(&document, word), [""; 0], "{word}");
    }
}

#[test]
fn the_same_is_the_same_document() {
    assert_eq!(published(entry()), published(entry()));
}

#[test]
fn a_feed_has_a_name_and_keeps_nobody_busy() {
    let dates = |n: u32| Entry { date: n, dates: 3, ..entry() };
    let all = [dates(1), dates(2), Entry { cancelled: true, ..dates(3) }];
    let feed = document(HOST, Some("Programm; Soest"), Method::Publish, &all, None);
    assert_eq!(value(&feed, "NAME:"), "Programm\\; Soest");
    assert_eq!(value(&feed, "X-WR-CALNAME:"), "Programm\\; Soest");
    assert_eq!(value(&feed, "REFRESH-INTERVAL;VALUE=DURATION:"), "PT1H");
    assert_eq!(values(&feed, "TRANSP:"), ["TRANSPARENT"; 3]);
    let known: Vec<String> = (1..4).map(|n| format!("event-7-{n}@{HOST}")).collect();
    assert_eq!(values(&feed, "UID:"), known);
    assert_eq!(values(&feed, "STATUS:"), ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    let titles = values(&feed, "SUMMARY:");
    assert_eq!(titles[1], "World-Café: Räume\\, die guttun (2/3)");
    assert_eq!(titles[2], "Fällt aus: World-Café: Räume\\, die guttun (3/3)");
    // Without a single event it is still a calendar: it has a zone.
    let empty = document(HOST, Some("Programm"), Method::Publish, &[], None);
    assert_eq!(values(&empty, "BEGIN:"), ["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD"]);
}

#[test]
fn an_invitation_is_accepted_already() {
    let asked = document(HOST, None, Method::Request, &[entry()], Some(&GUEST));
    assert_eq!(value(&asked, "METHOD:"), "REQUEST");
    assert_eq!(
        value(&asked, "ORGANIZER;CN=Stadtlabor:"),
        "mailto:stadtlabor@stadtlabor.example.org"
    );
    assert_eq!(
        value(&asked, "ATTENDEE;"),
        "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;\
         CN=\"anna@example.org\":mailto:anna@example.org"
    );
    assert_eq!(value(&asked, "STATUS:"), "CONFIRMED");
}

#[test]
fn whoever_stays_away_cancels_nothing_for_others() {
    let away = document(HOST, None, Method::Cancel, &[entry()], Some(&GUEST));
    assert_eq!(value(&away, "METHOD:"), "CANCEL");
    assert_eq!(value(&away, "UID:"), format!("event-7-1@{HOST}"));
    assert_eq!(values(&away, "STATUS:"), [""; 0]);
    let event = Entry { cancelled: true, ..entry() };
    let gone = document(HOST, None, Method::Cancel, &[event], Some(&GUEST));
    assert_eq!(value(&gone, "STATUS:"), "CANCELLED");
    assert_eq!(value(&gone, "SUMMARY:"), "World-Café: Räume\\, die guttun");
    // For everybody: who organizes it, and nobody who comes.
    let public = Guest { email: "", ..GUEST };
    let public = document(HOST, None, Method::Publish, &[entry()], Some(&public));
    assert_eq!(value(&public, "METHOD:"), "PUBLISH");
    assert_eq!(values(&public, "ORGANIZER").len(), 1);
    assert_eq!(values(&public, "ATTENDEE"), [""; 0]);
}

#[test]
fn the_link_is_where_people_look() {
    let link = "https://meet.example.org/räume?a=1";
    let online = Entry { location: None, conference: Some(link.into()), ..entry() };
    let document = published(online);
    assert_eq!(
        value(&document, "CONFERENCE;VALUE=URI;LABEL=Stadtlabor:"),
        "https://meet.example.org/r%C3%A4ume?a=1"
    );
    assert_eq!(value(&document, "LOCATION:"), link);
    assert!(value(&document, "DESCRIPTION:").ends_with(&format!("\\n\\n{link}")));
}

/// What the clock of a calendar makes of a time of a document, in UTC.
fn read(value: &str) -> Timestamp {
    let number = |from: usize, to: usize| value[from..to].parse::<i64>().unwrap();
    let day = Date::of_parts(number(0, 4), number(4, 6), number(6, 8)).unwrap();
    let minutes = (number(9, 11) * 60 + number(11, 13)) as u32;
    match value.ends_with('Z') {
        true => Timestamp(day.0 * 86_400_000 + i64::from(minutes) * MINUTE),
        // What is shown twice is the first of it.
        false => day.at(minutes),
    }
}

#[test]
fn every_quarter_of_an_hour_of_the_days_of_change_is_kept() {
    for day in ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2027-03-28"] {
        let begins = Date::from_iso(day).unwrap().begins();
        for quarter in 0..100 {
            let starts = begins.plus_ms(quarter * 15 * MINUTE);
            let ends = starts.plus_ms(90 * MINUTE);
            let document = published(Entry { starts, ends, ..entry() });
            for (name, at) in [("DTSTART", starts), ("DTEND", ends)] {
                let found = values(&document, name);
                let value = found.iter().find(|value| !value.starts_with(":19")).unwrap();
                let value = value.rsplit(':').next().unwrap();
                assert_eq!(read(value), at, "{day} {quarter} {name}: {value}");
            }
        }
    }
    let twice = |minutes: i64| {
        let starts = at("2026-10-25", 0).plus_ms(minutes * MINUTE);
        let ends = starts.plus_ms(15 * MINUTE);
        values(&published(Entry { starts, ends, ..entry() }), "DTSTART")
    };
    assert_eq!(twice(150)[2], ";TZID=Europe/Berlin:20261025T023000");
    assert_eq!(twice(210)[2], ":20261025T013000Z");
    let summer = Entry { starts: at("2026-03-29", 60), ends: at("2026-03-29", 240), ..entry() };
    let document = published(summer);
    assert_eq!(value(&document, "DTSTART;TZID=Europe/Berlin:"), "20260329T010000");
    assert_eq!(value(&document, "DTEND;TZID=Europe/Berlin:"), "20260329T040000");
}

#[test]
fn no_field_gets_out_of_its_line() {
    let evil = "x\r\nATTENDEE:mailto:opfer@example.org\nEND:VEVENT\r\u{0}\u{b}\u{85}\u{2028}y\t\\";
    let hostile = Entry {
        title: evil.into(),
        text: format!("{evil}{}", "🙂ß".repeat(100)),
        location: Some(evil.into()),
        url: format!("https://x.example.org/{evil}"),
        categories: vec![evil.into(), ",;".into()],
        conference: Some(evil.into()),
        ..entry()
    };
    let guest = Guest { email: &format!("\"{evil}\";X=1:"), organizer: evil };
    let document =
        document(&format!("{HOST}{evil}"), Some(evil), Method::Request, &[hostile], Some(&guest));
    let mut names: Vec<String> = lines(&document)
        .iter()
        .map(|line| line.split([':', ';']).next().unwrap().to_owned())
        .filter(|name| !name.starts_with("TZ"))
        .collect();
    names.retain(|name| !matches!(name.as_str(), "BEGIN" | "END" | "RRULE"));
    let expected = "VERSION PRODID CALSCALE METHOD NAME X-WR-CALNAME X-WR-TIMEZONE REFRESH-INTERVAL \
        X-PUBLISHED-TTL DTSTART DTSTART UID SEQUENCE DTSTAMP CREATED LAST-MODIFIED DTSTART DTEND \
        SUMMARY DESCRIPTION LOCATION URL CONFERENCE CATEGORIES STATUS TRANSP ORGANIZER ATTENDEE";
    assert_eq!(names.join(" "), expected);
    assert_eq!(
        values(&document, "END:"),
        ["DAYLIGHT", "STANDARD", "VTIMEZONE", "VEVENT", "VCALENDAR"]
    );
    let title = "x\\nATTENDEE:mailto:opfer@example.org\\nEND:VEVENT\\n\\ny \\\\";
    assert_eq!(value(&document, "SUMMARY:"), title);
    assert!(value(&document, "CATEGORIES:").ends_with(",\\,\\;"));
    // Nothing that would end the parameter, or begin another one.
    let attendee = value(&document, "ATTENDEE;");
    assert_eq!(attendee.matches('"').count(), 2, "{attendee}");
}

#[test]
fn long_german_lines_and_emoji_come_out_whole() {
    let text = "Straßenbegrünungsmaßnahmenförderprogrammüberprüfung 🌳🚲👩‍👩‍👧 ".repeat(40);
    let document = published(Entry { text: text.clone(), ..entry() });
    assert_eq!(value(&document, "DESCRIPTION:"), text);
}

#[test]
fn a_date_is_known_by_its_host() {
    assert_eq!(host("https://labor.example.org"), "labor.example.org");
    assert_eq!(host("http://labor.example.org:8080/unter"), "labor.example.org");
    assert_eq!(host("http://[::1]:3000"), "[::1]");
    assert_eq!(host("http://[::1]"), "[::1]");
}
