//! Seats and the line before them: pure arithmetic.
//!
//! The rule, as the page of an event says it: freed seats go to whoever is first in line and fits.
//! A group stays together; while it does not fit, it keeps its place, and smaller groups behind
//! it may go ahead. So no seat stays empty while somebody waits who would fit.

use serde::{Deserialize, Serialize};

use super::SignUp;
use crate::domain::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// How long an address may take to be confirmed, in milliseconds: 30 minutes.
const CONFIRM: i64 = 30 * MINUTE;
/// How long before an event an offer ends at the latest, in milliseconds.
const BEFORE_START: i64 = HOUR;
/// The least time that somebody has to answer an offer, in milliseconds.
const OFFER_MIN: i64 = 15 * MINUTE;

/// How full an event is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SeatCount {
    /// How many seats there are; none where they are not counted.
    pub capacity: Option<u32>,
    /// How many are taken or kept for somebody.
    pub taken: u32,
    /// How many registrations stand in line.
    pub waiting: u32,
}

impl SeatCount {
    /// How many seats are free; none where they are not counted.
    pub fn free(self) -> Option<u32> {
        self.capacity.map(|capacity| capacity.saturating_sub(self.taken))
    }

    /// Whether so many people fit.
    pub fn fits(self, people: u32) -> bool {
        self.free().is_none_or(|free| people <= free)
    }
}

/// A registration that stands in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub id: i64,
    /// How many people it is for.
    pub people: u32,
}

/// Who of the line gets the free seats, in order. `line` is in order of arrival.
pub fn who_moves_up(free: Option<u32>, line: &[Waiting]) -> Vec<Waiting> {
    let Some(mut free) = free else { return line.to_vec() };
    let mut up = Vec::new();
    for one in line {
        if free == 0 {
            break;
        }
        if one.people <= free {
            free -= one.people;
            up.push(*one);
        }
    }
    up
}

/// Until when an offer holds: so many hours, but not past an hour before the event, and at least
/// a quarter of an hour. None where the event begins before that: then the seats are simply
/// theirs, for nobody else could be asked any more.
pub fn offer_until(now: Timestamp, starts: Timestamp, hours: u32) -> Option<Timestamp> {
    let usual = now.plus_ms(i64::from(hours) * HOUR);
    let latest = starts.plus_ms(-BEFORE_START);
    let until = usual.min(latest).max(now.plus_ms(OFFER_MIN));
    (until < starts).then_some(until)
}

/// Until when an address must be confirmed.
pub fn confirm_until(now: Timestamp) -> Timestamp {
    now.plus_ms(CONFIRM)
}

/// When somebody may sign up, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Whether one signs up at all.
    pub signs_up: bool,
    /// Whether it takes place.
    pub cancelled: bool,
    /// From when.
    pub opens: Option<Timestamp>,
    /// Until when; none is until it begins.
    pub closes: Option<Timestamp>,
    /// When the event begins.
    pub starts: Timestamp,
    /// When it is over.
    pub ends: Timestamp,
    /// Whether there is a line when it is full.
    pub waitlist: bool,
}

impl SignUp {
    /// Whether the form is open.
    pub fn takes(self) -> bool {
        matches!(self, Self::Open | Self::Waitlist)
    }
}

impl Window {
    /// What somebody who comes now finds.
    pub fn at(self, now: Timestamp, seats: SeatCount) -> SignUp {
        if self.cancelled {
            return SignUp::Cancelled;
        }
        if now >= self.ends {
            return SignUp::Over;
        }
        if !self.signs_up {
            return SignUp::None;
        }
        if self.opens.is_some_and(|opens| now < opens) {
            return SignUp::Soon;
        }
        if now >= self.closes.unwrap_or(self.starts).min(self.starts) {
            return SignUp::Closed;
        }
        match (seats.fits(1), self.waitlist) {
            (true, _) => SignUp::Open,
            (false, true) => SignUp::Waitlist,
            (false, false) => SignUp::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(people: &[u32]) -> Vec<Waiting> {
        people.iter().zip(1..).map(|(people, id)| Waiting { id, people: *people }).collect()
    }

    fn up(free: u32, people: &[u32]) -> Vec<i64> {
        who_moves_up(Some(free), &line(people)).iter().map(|one| one.id).collect()
    }

    #[test]
    fn first_who_fits() {
        assert_eq!(up(1, &[1, 1]), [1]);
        assert_eq!(up(1, &[3, 1, 1]), [2]);
        assert_eq!(up(3, &[3, 1, 1]), [1]);
        assert_eq!(up(4, &[3, 2, 1]), [1, 3]);
        assert_eq!(up(0, &[1]), [0; 0]);
        assert_eq!(who_moves_up(None, &line(&[9, 9])).len(), 2);
    }

    #[test]
    fn nobody_waits_while_a_fitting_seat_is_free() {
        // Every line of up to five groups of up to three, at every number of free seats.
        for free in 0..8 {
            for code in 0..3_u32.pow(5) {
                let people: Vec<u32> = (0..5).map(|n| code / 3_u32.pow(n) % 3 + 1).collect();
                let waiting = line(&people);
                let moved = who_moves_up(Some(free), &waiting);
                let seated: u32 = moved.iter().map(|one| one.people).sum();
                assert!(seated <= free);
                assert!(moved.is_sorted_by_key(|one| one.id));
                let left = free - seated;
                let stays = waiting.iter().filter(|one| !moved.contains(one));
                assert!(stays.into_iter().all(|one| one.people > left), "{free} {people:?}");
            }
        }
    }

    #[test]
    fn offers_end_before_the_event() {
        let at = |hours: i64| Timestamp(hours * HOUR);
        assert_eq!(offer_until(at(0), at(100), 24), Some(at(24)));
        assert_eq!(offer_until(at(0), at(10), 24), Some(at(9)));
        assert_eq!(offer_until(at(9), at(10), 24), Some(at(9).plus_ms(OFFER_MIN)));
        assert_eq!(offer_until(at(10).plus_ms(-OFFER_MIN), at(10), 24), None);
        assert_eq!(offer_until(at(11), at(10), 24), None);
    }

    #[test]
    fn when_one_may_sign_up() {
        let at = Timestamp;
        let open = Window {
            signs_up: true,
            cancelled: false,
            opens: Some(at(10)),
            closes: Some(at(50)),
            starts: at(40),
            ends: at(60),
            waitlist: true,
        };
        let (some, none) = (
            SeatCount { capacity: Some(2), taken: 1, waiting: 0 },
            SeatCount { capacity: Some(2), taken: 2, waiting: 0 },
        );
        assert_eq!(open.at(at(9), some), SignUp::Soon);
        assert_eq!(open.at(at(10), some), SignUp::Open);
        assert_eq!(open.at(at(10), none), SignUp::Waitlist);
        assert_eq!(Window { waitlist: false, ..open }.at(at(10), none), SignUp::Full);
        // Whatever was set, nobody signs up for what has begun.
        assert_eq!(open.at(at(40), some), SignUp::Closed);
        assert_eq!(open.at(at(60), some), SignUp::Over);
        assert_eq!(Window { cancelled: true, ..open }.at(at(10), some), SignUp::Cancelled);
        assert_eq!(Window { signs_up: false, ..open }.at(at(10), none), SignUp::None);
        assert_eq!(Window { closes: None, ..open }.at(at(39), some), SignUp::Open);
    }
}
