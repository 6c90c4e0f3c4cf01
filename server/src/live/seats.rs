//! How many streams are open, in all and from one address.

use std::net::IpAddr;

use crate::shares::{Most, Share, Shares};

/// The most streams in all.
const ALL: usize = 10_000;
/// So many more are left for staff: a full house must not lock out who looks after it.
const FOR_STAFF: usize = 200;
/// The most streams from one address: a room full of phones shares one. The machine itself is
/// not limited: that is where a proxy that is not listed as trusted would stand.
const PER_ADDRESS: usize = 500;

/// The seats; cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Seats(Shares);

/// The seat of one stream. Dropped, it is free again.
#[derive(Debug)]
pub struct Seat(#[allow(dead_code, reason = "held, and given back when it is dropped")] Share);

impl Seats {
    /// Takes a seat, if one is free for this address, or for staff.
    pub fn take(&self, address: IpAddr, staff: bool) -> Option<Seat> {
        let most = match (staff, address.is_loopback()) {
            (true, _) => Most { all: ALL + FOR_STAFF, address: usize::MAX },
            (false, true) => Most { all: ALL, address: usize::MAX },
            (false, false) => Most { all: ALL, address: PER_ADDRESS },
        };
        let mut share = self.0.share(address);
        share.grow(1, most).then_some(Seat(share))
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.0.held()
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
        let local = IpAddr::from([127, 0, 0, 1]);
        let held: Vec<Seat> = (0..ALL + 5).filter_map(|_| seats.take(local, false)).collect();
        assert_eq!(held.len(), ALL);
        assert!(seats.take(local, true).is_some());
    }
}
