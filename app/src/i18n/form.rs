//! Texts of the form for ideas and of an author's private page.

mod my;

pub use my::*;

use super::{Lang, Text, text};

/// Heading of the form.
pub const TITLE: Text = text("Was braucht unsere Stadt?", "What does our town need?");
/// Title of the page for tabs and search engines.
pub const PAGE: Text = text("Idee einbringen", "Share an idea");
/// Before the title of a page whose form came back.
pub const PAGE_FAILED: Text = text("Bitte prüfen", "Please check");
/// Description for search engines.
pub const DESCRIPTION: Text = text(
    "Ihre Idee für die Stadt, ohne Anmeldung und in einer Minute. Keine Frage ist zu blöd.",
    "Your idea for the town, without an account and in a minute. No question is too silly.",
);
/// First sentence of the form.
pub const LEAD: Text = text(
    "Drei Angaben genügen, ganz ohne Anmeldung. Keine Frage ist zu blöd.",
    "Three answers are enough, no account needed. No question is too silly.",
);
/// Title of the idea.
pub const FIELD_TITLE: Text = text("Ihre Idee in einem Satz", "Your idea in one sentence");
/// Hint to it.
pub const HINT_TITLE: Text =
    text("Zum Beispiel: Mehr Bänke am Markt", "For example: More benches on the market square");
/// Text of the idea.
pub const FIELD_TEXT: Text = text("Erzählen Sie mehr", "Tell us more");
/// Hint to it.
pub const HINT_TEXT: Text = text(
    "Was soll sich ändern, wo und für wen? Stichworte reichen.",
    "What should change, where and for whom? Notes will do.",
);
/// Topic.
pub const FIELD_TOPIC: Text = text("Worum geht es?", "What is it about?");
/// Topics did not come.
pub const NO_TOPICS: Text = text(
    "Die Themen ließen sich gerade nicht laden. Bitte laden Sie die Seite neu.",
    "The topics could not be loaded just now. Please reload the page.",
);
/// Photos.
pub const FIELD_PHOTOS: Text = text("Fotos", "Photos");
/// Hint to them.
pub const HINT_PHOTOS: Text = text(
    "Ein Bild zeigt oft mehr als viele Worte. Bis zu drei, je höchstens 10 MB. Bitte keine \
     Menschen, die nicht gefragt wurden. Aufnahmeort und andere Angaben in der Datei löschen wir.",
    "A picture often shows more than many words. Up to three, 10 MB each. Please nobody who was \
     not asked. We erase the place and other details stored in the file.",
);
/// The button that picks photos.
pub const ADD_PHOTOS: Text = text("Fotos auswählen oder aufnehmen", "Choose or take photos");
/// While a photo is on its way.
pub const UPLOADING: Text = text("Wird hochgeladen …", "Uploading …");
/// A photo arrived.
pub const UPLOADED: Text = text("Hochgeladen", "Uploaded");
/// A photo did not arrive.
pub const UPLOAD_FAILED: Text = text(
    "Keine Verbindung. Das Foto ist noch nicht hochgeladen.",
    "No connection. The photo is not uploaded yet.",
);
/// Upload once more.
pub const UPLOAD_AGAIN: Text = text("Noch einmal hochladen", "Upload again");
/// Takes a photo away.
pub const REMOVE: Text = text("Entfernen", "Remove");
/// Sending with a photo that is not there.
pub const PHOTO_STUCK: Text = text(
    "Ein Foto ist noch nicht hochgeladen. Bitte versuchen Sie es noch einmal oder entfernen Sie es.",
    "A photo is not uploaded yet. Please try again or remove it.",
);
/// Summary of the optional part.
pub const MORE: Text = text("Mehr dazu", "More about it");
/// What the optional part is.
pub const MORE_NOTE: Text = text(
    "Ort, Projekt, Name, E-Mail – alles freiwillig",
    "Place, project, name, e-mail – all optional",
);
/// Lab.
pub const FIELD_LAB: Text = text("Stadtlabor", "Lab");
/// Hint to it.
pub const HINT_LAB: Text = text(
    "Damit die Idee bei den Menschen vor Ort ankommt.",
    "So that the idea reaches the people on the spot.",
);
/// No lab.
pub const NO_LAB: Text = text("Keins bestimmtes", "None in particular");
/// Project.
pub const FIELD_PROJECT: Text = text("Projekt", "Project");
/// Hint to it.
pub const HINT_PROJECT: Text = text(
    "Wenn Ihre Idee zu einem Projekt gehört, das schon läuft.",
    "If your idea belongs to a project that is already running.",
);
/// No project.
pub const NO_PROJECT: Text = text("Keins", "None");
/// Author.
pub const FIELD_AUTHOR: Text = text("Ihr Name", "Your name");
/// Hint to it.
pub const HINT_AUTHOR: Text = text(
    "Steht neben der Idee. Auch ein Vorname oder nichts ist in Ordnung.",
    "Shown beside the idea. A first name or nothing at all is fine too.",
);
/// Affiliation.
pub const FIELD_AFFILIATION: Text = text("Ihre Perspektive", "Your perspective");
/// Hint to it.
pub const HINT_AFFILIATION: Text = text(
    "Steht neben der Idee, damit alle sehen, wer hier spricht.",
    "Shown beside the idea, so that everybody sees who is speaking.",
);
/// No affiliation.
pub const NO_AFFILIATION: Text = text("Keine Angabe", "Not stated");
/// Mail address.
pub const FIELD_EMAIL: Text = text("Ihre E-Mail-Adresse", "Your e-mail address");
/// Hint to it.
pub const HINT_EMAIL: Text = text(
    "Damit wir Ihnen schreiben können, was aus der Idee wird. Sie wird nie gezeigt und nach \
     180 Tagen gelöscht.",
    "So that we can write to you what becomes of the idea. It is never shown, and erased after \
     180 days.",
);
/// Label of the field that people do not see.
pub const TRAP: Text = text("Bitte leer lassen", "Please leave empty");
/// Before the button.
pub const BEFORE_SEND: Text = text(
    "Das Team liest Ihre Idee, bevor alle sie sehen.",
    "The team reads your idea before everybody sees it.",
);
/// Link to the privacy page.
pub const PRIVACY: Text = text("So gehen wir mit Ihren Daten um", "How we treat your data");
/// The main action.
pub const SEND: Text = text("Idee einbringen", "Share the idea");
/// While photos are on their way.
pub const WAITING: Text = text("Fotos werden noch hochgeladen …", "Photos are still uploading …");
/// Heading over what is wrong.
pub const SUMMARY: Text = text("Bitte noch einmal ansehen:", "Please have another look:");
/// Where the connection is back after a failed send.
pub const ONLINE_AGAIN: Text =
    text("Die Verbindung ist wieder da. Jetzt senden?", "The connection is back. Send now?");
/// No answer to a send.
pub const SEND_FAILED: Text = text(
    "Keine Verbindung – Ihre Idee ist noch nicht angekommen.",
    "No connection – your idea has not arrived yet.",
);
/// What to do then.
pub const SEND_FAILED_DETAIL: Text = text(
    "Nichts ist verloren: Alles bleibt hier stehen. Ein zweiter Versuch schickt die Idee nie doppelt.",
    "Nothing is lost: everything stays here. Trying again never sends the idea twice.",
);
/// A draft came back.
pub const DRAFT_RESTORED: Text = text("Entwurf wiederhergestellt.", "Draft restored.");
/// Throws the draft away.
pub const DRAFT_DISCARD: Text = text("Verwerfen", "Discard");
/// A draft was thrown away.
pub const DRAFT_DISCARDED: Text = text("Entwurf verworfen.", "Draft discarded.");
/// Takes that back.
pub const UNDO: Text = text("Rückgängig", "Undo");
/// Another draft is there.
pub const DRAFT_OFFERED: Text = text("Es gibt noch einen Entwurf:", "There is another draft:");
/// Takes it instead of what is typed.
pub const DRAFT_TAKE: Text = text("Zurückholen", "Bring it back");
/// Heading over similar ideas.
pub const SIMILAR: Text = text("Gibt es das schon?", "Is it there already?");
/// What to do with them.
pub const SIMILAR_TEXT: Text = text(
    "Gemeinsam geht es schneller: Unterstützen Sie eine Idee, die passt. Ihr Entwurf bleibt hier.",
    "Together it goes faster: support an idea that fits. Your draft stays here.",
);
/// Supports a similar idea.
pub const SIMILAR_SUPPORT: Text = text("Unterstützen statt doppelt", "Support it instead");
/// Supported.
pub const SIMILAR_SUPPORTED: Text = text("Danke, gezählt!", "Thanks, counted!");
/// A link that opens in a new tab, for screen readers.
pub const NEW_TAB: Text = text("(öffnet in neuem Tab)", "(opens in a new tab)");

/// How many characters are left, or too many.
pub fn remaining(lang: Lang, left: i64) -> String {
    match left {
        1 => lang.pick("Noch 1 Zeichen", "1 character left").to_owned(),
        0.. => lang.pick(format!("Noch {left} Zeichen"), format!("{left} characters left")),
        _ => lang
            .pick(format!("{} Zeichen zu viel", -left), format!("{} characters too many", -left)),
    }
}

/// The same, for a screen reader and in steps.
pub fn remaining_spoken(lang: Lang, step: i64) -> String {
    match step {
        0.. => lang.pick(
            format!("Noch höchstens {step} Zeichen"),
            format!("At most {step} characters left"),
        ),
        _ => lang.pick("Der Text ist zu lang", "The text is too long").to_owned(),
    }
}

/// `Foto 2`
pub fn photo_number(lang: Lang, n: usize) -> String {
    lang.pick(format!("Foto {n}"), format!("Photo {n}"))
}

/// Keeps a photo that came back with a failed form.
pub fn photo_keep(lang: Lang, n: usize) -> String {
    lang.pick(format!("Foto {n} behalten"), format!("Keep photo {n}"))
}

/// `2 ähnliche Ideen gefunden`
pub fn similar_found(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("1 ähnliche Idee gefunden", "1 similar idea found").to_owned(),
        _ => lang.pick(format!("{n} ähnliche Ideen gefunden"), format!("{n} similar ideas found")),
    }
}

// The author's private page.

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_in_words() {
        assert_eq!(remaining(Lang::De, 1), "Noch 1 Zeichen");
        assert_eq!(remaining(Lang::En, 0), "0 characters left");
        assert_eq!(remaining(Lang::De, -3), "3 Zeichen zu viel");
        assert_eq!(remaining_spoken(Lang::De, -1), "Der Text ist zu lang");
    }
}
