//! Dates, ages and numbers, the same on server and browser.

use super::Lang;
use crate::domain::{Date, Timestamp};

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_DE: [&str; 7] =
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const DAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The name of a day of the week, 1 (Monday) to 7 (Sunday).
pub fn weekday(lang: Lang, day: u32) -> &'static str {
    let index = (day.max(1) as usize - 1) % 7;
    lang.pick(DAYS_DE[index], DAYS_EN[index])
}

/// A date in the lab's zone: `22. November 2026`, `22 November 2026`.
pub fn date(lang: Lang, at: Timestamp) -> String {
    day(lang, Date::of(at))
}

/// A day of the calendar: `1. Dezember 2026`, `1 December 2026`.
pub fn day(lang: Lang, date: Date) -> String {
    let (year, month, day) = date.parts();
    let month = month as usize - 1;
    match lang {
        Lang::De => format!("{day}. {} {year}", MONTHS_DE[month]),
        Lang::En => format!("{day} {} {year}", MONTHS_EN[month]),
    }
}

/// Date and time in the lab's zone: `22. November 2026, 14:05 Uhr`.
pub fn date_time(lang: Lang, at: Timestamp) -> String {
    let c = at.local();
    let time = format!("{:02}:{:02}", c.hour, c.minute);
    format!("{}, {time}{}", date(lang, at), lang.pick(" Uhr", ""))
}

/// How long ago something was, in words; a date after four weeks.
pub fn ago(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let minutes = (now.0 - at.0) / 60_000;
    let (hours, days) = (minutes / 60, minutes / 1440);
    let words = |n: i64, de: [&str; 2], en: [&str; 2]| {
        let unit = lang.pick(de, en)[usize::from(n != 1)];
        lang.pick(format!("vor {n} {unit}"), format!("{n} {unit} ago"))
    };
    match () {
        () if minutes < 1 => lang.pick("gerade eben", "just now").to_owned(),
        () if minutes < 60 => words(minutes, ["Minute", "Minuten"], ["minute", "minutes"]),
        () if hours < 24 => words(hours, ["Stunde", "Stunden"], ["hour", "hours"]),
        () if days < 14 => words(days, ["Tag", "Tagen"], ["day", "days"]),
        () if days < 28 => words(days / 7, ["Woche", "Wochen"], ["week", "weeks"]),
        () => date(lang, at),
    }
}

/// A number with its thousands apart: `12.345`, `12,345`.
pub fn count(lang: Lang, n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(lang.pick('.', ','));
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_331_100_000); // 2026-11-22T07:05:00Z

    #[test]
    fn dates() {
        assert_eq!(date(Lang::De, NOW), "22. November 2026");
        assert_eq!(date_time(Lang::De, NOW), "22. November 2026, 08:05 Uhr");
        assert_eq!(date_time(Lang::En, NOW), "22 November 2026, 08:05");
    }

    #[test]
    fn ages() {
        let ages =
            |ms: i64| (ago(Lang::De, NOW.plus_ms(-ms), NOW), ago(Lang::En, NOW.plus_ms(-ms), NOW));
        assert_eq!(ages(5_000).0, "gerade eben");
        assert_eq!(ages(60_000).0, "vor 1 Minute");
        assert_eq!(ages(7_200_000).1, "2 hours ago");
        assert_eq!(ages(86_400_000).0, "vor 1 Tag");
        assert_eq!(ages(86_400_000 * 15).0, "vor 2 Wochen");
        assert_eq!(ages(86_400_000 * 30).0, "23. Oktober 2026");
        // A clock that runs ahead is no reason for nonsense.
        assert_eq!(ages(-90_000).0, "gerade eben");
    }

    #[test]
    fn numbers() {
        assert_eq!(count(Lang::De, 7), "7");
        assert_eq!(count(Lang::De, 1_234_567), "1.234.567");
        assert_eq!(count(Lang::En, 12_345), "12,345");
    }
}
