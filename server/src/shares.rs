//! Something that there is only so much of, and who holds how much of it: by address, so that
//! nobody holds it all. IPv6 customers count as one, whatever address of theirs they use.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::limits::network;

/// The most that may be held.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// By all together.
    pub all: usize,
    /// By one address.
    pub address: usize,
}

#[derive(Debug, Default)]
struct Held {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// The account; cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Shares(Arc<Mutex<Held>>);

/// What one holds. Dropped, it is free again.
#[derive(Debug)]
pub struct Share {
    of: Shares,
    address: IpAddr,
    amount: usize,
}

impl Shares {
    /// Nothing yet, for this address.
    pub fn share(&self, address: IpAddr) -> Share {
        Share { of: self.clone(), address: network(address), amount: 0 }
    }

    /// How much is held by all together.
    pub fn held(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all
    }
}

impl Share {
    /// Takes so much more; false where that would be too much.
    pub fn grow(&mut self, amount: usize, most: Most) -> bool {
        let mut held = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = held.by_address.get(&self.address).copied().unwrap_or(0);
        if held.all + amount > most.all || here + amount > most.address {
            return false;
        }
        held.all += amount;
        held.by_address.insert(self.address, here + amount);
        self.amount += amount;
        true
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all = held.all.saturating_sub(self.amount);
        if let Some(here) = held.by_address.get_mut(&self.address) {
            *here = here.saturating_sub(self.amount);
            if *here == 0 {
                held.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_bounded_and_given_back() {
        const MOST: Most = Most { all: 10, address: 6 };
        let all = Shares::default();
        let at = |n: u8| IpAddr::from([192, 0, 2, n]);
        let mut one = all.share(at(1));
        assert!(one.grow(6, MOST) && !one.grow(1, MOST));
        assert!(!all.share(at(1)).grow(1, MOST), "the address is full");
        let mut two = all.share(at(2));
        assert!(two.grow(4, MOST));
        assert!(!all.share(at(3)).grow(1, MOST), "everything is full");
        drop(one);
        assert!(all.share(at(3)).grow(1, MOST));
        drop(two);
        assert_eq!(all.held(), 0);
        assert!(all.0.lock().unwrap().by_address.is_empty());
    }
}
