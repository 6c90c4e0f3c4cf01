//! The private page of an author.

use super::super::{Lang, Text, date, text};
use crate::domain::Timestamp;

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
    text("Zu diesem Link gibt es nichts", "There is nothing behind this link");
/// An unknown link: what to do.
pub const MY_UNKNOWN_TEXT: Text = text(
    "Vielleicht fehlt am Ende ein Stück, oder die Idee oder Anmeldung wurde inzwischen gelöscht. \
     Hier geht es weiter:",
    "Perhaps a piece is missing at its end, or the idea or sign-up has been erased meanwhile. \
     Go on here:",
);
/// A link behind which nothing can be read just now.
pub const MY_UNREADABLE: Text = text("Ihre private Seite", "Your private page");
/// While somebody decided, the form was open.
pub const MY_DECIDED: Text = text(
    "Ihre Idee wurde inzwischen gelesen und lässt sich nicht mehr ändern.",
    "Your idea has been read meanwhile and can no longer be changed.",
);

/// Until when the mail address is kept.
pub fn email_until(lang: Lang, at: Timestamp) -> String {
    let date = date(lang, at);
    lang.pick(
        format!("Ihre E-Mail-Adresse wird nicht gezeigt und am {date} gelöscht."),
        format!("Your e-mail address is not shown and will be erased on {date}."),
    )
}

/// The status changed while the page was open.
pub fn status_now(lang: Lang, status: &str) -> String {
    lang.pick(format!("Neuer Stand: {status}"), format!("New status: {status}"))
}
