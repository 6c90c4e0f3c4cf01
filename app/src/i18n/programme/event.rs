//! The page of an event.

use super::super::{Lang, Text, count, text};
use crate::domain::SeatCount;

/// Told while a page is open whose event was changed.
pub const CHANGED_NOW: Text = text(
    "Die Angaben zu dieser Veranstaltung haben sich gerade geändert.",
    "What is said of this event has just changed.",
);
/// No such event.
pub const MISSING: Text = text("Diese Veranstaltung gibt es nicht", "This event does not exist");
/// No such event: what to do.
pub const MISSING_TEXT: Text = text(
    "Vielleicht ist der Link alt, oder sie steht nicht mehr im Programm. Was kommt, finden Sie hier:",
    "Perhaps the link is old, or it is no longer in the programme. What is coming up is here:",
);
/// Back to the programme.
pub const BACK: Text = text("Zum Programm", "To the programme");
/// Heading over the facts.
pub const FACTS: Text = text("Auf einen Blick", "At a glance");
/// When.
pub const WHEN: Text = text("Wann", "When");
/// All the dates belong to one sign-up.
pub const DATES_TOGETHER: Text = text(
    "Die Termine gehören zusammen: Eine Anmeldung gilt für alle.",
    "The dates belong together: signing up once is for all of them.",
);
/// Where.
pub const WHERE: Text = text("Wo", "Where");
/// From afar.
pub const ONLINE: Text = text(
    "Online: Den Link bekommen Sie mit der Anmeldung.",
    "Online: you get the link when you have signed up.",
);
/// From afar, where nobody signs up.
pub const ONLINE_OPEN: Text = text("Online teilnehmen", "Take part online");
/// Who leads it.
pub const HOSTS: Text = text("Mit", "With");
/// In which language.
pub const LANGUAGE: Text = text("Sprache", "Language");
/// For whom.
pub const AUDIENCE: Text = text("Für wen", "For whom");
/// What makes it accessible.
pub const ACCESS: Text = text("Barrierefreiheit", "Accessibility");
/// Seats.
pub const SEATS: Text = text("Plätze", "Seats");
/// Topics.
pub const TOPICS: Text = text("Themen", "Topics");
/// Projects.
pub const PROJECTS: Text = text("Projekte", "Projects");
/// What it costs.
pub const PRICE: Text = text("Kosten", "Price");
/// Nothing.
pub const FREE: Text = text("Kostenlos", "Free of charge");
/// Others of the series.
pub const SERIES: Text = text("Weitere Termine", "Other dates");
/// What that means.
pub const SERIES_TEXT: Text = text(
    "Dieselbe Veranstaltung, jeweils mit eigener Anmeldung:",
    "The same event, each with a sign-up of its own:",
);
/// Puts it into one's calendar.
pub const CALENDAR: Text = text("In den Kalender", "Add to calendar");
/// To the form.
pub const TO_SIGN_UP: Text = text("Zur Anmeldung", "Sign up");
/// What the QR code leads to.
pub const QR_ALT: Text =
    text("QR-Code, der zu dieser Veranstaltung führt", "QR code that leads to this event");
/// It does not take place.
pub const CANCELLED: Text = text("Diese Veranstaltung fällt aus.", "This event is cancelled.");
/// Things to read before.
pub const DOCUMENTS: Text = text("Unterlagen", "Documents");
/// What came of it.
pub const RESULTS: Text = text("Ergebnisse", "Results");
/// Files of the results.
pub const RESULT_FILES: Text = text("Zum Herunterladen", "To download");
/// Ideas that belong to it.
pub const IDEAS: Text = text("Ideen dazu", "Ideas about it");
/// There is none yet.
pub const IDEAS_NONE: Text = text(
    "Ist Ihnen dabei etwas eingefallen? Bringen Sie es ein.",
    "Did something come to your mind? Share it.",
);
/// Brings one in.
pub const NEW_IDEA: Text = text("Idee dazu einbringen", "Share an idea about it");

/// `5 von 12 Plätzen belegt`
pub fn taken(lang: Lang, seats: SeatCount) -> Option<String> {
    let capacity = seats.capacity?;
    let (all, taken) = (count(lang, u64::from(capacity)), count(lang, u64::from(seats.taken)));
    Some(lang.pick(
        format!("{taken} von {all} Plätzen vergeben"),
        format!("{taken} of {all} seats taken"),
    ))
}

/// What a picture of the results shows, where nobody said it.
pub fn photo_alt(lang: Lang, n: usize, title: &str) -> String {
    lang.pick(format!("Foto {n} von „{title}“"), format!("Photo {n} of “{title}”"))
}

/// A file's size: `1,2 MB`.
pub fn size(lang: Lang, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", count(lang, bytes.div_ceil(1000)));
    }
    let tenths = (bytes + 50_000) / 100_000;
    let comma = lang.pick(',', '.');
    format!("{}{comma}{} MB", count(lang, tenths / 10), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_files() {
        assert_eq!(size(Lang::De, 0), "0 kB");
        assert_eq!(size(Lang::De, 1), "1 kB");
        assert_eq!(size(Lang::De, 345_678), "346 kB");
        assert_eq!(size(Lang::De, 1_249_999), "1,2 MB");
        assert_eq!(size(Lang::En, 12_000_000), "12.0 MB");
    }

    #[test]
    fn seats_in_words() {
        let seats = |capacity| SeatCount { capacity, taken: 5, waiting: 0 };
        assert_eq!(taken(Lang::De, seats(Some(12))).as_deref(), Some("5 von 12 Plätzen vergeben"));
        assert_eq!(taken(Lang::De, seats(None)), None);
    }
}
