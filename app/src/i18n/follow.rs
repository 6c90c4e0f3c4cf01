//! Texts of following an idea by mail.

use super::{Lang, Text, text};
use crate::api::FollowMode;

/// Heading of the form at an idea, and of its page.
pub const TITLE: Text = text("Auf dem Laufenden bleiben", "Stay up to date");
/// Why to follow.
pub const TEXT: Text = text(
    "Wir schreiben Ihnen, wenn sich bei dieser Idee etwas tut. Ohne Konto; ein Klick in jeder Mail beendet es.",
    "We write to you when something happens to this idea. No account; one click in every mail ends it.",
);
/// Label of the address.
pub const EMAIL: Text = text("Ihre E-Mail-Adresse", "Your e-mail address");
/// Why it is asked for.
pub const EMAIL_HINT: Text = text(
    "Nur für diese Idee, nie öffentlich. Nach einem Jahr wird sie gelöscht.",
    "For this idea only, never public. It is erased after a year.",
);
/// Label of how often.
pub const MODE: Text = text("Wie oft?", "How often?");
/// Sends the wish.
pub const SEND: Text = text("Mir schreiben", "Write to me");
/// After the wish.
pub const ASKED: Text = text(
    "Fast geschafft: Wir haben Ihnen eine Mail geschickt. Bitte bestätigen Sie mit dem Link darin.",
    "Almost there: we have sent you a mail. Please confirm with the link in it.",
);
/// Heading of the page while the address is not confirmed.
pub const CONFIRM_TITLE: Text = text("Sollen wir Ihnen schreiben?", "Shall we write to you?");
/// Asks the holder of the address.
pub const CONFIRM_TEXT: Text = text(
    "Für diese Adresse wurde darum gebeten. Erst wenn Sie zustimmen, schreiben wir Ihnen.",
    "This was asked for in the name of this address. We write to you only once you agree.",
);
/// Agrees.
pub const CONFIRM: Text = text("Ja, schreiben Sie mir", "Yes, write to me");
/// Does not agree.
pub const REFUSE: Text = text("Nein, Adresse löschen", "No, erase the address");
/// Keeps what was chosen.
pub const SAVE: Text = text("Speichern", "Save");
/// After saving.
pub const SAVED: Text = text("Gespeichert.", "Saved.");
/// Heading of being forgotten.
pub const STOP_TITLE: Text = text("Ganz aufhören", "Stop altogether");
/// What being forgotten means.
pub const STOP_TEXT: Text = text(
    "Wir löschen Ihre Adresse sofort. Dann gilt auch dieser Link nicht mehr.",
    "We erase your address at once. Then this link ends too.",
);
/// What being forgotten means to an author.
pub const STOP_AUTHOR: Text = text(
    "Wir löschen Ihre Adresse sofort, auch bei Ihrer Idee. Das Team kann Sie dann nicht mehr erreichen, und dieser Link gilt nicht mehr. Ihr persönlicher Link zur Idee bleibt.",
    "We erase your address at once, at your idea too. The team can then no longer reach you, and this link ends. Your private link to the idea stays.",
);
/// Wants to be forgotten.
pub const STOP: Text = text("Adresse löschen", "Erase the address");
/// After being forgotten.
pub const STOPPED: Text = text("Ihre Adresse ist gelöscht", "Your address is erased");
/// After being forgotten: what that means.
pub const STOPPED_TEXT: Text = text(
    "Zu dieser Idee schreiben wir Ihnen nicht mehr. Schön, dass Sie dabei waren!",
    "We no longer write to you about this idea. Good that you were here!",
);
/// A link that is none, or no longer.
pub const UNKNOWN: Text =
    text("Dieser Link gilt nicht (mehr)", "This link does not work (any more)");
/// A link that is none: what to do.
pub const UNKNOWN_TEXT: Text = text(
    "Vielleicht ist die Adresse schon gelöscht, oder der Link ist nicht vollständig. Auf der Seite jeder Idee können Sie sich neu eintragen.",
    "Perhaps the address is erased already, or the link is not complete. You can sign up anew on the page of each idea.",
);
/// Leads to the idea.
pub const TO_IDEA: Text = text("Zur Idee", "To the idea");

/// How often, as a choice.
pub fn mode(mode: FollowMode) -> Text {
    match mode {
        FollowMode::Now => text("sofort, bei jeder Neuigkeit", "at once, with all news"),
        FollowMode::Daily => {
            text("einmal am Tag gesammelt, morgens", "once a day in one mail, in the morning")
        }
        FollowMode::Off => text("gar nicht", "not at all"),
    }
}

/// What is followed where the title is not public: `Idee Nr. 12`.
pub fn unnamed(lang: Lang, idea: i64) -> String {
    lang.pick(format!("Idee Nr. {idea}"), format!("Idea no. {idea}"))
}

/// `Mails an e…@example.org, gelöscht am 1. Mai 2027`
pub fn to(lang: Lang, email: &str, until: &str) -> String {
    lang.pick(
        format!("Mails gehen an {email}. Die Adresse wird spätestens am {until} gelöscht."),
        format!("Mails go to {email}. The address is erased on {until} at the latest."),
    )
}
