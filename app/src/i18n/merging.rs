//! Texts about ideas that are the same, and ideas that belong together.

use super::{Lang, Text, text};

/// Heading of the ideas that were merged into one.
pub const MERGED_HERE: Text = text("Hier zusammengeführt", "Merged here");
/// What that means.
pub const MERGED_HERE_TEXT: Text = text(
    "Diese Ideen wollten dasselbe. Wer sie unterstützt, zählt hier einmal mit, und ihre Kommentare stehen hier.",
    "These ideas wanted the same. Whoever supports them is counted here once, and their comments are here.",
);
/// Heading of linked ideas.
pub const LINKS: Text = text("Gehört dazu", "Related ideas");
/// In a timeline: it was merged with another one.
pub const INTO: Text = text("Es geht gemeinsam weiter:", "It goes on together:");
/// In a timeline: another one was merged into it.
pub const JOINED: Text = text("Eine Idee kam dazu:", "An idea joined:");
/// In a timeline: it stands for itself again.
pub const PARTED: Text =
    text("Die Idee steht wieder für sich.", "The idea stands for itself again.");
/// In a timeline: another one stands for itself again.
pub const LEFT: Text = text("Eine Idee steht wieder für sich:", "An idea stands for itself again:");
/// In a timeline: it was linked.
pub const LINKED: Text = text("Gehört zusammen mit:", "Belongs together with:");
/// On the private page of a merged idea.
pub const MY_MERGED: Text = text(
    "Ihre Idee wurde mit einer anderen zusammengeführt, die dasselbe will. Ihr Text ist dort zu lesen, und alle, die Ihre Idee unterstützen, zählen dort mit.",
    "Your idea was merged with another one that wants the same. Your text can be read there, and everybody who supports your idea is counted there.",
);

/// Detail of a 409: this idea cannot be merged as it stands.
pub const NO_WAY: Text = text(
    "Zusammenführen lässt sich nur eine Idee, die wartet oder offen ist.",
    "Only an idea that waits or is open can be merged.",
);
/// Detail of a 409: what shall lead is merged itself.
pub const LEADER_MERGED: Text = text(
    "Die andere Idee ist inzwischen selbst zusammengeführt. Bitte wählen Sie die, die dort führt.",
    "The other idea has been merged itself meanwhile. Please choose the one that leads there.",
);
/// Detail of a 409: too many in one group.
pub const GROUP_FULL: Text = text(
    "Mehr als 100 Ideen lassen sich nicht zusammenführen.",
    "No more than 100 ideas can be merged.",
);
/// Detail of a 409: it is not merged.
pub const NOT_MERGED: Text =
    text("Diese Idee ist nicht (mehr) zusammengeführt.", "This idea is not (any longer) merged.");
/// Detail of a 409: too many links.
pub const LINKS_FULL: Text = text(
    "Eine der beiden Ideen ist schon mit 20 anderen verknüpft.",
    "One of both ideas is linked with 20 others already.",
);

/// A card that leaves the board because its idea was merged.
pub fn merged_away(lang: Lang, title: &str) -> String {
    lang.pick(
        format!("„{title}“ ist jetzt mit einer anderen Idee zusammengeführt"),
        format!("“{title}” is now merged with another idea"),
    )
}
