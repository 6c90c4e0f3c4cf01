//! Texts of the attendee list, its prints, and writing to participants.

use super::{Lang, Text, clock, count, text};
use crate::domain::{RegistrationState, Timestamp};

/// Nobody signed up.
pub const NOBODY_YET: Text = text("Noch ist niemand angemeldet.", "Nobody has signed up yet.");
/// Nobody fits what is looked for.
pub const NOBODY_LIKE_THAT: Text = text("So ist hier niemand.", "Nobody here is like that.");
/// To the table.
pub const CSV: Text = text("Als CSV laden", "Download as CSV");
/// To the list on paper.
pub const PRINT_LIST: Text = text("Druckliste", "Print list");
/// What it is for.
pub const PRINT_LIST_TEXT: Text =
    text("Zum Abhaken, nach Nachnamen.", "To tick off, by last name.");
/// To the badges.
pub const BADGES: Text = text("Namensschilder", "Name badges");
/// What they are.
pub const BADGES_TEXT: Text = text(
    "Zehn Schilder auf einem Blatt A4, je 9 × 5,5 cm. Bitte in Originalgröße drucken.",
    "Ten badges on a sheet of A4, 9 × 5.5 cm each. Please print at full size.",
);
/// Prints.
pub const PRINT: Text = text("Drucken", "Print");
/// Column of a printed list.
pub const THERE: Text = text("Da", "There");
/// Column of a printed list.
pub const NAME: Text = text("Name", "Name");
/// Column of a printed list.
pub const CONTACT: Text = text("Kontakt", "Contact");
/// Column of a printed list.
pub const REMARK: Text = text("Anmerkung", "Note");

/// A number.
pub const CONFIRMED: Text = text("Angemeldet", "Signed up");
/// A number.
pub const ARRIVED: Text = text("Da", "There");
/// A number.
pub const WAITING: Text = text("Personen warten", "People waiting");
/// A number.
pub const OFFERED: Text = text("Platz angeboten", "Seat offered");
/// A number.
pub const CANCELLED_ONES: Text = text("Abgemeldet", "Cancelled");

/// Label of the search.
pub const SEARCH: Text = text("Suchen", "Search");
/// What is searched.
pub const SEARCH_HINT: Text = text("Name, Adresse, jede Antwort", "Name, address, any answer");
/// Somebody who is there.
pub const IS_THERE: Text = text("ist da", "is there");
/// Somebody who is not.
pub const NOT_THERE: Text = text("ist noch nicht da", "is not there yet");
/// More about a registration.
pub const DETAILS: Text = text("Angaben", "Details");
/// No way to reach somebody.
pub const NO_CONTACT: Text = text("kein Kontakt angegeben", "no contact given");
/// Nothing answered, or erased.
pub const NO_ANSWERS: Text =
    text("Keine Angaben, oder schon gelöscht.", "No answers, or erased already.");
/// When it was made.
pub const MADE_AT: Text = text("Angemeldet am", "Signed up");
/// What its QR code says.
pub const CODE: Text = text("Code", "Code");
/// Staff made it.
pub const BY_DESK: Text = text("vom Team eingetragen", "added by staff");
/// Gives a seat.
pub const SEAT: Text = text("Platz geben", "Give a seat");
/// After that.
pub const SEATED: Text = text("Hat jetzt einen Platz.", "Has a seat now.");
/// Takes a registration back.
pub const SEAT_CANCEL: Text = text("Abmelden", "Cancel registration");
/// After that.
pub const SEAT_CANCELLED: Text = text("Abgemeldet.", "Registration cancelled.");
/// Brings it back.
pub const SEAT_RESTORE: Text = text("Wieder anmelden", "Restore registration");
/// After that.
pub const SEAT_RESTORED: Text = text("Wieder angemeldet.", "Registration restored.");

/// Opens the form for somebody.
pub const ADD: Text = text("Jemanden eintragen", "Add somebody");
/// What it is for.
pub const ADD_TEXT: Text = text(
    "Für alle, die anrufen oder einfach kommen. Ein Name genügt.",
    "For people who phone or walk in. One name is enough.",
);
/// Field.
pub const HOW_MANY: Text = text("Wie viele Personen?", "How many people?");
/// Field.
pub const ADD_ARRIVED: Text = text("Ist schon da", "Is there already");
/// Sends it.
pub const ADD_SEND: Text = text("Eintragen", "Add");
/// How to give a date of birth.
pub const BIRTH_HINT: Text = text("Wie 3.4.2015.", "Such as 3 April 2015.");

/// Opens the form for a message.
pub const WRITE: Text = text("Nachricht schreiben", "Write a message");
/// To whom.
pub const TO_WHOM: Text = text("An wen", "To whom");
/// To everybody.
pub const TO_ALL: Text =
    text("alle, die angemeldet sind oder warten", "everybody who is signed up or waits");
/// To those with seats.
pub const TO_CONFIRMED: Text = text("alle mit Platz", "everybody with a seat");
/// To the line.
pub const TO_WAITLISTED: Text = text("die Warteliste", "the waitlist");
/// To some.
pub const TO_CHOSEN: Text = text("die in der Liste Angekreuzten", "those ticked in the list");
/// Field.
pub const SUBJECT: Text = text("Betreff", "Subject");
/// Field.
pub const MESSAGE: Text = text("Nachricht", "Message");
/// How to fill it in.
pub const MESSAGE_HINT: Text = text(
    "Geht als E-Mail an jede Person einzeln. Antworten kommen beim Stadtlabor an.",
    "Goes to each person by e-mail. Replies reach the lab.",
);
/// Sends it.
pub const WRITE_SEND: Text = text("Senden", "Send");

/// Heading of the feedback.
pub const FEEDBACK: Text = text("Rückmeldungen", "Feedback");
/// What was good.
pub const GOOD: Text = text("Gut war:", "Good:");
/// What was missing.
pub const MISSING: Text = text("Gefehlt hat:", "Missing:");
/// Heading of what was erased.
pub const ERASED: Text = text("Was gelöscht ist", "What was erased");

/// Which registrations are shown, by the name in the address.
pub fn show(key: &str) -> Text {
    match key {
        "seated" => text("Mit Platz", "With a seat"),
        "waiting" => text("Warteliste", "Waitlist"),
        "missing" => text("Noch nicht da", "Not there yet"),
        "cancelled" => text("Abgemeldet", "Cancelled"),
        _ => text("Alle", "All"),
    }
}

/// Somebody without a name of their own who comes along, from 1.
pub fn with(lang: Lang, first: &str, person: usize) -> String {
    let n = person + 1;
    lang.pick(format!("mit {first} ({n})"), format!("with {first} ({n})"))
}

/// Somebody of whom no name is known.
pub fn guest(lang: Lang, registration: i64, person: usize) -> String {
    let name =
        lang.pick(format!("Anmeldung {registration}"), format!("Registration {registration}"));
    if person == 0 { name } else { format!("{name} ({})", person + 1) }
}

/// The label of a field for one of a group.
pub fn of_person(lang: Lang, label: &str, person: usize) -> String {
    lang.pick(format!("{label}, Person {person}"), format!("{label}, person {person}"))
}

/// How many registrations were found.
pub fn found(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("1 Anmeldung gefunden", "1 registration found").to_owned(),
        n => lang.pick(format!("{n} Anmeldungen gefunden"), format!("{n} registrations found")),
    }
}

/// How much of a long list is shown.
pub fn shown_of(lang: Lang, shown: usize, all: usize) -> String {
    let n = |n: usize| count(lang, n as u64);
    lang.pick(
        format!("{} von {} sind hier zu sehen.", n(shown), n(all)),
        format!("{} of {} are shown here.", n(shown), n(all)),
    )
}

/// The button that lets the rest of a group in.
pub fn all_there(lang: Lang, missing: usize) -> String {
    match missing {
        1 => lang.pick("Auch die letzte Person ist da", "The last one is there too").to_owned(),
        n => lang.pick(format!("Alle {n} sind da"), format!("All {n} are there")),
    }
}

/// Where somebody stands in line.
pub fn place_in_line(lang: Lang, place: u32) -> String {
    lang.pick(format!("Platz {place}"), format!("place {place}"))
}

/// Until when offered seats are kept.
pub fn offered_until(lang: Lang, at: Timestamp) -> String {
    let at = super::super::date_time(lang, at);
    lang.pick(format!("angeboten bis {at}"), format!("offered until {at}"))
}

/// Until when an address must be confirmed.
pub fn confirm_by(lang: Lang, at: Timestamp) -> String {
    let at = clock(at);
    lang.pick(
        format!("Adresse unbestätigt, bis {at} Uhr"),
        format!("address unconfirmed, until {at}"),
    )
}

/// The box that chooses somebody to write to.
pub fn write_to(lang: Lang, name: &str) -> String {
    lang.pick(format!("An {name} schreiben"), format!("Write to {name}"))
}

/// Somebody was added.
pub fn added(lang: Lang, name: &str, status: RegistrationState, place: Option<u32>) -> String {
    match (status, place) {
        (RegistrationState::Waitlisted, Some(place)) => lang.pick(
            format!("Auf der Warteliste: {name}, Platz {place}"),
            format!("On the waitlist: {name}, place {place}"),
        ),
        (RegistrationState::Waitlisted, None) => {
            lang.pick(format!("Auf der Warteliste: {name}"), format!("On the waitlist: {name}"))
        }
        _ => lang.pick(format!("Eingetragen: {name}"), format!("Added: {name}")),
    }
}

/// To how many a message went.
pub fn sent(lang: Lang, mails: u32, unreachable: u32) -> String {
    let sent = match mails {
        1 => lang.pick("1 E-Mail ist unterwegs.", "1 e-mail is on its way.").to_owned(),
        n => {
            let n = count(lang, u64::from(n));
            lang.pick(
                format!("{n} E-Mails sind unterwegs."),
                format!("{n} e-mails are on their way."),
            )
        }
    };
    match unreachable {
        0 => sent,
        1 => format!(
            "{sent} {}",
            lang.pick(
                "1 Anmeldung hat keine Adresse: bitte anrufen.",
                "1 registration has no address: please telephone.",
            )
        ),
        n => format!(
            "{sent} {}",
            lang.pick(
                format!("{n} Anmeldungen haben keine Adresse: bitte anrufen."),
                format!("{n} registrations have no address: please telephone."),
            )
        ),
    }
}

/// How many did not come.
pub fn no_shows(lang: Lang, n: u32) -> String {
    match n {
        0 => lang
            .pick("Alle Angemeldeten waren da.", "Everybody who signed up was there.")
            .to_owned(),
        1 => lang.pick("1 Person ist nicht gekommen.", "1 person did not come.").to_owned(),
        n => lang.pick(
            format!("{n} Personen sind nicht gekommen."),
            format!("{n} people did not come."),
        ),
    }
}

/// Stars, in tenths.
pub fn stars(lang: Lang, tenths: u32) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let number = match tenth {
        0 => whole.to_string(),
        tenth => format!("{whole}{}{tenth}", lang.pick(',', '.')),
    };
    lang.pick(format!("{number} von 5 Sternen"), format!("{number} of 5 stars"))
}

/// How many gave feedback.
pub fn feedbacks(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("(1 Rückmeldung)", "(1 response)").to_owned(),
        n => lang.pick(format!("({n} Rückmeldungen)"), format!("({n} responses)")),
    }
}

/// What was erased, and why.
pub fn erasure(lang: Lang, field: &str, answers: u32, why: &str) -> String {
    let n = count(lang, u64::from(answers));
    let answers = match answers {
        1 => lang.pick("1 Antwort".to_owned(), "1 answer".to_owned()),
        _ => lang.pick(format!("{n} Antworten"), format!("{n} answers")),
    };
    let why = match why {
        "person" => lang.pick("auf Wunsch der Person", "as the person wished"),
        "staff" => lang.pick("durch das Team", "by staff"),
        _ => lang.pick("zum angekündigten Tag", "on the day announced"),
    };
    format!("{field}: {answers}, {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_tell_who_is_not_reached() {
        assert_eq!(sent(Lang::De, 1, 0), "1 E-Mail ist unterwegs.");
        assert_eq!(
            sent(Lang::En, 12, 2),
            "12 e-mails are on their way. 2 registrations have no address: please telephone."
        );
    }

    #[test]
    fn stars_in_words() {
        assert_eq!(stars(Lang::De, 46), "4,6 von 5 Sternen");
        assert_eq!(stars(Lang::En, 50), "5 of 5 stars");
    }
}
