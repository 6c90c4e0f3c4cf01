//! The slow-down after failed sign-ins, by mail address and network address together: nobody
//! can lock out somebody else from elsewhere.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use app::domain::Timestamp;

use crate::{limits::network, token};

/// So many failures have no consequence.
const FREE: u32 = 5;
/// The longest wait, in milliseconds: 15 minutes.
const WAIT_MAX: i64 = 900_000;
/// A failure is forgotten after this time without another, in milliseconds: an hour.
const FORGET: i64 = 3_600_000;
/// The most pairs of addresses that are remembered; the oldest go first.
const REMEMBERED: usize = 10_000;

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: i64,
    free_at: i64,
}

/// Failed sign-ins, in memory: each instance counts for itself, and a restart forgets.
#[derive(Debug, Default)]
pub struct SignIns(Mutex<HashMap<(String, IpAddr), Failures>>);

impl SignIns {
    /// Begins an attempt, which counts as failed until [`SignIns::succeeded`]: attempts at the
    /// same time are no way around.
    ///
    /// # Errors
    /// Too many failed before: the seconds after which to try again.
    pub fn attempt(&self, email: &str, ip: IpAddr, now: Timestamp) -> Result<(), u64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (token::hash(email), network(ip));
        if !all.contains_key(&key) && all.len() >= REMEMBERED {
            forget(&mut all, now);
        }
        let failures = all.entry(key).or_insert(Failures { count: 0, last: now.0, free_at: now.0 });
        if now.0 - failures.last > FORGET {
            failures.count = 0;
        }
        if failures.count >= FREE && now.0 < failures.free_at {
            return Err(u64::try_from((failures.free_at - now.0) / 1000).unwrap_or(0) + 1);
        }
        failures.count = failures.count.saturating_add(1);
        failures.last = now.0;
        if failures.count >= FREE {
            // 2, 4, 8 … seconds.
            let wait = 2000_i64 << (failures.count - FREE).min(10);
            failures.free_at = now.0 + wait.min(WAIT_MAX);
        }
        Ok(())
    }

    /// The attempt was right: its failures are forgotten.
    pub fn succeeded(&self, email: &str, ip: IpAddr) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&(token::hash(email), network(ip)));
    }
}

fn forget(all: &mut HashMap<(String, IpAddr), Failures>, now: Timestamp) {
    all.retain(|_, failures| now.0 - failures.last <= FORGET);
    if all.len() >= REMEMBERED {
        let mut times: Vec<i64> = all.values().map(|failures| failures.last).collect();
        let (_, middle, _) = times.select_nth_unstable(REMEMBERED / 2);
        let middle = *middle;
        all.retain(|_, failures| failures.last > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::BROADCAST);

    #[test]
    fn waits_grow_after_five_failures() {
        let sign_ins = SignIns::default();
        let mut now = Timestamp(1_000_000);
        for _ in 0..5 {
            assert_eq!(sign_ins.attempt("a@example.org", HERE, now), Ok(()));
        }
        for wait in [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            let told = sign_ins.attempt("a@example.org", HERE, now).unwrap_err();
            assert_eq!(told, wait + 1);
            now = now.plus_ms(wait as i64 * 1000);
            assert_eq!(sign_ins.attempt("a@example.org", HERE, now), Ok(()));
        }
        // Neither others here nor the same elsewhere have to wait.
        assert_eq!(sign_ins.attempt("b@example.org", HERE, now), Ok(()));
        assert_eq!(sign_ins.attempt("a@example.org", THERE, now), Ok(()));
        assert_eq!(sign_ins.attempt("a@example.org", HERE, now.plus_ms(FORGET + 1)), Ok(()));
    }

    #[test]
    fn success_forgets() {
        let sign_ins = SignIns::default();
        for _ in 0..20 {
            assert_eq!(sign_ins.attempt("a@example.org", HERE, Timestamp(1)), Ok(()));
            sign_ins.succeeded("a@example.org", HERE);
        }
    }

    #[test]
    fn memory_is_bounded() {
        let sign_ins = SignIns::default();
        for n in 0..25_000 {
            let _ = sign_ins.attempt(&format!("{n}@example.org"), HERE, Timestamp(n));
        }
        assert!(sign_ins.0.lock().unwrap().len() <= REMEMBERED);
    }
}
