//! Texts of the form of an event, and of what is done with it as a whole.

use super::{Lang, Text, count, text};

/// What the form of a new event says first.
pub const NEW_TEXT: Text = text(
    "Es wird zuerst ein Entwurf, den nur das Team sieht.",
    "It becomes a draft first, which only staff see.",
);
/// Somebody who may only look.
pub const NOT_YOURS: Text = text(
    "Sie können hier alles ansehen. Ändern können es Redaktion und Administration.",
    "You can look at everything here. The editorial team and administrators can change it.",
);
/// Sends the form of a new event.
pub const CREATE: Text = text("Entwurf anlegen", "Make a draft");
/// What the server does not have.
pub const UNSAVED: Text = text("Noch nicht gespeichert", "Not saved yet");
/// A draft came back.
pub const DRAFT_RESTORED: Text = text(
    "Hier steht, was Sie zuletzt geschrieben und nicht gespeichert haben.",
    "Here is what you wrote last and did not save.",
);
/// Throws it away.
pub const DRAFT_DISCARD: Text = text("Verwerfen", "Discard");
/// A draft is there besides.
pub const DRAFT_OFFERED: Text =
    text("Nicht gespeichert haben Sie außerdem:", "Besides, you did not save:");
/// Takes it.
pub const DRAFT_TAKE: Text = text("Übernehmen", "Take it");

/// A part of the form.
pub const WHAT: Text = text("Was", "What");
/// A part of the form.
pub const WHEN: Text = text("Wann", "When");
/// A part of the form.
pub const WHERE: Text = text("Wo", "Where");
/// A part of the form.
pub const WHO: Text = text("Für wen", "For whom");
/// A part of the form.
pub const SIGN_UP: Text = text("Anmeldung", "Sign-up");
/// A part of the form.
pub const ASKED: Text = text("Was wir fragen", "What we ask");

/// Field.
pub const KIND: Text = text("Art", "Kind");
/// Field.
pub const TITLE: Text = text("Titel", "Title");
/// Field.
pub const TEXT: Text = text("Beschreibung", "Description");
/// How to fill it in.
pub const TEXT_HINT: Text = text(
    "Was passiert, was Sie mitbringen sollen, was es kostet. Markdown geht: **fett**, Listen mit -, [Links](https://…).",
    "What happens, what to bring, what it costs. Markdown works: **bold**, lists with -, [links](https://…).",
);
/// Field.
pub const TOPICS: Text = text("Themen", "Topics");
/// Field.
pub const PROJECTS: Text = text("Projekte", "Projects");
/// Field.
pub const PICTURE: Text = text("Bild", "Picture");
/// How to fill it in.
pub const PICTURE_HINT: Text =
    text("JPEG, PNG oder WebP, höchstens 10 MB.", "JPEG, PNG or WebP, at most 10 MB.");
/// Picks a file.
pub const PICTURE_ADD: Text = text("Bild auswählen", "Choose a picture");
/// Takes the picture away.
pub const PICTURE_REMOVE: Text = text("Bild entfernen", "Remove the picture");
/// A picture is on its way.
pub const PICTURE_WAIT: Text = text(
    "Das Bild ist noch unterwegs. Bitte gleich noch einmal speichern.",
    "The picture is still on its way. Please save again in a moment.",
);
/// Heading of the dates.
pub const DATES: Text = text("Termine", "Dates");
/// How to fill them in.
pub const DATES_HINT: Text = text(
    "Mehrere Termine gehören zu einer Anmeldung. Leere Zeilen zählen nicht.",
    "Several dates belong to one sign-up. Empty rows do not count.",
);
/// One more row.
pub const DATE_ADD: Text = text("Weiterer Termin", "Another date");
/// Takes a row away.
pub const DATE_REMOVE: Text = text("Entfernen", "Remove");
/// A day.
pub const DAY: Text = text("Tag", "Day");
/// A time.
pub const TIME: Text = text("Uhrzeit", "Time");
/// A beginning.
pub const FROM: Text = text("Von", "From");
/// An end.
pub const TO: Text = text("Bis", "To");
/// How to fill in the lab.
pub const LAB_HINT: Text =
    text("Ohne anderen Ort findet es dort statt.", "Without another place it happens there.");
/// No lab.
pub const NO_LAB: Text = text("keins", "none");
/// Field.
pub const PLACE: Text = text("Anderer Ort", "Another place");
/// How to fill it in.
pub const PLACE_HINT: Text = text(
    "Name und Adresse, so wie man hinfindet.",
    "Name and address, as one finds the way there.",
);
/// Field.
pub const ONLINE: Text = text("Link zum Mitmachen von fern", "Link to take part from afar");
/// How to fill it in.
pub const ONLINE_HINT: Text =
    text("Bekommt nur, wer einen Platz hat.", "Only those who have a seat get it.");
/// Field.
pub const AUDIENCE: Text = text("Für wen", "For whom");
/// How to fill it in.
pub const AUDIENCE_HINT: Text =
    text("Zum Beispiel: ab 10 Jahren.", "For example: from the age of 10.");
/// Field.
pub const HOSTS: Text = text("Leitung", "Led by");
/// How to fill it in.
pub const HOSTS_HINT: Text = text("Namen oder Einrichtungen.", "Names or institutions.");
/// Field.
pub const LANGUAGE: Text = text("Sprache", "Language");
/// How to fill it in.
pub const LANGUAGE_HINT: Text = text(
    "Zum Beispiel: Deutsch, Fragen auch auf Englisch.",
    "For example: German, questions in English too.",
);
/// Field.
pub const ACCESS: Text = text("Barrierefreiheit", "Accessibility");
/// How to fill it in.
pub const ACCESS_HINT: Text =
    text("Nur, was vor Ort wirklich da ist.", "Only what is really there.");

/// Whether one signs up.
pub const SIGNS_UP: Text = text("Mit Anmeldung", "With sign-up");
/// What happens without.
pub const SIGNS_UP_HINT: Text =
    text("Ohne Haken kommt, wer mag.", "Without, whoever likes just comes.");
/// Field.
pub const CAPACITY: Text = text("Plätze", "Seats");
/// How to fill it in.
pub const CAPACITY_HINT: Text = text("Leer: nicht gezählt.", "Empty: not counted.");
/// Field.
pub const GROUP: Text = text("Höchstens zusammen", "At most together");
/// How to fill it in.
pub const GROUP_HINT: Text =
    text("Personen in einer Anmeldung, 1 bis 12.", "People in one registration, 1 to 12.");
/// Field.
pub const WAITLIST: Text = text("Warteliste", "Waitlist");
/// What it does.
pub const WAITLIST_HINT: Text = text(
    "Ist alles voll, geht es in der Reihenfolge der Anmeldung weiter.",
    "When all is full, it goes on in the order of signing up.",
);
/// Field.
pub const OFFER: Text = text("Angebot gilt, in Stunden", "An offer holds, in hours");
/// How to fill it in.
pub const OFFER_HINT: Text = text(
    "So lange hat jemand von der Warteliste Zeit, einen freien Platz anzunehmen.",
    "That long somebody of the waitlist has to accept a freed seat.",
);
/// Field.
pub const OPENS: Text = text("Anmelden ab", "Sign-up from");
/// How to fill it in.
pub const OPENS_HINT: Text = text("Leer: sofort.", "Empty: at once.");
/// Field.
pub const CLOSES: Text = text("Anmelden bis", "Sign-up until");
/// How to fill it in.
pub const CLOSES_HINT: Text = text("Leer: bis es beginnt.", "Empty: until it begins.");
/// Field.
pub const CONFIRM: Text =
    text("E-Mail-Adresse bestätigen lassen", "Have the e-mail address confirmed");
/// What it does.
pub const CONFIRM_HINT: Text = text(
    "Wer das nicht in 30 Minuten tut, gibt den Platz weiter.",
    "Whoever does not within 30 minutes passes the seat on.",
);
/// Field.
pub const REMIND: Text = text("Erinnern, in Stunden vorher", "Remind, in hours before");
/// How to fill it in.
pub const REMIND_HINT: Text = text("Leer oder 0: nicht.", "Empty or 0: not.");
/// Field.
pub const THANKS: Text =
    text("Danach danken und fragen, wie es war", "Thank afterwards and ask how it was");
/// What it does.
pub const THANKS_HINT: Text = text("Eine E-Mail am Tag danach.", "One e-mail on the day after.");

/// What asking means.
pub const ASKED_TEXT: Text = text(
    "Fragen Sie nur, was Sie brauchen. Bei jeder Frage steht für alle zu lesen, wofür sie ist und wann die Antwort gelöscht wird.",
    "Ask only what you need. With each question everybody reads what it is for and when the answer is erased.",
);
/// A mode.
pub const ASK_OFF: Text = text("nicht fragen", "do not ask");
/// A mode.
pub const ASK_OPTIONAL: Text = text("freiwillig", "optional");
/// A mode.
pub const ASK_REQUIRED: Text = text("Pflicht", "required");
/// Label of the mode.
pub const ASK: Text = text("Antwort", "Answer");
/// Of two ways to reach somebody one is enough.
pub const ONE_CONTACT: Text = text(
    "Sind E-Mail und Telefon beide freiwillig, genügt eins von beiden.",
    "Where e-mail and telephone are both optional, one of them is enough.",
);
/// Field.
pub const PURPOSE: Text = text("Wofür", "What for");
/// Field.
pub const KEEP: Text = text("Löschen nach (Tage)", "Erase after (days)");
/// Heading of the free questions.
pub const QUESTIONS: Text = text("Eigene Fragen", "Questions of your own");
/// How they work.
pub const QUESTIONS_HINT: Text =
    text("Was leer bleibt, wird nicht gefragt.", "What stays empty is not asked.");
/// One more.
pub const QUESTION_ADD: Text = text("Weitere Frage", "Another question");
/// Field.
pub const QUESTION: Text = text("Frage", "Question");
/// Field.
pub const ANSWER_KIND: Text = text("Art der Antwort", "Kind of answer");
/// Field.
pub const OPTIONS: Text = text("Zur Auswahl", "To choose from");
/// How to fill it in.
pub const OPTIONS_HINT: Text = text("Eine Antwort je Zeile.", "One answer a line.");
/// Field.
pub const EACH: Text = text("Jede Person einzeln fragen", "Ask each person");

/// Field of a word about a move.
pub const MOVE_NOTE: Text = text("Ein Wort dazu", "A word with it");
/// Who reads it.
pub const MOVE_NOTE_HINT: Text =
    text("Steht in der E-Mail über der Änderung.", "Stands in the e-mail about the change.");
/// More seats.
pub const RAISED: Text = text(
    "Mit mehr Plätzen rückt die Warteliste sofort nach.",
    "With more seats the waitlist moves up at once.",
);

/// What can be done with the event as a whole.
pub const STEPS: Text = text("Nächste Schritte", "Next steps");
/// Publishes.
pub const PUBLISH: Text = text("Veröffentlichen", "Publish");
/// What that does.
pub const PUBLISH_TEXT: Text = text(
    "Noch sieht diesen Entwurf nur das Team. Veröffentlicht steht er im Programm, und die Anmeldung öffnet.",
    "Only staff see this draft yet. Published, it stands in the programme and sign-up opens.",
);
/// There is something that was not saved.
pub const SAVE_FIRST: Text = text(
    "Was Sie zuletzt geändert haben, ist noch nicht gespeichert und geht nicht mit.",
    "Your latest changes are not saved yet and do not go along.",
);
/// It is public.
pub const PUBLIC_NOW: Text = text("Im Programm", "In the programme");
/// Makes it a draft again.
pub const WITHDRAW: Text = text("Wieder zum Entwurf machen", "Make it a draft again");
/// When that can be done.
pub const WITHDRAW_TEXT: Text =
    text("Noch hat sich niemand angemeldet.", "Nobody has signed up yet.");
/// Opens the form.
pub const CANCEL: Text = text("Absagen", "Cancel the event");
/// Field.
pub const CANCEL_NOTE: Text = text("Ein Wort an alle", "A word to everybody");
/// Who reads it.
pub const CANCEL_NOTE_HINT: Text =
    text("Steht auf der Seite und in der E-Mail.", "Stands on the page and in the e-mail.");
/// Sends it.
pub const CANCEL_SEND: Text = text("Jetzt absagen", "Cancel it now");
/// It does not take place.
pub const CANCELLED_NOW: Text = text("Abgesagt", "Cancelled");
/// What restoring does.
pub const RESTORE_TEXT: Text = text(
    "Findet sie doch statt, gelten die Anmeldungen wieder, und alle bekommen Nachricht.",
    "Should it take place after all, registrations hold again and everybody is told.",
);
/// Restores.
pub const RESTORE: Text = text("Findet doch statt", "It takes place after all");
/// Copies.
pub const COPY: Text = text("Kopieren oder Reihe anlegen", "Copy, or make a series");
/// What that does.
pub const COPY_TEXT: Text = text(
    "Jede Kopie ist ein Entwurf mit eigener Anmeldung, zu denselben Uhrzeiten.",
    "Each copy is a draft with a sign-up of its own, at the same times of the day.",
);
/// Field.
pub const COPY_DAYS: Text = text("Tage", "Days");
/// How to fill it in.
pub const COPY_DAYS_HINT: Text = text(
    "Einer je Zeile, wie 5.12.2026. Leer: eine Kopie am selben Tag.",
    "One a line, such as 2026-12-05. Empty: one copy on the same day.",
);
/// Sends it.
pub const COPY_SEND: Text = text("Kopie anlegen", "Make a copy");
/// Others of the same series.
pub const SERIES: Text = text("Aus derselben Reihe", "Of the same series");

/// A row of the dates.
pub fn date_number(lang: Lang, n: usize) -> String {
    lang.pick(format!("Termin {n}"), format!("Date {n}"))
}

/// A free question, by its name.
pub fn question_number(lang: Lang, key: &str) -> String {
    let number = key.trim_start_matches('q');
    lang.pick(format!("Eigene Frage {number}"), format!("Question {number} of your own"))
}

/// Who is told when time or place change.
pub fn told_of_move(lang: Lang, n: u32) -> String {
    match n {
        1 => lang
            .pick(
                "Ändern sich Zeit oder Ort, bekommt 1 Anmeldung eine E-Mail mit dem neuen Termin für den Kalender.",
                "Where time or place change, 1 registration gets an e-mail with the new date for the calendar.",
            )
            .to_owned(),
        n => {
            let n = count(lang, u64::from(n));
            lang.pick(
                format!("Ändern sich Zeit oder Ort, bekommen {n} Anmeldungen eine E-Mail mit dem neuen Termin für den Kalender."),
                format!("Where time or place change, {n} registrations get an e-mail with the new date for the calendar."),
            )
        }
    }
}

/// Who is told when it is cancelled.
pub fn told_of_cancel(lang: Lang, n: u32) -> String {
    match n {
        0 => lang
            .pick(
                "Niemand hat eine E-Mail-Adresse angegeben.",
                "Nobody has given an e-mail address.",
            )
            .to_owned(),
        1 => lang
            .pick(
                "1 Anmeldung bekommt sofort eine E-Mail.",
                "1 registration gets an e-mail at once.",
            )
            .to_owned(),
        n => {
            let n = count(lang, u64::from(n));
            lang.pick(
                format!("{n} Anmeldungen bekommen sofort eine E-Mail."),
                format!("{n} registrations get an e-mail at once."),
            )
        }
    }
}
