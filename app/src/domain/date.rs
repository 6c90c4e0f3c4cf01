//! A day of the calendar, such as the one until when something shall be done.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::timestamp::{civil_from_days, days_from_civil};
use super::{FieldError, Timestamp, clean_line};

/// The first year that a date may lie in.
const YEAR_MIN: i64 = 2000;
/// The last year that a date may lie in.
const YEAR_MAX: i64 = 2199;

/// Days since 1970-01-01; `2026-12-01` on the wire and in the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub i64);

impl Date {
    /// The day that this moment lies in, in the lab's zone.
    pub fn of(at: Timestamp) -> Self {
        let civil = at.local();
        Self(days_from_civil(civil.year, i64::from(civil.month), i64::from(civil.day)))
    }

    /// The moment at which the day begins, in the lab's zone.
    pub fn begins(self) -> Timestamp {
        // Central European time, or two hours before midnight UTC in summer.
        let winter = Timestamp(self.0.saturating_mul(86_400_000).saturating_sub(3_600_000));
        if winter.local().hour == 0 { winter } else { winter.plus_ms(-3_600_000) }
    }

    /// The moment of this day at which the clock shows so many minutes since midnight, in the lab's
    /// zone. Where it shows them twice, the first; where never, as if it had not been put forward.
    pub fn at(self, minutes: u32) -> Timestamp {
        let utc = self.0.saturating_mul(86_400_000) + i64::from(minutes) * 60_000;
        let summer = Timestamp(utc).plus_ms(-7_200_000);
        let (hour, minute) = (minutes / 60 % 24, minutes % 60);
        let civil = summer.local();
        if (civil.hour, civil.minute) == (hour, minute) {
            summer
        } else {
            summer.plus_ms(3_600_000)
        }
    }

    /// This day of the calendar, if it is one: year, month (1 to 12) and day (1 to 31).
    pub fn of_parts(year: i64, month: i64, day: i64) -> Option<Self> {
        let sane = (1..=9999).contains(&year) && (1..=12).contains(&month);
        if !sane {
            return None;
        }
        let date = Self(days_from_civil(year, month, day));
        // The 31st of a month with 30 days would be the 1st of the next.
        let same =
            |(y, m, d): (i64, u32, u32)| y == year && i64::from(m) == month && i64::from(d) == day;
        ((1..=31).contains(&day) && same(date.parts())).then_some(date)
    }

    /// Year, month (1 to 12) and day (1 to 31).
    pub fn parts(self) -> (i64, u32, u32) {
        civil_from_days(self.0)
    }

    /// The day that lies so many days later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Parses `2026-12-01`; none where it is something else, or no day of the calendar.
    pub fn from_iso(text: &str) -> Option<Self> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        if shaped { Self::civil(number(0, 4)?, number(5, 7)?, number(8, 10)?) } else { None }
    }

    /// Parses what a person typed or a browser's calendar sent: `2026-12-01`, `1.12.2026`,
    /// `01. 12. 26`. Empty is no date.
    ///
    /// # Errors
    /// It is no day of the calendar, or one in another century.
    pub fn parse(raw: &str) -> Result<Option<Self>, FieldError> {
        let text: String = clean_line(raw).chars().filter(|c| *c != ' ').collect();
        if text.is_empty() {
            return Ok(None);
        }
        let date = Self::from_iso(&text).or_else(|| Self::german(&text));
        date.map(Some).ok_or(FieldError::NotADate)
    }

    /// `1.12.2026` or `1.12.26`.
    fn german(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut number = |most: usize| {
            let part = parts.next()?;
            let digits =
                (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<i64>().ok()).flatten().map(|n| (n, part.len()))
        };
        let ((day, _), (month, _), (year, digits)) = (number(2)?, number(2)?, number(4)?);
        let year = match digits {
            2 => 2000 + year,
            4 => year,
            _ => return None,
        };
        if parts.next().is_some() { None } else { Self::civil(year, month, day) }
    }

    fn civil(year: i64, month: i64, day: i64) -> Option<Self> {
        let sane = (YEAR_MIN..=YEAR_MAX).contains(&year);
        sane.then(|| Self::of_parts(year, month, day)).flatten()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_iso(&text).ok_or_else(|| de::Error::custom("a date such as 2026-12-01"))
    }
}

#[cfg(feature = "ssr")]
mod schema {
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};

    impl utoipa::PartialSchema for super::Date {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
                .into()
        }
    }

    impl utoipa::ToSchema for super::Date {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_midnight_in_summer_and_winter() {
        for day in
            ["2026-01-01", "2026-03-29", "2026-03-30", "2026-07-01", "2026-10-25", "2026-10-26"]
        {
            let date = Date::from_iso(day).unwrap();
            let civil = date.begins().local();
            assert_eq!((civil.hour, civil.minute), (0, 0), "{day}");
            assert_eq!(Date::of(date.begins()), date);
            assert_eq!(Date::of(date.begins().plus_ms(-1)), date.plus_days(-1));
        }
    }

    #[test]
    fn typed_by_hand_or_by_a_calendar() {
        let first = Date::from_iso("2026-12-01").unwrap();
        for text in ["2026-12-01", "1.12.2026", " 01. 12. 2026 ", "1.12.26", "01.12.2026"] {
            assert_eq!(Date::parse(text), Ok(Some(first)), "{text}");
        }
        assert_eq!(first.to_string(), "2026-12-01");
        assert_eq!(Date::parse("  "), Ok(None));
    }

    #[test]
    fn no_day_of_the_calendar() {
        for bad in [
            "31.4.2026",
            "2026-02-29",
            "2026-13-01",
            "0.1.2026",
            "1.1.0001",
            "1.1.226",
            "1.12.2026.",
            "1/12/2026",
            "morgen",
            "2026-12-1",
            "1.12.",
            "-1.12.2026",
            "1.12.99999999999999999999",
            "２０２６-12-01",
        ] {
            assert_eq!(Date::parse(bad), Err(FieldError::NotADate), "{bad}");
        }
        assert_eq!(Date::parse("29.2.2028").unwrap().unwrap().parts(), (2028, 2, 29));
    }

    #[test]
    fn a_day_begins_at_midnight_in_the_labs_zone() {
        // 2026-11-22T23:30:00Z
        assert_eq!(Date::of(Timestamp(1_795_390_200_000)).to_string(), "2026-11-23");
    }
}
