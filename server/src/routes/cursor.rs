//! Places in lists, as clients carry them from page to page. What is inside is nobody's
//! business; what was not given out here is refused.

use app::{
    api::IdeaSort,
    domain::{Date, FieldError, FieldErrors},
};

use super::error::Error;
use crate::store::{comments, ideas, worklist::DayPlace};

/// The deepest place in the results of a search.
pub const SEARCH_DEPTH: usize = 1000;

fn letter(sort: IdeaSort) -> char {
    match sort {
        IdeaSort::Newest => 'n',
        IdeaSort::Supported => 's',
        IdeaSort::Active => 'a',
    }
}

/// A place on the board.
pub fn of_idea(sort: IdeaSort, place: ideas::Place) -> String {
    format!("{}{}.{}", letter(sort), place.value, place.id)
}

/// The place on the board in this order.
///
/// # Errors
/// It is none.
pub fn idea(sort: IdeaSort, cursor: &str) -> Result<ideas::Place, Error> {
    let parsed = numbers(letter(sort), cursor);
    parsed.map(|(value, id)| ideas::Place { value, id }).ok_or_else(not_a_place)
}

/// A place in the results of a search.
pub fn of_offset(offset: usize) -> String {
    format!("q{offset}")
}

/// The place in the results of a search.
///
/// # Errors
/// It is none.
pub fn offset(cursor: &str) -> Result<usize, Error> {
    let offset = cursor.strip_prefix('q').and_then(|n| n.parse().ok());
    offset.filter(|n| *n <= SEARCH_DEPTH && of_offset(*n) == cursor).ok_or_else(not_a_place)
}

/// A place among comments.
pub fn of_comment(place: comments::Place) -> String {
    format!("t{}.{}", place.thread, place.id)
}

/// The place among comments.
///
/// # Errors
/// It is none.
pub fn comment(cursor: &str) -> Result<comments::Place, Error> {
    let parsed = numbers('t', cursor);
    parsed.map(|(thread, id)| comments::Place { thread, id }).ok_or_else(not_a_place)
}

/// A place that is a time and a number, in the list with this letter.
pub fn of_pair(letter: char, (at, id): (i64, i64)) -> String {
    format!("{letter}{at}.{id}")
}

/// The place in the list with this letter.
///
/// # Errors
/// It is none.
pub fn pair(letter: char, cursor: &str) -> Result<(i64, i64), Error> {
    numbers(letter, cursor).ok_or_else(not_a_place)
}

/// A place among days.
pub fn of_day(place: &DayPlace) -> String {
    format!("d{}.{}", place.day.as_deref().unwrap_or_default(), place.idea)
}

/// The place among days.
///
/// # Errors
/// It is none.
pub fn day(cursor: &str) -> Result<DayPlace, Error> {
    let read = || {
        let (day, idea) = cursor.strip_prefix('d')?.split_once('.')?;
        let day = match day {
            "" => None,
            day => Some(Date::from_iso(day)?.to_string()),
        };
        let place = DayPlace { day, idea: idea.parse().ok()? };
        (of_day(&place) == cursor).then_some(place)
    };
    read().ok_or_else(not_a_place)
}

/// Two numbers, written exactly as they were given out.
fn numbers(letter: char, cursor: &str) -> Option<(i64, i64)> {
    let (first, second) = cursor.strip_prefix(letter)?.split_once('.')?;
    let pair: (i64, i64) = (first.parse().ok()?, second.parse().ok()?);
    (format!("{letter}{}.{}", pair.0, pair.1) == cursor).then_some(pair)
}

fn not_a_place() -> Error {
    FieldErrors::one("after", FieldError::NotAPlace).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let place = ideas::Place { value: 1_700_000_000_000, id: 15 };
        let cursor = of_idea(IdeaSort::Active, place);
        assert_eq!(idea(IdeaSort::Active, &cursor).unwrap(), place);
        assert!(idea(IdeaSort::Newest, &cursor).is_err());
        assert_eq!(offset(&of_offset(48)).unwrap(), 48);
        let place = comments::Place { thread: 3, id: 9 };
        assert_eq!(comment(&of_comment(place)).unwrap(), place);
        for due in [None, Some("2026-12-01".to_owned())] {
            let place = DayPlace { day: due, idea: 5 };
            assert_eq!(day(&of_day(&place)).unwrap(), place);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in [
            "x",
            "n",
            "n1",
            "n1.",
            "n1.2.3",
            "n+1.2",
            "n01.2",
            "n1.99999999999999999999",
            "n1.2\0",
            "s1.2",
            "' OR 1=1",
        ] {
            assert!(idea(IdeaSort::Newest, bad).is_err(), "{bad}");
            assert!(comment(bad).is_err(), "{bad}");
        }
        for bad in ["d", "d.", "d2026-12-01", "d2026-02-31.5", "d'.5", "d.05", "d.1.2", "d\0.1"] {
            assert!(day(bad).is_err(), "{bad}");
        }
        for bad in ["q", "q-1", "q1001", "q+3", "3"] {
            assert!(offset(bad).is_err(), "{bad}");
        }
    }
}
