//! The programme by day, week and month.

use super::super::{Lang, Text, text};

/// Heading of the programme.
pub const TITLE: Text = text("Programm", "Programme");
/// Heading of what is over.
pub const TITLE_PAST: Text = text("Was war", "What has been");
/// Under the heading, and for search engines.
pub const LEAD: Text = text(
    "Workshops, Vorträge, Schulungen und mehr: einfach mitmachen. Anmelden dauert eine Minute, ohne Konto.",
    "Workshops, talks, trainings and more: just join in. Signing up takes a minute, without an account.",
);
/// Under the heading of what is over.
pub const LEAD_PAST: Text =
    text("Was wir gemacht haben und was dabei herauskam.", "What we did, and what came of it.");
/// Told while the page is open and an event came, went or moved: shows it.
pub const NEWS: Text =
    text("Das Programm hat sich geändert: anzeigen", "The programme has changed: show");
/// View: a list by day.
pub const VIEW_DAYS: Text = text("Liste", "List");
/// View: a week.
pub const VIEW_WEEK: Text = text("Woche", "Week");
/// View: a month.
pub const VIEW_MONTH: Text = text("Monat", "Month");
/// Label of the choice between what comes and what was.
pub const WHEN: Text = text("Zeit", "Time");
/// What is to come.
pub const UPCOMING: Text = text("Kommende", "Upcoming");
/// What is over.
pub const PAST: Text = text("Vergangene", "Past");
/// Filter by kind.
pub const KIND: Text = text("Art", "Kind");
/// Filter: seats.
pub const FREE: Text = text("Noch Plätze frei", "Seats available");
/// Applies the filters.
pub const FILTER_GO: Text = text("Veranstaltungen zeigen", "Show events");
/// Label of the ways from one week or month to another.
pub const STEPS: Text = text("Zeitraum wechseln", "Change the period");
/// The week before.
pub const WEEK_BEFORE: Text = text("Vorige Woche", "Previous week");
/// The week after.
pub const WEEK_AFTER: Text = text("Nächste Woche", "Next week");
/// This week.
pub const WEEK_NOW: Text = text("Diese Woche", "This week");
/// The month before.
pub const MONTH_BEFORE: Text = text("Voriger Monat", "Previous month");
/// The month after.
pub const MONTH_AFTER: Text = text("Nächster Monat", "Next month");
/// This month.
pub const MONTH_NOW: Text = text("Dieser Monat", "This month");
/// This day.
pub const TODAY: Text = text("Heute", "Today");
/// The day after.
pub const TOMORROW: Text = text("Morgen", "Tomorrow");
/// A day of the week view without events.
pub const DAY_EMPTY: Text = text("Nichts geplant", "Nothing planned");
/// A week without events.
pub const WEEK_EMPTY: Text =
    text("In dieser Woche ist nichts geplant.", "Nothing is planned in this week.");
/// A month without events.
pub const MONTH_EMPTY: Text =
    text("In diesem Monat ist nichts geplant.", "Nothing is planned in this month.");
/// There are more events than a calendar shows.
pub const TOO_MANY: Text = text(
    "Hier ist so viel los, dass nicht alles in den Kalender passt.",
    "So much is going on here that the calendar does not hold all of it.",
);
/// Leads to the list from there on.
pub const TOO_MANY_LINK: Text = text("Alles als Liste zeigen", "Show everything as a list");
/// Nothing is planned.
pub const EMPTY: Text = text("Hier ist noch nichts geplant.", "Nothing is planned here yet.");
/// Nothing was.
pub const EMPTY_PAST: Text = text("Hier war noch nichts.", "Nothing has been here yet.");
/// An invitation.
pub const EMPTY_TEXT: Text = text(
    "Was würden Sie gern lernen, hören oder ausprobieren? Schlagen Sie es vor.",
    "What would you like to learn, hear or try out? Suggest it.",
);
/// Without the filters.
pub const EMPTY_RESET: Text = text("Das ganze Programm zeigen", "Show the whole programme");
/// Takes part from afar.
pub const ONLINE: Text = text("Online", "Online");
/// There is something to read about how it was.
pub const HAS_RESULTS: Text = text("Mit Ergebnissen", "With results");
/// Subscribing.
pub const SUBSCRIBE: Text = text("Programm abonnieren", "Subscribe to the programme");
/// What that does.
pub const SUBSCRIBE_TEXT: Text = text(
    "Neue Termine und Änderungen erscheinen dann von selbst in Ihrem Kalender.",
    "New dates and changes then appear in your calendar by themselves.",
);
/// What that does with filters.
pub const SUBSCRIBE_FILTERED: Text = text(
    "Abonniert wird, was Sie oben nach Stadtlabor, Thema und Art ausgewählt haben.",
    "You subscribe to what you have chosen above by lab, topic and kind.",
);
/// Opens the calendar on this device.
pub const WEBCAL: Text = text("Im Kalender abonnieren", "Subscribe in the calendar");
/// The address for calendars elsewhere.
pub const ICS: Text = text("Kalenderdatei (iCalendar)", "Calendar file (iCalendar)");
/// News as a feed.
pub const ATOM: Text = text("Als Atom-Feed", "As an Atom feed");
/// Heading over the next events on other pages.
pub const NEXT: Text = text("Als Nächstes im Programm", "Next in the programme");
/// Under it.
pub const NEXT_TEXT: Text = text(
    "Kommen Sie dazu. Vorwissen brauchen Sie keins.",
    "Join in. You need no previous knowledge.",
);
/// To the programme.
pub const WHOLE: Text = text("Das ganze Programm ansehen", "See the whole programme");

/// `Termin 2 von 5`
pub fn date_of(lang: Lang, date: u32, dates: u32) -> String {
    lang.pick(format!("Termin {date} von {dates}"), format!("Date {date} of {dates}"))
}

/// Heading of a week.
pub fn week(lang: Lang, number: u32, days: &str) -> String {
    lang.pick(format!("Woche {number}: {days}"), format!("Week {number}: {days}"))
}

/// `Heute, Samstag, 5. Dezember`
pub fn named_day(lang: Lang, word: Text, day: &str) -> String {
    format!("{}, {day}", word.get(lang))
}
