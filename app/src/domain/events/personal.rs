//! A date of birth and a telephone number, as people type them.

use crate::domain::{Date, FieldError, clean_line};

/// The first year that somebody who comes may be born in.
const YEAR_MIN: i64 = 1900;
/// The least and the most digits of a telephone number (ITU-T E.164 has 15 at the most).
const DIGITS: std::ops::RangeInclusive<usize> = 4..=18;
/// Longest telephone number as it is typed, in characters.
const PHONE_MAX: usize = 40;

/// The months, by how they begin in German and English.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän"],
    &["feb"],
    &["mär", "mae", "mar"],
    &["apr"],
    &["mai", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dez", "dec"],
];

/// Parses a date of birth: `3.4.2015`, `03.04.15`, `2015-04-03`, `3/4/2015` (day first, as in
/// Germany and Britain), `3. April 2015`, `April 3, 2015`, `03042015`. Empty is none. Two digits
/// are the year that lies nearest in the past. `today` is in the lab's zone.
///
/// # Errors
/// It is no day of the calendar, lies in the future or before 1900.
pub fn parse_birth_date(raw: &str, today: Date) -> Result<Option<Date>, FieldError> {
    let text = clean_line(raw).to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let date = read(&text, today).ok_or(FieldError::NotABirthDate)?;
    let fine = date <= today && date.parts().0 >= YEAR_MIN;
    if fine { Ok(Some(date)) } else { Err(FieldError::NotABirthDate) }
}

fn read(text: &str, today: Date) -> Option<Date> {
    if text.chars().count() > 40 {
        return None;
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '/' | '-'))
        .filter(|part| !part.is_empty())
        .collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (day, month, year) = match parts.as_slice() {
        [all] if all.len() == 8 && digits(all) => (&all[..2], &all[2..4], &all[4..]),
        [year, month, day] if year.len() == 4 && digits(year) => (*day, *month, *year),
        [month, day, year] if month.starts_with(char::is_alphabetic) => (*day, *month, *year),
        [day, month, year] => (*day, *month, *year),
        _ => return None,
    };
    let day = day
        .strip_suffix("st")
        .or(day.strip_suffix("nd"))
        .or(day.strip_suffix("rd"))
        .or(day.strip_suffix("th"))
        .unwrap_or(day);
    let number = |part: &str, most: usize| {
        ((1..=most).contains(&part.len()) && digits(part)).then(|| part.parse::<i64>().ok())?
    };
    let month = match number(month, 2) {
        Some(month) => month,
        None => {
            let found = MONTHS.iter().position(|names| names.iter().any(|n| month.starts_with(n)));
            i64::try_from(found?).ok()? + 1
        }
    };
    let year = match (year.len(), number(year, 4)?) {
        (4, year) => year,
        (2, short) => {
            let this = today.parts().0;
            let guess = this - this.rem_euclid(100) + short;
            if guess > this { guess - 100 } else { guess }
        }
        _ => return None,
    };
    Date::of_parts(year, month, number(day, 2)?)
}

/// Parses a telephone number; empty is none. What people put between the digits stays.
///
/// # Errors
/// Something that no telephone takes.
pub fn parse_phone(raw: &str) -> Result<Option<String>, FieldError> {
    let text = clean_line(raw);
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > PHONE_MAX {
        return Err(FieldError::TooLong { max: PHONE_MAX });
    }
    let count = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
    let plus = text.chars().skip(1).all(|c| c != '+');
    if plain && plus && DIGITS.contains(&count) {
        Ok(Some(text))
    } else {
        Err(FieldError::NotAPhone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::of_parts(2026, 11, 28).unwrap()
    }

    #[test]
    fn typed_in_german_and_english() {
        let third = Date::of_parts(2015, 4, 3);
        for text in [
            "3.4.2015",
            "03.04.2015",
            " 3. 4. 15 ",
            "2015-04-03",
            "3/4/2015",
            "3-4-2015",
            "3. April 2015",
            "3 apr 2015",
            "April 3, 2015",
            "3rd April 2015",
            "03042015",
            "03 04 2015",
        ] {
            assert_eq!(parse_birth_date(text, today()), Ok(third), "{text}");
        }
        let march = Date::of_parts(1961, 3, 9);
        for text in ["9. März 1961", "9. Maerz 61", "9 March 1961"] {
            assert_eq!(parse_birth_date(text, today()), Ok(march), "{text}");
        }
        assert_eq!(parse_birth_date("", today()), Ok(None));
    }

    #[test]
    fn two_digits_are_the_nearest_past() {
        assert_eq!(parse_birth_date("1.1.26", today()), Ok(Date::of_parts(2026, 1, 1)));
        assert_eq!(parse_birth_date("1.1.27", today()), Ok(Date::of_parts(1927, 1, 1)));
    }

    #[test]
    fn no_dates_of_birth() {
        for bad in [
            "morgen",
            "31.4.2015",
            "29.11.2026",
            "1.1.1899",
            "13/13/2015",
            "3.4",
            "3.4.2015.1",
            "99999999",
            "3.4.015",
            "２０１５-04-03",
            "3.4.-2015 x",
            "1.1.99999999999999999999",
        ] {
            assert_eq!(parse_birth_date(bad, today()), Err(FieldError::NotABirthDate), "{bad}");
        }
    }

    #[test]
    fn telephone_numbers() {
        for good in ["+49 30 23125-100", "0 30/23 12 51", "(030) 23125 1", "110112"] {
            assert_eq!(parse_phone(good), Ok(Some(good.to_owned())));
        }
        for bad in ["112", "abc", "1234+5678", "+49 30 23125 x", "12345678901234567890"] {
            assert_eq!(parse_phone(bad), Err(FieldError::NotAPhone), "{bad}");
        }
        assert_eq!(parse_phone(" "), Ok(None));
    }
}
