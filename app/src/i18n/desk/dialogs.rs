//! Merging, linking, giving to a department.

use super::super::{Lang, Text, text};
/// Opens the dialog of merging.
pub const MERGE: Text = text("Duplikat", "Duplicate");
/// Heading of the dialog.
pub const MERGE_TITLE: Text = text("Mit welcher Idee zusammenführen?", "Merge with which idea?");
/// What merging does.
pub const MERGE_HINT: Text = text(
    "Die andere Idee führt. Beide Texte bleiben lesbar, Unterstützer:innen zählen einmal, Kommentare ziehen mit um. Jederzeit rückgängig.",
    "The other idea leads. Both texts stay readable, supporters count once, comments move along. Can be undone at any time.",
);
/// Search among all ideas.
pub const MERGE_SEARCH: Text = text("Nummer oder Wörter", "Number or words");
/// Ideas that say something similar.
pub const SIMILAR: Text = text("Ähnliche Ideen", "Similar ideas");
/// There are none.
pub const SIMILAR_NONE: Text = text(
    "Nichts Ähnliches gefunden. Suchen Sie nach einer Nummer oder nach Wörtern.",
    "Nothing similar found. Search by a number or by words.",
);
/// Nothing was found.
pub const SEARCH_NONE: Text = text("Nichts gefunden.", "Nothing found.");
/// The idea that is open.
pub const THIS_IDEA: Text = text("Diese Idee", "This idea");
/// The idea that leads.
pub const LEADER: Text = text("Führende Idee", "Leading idea");
/// Merges.
pub const MERGE_GO: Text = text("Zusammenführen", "Merge");
/// Links without merging.
pub const LINK_GO: Text = text("Nur verbinden", "Only link");
/// What links say.
pub const LINK_NOTE: Text =
    text("Was verbindet sie? (öffentlich, freiwillig)", "What connects them? (public, optional)");
/// They are linked.
pub const LINKED: Text = text("Verbunden.", "Linked.");
/// A match has the same topic.
pub const SAME_TOPIC: Text = text("gleiches Thema", "same topic");
/// A match has the same lab.
pub const SAME_LAB: Text = text("gleiches Labor", "same lab");
/// A match waits itself.
pub const WAITS_TOO: Text = text("wartet auch", "waiting too");
/// The number of an idea, without script.
pub const MERGE_NUMBER: Text = text("Nummer der führenden Idee", "Number of the leading idea");
/// Why it cannot lead.
pub const NOT_PUBLIC: Text = text(
    "Diese Idee ist noch nicht öffentlich und kann deshalb nicht führen. Veröffentlichen Sie sie zuerst.",
    "This idea is not public yet and so cannot lead. Publish it first.",
);
/// Chooses it.
pub const CHOOSE: Text = text("Vergleichen", "Compare");
/// Back to the choice.
pub const OTHERS: Text = text("Andere wählen", "Choose another");
/// Opens the dialog of assigning.
pub const ASSIGN: Text = text("Zuweisen", "Assign");
/// Heading of the dialog.
pub const ASSIGN_TITLE: Text =
    text("Welcher Fachbereich soll daran arbeiten?", "Which department shall work on it?");
/// What it does.
pub const ASSIGN_HINT: Text = text(
    "Der Fachbereich erfährt es gleich. Auf der Seite der Idee steht, wer sie hat und bis wann.",
    "The department hears of it at once. The idea’s page says who has it and until when.",
);
/// Field.
pub const DUE: Text = text("Bis wann? (freiwillig)", "Until when? (optional)");
/// Field.
pub const WORD: Text = text(
    "Hinweis für den Fachbereich (intern, freiwillig)",
    "A word to the department (internal, optional)",
);
/// Assigns.
pub const ASSIGN_GO: Text = text("Zuweisen", "Assign");
/// There are no departments.
pub const NO_DEPARTMENTS: Text =
    text("Es sind noch keine Fachbereiche eingerichtet.", "No departments have been set up yet.");

/// So many weeks from now.
pub fn weeks(lang: Lang, n: i64) -> String {
    match n {
        1 => lang.pick("in 1 Woche".to_owned(), "in 1 week".to_owned()),
        _ => lang.pick(format!("in {n} Wochen"), format!("in {n} weeks")),
    }
}

/// It is assigned.
pub fn assigned(lang: Lang, department: &str) -> String {
    lang.pick(format!("Zugewiesen: {department}"), format!("Assigned: {department}"))
}
