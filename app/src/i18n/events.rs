//! Texts of the programme as staff see it.

mod attendees;
mod door;
mod editor;
mod results;

use super::{Lang, Text, count, text};
use crate::domain::{Date, EventState, SeatCount, SignUp, Timestamp};

pub use attendees::*;
pub use door::*;
pub use editor::*;
pub use results::*;

/// Heading of the programme.
pub const PROGRAMME: Text = text("Programm", "Programme");
/// What that page is for.
pub const LEAD: Text = text(
    "Veranstaltungen planen, veröffentlichen und durchführen.",
    "Plan, publish and run events.",
);
/// To the form of a new event.
pub const NEW: Text = text("Neue Veranstaltung", "New event");
/// What comes.
pub const UPCOMING: Text = text("Kommende", "Upcoming");
/// What was.
pub const PAST: Text = text("Vergangene", "Past");
/// What is not public yet.
pub const DRAFTS: Text = text("Entwürfe", "Drafts");
/// Names a choice.
pub const WHICH: Text = text("Auswahl", "Selection");
/// Nothing comes.
pub const NONE_UPCOMING: Text = text(
    "Noch nichts geplant. Die nächste Veranstaltung beginnt mit „Neue Veranstaltung“.",
    "Nothing planned yet. The next event begins with “New event”.",
);
/// Nothing was.
pub const NONE_PAST: Text = text("Noch nichts vorbei.", "Nothing is over yet.");
/// No drafts.
pub const NO_DRAFTS: Text =
    text("Keine Entwürfe: Alles ist veröffentlicht.", "No drafts: everything is published.");
/// The lab of an event.
pub const LAB: Text = text("Stadtlabor", "Lab");
/// No restriction.
pub const ALL_LABS: Text = text("alle Stadtlabore", "all labs");
/// Applies a choice.
pub const SHOW: Text = text("Anzeigen", "Show");
/// Searches.
pub const FIND: Text = text("Finden", "Find");
/// The next page.
pub const MORE: Text = text("Weitere", "More");
/// There is no such event.
pub const GONE: Text =
    text("Diese Seite gibt es im Programm nicht.", "There is no such page in the programme.");
/// Takes something back.
pub const UNDO: Text = text("Rückgängig", "Undo");
/// Not after all.
pub const NEVER_MIND: Text = text("Doch nicht", "Never mind");
/// Something goes.
pub const REMOVE: Text = text("Entfernen", "Remove");
/// An answer.
pub const YES: Text = text("ja", "yes");
/// An answer.
pub const NO: Text = text("nein", "no");
/// Saved.
pub const SAVED: Text = text("Gespeichert.", "Saved.");

/// The ways between the parts of an event's pages.
pub const PARTS: Text = text("Teile der Veranstaltung", "Parts of the event");
/// A part.
pub const PART_EDIT: Text = text("Bearbeiten", "Edit");
/// A part.
pub const PART_ATTENDEES: Text = text("Teilnehmende", "Attendees");
/// A part.
pub const PART_DOOR: Text = text("Einlass", "Check-in");
/// A part.
pub const PART_RESULTS: Text = text("Ergebnisse", "Results");
/// How a draft looks to others.
pub const PREVIEW: Text = text("Vorschau", "Preview");
/// The page that everybody sees.
pub const PUBLIC_PAGE: Text = text("Öffentliche Seite", "Public page");

/// The box in which data of a person are found.
pub const PERSON: Text = text("Daten einer Person", "Data of a person");
/// What it is for.
pub const PERSON_TEXT: Text = text(
    "Wer wissen will, was wir gespeichert haben, oder alles löschen lassen will: Hier finden Sie alle Anmeldungen mit einer E-Mail-Adresse.",
    "For people who want to know what we keep, or want it erased: here you find every registration made with an e-mail address.",
);
/// Label of the address.
pub const PERSON_EMAIL: Text = text("E-Mail-Adresse der Person", "The person’s e-mail address");
/// How to fill it in.
pub const PERSON_HINT: Text = text(
    "Genau die Adresse, die bei der Anmeldung angegeben wurde.",
    "Exactly the address that was given when signing up.",
);
/// Searches.
pub const PERSON_FIND: Text = text("Suchen", "Search");
/// Nothing found.
pub const PERSON_NONE: Text =
    text("Mit dieser Adresse ist nichts gespeichert.", "Nothing is kept with this address.");
/// Asks once more.
pub const PERSON_SURE: Text = text(
    "Wirklich löschen: Das lässt sich nicht zurücknehmen",
    "Really erase: this cannot be undone",
);

/// Whether an event takes place.
pub fn state(state: EventState) -> Text {
    match state {
        EventState::Draft => text("Entwurf", "Draft"),
        EventState::Published => text("Veröffentlicht", "Published"),
        EventState::Cancelled => text("Fällt aus", "Cancelled"),
    }
}

/// What a plain form just did, by what its page's address says.
pub fn done(what: &str) -> Text {
    match what {
        "created" => text("Der Entwurf ist angelegt.", "The draft is made."),
        "published" => text("Veröffentlicht.", "Published."),
        "withdrawn" => text("Wieder ein Entwurf.", "A draft again."),
        "cancelled" => text(
            "Abgesagt. Wer angemeldet ist und eine Adresse angegeben hat, bekommt Nachricht.",
            "Cancelled. Whoever signed up and gave an address is told.",
        ),
        "restored" => text("Findet doch statt.", "Takes place after all."),
        "copied" => text(
            "Das ist die Kopie: ein Entwurf, den noch niemand sieht.",
            "This is the copy: a draft that nobody else sees yet.",
        ),
        "added" => text("Eingetragen.", "Added."),
        "scanned" => text("Ist jetzt da.", "Is there now."),
        "again" => text("War schon da.", "Was there already."),
        "cancel" => SEAT_CANCELLED,
        "restore" => SEAT_RESTORED,
        "seat" => SEATED,
        _ => SAVED,
    }
}

/// The time of the day: `10:00`.
pub fn clock(at: Timestamp) -> String {
    let civil = at.local();
    format!("{:02}:{:02}", civil.hour, civil.minute)
}

/// From when until when: `Sa, 5. Dezember 2026, 10:00–12:30 Uhr`.
pub fn when(lang: Lang, starts: Timestamp, ends: Timestamp) -> String {
    let day = |at: Timestamp| {
        let name = super::weekday(lang, at.local().weekday);
        let short: String = name.chars().take(lang.pick(2, 3)).collect();
        format!("{short}{} {}", lang.pick(",", ""), super::date(lang, at))
    };
    let oclock = lang.pick(" Uhr", "");
    if Date::of(starts) == Date::of(ends) || ends.0 - starts.0 < 12 * 3_600_000 {
        format!("{}, {}–{}{oclock}", day(starts), clock(starts), clock(ends))
    } else {
        format!(
            "{}, {}{oclock} – {}, {}{oclock}",
            day(starts),
            clock(starts),
            day(ends),
            clock(ends)
        )
    }
}

/// Which of several dates it is.
pub fn date_of(lang: Lang, date: u32, dates: u32) -> String {
    lang.pick(format!("Termin {date} von {dates}"), format!("date {date} of {dates}"))
}

/// Seats taken and sign-ups in line, as places in it count: `8 von 12 Plätzen, 3 Anmeldungen warten`.
pub fn seats(lang: Lang, seats: SeatCount, sign_up: SignUp) -> String {
    let n = |n: u32| count(lang, u64::from(n));
    let taken = match seats.capacity {
        _ if sign_up == SignUp::None => lang.pick("ohne Anmeldung", "no sign-up").to_owned(),
        Some(capacity) => lang.pick(
            format!("{} von {} Plätzen", n(seats.taken), n(capacity)),
            format!("{} of {} seats", n(seats.taken), n(capacity)),
        ),
        None => lang.pick(
            format!("{} angemeldet", n(seats.taken)),
            format!("{} signed up", n(seats.taken)),
        ),
    };
    match seats.waiting {
        0 => taken,
        1 => format!("{taken}, {}", lang.pick("1 Anmeldung wartet", "1 sign-up waiting")),
        waiting => {
            let waiting = n(waiting);
            format!("{taken}, {waiting} {}", lang.pick("Anmeldungen warten", "sign-ups waiting"))
        }
    }
}

/// `3 Personen`
pub fn people(lang: Lang, n: u32) -> String {
    match n {
        1 => lang.pick("1 Person", "1 person").to_owned(),
        _ => {
            let n = count(lang, u64::from(n));
            lang.pick(format!("{n} Personen"), format!("{n} people"))
        }
    }
}

/// The button that erases what was found.
pub fn erase_all(lang: Lang, registrations: usize) -> String {
    match registrations {
        1 => lang
            .pick("Alle Angaben dieser Anmeldung löschen", "Erase all data of this registration")
            .to_owned(),
        n => lang.pick(
            format!("Alle Angaben dieser {n} Anmeldungen löschen"),
            format!("Erase all data of these {n} registrations"),
        ),
    }
}

/// How many answers were erased.
pub fn erased(lang: Lang, answers: u32) -> String {
    match answers {
        1 => lang.pick("1 Angabe ist gelöscht.", "1 answer is erased.").to_owned(),
        n => lang.pick(format!("{n} Angaben sind gelöscht."), format!("{n} answers are erased.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_796_461_200_000); // 2026-12-05T09:00:00Z

    #[test]
    fn from_when_until_when() {
        let end = START.plus_ms(9_000_000);
        assert_eq!(when(Lang::De, START, end), "Sa, 5. Dezember 2026, 10:00–12:30 Uhr");
        assert_eq!(when(Lang::En, START, end), "Sat 5 December 2026, 10:00–12:30");
        let days = START.plus_ms(2 * 86_400_000);
        assert_eq!(
            when(Lang::En, START, days),
            "Sat 5 December 2026, 10:00 – Mon 7 December 2026, 10:00"
        );
        // Past midnight is still the same evening.
        let late = when(Lang::De, START.plus_ms(36_000_000), START.plus_ms(57_600_000));
        assert_eq!(late, "Sa, 5. Dezember 2026, 20:00–02:00 Uhr");
    }

    #[test]
    fn seats_in_words() {
        let some = SeatCount { capacity: Some(12), taken: 8, waiting: 0 };
        assert_eq!(seats(Lang::De, some, SignUp::Open), "8 von 12 Plätzen");
        let full = SeatCount { capacity: Some(12), taken: 12, waiting: 1 };
        assert_eq!(
            seats(Lang::De, full, SignUp::Waitlist),
            "12 von 12 Plätzen, 1 Anmeldung wartet"
        );
        let free = SeatCount { capacity: None, taken: 1200, waiting: 0 };
        assert_eq!(seats(Lang::En, free, SignUp::Open), "1,200 signed up");
        assert_eq!(seats(Lang::De, free, SignUp::None), "ohne Anmeldung");
    }
}
