//! Texts of the results of an event.

use super::{Lang, Text, text};
use crate::domain::FileKind;

/// What the page is for.
pub const RESULTS_TEXT: Text = text(
    "Was herausgekommen ist, steht danach auf der Seite der Veranstaltung.",
    "What came out of it stands on the event’s page afterwards.",
);
/// Field.
pub const RESULTS: Text = text("Ergebnisse", "Results");
/// How to fill it in.
pub const RESULTS_HINT: Text = text(
    "Markdown geht: **fett**, Überschriften mit ##, Listen mit -, [Links](https://…).",
    "Markdown works: **bold**, headings with ##, lists with -, [links](https://…).",
);
/// Field.
pub const PHOTOS: Text = text("Fotos", "Photos");
/// How to fill it in.
pub const PHOTOS_HINT: Text = text(
    "Nur mit dem Einverständnis aller, die zu erkennen sind.",
    "Only with the consent of everybody who can be recognised.",
);
/// Picks files.
pub const PHOTOS_ADD: Text = text("Fotos auswählen", "Choose photos");
/// A photo that nobody described.
pub const PHOTO: Text = text("Foto der Veranstaltung", "Photo of the event");
/// Takes a photo away.
pub const PHOTO_REMOVE: Text = text("Entfernen", "Remove");
/// Heading of the files.
pub const FILES: Text = text("Dateien", "Files");
/// None.
pub const NO_FILES: Text = text("Noch keine Dateien.", "No files yet.");
/// Field.
pub const FILE: Text = text("Datei", "File");
/// How to fill it in.
pub const FILE_HINT: Text = text(
    "PDF, Open Document, Office, Text oder CSV, höchstens 10 MB.",
    "PDF, Open Document, Office, text or CSV, at most 10 MB.",
);
/// Field.
pub const FILE_KIND: Text = text("Was ist es?", "What is it?");
/// Sends it.
pub const FILE_ADD: Text = text("Hochladen", "Upload");
/// After that.
pub const FILE_ADDED: Text = text("Die Datei ist da.", "The file is there.");
/// A file went.
pub const FILE_REMOVED: Text = text("Die Datei ist entfernt.", "The file is removed.");
/// Heading of the ideas.
pub const IDEAS: Text = text("Ideen aus dieser Veranstaltung", "Ideas from this event");
/// None.
pub const NO_IDEAS: Text = text(
    "Noch keine. Ideen, die hier entstanden sind, sagen das auf ihrer Seite.",
    "None yet. Ideas that were born here say so on their page.",
);
/// Brings one in.
pub const IDEA_NEW: Text = text("Idee einbringen", "Share an idea");

/// What a file is.
pub fn file_kind(kind: FileKind) -> Text {
    match kind {
        FileKind::Document => text("Unterlage zur Vorbereitung", "Something to read before"),
        FileKind::Result => text("Ergebnis", "Result"),
    }
}

/// The size of a file.
pub fn size(lang: Lang, bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => {
            let tenths = bytes / 100_000;
            format!("{}{}{} MB", tenths / 10, lang.pick(',', '.'), tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size(Lang::De, 1), "1 kB");
        assert_eq!(size(Lang::De, 2_350_000), "2,3 MB");
        assert_eq!(size(Lang::En, 2_350_000), "2.3 MB");
    }
}
