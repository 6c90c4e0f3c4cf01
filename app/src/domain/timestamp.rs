//! A moment, in UTC inside and in the lab's zone outside.
//!
//! Written by hand and small because it is in every citizen's download: a date library weighs
//! 11 to 19 kB there, this weighs one.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Milliseconds since 1970-01-01T00:00:00Z; RFC 3339 on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// The parts of a moment in one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year, such as 2026.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 1 (Monday) to 7 (Sunday), as in ISO 8601.
    pub weekday: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

impl Timestamp {
    /// The moment that lies `ms` milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The parts of this moment in UTC.
    pub fn utc(self) -> Civil {
        let days = self.0.div_euclid(DAY);
        let in_day = self.0.rem_euclid(DAY);
        let (year, month, day) = civil_from_days(days);
        Civil {
            year,
            month,
            day,
            weekday: (days + 3).rem_euclid(7) as u32 + 1,
            hour: (in_day / HOUR) as u32,
            minute: (in_day / 60_000 % 60) as u32,
            second: (in_day / 1000 % 60) as u32,
        }
    }

    /// The parts of this moment in Central European time, summer time included (Directive
    /// 2000/84/EC: last Sundays of March and October, 01:00 UTC).
    pub fn local(self) -> Civil {
        let year = self.utc().year;
        let summer = (last_sunday(year, 3) + HOUR)..(last_sunday(year, 10) + HOUR);
        let offset = if summer.contains(&self.0) { 2 } else { 1 };
        self.plus_ms(offset * HOUR).utc()
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() < 20 || !text.is_ascii() || !text.ends_with('Z') {
            return None;
        }
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let fraction = match text.get(19..text.len() - 1)? {
            "" => 0,
            rest => rest.strip_prefix('.').filter(|d| d.len() == 3)?.parse::<i64>().ok()?,
        };
        let days = days_from_civil(number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        Some(Self(days * DAY + hour * HOUR + minute * 60_000 + second * 1000 + fraction))
    }
}

/// Milliseconds at which the last Sunday of a month with 31 days begins, UTC.
fn last_sunday(year: i64, month: i64) -> i64 {
    let last = days_from_civil(year, month, 31);
    let weekday = (last + 3).rem_euclid(7) + 1;
    (last - weekday % 7) * DAY
}

/// Days since 1970-01-01 of a date in the Gregorian calendar. Source: Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// The inverse of [`days_from_civil`], from the same source.
pub(super) fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = (doy - (153 * mp + 2) / 5 + 1) as u32;
    let month = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.utc();
        let ms = self.0.rem_euclid(1000);
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            c.year, c.month, c.day, c.hour, c.minute, c.second
        )?;
        if ms > 0 { write!(f, ".{ms:03}Z") } else { f.write_str("Z") }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("a time such as 2026-05-01T12:00:00Z"))
    }
}

#[cfg(feature = "ssr")]
mod schema {
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};

    impl utoipa::PartialSchema for super::Timestamp {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .into()
        }
    }

    impl utoipa::ToSchema for super::Timestamp {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        for text in [
            "1970-01-01T00:00:00Z",
            "2024-02-29T23:59:59.001Z",
            "2026-11-22T05:13:00Z",
            "2100-03-01T00:00:00Z",
        ] {
            let moment = Timestamp::parse(text).unwrap();
            assert_eq!(moment.to_string(), text);
        }
        for bad in ["", "2026-11-22", "2026-11-22T05:13:00+01:00", "zzzz-11-22T05:13:00Z"] {
            assert_eq!(Timestamp::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn summer_time_begins_and_ends() {
        let hour = |text: &str| Timestamp::parse(text).unwrap().local().hour;
        assert_eq!(hour("2026-03-29T00:59:59Z"), 1);
        assert_eq!(hour("2026-03-29T01:00:00Z"), 3);
        assert_eq!(hour("2026-10-25T00:59:59Z"), 2);
        assert_eq!(hour("2026-10-25T01:00:00Z"), 2);
        assert_eq!(hour("2026-10-25T02:00:00Z"), 3);
    }

    #[test]
    fn weekdays() {
        assert_eq!(Timestamp::parse("2026-11-22T12:00:00Z").unwrap().local().weekday, 7);
        assert_eq!(Timestamp::parse("2026-11-23T12:00:00Z").unwrap().local().weekday, 1);
    }
}
