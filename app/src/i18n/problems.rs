//! What went wrong, and what to do now. Used by the server's problems and by forms.

use std::collections::BTreeMap;

use super::{Lang, Text, text};
use crate::domain::{FieldError, FieldErrors, SignUp};

/// Title of a 422.
pub const INVALID: Text = text("Bitte prüfen Sie Ihre Angaben.", "Please check what you entered.");
/// Detail of a 422.
pub const INVALID_DETAIL: Text = text(
    "Nichts ist verloren. Die betroffenen Felder sind markiert.",
    "Nothing is lost. The fields concerned are marked.",
);
/// Title of a 404.
pub const NOT_FOUND: Text = text("Das gibt es hier nicht.", "There is nothing here.");
/// Title of a 405.
pub const METHOD: Text = text("So geht das hier nicht.", "This cannot be done here.");
/// Title of a 400.
pub const MALFORMED: Text = text("Die Anfrage ist nicht lesbar.", "The request cannot be read.");
/// Title of a 408.
pub const TIMEOUT: Text = text("Das hat zu lange gedauert.", "This took too long.");
/// Title of a 413.
pub const TOO_LARGE: Text = text("Das ist zu groß.", "This is too large.");
/// Title of a 415.
pub const MEDIA_TYPE: Text =
    text("Dieses Format nehmen wir nicht an.", "We do not take this format.");
/// Title of a 401.
pub const SIGN_IN: Text = text("Bitte melden Sie sich an.", "Please sign in.");
/// Title of a 401 at the sign-in.
pub const WRONG_PASSWORD: Text = text(
    "E-Mail-Adresse oder Passwort stimmt nicht.",
    "The e-mail address or the password is wrong.",
);
/// Title of a 403 where the role does not allow it.
pub const FORBIDDEN: Text =
    text("Dafür fehlt Ihnen die Berechtigung.", "You are not allowed to do this.");
/// Title of a 403 where a foreign site sent the request.
pub const FOREIGN_ORIGIN: Text =
    text("Diese Anfrage kam von einer anderen Seite.", "This request came from another site.");
/// What to do where a form did not arrive and no page can show it again.
pub const STEP_BACK: Text = text(
    "Gehen Sie mit Ihrem Browser einen Schritt zurück: Was Sie geschrieben haben, ist dort meist noch da.",
    "Go one step back with your browser: what you wrote is mostly still there.",
);
/// Leads to the page that a form stood on.
pub const BACK: Text = text("Zurück zur Seite", "Back to the page");
/// Title of a 409 where something was edited after it was read.
pub const CHANGED: Text = text(
    "Das wurde inzwischen geändert. Bitte lesen Sie es noch einmal.",
    "This has been edited meanwhile. Please read it once more.",
);
/// Title of a 409.
pub const CONFLICT: Text =
    text("Hier hat sich inzwischen etwas geändert.", "Something has changed here meanwhile.");
/// Detail of a 409 on an idea that no longer waits.
pub const NOT_EDITABLE: Text = text(
    "Die Idee ist schon entschieden und lässt sich nicht mehr ändern.",
    "The idea has been decided on and can no longer be changed.",
);
/// Detail of a 409 on something that its author took back, or that changed by itself.
pub const NOT_WAITING: Text = text(
    "Das wartet nicht mehr: Es wurde inzwischen zurückgezogen oder geändert.",
    "This no longer waits: it was withdrawn or changed meanwhile.",
);
/// Detail of a 409 on a status that does not follow from the present one.
pub const NO_WAY: Text = text(
    "Vom jetzigen Stand der Idee führt kein Weg dorthin. Bitte laden Sie die Seite neu.",
    "The idea's present status does not lead there. Please reload the page.",
);
/// Detail of a 409 on a rewording that changes nothing.
pub const SAME_WORDING: Text = text("So steht es dort schon.", "That is how it reads already.");
/// Detail of a 409 where it is about whoever sent something in.
pub const NOBODY_KNOWN: Text =
    text("Von wem das kam, ist nicht mehr bekannt.", "Nobody knows any more who sent this in.");
/// Detail of a 409 on an answer without a question.
pub const NOT_ASKED: Text =
    text("Dazu gibt es keine offene Frage mehr.", "There is no open question about this any more.");
/// Detail of a 409 on a proposed edit.
pub const NOT_PROPOSABLE: Text = text(
    "Änderungen lassen sich nur vorschlagen, solange die Idee öffentlich und nicht abgeschlossen ist.",
    "Edits can be proposed only as long as the idea is public and not closed.",
);
/// Title of a 410 on something that staff hid.
pub const HIDDEN: Text = text("Das hat unser Team ausgeblendet.", "Our team has hidden this.");
/// Detail of a 409 on an undo.
pub const UNDO_TOO_LATE: Text = text(
    "Das lässt sich nicht mehr zurücknehmen: Es wurde schon zurückgenommen, oder danach ist etwas anderes geschehen.",
    "This can no longer be taken back: it was already, or something else has happened since.",
);
/// Detail of a 409 on an idea that takes no part any more.
pub const IDEA_CLOSED: Text = text(
    "Diese Idee ist abgeschlossen. Unterstützen und kommentieren geht hier nicht mehr.",
    "This idea is closed. Supporting and commenting is over here.",
);
/// Detail of a 409 on a second sign-up with an address.
pub const SIGNED_UP: Text = text(
    "Mit dieser E-Mail-Adresse gibt es schon eine Anmeldung. Wir haben den Link zu ihr an die Adresse geschickt.",
    "There is a registration with this e-mail address already. We have sent the link to it to the address.",
);
/// Detail of a 409 on an address that another registration has.
pub const ADDRESS_TAKEN: Text = text(
    "Mit dieser E-Mail-Adresse gibt es schon eine andere Anmeldung.",
    "There is another registration with this e-mail address already.",
);
/// Detail of a 409 where there are not so many seats.
pub const NO_SEATS: Text =
    text("So viele Plätze sind nicht mehr frei.", "There are not so many seats left.");
/// Detail of a 409 on an offer that is over.
pub const NOT_OFFERED: Text = text(
    "Das Angebot gilt nicht mehr: Die Frist ist abgelaufen, und der Platz ist weitergegangen.",
    "The offer is over: its time ran out, and the seat has moved on.",
);
/// Detail of a 409 on a registration that can no longer be changed.
pub const REGISTRATION_CLOSED: Text = text(
    "An dieser Anmeldung lässt sich nichts mehr ändern.",
    "This registration can no longer be changed.",
);
/// Detail of a 409 on a step of an event that does not follow.
pub const EVENT_NO_WAY: Text = text(
    "Das geht beim jetzigen Stand der Veranstaltung nicht. Bitte laden Sie die Seite neu.",
    "The event's present state does not lead there. Please reload the page.",
);
/// Detail of a 409 on an event that people signed up for.
pub const EVENT_HAS_PEOPLE: Text = text(
    "Es haben sich schon Menschen angemeldet: Die Veranstaltung lässt sich nur noch absagen.",
    "People have signed up already: the event can only be cancelled.",
);
/// Detail of a 409 on an event that is over.
pub const EVENT_OVER: Text = text("Die Veranstaltung ist vorbei.", "The event is over.");
/// Detail of a 409 on a code that belongs to nobody of an event.
pub const CODE_UNKNOWN: Text = text(
    "Dieser Code gehört zu keiner Anmeldung für diese Veranstaltung.",
    "This code belongs to no registration for this event.",
);
/// Detail of a 409 on somebody who has no seat.
pub const NO_SEAT_YET: Text = text(
    "Diese Anmeldung hat keinen Platz: Sie steht auf der Warteliste, hat ein Angebot noch nicht angenommen oder wurde zurückgenommen.",
    "This registration has no seat: it is on the waitlist, has not accepted an offer yet, or was cancelled.",
);
/// Detail of a 409 where there are as many photos or files as there can be.
pub const EVENT_FULL_OF_FILES: Text = text(
    "Mehr Fotos oder Dateien nimmt eine Veranstaltung nicht auf.",
    "An event takes no more photos or files.",
);

/// Detail of a 409 on a sign-up when nobody can sign up.
pub fn shut(sign_up: SignUp) -> Text {
    match sign_up {
        SignUp::None => text(
            "Für diese Veranstaltung braucht es keine Anmeldung: Kommen Sie einfach vorbei.",
            "There is no need to sign up for this event: just come along.",
        ),
        SignUp::Soon => text("Die Anmeldung ist noch nicht offen.", "Sign-up is not open yet."),
        SignUp::Full | SignUp::Open | SignUp::Waitlist => text(
            "Die Veranstaltung ist ausgebucht, und es gibt keine Warteliste.",
            "The event is fully booked, and there is no waitlist.",
        ),
        SignUp::Closed => text("Die Anmeldung ist beendet.", "Sign-up has closed."),
        SignUp::Cancelled => text("Die Veranstaltung fällt aus.", "The event does not take place."),
        SignUp::Over => EVENT_OVER,
    }
}

/// Title of a 429.
pub const TOO_MANY: Text = text("Das war gerade sehr viel auf einmal.", "That was a lot at once.");
/// Title of a 500.
pub const INTERNAL: Text =
    text("Bei uns ist etwas schiefgegangen.", "Something went wrong on our side.");
/// Detail of a 500.
pub const INTERNAL_DETAIL: Text =
    text("Bitte versuchen Sie es gleich noch einmal.", "Please try again in a moment.");
/// Title of a 503.
pub const UNAVAILABLE: Text = text("Gerade nicht erreichbar.", "Not available right now.");
/// Title of a 422 on a used idempotency key.
pub const KEY_REUSED: Text = text(
    "Dieser Idempotency-Key gehört zu einer anderen Anfrage.",
    "This Idempotency-Key belongs to another request.",
);
/// Where no answer came at all.
pub const NETWORK: Text = text(
    "Keine Verbindung. Ihr Text bleibt hier gespeichert – bitte versuchen Sie es gleich noch einmal.",
    "No connection. Your text stays saved here – please try again in a moment.",
);

/// Detail of a 429.
pub fn wait(lang: Lang, seconds: u64) -> String {
    lang.pick(
        format!("Bitte versuchen Sie es in {seconds} Sekunden noch einmal."),
        format!("Please try again in {seconds} seconds."),
    )
}

/// Detail of a 409 on something that somebody decided before.
pub fn decided_by(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("{name} hat das schon entschieden."),
        format!("{name} has decided on this already."),
    )
}

/// What is wrong with a field, in a sentence.
pub fn field_error(lang: Lang, error: &FieldError) -> String {
    match error {
        FieldError::Required => lang.pick("Hier fehlt noch etwas.", "Something is missing here.").to_owned(),
        FieldError::TooShort { min } => lang.pick(
            format!("Bitte mindestens {min} Zeichen."),
            format!("At least {min} characters, please."),
        ),
        FieldError::TooLong { max } => lang.pick(
            format!("Bitte höchstens {max} Zeichen."),
            format!("At most {max} characters, please."),
        ),
        FieldError::NotAnEmail => lang
            .pick("Bitte eine E-Mail-Adresse wie name@example.org.", "Please give an e-mail address such as name@example.org.")
            .to_owned(),
        FieldError::Unknown => {
            lang.pick("Bitte etwas aus der Auswahl nehmen.", "Please choose one of those offered.").to_owned()
        }
        FieldError::TooMany { max } => {
            lang.pick(format!("Bitte höchstens {max}."), format!("At most {max}, please."))
        }
        FieldError::LeaveEmpty => {
            lang.pick("Bitte dieses Feld leer lassen.", "Please leave this field empty.").to_owned()
        }
        FieldError::NotADate => lang
            .pick("Bitte ein Datum wie 1.12.2026.", "Please give a date such as 2026-12-01.")
            .to_owned(),
        FieldError::NotAPlace => lang
            .pick("Bitte die Liste von vorn laden.", "Please load the list from its beginning.")
            .to_owned(),
        FieldError::ReasonMissing => lang
            .pick("Bitte begründen: Die Begründung wird öffentlich.", "Please give a reason: it will be public.")
            .to_owned(),
        FieldError::FileTooLarge { max_mb } => lang.pick(
            format!("Das Bild ist größer als {max_mb} MB. Bitte nehmen Sie ein kleineres."),
            format!("The picture is larger than {max_mb} MB. Please choose a smaller one."),
        ),
        FieldError::TooManyPixels { max_mp } => lang.pick(
            format!("Das Bild hat mehr als {max_mp} Megapixel. Bitte verkleinern Sie es."),
            format!("The picture has more than {max_mp} megapixels. Please scale it down."),
        ),
        FieldError::NotAPicture => lang
            .pick(
                "Diese Datei können wir nicht lesen. Bitte nehmen Sie ein Bild als JPEG, PNG oder WebP.",
                "We cannot read this file. Please choose a JPEG, PNG or WebP picture.",
            )
            .to_owned(),
        FieldError::NotHours => lang
            .pick("Bitte Zeiten wie 10:00–12:30, 14:00–16:00.", "Please give times such as 10:00–12:30, 14:00–16:00.")
            .to_owned(),
        FieldError::NotANumber { min, max } => lang.pick(
            format!("Bitte eine ganze Zahl von {min} bis {max}."),
            format!("A whole number from {min} to {max}, please."),
        ),
        FieldError::NotABirthDate => lang
            .pick("Bitte ein Geburtsdatum wie 3.4.2015.", "Please give a date of birth such as 3 April 2015.")
            .to_owned(),
        FieldError::NotAPhone => lang
            .pick("Bitte eine Telefonnummer wie 030 23125 100.", "Please give a telephone number such as 030 23125 100.")
            .to_owned(),
        FieldError::EmailOrPhone => lang
            .pick("Bitte E-Mail-Adresse oder Telefonnummer: Eins von beiden genügt.", "Please give an e-mail address or a telephone number: one of them is enough.")
            .to_owned(),
        FieldError::NotATime
        | FieldError::NotALink
        | FieldError::EndsBeforeItBegins
        | FieldError::DatesOverlap
        | FieldError::HasRegistrations
        | FieldError::NotAFile
        | FieldError::NeedsEmail => super::programme::field_error(error).get(lang).to_owned(),
        FieldError::EmailTaken
        | FieldError::InvitedAlready
        | FieldError::PasswordCommon
        | FieldError::PasswordPersonal
        | FieldError::PasswordWrong
        | FieldError::CodeWrong
        | FieldError::BeyondLimits => super::people::field_error(error).get(lang).to_owned(),
        FieldError::PhotoGone => lang
            .pick("Dieses Foto ist nicht mehr da. Bitte laden Sie es noch einmal hoch.", "This photo is gone. Please upload it again.")
            .to_owned(),
    }
}

/// All field errors in sentences, as a problem carries them.
pub fn field_errors(lang: Lang, errors: &FieldErrors) -> BTreeMap<String, Vec<String>> {
    let sentences = |list: &Vec<FieldError>| list.iter().map(|e| field_error(lang, e)).collect();
    errors.0.iter().map(|(field, list)| (field.clone(), sentences(list))).collect()
}
