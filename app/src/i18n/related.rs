//! Texts of the page on which staff work an idea up: what it belongs together with, what is
//! hidden, what is taken back.

use super::{Text, text};

/// Heading of what an idea has to do with others.
pub const RELATED: Text = text("Andere Ideen", "Other ideas");
/// Heading of the ideas that were merged into this one.
pub const MERGED: Text = text("Hier zusammengeführt", "Merged into this one");
/// Takes a merge apart.
pub const UNMERGE: Text = text("Wieder trennen", "Take apart");
/// After that.
pub const UNMERGED: Text =
    text("Die Idee steht wieder für sich.", "The idea stands for itself again.");
/// Heading of linked ideas.
pub const LINKED: Text = text("Gehört zusammen mit", "Belongs together with");
/// Takes a link away.
pub const UNLINK: Text = text("Verknüpfung lösen", "Remove link");
/// After that.
pub const UNLINKED: Text = text("Die Verknüpfung ist gelöst.", "The link is removed.");
/// Opens the form for a link.
pub const LINK: Text = text("Verknüpfen", "Link");
/// After that.
pub const LINK_DONE: Text = text("Die Ideen sind verknüpft.", "The ideas are linked.");
/// Explains linking.
pub const LINK_HINT: Text = text(
    "Beide Ideen bleiben eigenständig, und jede Seite nennt die andere.",
    "Both ideas stay on their own, and each page tells of the other.",
);
/// Label of the other idea's number.
pub const OTHER: Text = text("Nummer der anderen Idee", "Number of the other idea");
/// Label of the words of a link.
pub const LINK_NOTE: Text = text("Was sie verbindet", "What connects them");
/// Who reads these words.
pub const LINK_NOTE_HINT: Text = text("Steht öffentlich dabei.", "Everybody reads it.");
/// Opens the form for merging.
pub const MERGE: Text = text("Zusammenführen", "Merge");
/// After that.
pub const MERGE_DONE: Text = text("Die Idee ist zusammengeführt.", "The idea is merged.");
/// Explains merging.
pub const MERGE_HINT: Text = text(
    "Diese Idee geht in der anderen auf: Wer beide unterstützt, zählt einmal, Kommentare ziehen um, die Adresse führt zur anderen. Das lässt sich jederzeit trennen.",
    "This idea becomes part of the other: who supports both is counted once, comments move, the address leads to the other. It can be taken apart at any time.",
);
/// Label of the number of the idea that leads.
pub const INTO: Text = text("Nummer der Idee, die führt", "Number of the idea that leads");

/// Heading of hiding.
pub const HIDE: Text = text("Idee ausblenden", "Hide the idea");
/// Explains hiding.
pub const HIDE_HINT: Text = text(
    "Niemand liest sie mehr. An ihrer Stelle steht öffentlich, dass sie ausgeblendet ist und warum.",
    "Nobody reads it any more. In its place everybody reads that it is hidden, and why.",
);
/// Label of the reason for hiding.
pub const HIDE_WHY: Text = text("Öffentliche Begründung", "Public reason");
/// Hides an idea or a comment.
pub const HIDE_GO: Text = text("Ausblenden", "Hide");
/// After that.
pub const HIDDEN: Text = text("Ausgeblendet.", "Hidden.");
/// Heading of the comments.
pub const COMMENTS: Text = text("Öffentliche Kommentare", "Public comments");
/// In place of a hidden comment.
pub const COMMENT_HIDDEN: Text = text("Ausgeblendet:", "Hidden:");
/// Loads the next page of them.
pub const MORE_COMMENTS: Text = text("Weitere Kommentare", "More comments");

/// Takes something of the history back.
pub const TAKE_BACK: Text = text("Zurücknehmen", "Take back");
/// After a plain form: the decision can be taken back.
pub const CAN_UNDO: Text = text("Erledigt.", "Done.");
/// Heading of the choice whether the author's contributions wait.
pub const TRUST_AUTHOR: Text = text("Vertrauen in die Autor:in", "Trust in the author");
/// Sets it.
pub const TRUST_SAVE: Text = text("Übernehmen", "Apply");
/// After that.
pub const TRUST_DONE: Text = text("Das Vertrauen ist geändert.", "Trust is changed.");
