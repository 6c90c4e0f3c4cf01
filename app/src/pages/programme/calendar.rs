//! Days, weeks and months of the calendar, and which events lie in them: pure arithmetic.

use crate::{api::EventCard, domain::Date, i18n::weekday_of};

/// The Monday of the week that a day lies in.
pub(super) fn monday(day: Date) -> Date {
    day.plus_days(1 - i64::from(weekday_of(day)))
}

/// The first day of the month that a day lies in.
pub(super) fn first_of_month(day: Date) -> Date {
    day.plus_days(1 - i64::from(day.parts().2))
}

/// The first day of the month so many months later.
pub(super) fn months_later(first: Date, months: i64) -> Date {
    let (year, month, _) = first.parts();
    let all = year * 12 + i64::from(month) - 1 + months;
    Date::of_parts(all.div_euclid(12), all.rem_euclid(12) + 1, 1).unwrap_or(first)
}

/// The weeks, Monday first, that the month with this first day touches.
pub(super) fn grid(first: Date) -> Vec<[Date; 7]> {
    let end = months_later(first, 1);
    let mut weeks = Vec::with_capacity(6);
    let mut start = monday(first);
    while start < end {
        weeks.push(std::array::from_fn(|n| start.plus_days(n as i64)));
        start = start.plus_days(7);
    }
    weeks
}

/// The number of the week that a day lies in (ISO 8601: the first has the year's first Thursday).
pub(super) fn week_number(day: Date) -> u32 {
    let thursday = monday(day).plus_days(3);
    let (year, _, _) = thursday.parts();
    let first = Date::of_parts(year, 1, 1).unwrap_or(thursday);
    ((thursday.0 - first.0) / 7) as u32 + 1
}

/// A day of the programme with what begins on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// The day, in the lab's zone.
    pub(super) date: Date,
    /// Whether what stands above is of the same day, so that it needs no heading of its own.
    pub(super) continued: bool,
    /// What begins on it, in order.
    pub(super) cards: Vec<EventCard>,
}

/// Puts dates that are in order, of whichever direction, under their days. `before` is the day
/// of what stands above.
pub(super) fn by_day(cards: Vec<EventCard>, before: Option<Date>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for card in cards {
        let date = Date::of(card.starts_at);
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.cards.push(card),
            None => {
                let continued = days.is_empty() && before == Some(date);
                days.push(Day { date, continued, cards: vec![card] });
            }
        }
    }
    days
}

/// What begins on a day.
pub(super) fn on_day(cards: &[EventCard], day: Date) -> Vec<EventCard> {
    cards.iter().filter(|card| Date::of(card.starts_at) == day).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EventKind, EventState, SeatCount, SignUp, Timestamp};

    fn day(text: &str) -> Date {
        Date::from_iso(text).unwrap()
    }

    /// An event that begins then.
    fn card(id: i64, starts_at: Timestamp) -> EventCard {
        EventCard {
            id,
            kind: EventKind::Workshop,
            state: EventState::Published,
            title: String::new(),
            excerpt: String::new(),
            lab: None,
            place: None,
            online: false,
            starts_at,
            ends_at: starts_at.plus_ms(3_600_000),
            date: 1,
            dates: 1,
            topics: Vec::new(),
            access: Vec::new(),
            seats: SeatCount::default(),
            sign_up: SignUp::None,
            photo: None,
            has_results: false,
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        for text in ["2026-11-23", "2026-11-28", "2026-11-29"] {
            assert_eq!(monday(day(text)), day("2026-11-23"), "{text}");
        }
        assert_eq!(monday(day("2027-01-01")), day("2026-12-28"));
    }

    #[test]
    fn weeks_are_numbered_as_in_every_calendar() {
        let number = |text| week_number(day(text));
        assert_eq!(number("2026-01-01"), 1);
        assert_eq!(number("2026-11-28"), 48);
        // 2026 has 53 weeks, and the last one goes on in 2027.
        assert_eq!((number("2026-12-31"), number("2027-01-03"), number("2027-01-04")), (53, 53, 1));
        assert_eq!((number("2024-12-29"), number("2024-12-30")), (52, 1));
    }

    #[test]
    fn months_are_whole_weeks() {
        // November 2026 begins on a Sunday and ends on a Monday.
        let november = grid(day("2026-11-01"));
        assert_eq!(november.len(), 6);
        assert_eq!((november[0][0], november[5][6]), (day("2026-10-26"), day("2026-12-06")));
        // February 2027 is four weeks and nothing else.
        let february = grid(day("2027-02-01"));
        assert_eq!(february.len(), 4);
        assert_eq!((february[0][0], february[3][6]), (day("2027-02-01"), day("2027-02-28")));
        // December leads into the next year.
        let december = grid(day("2026-12-01"));
        assert_eq!(december.last().unwrap()[6], day("2027-01-03"));
    }

    #[test]
    fn every_month_of_a_century_is_covered_once() {
        let mut first = day("2000-01-01");
        for _ in 0..1200 {
            let next = months_later(first, 1);
            let days: Vec<Date> = grid(first).into_iter().flatten().collect();
            assert!(days.windows(2).all(|two| two[1] == two[0].plus_days(1)));
            assert!(days[0] <= first && first.0 - days[0].0 < 7);
            let last = days[days.len() - 1];
            assert!(last >= next.plus_days(-1) && last.0 - next.0 < 6);
            assert_eq!(months_later(next, -1), first);
            first = next;
        }
        assert_eq!(first, day("2100-01-01"));
    }

    #[test]
    fn dates_stand_under_their_days() {
        let at = |text, minutes| day(text).at(minutes);
        let cards = vec![
            card(1, at("2026-12-05", 600)),
            card(2, at("2026-12-05", 0)),
            card(3, at("2026-12-06", 1439)),
        ];
        let days = by_day(cards.clone(), None);
        let shape: Vec<_> = days.iter().map(|d| (d.date, d.continued, d.cards.len())).collect();
        assert_eq!(shape, [(day("2026-12-05"), false, 2), (day("2026-12-06"), false, 1)]);
        assert!(by_day(cards.clone(), Some(day("2026-12-05")))[0].continued);
        assert!(!by_day(cards.clone(), Some(day("2026-12-06")))[1].continued);
        assert_eq!(on_day(&cards, day("2026-12-06"))[0].id, 3);
        assert!(by_day(Vec::new(), None).is_empty());
    }

    #[test]
    fn the_day_is_that_of_the_lab_when_the_clocks_change() {
        // Half past midnight in Iserlohn is the evening before in UTC.
        for text in ["2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"] {
            let early = card(1, day(text).at(30));
            assert_eq!(by_day(vec![early], None)[0].date, day(text));
            let late = card(1, day(text).at(1410));
            assert_eq!(by_day(vec![late], None)[0].date, day(text));
        }
    }
}
