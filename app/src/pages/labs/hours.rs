//! When a lab is open: weekly hours against the clock.

use crate::{api::Hours, domain::Civil};

/// How it stands at a moment, by the weekly hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Open.
    Open {
        /// Until when, `HH:MM`.
        until: String,
    },
    /// Closed, opens later today.
    Later {
        /// From when, `HH:MM`.
        from: String,
    },
    /// Closed, opens on another day.
    Closed {
        /// 1 (Monday) to 7 (Sunday).
        weekday: u32,
        /// From when, `HH:MM`.
        from: String,
    },
}

/// Minutes since midnight of `HH:MM`, up to `24:00`.
fn minutes(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
    (hour <= 24 && minute < 60 && hour * 60 + minute <= 1440).then(|| hour * 60 + minute)
}

/// The hours of one day, earliest first; what cannot be read is left out.
pub(super) fn of_day(hours: &[Hours], weekday: u32) -> Vec<&Hours> {
    let mut day: Vec<(u32, &Hours)> = hours
        .iter()
        .filter(|h| h.weekday == weekday)
        .filter_map(|h| {
            let from = minutes(&h.from)?;
            (from < minutes(&h.to)?).then_some((from, h))
        })
        .collect();
    day.sort_by_key(|(from, _)| *from);
    day.into_iter().map(|(_, h)| h).collect()
}

/// How it stands at this local time; none where no hours are known.
pub(super) fn standing(hours: &[Hours], now: Civil) -> Option<Standing> {
    let minute = now.hour * 60 + now.minute;
    let today = of_day(hours, now.weekday);
    if let Some(open) = today.iter().find(|h| {
        minutes(&h.from).is_some_and(|from| from <= minute)
            && minutes(&h.to).is_some_and(|to| minute < to)
    }) {
        return Some(Standing::Open { until: open.to.clone() });
    }
    if let Some(later) = today.iter().find(|h| minutes(&h.from).is_some_and(|from| minute < from)) {
        return Some(Standing::Later { from: later.from.clone() });
    }
    // The same day next week is the last one to look at.
    (1..=7).find_map(|ahead| {
        let weekday = (now.weekday - 1 + ahead) % 7 + 1;
        let first = of_day(hours, weekday).into_iter().next()?;
        Some(Standing::Closed { weekday, from: first.from.clone() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;

    fn on(weekday: u32, from: &str, to: &str) -> Hours {
        Hours { weekday, from: from.into(), to: to.into() }
    }

    /// Monday 23 November 2026 at this UTC time, in the lab's zone (an hour later in winter).
    fn monday(hour: i64, minute: i64) -> Civil {
        Timestamp(1_795_392_000_000 + (hour * 60 + minute) * 60_000).local()
    }

    fn week() -> Vec<Hours> {
        vec![on(1, "14:00", "16:00"), on(1, "09:30", "12:00"), on(3, "10:00", "16:00")]
    }

    #[test]
    fn the_day_in_local_time() {
        assert_eq!(monday(0, 0).weekday, 1);
        let at = |h, m| standing(&week(), monday(h, m)).unwrap();
        assert_eq!(at(8, 29), Standing::Later { from: "09:30".into() });
        assert_eq!(at(8, 30), Standing::Open { until: "12:00".into() });
        assert_eq!(at(10, 59), Standing::Open { until: "12:00".into() });
        assert_eq!(at(11, 0), Standing::Later { from: "14:00".into() });
        assert_eq!(at(14, 59), Standing::Open { until: "16:00".into() });
        assert_eq!(at(15, 0), Standing::Closed { weekday: 3, from: "10:00".into() });
    }

    #[test]
    fn the_week_goes_round() {
        let only = [on(1, "10:00", "16:00")];
        let after = standing(&only, monday(20, 0)).unwrap();
        assert_eq!(after, Standing::Closed { weekday: 1, from: "10:00".into() });
    }

    #[test]
    fn nonsense_is_no_opening() {
        let bad = [on(1, "x", "16:00"), on(1, "16:00", "10:00"), on(9, "10:00", "11:00")];
        assert_eq!(standing(&bad, monday(11, 0)), None);
        assert_eq!(standing(&[], monday(11, 0)), None);
        assert_eq!(minutes("24:00"), Some(1440));
        assert_eq!(minutes("24:01"), None);
        assert_eq!(minutes("4294967295:00"), None);
    }
}
