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

/// A day of the calendar with the name of its weekday: `Freitag, 5. Dezember`. The year only where
/// it is not that of `today`.
pub fn weekday_day(lang: Lang, date: Date, today: Date) -> String {
    let name = weekday(lang, weekday_of(date));
    let (year, month, of_month) = date.parts();
    if year != today.parts().0 {
        return format!("{name}, {}", day(lang, date));
    }
    let month = month as usize - 1;
    match lang {
        Lang::De => format!("{name}, {of_month}. {}", MONTHS_DE[month]),
        Lang::En => format!("{name}, {of_month} {}", MONTHS_EN[month]),
    }
}

/// The day of the week, 1 (Monday) to 7 (Sunday).
pub fn weekday_of(date: Date) -> u32 {
    // 1970 began on a Thursday.
    (date.0 + 3).rem_euclid(7) as u32 + 1
}

/// The first letters of a day of the week, 1 (Monday) to 7 (Sunday): `Mo`, `Mon`.
pub fn weekday_short(lang: Lang, day: u32) -> &'static str {
    let name = weekday(lang, day);
    // The names begin with ASCII in both languages.
    name.get(..lang.pick(2, 3)).unwrap_or(name)
}

/// A month: `Dezember 2026`.
pub fn month(lang: Lang, date: Date) -> String {
    let (year, month, _) = date.parts();
    let names = lang.pick(MONTHS_DE, MONTHS_EN);
    format!("{} {year}", names[month as usize - 1])
}

/// The time of the day in the lab's zone: `10:00 Uhr`, `10:00`.
pub fn time(lang: Lang, at: Timestamp) -> String {
    format!("{}{}", clock(at), lang.pick(" Uhr", ""))
}

/// What the clock shows in the lab's zone: `10:00`.
fn clock(at: Timestamp) -> String {
    let civil = at.local();
    format!("{:02}:{:02}", civil.hour, civil.minute)
}

/// From when until when, of a day that is told: `10:00–12:30 Uhr`, `10:00–12:30`. An end on another
/// day is told with that day; midnight belongs to the day before.
pub fn time_range(lang: Lang, from: Timestamp, to: Timestamp) -> String {
    let o_clock = lang.pick(" Uhr", "");
    if Date::of(from) == Date::of(to.plus_ms(-1)) {
        let end = if Date::of(to) == Date::of(from) { clock(to) } else { "24:00".to_owned() };
        return format!("{}–{end}{o_clock}", clock(from));
    }
    let until = weekday_day(lang, Date::of(to), Date::of(from));
    format!("{}{o_clock} – {until}, {}{o_clock}", clock(from), clock(to))
}

/// A day and its times: `Freitag, 5. Dezember, 10:00–12:30 Uhr`.
pub fn period(lang: Lang, from: Timestamp, to: Timestamp, today: Date) -> String {
    let day = weekday_day(lang, Date::of(from), today);
    format!("{day}, {}", time_range(lang, from, to))
}

/// A moment with the name of its weekday: `Freitag, 5. Dezember, 14:05 Uhr`.
pub fn moment(lang: Lang, at: Timestamp, today: Date) -> String {
    format!("{}, {}", weekday_day(lang, Date::of(at), today), time(lang, at))
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

    fn at(year: i64, month: i64, day: i64, minutes: u32) -> Timestamp {
        Date::of_parts(year, month, day).unwrap().at(minutes)
    }

    #[test]
    fn days_with_their_names() {
        let date = |y, m, d| Date::of_parts(y, m, d).unwrap();
        let today = date(2026, 11, 28);
        assert_eq!(weekday_day(Lang::De, date(2026, 12, 5), today), "Samstag, 5. Dezember");
        assert_eq!(weekday_day(Lang::En, date(2026, 12, 5), today), "Saturday, 5 December");
        assert_eq!(weekday_day(Lang::De, date(2027, 1, 1), today), "Freitag, 1. Januar 2027");
        assert_eq!(weekday_day(Lang::En, date(2025, 3, 1), today), "Saturday, 1 March 2025");
        assert_eq!(month(Lang::De, date(2026, 3, 31)), "März 2026");
        let week: Vec<_> = (1..=7).map(|day| weekday_short(Lang::De, day)).collect();
        assert_eq!(week, ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]);
        assert_eq!(weekday_short(Lang::En, 3), "Wed");
        assert_eq!(weekday_of(date(1969, 12, 31)), 3);
    }

    #[test]
    fn from_when_until_when() {
        let (from, to) = (at(2026, 12, 4, 600), at(2026, 12, 4, 750));
        assert_eq!(time_range(Lang::De, from, to), "10:00–12:30 Uhr");
        assert_eq!(time_range(Lang::En, from, to), "10:00–12:30");
        let today = Date::of(from);
        let whole = period(Lang::De, from, to, today);
        assert_eq!(whole, "Freitag, 4. Dezember, 10:00–12:30 Uhr");
        assert_eq!(moment(Lang::En, from, today), "Friday, 4 December, 10:00");
        assert_eq!(moment(Lang::De, from, today), "Freitag, 4. Dezember, 10:00 Uhr");
    }

    #[test]
    fn past_midnight_and_past_new_year() {
        let from = at(2026, 12, 31, 1200);
        assert_eq!(time_range(Lang::De, from, at(2027, 1, 1, 0)), "20:00–24:00 Uhr");
        let late = time_range(Lang::De, from, at(2027, 1, 1, 120));
        assert_eq!(late, "20:00 Uhr – Freitag, 1. Januar 2027, 02:00 Uhr");
        let late = time_range(Lang::En, from, at(2027, 1, 1, 120));
        assert_eq!(late, "20:00 – Friday, 1 January 2027, 02:00");
    }

    #[test]
    fn the_night_in_which_the_clocks_change() {
        // 2 o'clock comes twice, or never.
        let autumn = (Timestamp(1_792_887_300_000), Timestamp(1_792_893_600_000));
        assert_eq!(time_range(Lang::En, autumn.0, autumn.1), "02:15–03:00");
        let spring = (at(2026, 3, 29, 90), at(2026, 3, 29, 210));
        assert_eq!(time_range(Lang::De, spring.0, spring.1), "01:30–03:30 Uhr");
        assert_eq!(spring.1.0 - spring.0.0, 3_600_000);
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
