//! Texts of the staff pages.

use super::{Lang, Text, count, text};
use crate::{api::WaitingKind, domain::Role};

/// Title of the entrance.
pub const ENTRANCE: Text = text("Team-Bereich", "Staff area");
/// Heading of the sign-in.
pub const SIGN_IN: Text = text("Anmelden", "Sign in");
/// What the area is for.
pub const SIGN_IN_TEXT: Text = text(
    "Für das Team der Stadtlabore. Zum Mitmachen braucht niemand ein Konto.",
    "For the labs’ staff. Nobody needs an account to take part.",
);
/// Field.
pub const EMAIL: Text = text("E-Mail-Adresse", "E-mail address");
/// Field.
pub const PASSWORD: Text = text("Passwort", "Password");
/// Shows the password.
pub const PASSWORD_SHOW: Text = text("Passwort zeigen", "Show password");
/// Hides the password.
pub const PASSWORD_HIDE: Text = text("Passwort verbergen", "Hide password");
/// While the sign-in runs.
pub const SIGNING_IN: Text = text("Anmeldung läuft …", "Signing in …");
/// No connection at the sign-in.
pub const SIGN_IN_FAILED: Text = text(
    "Keine Verbindung. Bitte versuchen Sie es gleich noch einmal.",
    "No connection. Please try again in a moment.",
);
/// Already signed in.
pub const SIGNED_IN_AS: Text = text("Sie sind angemeldet als", "You are signed in as");
/// Sign out here.
pub const SIGN_OUT: Text = text("Abmelden", "Sign out");
/// Sign out on all devices.
pub const SIGN_OUT_ALL: Text = text("Auf allen Geräten abmelden", "Sign out on all devices");
/// The sign-out did not arrive.
pub const SIGN_OUT_FAILED: Text = text(
    "Keine Verbindung: Sie sind noch angemeldet. Bitte noch einmal versuchen.",
    "No connection: you are still signed in. Please try again.",
);
/// To the board.
pub const TO_BOARD: Text = text("Zu den Ideen", "To the ideas");
/// To the queue.
pub const TO_QUEUE: Text = text("Zum Eingang", "To the queue");
/// Label of the bar with name and sign-out.
pub const ACCOUNT: Text = text("Ihr Konto", "Your account");

/// The queue.
pub const QUEUE: Text = text("Eingang", "Queue");
/// A page of the staff, for people who are not signed in.
pub const LOCKED: Text = text(
    "Diese Seite sieht nur das Team. Bitte melden Sie sich an, dann geht es hier weiter.",
    "Only staff see this page. Please sign in, then you go on here.",
);
/// Label of the ways between the pages of the staff.
pub const WAYS: Text = text("Team-Bereich", "Staff area");
/// Way to all ideas.
pub const ALL_IDEAS: Text = text("Ideen", "Ideas");
/// Way to the programme.
pub const EVENTS: Text = text("Programm", "Programme");
/// Way to the departments.
pub const DEPARTMENTS: Text = text("Fachbereiche", "Departments");
/// Way to the official answers.
pub const ANSWERS: Text = text("Antworten", "Answers");
/// Way to the numbers.
pub const NUMBERS: Text = text("Zahlen", "Numbers");
/// Way to the audit.
pub const AUDIT: Text = text("Protokoll", "Audit");
/// Way to the people.
pub const PEOPLE: Text = text("Team", "People");
/// Way to the settings.
pub const SETTINGS: Text = text("Einstellungen", "Settings");
/// The session ended while the page was open.
pub const SESSION_OVER: Text = text(
    "Ihre Anmeldung ist abgelaufen. Nichts ist entschieden worden.",
    "Your session has ended. Nothing has been decided.",
);
/// Nothing waits.
pub const EMPTY: Text =
    text("Alles gelesen. Zeit für einen Kaffee.", "All read. Time for a coffee.");
/// Nothing waits: what happens next.
pub const EMPTY_TEXT: Text = text(
    "Sobald etwas Neues kommt, steht es hier – ohne neu zu laden.",
    "As soon as something new comes in, it appears here – no reload needed.",
);
/// Nothing left of a page that began in the middle.
pub const EMPTY_PAGE: Text = text("Hier ist alles gelesen.", "All read here.");
/// To what waits longest.
pub const FROM_START: Text = text("Zum Anfang des Eingangs", "To the start of the queue");
/// The list of what waits.
pub const LIST: Text = text("Wartet auf eine Entscheidung", "Waiting for a decision");
/// Shows the list, on a phone …
pub const LIST_SHORT: Text = text("Liste", "List");
/// … and the rest of it for screen readers: there is little room.
pub const LIST_SHOW: Text = text(" zeigen", " of what waits");
/// Next page.
pub const MORE: Text = text("Mehr laden", "Load more");
/// To the thing before.
pub const BEFORE: Text = text("Zurück", "Back");
/// To the next thing.
pub const NEXT: Text = text("Weiter", "Next");
/// The thing that is open.
pub const OPEN_ITEM: Text = text("Zur Entscheidung", "To decide");
/// Its author changed it while it was open.
pub const EDITED: Text = text(
    "Die Autor:in hat den Text gerade geändert. Bitte noch einmal lesen.",
    "The author has just changed the text. Please read it again.",
);
/// An author without a name.
pub const NO_NAME: Text = text("ohne Namen", "no name given");
/// The idea that a comment stands under.
pub const ABOUT_IDEA: Text = text("Zur Idee", "About the idea");
/// The whole text of that idea.
pub const IDEA_TEXT: Text = text("Ganze Idee lesen", "Read the whole idea");
/// To its public page.
pub const IDEA_PAGE: Text = text("Seite der Idee öffnen", "Open the idea’s page");
/// A comment that replies to another.
pub const IS_REPLY: Text = text("Antwort auf einen anderen Kommentar", "Reply to another comment");
/// What was reported.
pub const REPORTED_IDEA: Text = text("Gemeldete Idee", "Reported idea");
/// What was reported.
pub const REPORTED_COMMENT: Text = text("Gemeldeter Kommentar", "Reported comment");
/// Why it was reported.
pub const REPORT_WHY: Text = text("Grund der Meldung", "Reason for the report");
/// A photo without a description.
pub const PHOTO: Text = text("Foto zur Idee", "Photo of the idea");

/// Publish an idea or a comment.
pub const PUBLISH: Text = text("Veröffentlichen", "Publish");
/// Decline an idea or a comment.
pub const DECLINE: Text = text("Ablehnen", "Decline");
/// A reported contribution stays.
pub const KEEP: Text = text("Stehen lassen", "Keep it");
/// A reported contribution goes.
pub const HIDE: Text = text("Ausblenden", "Hide it");
/// Closes the field of the reason again.
pub const NO_AFTER_ALL: Text = text("Doch nicht", "Never mind");
/// Field of the reason.
pub const REASON: Text = text("Begründung", "Reason");
/// Who reads it.
pub const REASON_HINT: Text = text(
    "Die Autor:in liest das auf ihrer privaten Seite. Bitte freundlich und in ganzen Sätzen.",
    "The author reads this on their private page. Kind and in whole sentences, please.",
);
/// Who reads it, where it is about a comment.
pub const REASON_HINT_COMMENT: Text = text(
    "Bleibt im Verlauf, für das Team. Wer kommentiert, hat hier keine private Seite.",
    "Kept in the log, for staff. People who comment have no private page here.",
);
/// Ready-made reasons.
pub const REASONS: Text = text("Vorschläge", "Suggestions");
/// The reason is missing.
pub const REASON_NEEDED: Text = text(
    "Bitte begründen: Die Autor:in soll verstehen, warum.",
    "Please give a reason: the author should understand why.",
);

/// Ready-made reasons: the word on the chip, and the sentences that it writes.
pub const READY_REASONS: [(Text, Text); 4] = [
    (
        text("Doppelt", "Duplicate"),
        text(
            "Diesen Vorschlag gibt es hier schon. Bitte unterstützen Sie den vorhandenen – so zählt Ihre Stimme am meisten.",
            "This suggestion is already here. Please support the existing one – that is where your voice counts most.",
        ),
    ),
    (
        text("Unsachlich", "Not factual"),
        text(
            "Der Beitrag greift andere an oder bleibt nicht bei der Sache. Bitte schreiben Sie ihn noch einmal ohne das – wir veröffentlichen ihn dann gern.",
            "This contribution attacks others or strays from the matter. Please write it again without that – we will gladly publish it.",
        ),
    ),
    (
        text("Nicht zuständig", "Not ours"),
        text(
            "Darüber kann die Stadt nicht entscheiden. Bitte wenden Sie sich damit an die zuständige Stelle; wir helfen im Stadtlabor gern beim Finden.",
            "This is not for the town to decide. Please turn to the authority in charge; at the lab we gladly help you find it.",
        ),
    ),
    (
        text("Persönliche Daten", "Personal data"),
        text(
            "Der Beitrag nennt oder zeigt Personen, ohne dass ihr Einverständnis zu erkennen ist. Bitte senden Sie ihn noch einmal ohne diese Angaben.",
            "This contribution names or shows people without any sign of their consent. Please send it again without those details.",
        ),
    ),
];

/// Takes a decision back.
pub const UNDO: Text = text("Rückgängig", "Undo");
/// While that runs.
pub const UNDOING: Text = text("Wird zurückgenommen …", "Taking it back …");
/// A decision was taken back.
pub const UNDONE: Text = text("Zurückgenommen – wartet wieder.", "Taken back – waiting again.");
/// A decision of which no more is known.
pub const DECIDED: Text = text("Entschieden", "Decided");
/// The last decisions.
pub const RECENT: Text = text("Zuletzt entschieden", "Decided last");
/// A decision did not arrive.
pub const NOT_SAVED: Text = text(
    "Keine Verbindung. Ihre Entscheidung ist nicht angekommen, der Beitrag ist zurück im Eingang.",
    "No connection. Your decision did not arrive, the contribution is back in the queue.",
);
/// An undo did not arrive.
pub const NOT_UNDONE: Text = text(
    "Keine Verbindung. Bitte noch einmal auf „Rückgängig“ tippen.",
    "No connection. Please press “Undo” again.",
);
/// More could not be loaded.
pub const NOT_LOADED: Text = text(
    "Keine Verbindung. Bitte gleich noch einmal versuchen.",
    "No connection. Please try again in a moment.",
);
/// What the address asks for waits no more.
pub const WAITS_NO_MORE: Text =
    text("Darüber ist schon entschieden worden.", "This has been decided on already.");
/// Closes a message.
pub const OK: Text = text("Verstanden", "Got it");

/// Heading of the shortcuts.
pub const KEYS: Text = text("Tastenkürzel", "Keyboard shortcuts");
/// Switches them on or off.
pub const KEYS_ON: Text = text("Tastenkürzel benutzen", "Use keyboard shortcuts");
/// A role on screen.
pub fn role(role: Role) -> Text {
    match role {
        Role::Moderator => text("Moderation", "Moderation"),
        Role::Editor => text("Redaktion", "Editorial team"),
        Role::Department => text("Fachbereich", "Department"),
        Role::Admin => text("Administration", "Administration"),
    }
}

/// What kind of thing waits.
pub fn kind(kind: WaitingKind) -> Text {
    match kind {
        WaitingKind::Idea => text("Neue Idee", "New idea"),
        WaitingKind::Comment => text("Neuer Kommentar", "New comment"),
        WaitingKind::Report => text("Meldung", "Report"),
        WaitingKind::Edit => text("Änderungswunsch", "Proposed edit"),
        WaitingKind::Companion => text("Mitmach-Angebot", "Offer to help"),
    }
}

/// A decision, as something done.
pub fn done(action: &str) -> Text {
    match action {
        "publish" => text("Veröffentlicht", "Published"),
        "decline" => text("Abgelehnt", "Declined"),
        "keep" => text("Stehen gelassen", "Kept"),
        "hide" => text("Ausgeblendet", "Hidden"),
        other => super::desk::done(other).unwrap_or(DECIDED),
    }
}

/// `3 warten`
pub fn waiting(lang: Lang, n: u64) -> String {
    let n_text = count(lang, n);
    match n {
        0 => lang.pick("nichts wartet", "nothing is waiting").to_owned(),
        1 => lang.pick("1 Beitrag wartet", "1 contribution is waiting").to_owned(),
        _ => lang.pick(
            format!("{n_text} Beiträge warten"),
            format!("{n_text} contributions are waiting"),
        ),
    }
}

/// The title of the browser's tab.
pub fn queue_title(lang: Lang, n: u64) -> String {
    let title = QUEUE.get(lang);
    if n == 0 { format!("{title} · Stadtlabor") } else { format!("({n}) {title} · Stadtlabor") }
}

/// Something came in.
pub fn came_in(lang: Lang, what: WaitingKind, title: &str) -> String {
    let what = kind(what).get(lang);
    lang.pick(format!("{what} im Eingang: {title}"), format!("{what} in the queue: {title}"))
}

/// A title that stands in quotation marks: those inside it become single ones.
pub(super) fn quoted(lang: Lang, title: &str) -> String {
    match lang {
        Lang::De => title.replace('„', "‚").replace('“', "‘"),
        Lang::En => title.replace('“', "‘").replace('”', "’"),
    }
}

/// What was open was decided on by a colleague.
pub fn gone_decided(lang: Lang, title: &str) -> String {
    let title = quoted(lang, title);
    lang.pick(
        format!("„{title}“ hat gerade jemand anderes aus dem Team entschieden."),
        format!("Somebody else on the team has just decided on “{title}”."),
    )
}

/// What was open was withdrawn by its author.
pub fn gone_withdrawn(lang: Lang, title: &str) -> String {
    let title = quoted(lang, title);
    lang.pick(
        format!("„{title}“ hat die Autor:in gerade zurückgezogen."),
        format!("The author has just withdrawn “{title}”."),
    )
}

/// `Veröffentlicht: Mehr Bänke`
pub fn done_to(lang: Lang, action: &str, title: &str) -> String {
    format!("{}: {title}", done(action).get(lang))
}

/// A comment by its idea, as the list names it.
pub fn comment_on(lang: Lang, title: &str) -> String {
    lang.pick(format!("Kommentar zu „{title}“"), format!("Comment on “{title}”"))
}

/// A report by its idea, as the list names it.
pub fn report_of(lang: Lang, comment: bool, title: &str) -> String {
    match comment {
        true => lang.pick(
            format!("Kommentar zu „{title}“ gemeldet"),
            format!("Comment on “{title}” reported"),
        ),
        false => lang.pick(format!("„{title}“ gemeldet"), format!("“{title}” reported")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_inside_others_are_single() {
        let title = comment_on(Lang::De, "Mehr Bänke");
        assert!(gone_decided(Lang::De, &title).starts_with("„Kommentar zu ‚Mehr Bänke‘“ hat"));
        let title = comment_on(Lang::En, "Benches");
        assert!(gone_withdrawn(Lang::En, &title).ends_with("“Comment on ‘Benches’”."));
    }

    #[test]
    fn the_title_counts() {
        assert_eq!(queue_title(Lang::De, 3), "(3) Eingang · Stadtlabor");
        assert_eq!(queue_title(Lang::En, 0), "Queue · Stadtlabor");
    }
}
