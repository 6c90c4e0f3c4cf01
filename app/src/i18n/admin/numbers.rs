//! The numbers of the team.

use crate::i18n::{Lang, Text, count, text};

/// The page.
pub const NUMBERS: Text = text("Zahlen", "Numbers");
/// What the page is.
pub const NUMBERS_TEXT: Text = text(
    "Was hereinkommt, was wartet und wie lange es dauert. Die Zahlen kommen von selbst auf den neuesten Stand.",
    "What comes in, what waits, and how long things take. The numbers keep themselves up to date.",
);
/// Choice of the days.
pub const PERIOD: Text = text("Zeitraum", "Period");
/// Names the form that picks a part.
pub const NUMBERS_FILTER: Text = text("Zahlen eingrenzen", "Narrow the numbers down");
/// No part picked.
pub const NUMBERS_ALL: Text = text("Alle", "All");
/// Column: ideas of the period.
pub const CAME_IN: Text = text("Eingegangen", "Received");
/// What waits.
pub const WAITING: Text = text("Wartet jetzt", "Waiting now");
/// Since when the oldest waits.
pub const OLDEST: Text = text("Das Älteste", "The oldest");
/// Nothing waits.
pub const NOTHING_WAITS: Text = text("Nichts wartet. Schön!", "Nothing waits. Lovely!");
/// How long the first decision takes.
pub const TO_DECISION: Text = text("Bis zur Entscheidung", "To the decision");
/// How long an answer takes.
pub const TO_ANSWER: Text = text("Bis zur Antwort", "To the answer");
/// What a median is.
pub const MEDIAN: Text = text(
    "Median: Bei der Hälfte der Ideen geht es schneller.",
    "Median: for half of the ideas it is quicker.",
);
/// No cases.
pub const NO_CASES: Text = text("noch keine", "none yet");
/// What came in.
pub const INTAKE: Text = text("Eingang pro Tag", "Received per day");
/// Heading of a group.
pub const BY_TOPIC: Text = text("Nach Thema", "By topic");
/// Heading of a group.
pub const BY_LAB: Text = text("Nach Stadtlabor", "By lab");
/// Heading of a group.
pub const BY_DEPARTMENT: Text = text("Nach Fachbereich", "By department");
/// What the bars of a group are as long as.
pub const BARS_CAME_IN: Text =
    text("Ideen, die im Zeitraum eingegangen sind", "Ideas received in the period");
/// What the bars of the departments are as long as.
pub const BARS_OPEN: Text =
    text("Ideen, die offen oder in Arbeit sind", "Ideas that are open or in work");
/// Opens the table behind a chart.
pub const AS_TABLE: Text = text("Als Tabelle", "As a table");
/// Column.
pub const DAY: Text = text("Tag", "Day");
/// Column.
pub const TOPIC: Text = text("Thema", "Topic");
/// Column.
pub const LAB: Text = text("Stadtlabor", "Lab");
/// Column.
pub const DEPARTMENT: Text = text("Fachbereich", "Department");
/// Column.
pub const IDEAS: Text = text("Ideen", "Ideas");
/// Column.
pub const COMMENTS: Text = text("Kommentare", "Comments");
/// Column.
pub const REPORTS: Text = text("Meldungen", "Reports");
/// Column.
pub const EDITS: Text = text("Änderungen", "Edits");
/// Column.
pub const OFFERS: Text = text("Angebote", "Offers");
/// Column.
pub const WAITS: Text = text("Wartet", "Waiting");
/// Column.
pub const OPEN: Text = text("Offen", "Open");
/// Column.
pub const WORKING: Text = text("In Arbeit", "In work");
/// Column.
pub const DONE: Text = text("Erledigt", "Done");
/// Column.
pub const OVERDUE: Text = text("Überfällig", "Overdue");
/// An idea without a lab.
pub const NO_LAB: Text = text("Ohne Stadtlabor", "Without a lab");
/// The tables to take away.
pub const EXPORTS: Text = text("Daten mitnehmen", "Take the data along");
/// What they are.
pub const EXPORTS_TEXT: Text = text(
    "Tabellen als CSV, die Excel und LibreOffice mit einem Doppelklick öffnen. Namen und Adressen sind nur für Administrator:innen darin.",
    "Tables as CSV that Excel and LibreOffice open with a double click. Names and addresses are in them for admins only.",
);

/// The tables to take away: their names in addresses, and on screen.
pub const TABLES: [(&str, Text); 19] = [
    ("ideas", text("Ideen", "Ideas")),
    ("comments", text("Kommentare", "Comments")),
    ("reports", text("Meldungen", "Reports")),
    ("companions", text("Angebote mitzumachen", "Offers to help")),
    ("supports", text("Unterstützungen je Idee", "Supporters per idea")),
    ("answers", text("Amtliche Antworten", "Official answers")),
    ("assignments", text("Zuweisungen an Fachbereiche", "Assignments to departments")),
    ("activity", text("Verlauf", "Activity")),
    ("notes", text("Interne Notizen", "Internal notes")),
    ("questions", text("Rückfragen", "Questions back")),
    ("edits", text("Vorgeschlagene Änderungen", "Proposed edits")),
    ("links", text("Verknüpfungen", "Links")),
    ("followers", text("Abos", "Subscriptions")),
    ("labs", text("Stadtlabore", "Labs")),
    ("topics", text("Themen", "Topics")),
    ("projects", text("Projekte", "Projects")),
    ("departments", text("Fachbereiche", "Departments")),
    ("templates", text("Textbausteine", "Templates")),
    ("staff", text("Team", "Staff")),
];

/// `30 Tage`
pub fn days(lang: Lang, n: u32) -> String {
    match n {
        365 => lang.pick("1 Jahr", "1 year").to_owned(),
        _ => lang.pick(format!("{n} Tage"), format!("{n} days")),
    }
}

/// How long something takes, in the unit that fits: `4 Stunden`, `12 Tage`.
pub fn duration(lang: Lang, ms: i64) -> String {
    let minutes = ms.max(0) / 60_000;
    let unit = |n: i64, de: [&str; 2], en: [&str; 2]| {
        let unit = lang.pick(de, en)[usize::from(n != 1)];
        format!("{} {unit}", count(lang, n.unsigned_abs()))
    };
    match minutes {
        0 => lang.pick("unter 1 Minute", "under 1 minute").to_owned(),
        1..120 => unit(minutes, ["Minute", "Minuten"], ["minute", "minutes"]),
        120..2880 => unit(minutes / 60, ["Stunde", "Stunden"], ["hour", "hours"]),
        _ => unit(minutes / 1440, ["Tag", "Tage"], ["day", "days"]),
    }
}

/// `aus 12 Fällen`
pub fn cases(lang: Lang, n: u32) -> String {
    let n_text = count(lang, u64::from(n));
    match n {
        1 => lang.pick("aus 1 Fall", "of 1 case").to_owned(),
        _ => lang.pick(format!("aus {n_text} Fällen"), format!("of {n_text} cases")),
    }
}

/// What the chart of the intake shows, for those who do not see it.
pub fn intake_words(lang: Lang, days: usize, ideas: u32, comments: u32, most: u32) -> String {
    lang.pick(
        format!("Säulen für {days} Tage: zusammen {ideas} Ideen und {comments} Kommentare, am stärksten Tag {most}."),
        format!("Bars for {days} days: {ideas} ideas and {comments} comments in all, {most} on the busiest day."),
    )
}

/// What a chart of groups shows, for those who do not see it.
pub fn groups_words(lang: Lang, most: Option<(&str, u32)>) -> String {
    match most {
        Some((name, n)) => lang.pick(
            format!("Balken. Am meisten: {name} mit {n}."),
            format!("Bars. Most: {name} with {n}."),
        ),
        None => lang.pick("Noch nichts zu zeigen.", "Nothing to show yet.").to_owned(),
    }
}

/// A tick of a chart: `24.11.`, `24/11`.
pub fn short_day(lang: Lang, day: u32, month: u32) -> String {
    lang.pick(format!("{day}.{month}."), format!("{day}/{month}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_the_unit_that_fits() {
        let of = |minutes: i64| duration(Lang::De, minutes * 60_000);
        assert_eq!(of(0), "unter 1 Minute");
        assert_eq!(of(1), "1 Minute");
        assert_eq!(of(119), "119 Minuten");
        assert_eq!(of(120), "2 Stunden");
        assert_eq!(of(2880), "2 Tage");
        assert_eq!(duration(Lang::En, 86_400_000 * 1200), "1,200 days");
    }
}
