//! When something is, in words.

use app::{
    domain::{Date, Timestamp},
    i18n::{Lang, date, weekday},
};

/// From when until when: `Samstag, 28. November 2026, 10:00 bis 12:00 Uhr`.
pub fn when(lang: Lang, starts: Timestamp, ends: Timestamp) -> String {
    let day = |at: Timestamp| {
        let name = weekday(lang, at.local().weekday);
        format!("{name}, {}", date(lang, at))
    };
    let (from, to) = (clock(starts), clock(ends));
    if Date::of(starts) == Date::of(ends) {
        return lang.pick(
            format!("{}, {from} bis {to} Uhr", day(starts)),
            format!("{}, {from} to {to}", day(starts)),
        );
    }
    lang.pick(
        format!("{}, {from} Uhr bis {}, {to} Uhr", day(starts), day(ends)),
        format!("{}, {from} to {}, {to}", day(starts), day(ends)),
    )
}

fn clock(at: Timestamp) -> String {
    let c = at.local();
    format!("{:02}:{:02}", c.hour, c.minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_naturally() {
        let at = |day: &str, minutes| Date::from_iso(day).unwrap().at(minutes);
        let (from, to) = (at("2026-11-28", 600), at("2026-11-28", 720));
        assert_eq!(when(Lang::De, from, to), "Samstag, 28. November 2026, 10:00 bis 12:00 Uhr");
        assert_eq!(when(Lang::En, from, to), "Saturday, 28 November 2026, 10:00 to 12:00");
        let to = at("2026-11-29", 30);
        assert_eq!(
            when(Lang::De, from, to),
            "Samstag, 28. November 2026, 10:00 Uhr bis Sonntag, 29. November 2026, 00:30 Uhr"
        );
    }
}
