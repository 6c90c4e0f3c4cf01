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
const TEXT: &str = "Erste Zeile, mit Komma; und Semikolon: äöüß.\nZweite Zeile 🙂.\n\n\
    Neuer Absatz END:VEVENT\nATTENDEE:mailto:opfer@example.org";

/// Drafts and publishes them.
pub(super) fn events(client: &mut Client, session: &str) -> Result<()> {
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
    for (n, title) in TITLES.into_iter().enumerate() {
        publish(client, session, event(title, &lone, n % 2 == 1))?;
    }
    for (title, dates) in [("Umstellung im Frühling", spring), ("Umstellung im Herbst", autumn)] {
        publish(client, session, event(title, &dates, false))?;
    }
    let gone = publish(client, session, event("Fällt ins Wasser", &lone, false))?;
    let path = format!("/api/staff/events/{gone}/cancel");
    client.post(&path, &[("Cookie", session)], &json!({ "note": "Hochwasser" }))?.expect(200)?;
    Ok(())
}

fn event(title: &str, dates: &[(&str, &str, &str)], online: bool) -> Value {
    let dates: Vec<Value> = dates
        .iter()
        .map(|(date, from, to)| json!({ "date": date, "from": from, "to": to }))
        .collect();
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
        "fields": [{ "key": "first_name", "mode": "required", "purpose": "Damit wir wissen, wer kommt.", "keep_days": "30" }],
    })
}

fn publish(client: &mut Client, session: &str, event: Value) -> Result<i64> {
    let cookie = [("Cookie", session)];
    let made = client.post("/api/staff/events", &cookie, &event)?.expect(201)?.json()?;
    let id = made["card"]["id"].as_i64().context("no number")?;
    client.post(&format!("/api/staff/events/{id}/publish"), &cookie, &json!({}))?.expect(200)?;
    Ok(id)
}
