//! The settings.

use crate::{
    api::{Section, TemplateKind},
    i18n::{Lang, Text, text},
};

/// Beside the problem where somebody else was quicker.
pub const STALE: Text = text(
    "Was Sie eingegeben haben, steht noch hier. Noch einmal Speichern überschreibt, was jemand anderes geändert hat:",
    "What you typed still stands here. Saving once more writes over what somebody else changed:",
);
/// Shows that, in a window of its own.
pub const STALE_LINK: Text =
    text("die jetzige Fassung ansehen (neues Fenster)", "see it as it is now (new window)");
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
/// The page.
pub const SETTINGS: Text = text("Einstellungen", "Settings");
/// What the page is.
pub const SETTINGS_TEXT: Text = text(
    "Was Sie hier ändern, gilt sofort und überall. Jede Änderung steht im Protokoll.",
    "What you change here holds at once and everywhere. Every change is in the log.",
);
/// The parts of the settings.
pub const SECTIONS: Text = text("Bereiche", "Sections");
/// Saves a form.
pub const SAVE: Text = text("Speichern", "Save");
/// While a form is saved.
pub const SAVING: Text = text("Wird gespeichert …", "Saving …");
/// Opens an item.
pub const CHANGE: Text = text("Ändern", "Change");
/// Puts an item away.
pub const ARCHIVE: Text = text("Archivieren", "Archive");
/// Offers an item again.
pub const RESTORE: Text = text("Wieder anbieten", "Offer again");
/// An item that is put away.
pub const ARCHIVED: Text = text("Archiviert", "Archived");
/// Where items are that are put away.
pub const ARCHIVED_ONES: Text = text("Archiv", "Archive");
/// What it means to be put away.
pub const ARCHIVED_TEXT: Text = text(
    "Wird nicht mehr angeboten. Was schon dazu gehört, behält seinen Namen.",
    "Offered no more. What belongs to it already keeps its name.",
);
/// Takes back.
pub const UNDO: Text = text("Rückgängig", "Undo");
/// Nothing is there.
pub const NONE: Text = text("Noch nichts da.", "Nothing here yet.");
/// There is no such thing.
pub const GONE: Text = text("Das gibt es hier nicht mehr.", "This is no longer here.");
/// Nothing was different.
pub const SAME: Text = text("Es war schon so.", "It was like this already.");
/// Choice of nothing in particular.
pub const ALL_TOPICS: Text = text("Alle Themen", "All topics");
/// What a change means for limited admins.
pub const NOT_YOURS: Text = text(
    "Das gilt für alle Stadtlabore; ändern kann es, wer für alle zuständig ist.",
    "This holds for all labs; whoever is responsible for all of them can change it.",
);
/// Example of a hint.
pub const WORDS_HINT: Text = text(
    "Ein Wort oder eine Wendung je Zeile. Groß und klein, ä und ae sind gleich.",
    "A word or phrase per line. Capitals and small letters, ä and ae are the same.",
);

/// A part of the settings.
pub fn section(section: Section) -> Text {
    match section {
        Section::Labs => text("Stadtlabore", "Labs"),
        Section::Topics => text("Themen", "Topics"),
        Section::Projects => text("Projekte", "Projects"),
        Section::Departments => text("Fachbereiche", "Departments"),
        Section::Templates => text("Textvorlagen", "Templates"),
        Section::Rules => text("Regeln", "Rules"),
    }
}

/// What a part of the settings is for.
pub fn section_text(section: Section) -> Text {
    match section {
        Section::Labs => text(
            "Räume und Mobile, mit Öffnungszeiten und Kontakt. Hier steht auch, ob vor der Veröffentlichung jemand aus dem Team schaut.",
            "Rooms and vans, with opening hours and contact. Here you also choose whether somebody on the team looks before something is public.",
        ),
        Section::Topics => text(
            "Wonach Ideen sortiert sind, mit Zeichen und Farbe.",
            "What ideas are sorted by, with icon and colour.",
        ),
        Section::Projects => {
            text("Laufende Projekte der Stadtlabore.", "Running projects of the labs.")
        }
        Section::Departments => text(
            "Wer in der Verwaltung an Ideen arbeitet und antwortet.",
            "Who in the administration works on ideas and answers.",
        ),
        Section::Templates => text(
            "Fertige Gründe, Rückfragen und Antworten, allgemein oder zu einem Thema.",
            "Ready reasons, questions and answers, general ones or for a topic.",
        ),
        Section::Rules => text(
            "Was vor der Veröffentlichung angehalten wird, und wem das Team vertraut.",
            "What is held before it is public, and whom the team trusts.",
        ),
    }
}

/// Adds an item.
pub fn add(section: Section) -> Text {
    match section {
        Section::Labs => text("Stadtlabor hinzufügen", "Add a lab"),
        Section::Topics => text("Thema hinzufügen", "Add a topic"),
        Section::Projects => text("Projekt hinzufügen", "Add a project"),
        Section::Departments => text("Fachbereich hinzufügen", "Add a department"),
        Section::Templates => text("Vorlage hinzufügen", "Add a template"),
        Section::Rules => text("Regeln", "Rules"),
    }
}

/// What a template is for.
pub fn template_kind(kind: TemplateKind) -> Text {
    match kind {
        TemplateKind::Decline => text("Ablehnen", "Decline"),
        TemplateKind::Hide => text("Verbergen", "Hide"),
        TemplateKind::Ask => text("Rückfrage", "Ask back"),
        TemplateKind::Answer => text("Antwort", "Answer"),
    }
}

/// A colour of the palette.
pub fn colour(name: &str) -> Text {
    match name {
        "blue" => text("Blau", "Blue"),
        "green" => text("Grün", "Green"),
        "moss" => text("Moos", "Moss"),
        "pink" => text("Pink", "Pink"),
        "amber" => text("Bernstein", "Amber"),
        _ => text("Violett", "Violet"),
    }
}

/// An icon of the set.
pub fn icon(name: &str) -> Text {
    match name {
        "chip" => text("Chip", "Chip"),
        "sun" => text("Sonne", "Sun"),
        "tree" => text("Baum", "Tree"),
        "shop" => text("Laden", "Shop"),
        "house" => text("Haus", "House"),
        "idea" => text("Idee", "Idea"),
        "heart" => text("Herz", "Heart"),
        "people" => text("Menschen", "People"),
        "camera" => text("Kamera", "Camera"),
        "bus" => text("Bus", "Bus"),
        "globe" => text("Globus", "Globe"),
        "moon" => text("Mond", "Moon"),
        "bell" => text("Glocke", "Bell"),
        "phone" => text("Telefon", "Phone"),
        "pin" => text("Ort", "Place"),
        "mail" => text("Brief", "Letter"),
        "clock" => text("Uhr", "Clock"),
        "key" => text("Schlüssel", "Key"),
        _ => text("Gespräch", "Talk"),
    }
}

/// A field of a form, by its name.
pub fn field(name: &str) -> Text {
    match name {
        "name" => text("Name", "Name"),
        "name_de" => text("Name auf Deutsch", "Name in German"),
        "name_en" => text("Name auf Englisch", "Name in English"),
        "town" => text("Stadt", "Town"),
        "mobile" => text("Ist unterwegs (mobil)", "Is on the road (mobile)"),
        "address" => text("Anschrift", "Address"),
        "phone" => text("Telefon", "Telephone"),
        "email" => text("E-Mail-Adresse", "E-mail address"),
        "text_de" => text("Beschreibung auf Deutsch", "Description in German"),
        "text_en" => text("Beschreibung auf Englisch", "Description in English"),
        "question_de" => text("Frage an die Stadt", "Question to the town"),
        "hours_note_de" => {
            text("Zu den Öffnungszeiten, auf Deutsch", "On the opening hours, in German")
        }
        "hours_note_en" => {
            text("Zu den Öffnungszeiten, auf Englisch", "On the opening hours, in English")
        }
        "pre_moderation" => text(
            "Vor der Veröffentlichung schaut jemand aus dem Team",
            "Somebody on the team looks before something is public",
        ),
        "position" => text("Reihenfolge", "Order"),
        "icon" => text("Zeichen", "Icon"),
        "colour" => text("Farbe", "Colour"),
        "lab" => text("Stadtlabor", "Lab"),
        "kind" => text("Wofür", "What for"),
        "topic" => text("Thema", "Topic"),
        "title" => text("Kurzer Titel", "Short title"),
        "text" => text("Text", "Text"),
        "trust_after" => {
            text("Vertrauen nach so vielen Veröffentlichungen", "Trust after so many publications")
        }
        "hold_links" => text("So viele Links sind in Ordnung", "So many links are fine"),
        "hold_burst" => text(
            "So viele Beiträge in 10 Minuten sind in Ordnung",
            "So many contributions in 10 minutes are fine",
        ),
        "hold_caps" => text("Texte in Großbuchstaben anhalten", "Hold texts in capitals"),
        "hold_words" => text("Wörter, die anhalten", "Words that hold"),
        "hours_1" => text("Montag", "Monday"),
        "hours_2" => text("Dienstag", "Tuesday"),
        "hours_3" => text("Mittwoch", "Wednesday"),
        "hours_4" => text("Donnerstag", "Thursday"),
        "hours_5" => text("Freitag", "Friday"),
        "hours_6" => text("Samstag", "Saturday"),
        "hours_7" => text("Sonntag", "Sunday"),
        _ => text("Angabe", "Detail"),
    }
}

/// How a field is filled in, where that is not clear by its name.
pub fn hint(name: &str) -> Option<Text> {
    Some(match name {
        "hours" => text(
            "Zum Beispiel 10:00–16:00 oder 10–12:30, 14–18. Leer heißt geschlossen.",
            "For example 10:00–16:00 or 10–12:30, 14–18. Empty means closed.",
        ),
        "position" => text("Kleine Zahlen stehen vorn.", "Small numbers come first."),
        "trust_after" => text(
            "Danach erscheint, was jemand schreibt, ohne Blick des Teams. 0 schaltet das ab.",
            "After this, what somebody writes appears without a look by the team. 0 switches it off.",
        ),
        "hold_links" => text("-1 lässt alle durch.", "-1 lets all through."),
        "hold_burst" => text("0 lässt alle durch.", "0 lets all through."),
        "title" => text(
            "Steht auf dem Knopf, mit dem man den Text einsetzt.",
            "Stands on the button that inserts the text.",
        ),
        "hold_words" => WORDS_HINT,
        _ => return None,
    })
}

/// Opening hours as a question.
pub const HOURS: Text = text("Öffnungszeiten", "Opening hours");

/// What was done, on top of the list: `Gespeichert: Klimaschutz`.
pub fn done(lang: Lang, what: &str, name: &str) -> String {
    let done = match what {
        "archived" => text("Archiviert", "Archived"),
        "restored" => text("Wieder angeboten", "Offered again"),
        "added" => text("Hinzugefügt", "Added"),
        "same" => SAME,
        _ => text("Gespeichert", "Saved"),
    };
    format!("{}: {name}", done.get(lang).trim_end_matches('.'))
}

/// `Klimaschutz archivieren`
pub fn archive_named(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name} archivieren"), format!("Archive {name}"))
}

/// `Klimaschutz wieder anbieten`
pub fn restore_named(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name} wieder anbieten"), format!("Offer {name} again"))
}

/// `Klimaschutz ändern`
pub fn change_named(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name} ändern"), format!("Change {name}"))
}

/// A line of the log about a setting in words: `colour: green → blue`.
pub fn setting_words(lang: Lang, line: &str) -> String {
    match line {
        "added" => return lang.pick("hinzugefügt", "added").to_owned(),
        "archived" => return lang.pick("archiviert", "archived").to_owned(),
        "restored" => return lang.pick("wieder angeboten", "offered again").to_owned(),
        _ => {}
    }
    let (name, values) = line.split_once(": ").unwrap_or((line, ""));
    let label = field(name).get(lang);
    match values {
        "" => lang.pick(format!("{label} geändert"), format!("{label} changed")),
        values => {
            let words = [("true", "ja", "yes"), ("false", "nein", "no")];
            let value = |value: &str| {
                let word = words.iter().find(|(key, ..)| *key == value);
                word.map_or(value.to_owned(), |(_, de, en)| (*lang.pick(de, en)).to_owned())
            };
            let values: Vec<String> = values.split(" → ").map(value).collect();
            format!("{label}: {}", values.join(" → "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_told_in_words() {
        assert_eq!(setting_words(Lang::De, "colour: green → blue"), "Farbe: green → blue");
        assert_eq!(setting_words(Lang::De, "text_de"), "Beschreibung auf Deutsch geändert");
        assert_eq!(
            setting_words(Lang::En, "hold_caps: true → false"),
            "Hold texts in capitals: yes → no"
        );
        assert_eq!(setting_words(Lang::De, "archived"), "archiviert");
    }
}
