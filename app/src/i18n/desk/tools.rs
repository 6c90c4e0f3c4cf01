//! Evenings, shortcuts, and how staff are called.

use super::super::{Lang, Text, text};
/// *Abendmodus*.
pub const EVENING: Text = text("Abendmodus", "Evening mode");
/// What it does.
pub const EVENING_HINT: Text = text(
    "Für Abende im Labor: Beiträge erscheinen sofort und stehen hier zum Nachlesen. Halteregeln gelten weiter.",
    "For evenings in the lab: contributions appear at once and stand here to be read after. Hold rules still apply.",
);

/// So long.
pub fn hours(lang: Lang, n: u32) -> String {
    match n {
        1 => lang.pick("1 Stunde".to_owned(), "1 hour".to_owned()),
        _ => lang.pick(format!("{n} Stunden"), format!("{n} hours")),
    }
}

/// Ends it.
pub const EVENING_END: Text = text("Beenden", "End it");
/// It is off in a lab.
pub const EVENING_OFF: Text = text("aus", "off");

/// Time left, in minutes.
pub fn left(lang: Lang, minutes: i64) -> String {
    let (h, m) = (minutes / 60, minutes % 60);
    match h {
        0 => lang.pick(format!("noch {m} Min."), format!("{m} min left")),
        _ => lang.pick(format!("noch {h} Std. {m} Min."), format!("{h} h {m} min left")),
    }
}

/// Opens shortcuts and settings.
pub const HELP: Text = text("Tasten & Töne", "Keys & sounds");
/// Heading of the settings.
pub const CALLS: Text = text("Rufen, wenn etwas kommt", "Call when something comes in");
/// The sound.
pub const SOUND: Text = text("Leiser Ton", "Soft sound");
/// When.
pub const SOUND_HINT: Text =
    text("wenn Sie gerade etwas anderes ansehen", "while you look at something else");
/// The messages of the system.
pub const MESSAGES: Text = text("Mitteilung auf dem Bildschirm", "Message on the screen");
/// When.
pub const MESSAGES_HINT: Text =
    text("auch wenn ein anderes Programm vorn ist", "even while another program is in front");
/// They are not allowed.
pub const MESSAGES_REFUSED: Text = text(
    "Der Browser zeigt keine Mitteilungen von dieser Seite. Das lässt sich in seinen Einstellungen ändern.",
    "The browser shows no messages from this page. You can change that in its settings.",
);
/// Swiping.
pub const SWIPE_HINT: Text = text(
    "Auf dem Telefon: nach rechts wischen nimmt an, nach links öffnet die Begründung.",
    "On a phone: swipe right to accept, left to open the reason.",
);
/// The shortcuts: the key, and what it does.
pub const KEY_LIST: [(&str, Text); 13] = [
    ("j", text("weiter", "next")),
    ("k", text("zurück", "back")),
    ("a", text("veröffentlichen, annehmen, stehen lassen", "publish, accept or keep")),
    ("d", text("ablehnen oder ausblenden, mit Begründung", "decline or hide, with a reason")),
    ("q", text("Rückfrage an die Autor:in", "ask the author back")),
    ("e", text("für die Veröffentlichung bearbeiten", "edit for publication")),
    ("m", text("mit einer anderen Idee zusammenführen", "merge with another idea")),
    ("t", text("einem Fachbereich zuweisen", "assign to a department")),
    (
        "x",
        text(
            "auswählen; mit Umschalt und Maus einen Bereich",
            "select; with shift and mouse a range",
        ),
    ),
    ("h", text("schon Öffentliches ausblenden", "hide what is public already")),
    ("u", text("letzte Entscheidung rückgängig", "undo the last decision")),
    ("/", text("zu den Filtern", "to the filters")),
    ("?", text("diese Hilfe", "this help")),
];
