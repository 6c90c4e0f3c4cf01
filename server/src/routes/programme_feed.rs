//! The programme for feed readers.

use app::{domain::Timestamp, i18n::Lang};

use super::atom::{Feed, Item};
use crate::calendar::{Entry, when};

/// What the feed is called.
const TITLE: &str = "Programm";

/// The events of these dates as an Atom document, in the order of their first; `query` is what
/// the feed is narrowed to: empty, or with a question mark. Dates of one event are one entry.
pub fn atom(base: &str, query: &str, dates: &[Entry]) -> String {
    let mut events: Vec<Told<'_>> = Vec::new();
    for date in dates {
        match events.iter_mut().find(|told| told.event.event == date.event) {
            Some(told) => told.add(date),
            None => events.push(Told::new(date)),
        }
    }
    let texts: Vec<(String, String)> =
        events.iter().map(|told| (told.title(), told.text())).collect();
    let items: Vec<Item<'_>> = events
        .iter()
        .zip(&texts)
        .map(|(told, (title, text))| Item {
            link: &told.event.url,
            title,
            published: told.event.created_at,
            updated: told.updated,
            categories: told.event.categories.iter().map(String::as_str).collect(),
            author: None,
            text,
        })
        .collect();
    let feed = Feed { base, path: "/programme.atom", page: "/programme", query, title: TITLE };
    feed.document(&items)
}

/// An event with its dates.
struct Told<'a> {
    event: &'a Entry,
    updated: Timestamp,
    times: Vec<String>,
}

impl<'a> Told<'a> {
    fn new(event: &'a Entry) -> Self {
        let mut told = Self { event, updated: event.changed_at, times: Vec::new() };
        told.add(event);
        told
    }

    fn add(&mut self, date: &Entry) {
        self.updated = self.updated.max(date.changed_at);
        self.times.push(when(Lang::De, date.starts, date.ends));
    }

    fn title(&self) -> String {
        match self.event.cancelled {
            true => format!("{}: {}", crate::calendar::called_off(), self.event.title),
            false => self.event.title.clone(),
        }
    }

    fn text(&self) -> String {
        let mut out = self.times.join("\n");
        if let Some(place) = &self.event.location {
            out.push('\n');
            out.push_str(place);
        }
        format!("{out}\n\n{}", self.event.text).trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::Date;

    fn entry(event: i64, date: u32, day: &str) -> Entry {
        let at = |minutes| Date::from_iso(day).unwrap().at(minutes);
        Entry {
            event,
            date,
            dates: 2,
            sequence: 0,
            changed_at: at(60 * date),
            created_at: Timestamp(0),
            starts: at(600),
            ends: at(720),
            title: "Löten & Löschen <b>".into(),
            text: "Ein Text]]>\u{b}.".into(),
            location: Some("Markt 1 \"Soest\"".into()),
            url: format!("https://x.example.org/events/{event}"),
            categories: vec!["Klima".into(), "a&b".into()],
            cancelled: event == 2,
            conference: Some("https://secret.example.org".into()),
        }
    }

    #[test]
    fn an_event_is_one_entry_with_all_its_dates() {
        let dates =
            [entry(1, 1, "2026-11-28"), entry(2, 1, "2026-11-29"), entry(1, 2, "2026-12-05")];
        let xml = atom("https://x.example.org", "?lab=a&topic=b", &dates);
        assert_eq!(xml.matches("<entry>").count(), 2);
        assert!(xml.contains("<id>https://x.example.org/programme.atom?lab=a&amp;topic=b</id>"));
        assert!(xml.contains("<title>Löten &amp; Löschen &lt;b&gt;</title>"));
        assert!(xml.contains("<title>Fällt aus: Löten"));
        assert!(xml.contains(
            "<content type=\"text\">Samstag, 28. November 2026, 10:00 bis 12:00 Uhr\n\
             Samstag, 5. Dezember 2026, 10:00 bis 12:00 Uhr\nMarkt 1 &quot;Soest&quot;\n\n\
             Ein Text]]&gt;.</content>"
        ));
        assert!(xml.contains("<category term=\"Klima\"/>\n<category term=\"a&amp;b\"/>"));
        // The later of its changes, and the latest of all.
        assert_eq!(xml.matches("<updated>2026-12-05T01:00:00Z</updated>").count(), 2);
        assert!(!xml.contains("secret"), "only for whoever has a seat");
    }

    #[test]
    fn without_events_it_is_a_feed_too() {
        let xml = atom("https://x.example.org", "", &[]);
        assert!(
            xml.contains("<updated>1970-01-01T00:00:00Z</updated>") && xml.ends_with("</feed>\n")
        );
    }
}
