//! Texts of the board and of an idea's page.

use super::{Lang, Text, count, text};

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
    "Zu dieser Auswahl gibt es noch keine Idee. Vielleicht haben Sie eine?",
    "There is no idea for this selection yet. Perhaps you have one?",
);
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
