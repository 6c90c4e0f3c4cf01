//! How many streams are open, in all and from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::limits::network;

/// The most streams in all.
const ALL: usize = 10_000;
/// So many more are left for staff: a full house must not lock out who looks after it.
const FOR_STAFF: usize = 200;
/// The most streams from one address: a room full of phones shares one. The machine itself is
/// not limited: that is where a proxy that is not listed as trusted would stand.
const PER_ADDRESS: usize = 500;

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// The seats; cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Seats(Arc<Mutex<Taken>>);

/// The seat of one stream. Dropped, it is free again.
#[derive(Debug)]
pub struct Seat {
    seats: Seats,
    address: IpAddr,
}

impl Seats {
    /// Takes a seat, if one is free for this address, or for staff.
    pub fn take(&self, address: IpAddr, staff: bool) -> Option<Seat> {
        let all = if staff { ALL + FOR_STAFF } else { ALL };
        let address = if address.is_loopback() { address } else { network(address) };
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = taken.by_address.get(&address).copied().unwrap_or(0);
        if taken.all >= all || (!staff && here >= PER_ADDRESS && !address.is_loopback()) {
            return None;
        }
        taken.all += 1;
        taken.by_address.insert(address, here + 1);
        Some(Seat { seats: self.clone(), address })
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        if let Some(here) = taken.by_address.get_mut(&self.address) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                taken.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_seats_and_gives_them_back() {
        let seats = Seats::default();
        let here = IpAddr::from([192, 0, 2, 1]);
        let held: Vec<Seat> = (0..PER_ADDRESS).filter_map(|_| seats.take(here, false)).collect();
        assert_eq!((held.len(), seats.taken()), (PER_ADDRESS, PER_ADDRESS));
        assert!(seats.take(here, false).is_none());
        assert!(seats.take(here, true).is_some());
        assert!(seats.take(IpAddr::from([192, 0, 2, 2]), false).is_some());
        drop(held);
        assert_eq!(seats.taken(), 0);
        assert!(seats.0.lock().unwrap().by_address.is_empty());
        let local = IpAddr::from([127, 0, 0, 1]);
        let held: Vec<Seat> = (0..ALL + 5).filter_map(|_| seats.take(local, false)).collect();
        assert_eq!(held.len(), ALL);
        assert!(seats.take(local, true).is_some());
    }
}
