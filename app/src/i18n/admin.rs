//! Texts of the settings, the log and the numbers.

use super::{Text, text};

/// Detail of a 409 where there are as many as there can be.
pub const FULL: Text = text(
    "Mehr davon geht nicht. Bitte ändern Sie etwas, das es schon gibt.",
    "There cannot be more of these. Please change one that is there.",
);
/// Detail of a 409 on the last topic.
pub const LAST_TOPIC: Text = text(
    "Das ist das letzte Thema. Ohne Thema kann niemand eine Idee einbringen.",
    "This is the last topic. Without one nobody can share an idea.",
);
