//! Times of a document: Central European time, with its rules.

use app::domain::{Civil, Timestamp};

use super::lines::Lines;

/// What the zone is called.
pub(super) const NAME: &str = "Europe/Berlin";
const HOUR: i64 = 3_600_000;

/// Writes down the rules of the zone: as they are in the whole Union since 1996 (Directive
/// 2000/84/EC and the ones before it), so that nobody needs to know the zone by its name.
pub(super) fn define(out: &mut Lines) {
    let lines = [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", NAME),
        ("BEGIN", "DAYLIGHT"),
        ("TZOFFSETFROM", "+0100"),
        ("TZOFFSETTO", "+0200"),
        ("TZNAME", "CEST"),
        ("DTSTART", "19960331T020000"),
        ("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        ("END", "DAYLIGHT"),
        ("BEGIN", "STANDARD"),
        ("TZOFFSETFROM", "+0200"),
        ("TZOFFSETTO", "+0100"),
        ("TZNAME", "CET"),
        ("DTSTART", "19961027T030000"),
        ("RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ];
    for (name, value) in lines {
        out.plain(name, value);
    }
}

/// Writes down from when until when. What the clock shows for the second time when it is put
/// back cannot be said in local time, where it means the first (RFC 5545, 3.3.5): then both are
/// said in UTC.
pub(super) fn period(out: &mut Lines, starts: Timestamp, ends: Timestamp) {
    for (name, at) in [("DTSTART", starts), ("DTEND", ends)] {
        if second(starts) || second(ends) {
            out.plain(name, &utc(at));
        } else {
            out.with(name, &[("TZID", NAME)], &stamp(at.local()));
        }
    }
}

/// A moment in UTC.
pub(super) fn utc(at: Timestamp) -> String {
    format!("{}Z", stamp(at.utc()))
}

/// Whether the clock has shown the same an hour before.
fn second(at: Timestamp) -> bool {
    at.plus_ms(-HOUR).local() == at.local()
}

fn stamp(c: Civil) -> String {
    format!("{:04}{:02}{:02}T{:02}{:02}{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)
}
