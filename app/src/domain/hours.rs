//! Opening hours as people write them: `10–16`, `10:00-12:30, 14 bis 18 Uhr`.

use super::FieldError;
use crate::api::Hours;

/// The most intervals on one day.
const INTERVALS_MAX: usize = 4;
/// Longest line of hours, in characters.
const LINE_MAX: usize = 120;

/// Parses the hours of one day, 1 (Monday) to 7 (Sunday). Empty means closed.
///
/// # Errors
/// Not of the form, an end before its beginning, or intervals that overlap.
pub fn parse_hours(raw: &str, weekday: u32) -> Result<Vec<Hours>, FieldError> {
    if raw.chars().count() > LINE_MAX {
        return Err(FieldError::TooLong { max: LINE_MAX });
    }
    let line = raw.to_lowercase().replace("uhr", "").replace("bis", "-").replace(['–', '—'], "-");
    let mut found: Vec<(u32, u32)> = Vec::new();
    for part in line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').ok_or(FieldError::NotHours)?;
        let (from, to) = (minutes(from), minutes(to));
        let (from, to) = (from.ok_or(FieldError::NotHours)?, to.ok_or(FieldError::NotHours)?);
        if from >= to || found.last().is_some_and(|(_, before)| from < *before) {
            return Err(FieldError::NotHours);
        }
        found.push((from, to));
    }
    if found.len() > INTERVALS_MAX {
        return Err(FieldError::TooMany { max: INTERVALS_MAX });
    }
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    Ok(found
        .into_iter()
        .map(|(from, to)| Hours { weekday, from: time(from), to: time(to) })
        .collect())
}

/// The hours of one day as [`parse_hours`] reads them.
pub fn hours_line(hours: &[Hours], weekday: u32) -> String {
    let day = hours.iter().filter(|h| h.weekday == weekday);
    day.map(|h| format!("{}–{}", h.from, h.to)).collect::<Vec<_>>().join(", ")
}

/// Minutes since midnight of `9`, `09:30`, `9.30` or `24:00`.
fn minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let number = |text: &str| {
        let digits =
            !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60 && hour * 60 + minute <= 1440).then(|| hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let read = |raw: &str| parse_hours(raw, 2).map(|hours| hours_line(&hours, 2));
        for raw in ["10:00-16:00", "10–16", " 10.00 bis 16 Uhr", "10:00 – 16:00;"] {
            assert_eq!(read(raw).as_deref(), Ok("10:00–16:00"), "{raw}");
        }
        assert_eq!(read("9-12:30, 14–24").as_deref(), Ok("09:00–12:30, 14:00–24:00"));
        assert_eq!(read(" ").as_deref(), Ok(""));
        for bad in [
            "10",
            "16-10",
            "10-10",
            "10-25",
            "10:60-12",
            "14-18, 10-12",
            "a-b",
            "-",
            "1-2-3",
            "+1-2",
        ] {
            assert_eq!(read(bad), Err(FieldError::NotHours), "{bad}");
        }
        assert_eq!(read("1-2,3-4,5-6,7-8,9-10"), Err(FieldError::TooMany { max: 4 }));
    }
}
