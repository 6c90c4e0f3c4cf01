//! Texts of the board and of an idea's page.

use super::{Lang, Text, count, text};

/// Before the name of the event that an idea was born at.
pub const BORN: Text = text("Entstanden bei:", "Born at:");
/// Heading of the board.
pub const TITLE: Text = text("Ideen für unsere Stadt", "Ideas for our town");
/// Description of the board for search engines.
pub const DESCRIPTION: Text = text(
    "Was Menschen hier bewegen wollen: lesen, unterstützen, mitreden – ohne Anmeldung.",
    "What people here want to get moving: read, support, join in – without an account.",
);
/// Label of the search field.
pub const SEARCH: Text = text("Ideen durchsuchen", "Search ideas");
/// Button of the search.
pub const SEARCH_GO: Text = text("Suchen", "Search");
/// All topics.
pub const ALL_TOPICS: Text = text("Alle Themen", "All topics");
/// Label of the topic chips.
pub const TOPICS: Text = text("Themen", "Topics");
/// Opens the filters.
pub const FILTER: Text = text("Filter", "Filter");
/// Applies the filters.
pub const FILTER_GO: Text = text("Ideen zeigen", "Show ideas");
/// Takes all filters away.
pub const FILTER_RESET: Text = text("Alle Filter entfernen", "Remove all filters");
/// Filter by lab.
pub const LAB: Text = text("Stadtlabor", "Lab");
/// Filter by project.
pub const PROJECT: Text = text("Projekt", "Project");
/// Filter by status.
pub const STATUS: Text = text("Stand", "Status");
/// No choice.
pub const ALL: Text = text("Alle", "All");
/// Order.
pub const SORT: Text = text("Reihenfolge", "Order");
/// Order: newest.
pub const SORT_NEWEST: Text = text("Neu", "New");
/// Order with a search: best match.
pub const SORT_BEST: Text = text("Treffer", "Best match");
/// Order: most supported.
pub const SORT_SUPPORTED: Text = text("Beliebt", "Popular");
/// Order: recently active.
pub const SORT_ACTIVE: Text = text("Aktiv", "Active");
/// Views.
pub const VIEW: Text = text("Ansicht", "View");
/// View as a list.
pub const VIEW_LIST: Text = text("Liste", "List");
/// View as lanes.
pub const VIEW_LANES: Text = text("Tafel", "Lanes");
/// Next page.
pub const MORE: Text = text("Mehr laden", "Load more");
/// Back to the first page.
pub const FIRST_PAGE: Text = text("Zurück zum Anfang", "Back to the start");
/// Nothing matches.
pub const EMPTY: Text = text("Hier ist noch Platz.", "There is still room here.");
/// Nothing matches: what to do.
pub const EMPTY_TEXT: Text = text(
    "Dazu gibt es noch keine Idee. Vielleicht haben Sie eine?",
    "There is no idea about this yet. Perhaps you have one?",
);
/// Back to everything.
pub const EMPTY_RESET: Text = text("Alle Ideen zeigen", "Show all ideas");
/// A lane without ideas.
pub const LANE_EMPTY: Text = text("Noch nichts hier.", "Nothing here yet.");
/// Loading failed.
pub const FAILED: Text =
    text("Die Ideen ließen sich gerade nicht laden.", "The ideas could not be loaded just now.");
/// Support an idea.
pub const SUPPORT: Text = text("Unterstützen", "Support");
/// An idea that this browser supports.
pub const SUPPORTED: Text = text("Unterstützt", "Supported");
/// The support could not be saved.
pub const SUPPORT_FAILED: Text = text(
    "Keine Verbindung – Ihre Unterstützung ist noch nicht gezählt. Bitte gleich noch einmal.",
    "No connection – your support is not counted yet. Please try again in a moment.",
);
/// A list of ideas, for screen readers.
pub const LIST_LABEL: Text = text("Ideen", "Ideas");
/// Lanes, for screen readers.
pub const LANES_LABEL: Text = text("Ideen nach Stand", "Ideas by status");

/// `128 Ideen`
pub fn matches(lang: Lang, n: u64) -> String {
    let n_text = count(lang, n);
    match n {
        0 => lang.pick("Keine Idee", "No idea").to_owned(),
        1 => lang.pick("1 Idee", "1 idea").to_owned(),
        _ => lang.pick(format!("{n_text} Ideen"), format!("{n_text} ideas")),
    }
}

/// `3 neue Ideen`
pub fn arrived(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("1 neue Idee", "1 new idea").to_owned(),
        _ => lang.pick(format!("{n} neue Ideen"), format!("{n} new ideas")),
    }
}

/// An idea got another status.
pub fn moved(lang: Lang, title: &str, status: &str) -> String {
    lang.pick(format!("„{title}“ ist jetzt: {status}"), format!("“{title}” is now: {status}"))
}

/// An idea's town answer.
pub const ANSWER: Text = text("Antwort der Stadt", "The town's answer");
/// An answer that reads otherwise than at first.
pub const ANSWER_CHANGED: Text = text("geändert", "changed");
/// Who has an idea.
pub const NEXT: Text = text("Wie es weitergeht", "What happens next");
/// What that means.
pub const NEXT_TEXT: Text = text("Hier liegt die Idee gerade:", "The idea is with:");
/// Since when somebody has it.
pub fn since(lang: Lang, day: &str) -> String {
    lang.pick(format!("seit {day}"), format!("since {day}"))
}
/// Until when.
pub fn until(lang: Lang, day: &str) -> String {
    lang.pick(format!("bis {day}"), format!("until {day}"))
}
/// An idea's timeline.
pub const TIMELINE: Text = text("Verlauf", "Timeline");
/// Comments.
pub const COMMENTS: Text = text("Kommentare", "Comments");
/// No comments yet.
pub const NO_COMMENTS: Text =
    text("Noch kein Kommentar. Was meinen Sie?", "No comment yet. What do you think?");
/// More comments.
pub const MORE_COMMENTS: Text = text("Weitere Kommentare", "More comments");
/// Reply to a comment.
pub const REPLY: Text = text("Antworten", "Reply");
/// Label of the comment field.
pub const COMMENT: Text = text("Ihr Kommentar", "Your comment");
/// Label of a reply field.
pub const REPLY_LABEL: Text = text("Ihre Antwort", "Your reply");
/// Label of the name.
pub const NAME: Text = text("Name", "Name");
/// Why the name is asked for.
pub const NAME_HINT: Text = text(
    "Wird neben Ihrem Beitrag gezeigt. Ein Vorname genügt.",
    "Shown beside your contribution. A first name is enough.",
);
/// Label of the perspective.
pub const AFFILIATION: Text = text("Ich spreche für", "I speak for");
/// No perspective.
pub const AFFILIATION_NONE: Text = text("keine Angabe", "not stated");
/// Send a comment.
pub const COMMENT_SEND: Text = text("Kommentar senden", "Send comment");
/// A comment that waits.
pub const COMMENT_WAITS: Text = text(
    "Danke! Ihr Kommentar wird kurz gelesen und erscheint dann hier.",
    "Thank you! Your comment is read briefly and then appears here.",
);
/// A comment that is public.
pub const COMMENT_DONE: Text =
    text("Danke! Ihr Kommentar ist da.", "Thank you! Your comment is here.");
/// Help make it real.
pub const JOIN: Text = text("Ich mache mit", "I’ll join in");
/// Why to help.
pub const JOIN_TEXT: Text = text(
    "Es mangelt selten an Ideen, oft an Menschen, die sie umsetzen. Hinterlassen Sie, wie das Team Sie erreicht – nur das Team sieht es, und nach einem Jahr wird es gelöscht.",
    "Ideas are rarely lacking, people who make them real often are. Leave a way for the team to reach you – only the team sees it, and it is erased after a year.",
);
/// Label of the way to reach somebody.
pub const CONTACT: Text = text("Telefon oder E-Mail", "Telephone or e-mail");
/// Why it is asked for.
pub const CONTACT_HINT: Text =
    text("Damit das Team sich bei Ihnen melden kann.", "So that the team can get in touch.");
/// Label of what somebody offers.
pub const JOIN_NOTE: Text = text("Was ich beitragen möchte", "What I would like to contribute");
/// Send the offer.
pub const JOIN_SEND: Text = text("Mitmachen", "Join in");
/// After the offer.
pub const JOIN_DONE: Text = text(
    "Schön, dass Sie mitmachen! Das Team meldet sich.",
    "Good to have you! The team will be in touch.",
);
/// Share.
pub const SHARE: Text = text("Teilen", "Share");
/// Copy the link.
pub const COPY: Text = text("Link kopieren", "Copy link");
/// After copying.
pub const COPIED: Text = text("Link kopiert.", "Link copied.");
/// The QR code.
pub const QR: Text = text("QR-Code", "QR code");
/// The QR code, described.
pub const QR_ALT: Text =
    text("QR-Code, der zu dieser Idee führt", "QR code that leads to this idea");
/// Report.
pub const REPORT: Text = text("Melden", "Report");
/// Why to report.
pub const REPORT_TEXT: Text = text(
    "Stimmt hier etwas nicht? Das Team schaut es sich an.",
    "Is something wrong here? The team will look at it.",
);
/// Label of the reason.
pub const REPORT_REASON: Text = text("Worum geht es?", "What is it about?");
/// Label of the explanation.
pub const REPORT_NOTE: Text = text("Möchten Sie etwas dazu sagen?", "Would you like to explain?");
/// Send the report.
pub const REPORT_SEND: Text = text("Meldung senden", "Send report");
/// After the report.
pub const REPORT_DONE: Text =
    text("Danke. Das Team sieht sich das an.", "Thank you. The team will look at it.");
/// After supporting without script.
pub const SUPPORT_DONE: Text =
    text("Danke! Ihre Unterstützung zählt.", "Thank you! Your support counts.");
/// A merged idea.
pub const MERGED: Text = text(
    "Diese Idee ist mit einer anderen zusammengeführt. Dort geht es weiter:",
    "This idea was merged with another one. It goes on there:",
);
/// The link to the leading idea.
pub const MERGED_LINK: Text = text("Zur gemeinsamen Idee", "To the common idea");
/// An idea that was hidden: heading.
pub const IDEA_HIDDEN: Text = text("Ausgeblendet", "Hidden");
/// What that means.
pub const HIDDEN_TEXT: Text = text(
    "Hier stand eine Idee. Das Team hat sie ausgeblendet.",
    "There was an idea here. The team has hidden it.",
);
/// Why it was.
pub const HIDDEN_WHY: Text = text("Grund", "Reason");
/// In the place of a comment that was hidden.
pub const COMMENT_HIDDEN: Text =
    text("Hier hat das Team einen Kommentar ausgeblendet.", "The team has hidden a comment here.");
/// Staff edited the wording.
pub const REWORDED: Text = text("redaktionell bearbeitet", "edited by the team");
/// An idea that is not there.
pub const IDEA_GONE: Text =
    text("Diese Idee gibt es hier nicht (mehr)", "This idea is not here (any more)");
/// Back to the board.
pub const BACK: Text = text("Alle Ideen", "All ideas");
/// Where no name was given.
pub const ANONYMOUS: Text = text("Ohne Namen", "No name given");

/// `5 machen mit`
pub fn companions(lang: Lang, n: u32) -> String {
    match n {
        0 => lang.pick("Noch niemand macht mit", "Nobody has joined yet").to_owned(),
        1 => lang.pick("1 Person macht mit", "1 person joins in").to_owned(),
        _ => lang.pick(format!("{n} Menschen machen mit"), format!("{n} people join in")),
    }
}

/// Alternative text of a photo that nobody described.
pub fn photo_alt(lang: Lang, n: usize, title: &str) -> String {
    lang.pick(format!("Foto {n} zur Idee „{title}“"), format!("Photo {n} of the idea “{title}”"))
}

/// A new comment came in.
pub fn comment_arrived(lang: Lang, author: &str) -> String {
    lang.pick(format!("Neuer Kommentar: {author}"), format!("New comment: {author}"))
}
