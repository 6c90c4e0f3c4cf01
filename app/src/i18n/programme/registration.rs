//! The private page of whoever signed up.

use super::super::{Lang, Text, text};

/// Title of the page.
pub const TITLE: Text = text("Ihre Anmeldung", "Your sign-up");
/// After signing up.
pub const THANKS: Text = text("Danke! Sie sind angemeldet.", "Thank you! You are signed up.");
/// After joining the line.
pub const THANKS_WAITING: Text =
    text("Danke! Sie stehen auf der Warteliste.", "Thank you! You are on the waitlist.");
/// After signing up, where the address must be confirmed.
pub const THANKS_CONFIRM: Text = text("Fast geschafft!", "Nearly done!");
/// How it stands.
pub const STAND: Text = text("Stand", "Status");
/// It has its seats.
pub const CONFIRMED: Text = text("Sie sind angemeldet", "You are signed up");
/// It has its seats: what to do.
pub const CONFIRMED_TEXT: Text = text(
    "Wir freuen uns auf Sie. Zeigen Sie beim Einlass den QR-Code oder sagen Sie einfach Ihren Namen.",
    "We look forward to seeing you. Show the QR code at the door, or simply say your name.",
);
/// The seats are kept until the address is confirmed.
pub const RESERVED: Text = text("Ihr Platz ist reserviert", "Your seat is reserved");
/// Offered.
pub const OFFERED: Text = text("Ein Platz ist frei für Sie", "A seat is free for you");
/// Offered to several.
pub const OFFERED_MANY: Text = text("Plätze sind frei für Sie", "Seats are free for you");
/// Cancelled.
pub const CANCELLED: Text = text("Sie sind abgemeldet", "You have cancelled");
/// Cancelled: thanks.
pub const CANCELLED_TEXT: Text = text(
    "Danke fürs Bescheidsagen: So kann jemand anderes kommen.",
    "Thank you for telling us: somebody else can come now.",
);
/// Cancelled: the way back.
pub const AGAIN: Text = text("Noch einmal anmelden", "Sign up again");
/// Takes the cancellation back.
pub const UNDO: Text = text("Rückgängig: doch dabei sein", "Undo: come after all");
/// While that happens.
pub const UNDOING: Text = text("Einen Moment …", "One moment …");
/// Waiting: heading over the rule.
pub const WAITING_TEXT: Text = text(
    "Sobald Sie dran sind, halten wir den Platz für Sie frei und sagen Ihnen hier und per E-Mail Bescheid, wenn wir Ihre Adresse haben.",
    "As soon as it is your turn we keep the seat for you and tell you here, and by e-mail if we have your address.",
);
/// The event does not take place.
pub const EVENT_CANCELLED: Text = text("Die Veranstaltung fällt aus.", "The event is cancelled.");
/// Confirming the address.
pub const CONFIRM: Text = text("E-Mail-Adresse bestätigen", "Confirm the e-mail address");
/// Confirming the address right after signing up: what to do.
pub const CONFIRM_MAIL: Text = text(
    "Wir haben Ihnen eine E-Mail geschickt. Öffnen Sie den Link darin, und bestätigen Sie Ihre Adresse.",
    "We have sent you an e-mail. Open the link in it and confirm your address.",
);
/// Takes an offer.
pub const ACCEPT: Text = text("Ja, ich komme", "Yes, I am coming");
/// Declines an offer.
pub const DECLINE: Text = text("Nein, weitergeben", "No, pass it on");
/// Cancels.
pub const CANCEL: Text = text("Abmelden", "Cancel my sign-up");
/// Leaves the line.
pub const LEAVE: Text = text("Warteliste verlassen", "Leave the waitlist");
/// Cancelling: what happens.
pub const CANCEL_TEXT: Text = text(
    "Können Sie doch nicht kommen? Ein Tippen genügt, und der Platz geht an die nächste Person.",
    "You cannot come after all? One tap is enough, and the seat goes to the next person.",
);
/// Leaving the line: what happens.
pub const LEAVE_TEXT: Text = text(
    "Möchten Sie nicht länger warten? Ein Tippen genügt.",
    "You would rather not wait any longer? One tap is enough.",
);
/// Heading over the ticket.
pub const TICKET: Text = text("Ihr Zettel für den Einlass", "Your slip for the door");
/// What the QR code is for.
pub const QR_ALT: Text = text("QR-Code für den Einlass", "QR code for the door");
/// The code in letters.
pub const CODE: Text = text("Code", "Code");
/// Who comes.
pub const WHO: Text = text("Wer kommt", "Who is coming");
/// Where to take part from afar.
pub const ONLINE: Text = text("Online teilnehmen", "Take part online");
/// Prints the slip.
pub const PRINT: Text = text("Zettel drucken", "Print the slip");
/// The link on the printed slip.
pub const SLIP_LINK: Text = text("Ändern oder abmelden:", "Change or cancel:");
/// To the page of the event.
pub const TO_EVENT: Text = text("Zur Veranstaltung", "To the event");
/// What the private link is.
pub const KEY_TEXT: Text = text(
    "Nur mit ihm kommen Sie zu dieser Seite zurück. Wer den Link hat, kann Ihre Anmeldung sehen und ändern: Geben Sie ihn nur Menschen, die das dürfen.",
    "Only with it do you get back to this page. Whoever has the link can see and change your sign-up: give it only to people who may do so.",
);
/// Changing.
pub const CHANGE: Text = text("Anmeldung ändern", "Change the sign-up");
/// Saves changes.
pub const SAVE: Text = text("Änderungen speichern", "Save the changes");
/// More people may have to wait.
pub const CHANGE_TEXT: Text = text(
    "Kommen mehr Personen mit, als Plätze frei sind, bleibt alles, wie es ist, und Sie erfahren es hier.",
    "If more people come along than there are free seats, everything stays as it is, and you are told here.",
);
/// Heading over one's data.
pub const DATA: Text = text("Ihre Daten", "Your data");
/// A copy of one's data.
pub const DOWNLOAD: Text = text("Meine Daten herunterladen", "Download my data");
/// Erases one's data.
pub const ERASE: Text = text("Meine Daten löschen", "Erase my data");
/// Erases one's data: what goes.
pub const ERASE_TEXT: Text = text(
    "Gelöscht wird sofort und endgültig alles, was Sie bei der Anmeldung angegeben haben: Namen, Kontakt und Antworten aller angemeldeten Personen. Eine Anmeldung, die noch gilt, wird dabei abgemeldet. Es bleibt nur die Zahl, dass jemand angemeldet war.",
    "Everything that you gave when signing up is erased at once and for good: names, contact and answers of all people signed up. A sign-up that still holds is cancelled with it. Only the number remains that somebody was signed up.",
);
/// Erases one's data, really.
pub const ERASE_GO: Text = text("Ja, endgültig löschen", "Yes, erase for good");
/// Feedback.
pub const FEEDBACK: Text = text("Wie war es?", "How was it?");
/// Feedback: what it is for.
pub const FEEDBACK_TEXT: Text = text(
    "Ihre Rückmeldung hilft uns, besser zu werden. Sie steht nicht neben Ihrem Namen.",
    "Your feedback helps us to get better. It does not stand beside your name.",
);
/// How it was, in stars.
pub const STARS: Text = text("Wie hat es Ihnen gefallen?", "How did you like it?");
/// What was good.
pub const GOOD: Text = text("Was war gut?", "What was good?");
/// What was missing.
pub const MISSING: Text = text("Was hat gefehlt?", "What was missing?");
/// Sends feedback.
pub const FEEDBACK_SEND: Text = text("Rückmeldung senden", "Send feedback");
/// Feedback was given.
pub const FEEDBACK_DONE: Text = text("Danke für Ihre Rückmeldung!", "Thank you for your feedback!");
/// Saved.
pub const DONE_SAVE: Text = text("Gespeichert.", "Saved.");
/// Cancelled just now.
pub const DONE_CANCEL: Text = text("Sie sind abgemeldet.", "You have cancelled.");
/// Taken.
pub const DONE_ACCEPT: Text =
    text("Der Platz gehört Ihnen. Wir freuen uns!", "The seat is yours. We look forward to it!");
/// Declined.
pub const DONE_DECLINE: Text = text(
    "Danke! Der Platz geht an die nächste Person.",
    "Thank you! The seat goes to the next person.",
);
/// The address is confirmed.
pub const DONE_CONFIRM: Text =
    text("Ihre E-Mail-Adresse ist bestätigt.", "Your e-mail address is confirmed.");
/// The data are erased.
pub const DONE_ERASE: Text = text("Ihre Daten sind gelöscht.", "Your data are erased.");
/// No answer.
pub const NO_ANSWER: Text = text(
    "Keine Verbindung. Bitte versuchen Sie es gleich noch einmal.",
    "No connection. Please try again in a moment.",
);

/// `Warteliste: Platz 3`
pub fn position(lang: Lang, position: Option<u32>) -> String {
    match position {
        Some(n) => lang.pick(format!("Warteliste: Platz {n}"), format!("Waitlist: place {n}")),
        None => lang.pick("Warteliste", "Waitlist").to_owned(),
    }
}

/// `für 3 Personen`
pub fn people(lang: Lang, n: u32) -> String {
    match n {
        1 => lang.pick("für 1 Person", "for 1 person").to_owned(),
        _ => lang.pick(format!("für {n} Personen"), format!("for {n} people")),
    }
}

/// Until when offered seats are kept.
pub fn offered_until(lang: Lang, when: &str) -> String {
    lang.pick(
        format!("Wir halten ihn bis {when} für Sie frei. Kommen Sie?"),
        format!("We keep it for you until {when}. Are you coming?"),
    )
}

/// The same for several seats.
pub fn offered_until_many(lang: Lang, n: u32, when: &str) -> String {
    lang.pick(
        format!("Wir halten {n} Plätze bis {when} für Sie frei. Kommen Sie?"),
        format!("We keep {n} seats for you until {when}. Are you coming?"),
    )
}

/// Until when the address must be confirmed.
pub fn confirm_by(lang: Lang, when: &str) -> String {
    lang.pick(
        format!(
            "Bitte bestätigen Sie Ihre E-Mail-Adresse bis {when}, sonst geht der Platz weiter."
        ),
        format!("Please confirm your e-mail address by {when}, otherwise the seat goes on."),
    )
}

/// When the data were erased.
pub fn erased(lang: Lang, day: &str) -> String {
    lang.pick(
        format!("Ihre Angaben wurden am {day} gelöscht."),
        format!("Your data were erased on {day}."),
    )
}

/// `3 von 5 Sternen`
pub fn stars(lang: Lang, n: u32) -> String {
    match n {
        1 => lang.pick("1 Stern: gar nicht", "1 star: not at all").to_owned(),
        5 => lang.pick("5 Sterne: sehr gut", "5 stars: very much").to_owned(),
        _ => lang.pick(format!("{n} Sterne"), format!("{n} stars")),
    }
}

/// How it stands now, for screen readers.
pub fn stands_now(lang: Lang, stand: &str) -> String {
    lang.pick(format!("Neuer Stand: {stand}"), format!("New status: {stand}"))
}
