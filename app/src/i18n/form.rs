//! Texts of the form for ideas and of an author's private page.

use super::{Lang, Text, text};
use crate::domain::Timestamp;

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

/// Title of the private page.
pub const MY_TITLE: Text = text("Ihre Idee", "Your idea");
/// After sending.
pub const MY_THANKS: Text = text("Danke! Ihre Idee ist da.", "Thank you! Your idea is here.");
/// What happens next: heading.
pub const MY_NEXT: Text = text("So geht es weiter", "What happens next");
/// What happens next: reading.
pub const MY_NEXT_READ: Text = text(
    "Jemand aus dem Team liest Ihre Idee, meist innerhalb eines Werktags.",
    "Somebody from the team reads your idea, usually within a working day.",
);
/// What happens next: the board.
pub const MY_NEXT_BOARD: Text = text(
    "Dann hängt sie für alle sichtbar am Ideenbrett: zum Unterstützen und Mitreden.",
    "Then it is on the board for everybody to see, to support and to discuss.",
);
/// What happens next: this page.
pub const MY_NEXT_PAGE: Text = text(
    "Auf dieser Seite sehen Sie jederzeit den Stand. Solange die Idee wartet, können Sie sie ändern.",
    "On this page you see how it stands at any time. As long as it waits you can change it.",
);
/// The private link: heading.
pub const MY_KEY: Text = text("Dieser Link ist Ihr Schlüssel", "This link is your key");
/// The private link: what it is.
pub const MY_KEY_TEXT: Text = text(
    "Nur mit ihm kommen Sie zu dieser Seite zurück. Heben Sie ihn auf, und geben Sie ihn nur \
     Menschen, die Ihre Idee ändern dürfen.",
    "Only with it do you get back to this page. Keep it, and give it only to people who may \
     change your idea.",
);
/// Label of the private link.
pub const MY_KEY_LABEL: Text = text("Ihr privater Link", "Your private link");
/// Copies the link.
pub const MY_COPY: Text = text("Link kopieren", "Copy link");
/// Copied.
pub const MY_COPIED: Text = text("Link kopiert.", "Link copied.");
/// Not copied.
pub const MY_COPY_FAILED: Text = text(
    "Das Kopieren hat nicht geklappt. Der Link ist markiert: Bitte kopieren Sie ihn von Hand.",
    "Copying did not work. The link is selected: please copy it by hand.",
);
/// Hands the link on, to oneself.
pub const MY_SHARE: Text = text("An mich selbst schicken", "Send it to myself");
/// Heading over the timeline.
pub const MY_TIMELINE: Text = text("Verlauf", "History");
/// How it stands.
pub const MY_STATUS: Text = text("Stand", "Status");
/// Heading over the idea.
pub const MY_IDEA: Text = text("Das haben Sie geschrieben", "What you wrote");
/// Leads to the public page.
pub const MY_PUBLIC: Text = text("Zur Idee am Brett", "See it on the board");
/// Waiting, in a sentence.
pub const MY_WAITS: Text =
    text("Ihre Idee wartet darauf, gelesen zu werden.", "Your idea is waiting to be read.");
/// Staff asked something: it is the author's turn.
pub const MY_ASKED: Text = text("Eine Frage an Sie", "A question for you");
/// Staff asked something before.
pub const MY_WAS_ASKED: Text = text("Unsere Rückfrage", "Our question");
/// What the author answered.
pub const MY_ANSWER: Text = text("Ihre Antwort", "Your answer");
/// Field of the answer.
pub const MY_REPLY: Text = text("Ihre Antwort", "Your answer");
/// Who reads it.
pub const MY_REPLY_HINT: Text = text(
    "Das liest nur das Team. Danach geht Ihre Idee weiter.",
    "Only the team reads this. Then your idea goes on.",
);
/// Sends the answer.
pub const MY_REPLY_SEND: Text = text("Antwort senden", "Send the answer");
/// The answer is missing.
pub const MY_REPLY_MISSING: Text =
    text("Bitte schreiben Sie uns eine Antwort.", "Please write us an answer.");
/// The answer has arrived.
pub const MY_REPLIED: Text = text(
    "Danke! Das Team hat Ihre Antwort und liest Ihre Idee jetzt weiter.",
    "Thank you! The team has your answer and goes on reading your idea.",
);
/// Hidden: heading.
pub const MY_HIDDEN: Text = text("Warum sie ausgeblendet ist", "Why it is hidden");
/// Hidden: what to do.
pub const MY_HIDDEN_TEXT: Text = text(
    "Auf der Seite steht nur noch, dass hier etwas ausgeblendet wurde, und warum. Wenn Sie es anders sehen, sprechen Sie uns im Stadtlabor an.",
    "The page only says that something was hidden here, and why. If you see it differently, talk to us in the lab.",
);
/// Staff edited the wording.
pub const REWORDED: Text = text("redaktionell bearbeitet", "edited by the team");
/// How the author wrote it.
pub const MY_ORIGINAL: Text = text("so haben Sie es geschrieben", "as you wrote it");
/// Opens the form of a proposed edit.
pub const MY_PROPOSE: Text = text("Änderung vorschlagen", "Propose a change");
/// Opens it once more.
pub const MY_PROPOSE_AGAIN: Text = text("Vorschlag ändern", "Change the proposal");
/// What happens with it.
pub const MY_PROPOSE_HINT: Text = text(
    "Ihre Idee ist schon öffentlich. Das Team liest die Änderung, bevor alle sie sehen.",
    "Your idea is public already. The team reads the change before everybody sees it.",
);
/// Field.
pub const MY_PROPOSE_TITLE: Text = text("Ihre Idee in einem Satz", "Your idea in one sentence");
/// Field.
pub const MY_PROPOSE_TEXT: Text = text("Erzählen Sie mehr", "Tell us more");
/// Sends it.
pub const MY_PROPOSE_SEND: Text = text("Vorschlag senden", "Send the proposal");
/// It was sent.
pub const MY_PROPOSED: Text =
    text("Danke! Das Team liest Ihren Vorschlag.", "Thank you! The team reads your proposal.");
/// It waits.
pub const MY_PROPOSED_WAITS: Text =
    text("Ihr Änderungsvorschlag wartet", "Your proposed change is waiting");
/// Takes it back.
pub const MY_PROPOSAL_BACK: Text = text("Vorschlag zurücknehmen", "Take the proposal back");
/// It was declined.
pub const MY_PROPOSAL_DECLINED: Text =
    text("Ihr Änderungsvorschlag wurde nicht übernommen", "Your proposed change was not taken up");
/// Declined: heading.
pub const MY_DECLINED: Text = text("Warum es nicht weitergeht", "Why it does not go on");
/// Declined: kind words.
pub const MY_DECLINED_TEXT: Text = text(
    "Danke, dass Sie sich die Zeit genommen haben. Wenn Sie es anders sehen oder eine neue Idee \
     haben, freuen wir uns, von Ihnen zu hören – hier oder im Stadtlabor.",
    "Thank you for taking the time. If you see it differently or have another idea, we would be \
     glad to hear from you – here or in the lab.",
);
/// Withdrawn.
pub const MY_WITHDRAWN: Text = text(
    "Sie haben diese Idee zurückgezogen. Was Sie geschrieben haben, ist gelöscht.",
    "You have withdrawn this idea. What you wrote is erased.",
);
/// Another idea.
pub const MY_ANOTHER: Text = text("Neue Idee einbringen", "Share another idea");
/// Opens the edit form.
pub const MY_EDIT: Text = text("Idee ändern", "Change the idea");
/// Saves the edit form.
pub const MY_SAVE: Text = text("Änderungen speichern", "Save changes");
/// While it is saved.
pub const MY_SAVING: Text = text("Wird gespeichert …", "Saving …");
/// Saved.
pub const MY_SAVED: Text = text("Gespeichert.", "Saved.");
/// Opens the withdrawal.
pub const MY_WITHDRAW: Text = text("Idee zurückziehen", "Withdraw the idea");
/// What withdrawing means.
pub const MY_WITHDRAW_TEXT: Text = text(
    "Dann kommt sie nicht ans Brett. Text, Name, E-Mail-Adresse und Fotos löschen wir sofort. Das \
     lässt sich nicht rückgängig machen – neu einbringen geht immer.",
    "Then it does not come to the board. We erase text, name, e-mail address and photos at once. \
     This cannot be undone – sharing it anew is always possible.",
);
/// Withdraws.
pub const MY_WITHDRAW_GO: Text = text("Ja, zurückziehen", "Yes, withdraw it");
/// While it is withdrawn.
pub const MY_WITHDRAWING: Text = text("Wird zurückgezogen …", "Withdrawing …");
/// No answer to a withdrawal.
pub const MY_NO_ANSWER: Text = text(
    "Keine Verbindung – die Idee ist noch da. Bitte versuchen Sie es gleich noch einmal.",
    "No connection – the idea is still there. Please try again in a moment.",
);
/// An unknown link: heading.
pub const MY_UNKNOWN: Text =
    text("Zu diesem Link gehört keine Idee", "There is no idea behind this link");
/// An unknown link: what to do.
pub const MY_UNKNOWN_TEXT: Text = text(
    "Vielleicht fehlt am Ende ein Stück, oder die Idee wurde inzwischen gelöscht. Das Brett mit \
     allen Ideen finden Sie hier:",
    "Perhaps a piece is missing at its end, or the idea has been erased meanwhile. The board with \
     all ideas is here:",
);
/// While somebody decided, the form was open.
pub const MY_DECIDED: Text = text(
    "Ihre Idee wurde inzwischen gelesen und lässt sich nicht mehr ändern.",
    "Your idea has been read meanwhile and can no longer be changed.",
);

/// Until when the mail address is kept.
pub fn email_until(lang: Lang, at: Timestamp) -> String {
    let date = super::date(lang, at);
    lang.pick(
        format!("Ihre E-Mail-Adresse wird nicht gezeigt und am {date} gelöscht."),
        format!("Your e-mail address is not shown and will be erased on {date}."),
    )
}

/// The status changed while the page was open.
pub fn status_now(lang: Lang, status: &str) -> String {
    lang.pick(format!("Neuer Stand: {status}"), format!("New status: {status}"))
}

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
