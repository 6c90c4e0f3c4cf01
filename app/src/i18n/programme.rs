//! The programme: events and signing up.

pub mod event;
pub mod list;
pub mod registration;
pub mod sign_up;

use super::{Lang, Text, text};
use crate::domain::{AnswerKind, EventAccess, EventKind, FieldError, RegistrationState, SignUp};

/// What is wrong with a field of an event.
pub(super) fn field_error(error: &FieldError) -> Text {
    match error {
        FieldError::NotATime => {
            text("Bitte Uhrzeiten wie 10:00.", "Please give times such as 10:00.")
        }
        FieldError::NotALink => text(
            "Bitte eine Adresse, die mit https:// beginnt.",
            "Please give an address that begins with https://.",
        ),
        FieldError::EndsBeforeItBegins => {
            text("Das Ende liegt vor dem Anfang.", "The end lies before the beginning.")
        }
        FieldError::DatesOverlap => {
            text("Zwei Termine überschneiden sich.", "Two of the dates overlap.")
        }
        FieldError::NotAFile => text(
            "Bitte ein PDF, ein Office- oder Textdokument oder eine CSV-Datei.",
            "Please choose a PDF, an office or text document or a CSV file.",
        ),
        FieldError::HasRegistrations => text(
            "Dafür haben sich schon Menschen angemeldet.",
            "People have signed up for this already.",
        ),
        _ => text(
            "Dafür muss die E-Mail-Adresse Pflicht sein: Wer keine nennt, kann nichts bestätigen.",
            "For this, the e-mail address must be required: whoever gives none has nothing to confirm.",
        ),
    }
}

/// Name of a kind of event.
pub fn kind(kind: EventKind) -> Text {
    match kind {
        EventKind::Workshop => text("Workshop", "Workshop"),
        EventKind::Training => text("Schulung", "Training"),
        EventKind::Talk => text("Vortrag", "Talk"),
        EventKind::WorldCafe => text("World-Café", "World Café"),
        EventKind::Excursion => text("Exkursion", "Excursion"),
        EventKind::Meeting => text("Treffen", "Meeting"),
    }
}

/// What makes an event accessible.
pub fn access(access: EventAccess) -> Text {
    match access {
        EventAccess::StepFree => text("Stufenlos", "Step-free"),
        EventAccess::HearingLoop => text("Induktionsschleife", "Hearing loop"),
        EventAccess::PlainLanguage => text("Einfache Sprache", "Plain language"),
        EventAccess::SignLanguage => text("Gebärdensprache", "Sign language"),
    }
}

/// How a registration stands.
pub fn status(state: RegistrationState) -> Text {
    match state {
        RegistrationState::Confirmed => text("Angemeldet", "Signed up"),
        RegistrationState::Waitlisted => text("Warteliste", "Waitlist"),
        RegistrationState::Offered => text("Platz angeboten", "Seat offered"),
        RegistrationState::Cancelled => text("Abgemeldet", "Cancelled"),
    }
}

/// Name of a usual field of the sign-up; none of a free question.
pub fn field(key: &str) -> Option<Text> {
    Some(match key {
        "first_name" => text("Vorname", "First name"),
        "last_name" => text("Nachname", "Last name"),
        "birth_date" => text("Geburtsdatum", "Date of birth"),
        "email" => text("E-Mail-Adresse", "E-mail address"),
        "phone" => text("Telefonnummer", "Telephone number"),
        "address" => text("Adresse", "Address"),
        "note" => text("Anmerkung", "Note"),
        _ => return None,
    })
}

/// What a usual field is for where the editor has not said anything else yet.
pub fn usual_purpose(key: &str) -> Text {
    match key {
        "first_name" | "last_name" => {
            text("Damit wir wissen, wer kommt.", "So that we know who is coming.")
        }
        "birth_date" => text(
            "Weil die Veranstaltung ein Mindestalter hat.",
            "Because there is a minimum age for the event.",
        ),
        "email" => text(
            "Für die Bestätigung, und wenn sich etwas ändert.",
            "For the confirmation, and in case something changes.",
        ),
        "phone" => text(
            "Damit wir anrufen können, wenn sich kurzfristig etwas ändert.",
            "So that we can call if something changes at short notice.",
        ),
        "address" => text("Für die Teilnahmebescheinigung.", "For the certificate of attendance."),
        _ => text("Damit wir uns vorbereiten können.", "So that we can prepare."),
    }
}

/// How a free question is answered.
pub fn answer_kind(kind: AnswerKind) -> Text {
    match kind {
        AnswerKind::Line => text("Kurzer Text", "Short text"),
        AnswerKind::Text => text("Langer Text", "Long text"),
        AnswerKind::Choice => text("Auswahl", "Choice"),
        AnswerKind::YesNo => text("Ja oder nein", "Yes or no"),
        AnswerKind::BirthDate => text("Geburtsdatum", "Date of birth"),
        AnswerKind::Email => text("E-Mail-Adresse", "E-mail address"),
        AnswerKind::Phone => text("Telefonnummer", "Telephone number"),
    }
}

/// What somebody finds who wants to sign up, in a word or two.
pub fn sign_up(lang: Lang, sign_up: SignUp, free: Option<u32>, waiting: u32) -> String {
    match (sign_up, free) {
        (SignUp::None, _) => lang.pick("Ohne Anmeldung", "No sign-up needed").to_owned(),
        (SignUp::Soon, _) => lang.pick("Anmeldung bald offen", "Sign-up opens soon").to_owned(),
        (SignUp::Open, Some(1)) => lang.pick("Noch 1 Platz frei", "1 seat left").to_owned(),
        (SignUp::Open, Some(n)) => {
            lang.pick(format!("Noch {n} Plätze frei"), format!("{n} seats left"))
        }
        (SignUp::Open, None) => lang.pick("Plätze frei", "Seats available").to_owned(),
        (SignUp::Waitlist, _) if waiting == 0 => {
            lang.pick("Ausgebucht, Warteliste offen", "Full, waitlist open").to_owned()
        }
        (SignUp::Waitlist, _) => lang
            .pick(format!("Warteliste ({waiting} davor)"), format!("Waitlist ({waiting} ahead)")),
        (SignUp::Full, _) => lang.pick("Ausgebucht", "Fully booked").to_owned(),
        (SignUp::Closed, _) => lang.pick("Anmeldung beendet", "Sign-up closed").to_owned(),
        (SignUp::Cancelled, _) => lang.pick("Fällt aus", "Cancelled").to_owned(),
        (SignUp::Over, _) => lang.pick("Vorbei", "Over").to_owned(),
    }
}
