//! Events that make it hard: on the days when the clocks change, and with texts that mean
//! something in a calendar.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::LAB;
use crate::http::Client;

/// What no field may do to a document. The script looks for the first of these titles.
const TITLES: [&str; 4] = [
    "Löten, Nähen; Flicken: „Groß\\nKlein“ für Übermütige",
    "Straßenbegrünungsmaßnahmen 🌳🚲👩‍👩‍👧 und wie man sie in langen Titeln bei 75 Bytes umbricht, ohne ß",
    "</script><script>alert(1)</script> & \"END:VCALENDAR\"",
    "BEGIN:VEVENT \\; \\, ^n",
];
/// What is moved, with a title that no line of a mail or a calendar has room for.
const MOVED: &str = "Umgetopft, umgezogen; größer: Frühjahrsblüherzwiebelpflanzaktion für Übriggebliebene in der Süßkirschenallee";
const TEXT: &str = "Erste Zeile, mit Komma; und Semikolon: äöüß.\nZweite Zeile 🙂.\n\n\
    Neuer Absatz END:VEVENT\nATTENDEE:mailto:opfer@example.org";

/// Events for which people sign up.
pub(super) struct Made {
    /// They take place as they were announced.
    pub(super) staying: Vec<i64>,
    /// They will be moved, and cancelled after that: one with a single date, one with several.
    pub(super) going: Vec<i64>,
}

/// Drafts and publishes them.
pub(super) fn events(client: &mut Client, session: &str) -> Result<Made> {
    let spring = [
        ("2027-03-27", "10:00", "12:00"),
        ("2027-03-28", "01:30", "03:30"),
        ("2027-03-29", "10:00", "12:00"),
    ];
    let autumn = [
        ("2027-10-30", "22:00", "02:30"),
        ("2027-10-31", "02:45", "04:00"),
        ("2027-11-01", "10:00", "12:00"),
    ];
    let lone = [("2027-07-01", "18:00", "20:00")];
    let evenings = [
        ("2027-09-07", "18:00", "20:00"),
        ("2027-09-14", "18:00", "20:00"),
        ("2027-09-21", "18:00", "20:00"),
    ];
    let (mut staying, mut going) = (Vec::new(), Vec::new());
    for (n, title) in TITLES.into_iter().enumerate() {
        staying.push(publish(client, session, event(title, &lone, n % 2 == 1))?);
    }
    for (title, dates) in [("Umstellung im Frühling", spring), ("Umstellung im Herbst", autumn)] {
        staying.push(publish(client, session, event(title, &dates, false))?);
    }
    for (title, dates) in
        [(MOVED, &lone[..]), ("Drei Abende über Bäume, Bänke; Brücken", &evenings)]
    {
        going.push(publish(client, session, event(title, dates, false))?);
    }
    let gone = publish(client, session, event("Fällt ins Wasser", &lone, false))?;
    let path = format!("/api/staff/events/{gone}/cancel");
    client.post(&path, &[("Cookie", session)], &json!({ "note": "Hochwasser" }))?.expect(200)?;
    Ok(Made { staying, going })
}

fn event(title: &str, dates: &[(&str, &str, &str)], online: bool) -> Value {
    let dates: Vec<Value> = dates
        .iter()
        .map(|(date, from, to)| json!({ "date": date, "from": from, "to": to }))
        .collect();
    let field = |key: &str, purpose: &str| json!({ "key": key, "mode": "required", "purpose": purpose, "keep_days": "30" });
    json!({
        "kind": "workshop",
        "title": title,
        "text": TEXT,
        "lab": LAB,
        "place": if online { "" } else { "Hinterhof, 2. Tür; \"rechts\"" },
        "online_url": if online { "https://meet.example.org/secret" } else { "" },
        "dates": dates,
        "topics": [],
        "capacity": "20",
        "signs_up": true,
        "waitlist": true,
        "fields": [
            field("first_name", "Damit wir wissen, wer kommt."),
            field("email", "Damit wir Bescheid sagen können."),
        ],
    })
}

fn publish(client: &mut Client, session: &str, event: Value) -> Result<i64> {
    let cookie = [("Cookie", session)];
    let made = client.post("/api/staff/events", &cookie, &event)?.expect(201)?.json()?;
    let id = made["card"]["id"].as_i64().context("no number")?;
    client.post(&format!("/api/staff/events/{id}/publish"), &cookie, &json!({}))?.expect(200)?;
    Ok(id)
}
