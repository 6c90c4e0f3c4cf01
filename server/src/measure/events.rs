//! Events to measure with.

use app::{
    api::{DateForm, EventForm, FieldForm},
    domain::{Date, EventDraft},
};
use sea_orm::ConnectionTrait;

use crate::{
    clock,
    store::{Db, StoreError, StoreResult, events},
};

/// On so many days there is one event a day, however many there are in all: as far as a calendar
/// of this month reaches, few and many look alike.
const ALIKE: u64 = 50;
/// How many there are on each day after that.
const A_DAY: u64 = 4;
/// How long what is answered is kept.
pub(super) const KEEP_DAYS: u32 = 30;

/// Adds so many public events with so many seats each, from tomorrow on, or from yesterday back;
/// gives the number of the first. One in a hundred is about another topic than all others, one is
/// in another lab, one of another kind. The same every time, but for the day.
///
/// # Errors
/// The database cannot be written.
pub async fn add_events(db: &Db, many: u64, seats: u32, past: bool) -> StoreResult<i64> {
    let now = clock::now();
    let mut first = None;
    for n in 0..many {
        let days = i64::try_from(days_away(n)).unwrap_or(i64::MAX);
        let day = Date::of(now).plus_days(if past { -days } else { days });
        let draft = EventDraft::parse(&form(n, day, seats))
            .map_err(|errors| StoreError::corrupt(&format!("a sample event: {errors:?}")))?;
        let id = events::add(db, &draft, true, None, now).await?;
        first.get_or_insert(id);
    }
    if db.is_postgres() {
        // As the autovacuum daemon would, within the minute.
        db.read().execute_unprepared("VACUUM ANALYZE").await?;
    }
    first.ok_or_else(|| StoreError::corrupt("no events"))
}

/// How many days from today an event is.
fn days_away(n: u64) -> u64 {
    1 + if n < ALIKE { n } else { ALIKE + (n - ALIKE) / A_DAY }
}

fn form(n: u64, day: Date, seats: u32) -> EventForm {
    let from = 9 + 3 * (n % A_DAY);
    let rare = |of_hundred: u64, usual: &str, other: &str| {
        if n % 100 == of_hundred { other.to_owned() } else { usual.to_owned() }
    };
    let field = |key: &str| FieldForm {
        key: key.to_owned(),
        mode: "required".to_owned(),
        purpose: "Damit wir uns vorbereiten können.".to_owned(),
        keep_days: KEEP_DAYS.to_string(),
        ..FieldForm::default()
    };
    EventForm {
        kind: rare(97, "workshop", "talk"),
        title: format!("Werkstatt Nummer {n}: Löten, Sägen und Schrauben"),
        text: "Wir bauen gemeinsam etwas, das der Straße gut tut. Material ist da.".to_owned(),
        lab: rare(98, "soest", "menden"),
        dates: vec![DateForm {
            date: day.to_string(),
            from: format!("{from}:00"),
            to: format!("{}:00", from + 2),
        }],
        topics: vec![rare(99, "klima", "gruen")],
        signs_up: true,
        capacity: seats.to_string(),
        waitlist: true,
        fields: ["first_name", "last_name", "email"].map(field).into(),
        ..EventForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_the_beginning_of_many() {
        let days: Vec<u64> = (0..5000).map(days_away).collect();
        assert!(days[..50].iter().copied().eq(1..=50));
        assert_eq!(days[50..55], [51, 51, 51, 51, 52]);
        assert!(days.is_sorted());
    }

    #[test]
    fn one_in_a_hundred_differs_in_one_thing() {
        let day = Date::from_iso("2026-12-01").unwrap();
        let all: Vec<EventForm> = (0..5000).map(|n| form(n, day, 20)).collect();
        assert!(all.iter().all(|form| EventDraft::parse(form).is_ok()));
        let usual = &all[0];
        let count = |differs: fn(&EventForm, &EventForm) -> bool| {
            all.iter().filter(|form| differs(form, usual)).count()
        };
        assert_eq!(count(|a, b| a.kind != b.kind), 50);
        assert_eq!(count(|a, b| a.lab != b.lab), 50);
        assert_eq!(count(|a, b| a.topics != b.topics), 50);
        let few = &all[..50];
        assert!(few.iter().all(|form| (&form.kind, &form.lab) == (&usual.kind, &usual.lab)));
        assert!(few.iter().all(|form| form.topics == usual.topics));
    }
}
