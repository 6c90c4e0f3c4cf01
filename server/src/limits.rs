//! How often somebody may do what.
//!
//! Two limits each: one for a participant (a browser with a cookie), and one for an address.
//! The latter is generous, because eighty phones in one room share one address.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sending in or editing an idea: 10 in 10 minutes each, 300 an address.
    Idea,
    /// Sending in a comment: 20 in 10 minutes each, 300 an address.
    Comment,
    /// Supporting or no longer: 60 a minute each, 1,200 an address.
    Support,
    /// Offering help: 10 in 10 minutes each, 200 an address.
    Companion,
    /// Reporting: 10 in 10 minutes each, 200 an address.
    Report,
    /// Uploading a photo: 30 in 10 minutes each, 300 an address.
    Upload,
    /// Taking part for the first time, with whatever: 200 in 10 minutes an address. Without a
    /// cookie nobody is known again, so this alone bounds who throws theirs away.
    Join,
    /// Asking to hear of an idea by mail: 10 in 10 minutes each, 200 an address. How many mails
    /// one mail address gets is bounded by itself.
    Follow,
    /// Signing up for an event: 20 in 10 minutes each, 300 an address: a room full of phones.
    Register,
    /// Changing a registration: 60 in 10 minutes each, 600 an address.
    Registration,
    /// Signing in: 300 in 10 minutes an address; the slow-down after failures comes on top.
    SignIn,
}

/// How much is allowed in a period.
struct Rate {
    each: u32,
    address: u32,
    period: Duration,
}

const TEN_MINUTES: Duration = Duration::from_secs(600);
const MINUTE: Duration = Duration::from_secs(60);
/// After so many checks, keys that were not seen for a period are forgotten.
const SWEEP: u32 = 4096;

impl Action {
    const ALL: [Self; 11] = [
        Self::Idea,
        Self::Comment,
        Self::Support,
        Self::Companion,
        Self::Report,
        Self::Upload,
        Self::Join,
        Self::Follow,
        Self::Register,
        Self::Registration,
        Self::SignIn,
    ];

    /// Whether who does it without a cookie gets one.
    fn makes_participants(self) -> bool {
        !matches!(
            self,
            Self::Upload
                | Self::Join
                | Self::Follow
                | Self::Register
                | Self::Registration
                | Self::SignIn
        )
    }

    fn rate(self) -> Rate {
        match self {
            Self::Idea => Rate { each: 10, address: 300, period: TEN_MINUTES },
            Self::Comment => Rate { each: 20, address: 300, period: TEN_MINUTES },
            Self::Support => Rate { each: 60, address: 1200, period: MINUTE },
            Self::Companion | Self::Report | Self::Follow => {
                Rate { each: 10, address: 200, period: TEN_MINUTES }
            }
            Self::Upload => Rate { each: 30, address: 300, period: TEN_MINUTES },
            Self::Join => Rate { each: 200, address: 200, period: TEN_MINUTES },
            Self::Register => Rate { each: 20, address: 300, period: TEN_MINUTES },
            Self::Registration => Rate { each: 60, address: 600, period: TEN_MINUTES },
            Self::SignIn => Rate { each: 300, address: 300, period: TEN_MINUTES },
        }
    }
}

struct Limiter {
    each: DefaultKeyedRateLimiter<i64>,
    address: DefaultKeyedRateLimiter<IpAddr>,
}

/// All limits, in memory: each instance counts for itself, and a restart forgets.
pub struct Limits {
    limiters: Vec<Limiter>,
    checks: AtomicU32,
    on: bool,
}

impl Limits {
    /// Fresh limits; `on` only for tests and benchmarks false.
    pub fn new(on: bool) -> Self {
        let limiters = Action::ALL.map(|action| {
            let Rate { each, address, period } = action.rate();
            Limiter {
                each: RateLimiter::keyed(quota(each, period)),
                address: RateLimiter::keyed(quota(address, period)),
            }
        });
        Self { limiters: limiters.into(), checks: AtomicU32::new(0), on }
    }

    /// Counts one action.
    ///
    /// # Errors
    /// It is one too many: the seconds after which it is allowed again, rounded up.
    pub fn check(&self, action: Action, participant: Option<i64>, ip: IpAddr) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.forget();
        }
        if participant.is_none() && action.makes_participants() {
            self.check(Action::Join, None, ip)?;
        }
        let Some(limiter) = self.limiters.get(action as usize) else { return Ok(()) };
        if let Some(participant) = participant {
            limiter.each.check_key(&participant).map_err(|no| seconds(&no))?;
        }
        limiter.address.check_key(&network(ip)).map_err(|no| seconds(&no))
    }

    /// Forgets everybody who could start afresh anyway, so that memory stays bounded by those
    /// who were here within a period.
    fn forget(&self) {
        for limiter in &self.limiters {
            limiter.each.retain_recent();
            limiter.each.shrink_to_fit();
            limiter.address.retain_recent();
            limiter.address.shrink_to_fit();
        }
    }
}

fn quota(n: u32, period: Duration) -> Quota {
    let n = NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(period / n.get()).unwrap_or(Quota::per_minute(n)).allow_burst(n)
}

fn seconds<M: governor::clock::Reference>(no: &governor::NotUntil<M>) -> u64
where
    governor::clock::DefaultClock: Clock<Instant = M>,
{
    let wait = no.wait_time_from(governor::clock::DefaultClock::default().now());
    wait.as_secs() + 1
}

/// Who is counted as one: an address itself, or the /64 network that one IPv6 customer has to
/// himself.
pub fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn eighty_phones_on_one_address_each_post() {
        let limits = Limits::new(true);
        for phone in 0..80 {
            assert_eq!(limits.check(Action::Idea, Some(phone), HERE), Ok(()));
        }
    }

    #[test]
    fn one_phone_is_slowed_down() {
        let limits = Limits::new(true);
        for _ in 0..10 {
            assert_eq!(limits.check(Action::Idea, Some(1), HERE), Ok(()));
        }
        let wait = limits.check(Action::Idea, Some(1), HERE).unwrap_err();
        assert!((1..=61).contains(&wait), "{wait}");
        assert_eq!(limits.check(Action::Comment, Some(1), HERE), Ok(()));
        assert_eq!(limits.check(Action::Idea, Some(2), HERE), Ok(()));
    }

    #[test]
    fn an_ipv6_customer_is_one_address() {
        let limits = Limits::new(true);
        let at = |n: u16| IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 1, 2, 3, 4, 5, n));
        let refused =
            (0..400).filter(|n| limits.check(Action::Upload, None, at(*n)).is_err()).count();
        assert_eq!(refused, 100);
    }

    #[test]
    fn who_throws_cookies_away_is_slowed_down() {
        let limits = Limits::new(true);
        let support = |who| limits.check(Action::Support, who, HERE).is_ok();
        assert_eq!((0..1000).filter(|_| support(None)).count(), 200);
        assert!(support(Some(1)), "whoever is known goes on");
    }

    #[test]
    fn off_is_off() {
        let limits = Limits::new(false);
        assert!((0..1000).all(|_| limits.check(Action::Idea, Some(1), HERE).is_ok()));
    }
}
