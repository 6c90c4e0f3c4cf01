//! Texts of this area.

use super::{Lang, Text, text};
use crate::domain::{Affiliation, IdeaStatus, ReportReason};

/// The name of the product.
pub const STADTLABOR: Text = text("Stadtlabor", "Stadtlabor");
/// First link of every page.
pub const SKIP: Text = text("Zum Inhalt springen", "Skip to content");
/// Navigation.
pub const NAV: Text = text("Hauptmenü", "Main menu");
/// Navigation at the foot of a phone's screen.
pub const NAV_SHORT: Text = text("Schnellzugriff", "Quick access");
/// Navigation in the footer.
pub const NAV_FOOTER: Text = text("Über diese Seite", "About this site");
/// The home page.
pub const HOME: Text = text("Start", "Home");
/// The board.
pub const IDEAS: Text = text("Ideen", "Ideas");
/// The programme of events.
pub const PROGRAMME: Text = text("Programm", "Programme");
/// The labs.
pub const LABS: Text = text("Stadtlabore", "Labs");
/// The main action.
pub const NEW_IDEA: Text = text("Idee einbringen", "Share an idea");
/// The main action where there is little room.
pub const NEW_IDEA_SHORT: Text = text("Idee", "Idea");
/// Staff's entrance.
pub const TEAM: Text = text("Team", "Staff");
/// Privacy page.
pub const PRIVACY: Text = text("Datenschutz", "Privacy");
/// Imprint page.
pub const IMPRINT: Text = text("Impressum", "Imprint");
/// Accessibility statement.
pub const ACCESSIBILITY: Text = text("Barrierefreiheit", "Accessibility");
/// Feed of new ideas.
pub const FEED: Text = text("Atom-Feed", "Atom feed");
/// The switch of languages, in the language that it leads to.
pub const OTHER_LANGUAGE: Text = text("English", "Deutsch");
/// While something loads.
pub const LOADING: Text = text("Einen Moment …", "One moment …");
/// Send a form.
pub const SEND: Text = text("Senden", "Send");
/// While a form is sent.
pub const SENDING: Text = text("Wird gesendet …", "Sending …");
/// Leave a form or a sheet.
pub const CANCEL: Text = text("Abbrechen", "Cancel");
/// Close a sheet.
pub const CLOSE: Text = text("Schließen", "Close");
/// Try once more.
pub const RETRY: Text = text("Noch einmal versuchen", "Try again");
/// A field that may stay empty.
pub const OPTIONAL: Text = text("freiwillig", "optional");
/// Where the live stream is cut.
pub const OFFLINE: Text =
    text("Verbindung unterbrochen – wir versuchen es weiter.", "Connection lost – we keep trying.");
/// Where it is back.
pub const ONLINE: Text = text("Wieder verbunden.", "Connected again.");
/// A page that does not exist.
pub const NOT_FOUND_TITLE: Text = text("Diese Seite gibt es nicht", "This page does not exist");
/// What to do there.
pub const NOT_FOUND_TEXT: Text = text(
    "Vielleicht ist der Link alt oder vertippt. Die Ideen Ihrer Stadt finden Sie hier:",
    "Perhaps the link is old or mistyped. You find the ideas of your town here:",
);

/// A status on screen.
pub fn status(status: IdeaStatus) -> Text {
    match status {
        IdeaStatus::Submitted => text("Eingegangen", "Received"),
        IdeaStatus::Published => text("In Diskussion", "In discussion"),
        IdeaStatus::InReview => text("In Prüfung", "Under review"),
        IdeaStatus::Planned => text("Geplant", "Planned"),
        IdeaStatus::InProgress => text("In Umsetzung", "In progress"),
        IdeaStatus::Done => text("Umgesetzt", "Done"),
        IdeaStatus::Declined => text("Nicht umsetzbar", "Not feasible"),
        IdeaStatus::Merged => text("Zusammengeführt", "Merged"),
        IdeaStatus::Withdrawn => text("Zurückgezogen", "Withdrawn"),
    }
}

/// A perspective on screen.
pub fn affiliation(affiliation: Affiliation) -> Text {
    match affiliation {
        Affiliation::Citizens => text("Bürgerschaft", "Citizens"),
        Affiliation::Administration => text("Verwaltung", "Administration"),
        Affiliation::Politics => text("Politik", "Politics"),
        Affiliation::Institution => text("Institution", "Institution"),
        Affiliation::Business => text("Wirtschaft", "Business"),
        Affiliation::Science => text("Wissenschaft", "Science"),
    }
}

/// The reason of a report on screen.
pub fn report_reason(reason: ReportReason) -> Text {
    match reason {
        ReportReason::Offensive => text("Beleidigend oder verletzend", "Insulting or hurtful"),
        ReportReason::Spam => text("Werbung oder Spam", "Advertising or spam"),
        ReportReason::Personal => text(
            "Zeigt oder nennt eine Person ohne ihr Einverständnis",
            "Shows or names a person without consent",
        ),
        ReportReason::Wrong => text("Falsch oder irreführend", "Wrong or misleading"),
        ReportReason::Other => text("Etwas anderes", "Something else"),
    }
}

/// `3 Unterstützungen`
pub fn supports(lang: Lang, n: u32) -> String {
    let n_text = super::count(lang, u64::from(n));
    match n {
        1 => lang.pick("1 Unterstützung".to_owned(), "1 supporter".to_owned()),
        _ => lang.pick(format!("{n_text} Unterstützungen"), format!("{n_text} supporters")),
    }
}

/// `3 Kommentare`
pub fn comments(lang: Lang, n: u32) -> String {
    let n_text = super::count(lang, u64::from(n));
    match n {
        1 => lang.pick("1 Kommentar".to_owned(), "1 comment".to_owned()),
        _ => lang.pick(format!("{n_text} Kommentare"), format!("{n_text} comments")),
    }
}
